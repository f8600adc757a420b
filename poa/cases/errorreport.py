"""A report of a fault of the program that can be passed on: where it happened, and not a word of the user's."""

from __future__ import annotations

import platform
import traceback
from datetime import datetime
from pathlib import Path

from poa import __version__
from poa.cases.files import make_folder, write_atomic
from poa.errors import PoaError

KEPT = 10


def write_report(folder: Path, fault: BaseException, now: datetime) -> PoaError:
    """Write the report, and make the error that tells the user about it.

    Args:
        folder: where reports are kept; the oldest beyond KEPT are removed.
        fault: what was raised. Its message is left out, since it may quote a message or an answer.
        now: when.

    Returns:
        the error to show; without a file where none could be written.
    """
    lines = [f"poa {__version__}", f"Python {platform.python_version()}", platform.system(), now.isoformat(), ""]
    seen: BaseException | None = fault
    while seen is not None:
        lines.append(type(seen).__name__)
        lines += [
            f"  {_short(frame.filename)}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(seen.__traceback__)
        ]
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    try:
        make_folder(folder)
        path = folder / f"fault-{now:%Y%m%d-%H%M%S}.txt"
        write_atomic(path, ("\n".join(lines) + "\n").encode())
        for old in sorted(folder.glob("fault-*.txt"))[:-KEPT]:
            old.unlink(missing_ok=True)
    except (PoaError, OSError):
        return PoaError("cases.fault_unwritten", kind=type(fault).__name__)
    return PoaError("cases.fault", kind=type(fault).__name__, report=path)


def _short(name: str) -> str:
    """A source file without the folders above its package, which may hold the user's name."""
    return "/".join(Path(name).parts[-3:])
