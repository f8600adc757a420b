"""poa check finds what is wrong in guidance, templates and catalogues, by file and line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import poa.wording
from poa.library.check import CHECKS, Ground, Problem, run_checks
from poa.library.checking import additions, entries, owners, texts
from poa.library.checking.entries import count_words
from poa.library.checking.examples import examples_hold
from poa.library.rules import CONFIDENCES
from poa.model.rule import Example
from poa.resources import root
from poa.wording import LANGUAGES, Wording

TODAY = date(2026, 11, 22)
RULE = """\
- id: own.rule
  section: U
  kind: prohibited_message
  severity: warning
  title: {en: A rule, zh: 一条规则}
  summary: {en: Something., zh: 某事。}
  sources: [manual]
  confidence: S1
  verified: 2026-10-01
  act: {en: did something, zh: 做了某事}
"""
SOURCE = "- {id: manual, title: Our manual, kind: article, language: en}\n"
RULES, CAUSES = "guidance/rules.yaml", "guidance/causes.yaml"
# The topics' own loaders need a whole guidance; they are tried on the product's own below.
SMALL = tuple(check for check in CHECKS if check not in (owners.loaders, additions.additions_sound))


def ground(tmp_path: Path, files: dict[str, str], *, today: date = TODAY) -> Ground:
    for name, text in ({"guidance/rules.yaml": RULE, "guidance/sources.yaml": SOURCE} | files).items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    folders = [tmp_path / name for name in ("guidance", "own") if (tmp_path / name).is_dir()]
    templates = [tmp_path / "templates"] if (tmp_path / "templates").is_dir() else []
    wording = tmp_path / "wording" if (tmp_path / "wording").is_dir() else None
    return Ground(tuple(folders), tuple(templates), wording, today)


def places(found: list[Problem], tmp_path: Path) -> list[tuple[str, int | None, str]]:
    return [(Path(one.file).relative_to(tmp_path).as_posix(), one.line, one.key) for one in found]


def test_the_products_own_guidance_is_sound() -> None:
    own = Ground((root("guidance"),), (), Path(poa.wording.__file__).parent, TODAY)
    wrong = [one for one in run_checks(own) if Path(one.file).parent.name == "rules" or "sources" in one.file]
    assert wrong == []


def test_a_sound_folder_has_no_problems(tmp_path: Path) -> None:
    assert run_checks(ground(tmp_path, {}), SMALL) == []


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({RULES: RULE + "  a: b: c\n"}, (RULES, 11, "files.not_yaml")),
        ({CAUSES: "id: x\n"}, (CAUSES, 1, "files.not_a_list")),
        ({CAUSES: "- id: a\n- {name: b}\n"}, (CAUSES, 2, "files.no_id")),
        (
            {"guidance/causes/a.yaml": "- id: one\n", "guidance/causes/b.yaml": "\n- id: one\n"},
            ("guidance/causes/b.yaml", 2, "check.double_id"),
        ),
        ({CAUSES: "- id: a\n  title: {en: Only}\n"}, (CAUSES, 2, "check.no_language")),
        ({CAUSES: "- id: a\n  rules: [own.rule,\n    own.other]\n"},
         (CAUSES, 3, "check.unknown_rule")),
        ({CAUSES: "- id: a\n  rules: [own.rul]\n"}, (CAUSES, 2, "check.unknown_rule_near")),
        ({"guidance/sources.yaml": SOURCE + "- {id: b, title: B, kind: official, language: en,\n   url: 'http://a.b'}\n"},
         ("guidance/sources.yaml", 3, "check.bad_link")),
        ({CAUSES: f"- id: a\n  excerpt: {'word ' * 26}\n"}, (CAUSES, 2, "check.long_excerpt")),
        ({RULES: RULE.replace("2026-10-01", "2025-11-21")}, (RULES, 9, "check.old_rule")),
        ({RULES: RULE.replace("2026-10-01", "October")}, (RULES, 9, "check.bad_date")),
        ({RULES: RULE.replace("2026-10-01", "2026-02-30")}, (RULES, 9, "check.bad_date")),
        ({RULES: RULE.replace("  verified: 2026-10-01\n", "")},
         (RULES, 1, "check.not_verified")),
        ({RULES: RULE + "  detectable: true\n"}, (RULES, 1, "check.few_examples")),
        ({RULES: RULE.split("  act")[0]}, (RULES, 1, "check.no_act")),
        ({RULES: RULE + "  equivalent: [own.gone]\n"}, (RULES, 11, "check.unknown_rule")),
        ({RULES: RULE + "  speed: 3\n"}, (RULES, 11, "rules.unknown_key")),
        ({"own/rulez.yaml": "- id: a\n"}, ("own/rulez.yaml", 1, "check.unknown_topic")),
        ({"templates/en/plan.j2": "Dear\n{% if x %}\n"}, ("templates/en/plan.j2", 2, "check.bad_template")),
        ({"templates/en/plan.j2": "{{ a }}\n{% include 'gone.j2' %}\n"},
         ("templates/en/plan.j2", 2, "check.no_template")),
        ({RULES: RULE.replace("own.rule", "Bad Id!")}, (RULES, 1, "check.bad_id")),
        ({RULES: RULE.replace("S1", "S1+Q9")}, (RULES, 8, "check.unknown_confidence")),
        ({RULES: RULE + "- {id: own.rul, off: true}\n"}, (RULES, 11, "check.unknown_rule_near")),
        ({"templates/en/words.yaml": "a: 1\na: 2\n"}, ("templates/en/words.yaml", 2, "files.double_key")),
        ({"wording/en/a.yaml": "x: '{n} y'\nz: q\n", "wording/zh-Hans/a.yaml": "x: '{n} 个'\n"},
         ("wording/en/a.yaml", 2, "check.one_sided_key")),
        ({"wording/en/a.yaml": "x: '{n} y'\n", "wording/zh-Hans/a.yaml": "x: '{m} 个'\n"},
         ("wording/zh-Hans/a.yaml", 1, "check.other_places")),
        ({"wording/en/a.yaml": "x: y\n", "wording/zh-Hans/b.yaml": "x: y\n"},
         ("wording/en/b.yaml", None, "check.no_catalogue")),
    ],
)  # fmt: skip
def test_a_fault_is_found_at_its_place(
    tmp_path: Path, files: dict[str, str], expected: tuple[str, int | None, str]
) -> None:
    found = run_checks(ground(tmp_path, files), SMALL)
    assert expected in places(found, tmp_path)
    for one in found:
        for language in LANGUAGES:
            words = Wording(language)
            assert words(f"{one.key}.problem", **one.values) and words(f"{one.key}.remedy", **one.values)


def test_all_faults_are_told_at_once_in_order(tmp_path: Path) -> None:
    files = {
        "guidance/causes.yaml": "- id: a\n  title: {zh: 只有}\n  rules: [no.rule]\n- {b: c}\n",
        "own/x.yaml": "- id: y\n",
    }
    keys = [one.key for one in run_checks(ground(tmp_path, files), SMALL)]
    assert keys == ["check.no_language", "check.unknown_rule_near", "files.no_id", "check.unknown_topic"]


def test_a_rule_of_today_less_a_year_is_not_old(tmp_path: Path) -> None:
    found = run_checks(ground(tmp_path, {}, today=date(2027, 10, 1)), SMALL)
    assert found == []
    found = run_checks(ground(tmp_path, {}, today=date(2027, 10, 2)), SMALL)
    assert [(one.key, one.severity) for one in found] == [("check.old_rule", "warning")]


def test_a_user_may_change_an_entry_of_the_product(tmp_path: Path) -> None:
    files = {"own/rules.yaml": "- {id: own.rule, off: true}\n"}
    assert run_checks(ground(tmp_path, files), SMALL) == []


def test_includes_count_from_the_folder_of_the_language(tmp_path: Path) -> None:
    files = {"templates/en/plan.j2": "{% include 'part.j2' %}", "templates/en/part.j2": "x"}
    assert list(texts.templates(ground(tmp_path, files))) == []


def test_plurals_may_differ_between_languages(tmp_path: Path) -> None:
    files = {
        "wording/en/a.yaml": "x: {one: '{n} day', other: '{n} days'}\n",
        "wording/zh-Hans/a.yaml": "x: {other: '{n} 天'}\n",
    }
    assert list(texts.catalogues(ground(tmp_path, files))) == []


def test_word_lists_of_many_languages_are_left_alone(tmp_path: Path) -> None:
    files = {"guidance/detect.yaml": "- id: a\n  words: {en: [x], de: [y]}\n- id: b\n  words: {en: [x]}\n"}
    assert list(entries.both_languages(ground(tmp_path, files))) == []


def test_breaches_that_only_a_notice_names_are_no_rules(tmp_path: Path) -> None:
    files = {"guidance/conduct.yaml": "- id: a\n  rules: [notice.other]\n"}
    assert list(entries.cited_rules(ground(tmp_path, files))) == []


def test_rules_of_a_file_that_cannot_be_read_are_not_called_unknown(tmp_path: Path) -> None:
    files = {"guidance/rules.yaml": RULE + "  a: b: c\n", "guidance/causes.yaml": "- id: a\n  rules: [own.rule]\n"}
    keys = {one.key for one in run_checks(ground(tmp_path, files), SMALL)}
    assert "files.not_yaml" in keys and "check.unknown_rule" not in keys


DETECT = "guidance/detect.yaml"
LOOKED_FOR = """\
- {id: own.limits, most: 3}
- {id: own.beside, lang: en, layer: side, concept: REVIEW, phrases: [those stars]}
- {id: own.asked, words: [you asked]}
- {id: own.phrase, lang: en, concept: CHANGE, phrases: [give it a fresh coat]}
- {id: own.relation, rule: own.rule, find: [CHANGE ~3 REVIEW]}
- {id: own.kinds, kinds: {TURN: [CHANGE]}}
- {id: own.review, lang: en, concept: REVIEW, phrases: [a few stars]}
"""


@pytest.mark.parametrize(
    ("entry", "key", "near"),
    [
        ("{id: own.x, finds: own.rule, pattern: [x]}", "check.unknown_key_near", "patterns"),
        ("{id: own.x, lang: en, concept: CHANGE, phrase: [x]}", "check.unknown_key_near", "phrases"),
        ("{id: own.x, finds: own.rule, words: [x], colour: red}", "check.unknown_key", None),
        ("{id: own.x, finds: own.rule, words: {eng: [x]}}", "check.unknown_language_near", "en"),
        ("{id: own.x, finds: own.rule, words: {cn: [x]}}", "check.unknown_language", None),
        ("{id: own.x, finds: own.rule, patterns: {xx-en: [x]}}", "check.unknown_language", None),
        ("{id: own.x, finds: own.rul, words: [x]}", "check.unknown_rule_near", "own.rule"),
        ("{id: own.x, finds: 'Catalogues', words: [x]}", "check.unknown_rule", ""),
        ("{id: own.x, finds: [own.rule], words: [x]}", "check.not_text", None),
        ("{id: own.x, finds: own.rule, words: 7}", "check.not_words", None),
        ("{id: own.x, finds: own.rule, words: {en: {a: b}}}", "check.not_words", None),
        ("{id: own.x, finds: own.rule, words: [[x]]}", "check.not_words", None),
        ("{id: own.x, finds: own.rule, words: [x, true]}", "check.not_words", None),
        ("{id: own.x, finds: own.rule, patterns: }", "check.not_words", None),
        ('{id: own.x, finds: own.rule, words: {en: [x, ""]}}', "check.empty_word", None),
        ("{id: own.x, finds: own.rule, words: [x, '*']}", "check.empty_word", None),
        ("{id: own.x, finds: own.rule, patterns: [x, ' ']}", "check.empty_word", None),
        ("{id: own.asked, never: ['']}", "check.empty_word", None),
        ("{id: own.x, lang: en, concept: CHANGE, phrases: [x, '']}", "check.empty_word", None),
        ("{id: own.x, finds: own.rule, words: [x], never: {a: x}}", "check.not_texts", None),
        ("{id: own.x, rule: own.rule, find: [CHANGE], within: two}", "check.not_number", None),
        ("{id: own.x, rule: own.rule, find: [CHANGE], times: 0}", "check.not_number", None),
        ("{id: own.x, rule: [own.rule], find: [CHANGE]}", "check.not_text", None),
        ("{id: own.x, rule: own.rule, find: [CHANGE], langs: {a: b}}", "check.not_texts", None),
        ("{id: own.askd, also: [x]}", "check.unread_entry_near", "own.asked"),
        ("{id: mine, words: [x]}", "check.unread_entry", ""),
        ("{id: own.limits, most: many}", "check.other_kind", None),
        ("{id: own.limits, mst: 3}", "check.unknown_key_near", "most"),
        ("{id: own.x, kinds: {TALK: [CHANGE, REVEIW]}}", "check.unknown_name_near", "REVIEW"),
        ("{id: own.x, rule: nothing, find: [CHANGE]}", "check.unknown_rule", ""),
        ("{id: own.x, lang: en, layer: sied, concept: CHANGE, phrases: [x]}", "check.unknown_name_near", "side"),
        ("{id: own.x, finds: own.rule, words: [x], unless: [own.askd]}", "check.unknown_name_near", "own.asked"),
        ("{id: own.x, rule: own.rule, find: [CHANGE], alone: [REVEIW]}", "check.unknown_name_near", "REVIEW"),
        ("{id: own.x, finds: own.rule, words: [x], unless: nothere}", "check.unknown_name", None),
        ("{id: own.x, lang: xx, concept: CHANGE, phrases: [x]}", "check.unknown_name", None),
        ("{id: own.x, lang: en, concept: CHNAGE, phrases: [x]}", "check.unknown_name_near", "CHANGE"),
        ("{id: own.x, rule: own.rule, find: [CHANGE ~3 REVEIW]}", "check.unknown_name_near", "REVIEW"),
        ("{id: own.x, rule: own.rule, find: [CHANGE], unles: [CHANGE]}", "check.unknown_key_near", "unless"),
        (
            "{id: own.x, rule: own.rule, find: [CHANGE], unless: [$own.relatoin]}",
            "check.unknown_name_near",
            "own.relation",
        ),
        (
            "{id: own.x, rule: own.rule, find: [CHANGE], channels: [direct_mail]}",
            "check.unknown_name_near",
            "direct_email",
        ),
        ("{id: own.x, finds: own.rule, words: [x], late: yes}", "rules.not_flag", None),
    ],
)
def test_what_would_never_be_found_is_named(tmp_path: Path, entry: str, key: str, near: str | None) -> None:
    """A user's entry may name what the product's or his own entries know, and nothing else."""
    files = {DETECT: LOOKED_FOR, "own/detect.yaml": f"# mine\n- {entry}\n"}
    (wrong,) = run_checks(ground(tmp_path, files), SMALL)
    assert (wrong.key, wrong.line, wrong.values.get("near")) == (key, 2, near)


@pytest.mark.parametrize(
    "entry",
    [
        "{id: own.x, finds: own.rule, words: {en: [x], zh: [一], zh-Hant: 一, en-GB: []}, patterns: x}",
        "{id: own.x, finds: notice.other, words: [2024, 1.5, x]}",
        "{id: own.asked, words: {en: [x]}, never: you}",
        "{id: own.limits, most: 2.5}",
    ],
)
def test_what_can_be_found_is_left_alone(tmp_path: Path, entry: str) -> None:
    files = {DETECT: LOOKED_FOR + "- {id: own.words, words: {zh: [一]}}\n", "own/detect.yaml": f"- {entry}\n"}
    assert run_checks(ground(tmp_path, files), SMALL) == []


def test_while_rules_cannot_be_read_none_is_told_as_missing(tmp_path: Path) -> None:
    files = {
        DETECT: LOOKED_FOR,
        RULES: RULE + "a: b: c\n",
        "own/detect.yaml": "- {id: own.x, finds: z.y, words: [x]}\n",
    }
    assert [one.key for one in run_checks(ground(tmp_path, files), SMALL)] == ["files.not_yaml"]


def test_own_concepts_that_are_said_and_asked_for_are_known(tmp_path: Path) -> None:
    own = (
        "- {id: own.a, lang: en, concept: HULLO, phrases: [hullo there]}\n"
        "- {id: own.b, rule: own.rule, find: [HULLO ~3 TURN], with: [own.relation], unless: [$own.relation]}\n"
        "- {id: own.asked, also: [you wanted], never: [you asked]}\n"
    )
    assert run_checks(ground(tmp_path, {DETECT: LOOKED_FOR, "own/detect.yaml": own}), SMALL) == []


def test_keys_of_any_topic_are_those_that_are_read(tmp_path: Path) -> None:
    cause = "- id: mine\n  title: {en: a, zh: b}\n  direct: {en: a, zh: b}\n  process: {en: a, zh: b}\n"
    files = {
        "guidance/questions.yaml": "- {id: a, question: b}\n",
        "own/questions.yaml": "- {id: a, qestion: c}\n",
        "guidance/causes.yaml": cause,
        "own/causes.yaml": cause + "  sentenses: []\n  slots:\n    - id: x\n      tipe: text\n",
    }
    found = run_checks(ground(tmp_path, files), SMALL)
    assert [(Path(one.file).name, one.line, one.values["name"], one.values["near"]) for one in found] == [
        ("causes.yaml", 5, "sentenses", "sentences"),
        ("causes.yaml", 8, "tipe", "type"),
        ("questions.yaml", 1, "qestion", "question"),
    ]


def test_words_are_counted_in_any_script() -> None:
    assert count_words("one two three") == 3
    assert count_words("一二三四五") == 3
    assert count_words("请勿使用 WhatsApp") == 3


def test_examples_of_a_users_rule_are_run(tmp_path: Path) -> None:
    examples = """\
  examples:
    violates:
      - {text: a catalogue}
      - {text: a list}
    passes:
      - {text: no catalogue}
"""

    def find(example: Example) -> set[str]:
        return {"own.rule"} if "catalogue" in example.text else set()

    site = ground(tmp_path, {"guidance/rules.yaml": "", "own/rules.yaml": RULE + examples})
    found = list(examples_hold(lambda _: find)(site))
    assert [(one.line, one.key) for one in found] == [(14, "check.wrong_example"), (16, "check.false_alarm")]


def test_no_template_is_run(tmp_path: Path) -> None:
    files = {"templates/en/plan.j2": "{{ ''.__class__.__mro__ }}{{ 1/0 }}"}
    assert list(texts.templates(ground(tmp_path, files))) == []


def test_a_users_template_that_nobody_reads_is_told(tmp_path: Path) -> None:
    files = {
        "templates/en/plan.j2": "Dear",
        "templates/en/words.yaml": "a: b\n",
        "own/en/plan.j2": "{% include 'greeting.j2' %}",
        "own/en/greeting.j2": "Hello",
        "own/en/words.yaml": "a: c\n",
        "own/en/letter.md": "Dear",
        "own/zh-Hans/plan.j2": "x",
        "own/plan.j2": "x",
        "own/README.md": "About this folder",
        "own/.git/config": "x",
    }
    some = ground(tmp_path, files)
    both = Ground(some.guidance[:1], (tmp_path / "templates", tmp_path / "own"), None, TODAY)
    found = [one for one in run_checks(both, SMALL) if one.key == "check.unread_template"]
    assert [(one.values["name"], one.severity) for one in found] == [
        ("en/letter.md", "warning"),
        ("plan.j2", "warning"),
        ("zh-Hans/plan.j2", "warning"),
    ]
    assert found[0].values["folders"] == "en" and "plan.j2" in found[0].values["known"]


def test_each_confidence_has_a_word_in_both_languages() -> None:
    for language in LANGUAGES:
        assert set(Wording(language).area("rules")["confidence"]) == set(CONFIDENCES)
