"""Compose: the case becomes a letter in which every sentence knows what it stands on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from poa.errors import GapError, RefusedError
from poa.library.guidance import Guidance
from poa.model.case import Case
from poa.model.letter import Letter


def compose(
    case: Case,
    guidance: Guidance,
    language: str,
    *,
    draft: bool = False,
    length: str | None = None,
    templates: Sequence[Path] = (),
) -> Letter:
    """Compose the letter of a case.

    Args:
        case: the confirmed facts.
        guidance: rules, marketplaces and playbook.
        language: ``en`` or ``zh`` (the mirror).
        draft: mark missing facts in the letter instead of refusing.
        length: ``short``, ``standard`` or ``full``; the case's own choice by default.
        templates: folders of the user's own templates, looked up before the product's.

    Raises:
        GapError: facts are missing and it is no draft; the message names them, ``values["gaps"]`` holds them.
        RefusedError: the notice is a look-alike, so there is no letter.
        GuidanceError: guidance or a template is wrong.
    """
    from poa.letter.build import build
    from poa.model.rule import Bilingual
    from poa.text.joining import as_sentences

    if case.branch == "phishing" or (not case.branch and case.notice.is_phishing):
        raise RefusedError("plan.no_letter")
    letter = build(case, guidance, "zh" if language.startswith("zh") else "en", length or case.letter.length, templates)
    if letter.gaps and not draft:
        names = Bilingual(
            as_sentences((gap.question.en for gap in letter.gaps), "en"),
            as_sentences((gap.question.zh for gap in letter.gaps), "zh"),
        )
        raise GapError("plan.gaps", names=names, gaps=letter.gaps)
    return letter
