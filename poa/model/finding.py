"""A rule broken at a span of a message, and a message with all that was found in it.

Kept apart from the rules: most messages break none, and then no rule is read.
"""

from __future__ import annotations

from dataclasses import dataclass
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
