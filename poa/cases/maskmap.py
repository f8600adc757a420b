"""Carries the findings of a message over to its masked text, so that spans point at the right words."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import replace

from poa.model.rule import Audited, Finding


def masked_audit(audited: Audited, text: str, mask: Callable[[str], str]) -> Audited:
    """``audited`` with every text in it masked.

    The audit reads what was really sent: a rule broken by an e-mail address is seen in the address. What is kept is
    masked.

    Args:
        audited: found in the text as sent.
        text: the masked text.
        mask: masks a shorter text in the same way.
    """
    if text == audited.text:
        return replace(audited, findings=tuple(_other(finding, mask) for finding in audited.findings))
    place = _mapping(audited.text, text)
    findings = []
    for finding in audited.findings:
        if finding.where == "text":
            start, end = place(finding.start), place(finding.end)
            rewrite = mask(finding.rewrite) if finding.rewrite else finding.rewrite
            findings.append(replace(finding, start=start, end=end, excerpt=mask(finding.excerpt), rewrite=rewrite))
        else:
            findings.append(_other(finding, mask))
    return replace(audited, text=text, findings=tuple(findings))


def _other(finding: Finding, mask: Callable[[str], str]) -> Finding:
    rewrite = mask(finding.rewrite) if finding.rewrite else finding.rewrite
    return replace(finding, excerpt=mask(finding.excerpt), rewrite=rewrite)


def _mapping(raw: str, masked: str) -> Callable[[int], int]:
    """Offsets of ``raw`` -> offsets of ``masked``. Masking keeps line ends, so only changed lines are compared."""
    old, new = raw.split("\n"), masked.split("\n")
    if len(old) != len(new):
        old, new = [raw], [masked]
    table: list[tuple[int, int]] = []
    here = there = 0
    for before, after in zip(old, new, strict=True):
        table.append((here, there))
        if before != after:
            blocks = difflib.SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
            for block in blocks:
                table.append((here + block.a, there + block.b))
                table.append((here + block.a + block.size, there + block.b + block.size))
        here += len(before) + 1
        there += len(after) + 1
    table.append((here - 1, there - 1))

    def place(offset: int) -> int:
        low, high = 0, len(table) - 1
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if table[middle][0] <= offset else (low, middle - 1)
        start, target = table[low]
        limit = table[low + 1][1] if low + 1 < len(table) else len(masked)
        return min(target + offset - start, limit)

    return place
