"""Reads a rendered template into blocks of claims.

A line ``kind key | text`` begins a block (kinds below), ``part name`` begins a part, other lines continue the block.
``**bold**`` is the only look. Sentences are told apart in the template's own words, never inside a fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import get_args

from poa.errors import GuidanceError
from poa.letter.marks import Mark, Recorder
from poa.letter.told import Teller
from poa.model.letter import Block, Claim, ListStyle, Part, Run

_HEAD = re.compile(r"(title|meta|heading|p|quote|bullet|number|letter) ([\w/.-]+) \|(.*)")
_PART = re.compile(r"part (\w+)")
_END = re.compile(r"(?<=[.!?])[\"”]? +(?![(\s])|(?<=[。！？])(?![”』」）（\s])")
_LISTS: dict[str, ListStyle] = {"bullet": "bullet", "number": "number", "letter": "letter"}


@dataclass
class _Draft:
    kind: str
    key: str
    part: Part
    lines: list[str] = field(default_factory=list)


def read_blocks(rendered: str, record: Recorder, teller: Teller) -> list[Block]:
    """The blocks of a rendered template, facts put back in their order.

    Raises:
        GuidanceError: a line stands outside any block, or a part is unknown.
    """
    counters: dict[tuple[str, str], int] = {}
    blocks: list[Block] = []
    previous: str = ""
    for draft in _drafts(rendered):
        glue = "" if teller.words.language == "zh" else " "
        text = re.sub(r"[ \t]+", " ", glue.join(line.strip() for line in draft.lines)).strip()
        if not text and draft.kind not in ("title",):
            continue
        teller.enter(draft.part)
        claims = _spaced(list(_claims(text, record, teller, draft.kind)), glue)
        if not any(claim.text.strip() for claim in claims):
            continue
        number = None
        if draft.kind in _LISTS:
            restart = previous != draft.kind and draft.kind != "letter"
            place = (draft.part, draft.kind)
            counters[place] = 1 if restart else counters.get(place, 0) + 1
            number = counters[place] if draft.kind != "bullet" else None
        blocks.append(_block(draft, claims, number))
        previous = draft.kind
    return blocks


def _spaced(claims: list[Claim], glue: str) -> tuple[Claim, ...]:
    """The claims with exactly one space between them (none in Chinese, but round Latin words)."""
    found: list[Claim] = []
    for index, claim in enumerate(claims):
        runs = list(claim.runs)
        if not runs:
            continue
        runs[0] = replace(runs[0], text=runs[0].text.lstrip())
        last = index == len(claims) - 1
        runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip() + ("" if last else glue))
        found.append(replace(claim, runs=tuple(run for run in runs if run.text)))
    return tuple(claim for claim in found if claim.runs)


def _block(draft: _Draft, claims: tuple[Claim, ...], number: int | None) -> Block:
    kind = {"p": "paragraph", **dict.fromkeys(_LISTS, "item")}.get(draft.kind, draft.kind)
    return Block(
        kind=kind,  # type: ignore[arg-type]
        claims=claims,
        part=draft.part,
        list_style=_LISTS.get(draft.kind),
        number=number,
        key=draft.key,
    )


def _drafts(rendered: str) -> Iterator[_Draft]:
    part: Part = "opening"
    current: _Draft | None = None
    for line in rendered.splitlines():
        if match := _PART.fullmatch(line.strip()):
            if match[1] not in get_args(Part):
                raise GuidanceError("plan.unknown_part", name=match[1], known=", ".join(get_args(Part)))
            part = match[1]  # type: ignore[assignment]
            if current:
                yield current
            current = None
        elif match := _HEAD.fullmatch(line.strip()):
            if current:
                yield current
            current = _Draft(match[1], match[2], part, [match[3]])
        elif line.strip():
            if current is None:
                raise GuidanceError("plan.stray_line", text=line.strip()[:40])
            current.lines.append(line)
    if current:
        yield current


def _claims(text: str, record: Recorder, teller: Teller, kind: str) -> Iterator[Claim]:
    """The sentences of one block. A heading, label or quotation is one claim."""
    whole = kind in ("title", "meta", "heading", "quote")
    current = _Claim(teller)
    bold = False
    pieces = record.pieces(text)
    for place, piece in enumerate(pieces):
        following = pieces[place + 1] if place + 1 < len(pieces) else ""
        if isinstance(piece, Mark):
            if piece.kind == "own" and not whole:
                yield from current.take_own(piece, bold, _bracket_follows(following))
            else:
                current.take(piece, bold)
            continue
        for index, part in enumerate(piece.split("**")):
            if index:
                bold = not bold
            for last, sentence in _sentences(part, whole):
                current.write(sentence, bold)
                # A title in bold belongs to the sentence after it.
                if not last and not bold and not current.only_title:
                    yield current.close()
                    current = _Claim(teller)
    if current.runs:
        yield current.close()


def _sentences(text: str, whole: bool) -> Iterator[tuple[bool, str]]:
    if whole:
        yield True, text
        return
    place = 0
    for match in _END.finditer(text):
        yield False, text[place : match.end()]
        place = match.end()
    if place < len(text):
        yield True, text[place:]


def _bracket_follows(piece: str | Mark) -> bool:
    return isinstance(piece, str) and bool(re.match(r"\s*[(（]", piece))


class _Claim:
    """One sentence while it is being put together."""

    def __init__(self, teller: Teller) -> None:
        self.teller = teller
        self._clear()

    def _clear(self) -> None:
        self.runs: list[Run] = []
        self.facts: dict[str, None] = {}
        self.rules: dict[str, None] = {}
        self.exhibits: dict[int, None] = {}
        self.own = False

    @property
    def only_title(self) -> bool:
        """Whether so far there is nothing but bold words."""
        return all(run.bold or not run.text.strip() for run in self.runs)

    def write(self, text: str, bold: bool) -> None:
        """Add words of the template."""
        if text:
            self._add(Run(self.teller.template(text, self._text()), bold=bold))

    def take(self, mark: Mark, bold: bool) -> None:
        """Add a fact and what it stands on."""
        self._note(mark)
        if mark.kind == "origin":
            return
        text = self.teller.fact(mark, self._text())
        if text:
            self._add(Run(text, bold=bold, gap=mark.kind == "gap", link=mark.link or None))

    def take_own(self, mark: Mark, bold: bool, stay_open: bool) -> Iterator[Claim]:
        """Add the seller's own sentences: each a claim, the last one left open where a reference follows."""
        from poa.text.sentences import split_sentences

        sentences = split_sentences(mark.text)
        self.teller.naming.saw(mark.text)
        for index, sentence in enumerate(sentences):
            self._note(mark)
            self.own = True
            self._add(Run(self.teller.own(sentence, self._text()), bold=bold))
            if index < len(sentences) - 1 or not stay_open:
                yield self.close()

    def close(self) -> Claim:
        """The finished claim; the next one starts empty."""
        origin = "own" if self.own else "fact" if self.facts or self.rules or self.exhibits else "frame"
        claim = Claim(
            tuple(self.runs), tuple(self.facts), tuple(self.rules), tuple(self.exhibits), origin  # type: ignore[arg-type]
        )  # fmt: skip
        self._clear()
        return claim

    def _note(self, mark: Mark) -> None:
        self.facts.update(dict.fromkeys(mark.facts))
        self.rules.update(dict.fromkeys(mark.rules))
        self.exhibits.update(dict.fromkeys(mark.exhibits))

    def _text(self) -> str:
        return "".join(run.text for run in self.runs)

    def _add(self, run: Run) -> None:
        last = self.runs[-1] if self.runs else None
        if last and (last.bold, last.link, last.gap) == (run.bold, run.link, run.gap):
            self.runs[-1] = Run(last.text + run.text, bold=run.bold, link=run.link, gap=run.gap)
        else:
            self.runs.append(run)
