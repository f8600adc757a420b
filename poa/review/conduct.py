"""Whether the letter speaks of the conduct that the notice names, and of the orders of its case."""

from __future__ import annotations

from collections.abc import Iterator

from poa.model.review import Remark
from poa.model.rule import Bilingual
from poa.notice.folding import fold
from poa.notice.knowledge import Knowledge, knowledge
from poa.notice.sentences import split, weigh
from poa.review.remarks import at_place, entry, remark
from poa.review.view import View

# Notices of these kinds name the policy or the consequence, not one certain act: any conduct by message answers them.
_BROAD = ("inappropriate_communication", "messaging_restricted", "code_of_conduct")
_STRONG = 4.0


def conduct_scores(view: View) -> dict[str, float]:
    """How much the letter speaks of each kind of conduct."""
    known: Knowledge = knowledge(view.guidance)
    body = "\n".join(block.text for block in view.letter.blocks if block.part in ("opening", "root_cause"))
    folded = fold(body or view.letter.text)
    sentences = split(folded.text)
    languages = frozenset({view.letter.language, "en"})
    return {reading.value: weigh(reading, sentences, folded.text, languages)[0] for reading in known.field("kind")}


def conduct_fits(view: View, scores: dict[str, float]) -> bool | None:
    """Whether letter and notice are about the same; None where one of them says too little."""
    kind = view.case.notice.kind if view.case else ""
    if not kind:
        return None
    by_message = max((score for name, score in scores.items() if name != "other"), default=0.0)
    if kind == "other":
        return None
    if kind in _BROAD:
        if by_message > 0:
            return True
        return False if scores.get("other", 0.0) >= _STRONG else None
    if scores.get(kind, 0.0) > 0:
        return True
    return False if max(scores.values(), default=0.0) >= _STRONG else None


def wrong_conduct(view: View, scores: dict[str, float]) -> Remark:
    """The veto V8, with both conducts named."""
    names = {reading.value: reading.name for reading in knowledge(view.guidance).field("kind")}
    meant = names.get(view.case.notice.kind if view.case else "", Bilingual())
    told = names.get(max(scores, key=lambda name: scores[name]), Bilingual())
    return at_place(view, entry(view.known, "veto", "V8"), "veto", None, notice=meant, letter=told)


def order_remarks(view: View) -> Iterator[Remark]:
    """Orders that only one of letter and case names."""
    case = view.case
    if case is None:
        return
    known = {*case.notice.order_ids, *(row.order_id for row in case.audit.ledger)}
    known |= {incident.order_id for incident in case.incidents if incident.order_id}
    told = " ".join(_told(case))
    if case.incidents or case.audit.ledger:
        for order in sorted(view.orders - known):
            if order not in told:
                place = next((place for place in view.places if order in place.text), None)
                span = (place.text.index(order), place.text.index(order) + len(order)) if place else None
                yield remark(view, "order_not_in_case", place, span, words=order)
    for order in case.notice.order_ids:
        if order not in view.orders:
            yield remark(view, "order_of_notice_missing", words=order)
    if view.letter.branch == "dispute" and len(case.notice.order_ids) > 1:
        # The head of the letter repeats the notice; what was sent on which order only the seller's words say.
        shown = " ".join([*_told(case.conversation), *_told(case.dispute), *_told(case.opening)])
        open_ = [order for order in case.notice.order_ids if order not in shown]
        if open_:
            yield remark(view, "dispute_of_which_order", words=", ".join(open_))


def _told(case: object) -> Iterator[str]:
    import msgspec

    yield msgspec.json.encode(case).decode()
