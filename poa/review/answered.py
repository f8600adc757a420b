"""What Amazon's answer to a round changes in the case: the earlier entries, its deadline, the steps to look at again.

The words of the answer stay with their round; only what follows from them comes into the case.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from poa.model.question import STEPS, Step

if TYPE_CHECKING:
    from poa.cases.rounds import Round
    from poa.library.guidance import Guidance
    from poa.model.case import Case, Due, Earlier, NoticeFacts
    from poa.model.notice import Notice
    from poa.review.refusal import RefusalGaps

REFUSAL = "refusal"
ACCEPTED = "accepted"
FINAL = "final"
# What a seller can say of an answer, and the kind that it then has.
OUTCOMES = {"accepted": ACCEPTED, "refused": FINAL, "more": REFUSAL}
FURTHER = "further_appeal"
# What a notice asks that says so: of poa.notice.
NOTHING = "none"
# Where the seller answers what a refusal wants more of; the parts are those of poa.review.refusal.
STEP_OF: dict[str, Step] = {
    "root_cause": "causes",
    "actions": "actions",
    "measures": "measures",
    "evidence": "evidence",
    "orders": "messages",
}


@dataclass(frozen=True, slots=True)
class Heard:
    """What an answer is: ``accepted``, ``final``, ``refusal``, a severity of the notice reader, or nothing readable.

    ``words`` are those it was read from; none where the seller said it himself.
    """

    kind: str
    words: tuple[str, ...]
    answer: Notice
    gaps: RefusalGaps

    @property
    def proposed(self) -> bool:
        """Whether it was read as accepted, which ends the case and is therefore the seller's to confirm."""
        return self.kind == ACCEPTED and bool(self.words)

    @property
    def holds(self) -> str:
        """The kind that is kept with the answer as long as the seller says nothing."""
        return "" if self.proposed else self.kind


def hear(answer: Notice, own_words: str, guidance: Guidance, *, said: str = "") -> Heard:
    """Read an answer; every part of the program that tells what an answer is asks this.

    Args:
        answer: the answer as the notice reader reads it.
        own_words: what had been sent.
        guidance: the signals.
        said: one of OUTCOMES where the seller says it himself, which goes before all reading.
    """
    from poa.review.refusal import read_outcomes, read_refusal, refuses_besides

    gaps = read_refusal(answer.text, own_words, guidance)
    if said:
        return Heard(OUTCOMES[said], (), answer, gaps)
    if answer.is_phishing:
        return Heard("", (), answer, gaps)
    outcomes = read_outcomes(answer.text, own_words, guidance)
    accepts = set(outcomes) == {ACCEPTED} and not refuses_besides(answer.text, outcomes[ACCEPTED], guidance)
    kind = _kind_of(answer, gaps, outcomes, accepts=accepts)
    quotes = outcomes.get(kind) or answer.evidence.get("severity", ()) if kind else ()
    if not quotes and kind == REFUSAL:
        quotes = tuple(quote for part in gaps.gaps.values() for quote in part)
    return Heard(kind, tuple(dict.fromkeys(" ".join(quote.text.split()) for quote in quotes)), answer, gaps)


def accepting_words(notice: Notice, guidance: Guidance) -> tuple[str, ...]:
    """The words by which a text given as a notice is Amazon's acceptance of what was sent; none where it is not.

    What sets a time to answer, or names a conduct and a threat, is a warning, even if an acceptance is told in it.
    """
    warns = notice.evidence.get("kind") and notice.evidence.get("severity")
    if warns or notice.deadline_hours is not None or notice.deadline_at is not None:
        return ()
    heard = hear(notice, "", guidance)
    return heard.words if heard.proposed else ()


def hear_seller(found: Round, said: str, guidance: Guidance) -> Heard:
    """What the answer to a round is by the seller's own word.

    Args:
        found: the round, with its answer.
        said: one of OUTCOMES.
        guidance: the signals, for what it asks for and until when.
    """
    from poa.notice import read_notice
    from poa.review.gather import answer_text, sent_text

    received = found.answer.received if found.answer else None
    answer = read_notice(answer_text(found), guidance, received=received)
    return hear(answer, sent_text(found), guidance, said=said)


def _kind_of(answer: Notice, gaps: RefusalGaps, outcomes: Container[str], *, accepts: bool) -> str:
    """The kind; an answer that names what it misses is neither an acceptance nor the last word.

    One that accepts something and leaves something open is read as nothing: the seller says what it is.
    """
    named = any(gaps.gaps.values())
    # A period in which listings come back, say, is none for an answer: that goes with something asked.
    if accepts and not named and (answer.deadline_hours is None or set(answer.asks) <= {NOTHING}):
        return ACCEPTED
    if FINAL in outcomes and ACCEPTED not in outcomes and not named:
        return FINAL
    if answer.severity == REFUSAL or (answer.severity and ACCEPTED not in outcomes):
        return answer.severity
    return REFUSAL if answer.asks and named else ""


def after(case: Case, found: Round, heard: Heard) -> Case:
    """The case after an answer: closed where it accepts, with its refusal where it refuses, else as it was.

    An acceptance that was only read closes nothing yet. What an earlier reading of the same answer had changed is
    taken back first.
    """
    if found.answer is None:
        return case
    before = _due_again(_without_entries(case, found), found)
    return _remembering(before, _after(before, found, heard), found)


def _after(case: Case, found: Round, heard: Heard) -> Case:
    import msgspec

    assert found.answer is not None
    if heard.holds == ACCEPTED:
        return msgspec.structs.replace(case, closed_on=case.closed_on or _day(found.answer.received))
    case = _open_again(case, found)
    if heard.kind == REFUSAL:
        return with_refusal(case, found, heard.answer, heard.gaps.gaps)
    if heard.kind != FINAL:
        return case
    case = with_refusal(case, found, heard.answer, ())
    if heard.words and (heard.answer.deadline_at or heard.answer.deadline_hours is not None):
        return case
    # A decision that stands leaves no time that runs; nor does one of which the seller himself says that it stands.
    return msgspec.structs.replace(
        case, notice=msgspec.structs.replace(case.notice, deadline_at=None, deadline_hours=None, other_deadlines=())
    )


def without_answer(case: Case, found: Round) -> Case:
    """The case once the answer to a round was recorded wrongly and is put aside.

    What was due before it is due again. A deadline that may come from it, of which nothing is remembered or that was
    changed since, stays: step 1 is marked.
    """
    import msgspec

    case = _open_again(_without_entries(case, found), found)
    again = _due_again(case, found)
    if again is not case:
        return again
    if found.answer is None or found.answer.kind not in (REFUSAL, FINAL):
        return case
    marks = {*case.look_again, "notice"}
    return msgspec.structs.replace(case, look_again=tuple(step for step in STEPS if step in marks))


def _due(notice: NoticeFacts) -> Due:
    from poa.model.case import Due

    return Due(**{name: getattr(notice, name) for name in Due.__struct_fields__})


def _remembering(before: Case, case: Case, found: Round) -> Case:
    """The case, which remembers what was due before the answer to a round made it another time."""
    import msgspec

    from poa.model.case import Replaced

    was, made = _due(before.notice), _due(case.notice)
    if was == made:
        return case
    replaced = Replaced(by=_file_of(found), was=was, made=made)
    return msgspec.structs.replace(case, notice=msgspec.structs.replace(case.notice, replaced=replaced))


def _due_again(case: Case, found: Round) -> Case:
    """The case with what was due before the answer to a round, unless that was changed since; else the same case."""
    import msgspec

    kept = case.notice.replaced
    if kept is None or kept.by != _file_of(found) or kept.made != _due(case.notice):
        return case
    notice = msgspec.structs.replace(case.notice, replaced=None, **msgspec.structs.asdict(kept.was))
    return msgspec.structs.replace(case, notice=notice)


def _without_entries(case: Case, found: Round) -> Case:
    """The case without the earlier letters that the answer to a round had made of it."""
    import msgspec

    file = _file_of(found)
    answered = file and any(entry.file == file for entry in case.earlier)
    theirs = {*_entries(found), *_entries(found, as_kept=True)} if answered else set()
    return msgspec.structs.replace(case, earlier=tuple(e for e in case.earlier if e not in theirs))


def _open_again(case: Case, found: Round) -> Case:
    """The case, open where an answer that accepted had closed it."""
    import msgspec

    answer = found.answer
    days = {_day(answer.received), answer.received.date()} if answer and answer.kind == ACCEPTED else set()
    return msgspec.structs.replace(case, closed_on=None) if case.closed_on in days else case


def proposal(found: Round, guidance: Guidance) -> tuple[str, ...]:
    """The words by which the answer to a round seems to accept, where the seller has not said yet what it is."""
    from poa.notice import read_notice
    from poa.review.gather import answer_text, sent_text

    if found.answer is None or found.answer.kind:
        return ()
    text = answer_text(found)
    if not text.strip():
        return ()
    heard = hear(read_notice(text, guidance, received=found.answer.received), sent_text(found), guidance)
    return heard.words if heard.proposed else ()


def gaps_of(found: Round, guidance: Guidance) -> RefusalGaps | None:
    """What the answer to a round wants more of; None where there is no answer, or one that refuses nothing."""
    from poa.review.gather import answer_text, sent_text
    from poa.review.refusal import read_refusal

    if found.answer is None or found.answer.kind != REFUSAL:
        return None
    text = answer_text(found)
    return read_refusal(text, sent_text(found), guidance) if text.strip() else None


def words_of(found: Round, guidance: Guidance) -> tuple[str, ...]:
    """The words by which the answer to a round accepts or is the last word; none where it is neither."""
    from poa.review.gather import answer_text, sent_text
    from poa.review.refusal import read_outcomes

    if found.answer is None or found.answer.kind not in (ACCEPTED, FINAL):
        return ()
    quotes = read_outcomes(answer_text(found), sent_text(found), guidance).get(found.answer.kind, ())
    return tuple(dict.fromkeys(" ".join(quote.text.split()) for quote in quotes))


def with_refusal(case: Case, found: Round, answer: Notice, parts: Iterable[str]) -> Case:
    """The case after a refusal: both letters are earlier ones now, the new deadline holds, steps are looked at again.

    Args:
        case: the answers.
        found: the round that was refused, with its answer.
        answer: the refusal as read, with the day of its receipt.
        parts: the parts of the plan that it wants more of.
    """
    import msgspec

    fresh = tuple(entry for entry in _entries(found) if entry not in case.earlier)
    marks = {*case.look_again, *(STEP_OF[part] for part in parts if part in STEP_OF)}
    return msgspec.structs.replace(
        case,
        earlier=(*case.earlier, *fresh),
        notice=_with_deadline(case, answer),
        look_again=tuple(step for step in STEPS if step in marks),
    )


def _file_of(found: Round) -> str:
    files = found.answer.files if found.answer else ()
    return f"rounds/{found.number:02}/answer/{files[0].name}" if files else ""


def _day(moment: datetime) -> date:
    """The day of a moment on the user's own clock, as every screen and command tells it."""
    return moment.astimezone().date()


def _entries(found: Round, *, as_kept: bool = False) -> tuple[Earlier, ...]:
    """A refused round as two earlier letters: what was sent, and the refusal.

    Args:
        found: the round, with its answer.
        as_kept: with the days as the record writes them, as they stand in older cases.
    """
    from poa.model.case import Earlier

    if found.answer is None:
        return ()
    day = datetime.date if as_kept else _day
    return (
        Earlier(on=day(found.sent), what="appeal"),
        Earlier(on=day(found.answer.received), what="refusal", file=_file_of(found)),
    )


def _with_deadline(case: Case, answer: Notice) -> NoticeFacts:
    """The notice with the deadline of the refusal, which may count from the notice that began the case."""
    from datetime import timedelta

    import msgspec

    from poa.notice.facts import other_readings

    notice = case.notice
    due, also = answer.deadline_at, other_readings(answer)
    if due is None and answer.deadline_hours is not None and answer.deadline_from != "original_notice":
        due = answer.received + timedelta(hours=answer.deadline_hours) if answer.received else None
    if due is not None:
        return msgspec.structs.replace(notice, deadline_at=due, deadline_hours=None, other_deadlines=also)
    if answer.deadline_hours is None:
        return notice
    changed = msgspec.structs.replace(
        notice, deadline_hours=answer.deadline_hours, deadline_at=None, other_deadlines=also
    )
    if answer.original_on is None:
        return changed
    return msgspec.structs.replace(changed, deadline_from="original_notice", original_on=answer.original_on.date())
