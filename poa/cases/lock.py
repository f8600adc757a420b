"""One writer a case: a lock file that says who holds it and that a crash does not leave locked.

A plain file works on every system and on network folders. It is made in one step (a link to a finished file, or an
exclusive create), and taken over only when its process is surely gone: another process with the same number is told
apart by its start.
"""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import platform
import time
import uuid
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from poa.atomic import FILE_MODE
from poa.cases.alone import alone
from poa.cases.files import make_folder, sweep, told
from poa.cases.layout import INNER, inner, is_case
from poa.cases.process import is_running, own_start
from poa.errors import CaseError, LockedError

LOCK = "lock"
GUARD = "lock.guard"
# What a window calls itself; whatever else holds a case is a command, called as it is typed.
WINDOW = "poa"
# A file system without links makes the lock in two steps; within this time an empty lock may be one being made.
_BEING_MADE = 2.0


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a case: ``who`` is what the window calls itself, ``since`` a time in ISO 8601."""

    token: str
    who: str
    user: str
    host: str
    pid: int
    started: str
    since: str

    @property
    def moment(self) -> datetime | None:
        """Since when, aware; None where the lock says no time."""
        with contextlib.suppress(ValueError):
            found = datetime.fromisoformat(self.since)
            return found if found.tzinfo else found.replace(tzinfo=UTC)
        return None

    @property
    def is_us(self) -> bool:
        """Whether it is this very process."""
        return self.host == platform.node() and self.pid == os.getpid() and self.started == own_start()

    @property
    def is_gone(self) -> bool:
        """Whether the process has surely ended. On another machine that cannot be known."""
        return self.host == platform.node() and not is_running(self.pid, self.started)


class Lock:
    """A case held for writing; release it, or use it as a context."""

    def __init__(self, folder: Path, holder: Holder) -> None:
        self.folder = folder
        self.holder = holder

    def release(self) -> None:
        """Let others write; nothing happens if somebody else has taken the case over meanwhile."""
        path = inner(self.folder, LOCK)
        # The folder may be gone or read-only by now; a lock left behind is stale once its process ends.
        with contextlib.suppress(OSError), alone(inner(self.folder, GUARD)):
            found = _read(path)
            if found and found.token == self.holder.token:
                path.unlink()

    def __enter__(self) -> Lock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def acquire(folder: Path, who: str, now: datetime, *, force: bool = False) -> Lock:
    """Hold a case for writing.

    Args:
        folder: the case.
        who: WINDOW, or the command that others read about ("poa suspects").
        now: written down for people; whether a lock is stale does not depend on clocks.
        force: take the case over from whoever holds it.

    Raises:
        LockedError: another window holds it; the sentence says who and since when.
        CaseError: the folder is no case, or cannot be written.
    """
    if not folder.is_dir():
        raise CaseError("cases.folder_gone", file=folder)
    if not (is_case(folder) or (folder / INNER).is_dir()):
        raise CaseError("cases.no_case", file=folder)
    make_folder(folder / INNER)
    path = inner(folder, LOCK)
    mine = Holder(uuid.uuid4().hex, who, _user(), platform.node(), os.getpid(), own_start(), now.isoformat())
    with told(path):
        for _ in range(50):
            # Two that clear and make at once might remove each other's fresh lock.
            with alone(inner(folder, GUARD)):
                _clear_or_refuse(folder, path, force)
                if _make(path, mine):
                    sweep(folder)
                    return Lock(folder, mine)
            # Another is just making it, or there is no guard here: look again.
            time.sleep(0.05)
    raise _refusal(folder, _read(path) or mine)


def holder(folder: Path) -> Holder | None:
    """Who holds the case now; None where nobody does or the holder has ended."""
    found = _read(inner(folder, LOCK))
    return None if found is None or found.is_gone else found


def refuse_if_held_by_another(folder: Path) -> None:
    """Raise unless this process may write.

    Raises:
        LockedError: another window holds the case.
    """
    found = holder(folder)
    if found and not found.is_us:
        raise _refusal(folder, found)


def _refusal(folder: Path, found: Holder) -> LockedError:
    key = "cases.locked" if found.who == WINDOW else "cases.locked_at_work"
    return LockedError(
        key, file=folder, who=found.who, user=found.user, host=found.host, since=found.moment or found.since
    )


def _make(path: Path, mine: Holder) -> bool:
    """Make the lock file; False where there is one."""
    content = json.dumps(asdict(mine)).encode()
    fresh = path.with_name(f".{LOCK}.{os.getpid()}-{mine.token}.new")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    try:
        with os.fdopen(os.open(fresh, flags, FILE_MODE), "wb") as stream:
            stream.write(content)
        try:
            os.link(fresh, path)
            return True
        except FileExistsError:
            return False
        except OSError:
            pass
    finally:
        fresh.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(path, flags, FILE_MODE), "wb") as stream:
            stream.write(content)
        return True
    except FileExistsError:
        return False


def _clear_or_refuse(folder: Path, path: Path, force: bool) -> None:
    """Remove a stale lock, or raise; a lock that may be in the making stays."""
    found = _read(path)
    if found is None:
        try:
            made = path.stat().st_mtime
        except FileNotFoundError:
            return
        # The clock after the file: a lock made between the two looks would else seem older than it is.
        if abs(time.time() - made) < _BEING_MADE:
            return
    elif not force and not found.is_gone:
        raise _refusal(folder, found)
    path.unlink(missing_ok=True)


def _read(path: Path) -> Holder | None:
    try:
        return Holder(**json.loads(path.read_bytes()[:10_000]))
    except (OSError, ValueError, TypeError):
        return None


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
