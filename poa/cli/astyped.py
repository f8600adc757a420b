"""Commands that are shown to be typed."""

from __future__ import annotations

import re
from pathlib import Path

_PLAIN = re.compile(r"[\w./\\:~+@%,=-]+")


def as_typed(path: Path | str) -> str:
    """A path as it is typed behind a command: between quotation marks where a blank or a sign would break it.

    Double ones mean the same to the shells of all systems; where the name itself holds a sign that they leave its
    meaning, single ones keep it as it is.
    """
    text = str(path)
    if _PLAIN.fullmatch(text) and not text.startswith("-"):
        return text
    if not set(text) & set('"$`!\\'):
        return f'"{text}"'
    return "'" + text.replace("'", "'\\''") + "'"
