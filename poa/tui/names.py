"""How a case is called on the screen."""

from __future__ import annotations

from poa.wording import Wording

# The practice shop's own mark in its name, which stands in its letters as well.
PRACTICE = " (practice)"


def titled(name: str, practice: bool, words: Wording) -> str:
    """A case's name; the practice case says what it is in the user's language."""
    return words("tui.aside", text=name.removesuffix(PRACTICE), note=words("tui.cases.practice")) if practice else name
