"""Opens each file and hands it to its importer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from poa.errors import InputError, Remark
from poa.library.guidance import Guidance
from poa.messages import limits
from poa.messages.finding import Problem, expand, kind_of, piped_kind
from poa.messages.known import remembered_parties
from poa.messages.piped import is_stream, read_input, read_stream
from poa.messages.watched import counted_rows, opened
from poa.model.message import Message, file_and_line
from poa.wording.system import not_there, reason

if TYPE_CHECKING:
    from poa.messages.cells import Cells
    from poa.messages.known import Sellers
    from poa.messages.table import Remembered
    from poa.messages.tabledates import Opened
    from poa.messages.watched import Reading


def read(
    paths: Iterable[Path | str],
    *,
    columns: Mapping[str, str] | None = None,
    remembered: Remembered | None = None,
    mask: bool = False,
    on_problem: Problem | None = None,
    guidance: Guidance | None = None,
    pictures: bool = True,
    leave_out: Callable[[Path], bool] | None = None,
    sellers: Sellers | None = None,
    reading: Reading | None = None,
) -> Iterator[Message]:
    """The messages in files and folders, one after the other, without holding them all.

    Args:
        paths: files, folders (read with all below them, in order of names), or ``-`` for standard input.
        columns: for tables: field (``text``, ``sent`` ...) to column name or number, over what is recognised.
        remembered: tells what ``columns`` was for a table with the same headings, where it is not given now.
        mask: hide personal data of buyers (poa.text.mask).
        on_problem: gets an InputError for each file, line or part that cannot be used; the rest is read still.
            Without it the first problem is raised.
        guidance: the user's guidance; by default the product's.
        pictures: read the words in pictures too; False passes them over, for somebody who first shows them to a person.
        leave_out: says of a file that it is to be passed over.
        sellers: tells names of the seller's side, for conversations between people called by their names alone; asked
            only where one is met.
        reading: is told how far each file was read (poa.messages.watched); what it raises ends the reading.

    Raises:
        InputError: with file, line and remedy, if ``on_problem`` is None.
    """
    from poa.messages.link import linked

    problem = on_problem or _raise
    sources: Iterator[Path | None] = chain.from_iterable(expand(path, problem) for path in paths)
    if leave_out:
        sources = (path for path in sources if path is None or not leave_out(path))
    reader = _Reader(columns, remembered, problem, guidance, pictures, sellers, reading)
    found = linked(pair for path in sources for pair in reader.read(path))
    return (_masked(message) for message in found) if mask else found


def _raise(problem: InputError) -> None:
    if not isinstance(problem, Remark):
        raise problem


def _masked(message: Message) -> Message:
    from poa.messages.masking import mask_message

    return mask_message(message)


class _Reader:
    """Reads one file after the other with the same options."""

    def __init__(
        self,
        columns: Mapping[str, str] | None,
        remembered: Remembered | None,
        problem: Problem,
        guidance: Guidance | None,
        pictures: bool,
        sellers: Sellers | None,
        reading: Reading | None,
    ) -> None:
        self.columns = columns
        self.remembered = remembered
        self.pictures = pictures
        self.reading = reading
        self.problem = problem
        self.guidance = guidance
        self.known = remembered_parties(sellers) if sellers else None
        self.own: set[str] = set()
        self.states_threads = False

    def read(self, path: Path | None) -> Iterator[tuple[Message, bool]]:
        """The messages of one file, each with whether its thread is still to be found.

        What cannot be used goes to ``problem``.
        """
        self.states_threads = False
        try:
            for message in self._standard_input() if path is None else self._file(path):
                yield message, not self.states_threads
        except InputError as wrong:
            if wrong.file is None and path is not None:
                wrong.file = path
            self.problem(wrong)
        except OSError as wrong:
            self.problem(InputError("files.unreadable", file=path, why=reason(wrong)))

    def _file(self, path: Path) -> Iterator[Message]:
        if not path.exists():
            raise not_there(path)
        if is_stream(path):
            yield from self._piped(read_stream(path, limits.MAX_STREAM), path)
            return
        with path.open("rb") as stream:
            head = stream.read(4096)
        size = path.stat().st_size
        kind = kind_of(path, head)
        if kind == "mbox":
            yield from self._mbox(path)
        elif kind == "lines":
            yield from self._lines(path)
        elif kind == "table":
            yield from self._table(path, size)
        elif kind == "workbook":
            from poa.messages.sheet import table_limit, xlsx_rows

            table_limit(size, path)
            yield from self._rows(lambda problem: counted_rows(xlsx_rows(path), path, self.reading), str(path))
        elif kind in ("picture", "document"):
            if kind == "document" or self.pictures:
                yield from self._document(path)
        else:
            yield from self._small(kind, path, size)

    def _lines(self, path: Path) -> Iterator[Message]:
        from poa.messages.lines import read_lines

        self.states_threads = True
        with opened(path, self.reading) as stream:
            yield from self._some(
                self._sized(read_lines(stream, str(path), self.problem, self._cells(str(path)))), path
            )

    def _mbox(self, path: Path) -> Iterator[Message]:
        from poa.messages.mbox import read_mbox

        with opened(path, self.reading) as stream:
            yield from self._some(self._sized(read_mbox(stream, str(path), self.problem, self.own)), path)

    def _table(self, path: Path, size: int) -> Iterator[Message]:
        from poa.messages.sheet import csv_rows, table_limit

        table_limit(size, path)

        def rows(problem: Problem) -> Iterator[tuple[int, list[str]]]:
            with opened(path, self.reading) as stream:
                yield from csv_rows(stream, str(path), problem)

        yield from self._rows(rows, str(path))

    def _rows(self, rows: Opened, source: str) -> Iterator[Message]:
        from poa.messages.table import read_rows
        from poa.messages.vocabulary import load_vocabulary

        vocabulary = load_vocabulary(self.guidance)
        cells = self._cells(source)
        found = read_rows(rows, source, vocabulary, self.columns, self.problem, self.remembered, self.guidance, cells)
        yield from self._some(self._sized(found), Path(source))

    def _cells(self, source: str) -> Cells:
        from poa.messages.cells import Cells

        return Cells(source, self.guidance, self.problem, self.known)

    def _small(self, kind: str, path: Path, size: int) -> Iterator[Message]:
        most = {"mail": limits.MAX_MAIL, "array": limits.MAX_JSON_ARRAY}.get(kind, limits.MAX_TEXT_FILE)
        if size > most:
            raise InputError("messages.too_large", file=path, megabytes=most // limits.MB)
        with opened(path, self.reading) as stream:
            raw = stream.read()
        yield from self._bytes(kind, raw, str(path))

    def _bytes(self, kind: str, raw: bytes, source: str) -> Iterator[Message]:
        if kind == "mail":
            from poa.messages.mail import holds_anything, is_empty, read_mail
            from poa.messages.moments import Unread

            damage: list[str] = []
            unread = Unread()
            message = read_mail(raw, source, on_damage=damage.append, own=self.own, on_unread=unread.add)
            unread.tell(source, self.problem)
            if damage:
                self.problem(InputError("messages.damaged_mail", file=source))
            if is_empty(message):
                self.problem(InputError("messages.empty_mail", file=source))
            if holds_anything(message):
                yield from self._sized([message])
        elif kind == "array":
            from poa.messages.lines import read_array

            self.states_threads = True
            yield from self._some(self._sized(read_array(raw, source, self.problem, self._cells(source))), Path(source))
        else:
            yield from self._sized(self._text(kind, raw, source))

    def _text(self, kind: str, raw: bytes, source: str) -> Iterator[Message]:
        from poa.messages.encoding import decode
        from poa.text.clean import clean

        text = clean(decode(raw)[0])
        if not text.strip():
            raise InputError("messages.empty_file", file=source)
        if kind == "page":
            from poa.messages.page import read_page

            yield read_page(text, source)
            return
        from poa.messages.plain import read_text
        from poa.messages.vocabulary import load_vocabulary

        yield from read_text(text, source, load_vocabulary(self.guidance), self.problem, self.known)

    def _document(self, path: Path) -> Iterator[Message]:
        from poa.messages.documents import read_document
        from poa.messages.plain import read_text
        from poa.messages.vocabulary import load_vocabulary

        document = read_document(path)
        vocabulary = load_vocabulary(self.guidance)
        yield from self._sized(read_text(document.text, str(path), vocabulary, self.problem, self.known))

    def _standard_input(self) -> Iterator[Message]:
        yield from self._piped(read_input(limits.MAX_STREAM), Path("-"))

    def _piped(self, raw: bytes, path: Path) -> Iterator[Message]:
        """What came through a pipe, whose name tells nothing, unless it has one of a kind that is known."""
        import io

        source = str(path)
        kind = piped_kind(path, raw)
        if kind == "lines":
            from poa.messages.lines import read_lines

            self.states_threads = True
            yield from self._sized(read_lines(io.BytesIO(raw), source, self.problem, self._cells(source)))
        elif kind == "mbox":
            from poa.messages.mbox import read_mbox

            yield from self._some(self._sized(read_mbox(io.BytesIO(raw), source, self.problem, self.own)), path)
        elif kind == "table":
            from poa.messages.sheet import csv_rows, table_limit

            table_limit(len(raw), path)
            yield from self._rows(lambda problem: csv_rows(io.BytesIO(raw), source, problem), source)
        elif kind == "array":
            yield from self._bytes(kind, raw, source)
        elif len(raw) > limits.MAX_TEXT_FILE:
            raise InputError("messages.too_large", file=path, megabytes=limits.MAX_TEXT_FILE // limits.MB)
        else:
            yield from self._bytes(kind, raw, source)

    def _sized(self, messages: Iterable[Message]) -> Iterator[Message]:
        """Cut messages that no platform would carry, and say so."""
        for message in messages:
            if len(message.text) > limits.MAX_MESSAGE or len(message.html) > 4 * limits.MAX_MESSAGE:
                file, line = file_and_line(message.source)
                kilobytes = limits.MAX_MESSAGE // 1000
                self.problem(InputError("messages.cut_message", file=file, line=line, kilobytes=kilobytes))
                message = _cut(message)
            yield message

    def _some(self, messages: Iterable[Message], path: Path) -> Iterator[Message]:
        """The messages; a problem where there is none at all."""
        none = True
        for message in messages:
            none = False
            yield message
        if none:
            self.problem(InputError("messages.no_messages", file=path))


def _cut(message: Message) -> Message:
    most = limits.MAX_MESSAGE
    quoted = tuple((start, min(end, most)) for start, end in message.quoted if start < most)
    return replace(message, text=message.text[:most], html=message.html[: 4 * most], quoted=quoted)
