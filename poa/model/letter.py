"""The letter as ordered claims with their origin; the same blocks become Word, text and Markdown."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from poa.model.rule import Bilingual

Part = Literal["opening", "root_cause", "actions", "measures", "exhibits"]
BlockKind = Literal["title", "meta", "heading", "paragraph", "quote", "item"]
ListStyle = Literal["bullet", "number", "letter"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with one look. ``link`` is an address; ``gap`` marks a missing fact in a draft."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str | None = None
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence (or heading, label) with what it stands on.

    ``facts`` are paths into the case (``actions[0].on``), ``rules`` are rule ids, ``exhibits`` numbers.
    ``origin``: ``fact`` (stands on facts, rules or exhibits), ``frame`` (heading, label, connective with no claim),
    ``own`` (the seller's own words, kept as written).
    """

    runs: tuple[Run, ...]
    facts: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    exhibits: tuple[int, ...] = ()
    origin: Literal["fact", "frame", "own"] = "fact"

    @property
    def text(self) -> str:
        """The words without their look."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, quotation or list item. ``number`` is the item's own number (1, 2 ...; letters: 1 = A).

    ``key`` names the block for edits by hand and stays the same while other blocks come and go ("actions/3").
    """

    kind: BlockKind
    claims: tuple[Claim, ...]
    part: Part = "opening"
    level: int = 1
    list_style: ListStyle | None = None
    number: int | None = None
    edited: bool = False
    key: str = ""

    @property
    def text(self) -> str:
        """The block's words, sentences set side by side as they stand."""
        return "".join(claim.text for claim in self.claims)


@dataclass(frozen=True, slots=True)
class Gap:
    """A fact the letter still needs: where it belongs in the case, the question, and the step that asks it."""

    path: str
    question: Bilingual
    step: str


@dataclass(frozen=True, slots=True)
class Letter:
    """The composed letter. ``draft`` letters may hold gaps and say DRAFT wherever they are shown."""

    language: Literal["en", "zh"]
    branch: str
    store: str
    marketplace: str
    on: date | None
    blocks: tuple[Block, ...]
    gaps: tuple[Gap, ...] = ()
    draft: bool = False
    length: str = "standard"
    rules_cited: tuple[str, ...] = ()
    exhibits: dict[int, str] = field(default_factory=dict)

    def of_part(self, part: Part) -> tuple[Block, ...]:
        """The blocks that belong to one field of the form."""
        return tuple(block for block in self.blocks if block.part == part)

    @property
    def text(self) -> str:
        """All words, a block a line."""
        return "\n".join(block.text for block in self.blocks)
