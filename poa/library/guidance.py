"""Loads guidance topic by topic, as plain entries with file and line, through a compiled cache.

A topic is ``guidance/<topic>.yaml`` or the files of ``guidance/<topic>/``; each file is a list of entries with an
``id``. Later folders lie on top: an entry with a known id changes the keys it names, a new id is added. Parsing YAML
is the dearest part of starting (research: 463 ms pure, 48 ms in C, 2 ms as JSON), so the parsed topic is kept as JSON
under the user's cache folder, keyed by the files' paths, sizes and times; a cache that cannot be written is no error.
"""

from __future__ import annotations

import json
import os
from binascii import crc32
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from poa import __version__
from poa.errors import GuidanceError

if TYPE_CHECKING:
    from poa.library.yamlfile import Document

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a topic: its data and where it stands."""

    data: dict[str, Any]
    file: str
    line: int

    @property
    def id(self) -> str:
        """The stable id."""
        return str(self.data["id"])


class Guidance:
    """The guidance of the product with the user's additions on top.

    Args:
        folders: guidance folders, the product's first.
        cache: folder for compiled topics, or None for none.
    """

    def __init__(self, folders: Sequence[Path], cache: Path | None = None) -> None:
        self.folders = tuple(folders)
        self.cache = cache
        self._topics: dict[str, tuple[Entry, ...]] = {}
        self._states: dict[tuple[tuple[str, ...], tuple[str, ...]], str] = {}

    def topic(self, name: str) -> tuple[Entry, ...]:
        """The entries of a topic, in file order.

        Raises:
            GuidanceError: a file is not plain YAML, not a list of entries, or repeats an id; with file and line.
        """
        found = self._topics.get(name)
        if found is None:
            found = self._topics[name] = self._cached(name)
        return found

    def forget(self) -> None:
        """Let go of the topics that were read, once what was wanted of them is worked out; the cache has them."""
        if self.cache is not None:
            self._topics.clear()
            self._states.clear()

    def files(self, name: str) -> list[Path]:
        """The files of a topic, product first, each folder in alphabetical order."""
        found: list[Path] = []
        for folder in self.folders:
            single = folder / f"{name}.yaml"
            if single.is_file():
                found.append(single)
            if (folder / name).is_dir():
                found.extend(sorted((folder / name).glob("*.yaml")))
        return found

    def derived(
        self,
        topics: Sequence[str],
        name: str,
        make: Callable[[], Any],
        use: Callable[[Any], T],
        code: Sequence[str] = (),
    ) -> T:
        """What is worked out from topics, through the cache.

        Args:
            topics: the topics that it is worked out from.
            name: the cache file's first part; no other name of a cache file followed by a dash begins with it.
            make: works it out, as plain data of lists, maps with texts as keys, texts and numbers.
            use: turns the plain data into what is wanted.
            code: the files of the modules that make it; a change in them makes it anew.

        Raises:
            GuidanceError: see ``topic``.
        """
        if self.cache is None:
            return use(make())
        place = self.cache / f"{name}-{self._state(tuple(topics), tuple(code))}.json"
        try:
            return use(_unsealed(place.read_bytes()))
        except (OSError, ValueError):
            made = make()
            _keep(place, made, seal=True)
            return use(made)

    def _state(self, topics: tuple[str, ...], code: tuple[str, ...]) -> str:
        """The fingerprint of topics and code, looked at once: several things are worked out from the same files."""
        if (topics, code) not in self._states:
            files = [file for topic in topics for file in self.files(topic)]
            files += [file for file in map(Path, code) if file.is_file()]
            self._states[topics, code] = _fingerprint(files)
        return self._states[topics, code]

    def _cached(self, name: str) -> tuple[Entry, ...]:
        files = self.files(name)
        if self.cache is None:
            return _parse(files)
        place = self.cache / f"{name.replace('/', '-')}-{_fingerprint(files)}.json"
        try:
            rows = json.loads(place.read_bytes())
            return tuple(Entry(data, file, line) for data, file, line in rows)
        except (OSError, ValueError, TypeError):
            entries = _parse(files)
            _keep(place, [[entry.data, entry.file, entry.line] for entry in entries])
            return entries


def compiled(file: Path, cache: Path | None, name: str) -> Any:
    """The data of a single YAML file of any shape, through the same cache.

    Args:
        file: the YAML file.
        cache: folder for compiled files, or None.
        name: the cache file's first part, unique to ``file``.
    """
    if cache is None:
        return _data(file)
    place = cache / f"{name}-{_fingerprint([file])}.json"
    try:
        return json.loads(place.read_bytes())
    except (OSError, ValueError):
        data = _data(file)
        _keep(place, data)
        return data


def _data(file: Path) -> Any:
    from poa.library.yamlfile import read_yaml

    return read_yaml(file).data


def _fingerprint(files: Sequence[Path]) -> str:
    """A name for the state of ``files``: a checksum of their paths, sizes and times, and the sum of the times.

    Nobody is kept from forging it, and whoever can write there could write the guidance as well; importing a
    cryptographic digest would take longer than everything else here.
    """
    rows, times = [__version__], 0
    for file in files:
        stat = file.stat()
        rows.append(f"{file}|{stat.st_size}|{stat.st_mtime_ns}")
        times += stat.st_mtime_ns
    return f"{crc32(chr(10).join(rows).encode()):08x}{times & (1 << 64) - 1:016x}"


def _unsealed(raw: bytes) -> Any:
    """The data of a file that _keep sealed with a checksum: nobody checks the shape of what was worked out.

    Raises:
        ValueError: the file is not as it was written.
    """
    seal, _, data = raw.partition(b"\n")
    if int(seal, 16) != crc32(data):
        raise ValueError(seal)
    return json.loads(data)


def _keep(place: Path, data: Any, seal: bool = False) -> None:
    try:
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        for old in place.parent.glob(f"{place.name.rsplit('-', 1)[0]}-*.json"):
            old.unlink(missing_ok=True)
        fresh = place.with_suffix(f".{os.getpid()}.new")
        raw = json.dumps(data, ensure_ascii=False).encode()
        fresh.write_bytes(b"%08x\n%b" % (crc32(raw), raw) if seal else raw)
        fresh.replace(place)
    except OSError:
        return


def _parse(files: Sequence[Path]) -> tuple[Entry, ...]:
    from poa.library.yamlfile import read_yaml

    entries: dict[str, Entry] = {}
    for file in files:
        document = read_yaml(file)
        seen: set[str] = set()
        for entry in _entries(document, file):
            if entry.id in seen:
                raise GuidanceError("files.double_id", file=file, line=entry.line, id=entry.id)
            seen.add(entry.id)
            below = entries.get(entry.id)
            data = {**below.data, **entry.data} if below else entry.data
            entries[entry.id] = Entry(data, entry.file, entry.line)
    return tuple(entries.values())


def _entries(document: Document, file: Path) -> list[Entry]:
    if document.data is None:
        return []
    if not isinstance(document.data, list):
        raise GuidanceError("files.not_a_list", file=file, line=1)
    found = []
    for index, data in enumerate(document.data):
        line = document.line((index,))
        if not isinstance(data, dict) or not isinstance(data.get("id"), str):
            raise GuidanceError("files.no_id", file=file, line=line)
        found.append(Entry(data, str(file), line))
    return found
