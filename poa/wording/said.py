"""Words of the catalogue that are said later, when it is known in which language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Said:
    """A catalogue entry with its values, as a value of another one (an error's ``why``).

    Args:
        key: ``area.name`` of a catalogue entry.
        values: what it has places for; those that have an ``of`` are said in the same language.
    """

    key: str
    values: Mapping[str, object] = field(default_factory=dict)

    def of(self, language: str) -> str:
        """The words in this language."""
        from poa.wording import Wording

        told = {name: value.of(language) if hasattr(value, "of") else value for name, value in self.values.items()}
        return Wording("zh-Hans" if language.startswith("zh") else "en")(self.key, **told)

    def __str__(self) -> str:
        return self.of("en")
