"""Finds rules by id, by words of either language, by words that the audit knows, and by an id that was nearly right."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from poa.library.stems import stem, words_of
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
# Fewer characters in the midst of a word are no word that anybody looks for.
_INSIDE = 3
# So much of what is typed is looked for, and so many characters are one Chinese word at most.
_MOST, _LONGEST = 200, 6
_LATIN, _KATAKANA = re.compile("[a-z0-9]"), re.compile("[ァ-ヶー]")
_ALPHABET = re.compile(r"[a-z0-9à-öø-ÿ]+")
# A typed word that mixes scripts, or joins words by signs other than the full stop of an id.
_PARTS = re.compile(r"[a-z0-9à-öø-ÿ.]+|[^\W\da-zà-öø-ÿ_]+")
# Signs of a pattern among the words of the audit.
_PATTERN = frozenset("(|#*?[\\")
# How near what was found is to what was typed: first in what a thing is called, then in what is said of it.
_WORD_IN_HEAD, _FORM_IN_HEAD, _WORD, _FORM, _KIN, _WITHIN_HEAD, _WITHIN = range(7)


@dataclass(frozen=True)
class Searched:
    """A text to search in, folded: what the thing is called (``head``), and all that is said of it."""

    head: str
    text: str

    @cached_property
    def _forms(self) -> tuple[str, str, str, str]:
        """The words of the head and of the text, then their stems; each with a space on both sides."""
        some = words_of(self.head), words_of(self.text)
        told = (*some, {stem(word) for word in some[0]}, {stem(word) for word in some[1]})
        return tuple(f" {' '.join(sorted(words))} " for words in told)  # type: ignore[return-value]

    def nearness(self, word: str) -> int | None:
        """How near the text is to a word, as a whole, in another form, or as the beginning of one; None if it is not.

        A word of an alphabet is looked for from its beginning (line is not in guideline), any other anywhere.
        """
        if not _ALPHABET.fullmatch(word):
            return _WORD_IN_HEAD if has(self.head, word) else _WORD if has(self.text, word) else None
        head, text, head_stems, stems = self._forms
        if f" {word} " in head:
            return _WORD_IN_HEAD
        if f" {word}" in head or f" {stem(word)} " in head_stems:
            return _FORM_IN_HEAD
        if f" {word} " in text:
            return _WORD
        return _FORM if f" {word}" in text or f" {stem(word)} " in stems else None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word that was typed, what the audit takes for the same, and the two-character words of a long Chinese one."""

    word: str
    kin: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()

    def nearness(self, text: Searched, *, within: bool) -> int | None:
        """How near a text is; with ``within``, a word may also stand in the midst of another (view in review)."""
        near = text.nearness(self.word)
        if self.parts and near != _WORD_IN_HEAD and all(part in text.head for part in self.parts):
            return _FORM_IN_HEAD
        if near is None and self.parts and all(part in text.text for part in self.parts):
            return _FORM
        if near is not None:
            return near
        if any(has(text.text, word) for word in self.kin):
            return _KIN
        midst = within and len(self.word) >= _INSIDE and self.word.isascii()
        if not midst or self.word not in text.text:
            return None
        return _WITHIN_HEAD if self.word in text.head else _WITHIN


def search_rules(rules: Iterable[Rule], words: str, groups: Groups = ()) -> list[Rule]:
    """The rules that speak of all of ``words``, in English or in Chinese, the nearest first; all where it is blank.

    Bad examples count too: sellers search for the words they use (差评), not for those of the policy. Behind them stand
    the rules that speak of the same in another word: who searches for Telegram finds what is said of WhatsApp.

    Args:
        rules: the rules, in their order.
        words: what was typed.
        groups: what the audit takes for the same, see ``word_groups``.
    """
    texts = [(rule, haystack(rule)) for rule in rules]
    return found_in(texts, wanted_words(words, [text for _, text in texts], groups))


def wanted_words(
    words: str, texts: Sequence[Searched], groups: Groups = (), beside: Sequence[Searched] = ()
) -> list[Wanted]:
    """Each of ``words``, and with it what the audit takes for the same.

    What stands nowhere as it was typed is looked for by its parts: Chinese has no spaces between words.

    Args:
        words: what was typed.
        texts: the rules: words that stand in many of them lead nowhere in particular.
        groups: what the audit takes for the same.
        beside: what else is searched.
    """
    typed = words[:_MOST].casefold().split()

    def kin(word: str) -> tuple[str, ...]:
        return _kin(word, groups, texts)

    known = (*texts, *beside)
    return list(dict.fromkeys(one for word in typed for one in _wanted(word, known, kin)))


def _wanted(word: str, texts: Sequence[Searched], kin: Callable[[str], tuple[str, ...]]) -> Iterator[Wanted]:
    same = kin(word)
    parts = _PARTS.findall(word)
    if same or _stands(word, texts):
        yield Wanted(word, same, _pairs(word, texts))
    elif len(parts) > 1 or (parts and parts != [word]):
        for part in parts:
            yield from _wanted(part, texts, kin)
    else:
        pieces = () if word.isascii() or _KATAKANA.search(word) else tuple(_pieces(word, texts))
        yield from (Wanted(piece, kin(piece)) for piece in pieces or (word,))


def _pairs(word: str, texts: Sequence[Searched]) -> tuple[str, ...]:
    """The words of two characters that a Chinese one of four or more consists of; none where it does not."""
    if word.isascii() or _KATAKANA.search(word) or len(word) < 4 or len(word) % 2:
        return ()
    pairs = tuple(word[at : at + 2] for at in range(0, len(word), 2))
    return pairs if all(_stands(pair, texts) for pair in pairs) else ()


def _pieces(word: str, texts: Sequence[Searched]) -> Iterator[str]:
    """The longest pieces of a Chinese word that stand somewhere, from its beginning on."""
    at = 0
    while at < len(word):
        ends = range(min(len(word), at + _LONGEST), at + 1, -1)
        end = next((end for end in ends if _stands(word[at:end], texts)), 0)
        if end:
            yield word[at:end]
        at = end or at + 1


def _stands(word: str, texts: Sequence[Searched]) -> bool:
    return any(text.nearness(word) is not None for text in texts)


def found_in(texts: Iterable[tuple[Found, Searched]], wanted: Sequence[Wanted]) -> list[Found]:
    """What speaks of all that is wanted, the nearest first; where nothing does, what has it in the midst of words."""
    some = list(texts)
    for within in (False, True):
        ranked = []
        for number, (thing, text) in enumerate(some):
            near = [word.nearness(text, within=within) for word in wanted]
            if None not in near:
                ranked.append((sum(filter(None, near)), number, thing))
        if ranked:
            return [thing for *_, thing in sorted(ranked, key=lambda one: one[:2])]
    return []


@dataclass(frozen=True, slots=True)
class Missed:
    """Why a search found nothing: the words that stand nowhere, with words that are spelled alike.

    Without ``words`` each stands somewhere, but nowhere all of them together.
    """

    words: tuple[str, ...] = ()
    near: tuple[str, ...] = ()

    def told(self, words: Callable[..., str]) -> str:
        """In sentences of the program's own words."""
        comma = words("rules.comma")
        named = comma.join(words("rules.quoted", word=word) for word in self.words)
        told = words("rules.none_of", words=named) if self.words else words("rules.none_together")
        near = comma.join(words("rules.quoted", word=word) for word in self.near)
        return told + (words("rules.near", near=near) if near else "")


def missed(wanted: Sequence[Wanted], texts: Sequence[Searched]) -> Missed:
    """What to say of a search that found nothing."""
    from difflib import get_close_matches

    nowhere = [word.word for word in wanted if all(word.nearness(text, within=True) is None for text in texts)]
    known = sorted({word for text in texts for word in words_of(text.text) if len(word) > _SHORT})
    near = [like for word in nowhere for like in get_close_matches(word, known, n=2, cutoff=_LIKE_WORD)]
    return Missed(tuple(nowhere), tuple(dict.fromkeys(near)))


def word_groups(guidance: Guidance) -> Groups:
    """The words of the audit, as far as they are words and no patterns, and the everyday ones for what rules say."""
    groups = []
    for entry in (*guidance.topic("everyday"), *guidance.topic("detect")):
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


def haystack(rule: Rule) -> Searched:
    """All that a rule is searched in."""
    texts = [rule.summary, rule.act, rule.why, *rule.exceptions, *rule.conflicts]
    head = f"{rule.id}\n{rule.title.en}\n{rule.title.zh}".casefold()
    plain = [rule.kind, *(f"{source.key} {source.title}" for source in rule.sources)]
    both = (f"{text.en}\n{text.zh}" for text in texts)
    rest = "\n".join([*plain, *both, *(example.text for example in rule.violates)])
    return Searched(head, f"{head}\n{rest.casefold()}")


def has(text: str, word: str) -> bool:
    """Whether a word is in a text; a Latin one or a Japanese one (line, ライン) not in the midst of another."""
    inside = _LATIN if _LATIN.match(word) else _KATAKANA if _KATAKANA.match(word) else None
    at = text.find(word)
    while at > 0 and inside and inside.match(text[at - 1]):
        at = text.find(word, at + 1)
    return at >= 0


def _short(word: str) -> bool:
    return len(word) <= _SHORT and word.isascii() and word.isalnum()


def _kin(word: str, groups: Groups, texts: Sequence[Searched]) -> tuple[str, ...]:
    """The words of the groups that ``word`` itself stands in, else of those in which a word begins with it."""
    own = [group for group in groups if word in group]
    if not own and len(word) > 1:
        own = [group for group in groups if any(one.startswith(word) for one in group)]
    found: dict[str, None] = {}
    for group in own:
        # Of short ones (line, ins, wa) most that stand in a text mean something else.
        others = [one for one in group if not _short(one)]
        if sum(any(has(text.text, one) for one in others) for text in texts) <= _COMMON:
            found.update(dict.fromkeys(others))
    return tuple(found)
