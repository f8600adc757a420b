"""A letter written elsewhere becomes a Letter: headings tell its parts where there are any, else what they say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

from poa.errors import InputError
from poa.library.guidance import Guidance
from poa.model.letter import Block, BlockKind, Claim, Letter, Part
from poa.notice.knowledge import knowledge
from poa.notice.periods import days
from poa.notice.sentences import split
from poa.review.blanks import blanked, gaps, runs, without_draft_line
from poa.review.view import EMPTY
from poa.wording.system import unreadable

MAX_BYTES = 5_000_000
MAX_CHARACTERS = 100_000
# So many sentences say whether a letter disputes.
_OPENING = 9
_MARK = re.compile(
    r"^\s*(?:[-*•·●▪–]\s+|\(?(\d{1,2})[.)、．]\s*(?=\D)|([A-H])[.)]\s+|[（(]?([一二三四五六七八九十])[、）)]\s*)"
)
# A longer run of underscores is a place to fill in.
_BOLD = re.compile(r"\*\*|(?<!_)__(?!_)")
_META = re.compile(r"^(store|notice|date|seller|account|subject|to|店铺|通知|日期|卖家|主题)\s*[:：]", re.IGNORECASE)
_ORDER: tuple[Part, ...] = ("opening", "root_cause", "actions", "measures", "exhibits")
_DATE = re.compile(r"(date|日期)", re.IGNORECASE)
_HAN = re.compile("[\u4e00-\u9fff]")


@dataclass
class _Line:
    text: str
    kind: BlockKind
    number: int | None = None
    part: Part | None = None


def read_letter(path: Path, guidance: Guidance, *, branch: str = "") -> Letter:
    """Read a letter from a .docx, .txt or .md file.

    Args:
        path: the file.
        guidance: names of the parts, signals of a dispute.
        branch: what kind of letter it is; without it a dispute is told from a plan by its words.

    Raises:
        InputError: missing, empty, too large or not readable; with file and remedy.
    """
    from poa.messages.documents import read_document

    try:
        size = path.stat().st_size
    except OSError as problem:
        raise unreadable(path, problem) from None
    if size >= MAX_BYTES:
        raise InputError("files.too_large", file=path, megabytes=MAX_BYTES // 1_000_000)
    if size == 0:
        raise InputError("review.empty", file=path)
    text = read_document(path).text
    if not text.strip():
        raise InputError("review.empty", file=path)
    if len(text) > MAX_CHARACTERS:
        raise InputError("review.too_long", file=path, thousands=MAX_CHARACTERS // 1000)
    return letter_from_text(text, guidance, branch=branch)


def letter_from_text(text: str, guidance: Guidance, *, branch: str = "") -> Letter:
    """The letter in ``text``; headings in English or Chinese are recognised but not needed.

    Of an exported draft the blanks are its gaps, as in the draft itself.
    """
    text, draft = without_draft_line(text)
    missing = gaps(text, guidance)
    parts = knowledge(guidance, "review").one("parts")
    language: Literal["en", "zh"] = "zh" if len(_HAN.findall(text)) * 3 > len(re.findall(r"[A-Za-z]", text)) else "en"
    lines = list(_lines(text, parts))
    _find_measures(lines, parts.get("markers", {}).get(language, {}))
    branch = branch or branch_of([blanked(line.text) for line in lines], _parts_named(lines), language, guidance)
    if branch != "dispute" and not _parts_named(lines):
        _guess(lines, parts.get("markers", {}).get(language, {}))
    blocks = tuple(_blocks(lines))
    exhibits = {b.number: b.text for b in blocks if b.part == "exhibits" and b.number is not None}
    on, draft = _written_on(lines, guidance), draft or bool(missing)
    return Letter(language, branch, "", "", on, blocks, missing, draft, exhibits=exhibits)


def _parts_named(lines: Iterable[_Line]) -> bool:
    return any(line.part in ("root_cause", "actions", "measures") for line in lines if line.kind == "heading")


def branch_of(lines: Sequence[str], parts_named: bool, language: str, guidance: Guidance) -> str:
    """Whether a letter disputes the notice or plans: by its title and first sentences, unless it admits the act.

    Args:
        lines: the letter.
        parts_named: whether it has headings of a plan.
        language: its language.
        guidance: the signals.
    """
    known = knowledge(guidance, "review")
    languages = frozenset({language, "any"})

    def has(feature: str, text: str) -> bool:
        readings = (one for one in known.field("feature") if one.value == feature)
        return any(signal.find.search(text) for reading in readings for signal in reading.of(languages))

    opening = [one.text for line in lines[:12] for one in split(line)][:_OPENING]
    admits = any(has("own_it", text) for text in opening)
    titled = bool(lines) and len(lines[0]) < 120 and has("dispute_title", lines[0])
    denies = any(has("disputes", text) for text in opening)
    return "dispute" if denies and not admits and (titled or not parts_named) else "plan_of_action"


def _written_on(lines: Iterable[_Line], guidance: Guidance) -> date | None:
    """The letter's own date, where a line above it gives one."""
    for line in lines:
        if line.kind == "meta" and _DATE.match(line.text):
            found = [day for day in days(line.text, knowledge(guidance), month_first=True) if day.year]
            return found[0].near(date.max, past=True) if found else None
    return None


def _lines(text: str, parts: dict[str, Any]) -> Iterable[_Line]:
    headings = {
        part: re.compile(rf"(?:{'|'.join(patterns)})", re.IGNORECASE)
        for part, patterns in (parts.get("headings") or {}).items()
    }
    titles = re.compile(str(parts.get("titles", "(?!)")), re.IGNORECASE)
    part: Part | None = None
    for at, raw in enumerate(_joined(text)):
        if at == 0 and titles.search(raw) and not _sentence_follows(raw):
            yield _Line(_BOLD.sub("", raw.lstrip("# ")).strip(), "title")
            continue
        for line in _line(raw, headings, part):
            part = line.part or part
            yield line


def _sentence_follows(raw: str) -> bool:
    """Whether a first line is more than a title: it ends as a sentence does, or runs on."""
    return raw[-1:] in ".。!！;；" or len(raw) > 140


def _joined(text: str) -> Iterable[str]:
    """Lines; a quotation that runs over several lines stays together."""
    for line in text.replace("\r", "").split("\n"):
        if line.strip() and line.strip() not in (">", "---", "***"):
            yield line.strip()


def _line(raw: str, headings: dict[str, re.Pattern[str]], now: Part | None) -> Iterable[_Line]:
    if raw.startswith(">"):
        yield _Line(_BOLD.sub("", raw.lstrip("> ")), "quote")
        return
    level = re.match(r"#+\s*", raw)
    plain = _BOLD.sub("", raw[level.end() :] if level else raw).strip()
    mark = _MARK.match(plain)
    words = plain[mark.end() :].strip() if mark else plain
    # "- A. Fixed hours": the letter is the item's mark, the dash only its look.
    inner = _MARK.match(words) if mark and not any(mark.groups()) else None
    if inner and any(inner.groups()):
        mark, words = inner, words[inner.end() :].strip()
    part, rest = (None, "") if mark and now == "exhibits" else _heading(words, headings)
    if part and (level or rest or _is_title(words)):
        yield _Line(words if not rest else words[: len(words) - len(rest)].rstrip(" :："), "heading", part=part)
        if rest:
            yield _Line(rest, "paragraph")
    elif level:
        yield _Line(plain, "title" if level[0].strip() == "#" else "heading")
    elif (_META.match(plain) and len(plain) < 120) or _is_signature(plain, bool(mark)):
        yield _Line(plain, "meta")
    elif mark:
        yield _Line(words, "item", _number(mark))
    else:
        yield _Line(plain, "paragraph")


def _is_signature(words: str, marked: bool) -> bool:
    """A line of a few words that is no sentence: a store's name, a signature."""
    return (
        not marked and len(words.split()) <= 4 and len(_HAN.findall(words)) <= 8 and words[-1:] not in ".。!！?？:：,，"
    )


def _is_title(words: str) -> bool:
    """A heading is short and is not a sentence."""
    return len(words.split()) <= 9 and len(_HAN.findall(words)) <= 20 and words[-1:] not in ".。;；,，"


def _heading(words: str, headings: dict[str, re.Pattern[str]]) -> tuple[Part | None, str]:
    """The part a heading opens, and the words that follow it on the same line ("Root cause: nobody ...")."""
    head, colon, rest = words.partition("：") if "：" in words[:40] else words.partition(":")
    head = head.strip(" *_").rstrip(".?？ ")
    if len(head) > 70:
        return None, ""
    for part in ("exhibits", "measures", "actions", "root_cause"):
        pattern = headings.get(part)
        if pattern and pattern.fullmatch(head):
            return part, rest.strip() if colon else ""
    return None, ""


def _number(mark: re.Match[str]) -> int | None:
    if mark[1]:
        return int(mark[1])
    if mark[2]:
        return ord(mark[2]) - ord("A") + 1
    return "一二三四五六七八九十".index(mark[3]) + 1 if mark[3] else None


def _guess(lines: list[_Line], markers: dict[str, str]) -> None:
    """Without headings: each line belongs to the part its words speak for, and parts only go forward."""
    patterns = [(part, re.compile(markers[part], re.IGNORECASE)) for part in _ORDER if part in markers]
    at = 0
    for line in lines:
        if line.kind in ("title", "meta", "quote"):
            continue
        if at == 0:
            # A letter begins with what happened.
            at, line.part = 1, _ORDER[1]
            continue
        # How a line begins says most: "On 3 May ..." is an action, "Every Monday ..." a measure.
        said = blanked(line.text)
        scores = {part: len(p.findall(said)) + 2 * bool(p.match(said)) for part, p in patterns}
        best = max(scores, key=lambda part: scores[part], default=None)
        if best and scores[best] and _ORDER.index(best) >= at:
            at = _ORDER.index(best)
        line.part = _ORDER[at]


def _find_measures(lines: list[_Line], markers: dict[str, str]) -> None:
    """A heading after the actions that no list knows opens the measures, where the lines below it speak of them."""
    named = {line.part for line in lines if line.kind == "heading"}
    if "actions" not in named or "measures" in named or not markers:
        return
    measures = re.compile(markers["measures"], re.IGNORECASE)
    past = False
    for line, below in pairwise(lines):
        past = line.part == "actions" or (past and line.part is None)
        heads = line.kind in ("heading", "meta") or (line.kind == "paragraph" and line.text[-1:] in ":：")
        opens = past and line.part is None and heads and _is_title(line.text.rstrip(":："))
        if opens and measures.search(blanked(below.text)):
            line.kind, line.part = "heading", "measures"
            return


def _blocks(lines: Sequence[_Line]) -> Iterable[Block]:
    part: Part = "opening"
    unnumbered = not any(line.number for line in _of_exhibits(lines))
    count = 0
    for line in lines:
        if line.part:
            part = line.part
        if part == "exhibits" and unnumbered and line.kind in ("item", "paragraph", "meta"):
            # A list that its program numbers comes without the numbers.
            count += 1
            line.kind, line.number = "item", count
        style: Literal["number"] | None = "number" if line.kind == "item" and line.number else None
        key = "" if blanked(line.text).strip() else EMPTY
        yield Block(line.kind, tuple(_claims(line.text)), part, list_style=style, number=line.number, key=key)


def _of_exhibits(lines: Sequence[_Line]) -> Iterable[_Line]:
    part: Part = "opening"
    for line in lines:
        part = line.part or part
        if part == "exhibits" and line.kind != "heading":
            yield line


def _claims(text: str) -> Iterable[Claim]:
    at = 0
    for sentence in split(blanked(text)):
        yield Claim(tuple(runs(text[at : sentence.end])), origin="own")
        at = sentence.end
    if at < len(text) or not text:
        yield Claim(tuple(runs(text[at:])), origin="own")
