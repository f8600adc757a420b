"""Writes the documents of one case into a folder: all of them whole, or none."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from poa.atomic import beside, put, settle
from poa.cases.files import FOLDER_MODE
from poa.errors import InputError
from poa.export.appendix import Picture
from poa.export.pack import ExhibitFile, RuleLink, build_index, build_pack
from poa.export.plain import to_fields, to_markdown, to_text
from poa.export.records import RECORDS
from poa.export.word import build_docx
from poa.model.letter import Letter
from poa.wording import Wording
from poa.wording.system import reason

FORMATS = ("docx", "txt", "md", "pack")


@dataclass(frozen=True, slots=True)
class Material:
    """What the documents are made of beside the letters."""

    exhibits: Mapping[str, Sequence[ExhibitFile]] = field(default_factory=dict)
    rules: Mapping[str, Mapping[str, RuleLink]] = field(default_factory=dict)
    limits: Mapping[str, int] = field(default_factory=dict)
    pictures: Mapping[str, Sequence[Picture]] = field(default_factory=dict)
    extras: Mapping[str, bytes] = field(default_factory=dict)
    reference: Path | None = None


def documents(
    letters: Sequence[Letter], formats: Sequence[str], words: Mapping[str, Wording], material: Material
) -> dict[str, bytes]:
    """The files to write, by name.

    Args:
        letters: one a language.
        formats: of FORMATS.
        words: the program's words by letter language.
        material: exhibits, rules and options.

    Raises:
        InputError: an unknown format, or a reference document that cannot be read.
    """
    refuse_unknown_formats(formats)
    files: dict[str, bytes] = {}
    packed: dict[str, bytes] = {}
    for letter in letters:
        language, said = letter.language, words[letter.language]
        for kind in ("docx", "txt", "md"):
            if kind in formats:
                files[f"letter.{language}.{kind}"] = _letter_file(kind, letter, said, material)
        if "txt" in formats or "pack" in formats:
            files[f"fields.{language}.txt"] = to_fields(letter, said, material.limits).encode()
        if "pack" in formats:
            for kind in ("docx", "txt"):
                name = f"letter.{language}.{kind}"
                packed[name] = files.get(name) or _letter_file(kind, letter, said, material)
            packed[f"fields.{language}.txt"] = files[f"fields.{language}.txt"]
            packed[f"index.{language}.docx"] = build_index(
                letter, material.rules.get(language, {}), material.exhibits.get(language, ()), said,
                RECORDS if RECORDS in material.extras else "",
            )  # fmt: skip
    if "pack" in formats and letters:
        exhibits = material.exhibits.get(letters[0].language, ())
        files["pack.zip"] = build_pack(packed, exhibits, material.extras)
    return files


def refuse_unknown_formats(formats: Sequence[str]) -> None:
    """Name a format that cannot be written.

    Raises:
        InputError: there is one.
    """
    for name in formats:
        if name not in FORMATS:
            raise InputError("export.unknown_format", name=name, known=", ".join(FORMATS))


def _letter_file(kind: str, letter: Letter, said: Wording, material: Material) -> bytes:
    if kind == "docx":
        return build_docx(
            letter, said, reference=material.reference, pictures=material.pictures.get(letter.language, ())
        )
    return (to_text(letter, said) if kind == "txt" else to_markdown(letter, said)).encode()


def write_files(files: Mapping[str, bytes], folder: Path) -> list[Path]:
    """Write the files, all of them or none, readable by the user alone where the system knows that.

    Raises:
        InputError: the folder or a file cannot be written; then the files are as they were, but where a single one
            refuses to be replaced (Word holds it): the sentence names what was written before it.
    """
    with _told(folder):
        folder.mkdir(parents=True, exist_ok=True, mode=FOLDER_MODE)
    waiting: dict[str, Path] = {}
    placed: list[str] = []
    try:
        for name, data in files.items():
            waiting[name] = beside(folder / name)
            with _told(folder / name):
                put(waiting[name], data)
        for name, fresh in waiting.items():
            with _told(folder / name, placed):
                settle(fresh, folder / name)
            placed.append(name)
    finally:
        for name, fresh in waiting.items():
            if name not in placed:
                with suppress(OSError):
                    fresh.unlink(missing_ok=True)
    return [folder / name for name in files]


def set_aside(folder: Path, language: str) -> list[Path]:
    """Move a letter of an earlier export, which no longer says what the one beside it says, into ``earlier/``.

    Args:
        folder: where the documents are.
        language: of the letter.

    Returns:
        where they are now.

    Raises:
        InputError: one cannot be moved.
    """
    moved = []
    ours = (f"letter.{language}.", f"fields.{language}.")
    # Capitals make no difference to a disk that knows none, so they make none here.
    for file in sorted(file for file in folder.glob("*") if file.name.casefold().startswith(ours)):
        place = folder / "earlier" / file.name
        with _told(file):
            place.parent.mkdir(exist_ok=True, mode=FOLDER_MODE)
            moved.append(file.replace(place))
    return moved


@contextmanager
def _told(place: Path, placed: Sequence[str] = ()) -> Iterator[None]:
    """Turn what the system says into a sentence; ``placed`` are the files of the same export that are new by now."""
    try:
        yield
    except OSError as problem:
        why = reason(problem)
        if placed:
            raise InputError("export.written_in_part", file=place, why=why, files=", ".join(placed)) from None
        raise InputError(f"export.{_refusal(problem, place)}", file=place, why=why) from None


def _refusal(problem: OSError, place: Path) -> str:
    """Which of the sentences about files that cannot be written fits."""
    if problem.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return "disk_full"
    if problem.errno in (errno.EEXIST, errno.ENOTDIR, errno.EISDIR):
        return "in_the_way"
    if problem.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        # Windows says the same of a file that a program holds and of one that may not be written.
        return "cannot_write" if os.name == "nt" and place.is_file() else "not_allowed"
    return "not_written"
