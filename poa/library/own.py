"""What is sound in a user's own guidance, and what is left out of it.

A deadline does not wait for a file to be mended: an entry that is at fault, or a file that cannot be read, is left out
and told, and everything else works. ``poa check`` tells the same and fails. What is sound is worked out by
poa.library.checking.additions when a file changed, and kept in the cache until the next change.
"""

from __future__ import annotations

import json
from binascii import crc32
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from poa.errors import GuidanceError
from poa.library.guidance import Entry, fingerprint, keep
from poa.library.sealed import unsealed
from poa.wording.said import Said
from poa.wording.system import reason

_CODE = ("own.py", "guidance.py", "yamlfile.py", "entries.py", "rules.py", "playbook.py", "training.py")


class LeftOut(GuidanceError):
    """An entry or a file of the user's that is left out, with what is the matter with it."""

    def problem(self, words: Callable[..., str]) -> str:
        """That it is left out, and why."""
        kind = "file" if self.values.get("whole") else "entry"
        return words(f"check.left_out.{kind}", what=super().problem(words))


@dataclass(frozen=True, slots=True)
class Fault:
    """Why something is left out.

    ``whole`` tells that the whole file is left out, ``follows`` that an entry is at fault only because it rests on
    something that is left out.
    """

    topic: str
    file: str
    line: int | None
    key: str
    values: Mapping[str, Any] = field(default_factory=dict)
    whole: bool = False
    follows: bool = False

    def told(self) -> LeftOut:
        """As a sentence for people."""
        return LeftOut(self.key, file=self.file, line=self.line, **{**self.values, "whole": self.whole})


@dataclass(frozen=True)
class Own:
    """The user's own guidance.

    Attributes:
        entries: by topic what is sound, in the order in which it lies over the product's.
        faults: why the rest is left out.
        states: by topic a name for the state of ``entries``.
    """

    entries: Mapping[str, Sequence[Entry]]
    faults: Sequence[Fault] = ()
    states: Mapping[str, str] = field(default_factory=dict)

    def state(self, topics: Collection[str]) -> str:
        """A name for the state of all entries of ``topics``, empty where there is none of them."""
        return "".join(self.states.get(topic, "") for topic in topics)

    @property
    def all_left_out(self) -> tuple[LeftOut, ...]:
        """What is left out of all topics, without what rests on it."""
        return tuple(fault.told() for fault in self.faults if not fault.follows)

    def left_out(self, topics: Collection[str]) -> tuple[LeftOut, ...]:
        """What is left out of ``topics``; what rests on it is counted in one sentence."""
        there = [fault for fault in self.faults if not fault.topic or fault.topic in topics]
        told = [fault.told() for fault in there if not fault.follows]
        follows = [fault for fault in there if fault.follows]
        if follows:
            told.append(_Following("check.left_out_with", n=len(follows), count=len(follows)))
        return tuple(told)


class _Following(LeftOut):
    """How many entries rest on what is left out."""

    def problem(self, words: Callable[..., str]) -> str:
        return GuidanceError.problem(self, words)


def own_of(entries: Mapping[str, Sequence[Entry]], faults: Sequence[Fault] = ()) -> Own:
    """Entries with the names of their states."""
    states = {}
    for topic, rows in entries.items():
        raw = json.dumps([[entry.data, entry.file, entry.line] for entry in rows])
        states[topic] = f"{crc32(raw.encode()):08x}{len(raw):x}"
    return Own(entries, faults, states)


def own_files(additions: Path) -> Iterator[tuple[str, Path]]:
    """The user's files with their topics, in the order in which they lie over each other."""
    for path in sorted(additions.iterdir()):
        if path.suffix == ".yaml":
            yield path.stem, path
    for folder in sorted(additions.iterdir()):
        if folder.is_dir() and folder.suffix != ".yaml":
            yield from ((folder.name, path) for path in sorted(folder.glob("*.yaml")))


def load_own(product: Path, additions: Path, cache: Path | None) -> Own | None:
    """What is sound in the user's folder, or None where there is nothing.

    Args:
        product: the product's folder.
        additions: the user's folder.
        cache: folder for what was worked out, or None.

    Raises:
        GuidanceError: the product's own guidance is at fault.
    """
    try:
        files = [path for _, path in own_files(additions)]
    except OSError as problem:
        fault = Fault("", str(additions), None, "files.unreadable", {"why": reason(problem)}, whole=True)
        return Own({}, (fault,))
    if not files:
        return None
    if cache is None:
        return _judged(product, additions, cache)
    place = cache / f"own-{fingerprint([*_there(files), *_ground(product)])}.json"
    try:
        return _unpacked(unsealed(place.read_bytes()))
    except (OSError, ValueError, TypeError, KeyError):
        own = _judged(product, additions, cache)
        keep(place, _packed(own), seal=True)
        return own


def _judged(product: Path, additions: Path, cache: Path | None) -> Own:
    from poa.library.checking.additions import judge

    return judge(product, additions, cache)


def _there(files: Sequence[Path]) -> list[Path]:
    """The files that can be asked for their size; a link to nowhere cannot."""
    return [path for path in files if path.exists()]


def _ground(product: Path) -> list[Path]:
    """What else the judgement rests on: the product's guidance, and the code that judges."""
    here = Path(__file__).parent
    return [*sorted(product.rglob("*.yaml")), *(here / name for name in _CODE), *sorted(here.glob("checking/*.py"))]


def _packed(own: Own) -> dict[str, Any]:
    return {
        "entries": {topic: [[one.data, one.file, one.line] for one in rows] for topic, rows in own.entries.items()},
        "faults": [
            [one.topic, one.file, one.line, one.key, _plain(one.values), one.whole, one.follows] for one in own.faults
        ],
        "states": own.states,
    }


def _unpacked(data: Mapping[str, Any]) -> Own:
    entries = {topic: tuple(Entry(*row) for row in rows) for topic, rows in data["entries"].items()}
    return Own(entries, tuple(map(_fault, data["faults"])), data["states"])


def _fault(row: Sequence[Any]) -> Fault:
    topic, file, line, key, values, whole, follows = row
    return Fault(topic, file, line, key, _unplain(values), whole, follows)


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as they can be kept; words of the catalogue stay words in either language."""
    return {name: _plain_value(value) for name, value in values.items()}


def _plain_value(value: Any) -> Any:
    if isinstance(value, Said):
        return {"said": value.key, "values": _plain(value.values)}
    return value if isinstance(value, (str, int, float)) else str(value)


def _unplain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: Said(value["said"], _unplain(value["values"])) if isinstance(value, dict) else value
        for name, value in values.items()
    }
