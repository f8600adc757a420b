"""What marks the gaps of a draft is no text of the letter: it earns nothing and costs nothing."""

from __future__ import annotations

from datetime import date, datetime

from poa.letter import compose
from poa.library.guidance import Guidance
from poa.model.case import Case, NoticeFacts
from poa.resources import root
from poa.review import review
from poa.review.view import without_gaps

GUIDANCE = Guidance([root("guidance")])
EMPTY = Case(branch="plan_of_action", notice=NoticeFacts(received=datetime(2026, 3, 1)))


def test_placeholders_are_not_judged_and_the_draft_is_told_with_its_gaps() -> None:
    letter = compose(EMPTY, GUIDANCE, "en", draft=True)
    found = review(letter, guidance=GUIDANCE, case=EMPTY, today=date(2026, 3, 10))
    assert found.gaps == len(letter.gaps) > 0
    assert not [one.message.en for one in found.remarks if "question to Amazon" in one.message.en]
    assert found.own_share == 0
    assert next(one.score for one in found.criteria if one.id == "R14") == 0
    assert found.band == "not_yet"


def test_blanking_moves_no_other_word() -> None:
    letter = compose(EMPTY, GUIDANCE, "en", draft=True)
    blank = without_gaps(letter)
    assert [len(block.text) for block in blank.blocks] == [len(block.text) for block in letter.blocks]
    assert "[missing" in letter.text
    assert "[missing" not in blank.text
