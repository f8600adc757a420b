"""Whoever lost the access is not silently the one who keeps a measure; only the answers of the case are compared."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from poa.letter import compose
from poa.library.playbook import load_playbook
from poa.model.case import Action, Case, Measure, Person, Text
from poa.model.review import Remark
from poa.review import review
from tests.letter.cases import ALL, GUIDANCE, answers, small_case

TODAY = date(2026, 3, 15)
LI, MIN = Person(id="li", en="Li Wei", zh="李伟"), Person(id="min", en="Zhou Min", zh="周敏")


def _remarks(case: Case) -> list[Remark]:
    letter = compose(case, GUIDANCE, "en", draft=True)
    found = review(letter, guidance=GUIDANCE, case=case, today=TODAY).remarks
    return [one for one in found if "by your answers" in one.message.en]


def _case(**changes: Any) -> Case:
    gone = Action(
        entry="a01-withdraw-permission", status="done", on=date(2026, 3, 10), by=("li",), slots={"people": ("min",)}
    )
    kept = {"people": (LI, MIN), "actions": (gone, *changes.pop("actions", ())), "measures": ()}
    return small_case(**{**kept, **changes})


def _measure(owner: str) -> Measure:
    return Measure(entry="m04-one-channel", status="in_force", owner=owner, causes=(1,))


def test_a_measure_of_somebody_without_access_is_named_with_the_way_to_its_owner() -> None:
    found = _remarks(_case(measures=(_measure("li"), _measure("周敏"))))
    assert [(one.path, one.step) for one in found] == [("measures[1].owner", "measures")]
    assert "Zhou Min" in found[0].message.en and "10 March 2026" in found[0].message.en
    assert "周敏" in found[0].message.zh and "按您的回答" in found[0].message.zh
    assert "your answers alone" in found[0].remedy.en and "对照您的回答" in found[0].remedy.zh


def test_whoever_approves_first_messages_without_access_is_named_with_the_way_to_that_answer() -> None:
    slots = {"number": 50, "approver": "min"}
    measure = Measure(entry="m03-first-messages-approved", status="in_force", owner="li", slots=slots)
    (found,) = _remarks(_case(measures=(measure,)))
    assert (found.path, found.step) == ("measures[0].slots.approver", "measures")
    assert "Zhou Min approves or checks in this measure" in found.message.en
    assert not _remarks(_case(measures=(replace(measure, slots={"number": 50, "approver": "li"}),)))
    assert not _remarks(_case(measures=(replace(measure, status="not_true"),)))


@pytest.mark.parametrize(
    ("status", "on", "named"),
    [
        ("done", date(2026, 3, 11), True),
        ("planned", None, True),
        ("done", date(2026, 3, 10), False),
        ("done", date(2026, 3, 9), False),
        ("done", None, False),
        ("not_true", date(2026, 3, 11), False),
    ],
)
def test_an_action_counts_only_after_the_access_was_gone(status: Any, on: date | None, named: bool) -> None:
    later = Action(status=status, on=on, by=("li", "min"), text=Text(en="read all messages of the week."))
    assert [one.path for one in _remarks(_case(actions=(later,)))] == (["actions[1].by"] if named else [])


@pytest.mark.parametrize("status", ["planned", "not_true", ""])
def test_access_that_is_not_withdrawn_yet_keeps_nobody_from_anything(status: Any) -> None:
    action = Action(entry="a01-withdraw-permission", status=status, slots={"people": ("min",)})
    case = replace(_case(measures=(_measure("min"),)), actions=(action,))
    assert _remarks(case) == []


@pytest.mark.parametrize(
    ("en", "zh", "named"),
    [
        ("Li Wei withdrew Zhou Min's right to write to buyers.", "李伟取消了周敏给买家写消息的权限。", True),
        ("revoked the Seller Central access of Zhou Min.", "", True),
        ("", "收回了周敏的消息权限。", True),
        ("restored Zhou Min's permission.", "恢复了周敏的权限。", False),
        ("withdrew both agents' message permission.", "关闭了两名客服的消息权限。", False),
        ("removed the coupon that Zhou Min wrote.", "删除了周敏写的优惠券。", False),
    ],
)
def test_own_words_say_it_too_where_they_name_the_person(en: str, zh: str, named: bool) -> None:
    action = Action(status="done", on=date(2026, 3, 10), by=("li",), text=Text(en=en, zh=zh))
    case = replace(_case(measures=(_measure("min"), _measure("li"))), actions=(action,))
    assert [one.path for one in _remarks(case)] == (["measures[0].owner"] if named else [])


def test_the_worked_letters_hold_no_such_owner() -> None:
    assert [name for name in ALL if _remarks(answers(name))] == []


def test_every_action_that_withdraws_names_a_fact_that_lists_people() -> None:
    entries = [one for one in load_playbook(GUIDANCE).actions.values() if one.withdraws]
    assert entries
    assert all(slot.type == "people" for one in entries for slot in one.slots if slot.id == one.withdraws)
