"""Finds rules by id, by words of either language, by words that the audit knows, and by an id that was nearly right."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from poa.model.rule import Rule

if TYPE_CHECKING:
    from poa.library.guidance import Guidance

Found = TypeVar("Found")
_LIKE, _LIKE_WORD = 0.72, 0.76
"""So alike is a slip of the pen (difflib's ratio): a letter or two, not another word with the same letters."""
# Words that the audit takes for the same thing: the names of messengers, say, in all their spellings.
Groups = tuple[tuple[str, ...], ...]
# A group that is found in more texts than this (please, you, refund) leads to none of them in particular.
_COMMON = 14
# A Latin word of so many letters stands inside many others.
_SHORT = 4
_LATIN, _KATAKANA = re.compile("[a-z0-9]"), re.compile("[ァ-ヶー]")
# Signs of a pattern among the words of the audit.
_PATTERN = frozenset("(|#*?[\\")


def search_rules(rules: Iterable[Rule], words: str, groups: Groups = ()) -> list[Rule]:
    """The rules that contain all of ``words`` somewhere, in English or in Chinese; all rules where it is blank.

    Bad examples count too: sellers search for the words they use (差评), not for those of the policy. Behind them stand
    the rules that speak of the same in another word: who searches for Telegram finds what is said of WhatsApp.

    Args:
        rules: the rules, in their order.
        words: what was typed.
        groups: what the audit takes for the same, see ``word_groups``.
    """
    texts = [(rule, haystack(rule)) for rule in rules]
    return found_in(texts, wanted_words(words, [text for _, text in texts], groups))


def wanted_words(words: str, texts: Sequence[str], groups: Groups = ()) -> list[tuple[str, ...]]:
    """Each of ``words``, and behind it what the audit takes for the same.

    Args:
        words: what was typed.
        texts: the rules, folded: words that stand in many of them lead nowhere in particular.
        groups: what the audit takes for the same.
    """
    return [(word, *_kin(word, groups, texts)) for word in words.casefold().split()]


def found_in(texts: Iterable[tuple[Found, str]], wanted: Sequence[Sequence[str]]) -> list[Found]:
    """What speaks of all that is wanted, each thing with the text in which it is searched (folded).

    First stands what holds the very words, then what holds words for the same.
    """
    plain, near = [], []
    for thing, text in texts:
        if all(_has(text, words[0]) for words in wanted):
            plain.append(thing)
        elif all(any(_has(text, word) for word in words) for words in wanted):
            near.append(thing)
    return plain + near


def word_groups(guidance: Guidance) -> Groups:
    """The words of the audit, as far as they are words and no patterns."""
    groups = []
    for entry in guidance.topic("detect"):
        words, phrases = entry.data.get("words"), entry.data.get("phrases")
        listed = [word for some in words.values() for word in some] if isinstance(words, dict) else phrases
        if isinstance(listed, list):
            plain = (str(word).casefold() for word in listed if not _PATTERN & set(str(word)))
            groups.append(tuple(word for word in plain if len(word) > 1))
    return tuple(group for group in groups if group)


def near_ids(wanted: str, known: Collection[str], limit: int = 3) -> list[str]:
    """Ids that look like ``wanted``: the same ending first, then similar spelling, then one word of it, best first."""
    from difflib import get_close_matches

    name = wanted.strip().casefold()
    ends: dict[str, list[str]] = {}
    words: dict[str, list[str]] = {}
    for one in known:
        end = one.rpartition(".")[2]
        ends.setdefault(end, []).append(one)
        for word in end.split("-"):
            words.setdefault(word, []).append(one)
    near = list(ends.get(name.rpartition(".")[2], ()))
    near += get_close_matches(name, list(known), n=limit, cutoff=_LIKE)
    near += [one for one in known if len(name) > 2 and name in one]
    for names, cutoff in ((ends, _LIKE), (words, _LIKE_WORD)):
        near += [one for like in get_close_matches(name, list(names), n=limit, cutoff=cutoff) for one in names[like]]
    return list(dict.fromkeys(near))[:limit]


def near_rules(wanted: str, rules: Mapping[str, Rule], limit: int = 3) -> list[str]:
    """The same; where no id looks like it, the rules that speak of ``wanted``."""
    near = near_ids(wanted, rules, limit)
    if near or not wanted.strip():
        return near
    return [rule.id for rule in search_rules(rules.values(), wanted)][:limit]


def haystack(rule: Rule) -> str:
    """All that a rule is searched in, folded."""
    texts = [rule.title, rule.summary, rule.act, rule.why, *rule.exceptions, *rule.conflicts]
    plain = [rule.id, rule.kind, *(f"{source.key} {source.title}" for source in rule.sources)]
    both = (f"{text.en}\n{text.zh}" for text in texts)
    return "\n".join([*plain, *both, *(example.text for example in rule.violates)]).casefold()


def _has(text: str, word: str) -> bool:
    """Whether a word is in a text; a short Latin one or a Japanese one (line, ライン) not in another (guideline)."""
    inside = _LATIN if _short(word) else _KATAKANA if _KATAKANA.match(word) else None
    at = text.find(word)
    while at > 0 and inside and inside.match(text[at - 1]):
        at = text.find(word, at + 1)
    return at >= 0


def _short(word: str) -> bool:
    return len(word) <= _SHORT and word.isascii() and word.isalnum()


def _kin(word: str, groups: Groups, texts: Sequence[str]) -> tuple[str, ...]:
    """The words of the groups that ``word`` itself stands in, else of those in which a word begins with it."""
    own = [group for group in groups if word in group]
    if not own and len(word) > 1:
        own = [group for group in groups if any(one.startswith(word) for one in group)]
    found: dict[str, None] = {}
    for group in own:
        # Of short ones (line, ins, wa) most that stand in a text mean something else.
        others = [one for one in group if not _short(one)]
        if sum(any(_has(text, one) for one in others) for text in texts) <= _COMMON:
            found.update(dict.fromkeys(others))
    return tuple(found)
