"""Training as a lead does it: from the incidents of a worked case to an exhibit and a sentence in the letter."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import docx
import pytest

from poa.cases.store import load
from poa.cli import main
from poa.model.case import Text
from poa.model.training import Asked
from poa.training.store import load_session

CASE = Path(__file__).parents[1] / "data" / "cases" / "case-1"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("POA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("POA_LANG", "en")
    place = tmp_path / "case"
    assert main(["new", str(place), "--notice", str(CASE / "notice.txt"), "--answers", str(CASE / "answers.yaml")]) == 0
    return place


def answers_of(folder: Path, wrong: int) -> str:
    """A key to the session's paper, with the first ``wrong`` answers spoilt."""
    rows = []
    for number, asked in enumerate(load_session(folder, "one-channel").papers[0].questions):
        if number < wrong:
            rows.append(_wrong(asked))
        elif asked.kind == "choose":
            rows.append("".join(chr(ord("A") + place) for place in asked.right))
        elif asked.kind == "judge":
            rows.append(asked.verdict)
        else:
            rows.append("Thank you for your message. Please tell us here which step is unclear, and we will help.")
    return "\n".join(rows) + "\n"


def _wrong(asked: Asked) -> str:
    """A wrong answer that can be given; any other is asked again."""
    if asked.kind == "choose":
        return next(chr(ord("A") + place) for place in range(len(asked.options)) if (place,) != asked.right)
    return next(said for said in ("send", "stop") if said != asked.verdict) if asked.kind == "judge" else "no idea"


def training(*words: str) -> int:
    return main(["training", *words])


def test_from_incidents_to_a_record_an_exhibit_and_a_sentence(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    case = str(folder)
    assert training("session", "--new", "One channel", "--case", case) == 0
    session = load_session(folder, "one-channel")
    assert "off-amazon-and-data" in session.modules
    assert session.on is None and session.results == () and session.pass_mark is None
    roster = tmp_path / "team.csv"
    roster.write_text("姓名,职位\nChen Xiaoyu,客服\nHe Jing,客服\nZhou Min,主管\n", encoding="gb18030")
    entered = ["trainer=Li Wei", "on=2026-03-15", "start=09:00", "end=10:30", "pass_mark=5", "next_on=2026-09-15"]
    words = [word for fact in entered for word in ("--set", fact)]
    assert training("session", "one-channel", "--case", case, "--roster", str(roster), "--paper", "6", *words) == 0
    present = [word for name in ("Chen Xiaoyu", "He Jing", "Zhou Min") for word in ("--present", name)]
    assert training("session", "one-channel", "--case", case, *present, "--policy", "coc.bsm-only=2026-03-15") == 0
    for name, wrong in (("Zhou Min", 0), ("He Jing", 1), ("Chen Xiaoyu", 3), ("Chen Xiaoyu", 0)):
        monkeypatch.setattr(sys, "stdin", io.StringIO(answers_of(folder, wrong)))
        taken = ["--session", "one-channel", "--case", case, "--by", name, "--on", "2026-03-15"]
        assert training("quiz", *taken) == 0
    points = [(result.attendee, result.points) for result in load_session(folder, "one-channel").results]
    assert points == [("zhou-min", 6), ("he-jing", 5), ("chen-xiaoyu", 3), ("chen-xiaoyu", 6)]
    assert training("export", "one-channel", "--case", case, "--out", str(tmp_path / "papers")) == 0
    assert {f.name for f in (tmp_path / "papers").iterdir()} >= {"sign-in.docx", "record.docx", "refresher.ics"}
    capsys.readouterr()
    assert training("record", "one-channel", "--case", case, "--into-case") == 0
    exhibit = load(folder).exhibits[-1]
    rows = [c.text for t in docx.Document(str(folder / exhibit.file)).tables for r in t.rows for c in r.cells]
    assert any("3/6" in cell and "6/6" in cell for cell in rows)
    assert main(["export", case, "--to", "txt", "--draft"]) == 0
    letter = (folder / "out" / "letter.en.txt").read_text(encoding="utf-8")
    assert f"Exhibit {exhibit.number}" in letter
    assert "3 taking part" in letter and "Chen Xiaoyu passed at a later attempt" in letter
    assert "pass mark: 5 right answers" in letter


def test_a_quiz_that_was_left_or_has_no_day_leaves_no_result(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    case = str(folder)
    roster = tmp_path / "team.csv"
    roster.write_text("name\nZhou Min\n", encoding="utf-8")
    assert training("session", "--new", "One channel", "--case", case, "--roster", str(roster), "--paper", "3") == 0
    capsys.readouterr()
    monkeypatch.setattr(sys, "stdin", io.StringIO("A\n"))
    taken = ["--session", "one-channel", "--case", case, "--by", "Zhou Min", "--on"]
    assert training("quiz", *taken, "15.3.2026") == 2
    assert "1/3" not in capsys.readouterr().out, "the day is looked at before anything is asked"
    assert training("quiz", *taken, "2026-03-15") == 2
    assert "no result is kept" in capsys.readouterr().err
    assert load_session(folder, "one-channel").results == ()


def test_what_is_taught_beside_the_modules_can_be_said_alone(folder: Path) -> None:
    case = str(folder)
    assert training("session", "--new", "One channel", "--case", case) == 0
    assert training("session", "one-channel", "--case", case, "--content", "Our own rules") == 0
    assert Text(en="Our own rules") in load_session(folder, "one-channel").content


def test_a_training_of_the_future_is_pointed_out_and_kept_out(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = str(folder)
    assert training("session", "--new", "One channel", "--case", case, "--set", "on=2199-01-01") == 0
    assert "in the future" in capsys.readouterr().out
    assert training("record", "one-channel", "--case", case, "--into-case") == 5
    assert len(load(folder).training) == 0


def test_the_list_is_there_for_scripts(capsys: pytest.CaptureFixture[str]) -> None:
    assert training("list", "--format", "json") == 0
    modules = json.loads(capsys.readouterr().out)["modules"]
    assert len(modules) == 10
    assert sum(module["questions"] for module in modules) >= 80
    assert all(module["rules"] and module["title"]["zh"] for module in modules)


@pytest.mark.parametrize(
    "words",
    [
        ["show", "reveiws"],
        ["quiz", "--count", "999"],
        ["checklist", "nobody"],
        ["session", "missing"],
        ["session", "--new", "X", "--set", "on=soon"],
        ["record", "missing", "--result", "A=1/2@2026-01-01"],
    ],
)
def test_what_is_not_understood_is_told_in_one_sentence(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("POA_HOME", str(tmp_path))
    assert training(*words) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1 and "Traceback" not in told and "fault of its own" not in told


def test_ticks_are_kept_for_each_person_and_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("POA_HOME", str(tmp_path))
    assert training("checklist", "agent", "--by", "Li Wei", "--on", "2026-03-15", "--tick", "1,3") == 0
    capsys.readouterr()
    assert training("checklist", "agent", "--by", "Li Wei", "--on", "2026-03-15") == 0
    shown = capsys.readouterr().out
    assert shown.count("[x]") == 2
    assert training("checklist", "agent", "--by", "Li Wei", "--on", "2026-03-16") == 0
    assert capsys.readouterr().out.count("[x]") == 0
    assert training("checklist", "agent", "--by", "Li Wei", "--on", "2026-03-15", "--untick", "3") == 0
    assert capsys.readouterr().out.count("[x]") == 1
    printed = tmp_path / "agent.docx"
    assert training("checklist", "agent", "--by", "Li Wei", "--on", "2026-03-15", "--out", str(printed)) == 0
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(printed)).paragraphs)
    assert text.count("☑") == 1 and text.count("☐") == 8
    assert training("checklist", "agent", "--by", "Li Wei", "--tick", "2") == 2, "no day is filled in for anybody"


def test_people_pages_and_make_ups_are_entered_in_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "home"
    monkeypatch.setenv("POA_HOME", str(home))
    monkeypatch.setenv("POA_LANG", "en")
    roster = tmp_path / "team.csv"
    roster.write_text("name,role\nLi Na,agent\nLi Na,lead\nWu Tong,\n", encoding="utf-8")
    assert training("session", "--new", "One channel", "--roster", str(roster), "--module", "conduct-and-tone") == 0
    said = capsys.readouterr().out
    assert "Was Li Na (agent) there?" in said and "Was Li Na (lead) there?" in said
    assert training("session", "one-channel", "--present", "Li Na") == 2
    assert "li-na--agent" in capsys.readouterr().err
    words = ["--present", "li-na--agent", "--remove", "li-na--lead", "--absent", "Wu Tong=2026-03-17"]
    words += ["--policy", "code-of-conduct=2026-03-15@3 Feb 2026", "--module", "communication-basics"]
    assert training("session", "one-channel", *words) == 0
    assert training("session", "one-channel", "--made-up", "Wu Tong") == 0
    session = load_session(home, "one-channel")
    assert [(p.id, p.present, str(p.make_up)) for p in session.attendees] == [
        ("li-na--agent", True, "None"), ("wu-tong", True, "2026-03-17"),
    ]  # fmt: skip
    assert (session.policies[0].version, session.modules) == ("3 Feb 2026", ("communication-basics",))
    assert training("session", "one-channel", "--absent", "Wu Tong=2199-01-01") == 0
    assert training("session", "one-channel", "--made-up", "Wu Tong") == 2


def test_practice_messages_are_judged_in_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("POA_HOME", str(tmp_path))
    monkeypatch.setenv("POA_LANG", "en")
    monkeypatch.setattr(sys, "stdin", io.StringIO("send\nsend\nstop\n"))
    assert training("quiz", "--practice", "--module", "communication-basics") == 0
    told = capsys.readouterr().out
    assert "2 of 3 right" in told and "To look at again" in told and "SUN20" in told
