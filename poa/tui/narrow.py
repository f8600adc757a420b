"""Keys typed with a Chinese input method switched on: ？ stands for ?, １ for 1, 、 for /, 【 for [."""

from __future__ import annotations

import unicodedata

from textual.keys import KEY_NAME_REPLACEMENTS

# What the key of an ASCII sign gives while Chinese punctuation is on; the full-width forms themselves need no table.
_SAME_KEY = {"、": "/", "【": "[", "】": "]", "「": "[", "」": "]", "。": ".", "《": "<", "》": ">", "·": "`"}


def narrow(character: str) -> str:
    """The ASCII character on the same key, or nothing where the character is none of a Chinese input method's."""
    found = _SAME_KEY.get(character) or unicodedata.normalize("NFKC", character)
    return found if found != character and len(found) == 1 and " " <= found <= "~" else ""


def key_of(character: str) -> str:
    """The name of the key of an ASCII character, as bindings spell it: ``?`` is ``question_mark``."""
    if character.isalnum():
        return character
    name = unicodedata.name(character).lower().replace("-", "_").replace(" ", "_")
    return KEY_NAME_REPLACEMENTS.get(name, name)
