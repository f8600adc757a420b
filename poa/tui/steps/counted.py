"""Step 2: what the program counted stands beside the open questions as a proposal, with where it was counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from poa.cases.proposals import set_aside
from poa.letter.totals import totals
from poa.model.question import Question
from poa.model.rule import Bilingual
from poa.tui.paths import value_at
from poa.tui.steps.base import Row, StepView
from poa.wording import LANGUAGES, Wording

if TYPE_CHECKING:
    from poa.cases.mail import Sent
    from poa.model.case import Case
    from poa.tui.session import Session

LISTED = ("audit.streams", "audit.ledger", "conversation")
# So many proposals are counted beside a row.
MOST = 100
# A value, and in how many imported messages it was counted (0: in what the seller confirmed).
Counted = tuple[Any, int]


def counted(session: Session) -> dict[str, Counted]:
    """Path to what was counted for it, for the questions that a count can answer."""
    found: dict[str, Counted] = session.derived("counted", lambda: {**_imported(session), **_confirmed(session.case)})
    return found


def _imported(session: Session) -> dict[str, Counted]:
    sent = _sent(session)
    # While some messages carry no date, nobody knows of which period all of them are.
    first, last = (None, None) if sent.undated else (sent.first, sent.last)
    named = {"messages_read": sent.messages, "period_from": first, "period_to": last}
    return {f"audit.{name}": (value, sent.messages) for name, value in named.items() if value}


def _sent(session: Session) -> Sent:
    """The messages that the seller sent, without those that he left out of this case."""
    found: Sent = session.derived("sent", lambda: session.mail.sent(set_aside(session.case)))
    return found


def told_reading(session: Session) -> str:
    """How many of the messages read are the seller's own and counted; nothing where all of them are."""
    report, words, sent = session.mail.report(), session.desk.words, _sent(session).messages
    left_out = report.sent - sent
    if not report.received and not left_out:
        return ""
    parts = [words("tui_scope.counted_sent", n=sent, count=sent)]
    if report.received:
        parts.append(words("tui_scope.not_counted_received", n=report.received, count=report.received))
    if left_out:
        parts.append(words("tui_scope.not_counted_aside", n=left_out, count=left_out))
    return words("tui.comma").join(parts)


def _confirmed(case: Case) -> dict[str, Counted]:
    ledger, streams = case.audit.ledger, case.audit.streams
    if any(stream.in_breach for stream in streams):
        # What was found in whole bodies of messages is more than what is listed one by one, and of unknown days.
        known = all(stream.in_breach is not None for stream in streams)
        messages = sum(stream.in_breach or 0 for stream in streams) if known else 0
        orders = (
            sum(stream.orders or 0 for stream in streams)
            if known and all(s.orders for s in streams if s.in_breach)
            else 0
        )
        days: list[date] = []
    elif ledger:
        messages, orders = sum(row.messages for row in ledger), len({row.order_id for row in ledger})
        days = [day for row in ledger for day in row.on]
    else:
        told = totals(case)
        messages, orders = told.incidents, told.incident_orders or 0
        days = [incident.on for incident in case.incidents if incident.on]
    named: dict[str, Any] = {"messages_in_breach": messages, "orders_in_breach": orders}
    if days:
        named |= {"breach_from": min(days), "breach_to": max(days)}
    return {f"audit.{name}": (value, 0) for name, value in named.items() if value}


def asked_with(session: Session, questions: Sequence[Question]) -> Sequence[Question]:
    """The questions, an open one with its proposal as the example and with where it was counted."""
    known = counted(session)
    return [
        _proposing(session, question, known[question.path])
        if question.path in known and not question.answered
        else question
        for question in questions
    ]


def _proposing(session: Session, question: Question, proposal: Counted) -> Question:
    told = {}
    for language in LANGUAGES:
        words = session.desk.wording(language)
        told[language] = words("tui_scope.take", value=_told(proposal[0], words), where=_where(proposal[1], words))
    value = str(proposal[0])
    why = Bilingual(told["en"], told["zh-Hans"])
    return replace(question, why=why, example=Bilingual(value, value))


def counts_row(view: StepView) -> Row:
    """Takes what was counted in the imported messages; without their period, and why, while some carry no date."""
    undated = _sent(view.session).undated
    if not undated:
        return Row("counts", view.say("counts"), state="action")
    note = view.say("counts_undated", n=undated, count=undated)
    return Row("counts", view.say("counts_only"), note=note, state="action")


def told_proposal(session: Session, path: str) -> str:
    """``proposed: 1126 (counted in 1126 imported messages)``; nothing where nothing was counted."""
    proposal = counted(session).get(path)
    if proposal is None:
        return ""
    words = session.desk.words
    return words("tui_scope.proposed_value", value=_told(proposal[0], words), where=_where(proposal[1], words))


def _told(value: Any, words: Wording) -> str:
    from poa.text.dates import told_day

    return told_day(value, words) if isinstance(value, date) else str(value)


def _where(number: int, words: Wording) -> str:
    return words("tui_scope.from_import", n=number, count=number) if number else words("tui_scope.from_facts")


def list_rows(view: StepView) -> Iterable[Row]:
    """Bodies of messages and orders in breach; the conversation where the notice is disputed."""
    for place in LISTED:
        if place != "conversation" or view.case.branch == "dispute" or view.case.conversation:
            yield _list_row(view, place)


def _list_row(view: StepView, place: str) -> Row:
    words, entries = view.desk.words, value_at(view.case, place) or ()
    area = place.rpartition(".")[2]
    proposed = _proposed(view.session, place)
    note = words("tui_scope.step.proposed", n=proposed, count=proposed) if proposed else ""
    told = _told_list(view, area, entries) if entries else words(f"tui_scope.step.{area}_none")
    return Row(place, words(f"tui_scope.{area}.name"), told, note, state="done" if entries else "open")


def _told_list(view: StepView, area: str, entries: Sequence[Any]) -> str:
    words = view.desk.words
    if area == "ledger":
        messages, orders = sum(row.messages for row in entries), len({row.order_id for row in entries})
        told = words(
            "tui_scope.step.ledger",
            messages=words("tui_scope.messages", n=messages, count=messages),
            orders=words("tui_scope.orders", n=orders, count=orders),
        )
        return told if view.case.audit.ledger_complete else words("tui_scope.step.ledger_open", told=told)
    if area == "streams":
        read = sum(stream.read for stream in entries)
        told = words("tui_scope.read", n=read, count=read)
        return words("tui_scope.step.streams", n=len(entries), count=len(entries), read=told)
    return words("tui_scope.step.conversation", n=len(entries), count=len(entries))


def _proposed(session: Session, place: str) -> int:
    """How many entries could be confirmed; one sender is no reason to speak of several bodies."""
    from poa.cases import proposals

    def count() -> int:
        if place == "audit.ledger":
            return len(proposals.ledger_proposals(session.case, session.mail, MOST))
        if place == "conversation":
            return len(proposals.turn_proposals(session.case, session.mail))
        senders = len(session.mail.senders(set_aside(session.case)))
        return max(0, senders - len(session.case.audit.streams)) if senders > 1 else 0

    number: int = session.derived(("proposed", place), count)
    return number
