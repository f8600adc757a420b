"""One policy rule of guidance/; what was found broken is in poa.model.finding."""

from __future__ import annotations

from dataclasses import dataclass, field

from poa.model.finding import Audited as Audited
from poa.model.finding import Bilingual as Bilingual
from poa.model.finding import Finding as Finding
from poa.model.finding import Severity as Severity
from poa.model.finding import Verdict as Verdict

_UNSAID = Bilingual()


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
    title: Bilingual = _UNSAID
    act: Bilingual = _UNSAID
    why: Bilingual = _UNSAID
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
