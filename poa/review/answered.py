"""What Amazon's answer to a round changes in the case: the earlier entries, its deadline, the steps to look at again.

The words of the answer stay with their round; only what follows from them comes into the case.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from poa.model.question import STEPS, Step

if TYPE_CHECKING:
    from poa.cases.rounds import Round
    from poa.library.guidance import Guidance
    from poa.model.case import Case, NoticeFacts
    from poa.model.notice import Notice
    from poa.review.refusal import RefusalGaps

REFUSAL = "refusal"
FURTHER = "further_appeal"
# Where the seller answers what a refusal wants more of; the parts are those of poa.review.refusal.
STEP_OF: dict[str, Step] = {
    "root_cause": "causes",
    "actions": "actions",
    "measures": "measures",
    "evidence": "evidence",
    "orders": "messages",
}


def kind_of(answer: Notice, gaps: RefusalGaps) -> str:
    """What an answer is: as the notice reader says, else a refusal where it asks for more of a named part."""
    if answer.severity:
        return answer.severity
    return REFUSAL if answer.asks and not gaps.whole else ""


def gaps_of(found: Round, guidance: Guidance) -> RefusalGaps | None:
    """What the answer to a round wants more of; None where there is no answer, or one that refuses nothing."""
    from poa.review.gather import answer_text, sent_text
    from poa.review.refusal import read_refusal

    if found.answer is None or found.answer.kind != REFUSAL:
        return None
    text = answer_text(found)
    return read_refusal(text, sent_text(found), guidance) if text.strip() else None


def with_refusal(case: Case, found: Round, answer: Notice, parts: Iterable[str]) -> Case:
    """The case after a refusal: both letters are earlier ones now, the new deadline holds, steps are looked at again.

    Args:
        case: the answers.
        found: the round that was refused, with its answer.
        answer: the refusal as read, with the day of its receipt.
        parts: the parts of the plan that it wants more of.
    """
    import msgspec

    from poa.model.case import Earlier

    if found.answer is None:
        return case
    file = f"rounds/{found.number:02}/answer/{found.answer.files[0].name}" if found.answer.files else ""
    entries = (
        Earlier(on=found.sent.date(), what="appeal"),
        Earlier(on=found.answer.received.date(), what="refusal", file=file),
    )
    fresh = tuple(entry for entry in entries if entry not in case.earlier)
    marks = {*case.look_again, *(STEP_OF[part] for part in parts if part in STEP_OF)}
    return msgspec.structs.replace(
        case,
        earlier=(*case.earlier, *fresh),
        notice=_with_deadline(case, answer),
        look_again=tuple(step for step in STEPS if step in marks),
    )


def _with_deadline(case: Case, answer: Notice) -> NoticeFacts:
    """The notice with the deadline of the refusal, which may count from the notice that began the case."""
    from datetime import timedelta

    import msgspec

    notice = case.notice
    due = answer.deadline_at
    if due is None and answer.deadline_hours is not None and answer.deadline_from != "original_notice":
        due = answer.received + timedelta(hours=answer.deadline_hours) if answer.received else None
    if due is not None:
        return msgspec.structs.replace(notice, deadline_at=due, deadline_hours=None)
    if answer.deadline_hours is None:
        return notice
    changed = msgspec.structs.replace(notice, deadline_hours=answer.deadline_hours, deadline_at=None)
    if answer.original_on is None:
        return changed
    return msgspec.structs.replace(changed, deadline_from="original_notice", original_on=answer.original_on.date())
