"""The three streams of the program: always there, in UTF-8, and an end that nobody reads is no fault.

A reader that leaves early (``poa lint mails | head``) changes no exit code: the command goes on unheard, and lint stops
as soon as its code is certain.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from pathlib import Path
from typing import Any

from poa.errors import PoaError
from poa.wording.system import reason

# Windows tells a pipe that nobody reads by another number.
_LEFT = {errno.EPIPE, errno.ESHUTDOWN, *([errno.EINVAL] if os.name == "nt" else [])}


class Output(io.RawIOBase):
    """A file or pipe that is written to as long as somebody takes it.

    Args:
        raw: what is written to.
        tells: whether an output that cannot be written (a full disk) is an error; once, then it is left alone.
    """

    def __init__(self, raw: io.RawIOBase, tells: bool) -> None:
        self._raw, self._tells = raw, tells
        self.left = False

    def write(self, data: Any) -> int | None:
        """Write; what nobody reads counts as written.

        Raises:
            PoaError: it cannot be written, and it is the first time.
        """
        if self.left:
            return len(data)
        try:
            return self._raw.write(data)
        except OSError as wrong:
            self.left = True
            if self._tells and wrong.errno not in _LEFT:
                raise PoaError("cli.no_output", why=reason(wrong)) from None
            return len(data)

    def writable(self) -> bool:
        """It is."""
        return True

    def fileno(self) -> int:
        """The number of what is written to."""
        return self._raw.fileno()

    def isatty(self) -> bool:
        """Whether it is a terminal."""
        return self._raw.isatty()

    def quiet(self) -> None:
        """From now on nothing is told any more."""
        self._tells = False


def prepare() -> None:
    """Make all three streams usable; one that was closed by the caller is empty, or takes everything."""
    if sys.stdin is None:
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
        elif raw := _file_below(stream):
            output = io.BufferedWriter(Output(raw, tells=name == "stdout"))
            at_once = stream.line_buffering or stream.write_through
            # What UTF-8 cannot say (bytes of a file name) is written as JSON says it.
            setattr(sys, name, io.TextIOWrapper(output, "utf-8", "backslashreplace", line_buffering=at_once))
        elif hasattr(stream, "reconfigure"):
            # Consoles set to another code page would otherwise stop at the first Chinese character.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _file_below(stream: Any) -> io.FileIO | None:
    """The file or pipe that a stream writes to; None for a terminal, and for what a test put there."""
    raw = _below(stream)
    return raw if isinstance(raw, io.FileIO) and not raw.isatty() else None


def _output(stream: Any) -> Output | None:
    raw = _below(stream)
    return raw if isinstance(raw, Output) else None


def _below(stream: Any) -> Any:
    # With PYTHONUNBUFFERED there is no buffer in between.
    buffer = getattr(stream, "buffer", None) if isinstance(stream, io.TextIOWrapper) else None
    return getattr(buffer, "raw", buffer)


def unheard() -> bool:
    """Whether nobody reads standard output any more."""
    output = _output(sys.stdout)
    return output is not None and output.left


def finish() -> None:
    """Write out what is still held; what fails now was told, or cannot be told any more."""
    for stream in (sys.stdout, sys.stderr):
        output = _output(stream)
        if output is not None:
            output.quiet()
            stream.flush()


def on_terminal() -> bool:
    """Whether somebody sits before a screen and a keyboard, or a browser does both (``poa serve``)."""
    return "TEXTUAL_DRIVER" in os.environ or all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))
