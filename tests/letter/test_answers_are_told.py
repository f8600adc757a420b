"""What was asked and answered stands in the letter, and every question can be understood by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import Any

import pytest

from poa.letter import compose
from poa.letter.sentences import chosen, is_answered
from poa.library.playbook import SlotDef, load_playbook
from poa.library.yamlfile import read_yaml
from poa.model.case import Action, Cause, Measure, Text
from poa.resources import root
from tests.each import each
from tests.letter.cases import GUIDANCE, small_case

BOOK = load_playbook(GUIDANCE)
ENTRIES = [(kind, entry) for kind in ("causes", "actions", "measures") for entry in getattr(BOOK, kind).values()]
NAMES = [f"{kind}:{entry.id}" for kind, entry in ENTRIES]
GIVEN = ("by", "owner", "frequency")
ANSWERS: dict[str, Any] = {
    "date": "2026-02-03", "count": 7, "money": "GBP 30.00", "person": "li", "people": ("li", "Chen Bo"), "yes_no": True,
    "tool": "MailLoop", "channel": "WhatsApp", "order_id": "204-5550176-2204831", "text": "MailLoop",
}  # fmt: skip
# These say by themselves what they ask, wherever they are asked; every other slot needs the entry's own words.
CLEAR = {
    "checked", "unread", "no_list", "bonus", "service", "task", "thing", "channel", "languages", "tool", "experience",
    "after", "topics", "questions", "pass_mark", "result", "kept", "told", "unlinked", "no_action", "template",
    "habit", "checker", "sample", "search_words",
}  # fmt: skip


def _answers(slots: tuple[SlotDef, ...]) -> dict[str, Any]:
    return {slot.id: ANSWERS.get(slot.type, Text(en=f"{slot.id} x", zh=f"{slot.id}甲")) for slot in slots}


def _facts(kind: str, entry: Any, language: str, length: str = "standard") -> tuple[str, set[str], str]:
    """The path of the entry's slots, the facts of the letter, and its text."""
    slots = _answers(entry.slots)
    made: dict[str, Any] = {
        "causes": Cause(entry=entry.id, slots=slots),
        "actions": Action(entry=entry.id, status="done", on=date(2026, 3, 14), by=("li",), causes=(1,), slots=slots),
        "measures": Measure(
            entry=entry.id, status="in_force", owner="li", causes=(1,), slots=slots,
            frequency=Text(en="every Monday", zh="每周一"),
        ),
    }  # fmt: skip
    letter = compose(small_case(**{kind: (made[kind],)}), GUIDANCE, language, draft=True, length=length)
    return f"{kind}[0].slots.", {f for b in letter.blocks for c in b.claims for f in c.facts}, letter.text


@pytest.mark.parametrize("language", ["en", "zh"])
@each(("kind", "entry"), ENTRIES, ids=NAMES)
def test_everything_that_an_entry_asks_is_told_once_it_is_answered(kind: str, entry: Any, language: str) -> None:
    place, facts, _ = _facts(kind, entry, language)
    assert [slot.id for slot in entry.slots if f"{place}{slot.id}" not in facts] == []


def _subsets(slots: tuple[SlotDef, ...]) -> Iterator[tuple[str, ...]]:
    names = [slot.id for slot in slots]
    for size in range(len(names) + 1):
        yield from combinations(names, size)


@each(("kind", "entry"), ENTRIES, ids=NAMES)
def test_whichever_questions_are_answered_no_answer_is_dropped(kind: str, entry: Any) -> None:
    for answered in _subsets(entry.slots):
        slots = dict.fromkeys(answered, "x")
        first = chosen(entry.sentences, entry.more, slots, GIVEN)
        if not first:
            continue
        beside = [
            variant
            for name in ("checks", "if_broken")
            for variant in chosen(getattr(entry, name, ()), (), slots, GIVEN)
        ]
        told = {name for variant in (*first, *beside) for name in variant.needs}
        assert set(answered) <= told


@each(("kind", "entry"), ENTRIES, ids=NAMES)
def test_a_no_is_told_nowhere(kind: str, entry: Any) -> None:
    for slot in entry.slots:
        if slot.type == "yes_no":
            slots = {**_answers(entry.slots), slot.id: False}
            assert all(slot.id not in v.needs for v in chosen(entry.sentences, entry.more, slots, GIVEN))
    assert not is_answered(False)


@each(("kind", "entry"), ENTRIES, ids=NAMES)
def test_a_question_says_by_itself_what_it_asks(kind: str, entry: Any) -> None:
    common = {str(row["id"]): row for row in read_yaml(root("guidance") / "slots.yaml").data}
    bare = [
        slot.id
        for slot in entry.slots
        if slot.id in common and slot.id not in CLEAR and slot.question.en == common[slot.id]["question"]["en"]
    ]
    assert bare == []


def test_a_short_letter_tells_the_first_sentence_alone() -> None:
    entry = BOOK.causes["c04-refund-for-review"]
    long, short = (_facts("causes", entry, "en", length)[2] for length in ("standard", "short"))
    assert "Nobody had read it against the policies" in long
    assert "Nobody had read it against the policies" not in short


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("after-sales apology script", "wrote the after-sales apology script"),
        ("Sorry v3", 'wrote "Sorry v3"'),
        ("our list of 2024", "wrote our list of 2024"),
        ('"thank-you v3"', 'wrote "thank-you v3"'),
    ],
)
def test_the_name_of_a_text_stands_in_the_sentence_as_english_writes_it(name: str, told: str) -> None:
    cause = Cause(entry="c04-refund-for-review", slots={"lead": "li", "template": Text(en=name, zh="道歉话术")})
    assert told in compose(small_case(causes=(cause,)), GUIDANCE, "en", draft=True).text
    assert "写了“道歉话术”" in compose(small_case(causes=(cause,)), GUIDANCE, "zh", draft=True).text


def test_who_checks_a_measure_is_told_as_the_one_who_checks_and_as_nothing_else() -> None:
    for measure in BOOK.measures.values():
        assert all("checker" not in variant.needs for variant in (*measure.sentences, *measure.more)), measure.id
