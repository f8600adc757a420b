"""What is asked again: words that cannot stand in the letter as they are."""

from __future__ import annotations

from msgspec.structs import replace

from poa.letter import compose
from poa.library.playbook import load_playbook
from poa.model.case import Cause, Text
from poa.plan.progress import progress
from poa.plan.questions import questions
from tests.letter.cases import GUIDANCE, small_case

BOOK = load_playbook(GUIDANCE)


def test_words_in_chinese_alone_leave_a_gap_and_are_asked_for() -> None:
    case = small_case()
    own = replace(case.incidents[0], act=Text(zh="请买家把一星改成五星"))
    case = replace(case, incidents=(own,))
    asked = {one.path: one for one in questions(case, BOOK, "messages")}["incidents[0].act"]
    assert asked.required and not asked.answered
    assert progress(case, BOOK)["messages"] == "part"
    assert [gap.path for gap in compose(case, GUIDANCE, "en", draft=True).gaps] == ["incidents[0].act"]


def test_an_answer_of_an_entry_in_chinese_alone_is_asked_for() -> None:
    slots = {"act": "asked", "reason": Text(en="the steps existed only as a video", zh="步骤只有视频"),
             "habit": Text(zh="上一家公司都用聊天工具")}  # fmt: skip
    case = replace(small_case(), causes=(Cause(entry="c08-asks-for-contact", slots=slots),))
    asked = {one.path: one for one in questions(case, BOOK, "causes")}
    assert asked["causes[0].slots.habit"].required and not asked["causes[0].slots.habit"].answered
    assert not asked["causes[0].slots.document"].required


def test_words_in_english_alone_are_enough_for_the_letter() -> None:
    case = small_case()
    case = replace(case, incidents=(replace(case.incidents[0], act=Text(en="asked for a number")),))
    asked = {one.path: one for one in questions(case, BOOK, "messages")}["incidents[0].act"]
    assert asked.answered and not asked.required
