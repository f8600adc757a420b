"""Words before a colon that state a fact, and words that are said to somebody: guidance/columns.yaml tells both."""

from __future__ import annotations

from functools import lru_cache

from poa.messages.vocabulary import Vocabulary, folded
from poa.text.lazy import lazy

_TOKEN = lazy(r"[^\W_]+")
_QUESTION = ("?", "？")
# Scripts without spaces: a name of more signs is none, and a word of one sign can be a part of a name.
_LONGEST_DENSE = 12
_SHORTEST_DENSE = 2
# Shorter headings of columns, such as "An" and "De", are names as well.
_SHORTEST_COLUMN = 4


def is_fact(label: str, vocabulary: Vocabulary) -> bool:
    """Whether words before a colon cannot be a name: "Note", "Tracking number", "商品颜色"."""
    words = _words(vocabulary)
    low = label.casefold()
    tokens = _TOKEN.findall(low)
    named = [token for token in tokens if token not in words.mailbox]
    if folded(label) in words.facts or any(token in words.facts for token in named or tokens):
        return True
    dense = not low.isascii() and any(char > "\u2e7f" for char in low)
    return dense and (len(label) > _LONGEST_DENSE or any(word in low for word in words.dense_facts))


def is_said(text: str, vocabulary: Vocabulary) -> bool:
    """Whether words are said to somebody: they ask, greet, thank, or speak of "you" or "I"."""
    if any(sign in text for sign in _QUESTION):
        return True
    words = _words(vocabulary)
    low = text.casefold()
    if any(token in words.talk for token in _TOKEN.findall(low)):
        return True
    return not low.isascii() and any(word in low for word in words.dense_talk)


class _Words:
    """The words, ready for look-up; ``dense`` are those of scripts without spaces, which stand inside others."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        speakers = vocabulary.speakers
        # "Lamp World Support" is the name of a shop, whatever "support" is by itself.
        self.mailbox = frozenset(word.casefold() for word in speakers.get("mailbox", ()))
        self.talk = frozenset(word.casefold() for word in speakers.get("talk", ()))
        facts = [word.casefold() for group in ("fact", "field", "order") for word in speakers.get(group, ())]
        columns = {name for name in vocabulary.columns if len(name) >= _SHORTEST_COLUMN}
        self.facts = frozenset(map(folded, facts)) | columns | vocabulary.logs
        self.dense_facts = [
            word for word in facts if not word.isascii() and word[0] > "\u2e7f" and len(word) >= _SHORTEST_DENSE
        ]
        self.dense_talk = [word for word in self.talk if word[0] > "\u2e7f"]


@lru_cache(maxsize=4)
def _words(vocabulary: Vocabulary) -> _Words:
    return _Words(vocabulary)
