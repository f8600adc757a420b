"""What the values of a detection entry have to be: words in the wrong shape would never be looked for, in silence."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from poa.library.checking.ground import GuidanceFile, Problem, YamlPath
from poa.library.checking.near import unknown

FLAGS = ("late", "scan", "negated", "proactive", "answer")
_SPOKEN = ("words", "patterns")
_LISTS = ("also", "never", "unless", "rules")
_SAID = ("words", "patterns", "also", "never", "phrases")
_NUMBERS = ("within", "times")
_SHOWN = 40
"""So many languages are told where none is near: all there are, rather than none."""


def empty(file: GuidanceFile, index: int, data: Mapping[str, Any]) -> Iterator[Problem]:
    """Words and patterns without a sign in them, which would be passed over."""
    for key in _SAID:
        for path, text in texts_of(data, key):
            if not text.strip().strip("*" if key != "patterns" else ""):
                yield file.problem((index, *path), "check.empty_word", id=data["id"], name=key)


def texts_of(data: Mapping[str, Any], key: str) -> Iterator[tuple[YamlPath, str]]:
    """The texts under ``key``, one, a list, or either by language, with their places."""
    todo: list[tuple[YamlPath, Any]] = [((key,), data.get(key))]
    while todo:
        path, value = todo.pop(0)
        if isinstance(value, (str, int, float)) and not isinstance(value, bool):
            yield path, str(value)
        elif isinstance(value, (dict, list)) and len(path) <= 2:
            children = value.items() if isinstance(value, dict) else enumerate(value)
            todo += [((*path, name), child) for name, child in children]


def plain(
    file: GuidanceFile, index: int, data: Mapping[str, Any], below: Mapping[str, Any], languages: Collection[str]
) -> Iterator[Problem]:
    """The values of an entry of words and patterns that are not what is read there.

    Args:
        file: where the entry stands.
        index: its place in the file.
        data: the entry.
        below: the product's entry of the same id, whose further keys show what they hold.
        languages: those in which words may be listed.
    """
    for key, value in data.items():
        if key in _SPOKEN:
            yield from _spoken(file, index, key, data, languages)
        elif key in _LISTS and not _texts(value):
            yield file.problem((index, key), "check.not_texts", id=data["id"], name=key)
        elif key == "finds" and not (isinstance(value, str) and value.strip()):
            yield file.problem((index, key), "check.not_text", id=data["id"], name=key)
        elif key in below and key not in (*_LISTS, *FLAGS, "finds") and not _alike(value, below[key]):
            yield file.problem((index, key), "check.other_kind", id=data["id"], name=key, example=_shown(below[key]))


def conduct(file: GuidanceFile, index: int, data: Mapping[str, Any]) -> Iterator[Problem]:
    """The same for an entry of phrases or relations; what poa.audit.conduct.shape refuses is left to it."""
    for key, value in data.items():
        if key in _NUMBERS and not (isinstance(value, int) and not isinstance(value, bool) and value > 0):
            yield file.problem((index, key), "check.not_number", id=data["id"], name=key)
        elif key in ("channels", "langs") and not _texts(value):
            yield file.problem((index, key), "check.not_texts", id=data["id"], name=key)
        elif key in ("rule", "layer") and not isinstance(value, str):
            yield file.problem((index, key), "check.not_text", id=data["id"], name=key)


def _spoken(
    file: GuidanceFile, index: int, key: str, data: Mapping[str, Any], languages: Collection[str]
) -> Iterator[Problem]:
    """Words or patterns: one, a list, or such by language."""
    value = data[key]
    at: YamlPath = (index, key)
    if not isinstance(value, dict):
        if not _texts(value):
            yield file.problem(at, "check.not_words", id=data["id"], name=key)
        return
    known = {*languages, *(language.partition("-")[0] for language in languages)}
    for language, listed in value.items():
        if str(language) not in known and str(language).partition("-")[0] not in known:
            yield unknown(file, (*at, language), "language", str(language), known, _SHOWN, id=data["id"], place=key)
        elif not _texts(listed):
            yield file.problem((*at, language), "check.not_words", id=data["id"], name=f"{key}: {language}")


def _texts(value: Any) -> bool:
    """One text or a list of texts and numbers."""
    if isinstance(value, list):
        return all(isinstance(one, (str, int, float)) and not isinstance(one, bool) for one in value)
    return isinstance(value, str) and bool(value.strip())


def _alike(value: Any, product: Any) -> bool:
    """Whether a value is of the kind that the product has there; a whole number may stand for any."""
    if isinstance(product, (int, float)) and not isinstance(product, bool):
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return isinstance(value, type(product))


def _shown(value: Any) -> str:
    return ", ".join(f"{key}: {one}" for key, one in value.items()) if isinstance(value, dict) else str(value)
