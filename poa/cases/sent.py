"""Which of the documents that were written go to Amazon, and which are only kept beside them."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from poa.cases.layout import OUT

# In the order in which they are told.
_LETTERS = ("letter.en.docx", "letter.en.txt")
_CHINESE = ("letter.zh.docx", "letter.zh.txt")
_WITH = ("fields.en.txt", "pack.zip")
# Markdown is there to copy from, and is what was sent where there is nothing else; so are the fields of the mirror.
_PLAIN = ("letter.en.md",)
_NEITHER = (*_PLAIN, "letter.zh.md", "fields.zh.txt")


@dataclass(frozen=True, slots=True)
class Documents:
    """``sent`` goes to Amazon; ``mirror`` is kept so that the next letter can be compared with it; ``others`` is what
    somebody else put there."""

    sent: tuple[Path, ...] = ()
    mirror: tuple[Path, ...] = ()
    others: tuple[Path, ...] = ()


def documents(folder: Path) -> Documents:
    """What lies in a case's folder of documents. A Chinese letter is the mirror of an English one, or the letter itself
    where there is none."""
    found: list[Path] = []
    with suppress(OSError):
        found = sorted(path for path in (folder / OUT).iterdir() if path.is_file() and not path.name.startswith("."))
    english, chinese, beside = (named(found, names) for names in (_LETTERS, _CHINESE, _WITH))
    english = english or ([] if chinese else named(found, _PLAIN))
    letters, mirror = (english, chinese) if english else (chinese, [])
    known = {*english, *chinese, *beside, *named(found, _NEITHER)}
    return Documents((*letters, *beside), tuple(mirror), tuple(path for path in found if path not in known))


def named(files: Iterable[Path], names: Iterable[str]) -> list[Path]:
    """Those of ``files`` that are called as one of ``names``, in that order.

    Capitals make no difference, as on disks that know none: one that keeps them must not hide "Letter.EN.docx".
    """
    exact = list(names)
    place = {name.casefold(): at for at, name in enumerate(exact)}
    found = [(place[key], file.name not in exact, file) for file in files if (key := file.name.casefold()) in place]
    return [file for *_, file in sorted(found)]
