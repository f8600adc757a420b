"""What the sentence of an action may name beside its own answers, because the case knows it from elsewhere."""

from __future__ import annotations

from poa.letter.desk import Desk
from poa.letter.marks import Value
from poa.letter.people import find_person
from poa.letter.sentences import is_answered
from poa.model.case import Action, Case, Text


def given_to(desk: Desk, action: Action, path: str, who: Value) -> dict[str, Value | None]:
    """The values by name: who did it, the one order of the case, and marks for what holds (``alone``, ``audited``)."""
    given: dict[str, Value | None] = {"by": who, "order": _the_order(desk, action)}
    if _to_oneself(desk, action):
        given["alone"] = desk.origin(f"{path}.by")
    if desk.branch != "acknowledge" and told_with_audit(desk.case, action):
        given["audited"] = desk.origin("audit")
    return given


def told_with_audit(case: Case, action: Action) -> bool:
    """Whether the check that an action tells is the one that the first part describes, so that it is told once.

    Args:
        case: its audit.
        action: an entry of the playbook; what it was answered may repeat the audit, but not differ from it.
    """
    audit = case.audit
    same = {"messages": audit.messages_read, "since": audit.period_from, "until": audit.period_to}
    given = {name: action.slots.get(name) for name in same}
    return audit.messages_read is not None and all(
        not is_answered(value) or str(value) == str(same[name]) for name, value in given.items()
    )


def _the_order(desk: Desk, action: Action) -> Value | None:
    """The one order of the case, where the action speaks of one order and names none."""
    orders = {incident.order_id for incident in desk.case.incidents}
    if len(orders) != 1 or "" in orders or action.slots.get("orders") != 1 or is_answered(action.slots.get("order")):
        return None
    return desk.record.text(next(iter(orders)), "incidents[0].order_id")


def _to_oneself(desk: Desk, action: Action) -> bool:
    """Whether the one who did it is also the only one to whom it was done, such as studying alone."""
    people = action.slots.get("people")
    if isinstance(people, Text) or not people or len(action.by) != 1:
        return False
    names = people if isinstance(people, tuple) else (str(people),)
    found = [find_person(desk.case, name) for name in (*names, *action.by)]
    return len(names) == 1 and found[0] is not None and found[0] == found[1]
