"""Keys for the training screens."""

from __future__ import annotations

from typing import Any

from textual.widgets import Input

from poa.tui.widgets.lines import Lines

from .conftest import settle

_NAMES = {" ": "space", "\n": "enter", "/": "slash", ".": "full_stop", "-": "minus", ",": "comma", "_": "underscore"}


async def press(pilot: Any, *keys: str) -> None:
    """Press keys, and wait for what they set going."""
    await pilot.press(*keys)
    await pilot.pause()
    await pilot.pause()
    if any(worker.is_running for worker in pilot.app.workers):
        await settle(pilot)


async def go_to(pilot: Any, listing: str, key: str) -> None:
    """Move the cursor down to a line, as a user does."""
    lines = pilot.app.screen.query_one(listing, Lines)
    lines.focus()
    wanted = next(number for number, item in enumerate(lines.items) if item.selectable and item.key == key)
    between = lines.items[min(wanted, lines.cursor) : max(wanted, lines.cursor)]
    steps = sum(item.selectable for item in between)
    await pilot.press(*["down" if wanted > lines.cursor else "up"] * steps)
    assert lines.key == key, [item.key for item in lines.items]


async def typed(pilot: Any, text: str) -> None:
    """Type into the field that has the focus."""
    await press(pilot, *[_NAMES.get(sign, sign) for sign in text])


async def at(pilot: Any, field: str, text: str) -> None:
    """Go to a field by Tab, empty it, and type."""
    widget = pilot.app.screen.query_one(field, Input)
    for _ in range(20):
        if widget.has_focus:
            break
        await pilot.press("tab")
    assert widget.has_focus
    await pilot.press("end", "ctrl+u")
    await typed(pilot, text)


def said(app: Any, *words: str) -> bool:
    """Whether a sentence with all the words stands, or stood, at the bottom of the screen."""
    return any(all(word in note.message for word in words) for note in app._notifications)
