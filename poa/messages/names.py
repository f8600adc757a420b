"""File names that came from outside, made harmless."""

from __future__ import annotations

import re

from poa.text.clean import clean

_BAD = re.compile(r'[\\/:*?"<>|\n\t]+')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\..*)?", re.IGNORECASE)
_MAX = 120


def safe_name(name: str) -> str:
    """``name`` as one plain file name on every system: no folders, no control characters, no reserved words."""
    last = re.split(r"[\\/]", clean(name))[-1]
    plain = _BAD.sub("_", last).strip(" .")
    if len(plain) > _MAX:
        stem, dot, suffix = plain.rpartition(".")
        plain = f"{stem[: _MAX - 12]}{dot}{suffix[:11]}" if dot else plain[:_MAX]
    if not plain or _RESERVED.fullmatch(plain):
        plain = f"file_{plain}" if plain else "file"
    return plain
