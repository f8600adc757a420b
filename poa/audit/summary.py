"""Counts over a stream of audited messages."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from poa.model.finding import Audited, Severity, Verdict


@dataclass
class Summary:
    """What a run found: messages by verdict, findings by severity and rule, sources that could not be used.

    ``if_first`` counts the messages that would break a rule if they were no answers; ``fixes`` what mending came to
    (poa.audit.fixing.Outcome), where it was asked for.
    """

    messages: int = 0
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    severities: Counter[Severity] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    unusable: int = 0
    if_first: int = 0
    fixes: Counter[str] = field(default_factory=Counter)

    def add(self, audited: Audited) -> None:
        """Count one message."""
        self.messages += 1
        self.verdicts[audited.verdict] += 1
        self.if_first += bool(audited.if_first)
        for finding in audited.findings:
            self.severities[finding.severity] += 1
            self.rules[finding.rule] += 1

    @property
    def exit_code(self) -> int:
        """0 clean, 1 errors or warnings, 2 something could not be used."""
        if self.unusable:
            return 2
        return 1 if self.severities["error"] or self.severities["warning"] else 0

    def data(self) -> dict[str, object]:
        """The counts for scripts."""
        return {
            "messages": self.messages,
            "verdicts": {name: self.verdicts[name] for name in ("send", "fix", "stop")},
            "findings": self.severities.total(),
            "severities": {name: self.severities[name] for name in ("error", "warning", "info")},
            "rules": dict(sorted(self.rules.items(), key=lambda item: (-item[1], item[0]))),
            "unusable": self.unusable,
            "if_first": self.if_first,
        }
