"""Several questions or remarks as one text that reads well: each ends once, whatever stands behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from poa.text.lazy import lazy

_ENDS = (".", "?", "!", "…", "。", "？", "！")
_CLOSING = '"”’）)」』'
_STOPS = (".", "。")
# What a text sets behind a slot; a stop or a colon of ASCII within a word or a name is none.
_MARK = lazy(r"[。：]|[.:](?=\s|$)")


def as_sentences(parts: Iterable[str], language: str) -> str:
    """Parts one after the other, each a sentence that ends once: nothing is set behind a mark that ends it already.

    Args:
        parts: questions, names, whole sentences.
        language: ``zh`` sets Chinese stops and no spaces.
    """
    whole = [as_sentence(part, language) for part in dict.fromkeys(part.strip() for part in parts)]
    return ("" if language.startswith("zh") else " ").join(part for part in whole if part)


def as_sentence(text: str, language: str) -> str:
    """A text with a stop where it ends in no mark."""
    if not text or text.rstrip(_CLOSING).endswith(_ENDS):
        return text
    return text + ("。" if language.startswith("zh") else ".")


def filled(template: str, values: Mapping[str, object]) -> str:
    """A text with its places filled in; behind a value that ends in a mark of its own no stop and no colon is set.

    Args:
        template: as for ``str.format``.
        values: what it has places for. Of a sentence before a colon the stop goes: "At least one: ..."
    """
    if not any(isinstance(value, str) and value.endswith(_ENDS) for value in values.values()):
        return template.format(**values)
    # Few texts need it, and every command would wait for it.
    from string import Formatter

    text, value = "", ""
    for literal, name, spec, conversion in Formatter().parse(template):
        text = _joined(text, literal) if value else text + literal
        field = "" if name is None else f"{name}{f'!{conversion}' if conversion else ''}{f':{spec}' if spec else ''}"
        value = f"{{{field}}}".format(**values) if field else ""
        text += value
    return text


def _joined(before: str, after: str) -> str:
    found = _MARK.match(after)
    if found is None or not before.endswith(_ENDS):
        return before + after
    if before.endswith(_STOPS) and found[0] in ":：":
        return before[:-1] + after
    return before + after[1:]
