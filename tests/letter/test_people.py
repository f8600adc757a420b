"""Persons are told apart by their Chinese names; two who are spelled alike are two."""

from __future__ import annotations

from datetime import date

import pytest

from poa.letter import compose
from poa.letter.build import offices
from poa.letter.people import Naming, as_in_chinese, find_person, is_office, reference
from poa.letter.words import LetterWords
from poa.library.yamlfile import read_yaml
from poa.model.case import Case, Incident, Person, Store, Text
from poa.resources import root
from tests.letter.cases import GUIDANCE, small_case

FIRST = Person(en="Li Na", zh="李娜", role=Text(en="agent", zh="客服"))
SECOND = Person(en="Li Na", zh="黎娜", role=Text(en="warehouse lead", zh="仓库主管"))
CASE = Case(people=(FIRST, SECOND, Person(en="Zhou Min", zh="周敏", id="zhou")))


def naming(language: str) -> Naming:
    return Naming(CASE, LetterWords(language, read_yaml(root("templates") / language / "words.yaml").data, "us"))


def test_the_characters_tell_who_is_meant() -> None:
    assert find_person(CASE, "黎娜") is SECOND
    assert find_person(CASE, "李娜") is FIRST
    assert [reference(CASE, person) for person in CASE.people] == ["Li Na", "黎娜", "zhou"]


def test_who_is_spelled_as_another_is_told_with_his_role_each_time() -> None:
    told = naming("en")
    assert [told.told([person]) for person in (FIRST, SECOND, FIRST)] == [
        "agent Li Na",
        "Li Na (warehouse lead)",
        "agent Li Na",
    ]
    assert [told.told([CASE.people[2]]) for _ in range(2)] == ["Zhou Min", "Zhou Min"]


def test_a_role_with_brackets_stands_in_one_pair_of_brackets() -> None:
    helper = Person(en="Mark Ihde", zh="马克", role=Text(en="outsourced agent (HelpHub)", zh="外包客服（HelpHub）"))
    assert naming("en").told([helper]) == "Mark Ihde (outsourced agent, HelpHub)"
    assert naming("zh").told([helper]) == "外包客服（HelpHub）马克"


def test_in_chinese_nothing_is_alike() -> None:
    told = naming("zh")
    first, second, again = (told.told([person]) for person in (FIRST, SECOND, FIRST))
    assert "客服" in first and "仓库主管" in second and again == "李娜"


def test_a_trainer_who_is_spelled_as_another_is_somebody_else() -> None:
    from poa.training.into_case import _with_trainer

    case, name = _with_trainer(Case(people=(FIRST,)), "黎娜")
    assert [person.zh for person in case.people] == ["李娜", "黎娜"]
    assert find_person(case, name) == case.people[1]
    assert _with_trainer(case, "黎娜") == (case, name)


WANG = Person(en="Wang Li", zh="王丽", role=Text(en="agent", zh="客服"))
CHEN = Person(en="Chen Wei", zh="陈伟", role=Text(en="agent", zh="客服"))


def sent(by: str, month: int, rule: str = "coc.refund-for-review") -> Incident:
    order = f"112-{month:07}-{len(by):07}"
    return Incident(order_id=order, on=date(2026, month, 1), by=by, rules=(rule,))


def opening(case: Case, language: str) -> str:
    letter = compose(case, GUIDANCE, language, draft=True)
    return next(block.text for block in letter.blocks if block.key == "opening")


def test_one_person_is_one_in_whatever_script_he_was_entered() -> None:
    case = Case(people=(WANG, Person(en="Zhao Lei")))
    names = ("王丽", "Wang Li", "wang li", "WangLi")
    assert {find_person(case, name) for name in names} == {WANG}
    assert find_person(case, "赵磊") == case.people[1]
    assert find_person(Case(people=(Person(en="Lily Wang", zh="王丽"),)), "Wang Li") is not None


def test_pinyin_that_may_mean_two_means_neither() -> None:
    case = Case(people=(Person(en="Lily Wang", zh="王丽"), Person(en="Lisa Wang", zh="王莉")))
    assert find_person(case, "Wang Li") is None


def test_who_was_entered_twice_is_one() -> None:
    case = Case(people=(Person(en="Wang Li"), WANG))
    assert find_person(case, "Wang Li") == find_person(case, "王丽") == WANG


def test_a_letter_names_one_person_once_however_the_messages_name_him() -> None:
    senders = ("王丽", "Wang Li", "陈伟", "wang li", "陈伟")
    people = (WANG, CHEN, small_case().people[0])
    case = small_case(people=people, incidents=tuple(sent(by, month) for month, by in enumerate(senders, 1)))
    assert opening(case, "en").count("Wang Li") == 1 and opening(case, "zh").count("王丽") == 1


def test_two_of_the_same_pinyin_stay_two() -> None:
    other = Person(en="Wang Li", zh="王莉", role=Text(en="warehouse lead", zh="仓库主管"))
    people = (WANG, other, CHEN, small_case().people[0])
    senders = ("王丽", "王莉", "陈伟", "王丽")
    rules = ("coc.refund-for-review", "coc.refund-for-review", "coc.refund-for-review", "type.incentivised-review")
    case = small_case(people=people, incidents=tuple(map(sent, senders, (1, 2, 3, 4), rules)))
    assert "王莉" in opening(case, "zh") and "王丽" in opening(case, "zh")
    assert "Wang Li (agent)" in opening(case, "en") or "agent Wang Li" in opening(case, "en")
    assert "Wang Li (warehouse lead)" in opening(case, "en")


@pytest.mark.parametrize(
    "name",
    ["HaoJia Home", "haojia home", "HaoJia", "HaoJia Home Support", "Customer Service", "客服", "客服2",
     "haojia@shop.example", "售后", "Agent 3", "HaoJia客服"],
)  # fmt: skip
def test_the_store_a_role_and_an_address_are_no_persons(name: str) -> None:
    assert is_office(Case(store=Store(name="HaoJia Home")), name, offices(GUIDANCE))


@pytest.mark.parametrize("name", ["Wang Li", "王丽", "客服小王", "Home Li", "Anna", "店长李娜", "May"])
def test_a_name_is_a_persons(name: str) -> None:
    assert not is_office(Case(store=Store(name="HaoJia Home")), name, offices(GUIDANCE))


def test_who_trades_under_his_own_name_is_a_person() -> None:
    case = Case(store=Store(name="Anna Weber"), people=(Person(en="Anna Weber", role=Text(en="owner", zh="店主")),))
    assert not is_office(case, "Anna Weber", offices(GUIDANCE))


def test_the_store_is_never_cut_to_a_surname() -> None:
    people = (WANG, CHEN, Person(en="Li Na", zh="李娜"), small_case().people[0])
    senders = ("王丽", "HaoJia Home", "陈伟", "李娜", "王丽", "HaoJia Home")
    case = small_case(
        store=Store(name="HaoJia Home", marketplace="US"),
        people=people,
        incidents=tuple(sent(by, month) for month, by in enumerate(senders, 1)),
    )
    assert "and our store account" in opening(case, "en") and "HaoJia" not in opening(case, "en")
    assert "和店铺账号" in opening(case, "zh")
    assert " Home" not in compose(case, GUIDANCE, "en", draft=True).text.replace("HaoJia Home", "")


def test_a_name_that_lacks_its_letters_is_asked_for_where_it_stands() -> None:
    people = (WANG, CHEN, small_case().people[0])
    senders = ("王丽", "陈伟", "王丽", "好家客服小王", "好家客服小王")
    case = small_case(people=people, incidents=tuple(sent(by, month) for month, by in enumerate(senders, 1)))
    asked = [gap for gap in compose(case, GUIDANCE, "en", draft=True).gaps if "小王" in gap.question.zh]
    assert [gap.path for gap in asked] == ["incidents[3].by"]


def test_a_tool_among_many_senders_is_named_beside_the_people() -> None:
    people = (WANG, CHEN, Person(en="Li Na", zh="李娜"), small_case().people[0])
    tool = Incident(
        order_id="112-0000009-0000009",
        on=date(2026, 9, 1),
        tool=Text(en="MailLoop", zh="MailLoop"),
        rules=("coc.refund-for-review",),
    )
    case = small_case(people=people, incidents=(tool, sent("王丽", 1), sent("陈伟", 2), sent("李娜", 3)))
    assert "and MailLoop offered" in opening(case, "en")


@pytest.mark.parametrize("signed", ["cs04 Chen Xiaoyu", "Chen Xiaoyu 12", "cs04 陈晓语", "A-7 chen xiaoyu"])
def test_a_name_with_the_number_of_an_account_means_the_person(signed: str) -> None:
    case = Case(people=(Person(en="Chen Xiaoyu", zh="陈晓语"), Person(en="He Jing", zh="何静")))
    assert find_person(case, signed) is case.people[0]


def test_a_number_alone_tells_agents_apart() -> None:
    case = Case(people=(Person(en="Agent"), Person(en="Agent 3")))
    assert find_person(case, "Agent 3") is case.people[1]
    assert find_person(case, "Agent 4") is None
    assert find_person(case, "cs04") is None


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("其中 Kim Doyle 经补考通过", "其中金·多伊尔经补考通过"),
        ("Kim Doyle", "金·多伊尔"),
        ("关闭了Kim Doyle的权限", "关闭了金·多伊尔的权限"),
        ("Kim Doyle、Jo Marsh 参加", "金·多伊尔、Jo Marsh 参加"),
        ("金·多伊尔（Kim Doyle）参加", "金·多伊尔（Kim Doyle）参加"),
        ("署名“Kim Doyle”的消息", "署名“Kim Doyle”的消息"),
        ("与 Kim Doyle Media 解约", "与 Kim Doyle Media 解约"),
    ],
)
def test_the_mirror_calls_nobody_in_two_ways(said: str, told: str) -> None:
    people = [Person(en="Kim Doyle", zh="金·多伊尔"), Person(en="Jo Marsh"), Person(en="Kim", zh="金")]
    assert as_in_chinese(said, people) == told


def test_a_name_that_two_people_share_is_not_put_into_chinese() -> None:
    assert as_in_chinese("Li Na 参加", CASE.people) == "Li Na 参加"
