"""The one tree of errors a user can meet.

PoaError                  one sentence, with place and remedy, and an exit code
├── InputError      (2)   a file, a flag or pasted text that cannot be used
│   └── Remark            what was read, but not as it stands: told, and no failure
├── CaseError       (2)   a case folder or case.yaml that cannot be read or written
│   └── LockedError (4)   another window holds the case
├── GuidanceError   (2)   guidance/, templates/ or a user's own additions are wrong
├── GapError        (3)   facts are still missing; the letter is refused by name
└── RefusedError    (5)   the program will not do this, and says why
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any


class PoaError(Exception):
    """A problem told to the user as one sentence: what, where, and what to do about it.

    Args:
        key: ``area.name`` of a catalogue entry with ``problem`` and ``remedy`` (poa/wording).
        file: the file that it is about, if any.
        line: 1-based line in that file, if known.
        values: what the catalogue texts have places for; bilingual values are told in the reader's language.
    """

    exit_code = 2

    def __init__(self, key: str, /, *, file: Path | str | None = None, line: int | None = None, **values: Any) -> None:
        super().__init__(key)
        self.key = key
        self.file = Path(file) if file is not None else None
        self.line = line
        self.values = values

    @property
    def place(self) -> str:
        """``file:line``, ``file`` or nothing."""
        if self.file is None:
            return ""
        from poa.text.names import told_name

        name = told_name(str(self.file))
        return f"{name}:{self.line}" if self.line else name

    def told(self, words: Callable[..., str]) -> str:
        """The sentence in the language of ``words`` (a poa.wording.Wording)."""
        problem = self.problem(words)
        remedy = words(f"{self.key}.remedy", **self._values_in(words))
        head = f"{self.place}: {problem}" if self.place else problem
        from poa.text.joining import as_sentence

        head = as_sentence(head, getattr(words, "language", "en")) if remedy else head
        return f"{head}{'' if head.endswith(('。', '？', '！')) else ' '}{remedy}".strip()

    def problem(self, words: Callable[..., str]) -> str:
        """What is the matter, without its place and the remedy."""
        return words(f"{self.key}.problem", **self._values_in(words))

    def _values_in(self, words: Callable[..., str]) -> dict[str, Any]:
        return {name: self._in_words(name, value, words) for name, value in self.values.items()}

    def _in_words(self, name: str, value: Any, words: Callable[..., str]) -> Any:
        """A value as the reader says it: a bilingual text in one language, a day, and a place that is in no file."""
        language = getattr(words, "language", None)
        if hasattr(value, "of"):
            return value.of(language or "en")
        if language and isinstance(value, date):
            from poa.text.dates import told_day, told_time

            if isinstance(value, datetime):
                # On the user's own clock, as everywhere.
                return told_time(value.astimezone() if value.tzinfo else value, words)  # type: ignore[arg-type]
            return told_day(value, words)  # type: ignore[arg-type]
        if language and name == "place" and self.file is None:
            from poa.cases.telling import told_path

            told = told_path(str(value), words)
            return told[:1].upper() + told[1:]
        return value

    def __str__(self) -> str:
        from poa.wording import Wording

        return self.told(Wording("en"))


class InputError(PoaError):
    """A file, a flag or pasted text that cannot be used."""


class Remark(InputError):
    """Told of what was read, though not as it stands, or held nothing to read: no failure."""


class CaseError(PoaError):
    """A case folder or its case.yaml cannot be read or written."""


class LockedError(CaseError):
    """Another window holds the case."""

    exit_code = 4


class GuidanceError(PoaError):
    """Guidance, templates or a user's own additions are wrong."""


class GapError(PoaError):
    """Facts are still missing, so the letter is refused; the message names them."""

    exit_code = 3


class RefusedError(PoaError):
    """Something the program will not do, with the reason."""

    exit_code = 5
