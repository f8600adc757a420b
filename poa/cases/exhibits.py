"""Evidence is taken into the case as a copy, numbered, with its hash, under a name that cannot lead elsewhere."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from poa.cases.files import copy_atomic, make_folder, sha256_of, write_atomic
from poa.cases.layout import EXHIBITS, INNER, free_name, inner, inside, need_case, safe_name
from poa.cases.lock import refuse_if_held_by_another
from poa.errors import InputError
from poa.model.case import Case, Exhibit, Text
from poa.wording.system import not_there, reason

MAX_BYTES = 200_000_000
_HASHES = "exhibits.json"


def add_exhibit(
    folder: Path, case: Case, file: Path, *, title: Text | None = None, number: int | None = None, now: datetime
) -> tuple[Case, Exhibit]:
    """Copy a file into exhibits/ and give it the next number.

    Args:
        folder: the case folder.
        case: its answers; the caller saves the ones returned.
        file: the evidence.
        title: what it shows; the file's own name by default.
        number: of the exhibit whose file it becomes; the next one by default.
        now: when it was taken in.

    Returns:
        the answers with the exhibit, and the exhibit.

    Raises:
        InputError: there is no such file, it is not a plain file, it is empty, too large, or not what its name says.
        CaseError: it could not be copied; nothing was changed.
    """
    need_case(folder)
    refuse_if_held_by_another(folder)
    if not file.exists():
        raise not_there(file)
    if not file.is_file():
        raise InputError("cases.not_plain_file", file=file)
    if file.stat().st_size > MAX_BYTES:
        raise InputError("files.too_large", file=file, megabytes=MAX_BYTES // 1_000_000)
    refuse_unreadable(file)
    if number is None:
        number = max((exhibit.number for exhibit in case.exhibits), default=0) + 1
    place = folder / EXHIBITS
    make_folder(place)
    name = free_name(place, f"{number:02}-{safe_name(file.name)}")
    copy_atomic(file, place / name)
    _note(folder, f"{EXHIBITS}/{name}", now)
    words = title if title else Text(en=safe_name(file.stem), zh=safe_name(file.stem))
    exhibit = Exhibit(number=number, title=words, file=f"{EXHIBITS}/{name}")
    return msgspec.structs.replace(case, exhibits=(*case.exhibits, exhibit)), exhibit


# How files of these kinds begin; the kinds that are archives are opened.
_BEGINS: dict[str, tuple[bytes, ...]] = {
    ".png": (b"\x89PNG\r\n\x1a\n",), ".jpg": (b"\xff\xd8\xff",), ".jpeg": (b"\xff\xd8\xff",),
    ".gif": (b"GIF8",),
}  # fmt: skip
_ARCHIVES = (".docx", ".xlsx", ".pptx", ".zip")
# A PDF may begin with some bytes of another program.
_PDF, _PDF_WITHIN = b"%PDF-", 1024


def refuse_unreadable(file: Path) -> None:
    """Refuse a file that proves nothing to whoever opens it.

    Raises:
        InputError: it is empty, cannot be read, or is not of the kind that its name says.
    """
    try:
        with file.open("rb") as stream:
            begins = stream.read(_PDF_WITHIN)
    except OSError as problem:
        raise InputError("cases.exhibit_unreadable", file=file, why=reason(problem)) from None
    if not begins:
        raise InputError("cases.exhibit_empty", file=file)
    if not _is_of_its_kind(file, begins):
        raise InputError("cases.exhibit_damaged", file=file)


def _is_of_its_kind(file: Path, begins: bytes) -> bool:
    from zipfile import is_zipfile

    kind = file.suffix.lower()
    if kind in _ARCHIVES:
        # A Word or Excel file with a password is no archive; it can be opened all the same.
        return begins.startswith(b"\xd0\xcf\x11\xe0") or is_zipfile(file)
    if kind == ".pdf":
        return _PDF in begins
    return begins.startswith(_BEGINS.get(kind, (b"",)))


def exhibit_file(folder: Path, exhibit: Exhibit) -> Path:
    """Where an exhibit's file is.

    Raises:
        RefusedError: its name leads out of the case folder.
        InputError: it has no file, or the file is gone.
    """
    path = inside(folder, exhibit.file)
    if not path.is_file():
        raise not_there(path)
    return path


def altered_exhibits(folder: Path, case: Case) -> tuple[Path, ...]:
    """Exhibits whose file is no longer what was taken in, or is gone."""
    hashes = _hashes(folder)
    found = []
    for exhibit in case.exhibits:
        known = hashes.get(exhibit.file)
        path = folder / exhibit.file
        if known and (not path.is_file() or sha256_of(path) != known.get("sha256")):
            found.append(path)
    return tuple(found)


_CITING = ("incidents", "causes", "actions", "measures", "statements", "conversation")


def uses_of(case: Case, number: int) -> tuple[str, ...]:
    """Where an exhibit is named: paths of the answers (``actions[2]``, ``audit``)."""
    found = ["audit"] if number in case.audit.exhibits else []
    for name in _CITING:
        found += [f"{name}[{at}]" for at, part in enumerate(getattr(case, name)) if number in part.exhibits]
    return tuple(found)


def without_exhibit(case: Case, index: int) -> Case:
    """The case without an exhibit and without the references to it; its file stays in the folder."""
    number = case.exhibits[index].number
    replace = msgspec.structs.replace

    def freed(part: Any) -> Any:
        if number not in part.exhibits:
            return part
        return replace(part, exhibits=tuple(other for other in part.exhibits if other != number))

    changes: dict[str, Any] = {name: tuple(freed(part) for part in getattr(case, name)) for name in _CITING}
    kept = tuple(exhibit for at, exhibit in enumerate(case.exhibits) if at != index)
    return replace(case, exhibits=kept, audit=freed(case.audit), **changes)


def _note(folder: Path, name: str, now: datetime) -> None:
    hashes = _hashes(folder)
    hashes[name] = {"sha256": sha256_of(folder / name), "at": now.isoformat()}
    make_folder(folder / INNER)
    write_atomic(inner(folder, _HASHES), json.dumps(hashes, ensure_ascii=False, indent=1).encode())


def _hashes(folder: Path) -> dict[str, dict[str, Any]]:
    try:
        data = json.loads(inner(folder, _HASHES).read_bytes())
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}
