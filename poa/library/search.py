"""Finds rules by id, by words of either language, and by an id that was nearly right."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from poa.model.rule import Rule


def search_rules(rules: Iterable[Rule], words: str) -> list[Rule]:
    """The rules that contain all of ``words`` somewhere, in English or in Chinese; all rules where it is blank.

    Bad examples count too: sellers search for the words they use (差评), not for those of the policy.
    """
    wanted = words.casefold().split()
    return [rule for rule in rules if all(word in _haystack(rule) for word in wanted)]


def near_ids(wanted: str, known: Collection[str], limit: int = 3) -> list[str]:
    """Ids that look like ``wanted``: the same ending first, then similar spelling, best first."""
    from difflib import get_close_matches

    name = wanted.strip().casefold()
    tails = [one for one in known if name and one.split(".")[-1] == name.split(".")[-1]]
    close = get_close_matches(name, list(known), n=limit, cutoff=0.55)
    parts = [one for one in known if len(name) > 2 and name in one]
    return list(dict.fromkeys([*tails, *close, *parts]))[:limit]


def _haystack(rule: Rule) -> str:
    texts = [rule.title, rule.summary, rule.act, rule.why, *rule.exceptions, *rule.conflicts]
    plain = [rule.id, rule.kind, *(f"{source.key} {source.title}" for source in rule.sources)]
    both = (f"{text.en}\n{text.zh}" for text in texts)
    return "\n".join([*plain, *both, *(example.text for example in rule.violates)]).casefold()
