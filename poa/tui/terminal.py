"""The terminal that the program was started in, and whether it is still there."""

from __future__ import annotations

import os
import sys
from threading import Timer

EVERY = 1.0
"""Seconds from one look to the next."""
_GONE = 129
"""The exit code of a program that lost its terminal: 128 and the number of the signal for it."""
_PATIENCE = 3.0
"""Seconds for an orderly end; writing to a terminal that is gone can wait for ever."""


def gone() -> bool:
    """Whether the terminal was taken away, as when its window is closed or its server killed.

    Reading from it then gives nothing at once, again and again, and not every parent passes the signal on. Systems
    without terminal attributes (Windows) end the program themselves.
    """
    try:
        import termios
    except ImportError:
        return False
    if sys.__stdin__ is None:
        return True
    try:
        termios.tcgetattr(sys.__stdin__.fileno())
    except (termios.error, ValueError, OSError):
        return True
    return False


def end_soon() -> None:
    """End the program a little later whatever still waits; all that was confirmed is saved already."""
    timer = Timer(_PATIENCE, os._exit, (_GONE,))
    timer.daemon = True
    timer.start()
