"""Persons are told apart by their Chinese names; two who are spelled alike are two."""

from __future__ import annotations

from poa.letter.people import Naming, find_person, reference
from poa.letter.words import LetterWords
from poa.library.yamlfile import read_yaml
from poa.model.case import Case, Person, Text
from poa.resources import root

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
