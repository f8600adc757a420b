"""The command line: a thin skin. Each command is a module of this package, imported only when it is called."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

# command -> module; the order is the order of ``poa --help``.
COMMANDS = {
    "new": "new",
    "messages": "messages",
    "notice": "notice",
    "lint": "lint",
    "audit": "audit",
    "rules": "rules",
    "suspects": "suspects",
    "status": "status",
    "review": "review",
    "export": "export",
    "rounds": "rounds",
    "training": "training",
    "history": "history",
    "restore": "restore",
    "purge": "purge",
    "check": "check",
    "schema": "schema",
    "settings": "settings",
    "serve": "serve",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``poa``.

    Returns:
        0 done, 1 findings, 2 unusable input, 3 gaps, 4 locked, 5 refused, 130 interrupted.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    if words and words[0] in ("--version", "-V") and _version_told():
        return 0
    try:
        # What is loaded now is never garbage: looking at it again and again would be a part of every start.
        gc.disable()
        from poa.cli.run import run

        gc.freeze()
        gc.enable()
        return run(words)
    except KeyboardInterrupt:
        # While the program is still being loaded there are no words for it yet.
        return 130


def _version_told() -> bool:
    """Tell the version without loading anything; where the output takes nothing, the rest of the program says why."""
    from poa import __version__

    try:
        sys.stdout.write(f"poa {__version__}\n")
        sys.stdout.flush()
    except (OSError, ValueError, AttributeError):
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
