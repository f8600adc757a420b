"""poa schema on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from poa.cli import main


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POA_HOME", str(tmp_path))
    monkeypatch.setenv("POA_LANG", "en")


def test_the_case_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "case"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert "incidents" in schema["$defs"]["Case"]["properties"]


def test_an_unknown_name_is_one_sentence_with_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "letter"]) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    for name in ("case", "rule", "source", "cause", "action", "measure", "branch", "module", "message", "notice"):
        assert name in told
