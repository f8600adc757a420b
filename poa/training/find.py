"""Finds an entry by id, and says what is near when there is none."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import TypeVar

from poa.errors import InputError

T = TypeVar("T")


def find(entries: Mapping[str, T], name: str, key: str) -> T:
    """The entry ``name``.

    Args:
        entries: entries by id.
        name: the id asked for.
        key: the catalogue key of the error; it has places for ``name`` and ``known``.

    Raises:
        InputError: there is none; the nearest ids are told.
    """
    if name in entries:
        return entries[name]
    near = difflib.get_close_matches(name, entries, 3, 0.4) or list(entries)
    raise InputError(key, name=name, known=", ".join(near))
