"""The guide for adding rules says what works: its own examples are written down and checked."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from poa.cli import main

GUIDE = Path(__file__).parents[2] / "docs" / "adding-rules.md"


def test_the_examples_of_the_guide_are_sound_additions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("POA_HOME", str(tmp_path))
    folder = tmp_path / "guidance"
    folder.mkdir()
    blocks = re.findall(r"```yaml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    files = {1: "detect", 2: "detect", 3: "sources"}
    for index, block in enumerate(blocks):
        name = files.get(index, "rules")
        with (folder / f"{name}.yaml").open("a", encoding="utf-8") as file:
            file.write(block)
    assert len(blocks) == 5
    main(["check", "--format", "json"])
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert [one for one in problems if str(tmp_path) in one["file"]] == []
    assert main(["rules", "own.no-catalogue"]) == 0
