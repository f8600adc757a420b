"""Who sent the messages of one sentence of the opening, and how its sentences add up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from poa.letter.desk import Desk
from poa.letter.marks import Value
from poa.letter.totals import Totals, leads_with_total
from poa.model.case import Incident, Text

if TYPE_CHECKING:
    from poa.letter.opening import Act

CARD = "package_insert"


def counted_in_each(desk: Desk, groups: list[Act]) -> list[Act]:
    """Of many messages each is counted in every act that its rules tell, not only in the gravest.

    So what the opening counts is what the causes count; ``together`` says how many did more than one thing.
    """
    for group in groups:
        indexes, act = group.parts[0]
        if act is None:
            continue
        for index, incident in enumerate(desk.case.incidents):
            if index in indexes or incident.act or not _fits(group, incident) or act not in _acts_of(desk, incident):
                continue
            indexes.append(index)
            sender = desk.sender(incident.by)
            group.by.extend([sender] if sender and sender not in group.by else [])
            if incident.order_id and incident.order_id not in group.orders:
                group.orders.append(incident.order_id)
    return groups


def _fits(group: Act, incident: Incident) -> bool:
    return (group.recipient, group.channel) == (incident.recipient, incident.channel)


def _acts_of(desk: Desk, incident: Incident) -> list[Text]:
    """What each of the rules that a message broke says was done."""
    found = [desk.rules[rule].act for rule in incident.rules if rule in desk.rules]
    return [Text(en=act.en, zh=act.zh) for act in found if act.en]


def together(desk: Desk, views: Sequence[dict[str, Any]], counts: Totals) -> dict[str, Any] | None:
    """How the sentences of the opening add up, where they leave messages out, or many overlap; else nothing.

    A card is no message: its sentence is left out of the sum.
    """
    views = [view for view in views if view["channel"] != CARD]
    told = [index for view in views for index in view["indexes"]]
    once = set(told)
    if len(views) < 2 or leads_with_total(desk.case, counts):
        return None
    orders = {desk.case.incidents[i].order_id for i in once}
    twice = len({i for i in once if told.count(i) > 1})
    without = sum(1 for i in once if not desk.case.incidents[i].order_id)
    apart = sum(1 for i in desk.case.incidents if i.channel != CARD) - len(once)
    # Where each order is named, what overlaps is seen.
    overlaps = any(view["counted"] for view in views) and (twice or without)
    if not overlaps and not apart:
        return None
    facts = [f"incidents[{i}]" for i in sorted(once)]
    return {
        "messages": desk.counted(len(once), "message", *facts),
        "orders": desk.counted(len(orders - {""}), "order", *facts),
        "twice": desk.record.text(desk.words.number(twice), *facts) if twice else "",
        "without": desk.record.text(desk.words.number(without), *facts) if without else "",
        "one": without == 1,
        "apart": desk.record.text(desk.words.number(apart), "incidents") if apart else "",
        "one_apart": apart == 1,
    }


def senders(desk: Desk, group: Act) -> dict[str, Value | str]:
    """Who sent the messages of one sentence: people, and beside them what sent the others; else one tool or service.

    Each name keeps the place of the first message that is signed by it.
    """
    indexes = [index for part, _ in group.parts for index in part]
    first: dict[str, int] = {}
    beside: dict[str, str] = {}
    for index in indexes:
        incident = desk.case.incidents[index]
        if sender := desk.sender(incident.by):
            first.setdefault(sender, index)
            continue
        service = service_of(desk, incident)
        kind, other = ("service", service) if service else ("tool", incident.tool)
        told = desk.words_of(other, f"incidents[{index}].{kind}") if other else None
        # In a shop of one nobody else can have sent them.
        beside.setdefault(name_of(other), told or ("" if desk.alone else str(desk.words.data["store_account"])))
    if group.by:
        also = [sender for sender in beside.values() if sender]
        places = [f"incidents[{first.get(name, indexes[0])}].by" for name in group.by]
        return {"who": desk.people(group.by, places, "our", also) or "", "tool": "", "service": ""}
    one = len(beside) == 1
    return {
        "who": "",
        "tool": desk.phrase(group.tool, f"incidents[{indexes[0]}].tool") or "" if one else "",
        "service": desk.phrase(group.service, f"incidents[{indexes[0]}].service") or "" if one else "",
    }


def service_of(desk: Desk, incident: Incident) -> Text:
    """Who wrote in the seller's name; also where the seller put it down as a tool."""
    if incident.service or not any(map(desk.words.is_service, (incident.tool.en, incident.tool.zh))):
        return incident.service
    return incident.tool


def name_of(text: Text) -> str:
    """Words of the seller as they are compared."""
    return text.en or text.zh
