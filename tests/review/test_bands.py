"""Letters that no list was written for: band, vetoes, and sentences that must not be mistaken for a fault."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest

from poa.library.guidance import Guidance
from poa.model.letter import Block, Claim, Letter, Run
from poa.model.review import Review
from poa.resources import root
from poa.review import review
from poa.review.reading import letter_from_text, read_letter

HERE = Path(__file__).parent / "letters"
GUIDANCE = Guidance([root("guidance")])
TODAY = date(2026, 11, 22)
ENGLISH = (HERE / "good_insult.txt").read_text(encoding="utf-8")
CHINESE = (HERE / "zh_good.txt").read_text(encoding="utf-8")


def of_text(text: str, branch: str = "") -> Review:
    letter = letter_from_text(text, GUIDANCE, branch=branch)
    return review(letter, guidance=GUIDANCE, case=None, today=TODAY)


def scores(found: Review) -> dict[str, int]:
    return {one.id: one.score for one in found.criteria}


def into(text: str, heading: str, line: str) -> str:
    assert f"{heading}\n" in text
    return text.replace(f"{heading}\n", f"{heading}\n{line}\n", 1)


@pytest.mark.parametrize(
    ("name", "band", "vetoes"),
    [
        ("good_cancel", "ready", ()),
        ("good_staff", "ready", ()),
        ("good_first_person", "ready", ()),
        ("zh_good_card", "ready", ()),
        ("good_texted", "ready", ()),
        ("zh_good_prose", "ready", ()),
        ("dispute_good", "ready", ()),
        ("zh_dispute_good", "ready", ()),
        ("dispute_bare", "not_yet", ("V1",)),
        ("middle_template", "one_more_round", ()),
        ("polite_empty", "not_yet", ()),
        ("zh_admits_and_denies", "not_yet", ("V1",)),
    ],
)
def test_the_band_is_that_of_a_strict_reader(name: str, band: str, vetoes: tuple[str, ...]) -> None:
    found = review(read_letter(HERE / f"{name}.txt", GUIDANCE), guidance=GUIDANCE, case=None, today=TODAY)
    assert (found.band, found.vetoes) == (band, vetoes)


@pytest.mark.parametrize(
    "line",
    [
        "However, the warning is not justified because no rule was violated.",
        "In our view the sentence was not an insult.",
        "We respectfully disagree: we did not break any policy.",
        "No insulting message was ever sent from our account.",
        "We have done nothing wrong.",
    ],
)
def test_a_denial_beside_an_admission_is_a_veto(line: str) -> None:
    found = of_text(into(ENGLISH, "Root cause", line))
    assert "V1" in found.vetoes
    assert scores(found)["R4"] == 0


@pytest.mark.parametrize(
    "line", ["但我们认为这条消息不属于违规。", "亚马逊的判定有误，我们不认可。", "我们并没有违反政策。"]
)
def test_a_denial_in_chinese_is_a_veto(line: str) -> None:
    assert "V1" in of_text(into(CHINESE, "一、根本原因", line)).vetoes


@pytest.mark.parametrize(
    "line",
    [
        "The other 638 messages did not break any rule.",
        "No further message of this kind was sent after 3 May.",
        "Three more messages were curt, but not insulting.",
        "The wording was unacceptable and it was ours.",
        "The report went to the media folder that nobody opened.",
        "The procedure did not say what may be written.",
        "We did not ask any buyer for an address.",
    ],
)
def test_an_honest_sentence_is_no_veto(line: str) -> None:
    found = of_text(into(ENGLISH, "Root cause", line))
    assert (found.vetoes, found.band) == ((), "ready")
    assert scores(found)["R4"] == 3


@pytest.mark.parametrize("line", ["其他 637 条消息没有违反规定。", "我们没有向其他买家索要号码。"])
def test_an_honest_chinese_sentence_is_no_veto(line: str) -> None:
    assert of_text(into(CHINESE, "一、根本原因", line)).vetoes == ()


@pytest.mark.parametrize("heading", ["Planned:", "Arranged, not yet done:", "Still open", "Not yet complete:"])
def test_lines_below_a_heading_of_plans_are_neither_done_nor_faults(heading: str) -> None:
    planned = f"{heading}\n- 30 December 2026: a second reader starts.\nPreventive measures\n"
    found = of_text("Date: 8 May 2026\n" + ENGLISH.replace("Preventive measures\n", planned))
    assert (found.vetoes, scores(found)["R6"], scores(found)["R11"]) == ((), 3, 3)


def test_a_part_titled_taken_and_planned_still_holds_actions() -> None:
    found = of_text(ENGLISH.replace("Actions taken\n", "Actions taken and planned\n"))
    assert scores(found)["R6"] == 3


def test_composed_lines_that_are_scheduled_are_no_actions() -> None:
    letter = letter_from_text("Date: 8 May 2026\n" + ENGLISH, GUIDANCE)
    line = Block("item", (Claim((Run("30 December 2026: a lead starts."),)),), "actions", key="scheduled/1")
    at = next(index for index, block in enumerate(letter.blocks) if block.part == "measures")
    blocks = (*letter.blocks[:at], line, *letter.blocks[at:])
    later = Letter("en", letter.branch, "", "", letter.on, blocks, exhibits=letter.exhibits)
    assert review(later, guidance=GUIDANCE, case=None, today=TODAY).vetoes == ()


def test_a_translation_in_brackets_is_not_the_writers_tone() -> None:
    quoted = 'Orth also wrote: "Wer lesen kann, ist im Vorteil." (This stupid plea is ridiculous, we will sue you.)'
    found = of_text(into(ENGLISH, "Root cause", quoted))
    assert found.vetoes == ()
    assert scores(found)["R13"] == 3


def test_every_criterion_below_three_is_explained() -> None:
    for file in sorted(HERE.glob("*.txt")):
        found = review(read_letter(file, GUIDANCE), guidance=GUIDANCE, case=None, today=TODAY)
        told = {one.criterion for one in found.remarks if one.weight in ("veto", "warning")}
        assert {one.id for one in found.criteria if one.score < 3} <= told, file.name


def test_vetoes_come_first_and_remarks_of_one_criterion_stand_together() -> None:
    found = review(read_letter(HERE / "blame.txt", GUIDANCE), guidance=GUIDANCE, case=None, today=TODAY)
    weights = [one.weight for one in found.remarks]
    assert weights == sorted(weights, key=("veto", "warning", "question", "note").index)
    order = [one.criterion for one in found.remarks if one.weight == "warning"]
    assert len(set(order)) == sum(1 for at, one in enumerate(order) if at == 0 or order[at - 1] != one)


def test_a_dispute_is_told_by_its_words_and_may_be_named() -> None:
    text = (HERE / "dispute_good.txt").read_text(encoding="utf-8")
    assert letter_from_text(text, GUIDANCE).branch == "dispute"
    assert "V2" in of_text(text, branch="plan_of_action").vetoes
    assert letter_from_text(ENGLISH, GUIDANCE).branch == "plan_of_action"


def test_an_exhibit_that_a_dispute_never_cites_costs_the_point() -> None:
    text = (HERE / "dispute_good.txt").read_text(encoding="utf-8")
    assert scores(of_text(text))["R11"] == 3
    assert scores(of_text(text + "5. Chat log\n"))["R11"] == 2


def test_exhibits_without_numbers_are_counted_in_order() -> None:
    head, _, tail = ENGLISH.partition("\nExhibits\n")
    bare = "\n".join(line[3:] for line in tail.splitlines())
    assert scores(of_text(f"{head}\nExhibits\n{bare}\n"))["R11"] == 3


def test_a_sentence_that_the_program_composed_is_not_held_against_the_user() -> None:
    letter = letter_from_text(ENGLISH, GUIDANCE)
    composed = tuple(
        Block(b.kind, tuple(Claim(c.runs, origin="fact") for c in b.claims), b.part, b.level, b.list_style, b.number)
        for b in letter.blocks
    )
    ours = Letter("en", letter.branch, "", "", letter.on, composed, exhibits=letter.exhibits)
    found = review(ours, guidance=GUIDANCE, case=None, others=[("other", ENGLISH)], today=TODAY)
    assert not any("other" in one.message.en and one.criterion == "R14" for one in found.remarks)


@pytest.mark.parametrize("heading", ["Our new routine", "The rules since 8 May:"])
def test_a_heading_that_no_list_knows_opens_the_measures(heading: str) -> None:
    found = of_text(ENGLISH.replace("Preventive measures\nIn force since 8 May 2026.\n", f"{heading}\n"))
    assert (found.vetoes, found.band) == ((), "ready")


def test_planned_lines_are_no_measures() -> None:
    head, _, rest = ENGLISH.partition("Preventive measures\n")
    exhibits = rest[rest.index("Exhibits\n") :]
    assert "V2" in of_text(f"{head}Planned:\n- 30 December 2026: a second reader starts.\n{exhibits}").vetoes


def test_exhibits_may_have_letters() -> None:
    text = ENGLISH
    for number, letter in zip("1234", "ABCD", strict=True):
        text = text.replace(f"Exhibit {number})", f"Exhibit {letter})").replace(f"\n{number}. ", f"\n{letter}. ")
    assert scores(of_text(text))["R11"] == 3


def test_a_dispute_about_several_orders_says_which_order_each_message_was_sent_on() -> None:
    from poa.letter import compose
    from poa.model.case import Case, NoticeFacts, Store, Text, Turn

    orders = ("204-5551234-7654321", "205-5559876-1234567")
    case = Case(
        branch="dispute",
        store=Store(name="Lumen", marketplace="UK", team_size=1),
        notice=NoticeFacts(order_ids=orders, kind="inappropriate_communication"),
        conversation=(Turn(sender="buyer", quote="It shows nothing."), Turn(quote="Please take the batteries out.")),
        dispute=Text(en=f"On order {orders[0]} we sent this message alone."),
    )

    def asked(case: Case) -> str:
        letter = compose(case, GUIDANCE, "en", draft=True)
        found = review(letter, guidance=GUIDANCE, case=case, today=TODAY).remarks
        return " ".join(one.message.en for one in found if "does not say what was sent on these" in one.message.en)

    assert orders[1] in asked(case) and orders[0] not in asked(case)
    told = Text(en=f"On order {orders[0]} we sent this message alone, and on order {orders[1]} none.")
    assert not asked(msgspec.structs.replace(case, dispute=told))
