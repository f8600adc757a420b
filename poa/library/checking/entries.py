"""Checks that hold for guidance of every topic: lists of entries, ids, both languages, links, excerpts, cited rules."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator

from poa.library.checking.ground import Ground, GuidanceFile, Problem, YamlPath
from poa.library.search import near_ids

MAX_EXCERPT_WORDS = 25
_EXCERPTS = ("excerpt", "quote")
_LINKS = ("url", "seller_central")
_RULE_ID = re.compile(r"[a-z]+\.[a-z0-9-]+")
_CJK = re.compile(r"[\u3400-\u9fff\u3040-\u30ff]")


def readable(ground: Ground) -> Iterator[Problem]:
    """Each file is plain YAML and a list of entries with an id."""
    yield from ground.read[1]
    for file in ground.files:
        data = file.document.data
        if data is not None and not isinstance(data, list):
            yield file.problem((), "files.not_a_list")
            continue
        for index, entry in enumerate(data or ()):
            if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
                yield file.problem((index,), "files.no_id")


def unique_ids(ground: Ground) -> Iterator[Problem]:
    """No id stands twice in a topic of one folder; a second folder may change an entry of the first."""
    seen: dict[tuple[str, str, str], str] = {}
    for file, path, name in _ids(ground):
        first = seen.setdefault((str(file.folder), file.topic, name), f"{file.path}:{file.document.line(path)}")
        if first != f"{file.path}:{file.document.line(path)}":
            yield file.problem(path, "check.double_id", id=name, first=first)


def known_topics(ground: Ground) -> Iterator[Problem]:
    """A user's file belongs to a topic that the product reads."""
    if not ground.guidance:
        return
    known = {file.topic for file in ground.files if file.folder == ground.guidance[0]}
    for file in ground.files:
        if file.topic not in known:
            names = ", ".join(sorted(known))
            yield file.problem((), "check.unknown_topic", warning=True, topic=file.topic, known=names)


def both_languages(ground: Ground) -> Iterator[Problem]:
    """Where a text stands in English or Chinese it stands in both."""
    for file in ground.files:
        for path, value in file.walk():
            if isinstance(value, dict) and value and set(value) <= {"en", "zh"}:
                yield from _languages(file, path, value)


def _languages(file: GuidanceFile, path: YamlPath, value: dict[str, object]) -> Iterator[Problem]:
    if not all(isinstance(text, str) or text is None for text in value.values()):
        return
    for language in ("en", "zh"):
        if not str(value.get(language) or "").strip():
            yield file.problem((*path, language), "check.no_language", name=_name(path), language=language)


def links(ground: Ground) -> Iterator[Problem]:
    """Each address is a whole https address; none is fetched."""
    from urllib.parse import urlsplit

    for file in ground.files:
        for path, value in file.walk():
            if not path or path[-1] not in _LINKS or not isinstance(value, str):
                continue
            try:
                parts = urlsplit(value)
                right = parts.scheme == "https" and "." in (parts.hostname or "") and not re.search(r"\s", value)
            except ValueError:
                right = False
            if not right:
                yield file.problem(path, "check.bad_link", url=value)


def short_excerpts(ground: Ground) -> Iterator[Problem]:
    """Nothing is copied at length: an excerpt has at most 25 words."""
    for file in ground.files:
        for path, value in file.walk():
            if path and path[-1] in _EXCERPTS and isinstance(value, str):
                count = count_words(value)
                if count > MAX_EXCERPT_WORDS:
                    yield file.problem(path, "check.long_excerpt", count=count, most=MAX_EXCERPT_WORDS)


def count_words(text: str) -> int:
    """Words of a text in any script; two Chinese or Japanese characters count as one word, their usual length."""
    wide = len(_CJK.findall(text))
    return len(_CJK.sub(" ", text).split()) + math.ceil(wide / 2)


def cited_rules(ground: Ground) -> Iterator[Problem]:
    """Each rule that any entry cites exists. While a file cannot be read it is unknown what would be in it."""
    if ground.read[1]:
        return
    known = {name for file, _, name in _ids(ground) if file.topic == "rules"}
    for file in ground.files:
        for path, value in file.walk():
            for at, name in _citations(path, value):
                if name not in known:
                    yield unknown_rule(file, at, name, known)


def unknown_rule(file: GuidanceFile, at: YamlPath, name: str, known: Collection[str]) -> Problem:
    """The problem that there is no rule ``name``, with those of ``known`` that are like it."""
    near = ", ".join(near_ids(name, known))
    return file.problem(at, "check.unknown_rule_near" if near else "check.unknown_rule", id=name, near=near)


def _citations(path: YamlPath, value: object) -> Iterator[tuple[YamlPath, str]]:
    if not path:
        return
    if path[-1] in ("rule", "finds") and _is_rule(value):
        yield path, str(value)
    elif path[-1] in ("rules", "equivalent") and isinstance(value, list):
        yield from (((*path, index), name) for index, name in enumerate(value) if _is_rule(name))


def _is_rule(value: object) -> bool:
    """Whether it is written like a rule's id; ``notice.<kind>`` is a breach that only the notice names."""
    return isinstance(value, str) and not value.startswith("notice.") and bool(_RULE_ID.fullmatch(value))


def _ids(ground: Ground) -> Iterator[tuple[GuidanceFile, YamlPath, str]]:
    for file in ground.files:
        for index, entry in enumerate(file.document.data if isinstance(file.document.data, list) else ()):
            if isinstance(entry, dict) and isinstance(entry.get("id"), str):
                yield file, (index,), entry["id"]


def _name(path: YamlPath) -> str:
    return next((str(part) for part in reversed(path) if isinstance(part, str)), "")
