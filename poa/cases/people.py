"""Who may stand as a person of a case, and whom nothing in it names."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from msgspec import to_builtins
from msgspec.structs import replace

from poa.errors import InputError
from poa.model.case import Case, Person
from poa.text.dates import read_date
from poa.text.numerals import read_numeral

# A name may hold an apostrophe, but nothing that quotes.
_QUOTES = re.compile("[\"“”„«»「」『』《》<>]|^['‘’].*['‘’]$")
# A date, a number, an order: digits with signs between them and nothing else that counts.
_NUMBER = re.compile(r"[\d\s/.,:年月日号#-]+")
_NUMERAL = re.compile("[零〇一二两三四五六七八九十百千万]+")
_COUNTED = re.compile(rf"(?:{_NUMERAL.pattern}[年月日号天岁个人名位条封次份件单]*)+")
_SEVERAL = re.compile("[、;；]")
_LETTER = re.compile(r"[^\W\d_]")
_SIGNS = re.compile(r"[\s_.,&-]+")
_LONGEST = 80


def refuse_no_name(name: str, case: Case) -> None:
    """Refuse what is written where a person's name belongs and is none.

    Args:
        name: as it was typed.
        case: its store is no person, unless one person is the whole team.

    Raises:
        InputError: it is a date or a number, quotes something, is the store, names several, or is far too long.
    """
    told = " ".join(name.split())
    if not told:
        return
    if _NUMBER.fullmatch(told) or not _LETTER.search(told) or _is_counted(told) or read_date(told, date.max):
        raise InputError("tui_fields.name_is_number", text=told[:_LONGEST])
    if _QUOTES.search(told):
        raise InputError("tui_fields.name_is_quoted", text=told[:_LONGEST])
    if _SEVERAL.search(told):
        raise InputError("tui_fields.name_is_several", text=told[:_LONGEST])
    if len(told) > _LONGEST:
        raise InputError("tui_fields.name_too_long", text=told[:_LONGEST])
    if case.store.name and _same(told, case.store.name) and case.store.team_size != 1:
        raise InputError("tui_fields.name_is_store", text=told)


def _is_counted(told: str) -> bool:
    """Whether it is a number in Chinese numerals, with or without what is counted; a name may be of such signs too."""
    numerals = _NUMERAL.findall(told) if _COUNTED.fullmatch(told) else ()
    return any(read_numeral(one) is not None for one in numerals)


def is_named(case: Case, person: Person) -> bool:
    """Whether anything in the case beside the list of people names this person.

    Two who are written alike cannot be told apart by a name: then the one that is not needed may go.
    """
    names = {name for name in (person.id, person.en, person.zh) if name}
    alike = [other for other in case.people if {other.id, other.en, other.zh} & names]
    return len(alike) == 1 and bool(names & set(_texts(to_builtins(replace(case, people=())))))


def _same(one: str, other: str) -> bool:
    return _SIGNS.sub("", one).casefold() == _SIGNS.sub("", other).casefold()


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for part in value.values() for text in _texts(part)]
    return [text for part in value for text in _texts(part)] if isinstance(value, list | tuple) else []
