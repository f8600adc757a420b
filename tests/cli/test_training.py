"""``poa training``: numbers that no calendar holds are refused in a sentence."""

from __future__ import annotations

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from msgspec.structs import replace

from poa.cli import main
from poa.library.training import load_modules
from poa.model.case import Text
from poa.model.training import Session
from poa.training.store import save_session
from poa.wording import Wording
from tests.training.people import GUIDANCE, held


@pytest.mark.parametrize("months", ["0", "-3", "999999"])
def test_a_training_is_repeated_after_some_months(
    tmp_path: Path, months: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("POA_HOME", str(tmp_path))
    monkeypatch.setenv("POA_LANG", "en")
    save_session(tmp_path, Session(id="one", topic=Text(en="One channel"), on=date(2026, 3, 15)))
    assert main(["training", "export", "one", f"--every={months}"]) == 2
    told = capsys.readouterr().err
    assert "--every" in told and f"'{months}'" in told and "fault" not in told


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("POA_HOME", str(tmp_path))
    monkeypatch.setenv("POA_LANG", "en")
    return tmp_path


def test_a_name_without_any_list_says_how_to_give_one(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["training", "session", "--new", "One channel", "--present", "Li Wei"]) == 2
    assert "--roster" in capsys.readouterr().err


def test_times_that_cannot_be_are_refused_together(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = ["training", "session", "--new", "One channel", "--set"]
    assert main([*new, "start=10:30", "--set", "end=09:00"]) == 2
    told = capsys.readouterr().err
    assert "09:00" in told and "10:30" in told
    assert main([*new, "start=09:00", "--set", "end=10:30"]) == 0


def test_of_several_changes_all_are_kept_or_none_and_it_is_said(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    batch = ["training", "session", "--new", "One channel", "--set", "trainer=Li Wei", "--set", "place=Office"]
    assert main([*batch, "--paper", "9999"]) == 2
    assert "Nothing of this command was kept" in capsys.readouterr().err
    assert not list((home / "training").glob("*")) if (home / "training").is_dir() else True
    assert main(["training", "session", "--new", "One channel", "--set", "end=07:99"]) == 2
    assert "Nothing of this command" not in capsys.readouterr().err


def test_a_result_of_a_day_to_come_is_refused(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save_session(home, held())
    assert main(["training", "record", "channels", "--result", "wu=4/4@2999-01-01"]) == 2
    assert "future" in capsys.readouterr().err


def test_the_export_names_what_the_record_leaves_out(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    early = replace(held().results[0], on=date(2026, 3, 13))
    save_session(home, held(results=(early, *held().results[1:])))
    assert main(["training", "export", "channels", "--out", str(home / "out")]) == 0
    told = capsys.readouterr().out
    assert "Left out of the record: The result of Zhou Min" in told


def test_the_pass_mark_is_said_to_be_in_points(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["training", "session", "--help"])
    assert "pass_mark (in points" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(("language", "asked"), [("en", "send, fix or stop?"), ("zh-Hans", "发送、修改还是停下？")])
def test_a_slip_of_the_keys_is_asked_again_and_costs_nothing(
    home: Path, language: str, asked: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("POA_LANG", language)
    module = load_modules(GUIDANCE)["off-amazon-and-data"]
    said = Wording(language)
    right = [said(f"training.said_{one.verdict}") for one in module.practice]
    monkeypatch.setattr("sys.stdin", StringIO("a\n" + "".join(f"{one}\n" for one in right)))
    assert main(["training", "quiz", "--practice", "--module", module.id]) == 0
    told = capsys.readouterr().out
    assert told.count(asked) == len(right) + 1
    assert said("training.score", points=len(right), out_of=len(right)) in told


def test_that_a_record_was_taken_into_a_case_is_said(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = home / "case"
    (home / "notice.txt").write_text("Your account shows inappropriate communication.", encoding="utf-8")
    assert main(["new", str(case), "--notice", str(home / "notice.txt")]) == 0
    save_session(case, held())
    words = ["training", "record", "channels", "--case", str(case), "--into-case"]
    for told in ("has the record now", "nothing was changed"):
        capsys.readouterr()
        assert main(words) == 0
        assert told in capsys.readouterr().out
