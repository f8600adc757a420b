"""case.yaml as text: every misfit is one sentence with line and remedy."""

from __future__ import annotations

import time
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poa.cases.caseyaml import dump_case, load_answers, parse_case
from poa.errors import CaseError
from poa.model.case import Case, Cause, Incident, LetterOptions, NoticeFacts, Store, Text
from poa.wording import Wording


def refused(text: str) -> str:
    with pytest.raises(CaseError) as caught:
        parse_case(text.encode(), "case.yaml")
    assert caught.value.told(Wording("zh-Hans"))
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("store:\n  nam: X\n", 2, "Did you mean 'name'"),
        ("store:\n  name: X\nincident: []\n", 3, "Did you mean 'incidents'"),
        ("store: {name: X}\nzzzzqqq: 1\n", 2, "Known here: "),
        ("actions:\n- status: done\n  on: 2026-3-9\n", 3, "actions[0].on is not a date: '2026-3-9'"),
        ("actions:\n- status: finished\n", 2, "done, planned, not_true"),
        ("conversation:\n- from: seller\n", 2, "Use one of: buyer, us"),
        ("notice:\n  received: last Tuesday\n", 2, "not a date with a time"),
        ("notice:\n  deadline_hours: soon\n", 2, "must be a number"),
        ("practice: ja\n", 1, "true or false"),
        ("incidents:\n- quote: 12345\n", 2, "Put it in quotation marks"),
        ("incidents: none\n", 1, "must be a list"),
        ("store: Lamp\n", 1, "must have keys below it"),
        ("people:\n- zh: 李伟\n", 2, "The key 'en' is missing"),
        ("causes:\n- slots:\n    first_day: {en: x, fr: y}\n", 2, "'fr' is not known"),
        ("schema: many\n", 1, "whole number"),
        ("schema: 99\n", 1, "newer poa"),
        ("- a\n- b\n", 1, "not a case"),
        ("store: {name: [}\n", 1, "not valid YAML"),
        ("schema: 0\nseller: {name: A}\nstore: {name: B}\n", 2, "earlier name 'seller'"),
        ("schema: 0\nseller:\n  nam: A\n", 3, "Did you mean 'name'"),
    ],
)
def test_a_misfit_is_told_with_line_and_remedy(text: str, line: int, words: str) -> None:
    told = refused(text)
    assert told.startswith(f"case.yaml:{line}: "), told
    assert words in told


def test_moments_that_hands_write_are_understood() -> None:
    case = parse_case(b"notice: {received: 2026-03-09 14:30, deadline_at: 2026-03-12}\nstore:\n", "case.yaml")
    assert case.notice.received == datetime(2026, 3, 9, 14, 30)
    assert case.notice.deadline_at == datetime(2026, 3, 12)
    assert case.store == Store()


def test_a_file_without_a_format_is_of_the_present_one(tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    path.write_bytes("\ufeffstore: {name: 灯具店}\n".encode())
    assert load_answers(path).store.name == "灯具店"


def test_empty_binary_and_foreign_files_are_told(tmp_path: Path) -> None:
    assert "empty" in refused("  \n")
    for name, content in {
        "a": b"\x89PNG\r\n\x1a\n\x00\x00",
        "b": "store".encode("utf-16"),
        "c": b"a: \xc4\xe3",
    }.items():
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(CaseError, match="UTF-8"):
            load_answers(path)
    with pytest.raises(CaseError, match="no such file"):
        load_answers(tmp_path / "none.yaml")


def test_a_huge_file_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    with path.open("wb") as stream:
        stream.truncate(30_000_000_000)
    started = time.monotonic()
    with pytest.raises(CaseError, match="larger than 20 MB"):
        load_answers(path)
    assert time.monotonic() - started < 1


def test_anchors_aliases_tags_and_deep_nests_are_refused() -> None:
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
    assert "Anchors" in refused(bomb)
    assert "tag" in refused("store: !!python/object/apply:os.system ['true']\n")
    assert "nested" in refused("notes: " + "[" * 5000 + "]" * 5000)


def test_control_characters_never_enter_or_leave_a_case() -> None:
    raw = b'store: {name: "Lamp\\u0000 \\u001b[31mred\\u0007"}\nnotes: "a\\r\\nb"\n'
    case = parse_case(raw, "case.yaml")
    assert case.store.name == "Lamp [31mred"
    assert case.notes == "a\nb"
    written = dump_case(Case(notes="x\x00\x1b[2J\ud800y\ufeff"))
    assert parse_case(written, "case.yaml").notes == "x[2Jy"


def test_a_number_without_end_is_left_out() -> None:
    case = parse_case(b"notice: {deadline_hours: 1.0e999}\n", "case.yaml")
    assert case.notice.deadline_hours is None
    assert dump_case(Case(notice=NoticeFacts(deadline_hours=float("nan"), kind="other"))).endswith(b"kind: other\n")


def test_a_value_that_only_looks_equal_is_written_anew() -> None:
    for value in (1, True, 1.0, "1", "true"):
        case = Case(causes=(Cause(slots={"a": value}),))
        found = parse_case(dump_case(case), "case.yaml").causes[0].slots["a"]
        assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize("end", ["\n", "\n\n\n", "...", "\n...", "\n...\n", "...\n", " \n", "---\n"])
def test_texts_that_end_like_a_document_come_back(end: str) -> None:
    case = Case(why_earlier_failed=Text(en=f"a{end}"), opening=Text(zh=end), notes=f"b{end}")
    assert parse_case(dump_case(case), "case.yaml") == case


def test_jinja_and_markup_in_answers_are_only_text() -> None:
    notes = "{{ 7*7 }} {% include 'x' %} [bold]x[/] <script>"
    assert parse_case(dump_case(Case(notes=notes)), "case.yaml").notes == notes


_texts = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff\ufffe\uffff"), max_size=40)
_words = st.one_of(
    _texts, st.sampled_from(["true", "no", "12", "1e5", "2026-03-09", "- a", "a: b", "", " x ", "#", "!x", "&a", "*"])
)
_dates = st.none() | st.dates()


@settings(max_examples=60, deadline=None)
@given(
    _words, _words, _dates, st.none() | st.floats(allow_nan=False, allow_infinity=False), st.lists(_words, max_size=3)
)
def test_whatever_is_answered_comes_back_the_same(
    one: str, two: str, on: date | None, hours: float | None, many: list[str]
) -> None:
    case = Case(
        store=Store(name=one),
        notice=NoticeFacts(deadline_hours=hours, subject=two, asks=tuple(many)),
        incidents=(Incident(quote=f"{one}\n{two}", on=on, act=Text(en=two, zh=one)),),
        causes=(Cause(slots={"a": one, "b": tuple(many), "c": Text(en=two), "d": 3}),),
        letter=LetterOptions(edits={one or "k": two}),
    )
    assert parse_case(dump_case(case, "# head\n"), "case.yaml") == case


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=200), st.binary(max_size=200)))
def test_any_bytes_are_a_case_or_one_sentence(content: str | bytes) -> None:
    raw = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    try:
        parse_case(raw, "case.yaml")
    except CaseError as problem:
        assert problem.told(Wording("en")) and problem.told(Wording("zh-Hans"))
