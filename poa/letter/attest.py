"""The exact sentences of a cause, action or measure in the letter, for the seller to read before he attests them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from poa.library.guidance import Guidance
from poa.model.case import Case

_ATTESTED = re.compile(r"(causes|actions|measures)\[(\d+)\]\.status")
_PART = re.compile(r"(causes|actions|measures)\[(\d+)\]\.(?!status\b|exhibits\b|causes\b)")
_TRUE = {"causes": "true", "actions": "done", "measures": "in_force"}


def is_attestation(path: str) -> bool:
    """Whether the question at ``path`` makes sentences of the letter true."""
    return _ATTESTED.fullmatch(path) is not None


def attests(path: str, status: object) -> bool:
    """Whether ``status`` as the answer at ``path`` calls the sentences true."""
    found = _ATTESTED.fullmatch(path)
    return found is not None and _TRUE[found[1]] == status


def sentences_of(
    case: Case, guidance: Guidance, path: str, language: str, *, templates: Sequence[Path] = ()
) -> tuple[str, ...]:
    """What the letter would say of an entry if it were attested, with what was answered so far.

    Args:
        case: the facts.
        guidance: rules and playbook.
        path: of the status (``actions[0].status``).
        language: of the letter, ``en`` or ``zh``.
        templates: the user's own template folders.

    Returns:
        The paragraphs; facts that are still missing are marked as in a draft. Empty where the letter has none of it.
    """
    from poa.letter import compose

    found = _ATTESTED.fullmatch(path)
    if found is None or case.branch == "phishing":
        return ()
    kind, index = found[1], int(found[2])
    letter = compose(_with_status(case, kind, index, _TRUE[kind]), guidance, language, draft=True, templates=templates)
    place = f"{kind}[{index}]."
    told = []
    for block in letter.blocks:
        claims = [c.text for c in block.claims if any(fact.startswith(place) for fact in c.facts)]
        if claims:
            told.append("".join(claims).strip())
    return tuple(told)


def reopened(before: Case, case: Case, guidance: Guidance, path: str, *, templates: Sequence[Path] = ()) -> Case:
    """The changed case, with the entry open again whose attested sentence has become another by the answer at ``path``.

    What was attested was a sentence. The causes and exhibits behind it are chosen.

    Args:
        before: the case without the answer.
        case: the case with it.
        guidance: rules and playbook.
        path: of the answer (``measures[0].slots.sample``).
        templates: the user's own template folders.
    """
    found = _PART.match(path)
    if found is None or case.branch == "phishing":
        return case
    kind, index = found[1], int(found[2])
    entries: Sequence[Any] = getattr(case, kind)
    if len(getattr(before, kind)) != len(entries) or entries[index].status != _TRUE[kind]:
        return case
    if kind == "causes" and (entries[index].text or not entries[index].entry):
        # Own words are read as they are typed.
        return case
    status = f"{kind}[{index}].status"
    was, now = (sentences_of(one, guidance, status, "en", templates=templates) for one in (before, case))
    return case if was == now else _with_status(case, kind, index, "")


def _with_status(case: Case, kind: str, index: int, status: str) -> Case:
    entries = list(getattr(case, kind))
    entries[index] = msgspec.structs.replace(entries[index], status=status)
    return msgspec.structs.replace(case, **{kind: tuple(entries)})
