"""Rosters in, results out."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest

from poa.errors import InputError
from poa.training.roster import read_roster, results_csv
from poa.wording import Wording
from tests.training.people import GUIDANCE, TODAY, held


def roster(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    place = tmp_path / "people.csv"
    place.write_bytes(text.encode(encoding))
    return place


def test_columns_are_known_by_english_and_chinese_names(tmp_path: Path) -> None:
    people = read_roster(roster(tmp_path, "姓名,职位\n周敏,主管\n李伟,经理\n"), GUIDANCE)
    assert [(p.name, p.name_zh) for p in people] == [("Zhou Min", "周敏"), ("Li Wei", "李伟")]
    people = read_roster(roster(tmp_path, "Full Name;Role\nLi Wei;manager\n"), GUIDANCE)
    assert (people[0].name, people[0].role.en, people[0].id) == ("Li Wei", "manager", "li-wei")


def test_a_chinese_code_page_is_read(tmp_path: Path) -> None:
    people = read_roster(roster(tmp_path, "姓名,职位\n周敏,客服主管\n陈晓语,客服\n", "gb18030"), GUIDANCE)
    assert [p.name_zh for p in people] == ["周敏", "陈晓语"]


def test_two_people_of_one_name_get_different_ids(tmp_path: Path) -> None:
    people = read_roster(roster(tmp_path, "name,role\nLi Wei,agent\nLi Wei,lead\n"), GUIDANCE)
    assert len({p.id for p in people}) == 2


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no people"),
        ("name,role\n", "no people"),
        ("a,b\n1,2\n", "no column of names"),
        ("name,role\n,agent\n", ":2: A person has no name"),
        ("name,role\nLi,agent\nLi,agent\n", ":3: Li stands here twice"),
    ],
)
def test_a_roster_that_cannot_be_used_is_told_with_its_line(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(InputError) as caught:
        read_roster(roster(tmp_path, text), GUIDANCE)
    assert says in str(caught.value) and "people.csv" in str(caught.value)


def test_results_come_out_as_a_spreadsheet_that_runs_nothing() -> None:
    rows = list(csv.reader(StringIO(results_csv(held(), Wording("en"), TODAY))))
    assert rows[0][0] == "Name"
    assert rows[2][0] == "'=Chen"
    assert rows[2][5:10] == ["2", "3", "4", "3", "yes"]


def test_chinese_names_are_spelled_as_an_offer_and_kept(tmp_path: Path) -> None:
    place = tmp_path / "team.csv"
    place.write_text("姓名,职位\n陈晓雨,客服\n陈小雨,客服\n何静,lead\n", encoding="utf-8")
    people = read_roster(place, GUIDANCE)
    assert [(p.id, p.name, p.name_zh, p.role.zh or p.role.en) for p in people] == [
        ("陈晓雨", "Chen Xiaoyu", "陈晓雨", "客服"),
        ("陈小雨", "Chen Xiaoyu", "陈小雨", "客服"),
        ("何静", "He Jing", "何静", "lead"),
    ]


def test_a_folder_or_a_huge_file_is_no_roster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError):
        read_roster(tmp_path, GUIDANCE)
    monkeypatch.setattr("poa.training.roster.MOST_BYTES", 10)
    place = tmp_path / "team.csv"
    place.write_text("name\nLi Na\nHe Jing\n", encoding="utf-8")
    with pytest.raises(InputError):
        read_roster(place, GUIDANCE)


def test_a_column_of_english_names_leaves_the_chinese_ones_and_numbers_are_kept(tmp_path: Path) -> None:
    text = "姓名,英文名,工号,职位\n王芳,Wang Fang,A01,客服\n李伟,,A02,客服\n李伟,,A03,客服\n"
    people = read_roster(roster(tmp_path, text), GUIDANCE)
    assert [(one.name, one.name_zh, one.number) for one in people] == [
        ("Wang Fang", "王芳", "A01"),
        ("Li Wei", "李伟", "A02"),
        ("Li Wei", "李伟", "A03"),
    ]
    turned = read_roster(roster(tmp_path, "英文名,姓名\nWang Fang,王芳\n"), GUIDANCE)
    assert (turned[0].name, turned[0].name_zh) == ("Wang Fang", "王芳")
