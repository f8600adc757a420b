"""What was typed in a form and not kept when it was left: it comes back when the form is opened again.

The disk is written to behind the screen's back, by one thread that ends when nothing is left to write: no key ever
waits for a disk, and the program does not end before the last word is on it.
"""

from __future__ import annotations

import os
import threading
import time
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from poa.errors import CaseError, PoaError

if TYPE_CHECKING:
    from poa.cases.drafts import Draft

Fields = dict[str, str]
# What the thread that writes is called.
WRITER = "poa-drafts"
# So long is kept what was typed in a form that belongs to no case: no case takes it along when it is closed.
DAYS = 30
_DAY = 86_400 * 10**9


class Drafts:
    """By form, what stood in its fields.

    Args:
        folder: a case, or the user's home for forms of no case; on its disk they are kept.
        make: whether the folder is made where it is not there. A case that was removed does not come back.
    """

    def __init__(self, folder: Path, *, make: bool = False) -> None:
        self._folder, self._make = folder, make
        self._window = f"{os.getpid()}-{uuid.uuid4().hex[:12]}"
        # Held for a moment at a time, never while the disk is waited for.
        self._lock = threading.Lock()
        # What is to be written yet; None where the form was confirmed or given up.
        self._asked: dict[str, Fields | None] = {}
        # What is on no disk: what must not be, and what could not be written. It lasts as long as the program.
        self._here: dict[str, Fields] = {}
        # What stands on the disk, as far as this window put it there or took it up: another window's is not replaced.
        self._known: dict[str, list[Draft]] = {}
        self._writer: threading.Thread | None = None

    def of(self, form: str) -> Fields:
        """What stood in the fields of a form; nothing where it was left as it was."""
        with self._lock:
            if form in self._asked:
                return dict(self._asked[form] or {})
            if form in self._here:
                return dict(self._here[form])
        from poa.cases.drafts import drafts

        kept = drafts(self._folder, form)
        own = [draft for draft in kept if self._is_own(draft)]
        found = (own or kept)[-1:]
        with self._lock:
            self._known[form] = list(found)
        return dict(found[0].fields) if found else {}

    def put(self, form: str, texts: Mapping[str, str], *, disk: bool = True) -> None:
        """Keep what stands in a form; it is on the disk a moment later."""
        if disk:
            if form in self._asked or [one.fields for one in self._known.get(form, []) if self._is_own(one)] != [texts]:
                self._ask(form, dict(texts))
        else:
            self._here[form] = dict(texts)

    def drop(self, form: str) -> None:
        """It was confirmed, or given up."""
        self._here.pop(form, None)
        if form in self._asked or self._known.get(form):
            self._ask(form, None)

    def wait(self) -> None:
        """Until all of it is on the disk, or could not be written."""
        while (writer := self._writer) is not None:
            writer.join()

    def drop_old(self) -> None:
        """Forget what nobody came back to for so many days; waits for the disk."""
        from poa.cases.drafts import drop_drafts_before

        drop_drafts_before(self._folder, time.time_ns() - DAYS * _DAY)

    # ---- behind the screen's back

    def _ask(self, form: str, fields: Fields | None) -> None:
        with self._lock:
            self._asked[form] = fields
            if self._writer is None:
                self._writer = threading.Thread(target=self._write_all, name=WRITER)
                self._writer.start()

    def _write_all(self) -> None:
        while True:
            with self._lock:
                if not self._asked:
                    self._writer = None
                    return
                form, fields = next(iter(self._asked.items()))
            try:
                written = self._write(form, fields)
            except (PoaError, OSError):
                written = False
            with self._lock:
                # What was asked for meanwhile is done next.
                if self._asked[form] is fields:
                    del self._asked[form]
                    self._here.pop(form, None)
                    if fields is not None and not written:
                        self._here[form] = fields

    def _write(self, form: str, fields: Fields | None) -> bool:
        from poa.cases.drafts import drop_draft, put_draft

        if not self._make and not self._folder.is_dir():
            raise CaseError("cases.folder_gone", file=self._folder)
        before = self._known.get(form, [])
        now = [] if fields is None else [put_draft(self._folder, self._window, form, fields, time.time_ns())]
        for draft in before:
            if not (now and draft.file == now[0].file):
                drop_draft(draft)
        self._known[form] = now
        return True

    def _is_own(self, draft: Draft) -> bool:
        return f".{self._window}." in draft.file.name
