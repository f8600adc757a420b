"""Counts over a stream of audited messages."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from poa.model.finding import Audited, Severity, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from poa.errors import PoaError, Remark

# So many problems, and as many remarks, are kept for the output, so that memory stays flat over any export.
_MOST_PROBLEMS = 1000


@dataclass
class Summary:
    """What a run found: messages by verdict, findings by severity and rule, sources that could not be used.

    ``unusable`` counts what was not read, or not whole, and ``problems`` says of the first thousand of them why;
    ``remarks`` is what else the user is told beside the findings, which is no failure;
    ``left_out`` counts the copies that --fix made before (poa.audit.copies).
    ``own`` counts what is left out of the user's own guidance, which is among the problems.
    ``inbound`` counts the messages of buyers, which are read and not audited.
    ``if_first`` counts the messages that would break a rule if they were no answers; ``fixes`` what mending came to
    (poa.audit.fixing.Outcome), where it was asked for.
    """

    messages: int = 0
    inbound: int = 0
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    severities: Counter[Severity] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    unusable: int = 0
    problems: list[PoaError] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    left_out: int = 0
    own: int = 0
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

    def note(self, problem: PoaError) -> None:
        """Count what was not read, or not whole."""
        self.unusable += 1
        self.keep(problem)

    def keep(self, problem: PoaError) -> None:
        """Keep what went wrong for the output, as long as there is not too much of it."""
        if len(self.problems) < _MOST_PROBLEMS:
            self.problems.append(problem)

    def note_own(self, fault: PoaError) -> None:
        """Count what is left out of the user's own guidance: nobody may take its silence for a verdict."""
        self.own += 1
        self.keep(fault)

    def remark(self, told: Remark) -> None:
        """Keep what is told beside the findings, for the output."""
        if len(self.remarks) < _MOST_PROBLEMS:
            self.remarks.append(told)

    @property
    def exit_code(self) -> int:
        """0 all was read and used and nothing found, 1 errors or warnings, 2 nothing found in what was read or used.

        What was found is never hidden by what could not be read: a script that stops at 1 must not miss it.
        """
        return exit_code(bool(self.severities["error"] or self.severities["warning"]), len(self.problems))

    def problem_data(self, words: Callable[..., str]) -> list[dict[str, object]]:
        """What was not read, or not whole, for scripts."""
        return [problem_data(problem, words) for problem in self.problems]

    def remark_data(self, words: Callable[..., str]) -> list[dict[str, object]]:
        """What is told beside the findings, for scripts."""
        return [problem_data(told, words) for told in self.remarks]

    def data(self) -> dict[str, object]:
        """The counts for scripts."""
        return {
            "messages": self.messages,
            "inbound": self.inbound,
            "verdicts": {name: self.verdicts[name] for name in ("send", "fix", "stop")},
            "findings": self.severities.total(),
            "severities": {name: self.severities[name] for name in ("error", "warning", "info")},
            "rules": dict(sorted(self.rules.items(), key=lambda item: (-item[1], item[0]))),
            "unusable": self.unusable,
            "left_out": self.left_out,
            "own_left_out": self.own,
            "if_first": self.if_first,
        }


def exit_code(found: bool, unusable: int) -> int:
    """The exit code of an audit: 1 for findings whatever else was the matter, and 0 only if all was read."""
    return 1 if found else 2 if unusable else 0


def problem_data(problem: PoaError, words: Callable[..., str]) -> dict[str, object]:
    """One problem or remark as plain data."""
    return {
        "id": problem.key,
        "file": str(problem.file) if problem.file is not None else None,
        "line": problem.line,
        "sentence": problem.told(words),
    }
