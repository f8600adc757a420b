"""Runs the examples of a user's own rules; those of the product are run by its test suite."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from poa.errors import PoaError
from poa.library.checking.ground import Ground, Problem
from poa.library.entries import line_of
from poa.library.rules import load_sources, read_rule
from poa.model.rule import Example

Finder = Callable[[Example], Collection[str]]


def examples_hold(make_finder: Callable[[Ground], Finder]) -> Callable[[Ground], Iterator[Problem]]:
    """A check that each example of the user's own rules is found, or passes, as it says.

    Args:
        make_finder: gives a function from an example to the ids of the rules found in it. It is handed in because
            guidance does not know the audit that uses it.
    """

    def check(ground: Ground) -> Iterator[Problem]:
        if len(ground.guidance) < 2:
            return
        try:
            yield from _examples(ground, make_finder)
        except PoaError as error:
            yield Problem.of(error)

    return check


def _examples(ground: Ground, make_finder: Callable[[Ground], Finder]) -> Iterator[Problem]:
    product = ground.guidance[0]
    own = [entry for entry in ground.loader.topic("rules") if not Path(entry.file).is_relative_to(product)]
    wanted = [entry for entry in own if entry.data.get("off") is not True]
    if not wanted:
        return
    sources = load_sources(ground.loader)
    find = make_finder(ground)
    for entry in wanted:
        rule = read_rule(entry, sources)
        same = {rule.id, *rule.equivalent}
        for name, examples in (("violates", rule.violates), ("passes", rule.passes)):
            for index, example in enumerate(examples):
                found = bool(same.intersection(find(example)))
                if found != (name == "violates"):
                    key = "check.false_alarm" if found else "check.wrong_example"
                    values = {"id": rule.id, "text": example.text[:60]}
                    yield Problem(entry.file, line_of(entry, "examples", name, index), key, values)
