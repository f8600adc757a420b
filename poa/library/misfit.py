"""What a library says of a value that does not fit, as words of the catalogue."""

from __future__ import annotations

import re

from poa.wording.said import Said

_TYPES = ("str", "int", "float", "bool", "array", "object", "null", "date", "datetime")
_FORMS = (
    ("pattern", re.compile(r"matching regex '(?P<pattern>.*)'")),
    ("bounds", re.compile(r"(?P<limit>[<>]=? ?-?[\d.]+)")),
    ("type", re.compile(r"Expected `(?P<expected>[^`]+)`, got `(?P<got>[^`]+)`")),
    ("type_alone", re.compile(r"Expected `(?P<expected>[^`]+)`$")),
    ("missing", re.compile(r"missing required field `(?P<name>[^`]+)`")),
    ("unknown", re.compile(r"unknown field `(?P<name>[^`]+)`")),
    ("choice", re.compile(r"Invalid enum value (?P<value>.+)")),
)
_JSON = (
    ("value", "Expecting value"), ("name", "Expecting property name"), ("colon", "Expecting ':'"),
    ("comma", "Expecting ','"), ("string", "Unterminated string"), ("control", "Invalid control character"),
    ("escape", "Invalid \\"), ("extra", "Extra data"), ("trailing", "Illegal trailing comma"),
)  # fmt: skip


def misfit(what: str) -> Said:
    """A validation message ("Expected `str`, got `int`") in words; one that is not known says only that it misfits."""
    for name, form in _FORMS:
        if found := form.search(what):
            values = {key: _type(value) if key in ("expected", "got") else value
                      for key, value in found.groupdict().items()}  # fmt: skip
            return Said(f"check.misfit.{name}", values)
    return Said("check.misfit.other")


def json_fault(what: str) -> Said:
    """A fault of a JSON text ("Expecting value") in words."""
    name = next((name for name, begins in _JSON if what.startswith(begins)), "other")
    return Said(f"messages.json.{name}")


def _type(names: str) -> Said | str:
    """A type as people call it; of several the first that is not "nothing"."""
    found = [name.strip() for name in names.split("|")]
    known = [name for name in found if name in _TYPES]
    best = next((name for name in known if name != "null"), known[0] if known else "")
    return Said(f"check.types.{best}") if best else names
