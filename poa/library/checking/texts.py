"""Checks of templates (their syntax) and of the program's own catalogues (both languages alike)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

from poa.errors import PoaError
from poa.library.checking.ground import Ground, Problem, YamlPath
from poa.library.yamlfile import Document, read_yaml
from poa.wording.system import reason


def templates(ground: Ground) -> Iterator[Problem]:
    """Each template is well formed and includes only templates that exist. None is run."""
    if not ground.template_files:
        return
    from jinja2 import TemplateSyntaxError, meta
    from jinja2.sandbox import SandboxedEnvironment

    desk = SandboxedEnvironment()
    for path in ground.template_files:
        try:
            tree = desk.parse(path.read_text(encoding="utf-8"))
        except UnicodeDecodeError:
            yield Problem(str(path), None, "files.not_utf8")
        except OSError as error:
            yield Problem(str(path), None, "files.unreadable", {"why": reason(error)})
        except TemplateSyntaxError as error:
            yield Problem(str(path), error.lineno, "check.bad_template", {"what": (error.message or "").rstrip(".")})
        except RecursionError:
            yield Problem(str(path), None, "files.too_deep", {"levels": 40})
        else:
            for name in meta.find_referenced_templates(tree):
                if name is not None and not _found(ground, path, name):
                    yield Problem(str(path), _line_with(path, name), "check.no_template", {"name": name})


def _found(ground: Ground, path: Path, name: str) -> bool:
    """Names count from the folder of the template's language, in any of the template folders."""
    parts = [path.relative_to(folder).parts for folder in ground.templates if path.is_relative_to(folder)]
    language = parts[0][0] if parts and len(parts[0]) > 1 else ""
    return any((folder / language / name).is_file() for folder in ground.templates)


def template_words(ground: Ground) -> Iterator[Problem]:
    """The word lists beside the templates are plain YAML."""
    for folder in ground.templates:
        for path in sorted(folder.rglob("*.yaml")):
            try:
                read_yaml(path)
            except PoaError as error:
                yield Problem.of(error)


def unread_templates(ground: Ground) -> Iterator[Problem]:
    """A file in a user's folder of templates stands for one of the product's, or a template includes it."""
    if not ground.templates:
        return
    product = ground.templates[0]
    known = {path.relative_to(product) for path in product.rglob("*") if path.is_file()}
    included = {Path(language) / name for path, language in _by_language(ground) for name in _included(path)}
    for folder in ground.templates[1:]:
        for path in sorted(folder.rglob("*")):
            place = path.relative_to(folder)
            # What version control keeps there, and a page about the folder, are no templates.
            aside = place.parts[0].startswith(".") or (len(place.parts) == 1 and path.suffix not in (".j2", ".yaml"))
            if path.is_file() and not aside and place not in known | included:
                names = ", ".join(sorted({one.name for one in known}))
                folders = ", ".join(sorted({one.parts[0] for one in known if len(one.parts) > 1}))
                told = {"name": place.as_posix(), "known": names, "folders": folders}
                yield Problem(str(path), None, "check.unread_template", told, "warning")


def _by_language(ground: Ground) -> Iterator[tuple[Path, str]]:
    """Each template with the folder of its language."""
    for folder in ground.templates:
        for path in folder.rglob("*.j2"):
            yield path, path.relative_to(folder).parts[0]


def _included(path: Path) -> Iterator[str]:
    """The templates that a template includes by name; one that cannot be read is told elsewhere."""
    from jinja2 import TemplateSyntaxError, meta
    from jinja2.sandbox import SandboxedEnvironment

    try:
        tree = SandboxedEnvironment().parse(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, TemplateSyntaxError, RecursionError):
        return
    yield from (name for name in meta.find_referenced_templates(tree) if name is not None)


def _line_with(path: Path, name: str) -> int | None:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if name in line), None)


def catalogues(ground: Ground) -> Iterator[Problem]:
    """The catalogues of both languages have the same areas, keys and places to fill."""
    if ground.wording is None:
        return
    first, second = ground.wording / "en", ground.wording / "zh-Hans"
    names = {path.name for folder in (first, second) for path in folder.glob("*.yaml")}
    for name in sorted(names):
        pair = (first / name, second / name)
        if missing := [path for path in pair if not path.is_file()]:
            yield Problem(str(missing[0]), None, "check.no_catalogue")
            continue
        try:
            documents = [read_yaml(path) for path in pair]
        except PoaError as error:
            yield Problem.of(error)
            continue
        leaves = [_leaves(document) for document in documents]
        for here, there in ((0, 1), (1, 0)):
            for path in leaves[here].keys() - leaves[there].keys():
                values = {"name": ".".join(map(str, path)), "other": pair[there].parent.name}
                yield Problem(str(pair[here]), documents[here].line(path), "check.one_sided_key", values)
        for path in leaves[0].keys() & leaves[1].keys():
            if leaves[0][path] != leaves[1][path]:
                values = {"name": ".".join(map(str, path))}
                yield Problem(str(pair[1]), documents[1].line(path), "check.other_places", values)


def _leaves(document: Document) -> dict[YamlPath, frozenset[str]]:
    """The texts of a catalogue by path, each with its places to fill; singular and plural are one text."""
    found: dict[YamlPath, frozenset[str]] = {}
    todo: list[tuple[YamlPath, Any]] = [((), document.data or {})]
    while todo:
        path, value = todo.pop()
        if isinstance(value, dict) and "other" in value and set(value) <= {"one", "other"}:
            found[path] = _places(str(value["other"]))
        elif isinstance(value, dict):
            todo.extend(((*path, str(key)), child) for key, child in value.items())
        else:
            found[path] = _places(str(value))
    return found


def _places(text: str) -> frozenset[str]:
    try:
        return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)
    except ValueError:
        return frozenset({"{"})
