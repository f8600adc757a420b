"""One import behind the screen's back: files, tables whose columns were named once, words of pictures by themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeVar

from poa.errors import InputError, Remark

if TYPE_CHECKING:
    from poa.messages.watched import Reading
    from poa.tui.session import Session

Told = TypeVar("Told", bound=InputError)
# A list about messages: no message in it was left unread.
LOG = "messages.log_without_text"
# What is wrong with a table whose columns a person can name.
NAMELESS = ("messages.no_header", "messages.no_text_column", LOG, "messages.no_column")
# What was read, though somebody should say how: it is no file or part that the check left out.
DOUBTED = ("messages.sides_unclear", "messages.unclosed_quote")

_LONGEST = 60


class Stopped(Exception):
    """The user stopped the import; nothing of it was kept."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one or several imports.

    ``problems`` are files and parts that could not be read, or (``doubted``) that were read in doubt; those of
    ``tables`` can be, once somebody says which column holds the words; ``pictures`` wait for somebody who reads what
    was recognised in them. ``remarks`` tell of what was read, though not as it stands; ``replaced`` were there already,
    but of another side or sender.
    """

    imported: int = 0
    known: int = 0
    suspects: int = 0
    problems: tuple[InputError, ...] = ()
    tables: tuple[Path, ...] = ()
    pictures: tuple[Path, ...] = ()
    remarks: tuple[Remark, ...] = ()
    replaced: int = 0
    inbound: int = 0

    @property
    def unread(self) -> tuple[InputError, ...]:
        """The problems of files and parts that were not read."""
        return tuple(problem for problem in self.problems if problem.key not in DOUBTED and problem.key != LOG)

    def log(self, table: Path) -> InputError | None:
        """What is said of a table that is about messages and holds none of their words."""
        return next((wrong for wrong in self.problems if wrong.key == LOG and Path(str(wrong.file)) == table), None)

    @property
    def doubted(self) -> tuple[InputError, ...]:
        """The problems of what was read all the same."""
        return tuple(problem for problem in self.problems if problem.key in DOUBTED)

    def with_more(self, more: Outcome, *, solved: Path | None = None) -> Outcome:
        """Both together; the problems of a file that was read after all are gone."""
        kept = tuple(problem for problem in self.problems if solved is None or Path(str(problem.file)) != solved)
        left = tuple(path for path in (*self.pictures, *more.pictures) if path != solved)
        return Outcome(
            self.imported + more.imported,
            self.known + more.known,
            self.suspects + more.suspects,
            (*kept, *more.problems),
            tuple(path for path in self.tables if path != solved) + more.tables,
            tuple(dict.fromkeys(left)),
            (*self.remarks, *more.remarks),
            self.replaced + more.replaced,
            self.inbound + more.inbound,
        )


def take_in(
    session: Session,
    paths: Sequence[Path],
    progress: Callable[[int], None],
    columns: Mapping[str, str] | None = None,
    reading: Reading | None = None,
) -> Outcome:
    """Read files and folders into the case.

    Args:
        session: the open case.
        paths: what to read; pictures are only named.
        progress: called with the number of messages read; what it raises stops the import.
        columns: field to column, for one table.
        reading: told how far a file was read, before there are messages to count; what it raises stops the import, too.

    Raises:
        PoaError: nothing was imported.
    """
    from poa.cases.columns import remembered
    from poa.cases.mail import import_messages
    from poa.cases.settings import store_names
    from poa.messages import pictures_in

    desk = session.desk
    result = import_messages(
        session.folder,
        paths,
        guidance=desk.guidance,
        mask=bool(desk.settings["mask"]),
        progress=progress,
        reading=reading,
        columns=columns,
        remembered=partial(remembered, desk.places.home),
        pictures=False,
        sellers=(*store_names(desk.settings), session.case.store.name),
        now=desk.now,
    )
    tables = [Path(str(wrong.file)) for wrong in result.problems if wrong.key in NAMELESS and wrong.file]
    return Outcome(
        result.imported,
        result.known,
        result.suspects,
        result.problems,
        tuple(dict.fromkeys(tables)),
        tuple(pictures_in(paths)),
        result.remarks,
        result.replaced,
        result.inbound,
    )


def words_in(picture: Path) -> str:
    """What is recognised in a picture, to be compared by a person.

    Raises:
        InputError: the part for pictures is not installed, or the picture holds no words.
    """
    from poa.messages.documents import read_document

    return read_document(picture).text


def take_words(session: Session, picture: Path, words: str, progress: Callable[[int], None]) -> Outcome:
    """Read the words that a person confirmed as if they stood in a file beside the picture; the file is not kept.

    Raises:
        PoaError: nothing was imported.
    """
    with TemporaryDirectory() as folder:
        # A name can be as long as the system allows, and this one is longer.
        file = Path(folder) / f"{picture.name[-_LONGEST:]}.txt"
        file.write_text(words, encoding="utf-8")
        outcome = take_in(session, [file], progress)
    return replace(
        outcome,
        problems=tuple(_at(problem, picture) for problem in outcome.problems),
        remarks=tuple(_at(remark, picture) for remark in outcome.remarks),
    )


def _at(problem: Told, picture: Path) -> Told:
    problem.file = picture
    return problem
