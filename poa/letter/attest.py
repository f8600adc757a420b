"""The exact sentences that an action or measure puts into the letter, for the seller to read before he attests them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import msgspec

from poa.library.guidance import Guidance
from poa.model.case import Case

_ATTESTED = re.compile(r"(actions|measures)\[(\d+)\]\.status")
_TRUE = {"actions": "done", "measures": "in_force"}


def is_attestation(path: str) -> bool:
    """Whether the question at ``path`` makes sentences of the letter true."""
    return _ATTESTED.fullmatch(path) is not None


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
    entries = list(getattr(case, kind))
    entries[index] = msgspec.structs.replace(entries[index], status=_TRUE[kind])
    letter = compose(
        msgspec.structs.replace(case, **{kind: tuple(entries)}), guidance, language, draft=True, templates=templates
    )
    place = f"{kind}[{index}]."
    told = []
    for block in letter.blocks:
        claims = [c.text for c in block.claims if any(fact.startswith(place) for fact in c.facts)]
        if claims:
            told.append("".join(claims).strip())
    return tuple(told)
