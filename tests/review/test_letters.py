"""Letters of our own, good and bad: the band and the faults that a strict reader must name."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from poa.library.guidance import Guidance
from poa.model.case import Case, NoticeFacts, Store
from poa.model.review import Review
from poa.resources import root
from poa.review import review
from poa.review.reading import letter_from_text, read_letter
from poa.review.view import View

HERE = Path(__file__).parent / "letters"
SHARED = Path(__file__).parents[2].parent / "shared/data/cases"
GUIDANCE = Guidance([root("guidance")])
TODAY = date(2026, 6, 30)


def read(name: str, case: Case | None = None, **more: object) -> Review:
    return review(read_letter(HERE / name, GUIDANCE), guidance=GUIDANCE, case=case, today=TODAY, **more)  # type: ignore[arg-type]


def of_text(text: str, case: Case | None = None) -> Review:
    return review(letter_from_text(text, GUIDANCE), guidance=GUIDANCE, case=case, today=TODAY)


def told(found: Review, criterion: str = "") -> str:
    return "\n".join(one.message.en for one in found.remarks if not criterion or one.criterion == criterion)


def scores(found: Review) -> dict[str, int]:
    return {one.id: one.score for one in found.criteria}


@pytest.mark.parametrize("name", ["good_insult.txt", "good_without_headings.txt", "zh_good.txt"])
def test_good_letters_are_ready(name: str) -> None:
    found = read(name)
    assert (found.band, found.vetoes, found.max) == ("ready", (), 42)


@pytest.mark.parametrize(
    "name",
    [
        "ai_like.txt", "blame.txt", "chinese_left.txt", "emotional.txt", "evasion.txt", "future_done.txt",
        "hedging.txt", "only_will.txt", "threat.txt", "wrong_notice.txt", "zh_template.txt",
    ],
)  # fmt: skip
def test_bad_letters_are_not(name: str) -> None:
    assert read(name).band == "not_yet"


@pytest.mark.parametrize(
    ("name", "veto"),
    [
        ("blame.txt", "V1"), ("ai_like.txt", "V3"), ("future_done.txt", "V3"), ("evasion.txt", "V4"),
        ("threat.txt", "V5"), ("chinese_left.txt", "V7"), ("zh_template.txt", "V1"),
    ],
)  # fmt: skip
def test_the_veto_is_named(name: str, veto: str) -> None:
    assert veto in read(name).vetoes


def test_missing_headings_alone_are_no_veto() -> None:
    assert "V2" not in read("good_without_headings.txt").vetoes


def test_a_missing_part_is() -> None:
    text = (HERE / "good_insult.txt").read_text(encoding="utf-8")
    without = text[: text.index("Preventive measures")] + text[text.index("Exhibits\n1.") :]
    found = of_text(without)
    assert "V2" in found.vetoes
    assert "preventive measures" in told(found, "V2")


def test_a_hedge_caps_ownership() -> None:
    found = read("hedging.txt")
    assert scores(found)["R4"] == 1
    assert "could be perceived" in told(found, "R4")


def test_a_hedge_on_an_unknown_fact_is_allowed_with_its_reason() -> None:
    text = (HERE / "good_insult.txt").read_text(encoding="utf-8")
    honest = text.replace("Root cause\n", "Root cause\nEarlier messages may have been sent; they cannot be exported.\n")
    assert scores(of_text(honest))["R4"] == 3


def test_answering_buyers_within_24_hours_is_fine_and_a_demand_is_not() -> None:
    text = (HERE / "good_insult.txt").read_text(encoding="utf-8")
    assert "sets Amazon a time" not in told(of_text(text))
    assert "sets Amazon a time" in told(of_text(text + "\nPlease reinstate our account within 24 hours.\n"))


def test_intentions_do_not_count_as_actions() -> None:
    found = read("only_will.txt")
    assert scores(found)["R6"] == 0
    assert "is an intention among the actions" in told(found, "R6")


def test_chinese_is_shown_with_its_place_and_never_taken_out() -> None:
    letter = read_letter(HERE / "chinese_left.txt", GUIDANCE)
    found = review(letter, guidance=GUIDANCE, case=None, today=TODAY)
    remark = next(one for one in found.remarks if one.criterion == "V7" and one.excerpt == "张三")
    assert remark.block is not None
    assert letter.blocks[remark.block].text[remark.start : remark.end] == "张三"


def test_every_remark_points_at_the_words_it_quotes() -> None:
    for file in sorted(HERE.glob("*.txt")):
        letter = read_letter(file, GUIDANCE)
        for one in review(letter, guidance=GUIDANCE, case=None, today=TODAY).remarks:
            if one.block is not None:
                assert letter.blocks[one.block].text[one.start : one.end].strip() == one.excerpt


def test_conduct_other_than_the_notices_is_a_veto() -> None:
    case = Case(notice=NoticeFacts(kind="review_manipulation_by_message", received=datetime(2026, 5, 1, tzinfo=UTC)))
    assert "V8" in read("wrong_notice.txt", case).vetoes
    assert "V8" not in read("only_will.txt", case).vetoes


def test_an_order_of_the_notice_that_is_not_answered_is_named() -> None:
    case = Case(notice=NoticeFacts(kind="inappropriate_communication", order_ids=("114-5559999-9999999",)))
    assert "114-5559999-9999999" in told(read("good_insult.txt", case))


def test_promises_too_big_for_the_firm_are_named() -> None:
    case = Case(store=Store(name="Kettle", team_size=2))
    assert "does not fit a firm of 2" in told(read("ai_like.txt", case))
    assert "does not fit" not in told(read("ai_like.txt", Case(store=Store(name="Kettle", team_size=60))))


def test_what_only_a_person_can_judge_is_asked_and_costs_nothing() -> None:
    found = read("good_insult.txt")
    asked = [one for one in found.remarks if one.weight == "question"]
    assert {one.criterion for one in asked} == {"R3", "R8"}
    assert scores(found)["R3"] == 3


def test_an_exhibit_that_is_not_listed_is_named() -> None:
    text = (HERE / "good_insult.txt").read_text(encoding="utf-8").replace("4. Training record and tests\n", "")
    found = of_text(text)
    assert "Exhibit 4 is cited but not in the list" in told(found)
    assert scores(found)["R11"] == 2


def test_a_cause_without_measure_is_named() -> None:
    text = (HERE / "good_insult.txt").read_text(encoding="utf-8").replace("(Cause 2)", "")
    assert "Cause 2 has no preventive measure" in told(of_text(text))


def test_a_sentence_of_another_case_is_named() -> None:
    other = ("case-kettle", (HERE / "good_insult.txt").read_text(encoding="utf-8"))
    found = read("good_insult.txt", others=[other])
    assert "also stands in the letter of case-kettle" in told(found, "R14")
    alone = read("good_insult.txt")
    scored = [next(one.score for one in letter.criteria if one.id == "R14") for letter in (alone, found)]
    assert scored == [3, 2], "what stands in another letter as well, not only this seller could have sent"
    assert "case-kettle" not in told(read("good_without_headings.txt", others=[other]))


def test_no_band_speaks_of_amazons_decision() -> None:
    names = Guidance([root("guidance")]).topic("review")
    bands = next(entry.data for entry in names if entry.id == "bands")["names"]
    assert not any(word in str(bands).lower() for word in ("probab", "chance", "likely", "概率", "成功"))


@pytest.mark.skipif(not SHARED.is_dir(), reason="the development data is not beside the checkout")
@pytest.mark.parametrize("case", ["case-1", "case-2", "case-3"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_model_letters_are_ready(case: str, language: str) -> None:
    letter = read_letter(SHARED / case / f"letter_{language}.md", GUIDANCE)
    assert review(letter, guidance=GUIDANCE, case=None, today=TODAY).band == "ready"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the development data is not beside the checkout")
@pytest.mark.parametrize("name", ["appeal_1_2026-04-24.txt", "appeal_2_2026-05-02.txt"])
def test_refused_letters_are_not(name: str) -> None:
    letter = read_letter(SHARED / "case-3/earlier" / name, GUIDANCE)
    found = review(letter, guidance=GUIDANCE, case=None, today=TODAY)
    assert found.band == "not_yet"
    assert "V1" in found.vetoes


def test_what_is_told_openly_as_planned_is_no_action_and_no_fault() -> None:
    text = (HERE / "good_insult.txt").read_text(encoding="utf-8")
    planned = "Arranged, not yet done:\n- 30 September 2026: The carrier changes the tracking page.\n"
    found = of_text(text.replace("Preventive measures\n", planned + "Preventive measures\n"))
    assert found.vetoes == ()
    assert scores(found)["R6"] == 3


def test_what_buyers_were_told_is_no_intention() -> None:
    text = (HERE / "good_insult.txt").read_text(encoding="utf-8")
    told_so = text.replace(
        "the buyers had asked for.", "the buyers had asked for and told them that no gift will follow."
    )
    assert told_so != text
    assert scores(of_text(told_so))["R6"] == 3
    assert scores(of_text(text.replace("Reuter replaced the procedure", "we will replace the procedure")))["R6"] < 3


WORKED = Path(__file__).parents[1] / "data/cases"


@pytest.mark.skipif(not WORKED.is_dir(), reason="the worked cases are not here")
@pytest.mark.parametrize("name", ["case-1", "case-2", "case-3"])
def test_the_composed_letters_of_the_worked_cases_are_ready(name: str) -> None:
    from poa.cases.caseyaml import load_answers
    from poa.review.gather import letters

    case = load_answers(WORKED / name / "answers.yaml")
    english, chinese = letters(case, GUIDANCE)
    found = review(english, guidance=GUIDANCE, case=case, mirror=chinese, today=TODAY)
    assert (found.band, found.vetoes) == ("ready", ())
    assert found.own_share is not None
    assert 0.7 < found.own_share < 1, "what restates the policy is nobody's own"


def test_an_empty_case_is_not_ready_and_says_what_is_missing() -> None:
    from poa.review.gather import letters

    english, chinese = letters(Case(), GUIDANCE)
    found = review(english, guidance=GUIDANCE, case=Case(), mirror=chinese, today=TODAY)
    assert found.band == "not_yet"
    assert any(one.weight == "veto" and one.path for one in found.remarks)


def test_causes_numbered_by_hand_count_like_our_own() -> None:
    found = scores(read("numbered_by_hand.txt"))
    assert (found["R3"], found["R7"], found["R9"]) == (3, 3, 3)
    text = (HERE / "numbered_by_hand.txt").read_text(encoding="utf-8")
    assert scores(of_text(text.replace("(Cause 2)", "")))["R9"] == 2
    assert scores(of_text(text.replace("(Cause 1)", "").replace("(Cause 2)", "").replace("Cause 1, ", "")))["R9"] == 1


def test_a_paragraph_that_begins_in_lower_case_is_no_sentence() -> None:
    text = (HERE / "numbered_by_hand.txt").read_text(encoding="utf-8")
    assert "no whole sentence" not in told(of_text(text))
    broken = text.replace("\nRoot causes", "\nmessages sent before January 2.\n\nRoot causes")
    assert "“messages sent before January 2.” is no whole sentence" in told(of_text(broken), "R13")


@pytest.mark.parametrize(
    ("sentence", "searched"),
    [
        ("We read eight messages sent from November 2 to November 16.", True),
        ("By June 3 Li Wei had read all twenty-four of the messages.", True),
        ("We read the only message that was sent.", True),
        ("我们读完了八条消息。", True),
        ("我们检查了已发送的二十四封邮件。", True),
        ("Two of our messages broke the rule.", False),
        ("Three agents read the messages.", False),
        ("We checked that no one sent messages.", False),
        ("我们检查每一条消息。", False),
        ("我们核查了第二条消息。", False),
    ],
)
def test_a_number_of_messages_read_may_be_a_word(sentence: str, searched: bool) -> None:
    language = "zh" if "我们" in sentence else "en"
    letter = replace(letter_from_text(sentence, GUIDANCE), language=language)
    view = View(letter, GUIDANCE, None, TODAY)
    assert view.has("audit", sentence) is searched


@pytest.mark.parametrize(
    ("done", "stopped"),
    [
        ("On 3 May 2026 Li Wei deleted the messages.", False),
        ("On 3 May 2026 Li Wei removed all three messages to the buyers.", False),
        ("On 3 May 2026 Li Wei deleted the message template.", True),
        ("On 3 May 2026 Li Wei withdrew the message permission.", True),
        ("On 3 May 2026 Li Wei removed the campaign from the tool.", True),
        ("2026 年 5 月 3 日，李伟删除了这些消息。", False),
        ("2026 年 5 月 3 日，李伟删除了消息模板。", True),
    ],
)
def test_deleting_messages_stops_no_source(done: str, stopped: bool) -> None:
    view = View(letter_from_text(done, GUIDANCE), GUIDANCE, None, date(2026, 6, 1))
    assert view.has("stopped", done) is stopped


@pytest.mark.parametrize(
    "words",
    [
        "sent an apology and the steps for calibration to the two buyers",
        "issued refunds to both buyers",
        "wrote to the buyers and told them so",
    ],
)
def test_what_was_sent_to_buyers_to_make_amends_is_seen(words: str) -> None:
    from poa.notice.knowledge import Knowledge

    known = Knowledge(GUIDANCE, "review").field("feature")
    (cleaned,) = [one for one in known if one.value == "cleaned"]
    assert any(signal.find.search(f"On 23 November 2026 Ana Pike {words}.") for signal in cleaned.of(frozenset(["en"])))
