"""The letter as plain text, as fields to paste, and as Markdown: three views of the same blocks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from poa.model.letter import Block, Gap, Letter, Part, Run
from poa.wording import Wording

# The form has three boxes: the opening goes above the root cause, the list of exhibits below the measures.
FIELDS: tuple[tuple[str, tuple[Part, ...]], ...] = (
    ("root_cause", ("opening", "root_cause")),
    ("actions", ("actions",)),
    ("measures", ("measures", "exhibits")),
)

_BOX_OF: dict[str, str] = {
    "messages": "root_cause",
    "causes": "root_cause",
    "actions": "actions",
    "measures": "measures",
    "evidence": "measures",
    "training": "measures",
}

# How an address stands behind its words; Chinese has brackets of its own.
_LINK = {"en": "{} ({})", "zh": "{}（{}）"}
_BELOW = {"en": "{}: {}", "zh": "{}：{}"}


def to_text(letter: Letter, words: Wording) -> str:
    """The whole letter as plain text; a draft says so in its first line."""
    head = [words("export.draft_line"), ""] if letter.draft else []
    return "\n".join([*head, *_lines(letter.blocks, letter.language)]).rstrip() + "\n"


def field_texts(letter: Letter) -> dict[str, str]:
    """The text of each box of the appeal form, by field name; empty fields are left out."""
    found: dict[str, str] = {}
    for name, parts in FIELDS:
        text = "\n".join(_lines(_field_blocks(letter, name, parts), letter.language)).strip()
        if text:
            found[name] = text
    return found


def field_gaps(letter: Letter) -> dict[str, int]:
    """How many facts are missing in each box of a draft, by field name.

    A missing fact is marked in the text where a sentence has a place for it; one that no sentence speaks of yet counts
    for the box that its step fills.
    """
    marked = {name: _marked(letter, name, parts) for name, parts in FIELDS}
    return {name: sum(_belongs(gap, name, marked) for gap in letter.gaps) for name, _ in FIELDS}


def _marked(letter: Letter, name: str, parts: Sequence[Part]) -> str:
    claims = [claim for block in _field_blocks(letter, name, parts) for claim in block.claims]
    return "\n".join(run.text for claim in claims for run in claim.runs if run.gap)


def _belongs(gap: Gap, name: str, marked: Mapping[str, str]) -> bool:
    asked = [question.rstrip("?？.。") for question in (gap.question.en, gap.question.zh) if question]
    told = [box for box, text in marked.items() if any(one in text for one in asked)]
    return name in told if told else _BOX_OF.get(gap.step) == name


def _field_blocks(letter: Letter, name: str, parts: Sequence[Part]) -> list[Block]:
    if name == "measures":
        blocks = [b for b in letter.blocks if b.part == "measures" and b.kind != "heading"]
        return blocks + [b for b in letter.blocks if b.part == "exhibits"]
    return [b for b in letter.blocks if b.part in parts and b.kind not in ("title", "meta", "heading")]


def to_fields(letter: Letter, words: Wording, limits: Mapping[str, int] | None = None) -> str:
    """All boxes in one file, each under a line with its name, its length and the seller's own limit if one is set."""
    rows: list[str] = [words("export.draft_line"), ""] if letter.draft else []
    for name, text in field_texts(letter).items():
        limit = (limits or {}).get(name)
        length = words("export.length", n=len(text), count=len(text))
        if limit:
            key = "export.over_limit" if len(text) > limit else "export.within_limit"
            length = words(key, count=len(text), limit=limit)
        rows += [f"===== {words(f'export.field_{name}')} · {length} =====", "", text, "", ""]
    return "\n".join(rows).rstrip() + "\n"


def to_markdown(letter: Letter, words: Wording) -> str:
    """The letter as Markdown with live links."""
    rows: list[str] = [f"**{words('export.draft_line')}**", ""] if letter.draft else []
    previous: Block | None = None
    for block in letter.blocks:
        if previous is not None and not (_tight(previous) and _tight(block) and previous.kind == block.kind):
            rows.append("")
        text = "".join(_markdown_run(run) for claim in block.claims for run in claim.runs)
        rows.extend(_markdown_block(block, text))
        previous = block
    return "\n".join(rows).strip() + "\n"


def _lines(blocks: Iterable[Block], language: str) -> list[str]:
    rows: list[str] = []
    previous: Block | None = None
    for block in blocks:
        if previous is not None and not (_tight(previous) and _tight(block) and previous.kind == block.kind):
            rows.append("")
        rows.append(_plain_block(block, language))
        previous = block
    return rows


def _tight(block: Block) -> bool:
    return block.kind in ("meta", "item")


def _plain_block(block: Block, language: str) -> str:
    runs = [run for claim in block.claims for run in claim.runs]
    links = [run for run in runs if run.link and run.link != run.text]
    if len(links) > 1:
        # Several addresses would tear the sentence apart, so they stand below it.
        below = [_BELOW[language].format(run.text[:1].upper() + run.text[1:], run.link) for run in links]
        text = "\n".join(["".join(run.text for run in runs).strip(), *below])
    else:
        text = "".join(_plain_run(run, language) for run in runs).strip()
    if block.kind == "quote":
        return "\n".join(f"    {line}" for line in text.split("\n"))
    if block.kind == "item":
        return f"{marker(block)} {text}"
    return text


def marker(block: Block) -> str:
    """What stands before a list item: ``1.``, ``A.`` or ``-``."""
    if block.list_style == "number" and block.number:
        return f"{block.number}."
    if block.list_style == "letter" and block.number:
        return f"{letters(block.number)}."
    return "-"


def letters(number: int) -> str:
    """1 -> A, 26 -> Z, 27 -> AA."""
    text = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def _plain_run(run: Run, language: str) -> str:
    if run.link and run.link != run.text:
        return _LINK[language].format(run.text, run.link)
    return run.text


def _markdown_run(run: Run) -> str:
    text = _escape(run.text)
    if run.link:
        text = f"[{text}]({run.link})"
    if not text.strip():
        return text
    if run.gap or run.bold:
        return _wrapped(text, "**")
    return _wrapped(text, "*") if run.italic else text


def _wrapped(text: str, mark: str) -> str:
    """Emphasis marks must touch the words, so white space at the ends stays outside."""
    inner = text.strip()
    start = text.index(inner)
    return f"{text[:start]}{mark}{inner}{mark}{text[start + len(inner) :]}"


def _escape(text: str) -> str:
    for sign in "\\`*_[]<>#":
        text = text.replace(sign, f"\\{sign}")
    return text


def _markdown_block(block: Block, text: str) -> list[str]:
    if block.kind == "title":
        return [f"# {text}"]
    if block.kind == "heading":
        return [f"{'#' * (block.level + 1)} {text}"]
    if block.kind == "meta":
        return [f"{text}  "]
    if block.kind == "quote":
        return [f"> {line}" for line in text.split("\n")]
    if block.kind == "item":
        # Markdown has no lettered lists; the letter stands as text.
        return [f"- {marker(block)} {text}" if block.list_style == "letter" else f"{marker(block)} {text}"]
    return [text]
