"""The terminal interface: a thin skin over the core."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

# Terminals that speak the kitty keyboard protocol hand committed Chinese text over as escape sequences that Textual
# cuts after 32 bytes, and iTerm2 drops it; plain text input works everywhere. Read once, when textual is imported.
os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")

if TYPE_CHECKING:
    from pathlib import Path

    from poa.places import Places
    from poa.wording import Language


def open_app(places: Places, language: Language, case: Path | None = None) -> int:
    """Open the assistant and return its exit code.

    Args:
        places: the user's folders.
        language: the language to begin with; it can be switched at any time.
        case: the folder of a case to begin with, wherever it lies; without, the list of cases.
    """
    from poa.tui import pasting
    from poa.tui.app import PoaApp
    from poa.tui.desk import Desk

    pasting.install()
    app = PoaApp(Desk(places, language), case)
    app.run()
    return app.return_code or 0
