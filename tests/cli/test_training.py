"""``poa training``: numbers that no calendar holds are refused in a sentence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from poa.cli import main
from poa.model.case import Text
from poa.model.training import Session
from poa.training.store import save_session


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
