"""Who may write to an open case: this window, or another one, which is waited for."""

from __future__ import annotations

import contextlib
import platform
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from poa.cases.layout import case_file
from poa.errors import LockedError, PoaError
from poa.tui.desk import Desk
from poa.tui.times import told_moment

if TYPE_CHECKING:
    from poa.cases.store import Lock
    from poa.model.case import Case


class Holding:
    """A case that is open for writing, or for reading as long as another window holds it.

    Args:
        desk: what all screens share.
        folder: the case's folder.
        lock: held for as long as the case is open; None makes it read-only.
        refusal: why it is read-only.
    """

    def __init__(self, desk: Desk, folder: Path, lock: Lock | None, refusal: LockedError | None) -> None:
        self.desk = desk
        self.folder = folder
        self.lock = lock
        self.refusal = refusal
        self._closed = False
        self._seen = _stamp(folder)

    @property
    def read_only(self) -> bool:
        """Another window holds the case."""
        return self.lock is None

    @property
    def held_elsewhere(self) -> bool:
        """The other window is on another computer: whether it has ended cannot be seen from here."""
        return self.refusal is not None and self.refusal.values.get("host") != platform.node()

    def close(self) -> None:
        """Let other windows write."""
        self._closed = True
        self._let_go()

    def _let_go(self) -> None:
        if self.lock is not None:
            self.lock.release()
            self.lock = None

    def wait(self, *, force: bool = False) -> Case | None:
        """Hold the case if the other window has ended, by ``force`` in any case, and see what was saved meanwhile.

        Returns:
            the answers, where they were changed on the disk since; they are read after the case is held.

        Raises:
            CaseError: it can no longer be read, or the folder cannot be written.
        """
        if self._closed or self.lock is not None:
            return None
        # It may be another one by now than before.
        holder = held(self.desk, self.folder)
        self.refusal = refusal = holder or self.refusal
        if force or holder is None:
            self._take(force)
        try:
            return self._read_anew()
        except PoaError:
            # What is shown here is not what stands on the disk: nothing may be saved over that.
            self._let_go()
            self.refusal = refusal
            raise

    def _take(self, force: bool) -> None:
        from poa.cases.lock import WINDOW
        from poa.cases.store import acquire

        with contextlib.suppress(LockedError):
            self.lock = acquire(self.folder, WINDOW, self.desk.now, force=force)
            self.refusal = None
            # What the disk holds is read in any case: a file of the same size and time may still be another.
            self._seen = None

    def lost(self, refusal: LockedError) -> LockedError:
        """Somebody else took the case over meanwhile: from now on it is read here."""
        self.lock, self.refusal = None, held(self.desk, self.folder) or refusal
        return self.refusal

    def _read_anew(self) -> Case | None:
        from poa.cases.store import load

        now = _stamp(self.folder)
        if now == self._seen:
            return None
        case = load(self.folder)
        self._seen = now
        return case


def held(desk: Desk, folder: Path) -> LockedError | None:
    """Why nothing can be saved: who holds the case, and since when; None where it is free by now."""
    from poa.cases.store import holder

    found = holder(folder)
    if found is None:
        return None
    since = found.moment.astimezone(desk.zone) if found.moment else found.since
    return LockedError("tui_held.refused", user=found.user, host=found.host, since=since)


def told_holder(holding: Holding) -> str:
    """The same for the top of the case, with what can be done here; nothing while this window holds it."""
    desk, refusal = holding.desk, holding.refusal
    if refusal is None:
        return ""
    since = refusal.values.get("since")
    if isinstance(since, datetime):
        today = since.date() == desk.local_now.date()
        since = f"{since:%H:%M}" if today else told_moment(since, desk.zone, desk.words)
    place = "elsewhere" if holding.held_elsewhere else "here"
    return desk.words(f"tui_held.{place}", **{**refusal.values, "since": since})


def _stamp(folder: Path) -> tuple[int, int] | None:
    """What changes when the answers on the disk do."""
    try:
        stat = case_file(folder).stat()
    except OSError:
        return None
    return stat.st_size, stat.st_mtime_ns
