"""Finds guidance/ and templates/: inside the wheel, or beside the package in a checkout or editable install."""

from __future__ import annotations

from pathlib import Path

from poa.errors import GuidanceError

_PACKAGE = Path(__file__).resolve().parent


def root(name: str) -> Path:
    """The folder of the product's own data.

    Args:
        name: ``guidance`` or ``templates``.

    Raises:
        GuidanceError: the installation lacks the folder.
    """
    for candidate in (_PACKAGE / name, _PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise GuidanceError("files.not_installed", name=name)
