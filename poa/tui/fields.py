"""From what was typed to the value of an answer, and back; every refusal is a sentence beside the field."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

from poa.errors import InputError
from poa.model.question import Question
from poa.text.dates import read_month
from poa.tui.paths import appended, value_at, with_value
from poa.tui.readings import (
    ASIN,
    LINES,
    ORDER_ID,
    means,
    quoted,
    read_count,
    read_days,
    read_earlier,
    read_ids,
    read_moment,
    read_span,
)

if TYPE_CHECKING:
    from poa.model.case import Case, Text

_SPELLED = re.compile(r"people\[(\d+)\]\.en")
MOMENTS = frozenset({"notice.received", "notice.deadline_at"})
ID_LISTS = {"notice.order_ids": ORDER_ID, "notice.asins": ASIN}
# Several days in one field, separated by commas.
DAYS = re.compile(r"audit\.ledger\[\d+\]\.on")
# Days of which one field may bring both, and days that cannot lie in the future.
_FIRST_DAY = re.compile(r"audit\.(?:streams\[\d+\]\.)?(?:period|breach)_from")
_CHECKED = re.compile(r"audit\.(?:streams\[\d+\]\.)?(?:(?:period|breach)_(?:from|to)|finished)")
NUMBERS = frozenset({"notice.deadline_hours"})

Editor = Literal["line", "area", "pair", "one", "many"]
EDITORS: dict[str, Editor] = {
    "text": "line", "date": "line", "time": "line", "count": "line", "money": "line", "order_id": "line",
    "quote": "area", "bilingual": "pair", "role": "pair", "tool": "pair",
    "choice": "one", "channel": "one", "yes_no": "one", "person": "one",
    "people": "many", "exhibits": "many", "causes": "many",
}  # fmt: skip
NEW = ("person", "people", "exhibits")
# What is told beside the field as it was understood.
READ_BACK = ("date", "time", "count", "order_id", "person", "people")
PEOPLE, EARLIER, RULES = "people", "earlier", ".rules"
_COMMA = re.compile("[,，]")
# Questions that stand for a whole list: the step has its own rows for its entries.
LISTS = frozenset({"incidents", "causes", "actions", "measures", "exhibits", "training", "audit.ledger"})


@dataclass(frozen=True, slots=True)
class Raw:
    """What stands in the fields: texts (one, or English and Chinese) and what was picked."""

    texts: tuple[str, ...] = ()
    picked: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.picked) or any(text.strip() for text in self.texts)


def editor_of(question: Question) -> Editor:
    """The kind of field for a question; a choice without choices is typed."""
    kind = EDITORS[question.type]
    if question.path.endswith(RULES):
        return "many"
    if question.type in ("choice", "channel") and not question.choices:
        return "line"
    return kind


def raw_of(question: Question, case: Case) -> Raw:
    """The present answer, as it is shown in the fields."""
    value = value_at(case, question.path)
    kind = editor_of(question)
    if question.path in (PEOPLE, EARLIER):
        return Raw(("", ""))
    if value in (None, "", (), []):
        return Raw(("", "") if kind == "pair" or question.type in NEW else ("",))
    if kind == "pair":
        return Raw((value.en, value.zh) if hasattr(value, "en") else (str(value), ""))
    if question.type == "yes_no" and not question.answered:
        return Raw(("",))
    if question.type == "yes_no":
        return Raw(("", ""), ("yes" if value else "no",))
    if kind in ("one", "many"):
        values = value if isinstance(value, tuple | list) else (value,)
        return Raw(("", ""), tuple(_known_as(question, str(item), case) for item in values))
    if isinstance(value, datetime):
        return Raw((value.isoformat(sep=" ", timespec="minutes"),))
    if isinstance(value, tuple | list):
        return Raw((", ".join(str(item) for item in value),))
    return Raw((f"{value:g}" if isinstance(value, float) else str(value),))


def counterpart(question: Question, raw: Raw) -> str:
    """What a known role is called in the language that is still empty; proposed, never filled in by itself."""
    if editor_of(question) != "pair":
        return ""
    english, chinese = (text.strip().casefold() for text in raw.texts)
    for _, name in question.choices:
        if chinese == name.zh.casefold() and not english:
            return name.en
        if english == name.en.casefold() and not chinese:
            return name.zh
    return ""


def asked_again(question: Question, raw: Raw) -> InputError | None:
    """What is kept only when it is confirmed once more, with the sentence that says why; None where nothing is."""
    return InputError("tui_fields.still_the_example") if _is_example(question, raw) else misplaced(question, raw)


def misplaced(question: Question, raw: Raw) -> InputError | None:
    """That Chinese stands where the English letter takes its words from; None where it does not."""
    from poa.text.pinyin import has_han

    english, chinese = (text.strip() for text in (*raw.texts, "", "")[:2])
    # The title of new evidence goes where it belongs by itself, as long as there is one.
    in_two = editor_of(question) == "pair" or (question.type == "exhibits" and has_han(chinese))
    if in_two and has_han(english):
        return InputError("tui_fields.chinese_in_english", text=quoted(english))
    return None


def _is_example(question: Question, raw: Raw) -> bool:
    """Whether the example stands there unchanged: what happened elsewhere is no fact of this case."""
    told = question.type in ("bilingual", "quote", "text", "tool")
    typed = [text.strip() for text in raw.texts if text.strip()]
    return told and bool(typed) and all(text in (question.example.en, question.example.zh) for text in typed)


def _known_as(question: Question, name: str, case: Case) -> str:
    """The name under which a person stands in the list of choices; other values as they are."""
    if question.type in ("person", "people"):
        from poa.letter.people import find_person, reference

        person = find_person(case, name)
        return reference(case, person) if person else name
    return name


def applied(question: Question, raw: Raw, case: Case, today: date) -> Case:
    """The case with the answer in its place; a new person or exhibit is added to the case as well.

    Raises:
        InputError: the answer does not fit its type, with the sentence for beside the field.
    """
    if question.path == EARLIER:
        return _with_earlier(case, raw.texts[0], today)
    if question.path == PEOPLE:
        return _added(question, raw, case)[0] if raw else case
    if not raw:
        if question.required:
            raise InputError("tui_fields.empty")
        return with_value(case, question.path, None)
    if question.type in NEW and any(text.strip() for text in raw.texts):
        case, name = _added(question, raw, case)
        picked = (name,) if question.type == "person" else (*raw.picked, name)
        raw = Raw((), picked)
    if _FIRST_DAY.fullmatch(question.path) and (span := read_span(raw.texts[0], today)):
        case, raw = with_value(case, question.path.replace("_from", "_to"), span[1]), Raw((span[0].isoformat(),))
    if spelled := _SPELLED.fullmatch(question.path):
        _refuse_characters(raw.texts[0].strip())
        case = _keeping_characters(case, int(spelled[1]))
    fresh = with_value(case, question.path, value_of(question, raw, today))
    # What stands there is kept as it is.
    return fresh if fresh == case else _in_the_past(fresh, question.path, today)


def _in_the_past(case: Case, path: str, today: date) -> Case:
    """The case, unless messages would have been checked on days that have not come yet.

    Raises:
        InputError: they would.
    """
    if _CHECKED.fullmatch(path):
        last = value_at(case, path.replace("_from", "_to")) or value_at(case, path)
        day = max(last, value_at(case, path))
        if day > today:
            raise InputError("tui_fields.checked_in_future", text=day.isoformat())
    return case


def _refuse_characters(name: str) -> None:
    """Refuse a name in characters where it is to be spelled.

    Raises:
        InputError: it is written in characters.
    """
    from poa.text.pinyin import has_han, name_in_pinyin

    if has_han(name):
        raise InputError("tui_fields.name_not_spelled", text=quoted(name), pinyin=name_in_pinyin(name))


def _keeping_characters(case: Case, number: int) -> Case:
    """A name that stood in characters where Latin letters belong becomes the Chinese one: answers name people by it."""
    from poa.text.pinyin import has_han

    person = case.people[number]
    if person.zh or not has_han(person.en):
        return case
    return with_value(case, f"people[{number}].zh", person.en)


def value_of(question: Question, raw: Raw, today: date) -> Any:
    """The value of what was typed.

    Raises:
        InputError: it does not fit the type of the question.
    """
    from poa.model.case import Text

    kind = editor_of(question)
    if kind == "pair":
        return Text(en=raw.texts[0].strip(), zh=raw.texts[1].strip())
    if kind == "one":
        picked = raw.picked[0]
        return picked == "yes" if question.type == "yes_no" else picked
    if kind == "many":
        return [int(item) if item.isdigit() else item for item in raw.picked]
    text = raw.texts[0].strip()
    if question.path in MOMENTS:
        return read_moment(text, today)
    if question.path in ID_LISTS:
        return read_ids(text, ID_LISTS[question.path])
    if DAYS.fullmatch(question.path):
        return read_days(text, today)
    if question.path in NUMBERS:
        return float(read_count(text, today))
    if question.month and (month := read_month(text)):
        return month
    read = LINES.get(question.type)
    return read(text, today) if read else text


def _with_earlier(case: Case, text: str, today: date) -> Case:
    """The case with earlier warnings or appeals; "no" says that there were none."""
    if not means(text, "earlier_no"):
        return with_value(case, EARLIER, [*case.earlier, *read_earlier(text, today)])
    if case.earlier:
        raise InputError("tui_fields.earlier_there")
    return with_value(case, "earlier_none", True)


def _added(question: Question, raw: Raw, case: Case) -> tuple[Case, str]:
    from poa.cases.people import refuse_no_name
    from poa.letter.people import reference
    from poa.model.case import Exhibit, Person, Text
    from poa.text.pinyin import has_han, name_in_pinyin

    english, chinese = (text.strip() for text in (*raw.texts, "")[:2])
    if question.type == "exhibits":
        number = max((exhibit.number for exhibit in case.exhibits), default=0) + 1
        english, chinese = latin_and_characters(english, chinese)
        return appended(case, "exhibits", Exhibit(number=number, title=Text(en=english, zh=chinese))), str(number)
    (english, one), (chinese, other) = map(_name_and_role, (english, chinese))
    roles = [role for role in (one, other) if role]
    for name in (english, chinese):
        refuse_no_name(name, case)
    if english and chinese and english != chinese and has_han(english) == has_han(chinese):
        raise InputError("tui_fields.two_names", first=english, second=chinese)
    english, chinese = latin_and_characters(english, chinese)
    english = english or name_in_pinyin(chinese)
    for number, person in enumerate(case.people):
        # Two who are written differently may be spelled alike.
        alike = not (chinese and person.zh and chinese != person.zh)
        if alike and english in (person.en, person.id, person.zh):
            if chinese and not person.zh and chinese != person.en:
                case = with_value(case, f"people[{number}].zh", chinese)
            if roles and not (person.role.en or person.role.zh):
                case = with_value(case, f"people[{number}].role", _role(roles))
            return case, reference(case, case.people[number])
    added = Person(en=english, zh=chinese, role=_role(roles))
    case = appended(case, "people", added)
    return case, reference(case, added)


def _name_and_role(text: str) -> tuple[str, str]:
    """What stands before the first comma, and behind it: "Li Wei, operations manager"."""
    name, *role = _COMMA.split(text, maxsplit=1)
    return name.strip(), "".join(role).strip()


def _role(told: Sequence[str]) -> Text:
    """A role as it was typed, each in its own language."""
    from poa.model.case import Text
    from poa.text.pinyin import has_han

    english = next((role for role in told if not has_han(role)), "")
    return Text(en=english, zh=next((role for role in told if has_han(role)), ""))


def latin_and_characters(first: str, second: str) -> tuple[str, str]:
    """A name or title in Latin letters and in characters, whichever of the two boxes each was typed into."""
    from poa.text.pinyin import has_han

    if not has_han(first) or (has_han(second) and second != first):
        return first, second
    return ("" if second == first else second), first
