"""Both languages say the same things, with the same places to fill in, and every key the code asks for exists."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import poa
from poa.library.yamlfile import read_yaml
from tests.each import each

PACKAGE = Path(poa.__file__).parent
AREAS = sorted(p.stem for p in (PACKAGE / "wording" / "en").glob("*.yaml"))


def flat(data: Any, at: str = "") -> dict[str, str]:
    if isinstance(data, dict):
        return {k: v for key, value in data.items() for k, v in flat(value, f"{at}.{key}").items()}
    return {at: str(data)}


@cache
def texts(language: str, area: str) -> dict[str, str]:
    return flat(read_yaml(PACKAGE / "wording" / language / f"{area}.yaml").data)


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_both_languages_have_the_same_areas() -> None:
    assert sorted(p.stem for p in (PACKAGE / "wording" / "zh-Hans").glob("*.yaml")) == AREAS


@each("area", AREAS)
def test_both_languages_have_the_same_keys(area: str) -> None:
    english, chinese = texts("en", area), texts("zh-Hans", area)
    without_plural = {re.sub(r"\.(one|other)$", "", key) for key in english}
    assert without_plural == {re.sub(r"\.(one|other)$", "", key) for key in chinese}


@each("area", AREAS)
def test_the_same_places_are_filled_in(area: str) -> None:
    english, chinese = texts("en", area), texts("zh-Hans", area)
    for key in english.keys() & chinese.keys():
        if not key.endswith(".one"):
            assert places(english[key]) == places(chinese[key]), f"{area}{key}"


@each("area", AREAS)
def test_no_text_is_empty(area: str) -> None:
    for language in ("en", "zh-Hans"):
        assert [key for key, text in texts(language, area).items() if not text.strip()] == []


def test_every_error_that_is_raised_has_its_words() -> None:
    known = {f"{area}{key}" for area in AREAS for key in texts("en", area)}
    pattern = re.compile(r"(?:Error|error)\(\s*\"([a-z_]+(?:\.[a-z_]+)+)\"")
    for file in sorted(PACKAGE.rglob("*.py")):
        for key in pattern.findall(file.read_text(encoding="utf-8")):
            assert f"{key}.problem" in known, f"{file.name}: {key}"
            assert f"{key}.remedy" in known, f"{file.name}: {key}"
