"""What the review found of the answers as they stand, kept until one of them changes: ``.poa/reviewed.json``.

A derived file, safe to delete: the review is then made anew.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from poa import __version__
from poa.cases.layout import INNER, inner
from poa.digests import blake2b
from poa.errors import PoaError

if TYPE_CHECKING:
    from poa.model.case import Case

FILE = "reviewed.json"


def answers_digest(case: Case) -> str:
    """A name for the answers that the letter is made of, and for the program that reads it.

    What a user does around the letter (ticks, notes, what was looked at again, putting the case away) is left out.
    """
    import msgspec

    told = msgspec.structs.replace(
        case, do_now=(), look_again=(), decided={}, archived=False, closed_on=None, notes="", messages=()
    )
    return blake2b(__version__.encode() + b"\n" + msgspec.json.encode(told), 16).hex()


def keep_band(folder: Path, case: Case, band: str) -> None:
    """Keep the band in which the review found these answers; that it cannot be kept is no error."""
    from poa.cases.files import make_folder, write_atomic

    content = json.dumps({"of": answers_digest(case), "band": band})
    with contextlib.suppress(OSError, PoaError):
        make_folder(folder / INNER)
        write_atomic(inner(folder, FILE), content.encode(), durable=False)


def kept_band(folder: Path, digest: str) -> str:
    """The band in which the review found the answers of this name; nothing where it has not read these."""
    try:
        content = json.loads(inner(folder, FILE).read_bytes())
        return str(content["band"]) if digest and content["of"] == digest else ""
    except (OSError, ValueError, KeyError, TypeError):
        return ""
