"""The blanks of an exported draft, found again when it is read back: they are no text of the letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from poa.library.guidance import Guidance
from poa.library.yamlfile import read_yaml
from poa.model.letter import Gap, Run
from poa.model.rule import Bilingual
from poa.resources import root
from poa.wording import LANGUAGES, Wording

_STEP = "review"


@lru_cache(maxsize=1)
def _blank() -> re.Pattern[str]:
    """What marks a missing fact in the letters of all languages; Markdown has a backslash before each bracket."""
    marks = []
    for file in sorted(root("templates").glob("*/words.yaml")):
        before, _, after = str(read_yaml(file).data["labels"]["gap"]).partition("{what}")
        opening, closing = (r"\\?".join(["", re.escape(sign)]) for sign in (before, after))
        marks.append(rf"{opening}([^\[\]\n]{{1,400}}?){closing}")
    return re.compile("|".join(marks))


def blanked(text: str) -> str:
    """``text`` with its blanks as spaces, so that every other word keeps its place."""
    return _blank().sub(lambda found: " " * len(found[0]), text)


def has_blanks(text: str) -> bool:
    """Whether a fact is marked as missing."""
    return _blank().search(text) is not None


def runs(text: str) -> Iterator[Run]:
    """A stretch of a letter, its blanks as what they are."""
    at = 0
    for found in _blank().finditer(text):
        if found.start() > at:
            yield Run(text[at : found.start()])
        yield Run(found[0], gap=True)
        at = found.end()
    if at < len(text):
        yield Run(text[at:])


def gaps(text: str, guidance: Guidance) -> tuple[Gap, ...]:
    """The facts that a letter says it lacks, each once, with the question in both languages where it is known."""
    asked = [next(filter(None, found.groups())) for found in _blank().finditer(text)]
    if not asked:
        return ()
    known: dict[str, Gap] = {}
    for entry in guidance.topic("questions"):
        question = Bilingual(*(str((entry.data.get("question") or {}).get(name, "")) for name in ("en", "zh")))
        gap = Gap("", question, str(entry.data.get("step", _STEP)))
        known |= {said.rstrip("?？.。"): gap for said in (question.en, question.zh)}
    return tuple(known.get(said) or Gap("", Bilingual(said, said), _STEP) for said in dict.fromkeys(asked))


def without_draft_line(text: str) -> tuple[str, bool]:
    """The text below the line that says that it is a draft, and whether there was one."""
    first, _, rest = text.lstrip().partition("\n")
    said = first.strip("* \r\t")
    drafts = {Wording(language)("export.draft_line") for language in LANGUAGES}
    return (rest, True) if said in drafts else (text, False)
