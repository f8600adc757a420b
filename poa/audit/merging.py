"""Findings that say the same of the same words become one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from poa.audit.hit import Hit


def merge(hits: Iterable[Hit], groups: Mapping[str, str], most: int) -> list[Hit]:
    """One hit for overlapping hits of a rule or of equivalent rules, in the order of the text.

    Args:
        hits: what the detectors saw; the first one of a group gives its rule.
        groups: for each rule the name it shares with its equivalents.
        most: hits to keep for one rule.
    """
    kept: list[Hit] = []
    by_group: dict[str, list[int]] = {}
    for hit in hits:
        places = by_group.setdefault(groups.get(hit.rule, hit.rule), [])
        same = next((place for place in places if _overlap(kept[place], hit)), None)
        if same is not None:
            kept[same] = _joined(kept[same], hit)
        elif len(places) < most:
            places.append(len(kept))
            kept.append(hit)
    return sorted(kept, key=lambda hit: (hit.where != "subject", hit.where == "message", hit.start, hit.end))


def _overlap(one: Hit, other: Hit) -> bool:
    if one.where == "message" or other.where == "message":
        return True
    if one.where != other.where:
        return False
    return (one.start < other.end and other.start < one.end) or (one.start, one.end) == (other.start, other.end)


def _joined(one: Hit, other: Hit) -> Hit:
    """The narrower claim gives way to the wider span; a place in the text is better than the message as a whole."""
    if one.where == "message" and other.where != "message":
        return Hit(one.rule, other.start, other.end, other.where, other.values or one.values, other.rewrite)
    if one.where != other.where or (one.start <= other.start and other.end <= one.end):
        return one
    start, end = min(one.start, other.start), max(one.end, other.end)
    rewrite = one.rewrite if one.rewrite == other.rewrite else None
    return Hit(one.rule, start, end, one.where, one.values or other.values, rewrite)
