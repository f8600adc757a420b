"""What was typed in a form and not kept when it was left: it comes back when the form is opened again."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

from poa.errors import CaseError, PoaError

Fields = dict[str, str]


class Drafts:
    """By form, what stood in its fields.

    Args:
        folder: a case, or the user's home for forms of no case; on its disk they are kept.
        make: whether the folder is made where it is not there. A case that was removed does not come back.
    """

    def __init__(self, folder: Path, *, make: bool = False) -> None:
        self._folder, self._make = folder, make
        # What is on no disk: what must not be, and what could not be written. It lasts as long as the program.
        self._here: dict[str, Fields] = {}
        # What this window knows of the disk: another window's drafts are not replaced.
        self._known: dict[str, Fields] = {}
        # One writer at a time; what was asked for later is not undone by what was asked for before.
        self._writing = threading.Lock()
        self._asked: Counter[str] = Counter()

    def of(self, form: str) -> Fields:
        """What stood in the fields of a form; nothing where it was left as it was."""
        if form in self._here:
            return dict(self._here[form])
        from poa.cases.drafts import drafts

        kept, known = drafts(self._folder).get(form, ()), self._known.pop(form, None)
        if not kept:
            return {}
        self._known[form] = found = known if known in kept else kept[-1]
        return dict(found)

    def put(self, form: str, texts: Mapping[str, str], *, disk: bool = True) -> None:
        """Keep what stands in a form."""
        if disk:
            self.soon(form, texts)()
        else:
            self._here[form] = dict(texts)

    def drop(self, form: str) -> None:
        """It was confirmed, or given up."""
        self._here.pop(form, None)
        self.soon(form, None)()

    def soon(self, form: str, texts: Mapping[str, str] | None) -> Callable[[], None]:
        """The same as a job for another thread; nothing is done where the form was kept or dropped again meanwhile."""
        self._asked[form] += 1
        number, after = self._asked[form], None if texts is None else dict(texts)

        def write() -> None:
            with self._writing:
                if self._asked[form] == number and (after is not None or form in self._known):
                    self._write(form, after)

        return write

    def _write(self, form: str, after: Fields | None) -> None:
        from poa.cases.drafts import change_draft

        try:
            if not self._make and not self._folder.is_dir():
                raise CaseError("cases.folder_gone", file=self._folder)
            change_draft(self._folder, form, self._known.get(form), after)
        except PoaError:
            if after is not None:
                self._here[form] = after
            return
        self._here.pop(form, None)
        self._known.pop(form, None)
        if after is not None:
            self._known[form] = after
