"""What the checks look at: every guidance file parsed once with its lines, the folders of templates and wording."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from poa.errors import PoaError
from poa.library.guidance import Guidance
from poa.library.yamlfile import Document, read_yaml

YamlPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a file. ``key`` is a catalogue entry with ``problem`` and ``remedy``."""

    file: str
    line: int | None
    key: str
    values: dict[str, Any] = field(default_factory=dict)
    severity: Literal["error", "warning"] = "error"

    @staticmethod
    def of(error: PoaError) -> Problem:
        """The problem that an error tells."""
        return Problem(str(error.file or ""), error.line, error.key, dict(error.values))


@dataclass(frozen=True)
class GuidanceFile:
    """One file of guidance: the folder it lies in, the topic it belongs to, its data with lines."""

    folder: Path
    topic: str
    path: Path
    document: Document

    def problem(self, at: YamlPath, key: str, *, warning: bool = False, **values: Any) -> Problem:
        """A problem at a place of this file."""
        grade: Literal["error", "warning"] = "warning" if warning else "error"
        return Problem(str(self.path), self.document.line(at), key, values, grade)

    def walk(self) -> Iterator[tuple[YamlPath, Any]]:
        """Every value of the file with its path, from the top down."""
        todo: list[tuple[YamlPath, Any]] = [((), self.document.data)]
        while todo:
            path, value = todo.pop()
            yield path, value
            children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
            todo.extend(((*path, key), child) for key, child in children)


@dataclass(frozen=True)
class Ground:
    """Everything to be checked.

    Args:
        guidance: guidance folders, the product's first, the user's additions after it.
        templates: folders of templates, the product's and the user's.
        wording: folder of the catalogues, or None to leave them out.
        today: the day that ages are counted from.
    """

    guidance: tuple[Path, ...]
    templates: tuple[Path, ...]
    wording: Path | None
    today: date

    @cached_property
    def loader(self) -> Guidance:
        """The guidance as the program sees it."""
        return Guidance(self.guidance)

    @cached_property
    def read(self) -> tuple[list[GuidanceFile], list[Problem]]:
        """The files that are YAML, and the problems of those that are not."""
        files: list[GuidanceFile] = []
        problems: list[Problem] = []
        for folder in self.guidance:
            for path in sorted(folder.rglob("*.yaml")):
                topic = path.relative_to(folder).parts[0].removesuffix(".yaml")
                try:
                    files.append(GuidanceFile(folder, topic, path, read_yaml(path)))
                except PoaError as error:
                    problems.append(Problem.of(error))
        return files, problems

    @property
    def files(self) -> list[GuidanceFile]:
        """The guidance files that could be read."""
        return self.read[0]

    @cached_property
    def template_files(self) -> list[Path]:
        """All templates."""
        return [path for folder in self.templates for path in sorted(folder.rglob("*.j2"))]

    @property
    def count(self) -> int:
        """How many files are looked at."""
        words = len(list(self.wording.rglob("*.yaml"))) if self.wording else 0
        return len(self.files) + len(self.read[1]) + len(self.template_files) + words
