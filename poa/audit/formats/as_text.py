"""The audit for people: the verdict in words, then each finding with its words, its reason, its link and a way out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from poa.audit.summary import Summary
from poa.model.finding import Audited, Finding, Verdict
from poa.text.clean import clean
from poa.text.names import told_name
from poa.text.width import fit

if TYPE_CHECKING:
    from poa.model.rule import Rule

_VERDICTS: tuple[Verdict, ...] = ("send", "fix", "stop")
_COLOURS = {"stop": "31", "fix": "33", "send": "32", "error": "31", "warning": "33", "info": "36", "quiet": "2"}


class TextFormat:
    """Writes the messages that have findings, then a summary.

    Args:
        write: takes text.
        words: the program's words (a poa.wording.Wording).
        rules: for the titles.
        colour: whether to colour.
        width: cells to a line.
    """

    def __init__(
        self,
        write: Callable[[str], object],
        words: Callable[..., str],
        rules: Mapping[str, Rule],
        language: str,
        colour: bool = False,
        width: int = 100,
    ) -> None:
        self._write = write
        self._words = words
        self._rules = rules
        self._language = language
        self._colour = colour
        self._width = max(40, width)

    def message(self, audited: Audited) -> None:
        """Write one message, if something was found in it."""
        if not audited.findings and not audited.if_first:
            return
        verdict = self._words(f"audit.verdict_{audited.verdict}")
        lines = [f"{self._head(audited)}  {self._dyed(verdict, audited.verdict)}"]
        self._write("\n".join([*lines, *self._found(audited)]) + "\n\n")

    def end(self, summary: Summary) -> None:
        """Write the counts."""
        words = self._words
        told = self._counted(summary)
        if summary.unusable:
            unusable = words("audit.counted_unusable", n=summary.unusable, count=summary.unusable)
            told = words("audit.counted_with", told=told, unusable=unusable)
        self._write(told + "\n")
        if summary.if_first:
            self._write(words("audit.counted_if_first", n=summary.if_first, count=summary.if_first) + "\n")
        if summary.own:
            self._write(words("audit.counted_own", n=summary.own, count=summary.own) + "\n")

    def _counted(self, summary: Summary) -> str:
        """How many messages with which verdict; where none was audited, that and what to do."""
        words, read, inbound = self._words, summary.messages, summary.inbound
        if not read:
            return words("audit.counted_nothing")
        if read == inbound:
            return words("audit.counted_inbound_alone", n=read, count=read)
        audited = read - inbound
        key = "audit.counted_audited" if inbound else "audit.counted_messages"
        messages = words(key, n=audited, count=audited)
        counts = {name: summary.verdicts[name] for name in _VERDICTS}
        counts["send"] -= inbound
        stem = "audit.counted_one" if audited == 1 else "audit.counted"
        verdicts = [words(f"{stem}_{name}", count=count) for name, count in counts.items() if count]
        ended = words("audit.counted_end", verdicts=words("audit.counted_between").join(verdicts))
        told = words("audit.counted", messages=messages, verdicts=ended)
        if not inbound:
            return told
        return words("audit.counted_with", told=told, unusable=words("audit.counted_inbound", n=inbound, count=inbound))

    def _head(self, audited: Audited) -> str:
        """Where the message stands, with its order."""
        head = told_name(audited.source or audited.id)
        if audited.order_id and audited.order_id not in head:
            head += f"  {told_name(audited.order_id)}"
        return head

    def _found(self, audited: Audited) -> list[str]:
        """The findings, and what it breaks if it is no answer."""
        lines = [line for finding in audited.findings for line in self._finding(finding)]
        if audited.if_first:
            told = self._words("audit.if_first", rules=", ".join(audited.if_first))
            lines.append("  " + self._dyed(told, "info"))
        return lines

    def _finding(self, finding: Finding) -> list[str]:
        words = self._words
        severity = self._dyed(words(f"audit.severity_{finding.severity}"), finding.severity)
        title = self._rules[finding.rule].title.of(self._language)
        lines = [f"  {severity} {finding.rule}: {title or finding.message.of(self._language)}"]
        if finding.excerpt:
            lines.append("    " + fit(f"\u201c{clean(finding.excerpt)}\u201d".replace("\n", " "), self._width - 4))
        if finding.rewrite == "":
            lines.append("    " + words("audit.rewrite_remove"))
        elif finding.rewrite is not None:
            shown = finding.rewrite.replace("\n", "\u23ce")
            lines.append("    " + fit(words("audit.rewrite_replace", words=clean(shown)), self._width - 4))
        if finding.url:
            lines.append("    " + self._dyed(finding.url, "quiet"))
        return lines

    def _dyed(self, text: str, kind: str) -> str:
        return f"\x1b[{_COLOURS[kind]}m{text}\x1b[0m" if self._colour else text
