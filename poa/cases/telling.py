"""A place in a case as people call it."""

from __future__ import annotations

import re
from typing import Any

_PATH = re.compile(r"(?P<root>[a-z_]+)(?:\[(?P<number>\d+)\])?(?: (?P<round>\d+))?")


def told_path(path: str, words: Any) -> str:
    """``actions[1].on`` as "action 2", ``rounds 1`` as "round 1"; what is no place of a case as it stands.

    Args:
        path: the place, as a change of the case is noted.
        words: the reader's poa.wording.Wording.
    """
    found = _PATH.match(path)
    names = words.area("cases")["places"]
    if found is None or found["root"] not in names:
        return path
    told = str(names[found["root"]])
    number = int(found["number"]) + 1 if found["number"] else found["round"]
    return words("cases.numbered", place=told, number=number) if number else told
