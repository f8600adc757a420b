"""Copies text: through the terminal (OSC 52) and, where that may be ignored, through the system's own tool."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import Any

# Tools of the systems themselves; a terminal that ignores OSC 52 (macOS Terminal) is covered by the first that exists.
_TOOLS: dict[str, tuple[tuple[str, ...], ...]] = {
    "darwin": (("pbcopy",),),
    "win32": (("clip.exe",),),
    "linux": (("wl-copy",), ("xclip", "-selection", "clipboard")),
}


def copy(app: Any, text: str) -> None:
    """Put ``text`` on the clipboard, as far as terminal and system allow it."""
    app.copy_to_clipboard(text)
    if app.is_web or app.is_headless:
        return
    for command in _TOOLS.get(sys.platform, ()):
        if shutil.which(command[0]):
            encoding = "utf-16" if sys.platform == "win32" else "utf-8"
            try:
                subprocess.run(command, input=text.encode(encoding), timeout=2, check=False, capture_output=True)
            except (OSError, subprocess.SubprocessError):
                continue
            return
