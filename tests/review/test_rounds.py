"""Rounds: what is new, what contradicts, and what a refusal asks for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from poa.library.guidance import Guidance
from poa.resources import root
from poa.review import review
from poa.review.reading import letter_from_text
from poa.review.refusal import read_refusal
from poa.review.rounds import compare
from poa.review.sameness import jaccard

GUIDANCE = Guidance([root("guidance")])
LETTER = (Path(__file__).parent / "letters/good_insult.txt").read_text(encoding="utf-8")
FIRST = "It was only one message of our new employee. We checked 40 messages. On 9 May Reuter withdrew the permission."


def test_the_same_letter_again_is_nothing_new() -> None:
    found = compare(LETTER, letter_from_text(LETTER, GUIDANCE), GUIDANCE)
    assert not found.new
    assert found.changed == ()


def test_new_facts_are_new() -> None:
    more = LETTER + "\nOn 20 May Reuter read 310 further messages.\n"
    assert compare(LETTER, letter_from_text(more, GUIDANCE), GUIDANCE).new


@pytest.mark.parametrize(
    "more",
    [
        "Before that day nobody compared what agents had sent with the guidelines.",
        "The first plan did not explain why the supervisor had overlooked these words.",
        "Every Monday the owner opens the archive and reads a sample in full.",
        "在那之前，店里没有人抽查客服发出的内容。",
    ],
)
def test_a_new_fact_without_a_figure_is_new(more: str) -> None:
    assert compare(LETTER, letter_from_text(f"{LETTER}\n{more}\n", GUIDANCE), GUIDANCE).new


def test_another_date_at_the_head_and_taking_an_earlier_plans_place_are_nothing_new() -> None:
    again = LETTER.replace("Notice: 4 May 2026", "Date: 30 June 2031\nNotice: 4 May 2026")
    again = f"{again}\nThis plan replaces our plan of 3 June 2031.\n"
    assert again.count("2031") == 2
    assert compare(LETTER, letter_from_text(again, GUIDANCE), GUIDANCE).added == ()


def test_the_same_in_slightly_other_words_is_nothing_new() -> None:
    before = "Agents asked buyers for a telephone number because the procedure named no permitted channel."
    now = "Our agents asked the buyers for telephone numbers since the procedure named no permitted channel."
    assert not compare(before, letter_from_text(now, GUIDANCE), GUIDANCE).new


def test_other_counts_and_single_cases_contradict() -> None:
    found = compare(FIRST, letter_from_text(LETTER, GUIDANCE), GUIDANCE)
    assert any(change.what == "messages" and change.before == "40" for change in found.contradictions)
    assert any("only one" in change.before for change in found.contradictions)


def test_another_date_for_the_same_thing_contradicts() -> None:
    before = "On 9 May Paul Reuter, store manager, withdrew the message permission of Orth in Seller Central."
    now = "On 4 May Paul Reuter, store manager, withdrew the message permission of Orth in Seller Central."
    found = compare(before, letter_from_text(now, GUIDANCE), GUIDANCE)
    assert [change.what for change in found.contradictions] == ["date"]


def test_a_letter_that_corrects_openly_does_not_contradict() -> None:
    honest = "Our first plan of 5 May was wrong: it spoke of one message.\n" + LETTER
    found = compare(FIRST, letter_from_text(honest, GUIDANCE), GUIDANCE)
    assert found.corrected
    assert found.changed
    assert found.contradictions == ()


def test_a_contradiction_is_a_veto_and_nothing_new_is_told() -> None:
    letter = letter_from_text(LETTER, GUIDANCE)
    today = date(2026, 6, 30)
    assert "V6" in review(letter, guidance=GUIDANCE, case=None, earlier=[FIRST], today=today).vetoes
    again = review(letter, guidance=GUIDANCE, case=None, earlier=[LETTER], today=today)
    assert any("adds nothing" in one.message.en for one in again.remarks)
    assert again.band != "ready"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("We cannot reactivate it. Give us greater detail on the root cause.", {"root_cause"}),
        ("Your plan does not say who checks the messages. Attach proof of the training.", {"measures", "evidence"}),
        ("请补充根本原因以及已采取的措施的更详细说明，并列出所有涉及的订单。", {"root_cause", "actions", "orders"}),
        ("Bitte nennen Sie die Ursache und fügen Sie Nachweise bei.", {"root_cause", "evidence"}),
        ("根本原因をより詳しくご説明ください。証拠資料もお送りください。", {"root_cause", "evidence"}),
    ],
)
def test_a_refusal_names_the_parts_that_need_more(text: str, parts: set[str]) -> None:
    found = read_refusal(text, "", GUIDANCE)
    assert parts <= set(found.gaps)
    assert not found.whole


@pytest.mark.parametrize(
    "aside",
    [
        "You can submit the information and any supporting documents through the Appeal button in Account Health.",
        "If you believe this decision is wrong, you may submit evidence that your account complies.",
        "Evidence is not required at this stage.",
        "Thank you for the documents you attached.",
        "您的证据和截图已收到。",
        "您可以通过账户状况页面上传说明及相关材料。",
        "如果您认为此决定有误，请提交证据。",
        "Falls Sie anderer Ansicht sind, senden Sie uns bitte Nachweise.",
    ],
)
def test_evidence_that_is_only_spoken_of_is_not_missing(aside: str) -> None:
    text = f"We need greater detail on the root cause. {aside}"
    assert set(read_refusal(text, "", GUIDANCE).gaps) == {"root_cause"}


@pytest.mark.parametrize(
    "wanted",
    [
        "Please attach proof that the training took place, thank you.",
        "Having reviewed the account, we need evidence that the tool is off.",
        "The documents you attached are illegible.",
        "请附上证明措施已经实施的证据。",
        "您提交的证据不足。",
    ],
)
def test_evidence_that_is_wanted_is_a_gap(wanted: str) -> None:
    assert "evidence" in read_refusal(f"We need greater detail on the root cause. {wanted}", "", GUIDANCE).gaps


def test_the_sellers_own_words_in_a_refusal_ask_for_nothing() -> None:
    own = "We will send a list of all orders and proof of the training to everybody who asks."
    text = f"We read your plan: {own} Please explain the root cause."
    assert set(read_refusal(text, own, GUIDANCE).gaps) == {"root_cause"}
    quoted = 'You wrote: "list all orders and attach proof". Please explain the root cause.'
    assert set(read_refusal(quoted, "", GUIDANCE).gaps) == {"root_cause"}


def test_a_refusal_that_names_nothing_means_the_whole_plan() -> None:
    found = read_refusal("We have decided not to reactivate your account.", "", GUIDANCE)
    assert found.whole
    assert set(found.gaps) == {"root_cause", "actions", "measures"}


def test_quoted_words_of_a_refusal_have_their_place() -> None:
    text = "From: no-reply@amazon.com\n\nWe need greater detail on the root cause."
    found = read_refusal(text, "", GUIDANCE)
    for quotes in found.gaps.values():
        assert all(text[quote.start : quote.end] == quote.text for quote in quotes)


def test_likeness_is_between_nothing_and_everything() -> None:
    assert jaccard(LETTER, LETTER) == 1.0
    assert jaccard(LETTER, "Another letter about quite another thing altogether, with no word alike.") == 0.0


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "您的申诉不足：请说明违规的根本原因；说明已经采取的措施；说明其他受影响的订单。",
            {
                "root_cause": "您的申诉不足：请说明违规的根本原因",
                "actions": "说明已经采取的措施",
                "orders": "说明其他受影响的订单。",
            },
        ),
        (
            "Your plan lacks (1) the root cause of the messages, (2) the actions taken to resolve the issue.",
            {"root_cause": "the root cause of the messages,", "actions": "the actions taken to resolve the issue."},
        ),
    ],
)
def test_of_several_wishes_in_one_sentence_each_part_shows_its_own(text: str, parts: dict[str, str]) -> None:
    gaps = read_refusal(text, "", GUIDANCE).gaps
    assert {part: quotes[0].text for part, quotes in gaps.items()} == parts
    assert all(text[quote.start : quote.end] == quote.text for quotes in gaps.values() for quote in quotes)


@pytest.mark.parametrize("greeting", ["Hello,", "Dear Ms Marsh,", "Guten Tag Frau Marsh,"])
def test_what_is_missing_is_quoted_without_the_greeting_above_it(greeting: str) -> None:
    refusal = f"{greeting}\n\nYour plan lacked detail on root cause. Please send a revised plan within 48 hours."
    quotes = [quote.text for part in read_refusal(refusal, "", GUIDANCE).gaps.values() for quote in part]
    assert quotes and quotes[0].startswith("Your plan lacked detail on root cause")


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("Your plan did not address all of the messages we identified.", {"orders"}),
        ("You have not addressed the messages sent on November 2.", {"orders"}),
        ("Please provide information on all of the violations.", {"orders"}),
        ("您的行动计划没有涵盖我们指出的所有消息。", {"orders"}),
        ("Ihr Plan geht nicht auf alle Nachrichten ein.", {"orders"}),
        ("すべてのメッセージについて説明されていません。", {"orders"}),
        ("Your appeal only addresses one of the three messages.", {"orders"}),
        ("Your plan addresses only some of the violations we identified.", {"orders"}),
        ("Some of the messages we identified are missing from your plan.", {"orders"}),
        ("Please address each of the messages in our notice.", {"orders"}),
        ("You have not told us about the other messages you sent.", {"orders"}),
        ("您的行动计划只回应了部分消息。", {"orders"}),
        ("您的计划遗漏了我们列出的部分消息。", {"orders"}),
        ("Ihr Plan behandelt nur einen Teil der Nachrichten.", {"orders"}),
        ("Your plan addresses all of the messages. Please describe the root cause.", {"root_cause"}),
        ("Your plan only addresses the root cause of the messages.", {"root_cause"}),
        ("We may not respond to further emails about this matter.", {"root_cause", "actions", "measures"}),
        ("Please describe how you will prevent this.", {"measures"}),
        ("Please describe how this happened.", {"root_cause"}),
    ],
)
def test_what_is_missing_is_put_down_to_its_part(sentence: str, parts: set[str]) -> None:
    assert set(read_refusal(sentence, "", GUIDANCE).gaps) == parts
