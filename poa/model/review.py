"""What the strict reader holds against a letter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from poa.model.rule import Bilingual

Band = Literal["ready", "one_more_round", "not_yet"]


@dataclass(frozen=True, slots=True)
class Criterion:
    """One of the fourteen criteria with its score, 0 to 3."""

    id: str
    score: int
    title: Bilingual
    reason: Bilingual
    remedy: Bilingual


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to mend: its place in the letter (block and span) and in the case (``path``, ``step``).

    ``weight``: ``veto`` blocks, ``warning`` costs points, ``question`` only a person can answer, ``note`` informs.
    """

    criterion: str
    weight: Literal["veto", "warning", "question", "note"]
    message: Bilingual
    remedy: Bilingual
    excerpt: str = ""
    block: int | None = None
    start: int = 0
    end: int = 0
    path: str = ""
    step: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """The whole reading. ``band`` is about the letter's completeness, never about Amazon's answer.

    ``gaps`` counts the facts that a draft lacks; what marks them in it is not judged as its text. ``own_share`` is that
    of the words in sentences with a name, a date, a number or a quotation.
    """

    score: int
    max: int
    band: Band
    vetoes: tuple[str, ...]
    criteria: tuple[Criterion, ...]
    remarks: tuple[Remark, ...]
    own_share: float | None = None
    gaps: int = 0
