"""Spreadsheet in and out: the roster of people, and the results."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from io import StringIO
from pathlib import Path

from poa.errors import InputError
from poa.library.guidance import Guidance
from poa.model.case import Text
from poa.model.training import Attendee, Session
from poa.training.desk import written
from poa.training.people import both_names, slug
from poa.training.session import standings
from poa.wording import Wording
from poa.wording.system import unreadable

MOST_PEOPLE = 2000
MOST_BYTES = 20_000_000
# A cell that begins with one of these is taken for a formula by spreadsheets.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def read_roster(path: Path, guidance: Guidance) -> tuple[Attendee, ...]:
    """People from a .csv file with at least a column of names.

    Two people of one name need a role or number that tells them apart; their ids then differ.

    Raises:
        InputError: no text, no column of names, an empty name, the same person twice, too many rows; with the line.
    """
    from poa.messages.encoding import decode

    try:
        if path.exists() and not path.is_file():
            raise InputError("cases.not_plain_file", file=path)
        if path.is_file() and path.stat().st_size > MOST_BYTES:
            raise InputError("files.too_large", file=path, megabytes=MOST_BYTES // 1_000_000)
        raw = path.read_bytes()
    except OSError as problem:
        raise unreadable(path, problem) from None
    text, _ = decode(raw)
    rows = [(number, row) for number, row in _rows(text, path) if any(cell.strip() for cell in row)]
    if not rows:
        raise InputError("training.roster_empty", file=path)
    columns = _columns(rows[0][1], path, guidance)
    people: list[Attendee] = []
    lines: dict[str, int] = {}
    for number, row in rows[1:]:
        person = _person(row, columns, number, path)
        if person.id in lines:
            raise InputError("training.roster_twice", file=path, line=number, name=person.name, first=lines[person.id])
        lines[person.id] = number
        people.append(person)
        if len(people) > MOST_PEOPLE:
            raise InputError("training.roster_long", file=path, line=number, most=MOST_PEOPLE)
    if not people:
        raise InputError("training.roster_empty", file=path)
    return _told_apart(people)


def _rows(text: str, path: Path) -> Iterable[tuple[int, list[str]]]:
    delimiter = max(",;\t", key=text.split("\n", 1)[0].count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as problem:
        raise InputError("training.roster_broken", file=path, line=reader.line_num, why=problem) from None


def _columns(head: Sequence[str], path: Path, guidance: Guidance) -> dict[str, int]:
    known = {
        _plain(name): entry.id
        for entry in guidance.topic("roster")
        for name in (entry.id, *entry.data.get("names", ()))
    }
    columns: dict[str, int] = {}
    for place, cell in enumerate(head):
        if _plain(cell) in known:
            columns.setdefault(known[_plain(cell)], place)
    if not columns.keys() & {"name", "name_zh", "name_latin"}:
        raise InputError("training.roster_no_names", file=path, line=1, found=", ".join(head)[:200])
    return columns


def _plain(text: str) -> str:
    return re.sub(r"[\s_.-]+", "", unicodedata.normalize("NFKC", text)).casefold()


def _person(row: Sequence[str], columns: dict[str, int], line: int, path: Path) -> Attendee:
    def cell(key: str) -> str:
        place = columns.get(key)
        return row[place].strip() if place is not None and place < len(row) else ""

    name = cell("name") or cell("name_zh") or cell("name_latin")
    if not name:
        raise InputError("training.roster_nameless", file=path, line=line)
    told = written(cell("role"))
    role = Text(en=told.en, zh=cell("role_zh") or told.zh)
    latin, chinese = _names(cell("name"), cell("name_zh"), cell("name_latin"))
    number = cell("number")
    return Attendee(id=slug(name, number, role.en or role.zh), name=latin, name_zh=chinese, number=number, role=role)


def _names(name: str, chinese: str, latin: str) -> tuple[str, str]:
    """The Latin and the Chinese form; a column of English names adds to the column of names, it replaces nothing."""
    from poa.text.pinyin import has_han

    if not has_han(name):
        return both_names(name or latin, chinese)
    return both_names(latin, chinese or name)


def _told_apart(people: Sequence[Attendee]) -> tuple[Attendee, ...]:
    """Short ids where the name alone is unique, the long ones where it is not."""
    import msgspec

    names = [person.id.partition("--")[0] for person in people]
    return tuple(
        msgspec.structs.replace(person, id=short) if names.count(short) == 1 else person
        for person, short in zip(people, names, strict=True)
    )


def results_csv(session: Session, words: Wording, today: date) -> str:
    """The results as a spreadsheet: a person a row. What nobody entered, and what cannot be, stays empty."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    keys = ("name", "number", "role", "present", "make_up", "tries", "best", "out_of", "pass_mark", "passed")
    writer.writerow([words(f"training.column_{key}") for key in keys])
    language = "zh" if words.language.startswith("zh") else "en"
    for row in standings(session, today):
        best, person = row.best, row.attendee
        role = person.role.of(language) or person.role.en or person.role.zh
        passed = "" if row.passed is None else words("training.yes" if row.passed else "training.no")
        present = "" if person.present is None else words("training.yes" if person.present else "training.no")
        writer.writerow(
            [
                harmless(str(cell))
                for cell in (
                    f"{person.name} {person.name_zh if person.name_zh != person.name else ''}".strip(),
                    person.number,
                    role,
                    present,
                    person.make_up or "",
                    len(row.counted) or "",
                    best.points if best else "",
                    best.out_of if best else "",
                    session.pass_mark if session.pass_mark is not None else "",
                    passed,
                )
            ]
        )
    return out.getvalue()


def harmless(cell: str) -> str:
    """A cell that no spreadsheet runs as a formula: an apostrophe goes before a sign that would start one."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
