"""Messages that were to be taken into a case and were not: the program was killed meanwhile, or stopped.

A note in the case says so from before the first file is read until all is in the case. Without it nobody could tell
such a case from one that has no messages.
"""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from poa.cases.files import make_folder, write_atomic
from poa.cases.layout import INNER, inner
from poa.cases.process import is_running, own_start

FILE = "importing.json"


def note(folder: Path, paths: Sequence[Path], now: datetime) -> bool:
    """Note what is about to be read; False where there is a note already, which then stays.

    Raises:
        CaseError: it could not be written.
    """
    if inner(folder, FILE).exists():
        return False
    make_folder(folder / INNER)
    content = {
        "names": [path.resolve().name for path in paths],
        "at": now.isoformat(), "host": platform.node(), "pid": os.getpid(), "started": own_start(),
    }  # fmt: skip
    write_atomic(inner(folder, FILE), json.dumps(content, ensure_ascii=False).encode("utf-8", "replace"))
    return True


@contextmanager
def noted(folder: Path, paths: Sequence[Path], now: datetime) -> Iterator[None]:
    """Note it for as long as it is being read. An import that is stopped or refused was told to its user and leaves no
    note of its own; what an earlier one left stays until an import ends well.

    Raises:
        CaseError: it could not be written.
    """
    mine = note(folder, paths, now)
    try:
        yield
    except BaseException:
        if mine:
            forget(folder)
        raise
    forget(folder)


def forget(folder: Path) -> None:
    """Take the note away: the messages are in the case, or the seller says that they are not to be."""
    with suppress(OSError):
        inner(folder, FILE).unlink()


def unfinished(folder: Path) -> tuple[str, ...]:
    """The names of the files and folders that were to be read; none where all is in the case, or still being read."""
    # Asked for each case of a long list: a Path object would cost more than the answer.
    if not os.path.exists(f"{folder}{os.sep}{INNER}{os.sep}{FILE}"):  # noqa: PTH110
        return ()
    try:
        kept = json.loads(inner(folder, FILE).read_bytes())
        names = tuple(map(str, kept["names"]))
        if kept["host"] == platform.node() and kept["pid"] != os.getpid() and is_running(kept["pid"], kept["started"]):
            return ()
    except (OSError, ValueError, KeyError, TypeError):
        return ()
    return names
