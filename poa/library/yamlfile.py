"""Reads one YAML file safely, with line numbers, whoever wrote it.

A small, plain YAML: maps, lists, text, numbers, true/false/null. No tags, anchors or aliases (so no bombs), no
duplicate keys, and none of YAML 1.1's surprises (``on``, ``no`` and ``12:30`` are text; dates stay text).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from poa.errors import GuidanceError, PoaError
from poa.wording.said import Said
from poa.wording.system import unreadable

MAX_DEPTH = 40
MAX_BYTES = 20_000_000

_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?[0-9]+\.[0-9]+([eE][-+]?[0-9]+)?")
_WORDS: Mapping[str, Any] = {
    "true": True, "True": True, "false": False, "False": False, "null": None, "Null": None, "~": None, "": None,
}  # fmt: skip
_FAULTS = {
    "did not find expected node content": "node",
    "did not find expected ',' or ']'": "list",
    "did not find expected ',' or '}'": "map",
    "mapping values are not allowed in this context": "colon_within",
    "found character that cannot start any token": "sign",
    "found unexpected end of stream": "end",
    "found unknown escape character": "escape",
    "did not find expected '-' indicator": "hyphen",
    "did not find expected key": "key",
    "could not find expected ':'": "colon",
    "block sequence entries are not allowed in this context": "hyphen_within",
    "did not find expected comment or line break": "line",
    "did not find expected <document start>": "document",
}
"""What the parser says is wrong, and the program's own words for it (``files.yaml``)."""


@dataclass(frozen=True, slots=True)
class Document:
    """The data of a file and the line on which each path starts (``("people", 0, "en")`` -> 7)."""

    data: Any
    lines: dict[tuple[str | int, ...], int] = field(default_factory=dict)

    def line(self, path: tuple[str | int, ...]) -> int:
        """The line of ``path``, or of the nearest part above it that has one."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def parse_yaml(text: str, file: Path | str, error: type[PoaError] = GuidanceError) -> Document:
    """Parse YAML text.

    Args:
        text: the file's text.
        file: named in errors.
        error: the class raised, by default GuidanceError.

    Raises:
        PoaError: of class ``error``, with file, line and remedy, for anything that is not plain YAML.
    """
    import yaml

    if len(text) > MAX_BYTES:
        raise error("files.too_large", file=file, megabytes=20)
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        _forbid_surprises(yaml, text, loader, file, error)
        root = yaml.compose(text, Loader=loader)
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        what = getattr(problem, "problem", None) or str(problem).splitlines()[0]
        line = mark.line + 1 if mark else None
        told = Said(f"files.yaml.{_FAULTS[what]}") if what in _FAULTS else what
        raise error("files.not_yaml", file=file, line=line, what=told) from None
    except RecursionError:
        raise error("files.too_deep", file=file, levels=MAX_DEPTH) from None
    lines: dict[tuple[str | int, ...], int] = {}
    data = None if root is None else _Builder(yaml, file, error, lines).build(root, (), 0)
    return Document(data, lines)


def _forbid_surprises(yaml: Any, text: str, loader: Any, file: Path | str, error: type[PoaError]) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=loader):
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise error("files.anchor", file=file, line=line)
        if getattr(event, "tag", None) and not str(event.tag).startswith("tag:yaml.org,2002:str"):
            raise error("files.tag", file=file, line=line, tag=event.tag)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise error("files.too_deep", file=file, line=line, levels=MAX_DEPTH)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


class _Builder:
    """Turns YAML nodes into plain data while noting lines."""

    def __init__(self, yaml: Any, file: Path | str, error: type[PoaError], lines: dict[tuple[str | int, ...], int]):
        self.yaml, self.file, self.error, self.lines = yaml, file, error, lines

    def build(self, node: Any, path: tuple[str | int, ...], depth: int) -> Any:
        self.lines.setdefault(path, node.start_mark.line + 1)
        if isinstance(node, self.yaml.ScalarNode):
            return _scalar(node)
        if isinstance(node, self.yaml.SequenceNode):
            return [self.build(child, (*path, index), depth + 1) for index, child in enumerate(node.value)]
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, self.yaml.ScalarNode):
                raise self.error("files.odd_key", file=self.file, line=key_node.start_mark.line + 1)
            key = str(key_node.value)
            line = key_node.start_mark.line + 1
            if key in result:
                raise self.error("files.double_key", file=self.file, line=line, key=key)
            self.lines[(*path, key)] = line
            result[key] = self.build(value_node, (*path, key), depth + 1)
        return result


def _scalar(node: Any) -> Any:
    text: str = node.value
    if node.style:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INT.fullmatch(text) and len(text) < 19:
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text


def read_yaml(path: Path, error: type[PoaError] = GuidanceError) -> Document:
    """Read and parse a UTF-8 YAML file; errors name file, line and remedy."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise error("files.too_large", file=path, megabytes=20)
        raw = path.read_bytes()
    except OSError as problem:
        raise unreadable(path, problem, error) from None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = raw[: problem.start].count(b"\n") + 1
        raise error("files.not_utf8", file=path, line=line) from None
    return parse_yaml(text, path, error)


_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")
_RESOLVED = (
    ("bool", re.compile("true|True|false|False"), "tTfF"),
    ("null", re.compile("~|null|Null|$"), ["~", "n", "N", ""]),
    ("int", _INT, "-+0123456789"),
    ("float", _FLOAT, "-+0123456789"),
)


def write_yaml(data: Any) -> str:
    """Plain data as YAML text that ``parse_yaml`` reads back unchanged: block style, key order kept, UTF-8."""
    import yaml

    class Dumper(yaml.SafeDumper):
        """Quotes just what the reader above would take for something else."""

        yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012

        def ignore_aliases(self, data: Any) -> bool:
            return True

    def text(dumper: Any, value: str) -> Any:
        style = None
        if _UNPRINTABLE.search(value):
            style = '"'
        elif "\n" in value and not re.search(r"[ \t]\n", value):
            style = "|"
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)

    for name, pattern, first in _RESOLVED:
        Dumper.add_implicit_resolver(f"tag:yaml.org,2002:{name}", re.compile(f"^(?:{pattern.pattern})$"), list(first))
    Dumper.add_representer(str, text)
    written: str = yaml.dump(data, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=110)
    return written
