"""Paragraphs that the seller rewrote by hand take the place of ours, and say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from poa.model.case import Case
from poa.model.letter import Block, Claim, Run


def edit_key(language: str, block: Block) -> str:
    """The key under which an edit of ``block`` is kept in ``letter.edits`` ("en:actions/3")."""
    return f"{language}:{block.key}"


def with_edits(blocks: Sequence[Block], case: Case, language: str) -> list[Block]:
    """The blocks with the seller's own wording where there is one; an empty edit leaves the block out."""
    found = []
    for block in blocks:
        edit = case.letter.edits.get(edit_key(language, block))
        if edit is None:
            found.append(block)
        elif edit.strip():
            facts = tuple(dict.fromkeys(fact for claim in block.claims for fact in claim.facts))
            exhibits = tuple(dict.fromkeys(number for claim in block.claims for number in claim.exhibits))
            claim = Claim((Run(edit.strip()),), (*facts, "letter.edits"), (), exhibits, "own")
            found.append(replace(block, claims=(claim,), edited=True))
    return found
