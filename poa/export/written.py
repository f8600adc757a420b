"""What each written document was made of, so that one older than the answers is known by it.

``.poa/written.json`` holds, for each file of ``out/``, a mark of the letters, exhibits and records that it was made of.
A pack whose letters differ from those beside it is known without it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from poa.atomic import put
from poa.cases.files import make_folder
from poa.cases.layout import INNER, OUT, inner
from poa.digests import sha256
from poa.model.case import Case, Exhibit
from poa.model.letter import Letter

WRITTEN = "written.json"
PACK = "pack.zip"


@dataclass(frozen=True, slots=True)
class Made:
    """What the documents of a case are made of: its letters by language, its exhibits and what else is packed."""

    letter: Callable[[str], Letter]
    case: Case
    folder: Path
    extras: Callable[[], Mapping[str, bytes]] = dict

    def mark(self, name: str, languages: Sequence[str]) -> str:
        """The mark of a file: the same as long as what it is made of is."""
        parts: list[object] = [_told(self.letter(language)) for language in languages]
        if name == PACK:
            parts += [[_placed(one), _size(self.folder / one.file)] for one in self.case.exhibits]
            parts += [[key, sha256(data)] for key, data in sorted(self.extras().items())]
        elif name.endswith(".docx"):
            parts += [_placed(one) for one in self.case.exhibits if one.in_appendix]
        return sha256(json.dumps([*parts, dict(self.case.letter.limits)], ensure_ascii=False, default=str).encode())


def keep_marks(made: Made, files: Iterable[Path], languages: Sequence[str]) -> None:
    """Note what these files, which were just written, are made of.

    Raises:
        OSError: it cannot be written.
    """
    known = _known(made.folder)
    for file in files:
        its = _languages(file.name, languages)
        known[file.name] = {"languages": list(its), "mark": made.mark(file.name, its)}
    make_folder(made.folder / INNER)
    put(inner(made.folder, WRITTEN), json.dumps(known, ensure_ascii=False, indent=1).encode())


def outdated_files(made: Made) -> tuple[Path, ...]:
    """The written documents that are older than what they are made of, by name.

    A file of which nothing was noted is passed over, unless it is a pack that holds other letters than those beside it.
    """
    place, known = made.folder / OUT, _known(made.folder)
    if not place.is_dir():
        return ()
    found = []
    for file in sorted(path for path in place.iterdir() if path.is_file()):
        noted = known.get(file.name)
        old = isinstance(noted, dict) and noted.get("mark") != made.mark(file.name, noted.get("languages", ()))
        if old or (file.name == PACK and holds_others(file)):
            found.append(file)
    return tuple(found)


def holds_others(pack: Path) -> bool:
    """Whether a pack holds another letter, or other fields, than the files of that name beside it."""
    import zlib
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(pack) as packed:
            names = [name for name in packed.namelist() if "/" not in name and (pack.parent / name).is_file()]
            return any(packed.read(name) != (pack.parent / name).read_bytes() for name in names)
    except (BadZipFile, OSError, RuntimeError, EOFError, zlib.error):
        return False


def _told(letter: Letter) -> list[object]:
    return [letter.language, letter.branch, letter.store, letter.marketplace, letter.on, letter.text]


def _placed(exhibit: Exhibit) -> list[object]:
    return [exhibit.number, exhibit.title.en, exhibit.title.zh, exhibit.file, exhibit.in_appendix, exhibit.area]


def _size(file: Path) -> int:
    # Exhibits are copies that nobody changes; one that was changed all the same is told of where exhibits are shown.
    return file.stat().st_size if file.is_file() else -1


def _languages(name: str, languages: Sequence[str]) -> Sequence[str]:
    """Those of the languages that a file holds: a letter its own, a pack all."""
    own = [language for language in languages if f".{language}." in name]
    return own or languages


def _known(folder: Path) -> dict[str, Any]:
    try:
        found = json.loads(inner(folder, WRITTEN).read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
