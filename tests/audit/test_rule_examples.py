"""Every rule's own examples: what breaks it is found, what keeps it is not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from poa.library.guidance import Guidance
from poa.library.rules import load_rules
from poa.model.rule import Audited, Example, Rule
from poa.resources import root

RULES = load_rules(Guidance([root("guidance")]))


def _examples(kind: str) -> list[Any]:
    return [
        pytest.param(rule, example, id=f"{rule.id}-{number}")
        for rule in RULES.values()
        if rule.detectable or kind == "passes"
        for number, example in enumerate(_of(rule, kind))
    ]


def _of(rule: Rule, kind: str) -> tuple[Example, ...]:
    return rule.violates if kind == "violates" else rule.passes


def _found(check: Callable[..., Audited], rule: Rule, example: Example) -> set[str]:
    audited = check(example.text, lang=example.lang, **example.message)
    return {finding.rule for finding in audited.findings} & {rule.id, *rule.equivalent}


@pytest.mark.parametrize(("rule", "example"), _examples("violates"))
def test_what_breaks_a_rule_is_found(check: Callable[..., Audited], rule: Rule, example: Example) -> None:
    assert _found(check, rule, example)


@pytest.mark.parametrize(("rule", "example"), _examples("passes"))
def test_what_keeps_a_rule_is_not_found(check: Callable[..., Audited], rule: Rule, example: Example) -> None:
    assert not _found(check, rule, example)
