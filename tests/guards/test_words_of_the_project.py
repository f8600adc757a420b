"""The project speaks of itself alone: no machine paths, no registry hosts, no promises of reinstatement."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = {".py", ".md", ".yaml", ".toml", ".txt", ".j2", ".tcss", ".yml", ""}
FORBIDDEN = re.compile(
    r"/(?:work|home/[a-z]+|root)/|pypi\.org|files\.pythonhosted|registry\.npmjs|deb\.debian\.org|/opt/pypi", re.I
)


def files() -> list[Path]:
    folders = [ROOT / name for name in ("poa", "guidance", "templates", "docs", "benchmarks", "tools", ".ci")]
    found = [f for folder in folders if folder.is_dir() for f in folder.rglob("*") if f.is_file()]
    found += [
        ROOT / n
        for n in ("README.md", "README.zh-CN.md", "CHANGELOG.md", "Makefile", "pyproject.toml", "constraints.txt")
    ]
    return [f for f in found if f.suffix in TEXT and f.is_file() and "__pycache__" not in f.parts]


def test_no_machine_path_and_no_registry_host_is_named() -> None:
    for file in files():
        found = FORBIDDEN.search(file.read_text(encoding="utf-8"))
        assert not found, f"{file.relative_to(ROOT)}: {found and found.group()}"


@pytest.mark.parametrize("words", ["chance of reinstatement", "guarantee reinstatement", "success rate"])
def test_nothing_promises_reinstatement(words: str) -> None:
    for file in files():
        if file.parts[-2:] != ("review", "phrases.yaml"):
            assert words not in file.read_text(encoding="utf-8").lower(), file
