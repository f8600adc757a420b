"""Finds rules by id, by words of either language, and by an id that was nearly right."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from poa.model.rule import Rule

_LIKE, _LIKE_WORD = 0.72, 0.76
"""So alike is a slip of the pen (difflib's ratio): a letter or two, not another word with the same letters."""


def search_rules(rules: Iterable[Rule], words: str) -> list[Rule]:
    """The rules that contain all of ``words`` somewhere, in English or in Chinese; all rules where it is blank.

    Bad examples count too: sellers search for the words they use (差评), not for those of the policy.
    """
    wanted = words.casefold().split()
    return [rule for rule in rules if all(word in _haystack(rule) for word in wanted)]


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


def _haystack(rule: Rule) -> str:
    texts = [rule.title, rule.summary, rule.act, rule.why, *rule.exceptions, *rule.conflicts]
    plain = [rule.id, rule.kind, *(f"{source.key} {source.title}" for source in rule.sources)]
    both = (f"{text.en}\n{text.zh}" for text in texts)
    return "\n".join([*plain, *both, *(example.text for example in rule.violates)]).casefold()
