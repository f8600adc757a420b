"""What is at fault in a user's own guidance is left out and told; the rest of it, and the product, work on."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from poa.audit import Auditor
from poa.errors import GuidanceError
from poa.library.checking import additions
from poa.library.guidance import Guidance, with_additions
from poa.library.marketplaces import load_marketplaces
from poa.library.own import Own, load_own
from poa.library.playbook import load_playbook
from poa.library.rules import load_rules
from poa.library.training import load_checklists, load_modules
from poa.messages.vocabulary import load_vocabulary
from poa.model.message import Message
from poa.notice.knowledge import check_knowledge
from poa.resources import root
from poa.wording import Wording

PRODUCT = root("guidance")
DETECT = """\
- id: own.catalogue
  finds: own.no-catalogue
  words: {en: [spring catalogue], zh: [春季目录]}
  unless: [own.asked]
- id: own.asked
  patterns: ['you asked for (?P<hit>the catalogue)']
"""
RULES = """\
- id: style.emoji
  severity: info
- id: own.no-catalogue
  section: U
  kind: prohibited_message
  severity: warning
  title: {en: No catalogues, zh: 不发目录}
  summary: {en: Our catalogue is not named., zh: 不提产品目录。}
  sources: [own-manual]
  confidence: S1
  examples:
    violates:
      - {lang: en, text: Have a look at our spring catalogue.}
"""
SOURCES = "- {id: own-manual, title: Our manual, kind: article, language: en}\n"
CAUSE = """\
- id: own-cause
  title: {en: A cause, zh: 原因}
  direct: {en: It was sent., zh: 发出去了。}
  process: {en: Nobody looked., zh: 没有人看。}
"""
SOUND = {"detect": DETECT, "rules": RULES, "sources": SOURCES, "causes": CAUSE}
WORDS = Wording("en")


def own(tmp_path: Path, **files: str) -> Path:
    folder = tmp_path / "guidance"
    folder.mkdir(exist_ok=True)
    for name, text in (SOUND | files).items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def faults(found: Own | None) -> list[tuple[str, int | None, str]]:
    assert found is not None
    return [(Path(one.file).name, one.line, one.key) for one in found.faults if not one.follows]


def ids(found: Own | None, topic: str) -> list[str]:
    return [] if found is None else [entry.id for entry in found.entries.get(topic, ())]


def load_all(guidance: Guidance) -> Auditor:
    """Everything that reads guidance."""
    for load in (load_rules, load_playbook, load_modules, load_checklists, load_marketplaces, check_knowledge):
        load(guidance)
    load_vocabulary(guidance)
    return Auditor(guidance)


def test_without_a_folder_or_a_file_there_is_nothing_of_the_users(tmp_path: Path) -> None:
    assert with_additions(PRODUCT, tmp_path / "guidance").own is None
    (tmp_path / "guidance").mkdir()
    assert with_additions(PRODUCT, tmp_path / "guidance").own is None


def test_sound_additions_lie_over_the_product_and_nothing_is_told(tmp_path: Path) -> None:
    guidance = with_additions(PRODUCT, own(tmp_path))
    auditor = load_all(guidance)
    assert guidance.own is not None and not guidance.own.faults
    assert auditor.rules["style.emoji"].severity == "info"
    found = auditor.check(Message(id="1", text="Have a look at our spring catalogue."))
    assert "own.no-catalogue" in {one.rule for one in found.findings}
    asked = auditor.check(Message(id="2", text="Our spring catalogue is here as you asked for the catalogue."))
    assert "own.no-catalogue" not in {one.rule for one in asked.findings}


@pytest.mark.parametrize(
    ("files", "expected", "lost"),
    [
        ({"detect": DETECT + "- id: a: b\n"}, ("detect.yaml", 7, "files.not_yaml"), {"own.catalogue", "own.asked"}),
        ({"detect": DETECT + "- {id: own.x, finds: style.emoji, wordz: [x]}\n"},
         ("detect.yaml", 7, "check.unknown_key_near"), {"own.x"}),
        ({"detect": DETECT + "- {id: own.x, finds: style.emoji, patterns: ['(x']}\n"},
         ("detect.yaml", 7, "audit.bad_pattern"), {"own.x"}),
        ({"detect": DETECT + "- {id: own.x, finds: style.emoji, words: {en: {x: y}}}\n"},
         ("detect.yaml", 7, "check.not_words"), {"own.x"}),
        ({"detect": DETECT + "- {id: own.x, finds: style.emojy, words: [x]}\n"},
         ("detect.yaml", 7, "check.unknown_rule_near"), {"own.x"}),
        ({"detect": DETECT + "- {id: own.x, finds: style.emoji, words: [x]}\n- {id: own.x, words: [y]}\n"},
         ("detect.yaml", 8, "files.double_id"), set()),
        ({"detect": DETECT + "- {words: [x]}\n"}, ("detect.yaml", 7, "files.no_id"), set()),
        ({"detect": "id: own.x\n"}, ("detect.yaml", 1, "files.not_a_list"), {"own.catalogue", "own.asked"}),
        ({"detect": DETECT + "- {id: own.x, lang: en, concept: CHANGE, phrases: ['give (it']}\n"},
         ("detect.yaml", 7, "audit.bad_phrase"), {"own.x"}),
        ({"rules": RULES + "- {id: style.subject, severity: loud}\n"},
         ("rules.yaml", 14, "rules.unknown_word"), {"style.subject"}),
        ({"rules": RULES.replace("severity: warning", "severity: 3")},
         ("rules.yaml", 6, "rules.unknown_word"), {"own.no-catalogue", "own.catalogue", "own.asked"}),
        ({"causes": CAUSE + "- {id: other, tipe: 3}\n"}, ("causes.yaml", 5, "rules.unknown_key_near"), {"other"}),
        ({"columns": "- {id: column.text, names: null}\n"},
         ("columns.yaml", 1, "check.other_kind"), {"column.text"}),
        ({"training": "- {id: own-module, title: {en: A, zh: B}, minutes: many}\n"},
         ("training.yaml", 1, "check.odd_own"), {"own-module"}),
        ({"checklists": "- {id: own-list, title: {en: A}}\n"},
         ("checklists.yaml", 1, "training.bad_entry"), {"own-list"}),
        ({"slots": "- {id: day, type: daay}\n"}, ("slots.yaml", 1, "rules.unknown_word"), {"day"}),
        ({"notices": "- {id: own.n, field: kind, value: x, signals: {en: ['(']}}\n"},
         ("notices.yaml", 1, "notice.bad_pattern"), {"own.n"}),
        ({"marketplaces": "- {id: XX, name: Amazon.xx}\n"}, ("marketplaces.yaml", 1, "notice.store_lacks"), {"XX"}),
    ],
)  # fmt: skip
def test_what_is_at_fault_is_left_out_and_told_and_the_rest_stays(
    tmp_path: Path, files: dict[str, str], expected: tuple[str, int, str], lost: set[str]
) -> None:
    guidance = with_additions(PRODUCT, own(tmp_path, **files))
    load_all(guidance)
    assert faults(guidance.own) == [expected]
    topics = set(SOUND) | set(files)
    there = {"own.catalogue", "own.asked", "own.no-catalogue", "own-manual", "own-cause"} - lost
    held = {name for topic in topics for name in ids(guidance.own, topic)}
    assert there <= held and not lost & held
    told = [fault.told(WORDS) for fault in guidance.left_out]
    assert told and all("left out" in one for one in told)


def test_a_fault_of_an_override_leaves_the_products_entry_as_it_is(tmp_path: Path) -> None:
    guidance = with_additions(PRODUCT, own(tmp_path, rules="- {id: style.emoji, severity: infoo}\n", detect="[]"))
    assert load_rules(guidance)["style.emoji"] == load_rules(Guidance([PRODUCT]))["style.emoji"]


def test_what_rests_on_what_is_left_out_is_counted_and_not_called_a_fault(tmp_path: Path) -> None:
    guidance = with_additions(PRODUCT, own(tmp_path, sources="- id: own-manual\n   title: x\n"))
    load_all(guidance)
    assert faults(guidance.own) == [("sources.yaml", 2, "files.not_yaml")]
    last = guidance.left_out[-1]
    assert last.key == "check.left_out_with" and last.values["count"] == 3


def test_files_that_cannot_be_read_are_left_out(tmp_path: Path) -> None:
    folder = own(tmp_path)
    (folder / "measures.yaml").mkdir()
    (folder / "actions").mkdir()
    (folder / "actions" / "mine.yaml").mkdir()
    (folder / "slots.yaml").write_bytes("- {id: day, question: {en: é}}".encode("latin-1"))
    (folder / "branches.yaml").write_bytes(b"\x00\x01\x02")
    (folder / "policies.yaml").symlink_to(tmp_path / "nowhere")
    (folder / "conduct.yaml").write_text("[" * 3000, encoding="utf-8")
    with (folder / "questions.yaml").open("wb") as huge:
        huge.truncate(30_000_000)
    guidance = with_additions(PRODUCT, folder)
    load_all(guidance)
    assert guidance.own is not None and all(one.whole for one in guidance.own.faults)
    assert {(name, key) for name, _, key in faults(guidance.own)} == {
        ("measures.yaml", "files.not_a_file"),
        ("mine.yaml", "files.not_a_file"),
        ("slots.yaml", "files.not_utf8"),
        ("branches.yaml", "files.not_yaml"),
        ("policies.yaml", "files.dead_link"),
        ("conduct.yaml", "files.too_deep"),
        ("questions.yaml", "files.too_large"),
    }
    assert set(ids(guidance.own, "detect")) == {"own.catalogue", "own.asked"}


def test_a_file_with_too_many_faults_is_left_out_as_a_whole(tmp_path: Path) -> None:
    many = "".join(f"- {{id: own.x{n}, wordz: [x]}}\n" for n in range(additions.MOST + 5))
    good = "- {id: own.good, finds: style.emoji, words: [zorbleflop]}\n"
    guidance = with_additions(PRODUCT, own(tmp_path, detect=good + many))
    found = faults(guidance.own)
    assert len(found) == additions.MOST + 1 and ("detect.yaml", None, "check.many_faults") in found
    assert ids(guidance.own, "detect") == []


def test_an_entry_that_clashes_with_the_products_is_found_by_trying(tmp_path: Path) -> None:
    slot = "- {id: owner, choices: [{value: 3}]}\n- {id: own-slot, type: text, question: {en: A, zh: B}}\n"
    guidance = with_additions(PRODUCT, own(tmp_path, slots=slot))
    load_playbook(guidance)
    assert [name for name, _, _ in faults(guidance.own)] == ["slots.yaml"]
    assert ids(guidance.own, "slots") == ["own-slot"]


def test_faults_are_told_of_topics_that_were_asked_for(tmp_path: Path) -> None:
    guidance = with_additions(PRODUCT, own(tmp_path, causes="- id: a: b\n"))
    Auditor(guidance)
    assert guidance.left_out == ()
    load_playbook(guidance)
    assert [one.key for one in guidance.left_out] == ["files.not_yaml"]
    assert guidance.own is not None and [one.key for one in guidance.own.all_left_out] == ["files.not_yaml"]


def test_the_products_own_faults_stay_hard(tmp_path: Path) -> None:
    product = tmp_path / "product"
    product.mkdir()
    (product / "rules.yaml").write_text("- {id: a.b, severity: loud}\n", encoding="utf-8")
    (product / "sources.yaml").write_text("[]\n", encoding="utf-8")
    with pytest.raises(GuidanceError, match="product"):
        load_rules(with_additions(product, own(tmp_path)))


def test_the_judgement_is_kept_until_a_file_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, cache = own(tmp_path, rules="- {id: style.emoji, severity: infoo}\n", detect="[]"), tmp_path / "cache"
    first = load_own(PRODUCT, folder, cache)
    judge = additions.judge
    monkeypatch.setattr(additions, "judge", lambda *_: pytest.fail("judged again"))
    again = load_own(PRODUCT, folder, cache)
    assert faults(again) == faults(first) and faults(again) == [("rules.yaml", 1, "rules.unknown_word")]
    monkeypatch.setattr(additions, "judge", judge)
    (folder / "rules.yaml").write_text("- {id: style.emoji, severity: info} # mended\n", encoding="utf-8")
    assert faults(load_own(PRODUCT, folder, cache)) == []


def test_what_is_compiled_knows_what_was_left_out(tmp_path: Path) -> None:
    folder, cache = own(tmp_path), tmp_path / "cache"
    message = Message(id="1", text="Have a look at our spring catalogue.")
    for text, found in ((DETECT, True), (DETECT.replace("words", "wordz"), False), (DETECT, True)):
        (folder / "detect.yaml").write_text(text, encoding="utf-8")
        for _ in range(2):
            auditor = Auditor(with_additions(PRODUCT, folder, cache))
            assert ("own.no-catalogue" in {one.rule for one in auditor.check(message).findings}) is found


@st.composite
def mutated(draw: st.DrawFn) -> dict[str, str]:
    """Sound files of a user's with one of them spoilt, as a slip of the pen or worse would."""
    name = draw(st.sampled_from(sorted(SOUND)))
    text = SOUND[name]
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start, min(len(text), start + 12)))
    put = draw(
        st.sampled_from(["", " ", "\n", ":", "- ", "[", "}", "'", "null", "3", "{a: b}", "\t", "&a", "*", "true"])
        | st.text(max_size=4)
    )
    return {name: text[:start] + put + text[end:]}


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=mutated())
def test_no_slip_of_the_pen_stops_the_program(tmp_path: Path, files: dict[str, str]) -> None:
    name, text = next(iter(files.items()))
    folder = own(tmp_path)
    (folder / f"{name}.yaml").write_bytes(text.encode("utf-8", "surrogatepass"))
    guidance = with_additions(PRODUCT, folder, tmp_path / "cache")
    auditor = load_all(guidance)
    (view,) = auditor.views([Message(id="1", text="Have a look at our spring catalogue 😀.")])
    auditor.detect.scan(view)
    auditor.technical(view)
    for fault in guidance.left_out:
        assert fault.told(WORDS) and fault.told(Wording("zh-Hans"))
