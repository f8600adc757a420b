"""Every rule's own examples: what breaks it is found, what keeps it is not."""

from __future__ import annotations

from poa.audit import Auditor
from poa.audit.memory import RequestMemory
from poa.library.guidance import Guidance
from poa.library.rules import load_rules
from poa.messages.lines import message_of
from poa.model.rule import Example, Rule
from poa.resources import root
from tests.each import each

RULES = load_rules(Guidance([root("guidance")]))


def _examples(kind: str) -> tuple[list[tuple[Rule, Example]], list[str]]:
    """Each example with its rule, and what it is called."""
    found = [
        (rule, example, f"{rule.id}-{number}: {example.text or example.message}")
        for rule in RULES.values()
        if rule.detectable or kind == "passes"
        for number, example in enumerate(_of(rule, kind))
    ]
    return [(rule, example) for rule, example, _ in found], [name for *_, name in found]


def _of(rule: Rule, kind: str) -> tuple[Example, ...]:
    return rule.violates if kind == "violates" else rule.passes


def _found(auditor: Auditor, rule: Rule, example: Example) -> set[str]:
    auditor.memory = RequestMemory()
    fields = {"id": "m", "text": example.text, "lang": example.lang, **example.message}
    audited = auditor.check(message_of(fields, "test", 1))
    return {finding.rule for finding in audited.findings} & {rule.id, *rule.equivalent}


@each(("rule", "example"), *_examples("violates"))
def test_what_breaks_a_rule_is_found(auditor: Auditor, rule: Rule, example: Example) -> None:
    assert _found(auditor, rule, example)


@each(("rule", "example"), *_examples("passes"))
def test_what_keeps_a_rule_is_not_found(auditor: Auditor, rule: Rule, example: Example) -> None:
    assert not _found(auditor, rule, example)
