"""The core costs nothing to import, and never reaches for the screen or the command line."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import poa

PACKAGE = Path(poa.__file__).parent
SKINS = ("cli", "tui")
HEAVY = ("textual", "docx", "jinja2", "yaml", "babel", "phonenumbers", "lxml", "openpyxl")
CORE = sorted(p.name for p in PACKAGE.iterdir() if p.is_dir() and (p / "__init__.py").exists() and p.name not in SKINS)


def modules_of(names: list[str]) -> str:
    code = f"import importlib, sys\nfor n in {names!r}: importlib.import_module(n)\nprint(' '.join(sys.modules))"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def core_modules() -> list[str]:
    files = [f for name in CORE for f in sorted((PACKAGE / name).rglob("*.py"))] + sorted(PACKAGE.glob("*.py"))
    names = []
    for file in files:
        parts = file.relative_to(PACKAGE.parent).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        if name != "poa.__main__":
            names.append(name)
    return names


def test_importing_the_whole_core_loads_no_heavy_library() -> None:
    loaded = set(modules_of(core_modules()).split())
    assert not loaded & set(HEAVY)


def test_importing_the_package_loads_no_module_of_its_own() -> None:
    loaded = modules_of(["poa"]).split()
    assert [name for name in loaded if name.startswith("poa.")] == []


@pytest.mark.parametrize("name", CORE)
def test_the_core_never_imports_a_skin(name: str) -> None:
    for file in sorted((PACKAGE / name).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            named = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                named = [node.module]
            for module in named:
                assert not module.startswith(("poa.cli", "poa.tui")), f"{file.name} imports {module}"
