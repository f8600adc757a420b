"""Which kinds of breach a case holds, which of them are named, and in which order its incidents are told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from poa.letter.desk import Desk
from poa.library.playbook import Conduct
from poa.model.case import Case, Incident

# The gravity of kinds of breach that concern the form of a message alone.
FORM = 1


def broken_rules(incidents: Sequence[Incident]) -> tuple[str, ...]:
    """The rule ids of all incidents, each once."""
    return tuple(dict.fromkeys(rule for incident in incidents for rule in incident.rules))


def kinds_of(desk: Desk) -> tuple[Conduct, ...]:
    """The kinds of breach of a case; towards Amazon's staff or sellers the recipient names the kind.

    What a message broke of form alone is named beside the graver kinds of other messages.
    """
    keys: dict[str, None] = {}
    told: set[str] = set()
    for incident in desk.case.incidents:
        rules: tuple[str, ...] = incident.rules
        if incident.recipient != "buyer":
            keys[f"notice.to_{incident.recipient}"] = None
            replaced = {k for kind in desk.playbook.conduct_of(keys) for k in kind.instead}
            rules = tuple(r for r in rules if not any(k.id in replaced for k in desk.playbook.conduct_of((r,))))
        keys.update(dict.fromkeys(rules))
        told.update(kind.id for kind in told_kinds(desk.playbook.conduct_of(rules)))
    kinds = desk.playbook.conduct_of(keys)
    return tuple(_of_case(kind, desk.case) for kind in kinds if kind.id in told or kind.gravity > FORM)


def said(incident: Incident) -> str:
    """What was sent and what the seller tells of it: what shows how exactly a breach may be named."""
    told = (incident.act, incident.before, incident.after)
    texts = (incident.quote, incident.quote_en, incident.quote_zh, *(t for text in told for t in (text.en, text.zh)))
    return "\n".join(texts)


def _of_case(kind: Conduct, case: Case) -> Conduct:
    """A kind of breach in the words that fit the messages of a case that were of it."""
    mine = [incident for incident in case.incidents if set(kind.rules) & set(incident.rules)]
    return kind.as_shown("\n".join(map(said, mine)))


def told_kinds(kinds: Sequence[Conduct]) -> tuple[Conduct, ...]:
    """The kinds that title and opening name: rules of form only where nothing else was broken."""
    return tuple(kind for kind in kinds if kind.gravity > FORM) or tuple(kinds)


def in_order(case: Case) -> list[int]:
    """The incidents in the order of the letter: those of the orders that Amazon named first, then by day.

    Where the seller joined his incidents by sentences of his own, or a card came before the messages, they stay as he
    told them.
    """
    places = range(len(case.incidents))
    if any(i.before or i.after or i.channel == "package_insert" for i in case.incidents):
        return list(places)
    named = {order: rank for rank, order in enumerate(case.notice.order_ids)}

    def place(index: int) -> tuple[int, date]:
        incident = case.incidents[index]
        return named.get(incident.order_id, len(named)), incident.on or date.max

    return sorted(places, key=place)
