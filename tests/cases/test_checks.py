"""References that lead nowhere are named, with their place."""

from __future__ import annotations

from poa.cases.checks import loose_references
from poa.model.case import Action, Audit, Case, Cause, Exhibit, Incident, Measure, Person, Text
from poa.wording import LANGUAGES, Wording


def test_what_is_not_there_is_named_with_its_place() -> None:
    case = Case(
        people=(Person(id="li", en="Li Wei", zh="李伟"),),
        incidents=(Incident(by="李伟", rules=("coc.insult", "coc.none"), exhibits=(1, 2)),),
        audit=Audit(read_by=("li", "Bob")),
        causes=(Cause(id="a"), Cause()),
        actions=(Action(by=("Li Wei",), causes=(1, 2, 3, "a", "b")),),
        measures=(Measure(owner="Ann", causes=(0,)),),
        exhibits=(Exhibit(number=1, title=Text()),),
    )
    told = loose_references(case, "case.yaml", {"coc.insult"})
    assert [(problem.values["place"], problem.values["name"]) for problem in told] == [
        ("audit.read_by", "Bob"),
        ("measures[0].owner", "Ann"),
        ("incidents[0].exhibits", "2"),
        ("actions[0].causes", "3"),
        ("actions[0].causes", "b"),
        ("measures[0].causes", "0"),
        ("incidents[0].rules", "coc.none"),
    ]
    assert all(problem.told(Wording(language)) for problem in told for language in LANGUAGES)


def test_an_empty_case_has_none() -> None:
    assert loose_references(Case(), "case.yaml", set()) == ()


def test_who_signs_with_an_account_or_in_another_script_is_one_of_the_people() -> None:
    case = Case(
        people=(Person(id="chen", en="Chen Xiaoyu", zh="陈小雨"),),
        incidents=(Incident(by="cs04 Chen Xiaoyu"), Incident(by="chen-xiaoyu"), Incident(by="Chen Xiaoyi")),
    )
    assert [problem.values["name"] for problem in loose_references(case, "case.yaml")] == ["Chen Xiaoyi"]
