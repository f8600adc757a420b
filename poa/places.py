"""Where the user's own files live: one folder, the same on every system, movable by ``POA_HOME``."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Literal, NamedTuple


class Places(NamedTuple):
    """The user's folders. Nothing here is created until something is saved."""

    home: Path

    @property
    def cases(self) -> Path:
        """Case folders, one a case."""
        return self.home / "cases"

    @property
    def additions(self) -> Path:
        """The user's own guidance, laid over the product's."""
        return self.home / "guidance"

    @property
    def templates(self) -> Path:
        """The user's own templates, looked up before the product's."""
        return self.home / "templates"

    def own_templates(self) -> list[Path]:
        """The folders of the user's own templates that are there."""
        return [self.templates] if self.templates.is_dir() else []

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.home / "settings.yaml"

    @property
    def cache(self) -> Path:
        """Files that can be deleted at any time."""
        return self.home / ".cache"


def places(environ: Mapping[str, str] | None = None) -> Places:
    """The user's folders: ``$POA_HOME``, else ``poa`` in the home folder."""
    env = os.environ if environ is None else environ
    chosen = env.get("POA_HOME")
    return Places(user_path(chosen) if chosen else Path.home() / "poa")


def user_path(text: str | Path) -> Path:
    """A path as a user writes it: ``~`` is his home folder, ``~$orders.xlsx`` the name of a file."""
    path = Path(text)
    try:
        return path.expanduser()
    except RuntimeError:
        # After ~ stands no user's name.
        return path


def standing_at(path: Path) -> Literal["file", "folder", "other", ""]:
    """What stands at a path; "" for nothing, also where the words are too long to be a path (a notice on one line)."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return ""
    return "folder" if S_ISDIR(mode) else "file" if S_ISREG(mode) else "other"
