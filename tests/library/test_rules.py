"""The policy rules: all there, complete in both languages, and read strictly."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poa.errors import GuidanceError
from poa.library.guidance import Entry, Guidance
from poa.library.rules import RULE_KEYS, load_rules, load_sources, load_titles, read_rule
from poa.library.yamlfile import parse_yaml
from poa.model.rule import Bilingual, Rule
from poa.resources import root
from tests.each import each

SECTIONS = {"A": 9, "B": 10, "C": 7, "D": 9, "E": 10, "F": 13, "G": 11, "H": 9, "I": 7, "J": 8, "K": 25, "L": 9}
LABELS = Path(__file__).parents[2].parent / "shared" / "data" / "labels.yaml"
# What these demand cannot be seen in a message: it is about messages that were not written, or about the order.
UNSEEN = {"order.adjust-with-reason", "order.unavailable-must-tell", "scope.recipients", "service.holding-reply"}

RULES = load_rules(Guidance([root("guidance")]))
each_rule = each("rule", RULES.values(), ids=list(RULES))
detectable = [rule for rule in RULES.values() if rule.detectable]
each_detectable = each("rule", detectable, ids=[rule.id for rule in detectable])

SOURCE = "- {id: manual, title: Our manual, kind: article, language: en}\n"
RULE = """\
- id: own.rule
  section: U
  kind: prohibited_message
  severity: warning
  title: {en: A rule, zh: 一条规则}
  summary: {en: Something., zh: 某事。}
  sources: [manual]
  confidence: S1
"""


def guidance(tmp_path: Path, rules: str, sources: str = SOURCE) -> Guidance:
    (tmp_path / "sources.yaml").write_text(sources, encoding="utf-8")
    (tmp_path / "rules.yaml").write_text(rules, encoding="utf-8")
    return Guidance([tmp_path])


def test_there_are_127_rules_in_twelve_sections() -> None:
    assert sum(SECTIONS.values()) == 127
    assert Counter(rule.section for rule in RULES.values()) == SECTIONS


@each_rule
def test_a_rule_is_complete_in_both_languages(rule: Rule) -> None:
    texts = [rule.title, rule.summary, *rule.exceptions, *rule.conflicts]
    texts += [text for text in (rule.act, rule.why) if text != Bilingual()]
    for text in texts:
        assert text.en.strip() and text.zh.strip()
        assert any("\u4e00" <= char <= "\u9fff" for char in text.zh)
    assert len(rule.title.en.split()) <= 6
    assert rule.verified == "2026-11-22"


@each_rule
def test_a_rule_that_can_be_broken_names_the_breach_for_a_letter(rule: Rule) -> None:
    if rule.detectable or rule.kind in ("conduct", "required", "prohibited_message", "prohibited_content"):
        assert rule.act.en and rule.act.zh and rule.why.en and rule.why.zh
        assert not rule.act.en.endswith(".") and rule.act.en[0].islower()


@each_detectable
def test_a_detectable_rule_has_three_examples_of_each_kind(rule: Rule) -> None:
    assert len(rule.violates) >= 3
    assert len(rule.passes) >= 3
    languages = {example.lang for example in (*rule.violates, *rule.passes)}
    assert "zh-Hans" in languages and len(languages) >= 2
    bad, good = ({(one.text, repr(one.message)) for one in some} for some in (rule.violates, rule.passes))
    assert not bad & good


@each_rule
def test_severity_follows_from_the_kind(rule: Rule) -> None:
    if rule.kind in ("conduct", "prohibited_message") and rule.id != "critical.important-abuse":
        assert rule.severity == "error"
    if rule.section == "F" and rule.kind == "prohibited_content":
        assert rule.severity == "error"
    if rule.section == "G":
        assert rule.severity == "warning"
    if rule.kind in ("permitted", "fact", "consequence", "caution"):
        assert rule.severity == "info"
    if rule.conflicts and rule.kind == "caution":
        assert len(rule.sources) >= 2


@each_rule
def test_a_stop_rule_is_detectable_and_an_error(rule: Rule) -> None:
    if rule.stop:
        assert rule.detectable and rule.severity == "error"


@each_rule
def test_equivalents_are_mutual(rule: Rule) -> None:
    for other in rule.equivalent:
        assert rule.id in RULES[other].equivalent


def test_the_retired_tag_warns() -> None:
    rule = RULES["critical.important-retired"]
    assert (rule.severity, rule.retired) == ("warning", "2025-04-25")


def test_the_first_link_of_a_breakable_rule_is_an_address() -> None:
    without = {rule.id for rule in RULES.values() if not rule.url.startswith("https://")}
    assert without == {"coc.sps-abuse"}, "known from a notice alone"


@pytest.mark.skipif(not LABELS.exists(), reason="the development data is not here")
def test_the_labels_of_the_development_data_are_rules() -> None:
    from poa.library.yamlfile import read_yaml

    data = read_yaml(LABELS).data
    assert set(data["counts"]) <= set(RULES)
    assert {name for name in data["counts"] if not RULES[name].detectable} == UNSEEN
    for group in data["equivalent"]:
        for name in group:
            assert set(RULES[name].equivalent) == set(group) - {name}


def test_sources_are_unique_addresses() -> None:
    sources = load_sources(Guidance([root("guidance")])).values()
    addresses = [source.url for source in sources if source.url]
    assert len(addresses) == len(set(addresses))
    assert all(source.url or source.kind in ("notice", "article") for source in sources)


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("  confidence: S1\n", "  confidence: S1\n  colour: red\n", 9, "colour"),
        ("severity: warning", "severity: fatal", 4, "fatal"),
        ("kind: prohibited_message", "kind: nonsense", 3, "nonsense"),
        ("sources: [manual]", "sources: [manual, other]", 7, "other"),
        ("sources: [manual]", "sources: []", 7, "no source"),
        (", zh: 某事。}", "}", 6, "zh"),
        ("section: U", "section: Z", 2, "Z"),
        ("  confidence: S1\n", "  confidence: S1\n  stop: 'yes'\n", 9, "true or false"),
        ("  confidence: S1\n", "  confidence: S1\n  examples: [a]\n", 9, "violates"),
        ("  confidence: S1\n", "  confidence: S1\n  examples:\n    passes:\n      - {lang: en}\n", 11, "example"),
        ("  confidence: S1\n", "  confidence: S1\n  examples:\n    passes:\n      - {text: x, tone: y}\n", 11, "tone"),
        ("  confidence: S1\n", "", 1, "confidence"),
    ],
)
def test_a_wrong_entry_is_told_with_file_line_and_id(tmp_path: Path, old: str, new: str, line: int, says: str) -> None:
    with pytest.raises(GuidanceError) as told:
        load_rules(guidance(tmp_path, RULE.replace(old, new)))
    assert told.value.file == tmp_path / "rules.yaml"
    assert told.value.line == line
    assert "own.rule" in str(told.value) and says in str(told.value)


@pytest.mark.parametrize("key", ["kind", "title", "language"])
def test_an_incomplete_source_is_told_with_its_line(tmp_path: Path, key: str) -> None:
    source = {"kind": "kind: article, ", "title": "title: Our manual, ", "language": ", language: en"}[key]
    with pytest.raises(GuidanceError) as told:
        load_rules(guidance(tmp_path, RULE, "# note\n" + SOURCE.replace(source, "")))
    assert told.value.place == f"{tmp_path / 'sources.yaml'}:2"


def test_an_official_source_needs_an_address(tmp_path: Path) -> None:
    with pytest.raises(GuidanceError, match="url"):
        load_sources(guidance(tmp_path, RULE, SOURCE.replace("article", "official")))


def test_a_users_folder_switches_rules_off_changes_and_adds_them(tmp_path: Path) -> None:
    own = RULE + "- {id: style.emoji, severity: info}\n- {id: style.gif, off: true}\n"
    folder = guidance(tmp_path, own).folders[0]
    rules = load_rules(Guidance([root("guidance"), folder]))
    assert "style.gif" not in rules
    assert rules["style.emoji"].severity == "info"
    assert rules["style.emoji"].summary == RULES["style.emoji"].summary
    assert rules["own.rule"].sources[0].key == "manual"
    assert len(rules) == 127


def test_a_wrong_change_names_the_users_file(tmp_path: Path) -> None:
    folder = guidance(tmp_path, "\n- id: style.emoji\n  severity: loud\n").folders[0]
    with pytest.raises(GuidanceError) as told:
        load_rules(Guidance([root("guidance"), folder]))
    assert told.value.place == f"{tmp_path / 'rules.yaml'}:3"


def test_titles_are_those_of_the_rules_and_outlive_the_topics(tmp_path: Path) -> None:
    titles = {rule.id: rule.title for rule in RULES.values()}
    for cache in (None, tmp_path, tmp_path):
        guidance = Guidance([root("guidance")], cache)
        found = load_titles(guidance)
        guidance.forget()
        assert found == titles
        assert len(guidance.topic("rules")) >= len(titles), "a topic that was let go is read again"


def test_times_repeats_an_example(tmp_path: Path) -> None:
    text = RULE + "  examples:\n    violates:\n      - {text: 'ab ', times: 3}\n"
    assert load_rules(guidance(tmp_path, text))["own.rule"].violates[0].text == "ab ab ab "


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda some: st.lists(some, max_size=3) | st.dictionaries(st.sampled_from(["en", "zh", "text", "lang"]), some),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(sorted(RULE_KEYS - {"id"})), PLAIN, max_size=4))
@settings(max_examples=60, deadline=None)
def test_whatever_stands_in_an_entry_is_read_or_refused(changes: dict[str, object]) -> None:
    data = {**parse_yaml(RULE, "rules.yaml").data[0], **changes}
    sources = {"manual": RULES["content.attachment"].sources[0]}
    try:
        rule = read_rule(Entry(data, "rules.yaml", 1), sources)
    except GuidanceError as told:
        assert "own.rule" in str(told)
    else:
        assert rule.summary.en and rule.summary.zh and rule.sources
