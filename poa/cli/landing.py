"""Gives what comes through a pipe a file of its own, for commands that read it more than once or keep a copy of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from poa.errors import PoaError
from poa.wording.system import unreadable

MOST = 50_000_000
_ENDINGS = {"docx": ".docx", "png": ".png", "jpeg": ".jpg"}


@contextmanager
def landed(path: Path, name: str) -> Iterator[Path]:
    """The file at ``path``; where that is ``-`` (standard input), a pipe or a device, a file with what came through it.

    Args:
        path: as the user gave it.
        name: what to call the file, without its ending.

    Raises:
        InputError: more than a document can hold came through, or nobody writes; what is said of the file that was
            made is said of ``path``.
    """
    from poa.messages.piped import is_stream, read_input

    piped = str(path) == "-"
    if not piped and not is_stream(path):
        yield path
        return
    raw = read_input(MOST) if piped else _stream(path)
    with TemporaryDirectory(prefix="poa-") as folder:
        file = Path(folder) / f"{name}{_ending(raw)}"
        file.write_bytes(raw)
        try:
            yield file
        except PoaError as wrong:
            wrong.file = path if wrong.file == file else wrong.file
            raise


def _stream(path: Path) -> bytes:
    from poa.messages.piped import read_stream

    try:
        return read_stream(path, MOST)
    except OSError as wrong:
        raise unreadable(path, wrong) from None


def _ending(raw: bytes) -> str:
    from poa.messages.kinds import signature

    return _ENDINGS.get(signature(raw[:4096])[0], ".txt")
