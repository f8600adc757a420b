"""Loads guidance topic by topic, as plain entries with file and line, through a compiled cache.

A topic is ``guidance/<topic>.yaml`` or the files of ``guidance/<topic>/``; each file is a list of entries with an
``id``. Later folders lie on top: an entry with a known id changes the keys it names, a new id is added. A fault in a
user's folder ends everything where it is read as a folder, as ``poa check`` wants it; everybody else takes what
poa.library.own found sound in it. Parsing YAML is the dearest part of starting (research: 463 ms pure, 48 ms in C, 2 ms
as JSON), so the parsed topic is kept as JSON under the user's cache folder, keyed by the files' paths, sizes and times;
a cache that cannot be written is no error.
"""

from __future__ import annotations

import json
import os
from binascii import crc32
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from poa import __version__
from poa.errors import GuidanceError
from poa.library.sealed import sealed, unsealed

if TYPE_CHECKING:
    from poa.library.own import LeftOut, Own
    from poa.library.yamlfile import Document

T = TypeVar("T")


class Entry(NamedTuple):
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
        own: what is sound in the user's folders; of the folders only the product's is read then.

    Attributes:
        used: the topics that were asked for.
    """

    def __init__(self, folders: Sequence[Path], cache: Path | None = None, own: Own | None = None) -> None:
        self.folders = tuple(folders)
        self.cache = cache
        self.own = own
        self.used: set[str] = set()
        self._topics: dict[str, tuple[Entry, ...]] = {}
        self._states: dict[tuple[tuple[str, ...], tuple[str, ...]], str] = {}

    def topic(self, name: str) -> tuple[Entry, ...]:
        """The entries of a topic, in file order.

        Raises:
            GuidanceError: a file is not plain YAML, not a list of entries, or repeats an id; with file and line.
        """
        self.used.add(name)
        found = self._topics.get(name)
        if found is None:
            found = self._topics[name] = self._cached(name)
        return found

    def forget(self) -> None:
        """Let go of the topics that were read, once what was wanted of them is worked out; the cache has them."""
        if self.cache is not None:
            self._topics.clear()
            self._states.clear()

    @property
    def product(self) -> Guidance:
        """The product's guidance alone."""
        return Guidance(self.folders[:1], self.cache)

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What is left out of the topics that were asked for so far."""
        return self.own.left_out(self.used) if self.own is not None else ()

    def files(self, name: str) -> list[Path]:
        """The files of a topic that are read, product first, each folder in alphabetical order."""
        found: list[Path] = []
        for folder in self.folders if self.own is None else self.folders[:1]:
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
            make: works it out, as plain data as poa.library.sealed keeps it.
            use: turns the plain data into what is wanted.
            code: the files of the modules that make it; a change in them makes it anew.

        Raises:
            GuidanceError: see ``topic``.
        """
        self.used.update(topics)
        if self.cache is None:
            return use(make())
        place = self.cache / f"{name}-{self._state(tuple(topics), tuple(code))}.json"
        try:
            return use(unsealed(place.read_bytes()))
        except (OSError, ValueError):
            made = make()
            keep(place, made, seal=True)
            return use(made)

    def _state(self, topics: tuple[str, ...], code: tuple[str, ...]) -> str:
        """The fingerprint of topics and code, looked at once: several things are worked out from the same files."""
        if (topics, code) not in self._states:
            files = [file for topic in topics for file in self.files(topic)]
            files += [file for file in map(Path, code) if file.is_file()]
            own = "" if self.own is None else self.own.state(topics)
            self._states[topics, code] = fingerprint(files) + own
        return self._states[topics, code]

    def _cached(self, name: str) -> tuple[Entry, ...]:
        own = () if self.own is None else self.own.entries.get(name, ())
        return laid((self._read(name), own)) if own else self._read(name)

    def _read(self, name: str) -> tuple[Entry, ...]:
        files = self.files(name)
        if self.cache is None:
            return _parse(files)
        place = self.cache / f"{name.replace('/', '-')}-{fingerprint(files)}.json"
        try:
            rows = json.loads(place.read_bytes())
            return tuple(Entry(data, file, line) for data, file, line in rows)
        except (OSError, ValueError, TypeError):
            entries = _parse(files)
            keep(place, [[entry.data, entry.file, entry.line] for entry in entries])
            return entries


def with_additions(product: Path, additions: Path, cache: Path | None = None) -> Guidance:
    """The product's guidance with what is sound in the user's folder; what is not is left out, and can be told.

    Args:
        product: the product's folder.
        additions: the user's folder, which need not exist.
        cache: see Guidance.

    Raises:
        GuidanceError: the product's own guidance is at fault.
    """
    if not additions.is_dir():
        return Guidance((product,), cache)
    from poa.library.own import load_own

    return Guidance((product, additions), cache, load_own(product, additions, cache))


def laid(layers: Iterable[Iterable[Entry]]) -> tuple[Entry, ...]:
    """Entries over each other: one with an id that lies below changes the keys that it names."""
    entries: dict[str, Entry] = {}
    for layer in layers:
        for entry in layer:
            below = entries.get(entry.id)
            data = {**below.data, **entry.data} if below else entry.data
            entries[entry.id] = Entry(data, entry.file, entry.line)
    return tuple(entries.values())


def compiled(file: Path, cache: Path | None, name: str) -> Any:
    """The data of a single YAML file of any shape, through the same cache.

    Args:
        file: the YAML file.
        cache: folder for compiled files, or None.
        name: the cache file's first part, unique to ``file``.
    """
    if cache is None:
        return _data(file)
    place = cache / f"{name}-{fingerprint([file])}.json"
    try:
        return json.loads(place.read_bytes())
    except (OSError, ValueError):
        data = _data(file)
        keep(place, data)
        return data


def _data(file: Path) -> Any:
    from poa.library.yamlfile import read_yaml

    return read_yaml(file).data


def fingerprint(files: Sequence[Path]) -> str:
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


def keep(place: Path, data: Any, seal: bool = False) -> None:
    try:
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        for old in place.parent.glob(f"{place.name.rsplit('-', 1)[0]}-*.json"):
            old.unlink(missing_ok=True)
        fresh = place.with_suffix(f".{os.getpid()}.new")
        fresh.write_bytes(
            sealed(data) if seal else json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass")
        )
        fresh.replace(place)
    except OSError:
        return


def _parse(files: Sequence[Path]) -> tuple[Entry, ...]:
    from poa.library.yamlfile import read_yaml

    layers = []
    for file in files:
        layers.append(_entries(read_yaml(file), file))
        seen: set[str] = set()
        for entry in layers[-1]:
            if entry.id in seen:
                raise GuidanceError("files.double_id", file=file, line=entry.line, id=entry.id)
            seen.add(entry.id)
    return laid(layers)


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
