"""``poa status`` and ``poa settings``: folders are named as given, and no slip makes the cases vanish."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from poa.cases.store import create
from poa.cli import main
from poa.cli.run import Context
from poa.cli.status import told_time_left
from poa.model.case import Case, NoticeFacts
from tests.each import each


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("POA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("POA_LANG", "en")
    return tmp_path / "home"


def test_the_folder_that_was_asked_about_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    assert main(["status", str(tmp_path / "empty")]) == 0
    assert str(tmp_path / "empty") in capsys.readouterr().out
    assert main(["status", str(tmp_path / "gone")]) == 2
    assert "no such folder" in capsys.readouterr().err


def test_a_case_that_may_not_be_read_is_listed_as_that(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("mine", "锁"):
        create(home / "cases" / name, Case(), now=datetime(2026, 5, 1, tzinfo=UTC))
    stat = os.stat

    def refuse(path: Any, **more: Any) -> Any:
        if "锁" in str(path):
            raise PermissionError(13, "Permission denied")
        return stat(path, **more)

    monkeypatch.setattr("poa.cases.summary.os.stat", refuse)
    assert main(["status"]) == 2
    told = capsys.readouterr().out
    assert "锁: " in told and "permission denied" in told and "mine" in told


def test_cases_that_are_put_away_are_counted(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    create(home / "cases" / "one", Case(archived=True), now=datetime(2026, 5, 1, tzinfo=UTC))
    assert main(["status"]) == 0
    assert "1 case in" in (told := capsys.readouterr().out) and "--all" in told


def test_hours_that_the_notice_states_are_told_where_their_beginning_is_unknown(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = Case(notice=NoticeFacts(deadline_hours=72))
    create(home / "cases" / "one", case, now=datetime(2026, 5, 1, tzinfo=UTC))
    assert main(["status"]) == 0
    told = capsys.readouterr().out
    assert "leaves 72 hours" in told and "no deadline" not in told


@each(
    ("left", "english", "chinese"),
    [
        (timedelta(hours=5, minutes=1), "5 hours left", "剩余 5 小时"),
        (timedelta(hours=29, minutes=1), "1 d 5 h left", "剩余 1 天 5 小时"),
        (timedelta(days=6, hours=17), "6 days left", "剩余 6 天"),
        (timedelta(days=-251, hours=-17), "passed 251 days ago", "期限已过 251 天"),
        (timedelta(hours=-47, minutes=-1), "passed 1 d 23 h ago", "期限已过 1 天 23 小时"),
    ],
)
def test_far_deadlines_are_told_in_days_alone(left: timedelta, english: str, chinese: str) -> None:
    assert told_time_left(left, Context("en")).endswith(english)
    assert told_time_left(left, Context("zh-Hans")) == chinese


def test_the_folder_of_cases_must_be_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file.txt").write_text("x", encoding="utf-8")
    for wrong in (tmp_path / "file.txt", tmp_path / "no" / "such"):
        assert main(["settings", "cases", str(wrong)]) == 2
        assert "must be a folder" in capsys.readouterr().err
    monkeypatch.chdir(tmp_path)
    assert main(["settings", "cases", "mine"]) == 0
    assert str(tmp_path / "mine") in capsys.readouterr().out


def test_an_unknown_language_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--language", "fr", "status"]) == 2
    assert "zh-Hans" in capsys.readouterr().err


NAMES = {
    "zh-Hans": ("zh", "zh_CN", "ZH-cn", "cn", "Chinese", "中文", "zh-Hans"),
    "en": ("EN", "English", "en_GB.UTF-8"),
    "system": ("System",),
}


@pytest.mark.parametrize(("told", "meant"), [(told, meant) for meant, names in NAMES.items() for told in names])
def test_a_language_is_known_by_any_of_its_names(told: str, meant: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["settings", "language", told]) == 0
    assert meant in capsys.readouterr().out.split()


def test_a_language_that_there_is_not_is_refused_with_those_that_there_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "m.txt").write_text("The lid leaves tomorrow.", encoding="utf-8")
    for words in (["settings", "language", "klingon"], ["lint", str(tmp_path / "m.txt"), "--language", "klingon"]):
        assert main(words) == 2
        told = capsys.readouterr().err
        assert "klingon" in told and "zh-Hans" in told and "zh, cn" in told


def test_help_speaks_the_chosen_language_throughout(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--language", "zh", "status", "--help"])
    told = capsys.readouterr().out
    assert "用法：" in told and "usage" not in told and "show this help" not in told
    assert main(["--language", "zh", "status", "--format", "x"]) == 2
    assert "没有这个选项" in capsys.readouterr().err


def test_answers_that_contradict_the_notice_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    notice, answers = tmp_path / "notice.txt", tmp_path / "answers.yaml"
    notice.write_text(
        "Order ID: 114-5553911-7720415\nYour messages to buyers were inappropriate. Please answer within 72 hours.",
        encoding="utf-8",
    )
    answers.write_text("notice:\n  order_ids: [113-5550176-2204831]\n", encoding="utf-8")
    assert main(["new", str(tmp_path / "a"), "--notice", str(notice), "--answers", str(answers)]) == 0
    assert "notice.order_ids" in capsys.readouterr().err


def test_a_text_that_is_no_notice_is_doubted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    notice = tmp_path / "notice.txt"
    notice.write_text("hello", encoding="utf-8")
    assert main(["new", str(tmp_path / "a"), "--notice", str(notice)]) == 0
    assert "does not read like a notice" in capsys.readouterr().err


def test_what_a_dispute_does_not_need_is_neither_missing_nor_ready(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    create(home / "cases" / "one", Case(branch="dispute"), now=datetime(2026, 5, 1, tzinfo=UTC))
    assert main(["status", "--format", "json"]) == 0
    [row] = json.loads(capsys.readouterr().out)["cases"]
    assert [row["steps"][step] for step in ("causes", "actions", "measures")] == ["unneeded"] * 3
    assert not {"causes", "actions", "measures"} & set(row["missing"])


def test_where_no_case_is_kept_those_of_the_folder_one_is_in_are_told_of(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    create(tmp_path / "acme", Case(), now=datetime(2026, 5, 1, tzinfo=UTC))
    monkeypatch.chdir(tmp_path)
    assert main(["status"]) == 0
    assert "poa status ." in capsys.readouterr().out
    assert main(["status", "."]) == 0
    assert "acme" in capsys.readouterr().out
