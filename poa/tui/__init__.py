"""The terminal interface: a thin skin over the core."""

import os

# Terminals that speak the kitty keyboard protocol hand committed Chinese text over as escape sequences that Textual
# cuts after 32 bytes, and iTerm2 drops it; plain text input works everywhere. Read once, when textual is imported.
os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")


def open_app(places: object, language: str) -> int:
    """Open the assistant and return its exit code."""
    raise NotImplementedError
