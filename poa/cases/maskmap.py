"""Carries the findings of a message over to its masked text, so that spans point at the right words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from poa.model.rule import Audited, Finding
from poa.text.mask import mask_personal, personal_spans

_EXCERPT = 160


def masked_audit(audited: Audited, names: Sequence[str] = (), *, own: bool = False) -> Audited:
    """``audited`` with every text in it masked.

    The audit reads what was really sent, so a rule broken by an address is seen in the address; what is kept is
    masked.

    Args:
        audited: found in the text as sent.
        names: buyers' names that are known.
        own: what the text gives as the writer's own address or number stays (poa.text.mask).
    """
    mapped = _Mapped(audited.text, names, own)
    findings = tuple(_masked(finding, mapped, names) for finding in audited.findings)
    return replace(audited, text=mapped.text, findings=findings)


def _masked(finding: Finding, mapped: _Mapped, names: Sequence[str]) -> Finding:
    rewrite = mask_personal(finding.rewrite, names) if finding.rewrite else finding.rewrite
    if finding.where != "text":
        return replace(finding, excerpt=mask_personal(finding.excerpt, names), rewrite=rewrite)
    start, end = mapped.place(finding.start, False), mapped.place(finding.end, True)
    # Masked by itself, a piece of an address would no longer be known as one.
    excerpt = mapped.text[start:end][:_EXCERPT]
    return replace(finding, start=start, end=end, excerpt=excerpt, rewrite=rewrite)


class _Mapped:
    """A masked text, and where each place of the raw text went."""

    def __init__(self, raw: str, names: Sequence[str], own: bool) -> None:
        parts: list[str] = []
        self._starts: list[int] = []
        self._pieces: list[tuple[int, int, int]] = []
        place = length = 0
        for start, end, instead in personal_spans(raw, names, own=own):
            length += start - place
            self._starts.append(start)
            self._pieces.append((end, length, length + len(instead)))
            parts += (raw[place:start], instead)
            place, length = end, length + len(instead)
        self.text = "".join(parts) + raw[place:]

    def place(self, offset: int, is_end: bool) -> int:
        """Where ``offset`` is now; within a masked piece, its beginning or (for the end of a span) its end."""
        number = bisect_right(self._starts, offset) - 1
        if number < 0:
            return offset
        end, start_now, end_now = self._pieces[number]
        if offset >= end:
            return offset - end + end_now
        return end_now if is_end and offset > self._starts[number] else start_now
