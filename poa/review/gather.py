"""What a review of a case needs from disk: the letters sent before, and those of the user's other cases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from poa.errors import PoaError
from poa.library.guidance import Guidance
from poa.model.case import Case
from poa.model.letter import Letter

if TYPE_CHECKING:
    from poa.cases.rounds import Round

_LETTERS = ("letter.en.txt", "letter.en.md", "letter.en.docx", "letter.zh.txt", "letter.zh.md", "letter.zh.docx")
_READABLE = (".txt", ".md", ".docx", ".html", ".eml")
_MOST_CASES = 40


def letters(case: Case, guidance: Guidance, *, templates: Sequence[Path] = ()) -> tuple[Letter, Letter]:
    """The English letter and its Chinese mirror, as drafts where facts are missing.

    Raises:
        RefusedError: there is no letter for such a notice.
    """
    from poa.letter import compose

    english = compose(case, guidance, "en", draft=True, templates=templates)
    return english, compose(case, guidance, "zh", draft=True, templates=templates)


def earlier_letters(folder: Path, case: Case, language: str) -> tuple[str, ...]:
    """The texts sent before: appeals that the case keeps as files, then its rounds, oldest first.

    What was sent last and waits for its answer is the letter at hand as long as its answers are the same: it need not
    say anything new beside itself. Files that are gone or cannot be read are passed over: the review says what it
    compared with.
    """
    files = [
        folder / one.file for one in sorted(case.earlier, key=lambda one: one.on) if one.what == "appeal" and one.file
    ]
    found = [text for file in files if (text := _text(file))]
    from poa.cases.rounds import rounds

    try:
        submitted = rounds(folder)
    except PoaError:
        submitted = ()
    if submitted and submitted[-1].answer is None and _unchanged_since(folder, submitted[-1].recorded):
        submitted = submitted[:-1]
    for one in submitted:
        text = _sent_letter(one.folder, [file.name for file in (*one.files, *one.mirror)], language)
        if text:
            found.append(text)
    return tuple(found)


def _unchanged_since(folder: Path, moment: datetime) -> bool:
    from poa.cases.standing import answers_since

    try:
        return answers_since(folder) <= moment.timestamp() * 1e9
    except OSError:
        return False


def _sent_letter(folder: Path, names: Sequence[str], language: str) -> str:
    """The letter of a round: the composed file in this language, else the longest text that was sent."""
    from poa.cases.sent import named

    for file in named((folder / name for name in names), _letters_in(language)):
        if text := _text(file):
            return text
    texts = (_text(folder / name) for name in names if Path(name).suffix.lower() in _READABLE)
    return max(texts, key=len, default="")


def _letters_in(language: str) -> list[str]:
    wanted = f".{'zh' if language == 'zh' else 'en'}."
    return [name for name in _LETTERS if wanted in name]


def other_letters(folder: Path, language: str) -> tuple[tuple[str, str], ...]:
    """Name and text of the letters that lie in the ``out`` folders of the cases beside this one."""
    from poa.cases.layout import OUT, is_case
    from poa.cases.sent import named

    here = folder.resolve()
    found = []
    for case in _neighbours(here):
        # A neighbour that this user may not read is no case of his.
        with suppress(OSError):
            if case == here or not is_case(case):
                continue
            letters = map(_text, named((case / OUT).glob("*"), _letters_in(language)))
            if text := next(filter(None, letters), ""):
                found.append((case.name, text))
    return tuple(found[:_MOST_CASES])


def _neighbours(folder: Path) -> Iterable[Path]:
    try:
        return sorted(folder.parent.iterdir())
    except OSError:
        return ()


def _text(file: Path) -> str:
    try:
        about = file.stat()
        return _text_of(file, about.st_mtime_ns, about.st_size) if file.is_file() else ""
    except (PoaError, OSError):
        return ""


@lru_cache(maxsize=8)
def _text_of(file: Path, changed: int, size: int) -> str:
    """The words of a file, remembered as long as it is the same: a screenshot takes seconds to read."""
    from poa.messages.documents import read_document

    return read_document(file).text


def answer_text(one: Round) -> str:
    """The words of Amazon's answer to a round, from the files that hold it."""
    if one.answer is None:
        return ""
    from poa.cases.rounds import ANSWER

    return "\n\n".join(text for file in one.answer.files if (text := _text(one.folder / ANSWER / file.name)))


def sent_text(one: Round) -> str:
    """The words of everything that was sent in a round."""
    names = [file.name for file in one.files if Path(file.name).suffix.lower() in _READABLE]
    return "\n\n".join(text for name in names if (text := _text(one.folder / name)))
