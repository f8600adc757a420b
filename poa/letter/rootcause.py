"""The first part: what was written, what the audit found, and why it could happen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import msgspec

from poa.letter.desk import Desk
from poa.letter.kinds import in_order, said, told_kinds
from poa.letter.ledger import NAMED, ledger_rows
from poa.letter.marks import Value
from poa.letter.opening import act_text
from poa.letter.people import find_person, mentions
from poa.letter.quotes import marks_around, without_masks
from poa.letter.refs import exhibits_of, refs
from poa.letter.sentences import fill
from poa.letter.sums import service_of
from poa.letter.totals import Totals, leads_with_total
from poa.model.case import Cause, Incident, Statement, Text
from poa.text.pinyin import has_han

QUOTES = {"short": 1, "standard": 4, "full": 99}
# So many further messages are quoted that neither the opening nor the list of the audit tells.
APART = {"short": 0, "standard": 4, "full": 99}
_KANA = re.compile("[\u3040-\u30ff]")
# A scope that speaks of messages itself needs no "messages that ... sent" around it.
_SPOKEN = ("message", "mail", "repl", "消息", "邮件", "回复")


def quoted(desk: Desk) -> list[int]:
    """Which incidents are quoted: those of the notice's orders first, then further kinds of act, then the rest."""
    case = desk.case
    with_quote = [i for i, incident in enumerate(case.incidents) if incident.quote.strip()]
    room = QUOTES[desk.length]
    if len(with_quote) <= room:
        return with_quote
    named = [i for i in with_quote if case.incidents[i].order_id in case.notice.order_ids]
    seen: set[tuple[str, ...]] = set()
    kinds = []
    for i in with_quote:
        if case.incidents[i].rules not in seen:
            seen.add(case.incidents[i].rules)
            kinds.append(i)
    chosen = list(dict.fromkeys([*named, *kinds, *with_quote]))[:room]
    # A message that gets a line of its own is told by its words, not by the phrase of a rule.
    apart = [i for i in with_quote if not _said_elsewhere(desk, i, case.incidents[i])][: APART[desk.length]]
    return [i for i in with_quote if i in chosen or i in apart]


def incidents(desk: Desk, chosen: Sequence[int]) -> list[dict[str, Any]]:
    """Each quoted (or told) message with the words around it."""
    found: list[dict[str, Any]] = []
    previous: Incident | None = None
    for index in in_order(desk.case):
        incident = desk.case.incidents[index]
        if index not in chosen and not (incident.before or incident.after) and _said_elsewhere(desk, index, incident):
            continue
        view = _incident(desk, index, incident, previous, index in chosen)
        if found and found[-1]["after"] and not found[-1]["refs"]:
            view["lead"], found[-1]["after"] = found[-1]["after"], ""
        found.append(view)
        previous = incident
    return found


def _said_elsewhere(desk: Desk, index: int, incident: Incident) -> bool:
    """An unquoted message needs a line of its own only where neither the opening nor the ledger tells it."""
    listed = {row.order_id for row in desk.case.audit.ledger}
    return index in desk.told or incident.order_id in listed


def _incident(
    desk: Desk, index: int, incident: Incident, previous: Incident | None, with_quote: bool
) -> dict[str, Any]:
    path = f"incidents[{index}]"
    if desk.length == "short" and with_quote:
        incident = msgspec.structs.replace(incident, before=Text(), after=Text())
    service = service_of(desk, incident)
    lone = (
        with_quote
        and len(desk.case.incidents) == 1
        and index in desk.told
        and not (desk.case.opening or desk.case.audit.alike)
    )
    same_order = previous is not None and incident.order_id == previous.order_id
    quote, translation = (
        quote_of(desk, incident.quote, incident.quote_en, incident.quote_zh, path) if with_quote else ("", "")
    )
    numbers = exhibits_of(desk, incident.exhibits, path)
    return {
        "key": index + 1,
        "lead": "",
        "before": desk.own(incident.before, f"{path}.before") or "",
        "leads": incident.before.of(desk.language).rstrip().endswith((":", "：")),
        "after": desk.own(incident.after, f"{path}.after") or "",
        "quote": quote,
        "marks": marks_around(incident.quote, incident.quote_en),
        "translation": translation,
        "when": desk.day(incident.on, f"{path}.on") or "",
        "who": desk.people([desk.sender(incident.by)], f"{path}.by") or desk.phrase(service, f"{path}.service") or "",
        "lone": lone and bool(incident.order_id) and incident.channel == "buyer_seller_messaging",
        "order": desk.orders([incident.order_id], f"{path}.order_id") if incident.order_id and not same_order else "",
        "tool": desk.phrase(incident.tool, f"{path}.tool") or "",
        "channel": incident.channel,
        "recipient": incident.recipient,
        "what": desk.phrase(act, f"{path}.act") if (act := act_text(desk, incident)) and not quote else "",
        "form": _form(desk, incident),
        "origin": desk.origin(path, rules=incident.rules),
        "refs": refs(desk, path, exhibits=numbers),
    }


def _form(desk: Desk, incident: Incident) -> str:
    """The rules of form that a message broke beside a graver one; title and opening leave them out."""
    if desk.case.opening or incident.after:
        return ""
    kinds = [kind.as_shown(said(incident)) for kind in desk.playbook.conduct_of(incident.rules)]
    told = told_kinds(kinds)
    return desk.words.items([kind.title.of(desk.language) for kind in kinds if kind not in told])


def quote_of(
    desk: Desk, words: str, english: str, chinese: str, path: str, *, buyer: bool = False
) -> tuple[Value, Value | str]:
    """The words as sent, and their translation where the letter's language is another; ``buyer``: they are his."""
    labels = desk.words.data["masked_buyer" if buyer else "masked"]
    sent = words
    words, english, chinese = (without_masks(text, labels) for text in (words, english, chinese))
    # Lines of a quotation may have stood apart in the message, so each gets quotation marks of its own.
    opened, closed = marks_around(sent, english)
    quote = f"{closed}\n{opened}".join(line.strip() for line in words.strip().splitlines() if line.strip())
    english, chinese = english.strip(), chinese.strip()
    if desk.language == "zh":
        shown = desk.record.text(quote, f"{path}.quote")
        if has_han(sent):
            return shown, ""
        if not chinese:
            tongue = "en" if re.search(desk.words.data["english"], " ".join(sent.split())) else "other"
            return shown, f"{desk.origin(f'{path}.quote')}{desk.words.data['original'][tongue]}"
        return shown, desk.record.text(chinese, f"{path}.quote_zh")
    if has_han(sent):
        if not english:
            return desk.need(f"{path}.quote_en", desk.playbook.questions["incidents.quote_en"].question), ""
        told = desk.words.data["translated"]["ja" if _KANA.search(quote) else "zh"]
        return desk.record.text(english, f"{path}.quote_en"), f"{desk.origin(f'{path}.quote')}{told}"
    shown = desk.record.text(quote, f"{path}.quote")
    if not english:
        return shown, ""
    return shown, desk.words.pattern("in_english", quote=desk.record.text(english, f"{path}.quote_en"))


def audit(desk: Desk, counts: Totals) -> dict[str, Any] | None:
    """The scope sentence of the audit: who read how many messages of which period, and what was found."""
    case, facts = desk.case, desk.case.audit
    if counts.read is None and not (facts.scope and facts.read_by):
        return None
    scope = facts.scope.of(desk.language)
    return {
        "readers": desk.people(facts.read_by, "audit.read_by") or "",
        "origin": desk.origin("audit"),
        "finished": desk.day(facts.finished, "audit.finished") or "",
        "read": desk.counted(counts.read, "message", "audit.messages_read") if counts.read is not None else "",
        "all": facts.all,
        "sample_of": desk.counted(facts.sample_of, "message", "audit.sample_of") if facts.sample_of else "",
        "figure": desk.figure(counts.read or 0, "audit.messages_read"),
        "period": desk.span(facts.period_from, facts.period_to, "audit.period") or "",
        "scope": desk.phrase(facts.scope, "audit.scope") or "",
        "scope_says_messages": any(word in scope.casefold() for word in _SPOKEN),
        "stream_periods": any(stream.period_from for stream in facts.streams),
        "spoken": all(_says_messages(stream.what.of(desk.language)) for stream in facts.streams),
        "streams": [_stream(desk, number) for number in range(len(facts.streams))],
        "found": _found(desk, counts),
        "refs": refs(desk, "audit", exhibits=exhibits_of(desk, facts.exhibits, "audit")),
        **_limits(desk),
        "rows": ledger_rows(desk),
        "partial": _partial(desk, counts),
        "listed": leads_with_total(case, counts),
        "case": len(case.incidents),
    }


def _limits(desk: Desk) -> dict[str, Any]:
    """What was not read: the seller's sentences, or a few words that the letter sets behind "Not read"."""
    limits = desk.case.audit.limits
    if not limits or desk.words.is_sentence(limits.of(desk.language)):
        return {"limits": desk.own(limits, "audit.limits") or "", "limits_open": False}
    return {"limits": desk.phrase(desk.inner(limits), "audit.limits") or "", "limits_open": True}


def _stream(desk: Desk, number: int) -> dict[str, Any]:
    stream, path = desk.case.audit.streams[number], f"audit.streams[{number}]"
    what = stream.what.of(desk.language).strip()
    before = desk.case.audit.streams[number - 1] if number else None
    repeated = before is not None and (before.period_from, before.period_to) == (stream.period_from, stream.period_to)
    return {
        "what": desk.phrase(stream.what, f"{path}.what") or desk.need(f"{path}.what"),
        "says_messages": _says_messages(what),
        "read": desk.record.text(desk.words.number(stream.read), f"{path}.read"),
        "messages": desk.counted(stream.read, "message", f"{path}.read"),
        "figure": desk.figure(stream.read, f"{path}.read"),
        "period": "" if repeated else desk.span(stream.period_from, stream.period_to, f"{path}.period") or "",
        "orders": desk.counted(stream.orders, "order", f"{path}.orders") if stream.orders and stream.in_breach else "",
        "sample_of": desk.figure(stream.sample_of, f"{path}.sample_of") if stream.sample_of else "",
        "in_breach": desk.record.text(desk.words.number(stream.in_breach), f"{path}.in_breach")
        if stream.in_breach is not None
        else "",
        "all": bool(stream.read) and stream.in_breach == stream.read,
        "none": stream.in_breach == 0,
    }


def _says_messages(what: str) -> bool:
    return any(word in what.casefold() for word in _SPOKEN)


def _found(desk: Desk, counts: Totals) -> dict[str, Any] | None:
    streams = desk.case.audit.streams
    by_stream = sum(s.in_breach or 0 for s in streams) if all(s.in_breach is not None for s in streams) else None
    if counts.messages is None or (streams and by_stream == counts.messages):
        return None
    return {
        "count": counts.messages,
        "origin": desk.origin("audit.messages_in_breach"),
        "messages": desk.counted(counts.messages, "message", "audit.messages_in_breach"),
        "number": desk.record.text(desk.words.number(counts.messages), "audit.messages_in_breach"),
        "orders": desk.counted(counts.orders, "order", "audit.orders_in_breach") if counts.orders else "",
        "each": desk.words.pattern("each_different") if counts.orders == counts.messages else "",
        "only": counts.messages == counts.incidents and counts.same,
        # An opening that counts all of them has told their days.
        "sent": "" if leads_with_total(desk.case, counts) else _sent(desk),
    }


def _sent(desk: Desk) -> Value | str:
    """From which day to which the messages in breach were sent."""
    audit = desk.case.audit
    return desk.span(audit.breach_from, audit.breach_to, "audit.breach") or ""


def _partial(desk: Desk, counts: Totals) -> bool:
    """Whether more was found than is listed below the audit sentence."""
    ledger = desk.case.audit.ledger
    orders, messages = len({row.order_id for row in ledger}), sum(row.messages for row in ledger)
    return bool(ledger) and ((counts.orders or 0) > orders or (counts.messages or 0) > messages)


def unnamed(desk: Desk, own_words: str) -> dict[str, Any] | None:
    """The orders of messages told that stand nowhere else in the letter; nothing where they are too many to be named.

    Args:
        desk: the working table, once all else is laid out.
        own_words: what the seller tells himself; an order named there is named.
    """
    orders = dict.fromkeys(i.order_id for i in desk.case.incidents if i.order_id and i.channel != "package_insert")
    left = [order for order in orders if order not in desk.named and order not in own_words]
    if not 0 < len(left) <= NAMED:
        return None
    places = [f"incidents[{n}].order_id" for n, i in enumerate(desk.case.incidents) if i.order_id in left]
    return {"orders": desk.orders(left, *places), "one": len(places) == 1, "all": len(left) == len(orders)}


def statements(desk: Desk, place: str) -> list[dict[str, Any]]:
    """What the seller adds in his own words for one place of the letter; only what he attested."""
    found = []
    for index, statement in enumerate(desk.case.statements):
        if statement.place == place and statement.attested and statement.text:
            found.append(statement_view(desk, index, statement))
    return found


def statement_view(desk: Desk, index: int, statement: Statement) -> dict[str, Any]:
    """One statement with its date and references."""
    from poa.letter.refs import causes_of

    path = f"statements[{index}]"
    people = [find_person(desk.case, name) for name in statement.by]
    text = statement.text.of(desk.language)
    named = any(person and mentions(text, person) for person in people)
    return {
        "text": desk.own(statement.text, f"{path}.text") or "",
        "when": desk.day(statement.on, f"{path}.on") or "",
        "refs": refs(
            desk,
            path,
            causes=causes_of(desk, statement.causes, path),
            exhibits=exhibits_of(desk, statement.exhibits, path),
            who=None if named else desk.people(statement.by, f"{path}.by"),
        ),
    }


def causes(desk: Desk) -> list[dict[str, Any]]:
    """The numbered causes, in the seller's words or in those of the playbook filled with the seller's facts."""
    return [_cause(desk, number, cause) for number, cause in enumerate(desk.case.causes, 1)]


def _cause(desk: Desk, number: int, cause: Cause) -> dict[str, Any]:
    path = f"causes[{number - 1}]"
    entry = desk.playbook.causes.get(cause.entry)
    if cause.entry and entry is None and not cause.text:
        desk.need(f"{path}.entry", desk.fixed("unknown_entry", name=cause.entry), "causes")
    title: Value | str = desk.phrase(cause.title, f"{path}.title") or ""
    if not title and entry:
        title = desk.record.text(desk.words.spelled(entry.title.of(desk.language)), f"{path}.entry")
    told: Value | str | None = desk.own(cause.text, f"{path}.text") if cause.text else None
    if entry and not cause.text and cause.status == "":
        desk.need(f"{path}.status", step="causes")
    if told is None and entry and cause.status != "own_words":
        told = fill(desk, entry.sentences, entry.slots, cause.slots, path, more=entry.more)
    if told is None and not cause.text and not (entry and desk.gaps):
        told = desk.need(f"{path}.text")
    return {
        "number": number,
        "title": title,
        "text": told or "",
        "why": desk.own(cause.why, f"{path}.why") or "",
        "refs": refs(desk, path, exhibits=exhibits_of(desk, cause.exhibits, path)),
        "origin": desk.origin(path),
    }
