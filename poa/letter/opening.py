"""The opening: who did what and when, which rule it broke, that it is owned, and how far this plan reaches."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from poa.letter.desk import Desk
from poa.letter.kinds import in_order, kinds_of, said
from poa.letter.marks import Mark, Value
from poa.letter.people import find_person, without_subject
from poa.letter.sums import CARD, counted_in_each, name_of, senders, service_of
from poa.letter.totals import Totals, leads_with_total
from poa.model.case import Incident, Person, Text

MAX_ACTS = 3
FEW_ORDERS = 3


@dataclass
class Act:
    """One sentence of the opening: a subject with what it did, on which days, to which orders."""

    by: list[str]
    tool: Text
    service: Text
    recipient: str
    channel: str
    parts: list[tuple[list[int], Text | None]] = field(default_factory=list)
    orders: list[str] = field(default_factory=list)


def act_text(desk: Desk, incident: Incident) -> Text | None:
    """What was done, in the seller's words or else the phrase of the gravest rule that he confirmed."""
    if incident.act:
        # The sentence names the sender itself.
        sender = find_person(desk.case, incident.by) or Person(en=incident.by, zh=incident.by)
        return without_subject(incident.act, [sender])
    gravity = {r: max((k.gravity for k in desk.playbook.conduct_of((r,))), default=0) for r in incident.rules}
    gravest = sorted(incident.rules, key=lambda rule: -gravity[rule])
    # A rule whose kind has no act of its own (such as answering for third parties) says little by itself.
    telling = [r for r in gravest if any(k.act.en for k in desk.playbook.conduct_of((r,)))]
    for rule_id in dict.fromkeys((*telling, *gravest)):
        rule = desk.rules.get(rule_id)
        if rule and rule.act.en:
            # A rule that says no more than its kind gives way to what the message shows.
            exact = [k.as_shown(said(incident)).act for k in desk.playbook.conduct_of((rule_id,)) if k.act == rule.act]
            act = (*exact, rule.act)[0]
            return Text(en=act.en, zh=act.zh)
    for kind in (kind.as_shown(said(incident)) for kind in desk.playbook.conduct_of(incident.rules)):
        if kind.act.en:
            return Text(en=kind.act.en, zh=kind.act.zh)
    return None


def acts_of_another(desk: Desk, index: int) -> None:
    """Ask again where the seller's words for an act tell of somebody else than its sender, whom the sentence names."""
    incident = desk.case.incidents[index]
    act = act_text(desk, incident) or Text()
    path, step = f"incidents[{index}].act", "messages"
    if not desk.begins_unfit("act_of_another", act, incident.act, path, step):
        others = without_subject(act, desk.case.people)
        for name in ("en", "zh"):
            if others.of(name).strip() != act.of(name).strip():
                desk.need(path, desk.fixed("act_of_another", words=incident.act.of(name)), step)


def acts(desk: Desk, counts: Totals) -> list[dict[str, Any]]:
    """The acts, grouped so that one person's messages on one order, or one act on many, make one sentence."""
    groups = [_by_day(desk, group) for group in _joined(_grouped(desk))]
    if len(groups) > MAX_ACTS:
        groups = counted_in_each(desk, _folded(groups))
    for group in groups[:MAX_ACTS]:
        desk.told.update(index for indexes, _ in group.parts for index in indexes)
    sent = [group for group in groups if group.channel != CARD]
    whole = sent[0] if len(sent) == 1 and len(sent[0].parts) == 1 and leads_with_total(desk.case, counts) else None
    views = [_told(desk, group, counts if group is whole else None) for group in groups[:MAX_ACTS]]
    for before, (group, view) in zip(groups, list(zip(groups, views, strict=False))[1:], strict=False):
        alike = len(group.parts) == 1 and before.parts[-1][1] == group.parts[0][1] is not None
        if alike and before.channel != group.channel:
            view["again"] = view["sent"]
            if group is whole and desk.case.audit.ledger:
                view.update(orders="", among="", total="")
    return views


def _grouped(desk: Desk) -> list[Act]:
    groups: dict[tuple[str, str, str, str], Act] = {}
    for index in in_order(desk.case):
        incident = desk.case.incidents[index]
        service = service_of(desk, incident)
        sender = desk.sender(incident.by)
        who = "/".join((sender, name_of(incident.tool), name_of(service)))
        by = [sender] if sender else []
        group = groups.setdefault(
            (who, incident.recipient, incident.order_id, incident.channel),
            Act(by, incident.tool, service, incident.recipient, incident.channel),
        )
        act = act_text(desk, incident)
        if group.parts and group.parts[-1][1] == act:
            group.parts[-1][0].append(index)
        else:
            group.parts.append(([index], act))
        if incident.order_id and incident.order_id not in group.orders:
            group.orders.append(incident.order_id)
    return list(groups.values())


def _joined(groups: list[Act]) -> list[Act]:
    """The same act of the same sender on several orders becomes one sentence."""
    found: list[Act] = []
    for group in groups:
        for earlier in found:
            if (
                len(group.parts) == len(earlier.parts) == 1
                and group.parts[0][1] == earlier.parts[0][1]
                and bool(group.orders) == bool(earlier.orders)
                and all(getattr(group, f) == getattr(earlier, f) for f in ("by", "tool", "service", "recipient"))
                and group.channel == earlier.channel
            ):
                earlier.parts[0][0].extend(group.parts[0][0])
                earlier.orders.extend(order for order in group.orders if order not in earlier.orders)
                break
        else:
            found.append(group)
    return found


def _by_day(desk: Desk, group: Act) -> Act:
    """The orders in the order of their days, so that "on 12 and 30 May" and the two orders match."""
    indexes = [index for part, _ in group.parts for index in part]
    days = {index: desk.case.incidents[index].on for index in indexes}
    if len(group.parts) == 1 and all(days.values()):
        ordered = sorted(indexes, key=lambda index: (days[index] or date.min, index))
        group.orders = list(dict.fromkeys(o for i in ordered if (o := desk.case.incidents[i].order_id)))
    return group


def _folded(groups: list[Act]) -> list[Act]:
    """Many alike become one: same act by several people or to several orders."""
    folded: dict[str, Act] = {}
    for group in groups:
        for indexes, act in group.parts:
            name = name_of(act) if act else ""
            whole = folded.setdefault(
                name, Act([], group.tool, group.service, group.recipient, group.channel, [([], act)])
            )
            whole.parts[0][0].extend(indexes)
            whole.by.extend(name for name in group.by if name not in whole.by)
            whole.orders.extend(order for order in group.orders if order not in whole.orders)
    return list(folded.values())


def _told(desk: Desk, group: Act, counts: Totals | None) -> dict[str, Any]:
    """The view of one sentence; ``counts`` where it speaks of every message in breach."""
    acts_of = [act.of(desk.language) if act else "" for _, act in group.parts]
    named = any(order in act for act in acts_of for order in group.orders)
    orders = "" if named or not group.orders else _orders(desk, group, counts)
    several = len(group.orders) > 1 or counts is not None
    total: Value | str = ""
    if counts and counts.messages and counts.messages != counts.orders:
        total = desk.counted(counts.messages, "message", "audit.messages_in_breach")
    inside = desk.words.data["in_messages"].format(total=total) if total else ""
    buyer = _buyer_of(desk, f"{orders}{inside}", several) if orders and not named else ""
    parts = []
    for number, (indexes, act) in enumerate(group.parts):
        what = _what(desk, act, indexes, buyer if number == 0 else "", several)
        if buyer and number == 0 and buyer in what:
            orders = total = ""
        parts.append({"open": False, **_when(desk, group, indexes, counts), "what": what})
    sent = counts.messages if counts and counts.messages else sum(len(indexes) for indexes, _ in group.parts)
    return {
        "parts": parts,
        **senders(desk, group),
        "channel": group.channel,
        "card": group.channel == CARD and not _names_a_card(desk, acts_of),
        "indexes": [index for part, _ in group.parts for index in part],
        "counted": len(group.orders) > FEW_ORDERS,
        "many": sent > 1,
        "orders": orders,
        "few": len(group.orders) <= FEW_ORDERS and counts is None,
        "origin": desk.origin(*(f"incidents[{i}]" for i in group.parts[0][0])),
        "again": "",
        "sent": desk.counted(sent, "message", "audit.messages_in_breach" if counts else "incidents"),
        "total": total,
        "among": _among(desk, group, counts),
    }


def _names_a_card(desk: Desk, acts: Sequence[str]) -> bool:
    """Whether the words tell what was done with a card: then the card is not the one who did it."""
    return any(re.search(desk.words.data["names_a_card"], act, re.IGNORECASE) for act in acts)


def _among(desk: Desk, group: Act, counts: Totals | None) -> Value | str:
    """The orders told, where the sentence counts many more."""
    if not counts or not 0 < len(group.orders) <= FEW_ORDERS or counts.orders == len(group.orders):
        return ""
    return desk.orders(group.orders, *(f"incidents[{i}].order_id" for indexes, _ in group.parts for i in indexes))


def _orders(desk: Desk, group: Act, counts: Totals | None) -> Value | str:
    paths = [f"incidents[{i}].order_id" for indexes, _ in group.parts for i in indexes]
    if counts:
        return desk.counted(counts.orders, "order", "audit.orders_in_breach") if counts.orders else ""
    if len(group.orders) <= FEW_ORDERS:
        return desk.orders(group.orders, *paths)
    return desk.counted(len(group.orders), "order", *paths)


def _buyer_of(desk: Desk, orders: Value | str, several: bool) -> str:
    """ "the buyer of order 1-2-3", where the language says it so."""
    return (
        desk.words.pattern("buyers_of" if several else "buyer_of", orders=orders)
        if desk.words.data["the_buyer"]
        else ""
    )


def _when(desk: Desk, group: Act, indexes: Sequence[int], counts: Totals | None) -> dict[str, Any]:
    """The days of one act: a few by themselves, many or a lasting practice as a period."""
    incidents, audit = [desk.case.incidents[i] for i in indexes], desk.case.audit
    if counts and audit.breach_from and audit.breach_to:
        return {"when": desk.span(audit.breach_from, audit.breach_to, "audit.breach"), "period": True}
    if counts:
        return {"when": "", "period": False}
    days = [day for incident in incidents for day in (incident.on, incident.until) if day]
    facts = tuple(f"incidents[{i}].on" for i in indexes)
    lasting = any(incident.until for incident in incidents)
    if days and (lasting or len(set(days)) > 3):
        return {"when": desk.record.add(Mark("span", dates=(min(days), max(days)), facts=facts)), "period": True}
    since = group.channel == CARD and not group.orders
    return {"when": desk.days(days, *facts) or "", "period": since, "open": since}


def _what(desk: Desk, act: Text | None, indexes: Sequence[int], buyer: str, several: bool) -> str:
    """What was done; where the act names "the buyer", the order stands right there."""
    path = f"incidents[{indexes[0]}].act"
    found = desk.phrase(_uncapped(act), path) if act else None
    if found is None:
        return "" if desk.case.incidents[indexes[0]].quote else desk.need(path)
    text = desk.words_of(_uncapped(act), path) if act else None
    halves = re.split(rf"\b{desk.words.data['the_buyer']}\b(?!['’])", text.rstrip(". ")) if text and buyer else []
    if len(halves) != 2 or (several and _of_one(desk, halves)):
        return found
    if on_order := re.fullmatch(desk.words.data["act_on_order"], halves[1]):
        halves[1] = f"{on_order[1]} {desk.words.data['named_order']['other' if several else 'one']}"
    return desk.record.text(halves[0], path) + buyer + (desk.record.text(halves[1], path) if halves[1] else "")


def _of_one(desk: Desk, halves: Sequence[str]) -> bool:
    """Whether the act speaks of one buyer by "her" or "his"."""
    words = set(re.findall(r"\w+", " ".join(halves).casefold()))
    return not words.isdisjoint(desk.words.data["one_buyer"])


def _uncapped(act: Text) -> Text:
    """The act as a phrase behind its subject, also where it was typed like a sentence."""
    en = act.en.strip()
    return Text(en=en[:1].lower() + en[1:] if en[1:2].islower() else en, zh=act.zh)


def ownership(desk: Desk, counts: Totals) -> dict[str, Any]:
    """Which sentence of responsibility is true: one message or several, by people, a tool, a card or a third party."""
    incidents = desk.case.incidents
    cards = [i for i in incidents if i.channel == CARD]
    services = [(n, i) for n, i in enumerate(incidents) if service_of(desk, i)]
    kind, service = "messages", ""
    if incidents and len(services) == len(incidents) and len({name_of(service_of(desk, i)) for i in incidents}) == 1:
        kind = "service"
        service = desk.phrase(service_of(desk, incidents[0]), f"incidents[{services[0][0]}].service") or ""
    elif incidents and all(service_of(desk, i) or "coc.third-parties" in i.rules for i in incidents):
        kind = "third"
    elif cards:
        kind = "insert" if len(cards) == len(incidents) else "mixed"
    elif incidents and all(i.tool and not i.by for i in incidents):
        kind = "tool"
    count = counts.messages if leads_with_total(desk.case, counts) else len(incidents)
    if not incidents:
        kind = "none"
    # "Both broke these rules" is true only where each of them broke each of the rules named.
    named = {one.id for one in kinds_of(desk)}
    each = all(named <= {k.id for k in desk.playbook.conduct_of(i.rules)} for i in incidents)
    return {"kind": kind, "count": count, "service": service, "each": each,
            "origin": desk.origin(*(f"incidents[{i}]" for i in range(len(incidents))))}  # fmt: skip


def scope(desk: Desk, counts: Totals) -> dict[str, Any]:
    """How far the plan reaches: what the audit found beyond the messages named first."""
    if counts.read is None or counts.messages is None or leads_with_total(desk.case, counts):
        return {"kind": ""}
    more = counts.messages - counts.incidents
    cards = sum(1 for incident in desk.case.incidents if incident.channel == CARD)
    view: dict[str, Any] = {
        "kind": "",
        "read": desk.counted(counts.read, "message", "audit.messages_read"),
        "total": desk.counted(counts.messages, "message", "audit.messages_in_breach"),
        "total_figure": desk.record.text(desk.words.number(counts.messages), "audit.messages_in_breach"),
        "count": counts.messages,
        "cards": cards,
        "orders": desk.counted(counts.orders, "order", "audit.orders_in_breach") if counts.orders else "",
    }
    other = None if counts.incident_orders is None else (counts.orders or 0) - counts.incident_orders
    if counts.same and (more < 0 or (counts.orders is not None and other is not None and other < 0)):
        return {"kind": ""}
    if more == 0 and counts.same:
        # The audit's own paragraph says the same; only a form without it needs the sentence here.
        return {**view, "kind": "same" if desk.branch == "acknowledge" else ""}
    if counts.messages > 20 or not counts.same:
        return {**view, "kind": "large" if counts.messages else ""}
    view["more"] = desk.counted(more, "more", "audit.messages_in_breach", "incidents")
    view["other"] = (
        desk.counted(other, "other_order", "audit.orders_in_breach", "incidents") if other and counts.orders else ""
    )
    return {**view, "kind": "more"}
