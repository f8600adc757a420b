"""A form that is opened and kept as it stands changes nothing: whatever case.yaml can say, the form can hold."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from poa.cases.caseyaml import load_answers
from poa.errors import InputError
from poa.library.guidance import Guidance
from poa.library.playbook import load_playbook
from poa.model.case import Audit, Case, Exhibit, Incident, LedgerRow, Person, Stream, Text, Turn
from poa.plan.answers import answer_at
from poa.plan.entries import FIELDS, entry_questions
from poa.resources import root
from poa.tui.entryform import first_texts, typed_raw
from poa.tui.fields import applied

TODAY = date(2026, 3, 14)
CASES = sorted((Path(__file__).parents[1] / "data" / "cases").glob("*/answers.yaml"))
FULL = Case(
    people=(Person(id="li", en="Li Wei", zh="李伟"), Person(en="Zoe")),
    exhibits=(Exhibit(number=1, title=Text(en="a")), Exhibit(number=4, title=Text(en="b"))),
    audit=Audit(
        ledger=(
            LedgerRow(
                order_id="113-5550741-3306128",
                messages=3,
                by="li",
                on=(date(2026, 3, 1), date(2026, 3, 9)),
                said=Text(en="asking", zh="索要"),
                outcome=Text(en="None.", zh="无。"),
            ),
            LedgerRow(order_id="113-5550741-3306129", by="unknown sender"),
        ),
        streams=(
            Stream(what=Text(en="typed", zh="手写"), read=9, period_from=date(2026, 1, 1), in_breach=0, sample_of=90),
        ),
    ),
    conversation=(
        Turn(sender="buyer", on=date(2026, 3, 1), quote="请来电", quote_en="Please call", exhibits=(4, 1)),
        Turn(by="Zoe", text=Text(en="answered", zh="作了答复"), quote="Hello\n\nthere", quote_zh="您好"),
    ),
    incidents=(
        Incident(
            channel="package_insert",
            recipient="seller",
            until=date(2026, 1, 2),
            service=Text(en="N", zh="某公司"),
            tool=Text(en="T", zh="工具"),
            before=Text(en="B.", zh="前。"),
            after=Text(en="A.", zh="后。"),
            quote="q",
        ),
        Incident(),
    ),
)


@cache
def playbook() -> Any:
    return load_playbook(Guidance([root("guidance")]))


def kept(case: Case, path: str, language: str) -> Case:
    """The case after the form of an entry was opened and kept."""
    changed = case
    asked = entry_questions(case, playbook(), path)
    texts = {id: text for question in asked for id, text in first_texts(question, case, language).items()}
    for question in asked:
        changed = applied(question, typed_raw(question, texts, case), changed, TODAY)
    return changed


def cases() -> dict[str, Case]:
    return {"full": FULL, **{path.parent.name: load_answers(path) for path in CASES}}


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("name", cases())
def test_a_form_that_is_kept_as_it_was_opened_changes_nothing(name: str, language: str) -> None:
    case = cases()[name]
    for place in FIELDS:
        for number in range(len(answer_at(case, place) or ())):
            path = f"{place}[{number}]"
            assert answer_at(kept(case, path, language), path) == answer_at(case, path), path


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_the_second_of_two_people_of_one_name_stays_himself(language: str) -> None:
    people = (Person(id="li-1", en="Li Wei", zh="李伟"), Person(id="li-2", en="Li Wei", zh="李伟"))
    case = Case(people=people, audit=Audit(ledger=(LedgerRow(order_id="113-5550741-3306128", by="li-2"),)))
    assert kept(case, "audit.ledger[0]", language) == case


def test_an_exhibit_that_is_not_there_is_refused() -> None:
    question = next(q for q in entry_questions(FULL, playbook(), "conversation[0]") if q.path.endswith("exhibits"))
    with pytest.raises(InputError):
        typed_raw(question, {"f-exhibits": "1, 2"}, FULL)


@pytest.mark.parametrize("typed", ["li", "Li Wei", "李伟", "LI WEI"])
def test_a_person_is_known_by_any_name(typed: str) -> None:
    question = next(q for q in entry_questions(FULL, playbook(), "audit.ledger[1]") if q.path.endswith(".by"))
    changed = applied(question, typed_raw(question, {"f-by": typed}, FULL), FULL, TODAY)
    assert changed.audit.ledger[1].by == "li"
    assert changed.people == FULL.people
