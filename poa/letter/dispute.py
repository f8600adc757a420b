"""A dispute: what the notice says, the conversation as it was, and what the rule asks for. It admits nothing."""

from __future__ import annotations

from typing import Any

from poa.letter.desk import Desk
from poa.letter.kinds import FORM
from poa.letter.norms import norms
from poa.letter.quotes import marks_around
from poa.letter.refs import exhibits_of, refs
from poa.letter.rootcause import quote_of
from poa.model.case import Text


def dispute(desk: Desk) -> dict[str, Any]:
    """The view of a dispute; without conversation, explanation or message shown there is nothing to stand on, and with
    a breach that the seller confirmed there is nothing to dispute."""
    case = desk.case
    _ask_what_is_confirmed(desk)
    told = desk.own(case.dispute, "dispute") or ""
    if not told and not case.conversation:
        told = desk.need("dispute")
    turns = [_turn(desk, index) for index in range(len(case.conversation))]
    shown = sorted({n for turn in case.conversation for n in exhibits_of(desk, turn.exhibits, "conversation")})
    return {
        "opening": desk.own(case.opening, "opening") or "",
        "alleged": _alleged(desk, with_order=True),
        "such": _alleged(desk, with_order=False),
        "dispute": told,
        "turns": turns,
        "shown": refs(desk, "conversation", exhibits=shown),
        "norms": norms(desk, desk.playbook.conduct_of((f"notice.{case.notice.kind}",))) if case.notice.kind else [],
        "conversation": desk.origin("conversation"),
    }


def _ask_what_is_confirmed(desk: Desk) -> None:
    """A letter that denies a breach may not stand beside answers that tell one, or count some."""
    for index, incident in enumerate(desk.case.incidents):
        # A message that is only shown is told without rules and act: that it breaks none is what the letter says.
        confirmed = any(kind.gravity > FORM for kind in desk.playbook.conduct_of(incident.rules))
        if confirmed or incident.act:
            path = f"incidents[{index}].{'rules' if confirmed else 'act'}"
            desk.need(path, desk.fixed("disputed_and_confirmed", number=index + 1, order=incident.order_id or "-"))
    audit = desk.case.audit
    counted = {
        "audit.messages_in_breach": audit.messages_in_breach or 0,
        "audit.orders_in_breach": audit.orders_in_breach or 0,
        "audit.ledger": sum(row.messages for row in audit.ledger),
        **{f"audit.streams[{index}].in_breach": one.in_breach or 0 for index, one in enumerate(audit.streams)},
    }
    path = next((path for path, count in counted.items() if count), "")
    if path:
        desk.need(path, desk.fixed("disputed_and_counted", count=counted[path]), "messages")


def _alleged(desk: Desk, *, with_order: bool) -> str:
    """What the notice says was done: in the seller's phrase, else in that of the kind of notice."""
    case, act = desk.case, desk.case.alleged
    if not act:
        kinds = desk.playbook.conduct_of((f"notice.{case.notice.kind}",))
        act = next((Text(en=kind.act.en, zh=kind.act.zh) for kind in kinds if kind.act.en), Text())
    text = desk.words_of(act, "alleged") if act else None
    if not text:
        return ""
    text = text.rstrip(". 。")
    buyer = desk.words.data["the_buyer"]
    if with_order and len(case.notice.order_ids) == 1 and buyer and text.count(buyer) == 1:
        before, after = text.split(buyer)
        orders = desk.orders(case.notice.order_ids, "notice.order_ids")
        named = desk.words.pattern("buyer_of", orders=orders)
        return desk.record.text(before, "alleged") + named + (desk.record.text(after, "alleged") if after else "")
    return desk.record.text(
        text if with_order or not buyer else text.replace(buyer, desk.words.data["a_buyer"]), "alleged"
    )


def _turn(desk: Desk, index: int) -> dict[str, Any]:
    turn, path = desk.case.conversation[index], f"conversation[{index}]"
    buyer = turn.sender == "buyer"
    quote, translation = (
        quote_of(desk, turn.quote, turn.quote_en, turn.quote_zh, path, buyer=buyer) if turn.quote else ("", "")
    )
    told = desk.phrase(turn.text, f"{path}.text") or ""
    if not quote and not told:
        told = desk.need(f"{path}.text", desk.fixed("turn_is_empty"), "messages")
    return {
        "when": desk.day(turn.on, f"{path}.on") or "",
        "who": desk.people([turn.by], f"{path}.by") or "",
        "buyer": turn.sender == "buyer",
        "quote": quote,
        "marks": marks_around(turn.quote, turn.quote_en),
        "translation": translation,
        "text": told,
    }
