"""A letter names each person once and takes the store for no person."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from poa.letter import compose
from poa.model.case import Case, Incident, Person, Store, Text
from poa.model.letter import Block, Claim, Letter, Run
from poa.model.review import Review
from poa.review import review
from tests.letter.cases import GUIDANCE, small_case

CASE = Case(
    store=Store(name="HaoJia Home", marketplace="US"),
    people=(Person(en="Wang Li", zh="王丽"), Person(en="Chen Wei", zh="陈伟"), Person(en="Wang Li", zh="王莉")),
)


def _read(text: str, language: str = "en", case: Case = CASE) -> Review:
    block = Block(kind="paragraph", part="opening", key="opening", claims=(Claim((Run(text),)),))
    letter = Letter(
        language=language, branch="plan_of_action", store="HaoJia Home", marketplace="US", on=None, blocks=(block,)
    )  # type: ignore[arg-type]
    return review(letter, guidance=GUIDANCE, case=case, today=date(2026, 11, 23))


@pytest.mark.parametrize(
    "text",
    [
        "From 29 May to 7 November Wang Li, Chen Wei, and Wang Li tried to obtain a positive review.",
        "On 7 November Chen Wei (agent) and Chen Wei asked for a review.",
    ],
)
def test_who_is_named_twice_in_one_list_blocks_the_letter(text: str) -> None:
    assert "V10" in _read(text).vetoes


def test_it_is_seen_in_characters_and_across_scripts() -> None:
    assert "V10" in _read("5 月 29 日，客服王丽、陈伟、王丽和李四以好处索要好评。", "zh").vetoes
    assert "V10" in _read("5 月 29 日，王丽、Wang Li 和陈伟以好处索要好评。", "zh").vetoes


def test_two_who_are_told_apart_by_characters_are_two() -> None:
    assert "V10" not in _read("5 月 29 日，客服王丽、陈伟和王莉以好处索要好评。", "zh").vetoes


@pytest.mark.parametrize(
    "text",
    [
        "The list was checked by Wang Li and Wang Li signed it.",
        "On 1 May and on 7 May Wang Li and Chen Wei asked the buyer to change a review.",
        "Wang Li, the owner, reads ten messages, and Chen Wei signs the log.",
    ],
)
def test_a_name_in_two_clauses_is_no_list(text: str) -> None:
    assert not {"V10", "V11"} & set(_read(text).vetoes)


@pytest.mark.parametrize("name", ["Home", "HaoJia Home"])
def test_the_store_in_a_list_of_people_blocks_the_letter(name: str) -> None:
    assert "V11" in _read(f"From 1 June Chen Wei, Wang Li, and {name} gave buyers a way of contact.").vetoes
    assert "V11" in _read(f"6 月 1 日，陈伟、王丽和 {name} 向买家留下联系方式。", "zh").vetoes


def test_the_store_may_act_by_itself() -> None:
    assert "V11" not in _read("On 1 June HaoJia Home offered a refund for a review.").vetoes


def test_messages_under_the_stores_name_are_asked_about_where_they_stand() -> None:
    person = Incident(order_id="1", on=date(2026, 3, 1), by="li", act=Text(en="asked", zh="要求"))
    store = msgspec.structs.replace(person, by="Lumen")
    case = small_case(incidents=(person, store, msgspec.structs.replace(person, by="客服")))
    found = review(compose(case, GUIDANCE, "en", draft=True), guidance=GUIDANCE, case=case, today=date(2026, 4, 1))
    asked = [one for one in found.remarks if one.path == "incidents[1].by"]
    assert len(asked) == 1 and asked[0].weight == "question" and "Lumen, 客服" in asked[0].message.en
    assert asked[0].step == "messages"


def test_a_name_that_is_none_of_the_people_is_told_once_with_its_place() -> None:
    known = small_case()
    (told,) = known.incidents
    case = small_case(
        incidents=(told, msgspec.structs.replace(told, by="Li Wie", order_id="204-5550176-2204832")),
        measures=(msgspec.structs.replace(known.measures[0], owner="Li Wie"),),
    )
    found = review(compose(case, GUIDANCE, "en", draft=True), guidance=GUIDANCE, case=case, today=date(2026, 4, 1))
    (asked,) = [one for one in found.remarks if "Li Wie" in one.message.en]
    assert (asked.path, asked.weight, asked.step) == ("incidents[1].by", "warning", "messages")
    assert "Li Wie" in asked.message.zh
    whole = review(compose(known, GUIDANCE, "en"), guidance=GUIDANCE, case=known, today=date(2026, 4, 1))
    assert not [one for one in whole.remarks if "among the people" in one.message.en]


@pytest.mark.parametrize(("named", "told"), [("US", True), ("UK", False), ("", False)])
def test_a_letter_for_another_store_than_the_notice_names_is_told(named: str, told: bool) -> None:
    known = small_case()
    case = small_case(notice=msgspec.structs.replace(known.notice, marketplace=named))
    found = review(compose(case, GUIDANCE, "en"), guidance=GUIDANCE, case=case, today=date(2026, 4, 1))
    asked = [one for one in found.remarks if one.path == "store.marketplace"]
    assert [("Amazon.com" in one.message.en, "Amazon.com" in one.message.zh) for one in asked] == [(True, True)] * told


def test_a_name_that_nobody_bears_is_remarked_also_at_the_head_of_a_sentence() -> None:
    measures = tuple(msgspec.structs.replace(one, owner="nobody") for one in small_case().measures)
    case = small_case(measures=measures)
    letter = compose(case, GUIDANCE, "en", draft=True)
    assert "Owner: Nobody" in letter.text
    found = review(letter, guidance=GUIDANCE, case=case, today=date(2026, 3, 16))
    assert any("Not among the people" in told.message.en and "nobody" in told.message.en for told in found.remarks)
