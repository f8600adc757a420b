"""Findings, conditions, severities and verdicts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poa.audit import Auditor
from poa.audit.hit import Hit
from poa.audit.merging import merge
from poa.errors import GuidanceError
from poa.library.guidance import Guidance
from poa.model.message import Message
from poa.model.rule import Audited
from poa.resources import root

ORDER = "114-5551234-1234567"
BAD = "Add me on WhatsApp and look at https://lumatek.example/x 😀"


def test_a_buyers_message_is_never_judged(check: Callable[..., Audited]) -> None:
    audited = check(BAD, direction="inbound")
    assert (audited.verdict, audited.findings) == ("send", ())


def test_a_clean_message_can_be_sent(check: Callable[..., Audited]) -> None:
    assert check("The new lid leaves tomorrow. You can keep the old one.").verdict == "send"


def test_conduct_stops_and_style_asks_for_mending(check: Callable[..., Audited]) -> None:
    assert check("The new lid leaves tomorrow 😀").verdict == "fix"
    assert check("Please delete your review and we refund you in full.").verdict == "stop"


def test_a_finding_points_at_its_words_and_says_where_the_rule_is(check: Callable[..., Audited]) -> None:
    text = "Hello — have a look at ｌｕｍａｔｅｋ．ｓｈｏｐ please"
    (finding,) = [f for f in check(text).findings if f.rule == "content.external-link"]
    assert text[finding.start : finding.end] == finding.excerpt == "ｌｕｍａｔｅｋ．ｓｈｏｐ"
    assert finding.url.startswith("https://") and finding.message.en and finding.message.zh


def test_only_the_chosen_rules_are_reported(tmp_path: Path) -> None:
    auditor = Auditor(Guidance([root("guidance")], tmp_path), only=frozenset({"style.emoji"}))
    assert {f.rule for f in auditor.check(Message(id="m", text=BAD)).findings} == {"style.emoji"}


def test_a_user_switches_a_rule_off_and_changes_a_severity(tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text(
        "- id: style.emoji\n  off: true\n- id: content.external-link\n  severity: info\n", encoding="utf-8"
    )
    auditor = Auditor(Guidance([root("guidance"), tmp_path]))
    audited = auditor.check(Message(id="m", text="Look at https://lumatek.example/x 😀"))
    assert [(f.rule, f.severity) for f in audited.findings] == [("content.external-link", "info")]
    assert audited.verdict == "send"


def test_a_user_adds_words_and_a_rule_without_code(tmp_path: Path) -> None:
    (tmp_path / "detect.yaml").write_text(
        "- id: own.cats\n  finds: style.gif\n  words: [purrfect]\n- id: contact.messenger\n  also: [chatterbox]\n",
        encoding="utf-8",
    )
    auditor = Auditor(Guidance([root("guidance"), tmp_path]))
    audited = auditor.check(Message(id="m", text="A purrfect lamp. Contact us via Chatterbox."))
    assert {"style.gif", "content.physical-address-or-messenger"} <= {f.rule for f in audited.findings}


@pytest.mark.parametrize(("proactive", "found"), [(True, True), (False, False), (None, False)])
def test_the_order_number_is_asked_of_proactive_messages_only(
    rules: Callable[..., set[str]], proactive: bool | None, found: bool
) -> None:
    assert ("form.order-id-17" in rules("Which colour would you like?", proactive=proactive)) is found


def test_form_is_not_asked_of_other_channels(rules: Callable[..., set[str]]) -> None:
    assert "form.order-id-17" not in rules("Which colour?", proactive=True, channel="sms")


@pytest.mark.parametrize(
    "text",
    [
        'The book is called "The Idiot" and its cover is slightly faded.',
        "您要的那本《白痴》是平装版，今天寄出。",
        "La collègue a écrit « vous êtes stupide ». Je vous présente nos excuses.",
    ],
)
def test_rude_words_in_titles_and_words_spoken_of_are_no_breach(rules: Callable[..., set[str]], text: str) -> None:
    assert not rules(text, proactive=False) & {"coc.insult", "coc.offensive", "service.courteous"}


def test_rude_words_are_a_breach_where_they_are_said(rules: Callable[..., set[str]]) -> None:
    assert "coc.insult" in rules('You are an idiot. The book is called "Knots".', proactive=False)


def test_the_words_of_the_buyer_are_no_breach(rules: Callable[..., set[str]]) -> None:
    assert not rules('You wrote: "add me on WhatsApp +1 415 555 0132". We can only help you here.')
    assert not rules("We answer here only.\n> Add me on WhatsApp, my mail is ann@mail.example")


def test_hits_of_one_rule_on_the_same_words_become_one() -> None:
    hits = [Hit("a", 0, 5), Hit("a", 3, 9), Hit("b", 4, 6), Hit("a", 20, 25), Hit("c", 0, 3)]
    merged = merge(hits, {"b": "a"}, 12)
    assert [(hit.rule, hit.start, hit.end) for hit in merged] == [("c", 0, 3), ("a", 0, 9), ("a", 20, 25)] or [
        (hit.rule, hit.start, hit.end) for hit in merged
    ] == [("a", 0, 9), ("c", 0, 3), ("a", 20, 25)]


def test_a_rule_is_reported_a_dozen_times_at_most() -> None:
    assert len(merge([Hit("a", 10 * n, 10 * n + 5) for n in range(50)], {}, 12)) == 12


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=400), st.text(max_size=40), st.booleans())
def test_any_text_is_judged_without_error(text: str, subject: str, html: bool) -> None:
    auditor = _shared()
    message = Message(id="m", text="" if html else text, html=text if html else "", subject=subject, proactive=True)
    audited = auditor.check(message)
    for finding in audited.findings:
        field = {"text": audited.text, "subject": subject, "html": text}.get(finding.where)
        assert field is None or 0 <= finding.start <= finding.end <= len(field)


@pytest.mark.parametrize("piece", ["1 ", "a.", "h t t p : // ", "微 信 ", "> ", '"', "&#", "1-", "we not "])
def test_long_hostile_text_takes_no_quadratic_time(piece: str) -> None:
    from time import perf_counter

    auditor = _shared()
    begun = perf_counter()
    auditor.check(Message(id="m", text=(piece * 60_000)[:60_000], proactive=True))
    assert perf_counter() - begun < 10


_ONE: list[Auditor] = []


def _shared() -> Auditor:
    if not _ONE:
        _ONE.append(Auditor(Guidance([root("guidance")])))
    return _ONE[0]


def test_a_word_of_nothing_but_a_star_is_refused_as_it_could_find_nothing(tmp_path: Path) -> None:
    (tmp_path / "detect.yaml").write_text('- {id: own.any, finds: coc.insult, words: {en: ["*"]}}\n', encoding="utf-8")
    with pytest.raises(GuidanceError) as problem:
        Auditor(Guidance([root("guidance"), tmp_path])).check(Message(id="m", text="The lid leaves tomorrow."))
    assert (problem.value.key, problem.value.line) == ("check.empty_word", 1)


def test_a_shown_span_ends_with_its_word() -> None:
    text = "Please save my WhatsApp +86 138 0013 8000 so I can help you faster."
    for finding in Auditor(Guidance([root("guidance")])).check(Message(id="m", text=text)).findings:
        assert not (text[finding.end - 1 : finding.end + 1].isalnum() and len(text) > finding.end), finding.excerpt
        assert text[finding.start : finding.end] == text[finding.start : finding.end].rstrip()


def test_a_single_word_without_a_list_is_a_word_and_not_its_letters(tmp_path: Path) -> None:
    (tmp_path / "detect.yaml").write_text("- {id: own.any, finds: coc.insult, words: foobar}\n", encoding="utf-8")
    auditor = Auditor(Guidance([root("guidance"), tmp_path]))
    assert auditor.check(Message(id="m", text="You f o b a r, the lid leaves tomorrow.")).verdict == "send"
    assert auditor.check(Message(id="m", text="You foobar.")).verdict == "stop"
