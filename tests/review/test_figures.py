"""Figures and words that a reader at Amazon would set beside each other."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from poa.letter import compose
from poa.model.case import Action, Audit, Case, Cause, Exhibit, Incident, Measure, Person, Text
from poa.model.review import Remark
from poa.review import review
from poa.review.reading import letter_from_text
from tests.letter.cases import GUIDANCE, small_case

RULE = "content.physical-address-or-messenger"


def sent(number: int, by: str) -> Incident:
    return Incident(order_id=f"112-{number:07}-0000000", on=date(2026, 3, 1), by=by, rules=(RULE,), quote=f"q{number}")


def remarks(case: Case) -> list[Remark]:
    letter = compose(case, GUIDANCE, "en", draft=True)
    return list(review(letter, guidance=GUIDANCE, case=case, today=date(2026, 4, 1)).remarks)


def at(case: Case, path: str) -> list[str]:
    return [one.message.en for one in remarks(case) if one.path == path]


def contact_cause(orders: int) -> Cause:
    slots: dict[str, Any] = {"reason": Text(en="buyers asked", zh="买家要求"), "orders": orders}
    return Cause(entry="c08-asks-for-contact", slots=slots)


@pytest.mark.parametrize(("typed", "doubted"), [(2, False), (1, True), (5, True)])
def test_a_cause_counts_the_orders_of_its_messages(typed: int, doubted: bool) -> None:
    incidents = (sent(1, "li"), sent(2, "li"))
    case = small_case(
        incidents=incidents, causes=(contact_cause(typed),), audit=Audit(messages_read=9, messages_in_breach=2)
    )
    assert bool(at(case, "causes[0].slots.orders")) is doubted


def test_more_orders_than_messages_told_are_fine_where_more_was_found() -> None:
    case = small_case(
        incidents=(sent(1, "li"),), causes=(contact_cause(7),), audit=Audit(messages_read=90, messages_in_breach=9)
    )
    assert at(case, "causes[0].slots.orders") == []


PEOPLE = (Person(id="li", en="Li Wei", zh="李伟"), Person(en="Chen Wei", zh="陈伟"))
MANY = (sent(1, "Chen Wei"), sent(2, "陈伟"), sent(3, "li"))
RECORDED = Action(
    entry="training-recorded", status="done", on=date(2026, 3, 14), by=("li",),
    slots={"topic": Text(en="x", zh="x"), "present": 1}
)  # fmt: skip
TAUGHT = Action(
    entry="a14-training", status="done", on=date(2026, 3, 14), by=("li",),
    slots={"topics": Text(en="the rules", zh="规则"), "people": ("li",)},
)  # fmt: skip


def test_a_training_that_reached_fewer_than_sent_messages_is_told_with_who_sent_most() -> None:
    told = at(small_case(people=PEOPLE, incidents=MANY, actions=(RECORDED,)), "actions[0]")
    assert any("reached 1, but 2 people" in one and "Chen Wei" in one for one in told)
    enough = msgspec.structs.replace(RECORDED, slots={**RECORDED.slots, "present": 2})
    assert not any(
        "reached" in one for one in at(small_case(people=PEOPLE, incidents=MANY, actions=(enough,)), "actions[0]")
    )


def test_who_sent_messages_and_is_named_by_no_training_is_told() -> None:
    case = small_case(people=PEOPLE, incidents=MANY, actions=(TAUGHT,))
    assert any("No training names Chen Wei" in one for one in at(case, "actions[0]"))
    both = msgspec.structs.replace(TAUGHT, slots={**TAUGHT.slots, "people": ("李伟", "陈伟")})
    assert not any("No training" in one for one in at(msgspec.structs.replace(case, actions=(both,)), "actions[0]"))
    gone = Action(
        entry="a01-withdraw-permission", status="done", on=date(2026, 3, 12), by=("li",), slots={"people": ("陈伟",)}
    )
    case = msgspec.structs.replace(case, actions=(TAUGHT, gone))
    assert not any("No training" in one for one in at(case, "actions[0]"))


def test_the_same_check_word_for_word_in_several_measures_is_asked_about() -> None:
    same = Text(en="each refund against the conversation", zh="每笔退款对照会话")
    measures = tuple(
        Measure(
            status="in_force", owner="li", causes=(1,), check=same, frequency=Text(en="every Monday", zh="每周一"),
            text=Text(en=f"Rule {n}.", zh=f"规则{n}。"),
        )
        for n in range(3)
    )  # fmt: skip
    told = [one for one in remarks(small_case(measures=measures)) if "word for word" in one.message.en]
    assert len(told) == 1 and told[0].weight == "question" and "A, B, C" in told[0].message.en
    assert told[0].path == "measures[1]"


def test_an_exhibit_without_a_file_is_told_and_costs() -> None:
    case = small_case(
        exhibits=(
            Exhibit(number=1, title=Text(en="log", zh="记录"), file="exhibits/01-log.pdf"),
            Exhibit(number=2, title=Text(en="list", zh="名单")),
        )
    )
    assert any("no file: 2." in one for one in at(case, "exhibits[1].file"))
    whole = msgspec.structs.replace(case, exhibits=case.exhibits[:1])
    assert not any("no file" in one.message.en for one in remarks(whole))


def test_a_letter_wholly_in_chinese_is_told_so_unless_the_notice_was_chinese() -> None:
    letter = letter_from_text("行动计划\n\n我们向买家索要好评，责任在我们。\n", GUIDANCE)
    case = small_case()

    def told(case: Case | None) -> bool:
        found = review(letter, guidance=GUIDANCE, case=case, today=date(2026, 4, 1))
        return any("in Chinese" in one.message.en for one in found.remarks)

    assert told(None) and told(case)
    assert not told(msgspec.structs.replace(case, notice=msgspec.structs.replace(case.notice, language="zh-Hans")))
    mirror = compose(case, GUIDANCE, "zh", draft=True)
    english = compose(case, GUIDANCE, "en", draft=True)
    found = review(mirror, guidance=GUIDANCE, case=case, mirror=english, today=date(2026, 4, 1))
    assert not any("in Chinese" in one.message.en for one in found.remarks)


@pytest.mark.parametrize(
    ("told", "exhibits", "doubt"),
    [(2, (), ""), (4, (), "names 2 of them"), (4, (1,), ""), (1, (), "but 2 orders are named"), (None, (), "")],
)
def test_the_orders_said_are_held_against_the_orders_named(
    told: int | None, exhibits: tuple[int, ...], doubt: str
) -> None:
    audit = Audit(read_by=("li",), messages_read=90, messages_in_breach=9, orders_in_breach=told, exhibits=exhibits)
    found = at(small_case(incidents=(sent(1, "li"), sent(2, "li")), audit=audit), "audit.orders_in_breach")
    assert bool(found) is bool(doubt) and all(doubt in one for one in found)
