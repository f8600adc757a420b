"""Reads the fields of one guidance entry strictly, and says file, line and id when one is wrong.

Lines inside an entry are looked up only when there is something to complain about, so a good file costs nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

from poa.errors import GuidanceError
from poa.library.guidance import Entry
from poa.model.finding import Bilingual

LANGUAGES = ("en", "zh")


def line_of(entry: Entry, *path: str | int) -> int:
    """The line on which ``path`` of an entry stands, or the line of the entry where that cannot be told.

    Args:
        entry: an entry of a topic.
        path: keys and positions inside it, such as ``"summary", "zh"``.
    """
    from poa.library.yamlfile import read_yaml

    try:
        document = read_yaml(Path(entry.file))
    except GuidanceError:
        return entry.line
    for index, data in enumerate(document.data if isinstance(document.data, list) else ()):
        if isinstance(data, dict) and data.get("id") == entry.id:
            return document.line((index, *path))
    return entry.line


class Fields:
    """The fields of one entry, each read once with its type checked.

    Args:
        entry: the entry to read.
        known: the keys that may stand there.

    Raises:
        GuidanceError: the entry has a key that is not known.
    """

    def __init__(self, entry: Entry, known: Collection[str]) -> None:
        self.entry = entry
        self.data: dict[str, Any] = entry.data
        for key in self.data:
            if key not in known:
                raise self.unknown(key, known)

    def wrong(self, problem: str, *path: str | int, **values: object) -> GuidanceError:
        """The error for the value at ``path``, ready to be raised."""
        line = line_of(self.entry, *path)
        return GuidanceError(problem, file=self.entry.file, line=line, id=self.entry.id, **values)

    def unknown(self, key: str, known: Collection[str], *path: str | int) -> GuidanceError:
        """The error for a key that nothing reads, with the one that may be meant; ``path`` is where it stands."""
        from poa.library.checking.near import near_name

        near = near_name(key, known)
        if near:
            return self.wrong("rules.unknown_key_near", *path, key, name=key, near=near)
        return self.wrong("rules.unknown_key", *path, key, name=key, known=", ".join(sorted(known)))

    def text(self, key: str, *, required: bool = False) -> str:
        """A plain text, empty where the key is missing."""
        value = self.data.get(key)
        if value is None and not required:
            return ""
        if not isinstance(value, str) or (required and not value.strip()):
            raise self.wrong("rules.not_text", key, name=key)
        return value

    def choice(self, key: str, allowed: Collection[str]) -> str:
        """One word out of ``allowed``."""
        value = self.data.get(key)
        if not isinstance(value, str) or value not in allowed:
            raise self.wrong("rules.unknown_word", key, name=key, word=value, known=", ".join(allowed))
        return value

    def flag(self, key: str) -> bool:
        """true or false; false where the key is missing."""
        value = self.data.get(key, False)
        if not isinstance(value, bool):
            raise self.wrong("rules.not_flag", key, name=key)
        return value

    def words(self, key: str) -> tuple[str, ...]:
        """A list of plain texts."""
        value = self.data.get(key) or []
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.wrong("rules.not_words", key, name=key)
        return tuple(value)

    def bilingual(self, key: str, *, required: bool = False) -> Bilingual:
        """A text in both languages."""
        value = self.data.get(key)
        if value is None and not required:
            return Bilingual()
        return self._both(value, key)

    def bilinguals(self, key: str) -> tuple[Bilingual, ...]:
        """A list of texts in both languages."""
        value = self.data.get(key) or []
        if not isinstance(value, list):
            raise self.wrong("rules.not_list", key, name=key)
        return tuple(self._both(item, key, index) for index, item in enumerate(value))

    def _both(self, value: object, *path: str | int) -> Bilingual:
        if not isinstance(value, dict) or set(value) - set(LANGUAGES):
            raise self.wrong("rules.not_bilingual", *path, name=path[0])
        for language in LANGUAGES:
            text = value.get(language)
            if not isinstance(text, str) or not text.strip():
                raise self.wrong("rules.no_language", *path, language, name=path[0], language=language)
        return Bilingual(value["en"], value["zh"])
