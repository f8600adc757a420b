"""The training's own truth: every key against the rule it cites, every message against the audit."""

from __future__ import annotations

from poa.audit import Auditor
from poa.library.guidance import Guidance
from poa.library.rules import load_rules
from poa.library.training import load_checklists, load_modules
from poa.model.training import Module, QuizItem, Sample
from poa.resources import root
from poa.training.judge import practice_message
from tests.each import each

GUIDANCE = Guidance([root("guidance")])
RULES = load_rules(GUIDANCE)
MODULES = load_modules(GUIDANCE)
AUDITOR = Auditor(GUIDANCE)
QUESTIONS = {item.id: item for module in MODULES.values() for item in module.quiz}
KINDS = {
    "allowed": {"permitted", "recommended"},
    "forbidden": {"conduct", "prohibited_message", "prohibited_content"},
    "required": {"required"},
    "fact": {"fact", "consequence", "change", "caution"},
}


def verdict(sample: Sample, fields: dict[str, object] | None = None) -> str:
    return AUDITOR.check(practice_message(sample.text, sample.fields if fields is None else fields)).verdict


def test_there_are_ten_modules_and_at_least_eighty_questions() -> None:
    assert len(MODULES) == 10
    assert len(QUESTIONS) >= 80
    assert sum(len(module.quiz) for module in MODULES.values()) == len(QUESTIONS), "an id is used twice"


def test_every_rule_that_is_named_exists() -> None:
    named = {rule for module in MODULES.values() for rule in module.rules}
    named |= {rule for module in MODULES.values() for point in module.know for rule in point.rules}
    named |= {rule for item in QUESTIONS.values() for rule in item.rules}
    named |= {rule for one in load_checklists(GUIDANCE).values() for item in one.items for rule in item.rules}
    assert named <= set(RULES)


@each("item", [i for i in QUESTIONS.values() if i.kind == "choose"], ids=lambda i: i.id)
def test_a_key_agrees_with_the_rule_it_cites(item: QuizItem) -> None:
    kinds = {RULES[rule].kind for rule in item.rules}
    if item.claim:
        assert kinds & KINDS[item.claim], f"{item.claim} but the rule is {kinds}"
    summaries = " ".join(RULES[rule].summary.en.lower() for rule in item.rules)
    for words in item.says:
        assert words.lower() in summaries
    if item.ask:
        for option in item.options:
            assert (verdict(Sample(option.text.en), item.fields) == item.ask) == option.right, option.text.en
    assert item.claim or item.says or item.ask, "nothing holds this key to its rule"
    assert not all(option.right for option in item.options) or item.says


@each("item", [i for i in QUESTIONS.values() if i.kind == "judge"], ids=lambda i: i.id)
def test_a_message_to_judge_gets_its_verdict(item: QuizItem) -> None:
    assert item.message is not None
    assert verdict(item.message) == item.verdict


@each("item", [i for i in QUESTIONS.values() if i.kind == "rewrite"], ids=lambda i: i.id)
def test_a_message_to_rewrite_is_faulty_and_its_model_answer_is_not(item: QuizItem) -> None:
    assert item.message is not None and item.model_answer is not None
    assert verdict(item.message) != "send"
    assert verdict(item.model_answer, item.message.fields) == "send"
    said = item.model_answer.text.casefold()
    assert item.needs and all(any(word.casefold() in said for word in words) for words in item.needs)


@each("module", MODULES.values(), ids=lambda m: m.id)
def test_practice_messages_get_their_verdict(module: Module) -> None:
    assert module.practice
    for one in module.practice:
        assert verdict(one.message) == one.verdict, one.id


@each("module", MODULES.values(), ids=lambda m: m.id)
def test_pairs_show_a_faulty_and_a_sound_message(module: Module) -> None:
    for pair in module.pairs:
        assert verdict(pair.dont) != "send", pair.dont.text
        assert verdict(pair.do) == "send", pair.do.text


def test_every_module_has_something_to_know_to_check_and_to_answer() -> None:
    for module in MODULES.values():
        assert len(module.know) >= 4 and len(module.checklist) >= 3 and module.pairs and len(module.quiz) >= 8


def test_the_four_checklists_are_there() -> None:
    assert set(load_checklists(GUIDANCE)) == {"agent", "template-owner", "monthly-audit", "first-hour"}
