"""The playbook is complete, consistent, and says where a mistake stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from poa.errors import GuidanceError
from poa.library.guidance import Guidance
from poa.library.places import places_of
from poa.library.playbook import load_playbook
from poa.library.rules import load_rules
from poa.model.question import STEPS
from poa.resources import root

GUIDANCE = Guidance([root("guidance")])
BOOK = load_playbook(GUIDANCE)
BRANCHES = {
    "acknowledge", "plan_of_action", "dispute", "messaging_restriction", "amazon_staff", "further_appeal", "phishing",
}  # fmt: skip


def test_all_known_causes_are_there() -> None:
    numbers = {int(name[1:3]) for name in BOOK.causes}
    assert numbers >= set(range(1, 25))


def test_every_branch_says_where_to_click() -> None:
    assert set(BOOK.branches) == BRANCHES
    for branch in BOOK.branches.values():
        assert branch.where.en and branch.where.zh and branch.notes
        assert branch.fields or branch.id == "phishing"


def test_every_rule_that_an_entry_names_exists() -> None:
    rules = load_rules(GUIDANCE)
    named = [*(r for c in BOOK.causes.values() for r in c.rules), *(r for c in BOOK.conduct.values() for r in c.rules)]
    assert [rule for rule in named if not rule.startswith("notice.") and rule not in rules] == []


def test_every_conduct_rule_has_words_for_the_letter() -> None:
    named = {rule for conduct in BOOK.conduct.values() for rule in conduct.rules}
    assert [rule.id for rule in load_rules(GUIDANCE).values() if rule.stop and rule.id not in named] == []
    for conduct in BOOK.conduct.values():
        assert conduct.forbids.en or conduct.says.en


@pytest.mark.parametrize("kind", ["causes", "actions", "measures"])
def test_every_entry_asks_for_what_its_sentences_need(kind: str) -> None:
    for entry in getattr(BOOK, kind).values():
        known = {slot.id for slot in entry.slots}
        assert entry.sentences, entry.id
        for variant in entry.sentences:
            assert set(variant.needs) <= known | {"by", "owner", "frequency", "alone", "audited"}
            for language in ("en", "zh"):
                assert {place.name for place in places_of(variant.text.of(language))} <= known | {"by", "owner"}


def test_both_languages_of_a_sentence_tell_the_same_facts() -> None:
    for entries in (BOOK.causes, BOOK.actions, BOOK.measures):
        for entry in entries.values():
            for variant in entry.sentences:
                english, chinese = (
                    {p.name for p in places_of(variant.text.of(name))} - {"by"} for name in ("en", "zh")
                )
                assert english == chinese, entry.id


def test_each_cause_but_not_guilty_offers_actions_measures_and_a_second_why() -> None:
    for cause in BOOK.causes.values():
        assert cause.second_why and cause.actions
        assert cause.measures or cause.id == "c23-not-guilty"


def test_small_firms_are_offered_something_that_fits_them() -> None:
    for cause in BOOK.causes.values():
        if "one" in cause.fits and cause.measures:
            assert any("one" in BOOK.measures[name].fits for name in cause.measures), cause.id


def test_questions_belong_to_a_step() -> None:
    assert {question.step for question in BOOK.questions.values()} <= set(STEPS)


GOOD = """- id: a99
  title: {en: T, zh: 题}
  slots: [tool]
  sentences: [{needs: [tool], en: 'x {tool}', zh: '{tool}'}]
"""


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (("needs: [tool]", "needs: []"), 4),
        (("{tool}'}]", "{other}'}]"), 4),
        (("slots: [tool]", "slots: [nothing]"), 3),
        (("title: {en: T, zh: 题}", "title: {en: T}"), 2),
        (("- id: a99", "- id: a99\n  colour: red"), 2),
    ],
)
def test_a_mistake_in_an_entry_is_told_with_its_line(tmp_path: Path, change: tuple[str, str], line: int) -> None:
    (tmp_path / "actions.yaml").write_text(GOOD.replace(*change), encoding="utf-8")
    with pytest.raises(GuidanceError) as refusal:
        load_playbook(Guidance([root("guidance"), tmp_path]))
    assert refusal.value.place == f"{tmp_path / 'actions.yaml'}:{line}"


def test_a_user_adds_an_entry_without_code(tmp_path: Path) -> None:
    (tmp_path / "actions.yaml").write_text(GOOD, encoding="utf-8")
    assert "a99" in load_playbook(Guidance([root("guidance"), tmp_path])).actions
