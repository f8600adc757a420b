"""The fields of a form about one entry: what stands in them at first, and what was typed, as raw answers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from poa.errors import InputError
from poa.model.question import Question
from poa.tui.answers import choices_of
from poa.tui.fields import Raw, editor_of, raw_of
from poa.tui.paths import value_at
from poa.tui.readings import quoted

if TYPE_CHECKING:
    from poa.model.case import Case, Person
    from poa.tui.desk import Desk

_NUMBER = re.compile(r"\d{1,4}")


def field_name(question: Question) -> str:
    """``said`` for ``audit.ledger[0].said``: the last part of the path."""
    return question.path.rpartition(".")[2]


def first_texts(question: Question, case: Case, language: str) -> dict[str, str]:
    """Field id to text, in the order of the form; bilingual answers have two, the user's language first."""
    name, raw = field_name(question), raw_of(question, case)
    kind = editor_of(question)
    if kind == "pair":
        both = {f"f-{name}-en": raw.texts[0], f"f-{name}-zh": raw.texts[1]}
        return dict(reversed(both.items())) if language.startswith("zh") else both
    if question.type == "person":
        return {f"f-{name}": _shown_person(str(value_at(case, question.path) or ""), case, language)}
    if kind in ("one", "many"):
        return {f"f-{name}": ", ".join(raw.picked)}
    return {f"f-{name}": raw.texts[0]}


def typed_raw(question: Question, texts: Mapping[str, str], case: Case) -> Raw:
    """What stands in the fields of a question now.

    Raises:
        InputError: a number that no exhibit has.
    """
    name = field_name(question)
    kind = editor_of(question)
    if kind == "pair":
        return Raw((texts[f"f-{name}-en"], texts[f"f-{name}-zh"]))
    text = texts[f"f-{name}"].strip()
    if question.type == "person":
        return _person_raw(text, str(value_at(case, question.path) or ""), case)
    if question.type == "exhibits":
        return Raw((), _exhibits(text, case))
    if kind == "one":
        return Raw((), (text,) if text else ())
    return Raw((texts[f"f-{name}"],))


def options_of(question: Question, case: Case, desk: Desk) -> list[tuple[str, str]]:
    """The values to turn through, for a question with few."""
    return choices_of(question, case, desk) if editor_of(question) == "one" and question.type != "person" else []


def known_names(case: Case) -> list[str]:
    """Every name of every person, to be completed while typing."""
    return [name for person in case.people for name in (person.en, person.zh) if name]


def find_person(name: str, case: Case) -> Person | None:
    """The person with this id or name, whatever the case of its letters."""
    wanted = name.casefold()
    for person in case.people:
        if wanted and wanted in (person.id.casefold(), person.en.casefold(), person.zh.casefold()):
            return person
    return None


def _shown_person(name: str, case: Case, language: str) -> str:
    person = find_person(name, case)
    if person is None:
        return name
    return (person.zh or person.en) if language.startswith("zh") else person.en


def _person_raw(text: str, present: str, case: Case) -> Raw:
    """The present person as shown, a known one, the sender as it was read from the messages, or a new person."""
    from poa.text.pinyin import has_han

    named = find_person(present, case)
    # Somebody else may be called the same, and stand before him in the list.
    if text and (text == present or (named is not None and text in (named.en, named.zh))):
        return Raw((), (present,))
    person = find_person(text, case)
    if person is not None:
        from poa.letter.people import reference

        return Raw((), (reference(case, person),))
    if not text:
        return Raw()
    return Raw(("", text) if has_han(text) else (text, ""))


def _exhibits(text: str, case: Case) -> tuple[str, ...]:
    numbers = [part for part in re.split(r"[\s,，、;；]+", text) if part]
    known = {str(exhibit.number) for exhibit in case.exhibits}
    for number in numbers:
        if not _NUMBER.fullmatch(number) or number not in known:
            raise InputError("tui_scope.no_exhibit", text=quoted(number))
    return tuple(dict.fromkeys(numbers))
