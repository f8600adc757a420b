"""One policy rule of guidance/, and a rule broken at a span of a message."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning", "info"]
Verdict = Literal["send", "fix", "stop"]


@dataclass(frozen=True, slots=True)
class Bilingual:
    """The same statement in both languages of the product."""

    en: str = ""
    zh: str = ""

    def of(self, language: str) -> str:
        """The text in ``language`` (``en``, ``zh``, ``zh-Hans``), or the other where it is empty."""
        first, second = (self.zh, self.en) if language.startswith("zh") else (self.en, self.zh)
        return first or second


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule was read: an entry of guidance/sources.yaml."""

    key: str
    url: str
    title: str
    kind: str
    language: str = ""
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A message that breaks or keeps a rule; ``message`` holds further fields of a Message (proactive, html ...)."""

    text: str
    lang: str = "en"
    message: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """One atomic policy rule.

    ``kind``: permitted, required, recommended, conduct, prohibited_message, prohibited_content, caution, fact,
    consequence, change. ``stop`` marks conduct rules whose breach hands the message to a person.
    ``act`` names the breach in a letter as a past-tense phrase ("asked the buyer for contact details").
    """

    id: str
    section: str
    kind: str
    severity: Severity
    summary: Bilingual
    sources: tuple[Source, ...]
    confidence: str
    since: str = ""
    retired: str = ""
    verified: str = ""
    stop: bool = False
    detectable: bool = False
    title: Bilingual = Bilingual()
    act: Bilingual = Bilingual()
    why: Bilingual = Bilingual()
    exceptions: tuple[Bilingual, ...] = ()
    conflicts: tuple[Bilingual, ...] = ()
    marketplaces: tuple[str, ...] = ()
    equivalent: tuple[str, ...] = ()
    violates: tuple[Example, ...] = ()
    passes: tuple[Example, ...] = ()
    file: str = ""
    line: int = 0

    @property
    def url(self) -> str:
        """The link to show first: the best source with an address."""
        return self.sources[0].url if self.sources else ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule broken at ``text[start:end]`` of a message (of its subject or html where ``where`` says so)."""

    rule: str
    severity: Severity
    start: int
    end: int
    excerpt: str
    message: Bilingual
    url: str = ""
    where: Literal["text", "subject", "html", "attachment", "thread", "message"] = "text"
    rewrite: str | None = None


@dataclass(frozen=True, slots=True)
class Audited:
    """One message with what was found in it. ``text`` is the plain text that the spans point into.

    ``if_first``: where nothing tells whether the message is an answer, the rules that it breaks only if it is none.
    """

    id: str
    source: str
    order_id: str | None
    verdict: Verdict
    findings: tuple[Finding, ...]
    text: str = ""
    sender: str | None = None
    template: str | None = None
    if_first: tuple[str, ...] = ()
