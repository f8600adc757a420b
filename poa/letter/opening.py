"""The opening: who did what and when, which rule it broke, that it is owned, and how far this plan reaches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from poa.letter.desk import Desk
from poa.letter.marks import Mark, Value
from poa.letter.totals import Totals
from poa.library.playbook import Conduct
from poa.model.case import Incident, Text

MAX_ACTS = 3
FEW_ORDERS = 3


@dataclass
class _Act:
    """One sentence of the opening: a subject with what it did, on which days, to which orders."""

    by: list[str]
    tool: Text
    recipient: str
    channel: str
    parts: list[tuple[list[int], Text | None]] = field(default_factory=list)
    orders: list[str] = field(default_factory=list)


def broken_rules(incidents: Sequence[Incident]) -> tuple[str, ...]:
    """The rule ids of all incidents, each once."""
    return tuple(dict.fromkeys(rule for incident in incidents for rule in incident.rules))


def kinds_of(desk: Desk) -> tuple[Conduct, ...]:
    """The kinds of breach of a case; towards Amazon's staff or sellers the recipient names the kind."""
    keys: dict[str, None] = {}
    for incident in desk.case.incidents:
        rules: tuple[str, ...] = incident.rules
        if incident.recipient != "buyer":
            keys[f"notice.to_{incident.recipient}"] = None
            replaced = {k for kind in desk.playbook.conduct_of(keys) for k in kind.instead}
            rules = tuple(r for r in rules if not any(k.id in replaced for k in desk.playbook.conduct_of((r,))))
        keys.update(dict.fromkeys(rules))
    return desk.playbook.conduct_of(keys)


def act_text(desk: Desk, incident: Incident) -> Text | None:
    """What was done, in the seller's words or else the rule's own phrase."""
    if incident.act:
        return incident.act
    # A rule whose kind has no act of its own (such as answering for third parties) says little by itself.
    telling = [r for r in incident.rules if any(k.act.en for k in desk.playbook.conduct_of((r,)))]
    for rule_id in dict.fromkeys((*telling, *incident.rules)):
        rule = desk.rules.get(rule_id)
        if rule and rule.act.en:
            return Text(en=rule.act.en, zh=rule.act.zh)
    for kind in desk.playbook.conduct_of(incident.rules):
        if kind.act.en:
            return Text(en=kind.act.en, zh=kind.act.zh)
    return None


def acts(desk: Desk) -> list[dict[str, Any]]:
    """The acts, grouped so that one person's messages on one order make one sentence."""
    groups = _grouped(desk)
    if len(groups) > MAX_ACTS:
        groups = _folded(groups)
    for group in groups[:MAX_ACTS]:
        desk.told.update(index for indexes, _ in group.parts for index in indexes)
    return [_told(desk, group) for group in groups[:MAX_ACTS]]


def _grouped(desk: Desk) -> list[_Act]:
    groups: dict[tuple[str, str, str, str], _Act] = {}
    for index, incident in enumerate(desk.case.incidents):
        key = (incident.by, incident.tool.en or incident.tool.zh, incident.order_id, incident.channel)
        group = groups.setdefault(
            key, _Act([incident.by] if incident.by else [], incident.tool, incident.recipient, incident.channel)
        )
        act = act_text(desk, incident)
        if group.parts and group.parts[-1][1] == act:
            group.parts[-1][0].append(index)
        else:
            group.parts.append(([index], act))
        if incident.order_id and incident.order_id not in group.orders:
            group.orders.append(incident.order_id)
    return list(groups.values())


def _folded(groups: list[_Act]) -> list[_Act]:
    """Many alike become one: same act by several people or to several orders."""
    folded: dict[str, _Act] = {}
    for group in groups:
        for indexes, act in group.parts:
            name = (act.en or act.zh) if act else ""
            whole = folded.setdefault(name, _Act([], group.tool, group.recipient, group.channel, [([], act)]))
            whole.parts[0][0].extend(indexes)
            whole.by.extend(name for name in group.by if name not in whole.by)
            whole.orders.extend(order for order in group.orders if order not in whole.orders)
    return list(folded.values())


def _told(desk: Desk, group: _Act) -> dict[str, Any]:
    case = desk.case
    parts = []
    for indexes, act in group.parts:
        days = [day for i in indexes if (day := case.incidents[i].on)]
        if len(set(days)) > 3:
            when = desk.record.add(
                Mark("span", dates=(min(days), max(days)), facts=tuple(f"incidents[{i}].on" for i in indexes))
            )
        else:
            when = desk.days(days, *(f"incidents[{i}].on" for i in indexes)) or ""  # type: ignore[assignment]
        path = f"incidents[{indexes[0]}].act"
        what = desk.phrase(_uncapped(act), path) if act else None
        if what is None and not case.incidents[indexes[0]].quote:
            what = desk.need(path)
        parts.append({"when": when, "period": len(set(days)) > 3, "what": what or ""})
    named = any(order in (act.of(desk.language) if act else "") for _, act in group.parts for order in group.orders)
    paths = [f"incidents[{i}].order_id" for indexes, _ in group.parts for i in indexes]
    orders: Value | str = ""
    if group.orders and not named:
        few = len(group.orders) <= FEW_ORDERS
        orders = desk.orders(group.orders, *paths) if few else desk.counted(len(group.orders), "order", *paths)
    first = group.parts[0][0][0]
    return {
        "parts": parts,
        "who": desk.people(group.by, f"incidents[{first}].by", "our") or "",
        "tool": desk.phrase(group.tool, f"incidents[{first}].tool") or "",
        "channel": group.channel,
        "many": sum(len(indexes) for indexes, _ in group.parts) > 1,
        "orders": orders,
        "few": len(group.orders) <= FEW_ORDERS,
        "origin": desk.origin(*(f"incidents[{i}]" for i in group.parts[0][0])),
    }


def _uncapped(act: Text) -> Text:
    """The act as a phrase behind its subject, also where it was typed like a sentence."""
    en = act.en.strip()
    return Text(en=en[:1].lower() + en[1:] if en[1:2].islower() else en, zh=act.zh)


def norms(desk: Desk, kinds: Sequence[Conduct]) -> list[dict[str, Any]]:
    """What the policies say about these kinds of breach, gathered by policy."""
    found: list[dict[str, Any]] = []
    forbidden: dict[tuple[str, ...], list[Conduct]] = {}
    for kind in kinds:
        if kind.forbids.en:
            forbidden.setdefault(kind.policies, []).append(kind)
        elif kind.says.en:
            found.append({"policies": _policies(desk, kind.policies), "plural": _plural(desk, kind.policies),
                          "says": _verb(desk, kind), "origin": _rules(desk, [kind])})  # fmt: skip
    for policies, together in forbidden.items():
        items = desk.words.items([kind.forbids.of(desk.language) for kind in together])
        found.append({"policies": _policies(desk, policies), "plural": _plural(desk, policies), "says": "",
                      "forbids": desk.words.spelled(items), "origin": _rules(desk, together)})  # fmt: skip
    return found


def _rules(desk: Desk, kinds: Sequence[Conduct]) -> Value:
    mine = broken_rules(desk.case.incidents)
    return desk.origin(rules=[rule for kind in kinds for rule in mine if rule in kind.rules])


def _policies(desk: Desk, ids: Sequence[str]) -> str:
    names = [desk.playbook.policies[name].name.of(desk.language) for name in ids]
    return desk.words.items([desk.words.pattern("policy", name=name) for name in names])


def _plural(desk: Desk, ids: Sequence[str]) -> bool:
    return len(ids) > 1 or desk.playbook.policies[ids[0]].name.en.endswith("s")


def _verb(desk: Desk, kind: Conduct) -> str:
    """``{allow|allows}``: the form that agrees with the policies named before it."""
    import re

    plural = _plural(desk, kind.policies)
    said = re.sub(r"\{([^|{}]*)\|([^|{}]*)\}", lambda m: m[1] if plural else m[2], kind.says.of(desk.language))
    return desk.words.spelled(said)


def ownership(desk: Desk) -> dict[str, Any]:
    """Which sentence of responsibility is true: one message or several, by people, a tool, a card or a third party."""
    incidents = desk.case.incidents
    kind = "messages"
    if "coc.third-parties" in broken_rules(incidents):
        kind = "third"
    elif incidents and all(i.channel == "package_insert" for i in incidents):
        kind = "insert"
    elif any(i.channel == "package_insert" for i in incidents):
        kind = "mixed"
    elif incidents and all(i.tool and not i.by for i in incidents):
        kind = "tool"
    return {"kind": kind, "count": len(incidents),
            "origin": desk.origin(*(f"incidents[{i}]" for i in range(len(incidents))))}  # fmt: skip


def scope(desk: Desk, counts: Totals) -> dict[str, Any]:
    """How far the plan reaches: what the audit found beyond the messages named first."""
    if counts.read is None or counts.messages is None:
        return {"kind": ""}
    more = counts.messages - counts.incidents
    view: dict[str, Any] = {
        "read": desk.counted(counts.read, "message", "audit.messages_read"),
        "total": desk.counted(counts.messages, "message", "audit.messages_in_breach"),
        "total_figure": desk.record.text(desk.words.number(counts.messages), "audit.messages_in_breach"),
        "count": counts.messages,
        "orders": desk.counted(counts.orders, "order", "audit.orders_in_breach") if counts.orders else "",
    }
    other = (counts.orders or 0) - counts.incident_orders
    if more < 0 or (counts.orders is not None and other < 0):
        return {"kind": ""}
    if more == 0:
        return {**view, "kind": "same"}
    if counts.messages > 20:
        return {**view, "kind": "large"}
    view["more"] = desk.counted(more, "more", "audit.messages_in_breach", "incidents")
    view["other"] = desk.counted(other, "other_order", "audit.orders_in_breach", "incidents") if other else ""
    return {**view, "kind": "more"}
