"""What was typed in a form and not kept when it was left: it comes back when the form is opened again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from poa.errors import PoaError


class Drafts:
    """By form, what stood in its fields.

    Args:
        folder: a case, on whose disk they are kept; without one they last as long as the program runs.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        # Also what could not be written, so that it lasts that long at least.
        self._here: dict[str, dict[str, str]] = {}

    def of(self, form: str) -> dict[str, str]:
        """What stood in the fields of a form; nothing where it was left as it was."""
        return {**self._kept(), **self._here}.get(form, {})

    def put(self, form: str, texts: Mapping[str, str]) -> None:
        """Keep what stands in a form."""
        self._here[form] = dict(texts)
        self._write({**self._kept(), form: dict(texts)}, form)

    def drop(self, form: str) -> None:
        """It was confirmed, or given up."""
        self._here.pop(form, None)
        kept = self._kept()
        if form in kept:
            del kept[form]
            self._write(kept, form)

    def _kept(self) -> dict[str, dict[str, str]]:
        """As it is on the disk now: another window may have a form open, too."""
        if self._folder is None:
            return {}
        from poa.cases.drafts import drafts

        return drafts(self._folder)

    def _write(self, kept: Mapping[str, Mapping[str, str]], form: str) -> None:
        if self._folder is None:
            return
        from poa.cases.drafts import keep_drafts

        try:
            keep_drafts(self._folder, kept)
        except PoaError:
            return
        self._here.pop(form, None)
