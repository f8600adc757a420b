"""The mended copies beside original files: made whole or not at all, known again, never put over a person's own words.

``.poa-fixed.json`` in the folder says which copy was made of which file, and with which content. A copy with another
content was changed by hand, and is from then on a file like any other.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from poa.atomic import beside, put, settle
from poa.digests import blake2b
from poa.errors import InputError, Remark
from poa.wording.system import reason

RECORD = ".poa-fixed.json"
# A longer record is no record of ours.
_MOST_BYTES = 16_000_000
# It holds names of files alone; whoever may see the folder may know its copies again.
_FOR_ALL = 0o666


@dataclass(frozen=True, slots=True)
class _Made:
    """What a copy was made of, and the digest of its content."""

    of: str
    digest: str


class LeftOut:
    """Tells the copies that nobody changed and whose originals are read too, and counts them.

    Args:
        named: the paths that the user named: a copy named without its original is wanted.
    """

    def __init__(self, named: Collection[Path]) -> None:
        self._named = frozenset(named)
        self._known: dict[Path, dict[str, _Made]] = {}
        self.count = 0

    def __call__(self, file: Path) -> bool:
        """Whether to leave ``file`` out."""
        folder = file.parent
        if folder not in self._known:
            self._known[folder] = _read(folder)
        made = self._known[folder].get(file.name)
        if made is None or not _unchanged(file, made):
            return False
        # Anybody may have written into the record: the name in it need not be one.
        original = folder / made.of
        if (file in self._named and original not in self._named) or not os.path.isfile(original):  # noqa: PTH113
            return False
        self.count += 1
        return True

    @property
    def remark(self) -> Remark:
        """How many were left out, to be told."""
        return Remark("audit.left_out", n=self.count, count=self.count)


class Copies:
    """Takes mended messages file by file; ``finish`` puts the copies in their places, ``abandon`` leaves no trace."""

    def __init__(self) -> None:
        self._begun: dict[Path, _Copy] = {}
        self._refused: set[Path] = set()
        # What the records said when the first copy in a folder was begun: they are long where files are many.
        self._known: dict[Path, dict[str, _Made]] = {}

    def add(self, source: Path, suffix: str, text: str) -> Path | None:
        """Add ``text`` to the copy of ``source``.

        Args:
            source: the original.
            suffix: of the copy, should it be begun now.
            text: a whole message in the form of the copy.

        Returns:
            Where the copy will stand; None where it was refused before.

        Raises:
            InputError: the copy cannot be written; said once, and no half copy is left.
        """
        if source in self._refused:
            return None
        try:
            with _told(source):
                if source not in self._begun:
                    folder = source.parent
                    if folder not in self._known:
                        self._known[folder] = _read(folder)
                    self._begun[source] = _begin(source, suffix, self._known[folder])
                copy = self._begun[source]
                with copy.fresh.open("a", encoding="utf-8", newline="\n") as file:
                    file.write(text)
        except InputError:
            self._refused.add(source)
            if source in self._begun:
                _take_away(self._begun.pop(source))
            raise
        return copy.target

    def suffix_of(self, source: Path) -> str | None:
        """How the name of the copy of ``source`` ends; None before anything was added to it."""
        return self._begun[source].target.suffix if source in self._begun else None

    def finish(self, tell: Callable[[InputError], None]) -> None:
        """Put every copy in its place; one that says what it said before is not touched.

        Args:
            tell: gets what keeps a copy from its place.
        """
        placed: dict[Path, dict[str, _Made]] = {}
        for source, copy in list(self._begun.items()):
            try:
                with _told(copy.target):
                    made = _place(copy, source.name)
                del self._begun[source]
            except InputError as wrong:
                tell(wrong)
            else:
                if made != copy.before:
                    placed.setdefault(source.parent, {})[copy.target.name] = made
        for folder, fresh in placed.items():
            try:
                with _told(folder / RECORD):
                    _note(folder, fresh)
            except InputError as wrong:
                tell(wrong)

    def abandon(self) -> None:
        """Take away what was begun; where all is finished, there is nothing."""
        for copy in self._begun.values():
            _take_away(copy)
        self._begun.clear()


@dataclass(frozen=True, slots=True)
class _Copy:
    """A copy on its way: where it will stand, where it is written, and what stood there before, if anything did."""

    target: Path
    fresh: Path
    before: _Made | None


def _begin(source: Path, suffix: str, known: Mapping[str, _Made]) -> _Copy:
    """The copy that was made of ``source`` before and that nobody changed, else a name that is free."""
    number = 1
    while True:
        mark = ".fixed" if number == 1 else f".fixed-{number}"
        target = source.with_name(f"{source.stem}{mark}{suffix}")
        made = known.get(target.name)
        if made and made.of == source.name and _unchanged(target, made):
            break
        with contextlib.suppress(FileExistsError):
            target.touch(exist_ok=False)
            made = None
            break
        number += 1
    fresh = beside(target)
    try:
        fresh.write_bytes(b"")
        # Who may not read the original may not read its copy.
        with contextlib.suppress(OSError):
            fresh.chmod(source.stat().st_mode & 0o666 | 0o600)
    except OSError:
        if made is None:
            target.unlink(missing_ok=True)
        raise
    return _Copy(target, fresh, made)


def _take_away(copy: _Copy) -> None:
    with contextlib.suppress(OSError):
        copy.fresh.unlink(missing_ok=True)
        if copy.before is None and not copy.target.stat().st_size:
            copy.target.unlink()


def _place(copy: _Copy, source: str) -> _Made:
    content = copy.fresh.read_bytes()
    made = _Made(source, _digest(content))
    if copy.before == made:
        copy.fresh.unlink()
        return made
    # What came into the file since the copy was begun is somebody's own.
    if not (_unchanged(copy.target, copy.before) if copy.before else not copy.target.stat().st_size):
        raise InputError("audit.copy_changed", file=copy.target)
    settle(copy.fresh, copy.target)
    return made


def _note(folder: Path, placed: Mapping[str, _Made]) -> None:
    """Add copies to the record, as it is by now, and take out those that are gone."""
    there = {name: row for name, row in _read(folder).items() if (folder / name).exists()}
    rows = {name: {"of": row.of, "digest": row.digest} for name, row in sorted({**there, **placed}.items())}
    # A name that is no UTF-8 holds half characters; it comes back as it was.
    content = (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogatepass")
    put(folder / RECORD, content, mode=_FOR_ALL)


@contextlib.contextmanager
def _told(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as wrong:
        raise InputError("audit.copy_unwritable", file=file, why=reason(wrong)) from None


def _read(folder: Path) -> dict[str, _Made]:
    """The copies that were made in a folder; none where the record is missing or was spoilt."""
    record = folder / RECORD
    try:
        if record.stat().st_size > _MOST_BYTES:
            return {}
        rows = json.loads(record.read_bytes())
        return {name: _Made(str(row["of"]), str(row["digest"])) for name, row in rows.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _unchanged(file: Path, made: _Made) -> bool:
    try:
        return _digest(file.read_bytes()) == made.digest
    except OSError:
        return False


def _digest(content: bytes) -> str:
    return blake2b(content, 16).hex()
