"""Small files, small functions, documented modules: the house style, held by a test."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import poa
from tests.each import each

PACKAGE = Path(poa.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))
MOST_LINES, MOST_FUNCTION_LINES = 400, 60


@cache
def read(file: Path) -> tuple[str, ast.Module]:
    text = file.read_text(encoding="utf-8")
    return text, ast.parse(text)


@each("file", FILES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_files_and_functions_stay_small_and_say_what_for(file: Path) -> None:
    text, tree = read(file)
    assert len(text.splitlines()) <= MOST_LINES
    assert ast.get_docstring(tree) or not tree.body, "the module does not say what it is for"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno
            assert length <= MOST_FUNCTION_LINES, f"{node.name} has {length} lines"


@each("file", FILES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_no_except_without_a_class(file: Path) -> None:
    for node in ast.walk(read(file)[1]):
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None
