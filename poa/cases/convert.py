"""Plain data -> Case (or another file of ours), each misfit told as one sentence with its line and how to mend it."""

from __future__ import annotations

import difflib
import re
import types
import typing
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar, Union

import msgspec

from poa.errors import CaseError
from poa.library.yamlfile import Document
from poa.model.case import Case

PathParts = tuple[str | int, ...]
Kept = TypeVar("Kept", bound=msgspec.Struct)

_AT = re.compile(r"^(?P<what>.*?)(?: - at `\$(?P<path>.*)`)?$", re.DOTALL)
_STEP = re.compile(r"\.(?P<name>[A-Za-z_][\w-]*)|\[(?P<index>\d+)\]|\[\.\.\.\]")
_NAME = re.compile(r"`(?P<name>[^`]*)`")
_MOST_REPAIRS = 200
# What the library says was expected -> the name of the words for it.
_EXPECTED = {"str": "text", "int": "whole_number", "float": "number", "bool": "yes_no", "date": "date",
             "datetime": "moment", "array": "list", "object": "map"}  # fmt: skip


def to_case(data: dict[str, Any], document: Document, file: Path | str) -> Case:
    """The case in plain data.

    Args:
        data: as read, of the newest format; may be changed here.
        document: where each path stands.
        file: named in errors.

    Raises:
        CaseError: the first thing that does not fit.
    """
    return to_struct(data, Case, document, file)


def to_struct(data: dict[str, Any], kind: type[Kept], document: Document, file: Path | str) -> Kept:
    """The struct of ``kind`` in plain data; otherwise as ``to_case``."""
    for _ in range(_MOST_REPAIRS):
        try:
            return msgspec.convert(data, kind)
        except msgspec.ValidationError as problem:
            match = _AT.match(str(problem))
            what = match["what"] if match else str(problem)
            path = _path(match["path"] or "") if match else ()
            if not ("datetime" in what and _mend_moment(data, path)):
                raise _told(what, path, data, kind, document, file) from None
    raise CaseError("cases.wrong_moment", file=file, value="...")


def refuse_cut_texts(data: Any, document: Document, file: Path | str, path: PathParts = ()) -> None:
    """Refuse unknown keys without a value: what ``{en: one, two}`` makes of a text with an unquoted comma.

    Args:
        data: as read, or a part of it.
        document: where each path stands.
        file: named in errors.
        path: where ``data`` stands.

    Raises:
        CaseError: the words after the comma would be lost.
    """
    if isinstance(data, list):
        for index, value in enumerate(data):
            refuse_cut_texts(value, document, file, (*path, index))
    elif isinstance(data, dict):
        known = _keys(path, Case)
        for key, value in data.items():
            if value is None and known and key not in known:
                line = document.line((*path, key))
                raise CaseError("cases.cut_text", file=file, line=line, place=dotted(path) or "-", words=_shown(key))
            refuse_cut_texts(value, document, file, (*path, key))


def _path(text: str) -> PathParts:
    parts: list[str | int] = []
    for step in _STEP.finditer(text):
        if step["name"]:
            parts.append(step["name"])
        elif step["index"]:
            parts.append(int(step["index"]))
        else:
            # A key of a free map, which the library does not name: the map itself is the nearest place.
            break
    return tuple(parts)


def _value(data: Any, path: PathParts) -> Any:
    for part in path:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _mend_moment(data: Any, path: PathParts) -> bool:
    """Hands write "2026-03-09 14:00" or a bare date for a moment; both are clear."""
    value = _value(data, path)
    if not path or not isinstance(value, str):
        return False
    try:
        moment = datetime.fromisoformat(value.strip())
    except ValueError:
        return False
    written = moment.isoformat()
    if written == value:
        return False
    _value(data, path[:-1])[path[-1]] = written
    return True


def _told(
    what: str, path: PathParts, data: Any, kind: type[msgspec.Struct], document: Document, file: Path | str
) -> CaseError:
    place = dotted(path) or Path(file).name
    line = document.line(path)
    value = _shown(_value(data, path))
    named = _NAME.search(what)
    name = named["name"] if named else ""
    if "unknown field" in what:
        line = document.line((*path, name))
        known = _keys(path, kind)
        close = difflib.get_close_matches(name, known, 1, 0.5)
        if close:
            return CaseError("cases.unknown_key_near", file=file, line=line, key=name, place=place, near=close[0])
        return CaseError("cases.unknown_key", file=file, line=line, key=name, place=place, known=", ".join(known))
    if "missing required" in what:
        return CaseError("cases.missing_key", file=file, line=line, key=name, place=place)
    if "encoded datetime" in what:
        return CaseError("cases.wrong_moment", file=file, line=line, place=place, value=value)
    if "encoded date" in what:
        return CaseError("cases.wrong_date", file=file, line=line, place=place, value=value)
    if "enum value" in what:
        return CaseError(
            "cases.wrong_choice", file=file, line=line, place=place, value=value, known=_choices(path, kind)
        )
    expected = {word.strip() for word in name.split("|")}
    for library, ours in _EXPECTED.items():
        if library in expected:
            return CaseError(f"cases.wrong_{ours}", file=file, line=line, place=place, value=value)
    return CaseError("cases.wrong_value", file=file, line=line, place=place, value=value)


def dotted(path: PathParts) -> str:
    """``("actions", 0, "on")`` -> ``actions[0].on``."""
    written = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return written.removeprefix(".")


def _shown(value: Any) -> str:
    """Enough of a value to find it; never a long text, since errors end up in reports."""
    if isinstance(value, (dict, list)):
        return "…"
    text = str(value)
    return text if len(text) <= 40 else f"{text[:37]}…"


def _keys(path: PathParts, kind: type[msgspec.Struct]) -> list[str]:
    found = _type_at(path, kind)
    return [field.encode_name for field in msgspec.structs.fields(found)] if found else []


def _choices(path: PathParts, kind: type[msgspec.Struct]) -> str:
    fields = _hints(_type_at(path[:-1], kind)) if path else {}
    wanted = fields.get(str(path[-1])) if path else None
    return ", ".join(str(choice) for choice in typing.get_args(wanted) if choice != "")


def _type_at(path: PathParts, kind: type[msgspec.Struct]) -> type[msgspec.Struct] | None:
    """The part of the model that describes the map at ``path``."""
    here: Any = kind
    for part in path:
        if isinstance(part, int):
            here = next((arg for arg in typing.get_args(here) if arg is not Ellipsis), None)
        else:
            here = _hints(_struct(here)).get(part)
        if here is None:
            return None
    return _struct(here)


def _struct(hint: Any) -> type[msgspec.Struct] | None:
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return hint
    origin = typing.get_origin(hint)
    if origin in (Union, types.UnionType, dict) or (origin is not None and origin is not Literal):
        return next((found for arg in typing.get_args(hint) if (found := _struct(arg))), None)
    return None


@cache
def _hints(struct: type[msgspec.Struct] | None) -> dict[str, Any]:
    """What a part holds, by the names that a file uses (``from`` is no name in Python)."""
    if struct is None:
        return {}
    found = typing.get_type_hints(struct)
    return {field.encode_name: found[field.name] for field in msgspec.structs.fields(struct)}
