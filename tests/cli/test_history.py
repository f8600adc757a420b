"""``poa history`` and ``poa restore``."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from poa.cases import store
from poa.cli import main
from poa.library.guidance import Guidance
from poa.library.playbook import load_playbook
from poa.model.case import Case
from poa.resources import root

GUIDANCE = Guidance([root("guidance")])
NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("POA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("POA_LANG", "en")
    place = tmp_path / "case"
    store.create(place, Case(notes="first"), now=NOW)
    store.save(place, Case(notes="second"), now=NOW, why="notes")
    return place


def test_versions_are_listed_and_brought_back(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["history", str(folder)]) == 0
    told = capsys.readouterr().out
    assert told.index("2  ") < told.index("1  ") and "made" in told and "notes" in told
    assert main(["restore", str(folder), "1"]) == 0
    assert "saved as version 3" in capsys.readouterr().out
    assert store.load(folder).notes == "first"


@pytest.mark.parametrize(
    ("why", "told"),
    [
        ("actions[1].on", "action 2: {actions.on}"),
        ("undo measures[0].owner", "taken back: measure 1: {measures.owner}"),
        ("- causes[0]", "taken out: root cause 1"),
        ("looked causes", "looked at again: root cause"),
        ("rounds 1", "round 1"),
        ("do_now", "what to do now"),
        ("something else", "something else"),
    ],
)
def test_the_reason_of_a_version_is_said_in_words(
    folder: Path, capsys: pytest.CaptureFixture[str], why: str, told: str
) -> None:
    for name, fixed in load_playbook(GUIDANCE).questions.items():
        told = told.replace(f"{{{name}}}", fixed.question.en)
    store.save(folder, Case(notes="third"), now=NOW, why=why)
    assert main(["history", str(folder)]) == 0
    assert capsys.readouterr().out.splitlines()[0].endswith(f"  {told}")


def test_the_list_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["history", str(folder), "--format", "json"]) == 0
    assert [row["version"] for row in json.loads(capsys.readouterr().out)["versions"]] == [2, 1]


def test_what_cannot_be_done_is_one_sentence(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["restore", str(folder), "9"]) == 2
    assert main(["history", str(tmp_path)]) == 2
    assert main(["history", str(tmp_path / "gone")]) == 2
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 3 and all(line.startswith("poa: ") for line in told)


def test_a_case_that_is_open_elsewhere_is_not_restored(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from poa.cases.lock import acquire

    with acquire(folder, "x", NOW) as lock:
        path = folder / ".poa" / "lock"
        path.write_text(path.read_text().replace(lock.holder.host, "elsewhere"))
        assert main(["restore", str(folder), "1"]) == 4
    assert "elsewhere" in capsys.readouterr().err
    assert store.load(folder).notes == "second"


def test_restoring_tells_scripts_the_new_version(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["restore", str(folder), "1", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"restored": 1, "version": 3}
