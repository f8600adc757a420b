"""Finds the files to read, and tells each one's kind by its content."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from poa.errors import InputError
from poa.messages import limits
from poa.wording.system import not_there, reason

Problem = Callable[[InputError], None]

_SUFFIXES = {
    ".txt": "text", ".text": "text", ".eml": "mail", ".mbox": "mbox", ".mbx": "mbox",
    ".csv": "table", ".tsv": "table", ".tab": "table", ".xlsx": "workbook", ".xlsm": "workbook", ".jsonl": "lines",
    ".ndjson": "lines", ".json": "array", ".html": "page", ".htm": "page", ".png": "picture", ".jpg": "picture",
    ".jpeg": "picture", ".docx": "document",
}  # fmt: skip
_BY_CONTENT = {"png": "picture", "jpeg": "picture", "docx": "document", "xlsx": "workbook"}


def is_table(path: Path) -> bool:
    """Whether a file's name says that it holds a table."""
    return _SUFFIXES.get(path.suffix.lower()) in ("table", "workbook")


def pictures_in(paths: Iterable[Path]) -> list[Path]:
    """The pictures among files and in folders, in the order in which ``read`` comes to them."""
    found = (file for path in paths for file in expand(path, lambda problem: None) if file is not None)
    return [file for file in found if _SUFFIXES.get(file.suffix.lower()) == "picture"]


def expand(path: Path | str, problem: Problem) -> Iterator[Path | None]:
    """The files to read; None is standard input. Hidden files and folders are passed over."""
    if str(path) == "-":
        yield None
        return
    path = Path(path)
    if not path.is_dir():
        yield path
        return
    unknown: dict[str, Path] = {}
    count = 0

    def refused(wrong: InputError) -> None:
        nonlocal count
        count += 1
        problem(wrong)

    for file in _walk(path, refused):
        count += 1
        if count > limits.MAX_FILES:
            problem(InputError("messages.too_many_files", file=path, count=limits.MAX_FILES))
            return
        suffix = file.suffix.lower()
        if suffix in _SUFFIXES:
            yield file
        elif suffix not in unknown:
            unknown[suffix] = file
            problem(InputError("messages.unknown_kind", file=file, suffix=suffix or file.name))
    if not count:
        problem(InputError("messages.empty_folder", file=path))


def _walk(folder: Path, problem: Problem) -> Iterator[Path]:
    """All files below, in order of names; links to folders are not followed, so no circle."""
    try:
        items = sorted(folder.iterdir(), key=lambda item: item.name)
    except OSError as wrong:
        problem(InputError("files.unreadable", file=folder, why=reason(wrong)))
        return
    for item in items:
        if item.name.startswith((".", "~$")):
            continue
        if item.is_dir():
            if not item.is_symlink():
                yield from _walk(item, problem)
        elif item.is_file():
            yield item
        elif item.is_symlink():
            problem(not_there(item))
        else:
            # A pipe in a folder would keep everything waiting for whoever writes into it.
            problem(InputError("messages.pipe_in_folder", file=item))


def piped_kind(path: Path, raw: bytes) -> str:
    """The kind of what came through a pipe: by a name of its own, else JSON lines where a brace begins it, else text.

    Raises:
        InputError: it is empty, or of a kind that only a file can hold.
    """
    named = _SUFFIXES.get(path.suffix.lower(), "")
    if named in ("mbox", "table", "lines", "array", "mail", "page"):
        return kind_of(path, raw[:4096])
    start = raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if not start:
        raise InputError("messages.empty_file", file=path)
    if named in ("workbook", "picture", "document"):
        raise InputError("messages.not_from_a_pipe", file=path)
    if start == b"{":
        return "lines"
    return "array" if start == b"[" and raw.rstrip().endswith(b"]") else "text"


def kind_of(path: Path, head: bytes) -> str:
    """The kind of a file: by content where that is sure, else by the name.

    Args:
        path: the file.
        head: how it begins.

    Raises:
        InputError: it is empty, broken, or of a kind that is not read.
    """
    from poa.messages.kinds import signature

    if not head:
        raise InputError("messages.empty_file", file=path)
    suffix = _SUFFIXES.get(path.suffix.lower(), "")
    real, _ = signature(head)
    if real:
        kind = _BY_CONTENT.get(real)
        if kind and (suffix == kind or not suffix):
            return kind
        if real == "zip" and suffix in ("workbook", "document"):
            return suffix
        raise InputError(f"messages.not_text.{real}", file=path)
    if suffix in ("picture", "document", "workbook"):
        raise InputError("messages.broken_document", file=path)
    if head.startswith(b"From ") and suffix in ("", "text", "mail"):
        from poa.messages.mbox import begins_mailbox

        if begins_mailbox(head):
            return "mbox"
    return suffix or "text"
