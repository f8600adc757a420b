"""The fourteen criteria, 0 to 3 each. What only a person can judge is asked elsewhere, never scored from key words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from poa.model.review import Criterion
from poa.model.rule import Bilingual
from poa.plan.evidence import without_file
from poa.review.lint import Lint
from poa.review.remarks import entry, texts
from poa.review.structure import Item, Structure, has_figure
from poa.review.view import View


@dataclass(frozen=True, slots=True)
class Bench:
    """Everything the criteria judge by."""

    view: View
    parts: Structure
    own_share: float
    conduct_fits: bool | None
    new: bool
    # Messages of the case that no cause, action or measure is about.
    unanswered: int = 0
    # Sentences of the user's own that another letter of his holds as well.
    shared: int = 0

    def sentences(self, *names: str) -> list[str]:
        """The writer's own sentences of some parts, quotations blanked out."""
        return [place.masked for place in self.view.of(*names)]


def judge(bench: Bench, lints: Sequence[Lint]) -> tuple[Criterion, ...]:
    """Score the criteria that this letter's branch is measured by."""
    caps: dict[str, int] = {}
    for found in lints:
        caps[found.criterion] = min(caps.get(found.criterion, 3), found.cap)
    result = []
    for reading in bench.view.known.field("criterion"):
        if bench.view.letter.branch in (reading.data.get("not_for") or ()):
            continue
        own = _SCORERS[reading.id](bench)
        score = min(own, caps.get(reading.id, 3))
        told = texts(entry(bench.view.known, "otherwise", "otherwise"), "message")
        if score == own:
            reason = _VARIANTS.get(reading.id, _as_levels)(bench, score)
            level = reading.data["variants"][reason] if reason else reading.data["levels"][score]
            told = Bilingual(str(level["en"]), str(level["zh"]))
        result.append(
            Criterion(
                reading.id,
                score,
                texts(reading, "title"),
                told,
                texts(reading, "remedy") if score < 3 else Bilingual(),
            )
        )
    return tuple(result)


def _share(items: Sequence[Item], test: Callable[[Item], bool]) -> float:
    return sum(1 for item in items if test(item)) / len(items) if items else 0.0


def _answers_notice(bench: Bench) -> int:
    view = bench.view
    if bench.conduct_fits is False:
        return 0
    text = view.text
    if view.letter.branch == "dispute":
        # A letter that denies the act need not explain the policy: it must be about this notice.
        about_it = bench.conduct_fits or (bench.conduct_fits is None and view.has("policy", text))
        return 1 + int(bool(about_it)) + int(_tied(bench))
    if not view.has("policy", text):
        named = view.has("some_policy", text)
        if not bench.conduct_fits:
            return 1 if named else 0
        return 2 if _tied(bench) else 1
    return 3 if _tied(bench) else 2


def _tied(bench: Bench) -> bool:
    """Whether the letter is tied to one notice: by its orders or by its date."""
    case, view = bench.view.case, bench.view
    notice = case.notice if case else None
    if notice and notice.order_ids and not set(notice.order_ids) & view.orders:
        return False
    if notice and notice.order_ids:
        return True
    if notice and notice.received:
        heads = [block.text for block in view.letter.blocks]
        when = notice.received
        return any((day.month, day.day) == (when.month, when.day) for text in heads for day in view.days(text))
    # Without the notice at hand: an order, or a line that gives the notice's date.
    heads = [block.text for block in view.letter.blocks if block.part == "opening"]
    return bool(view.orders) or any(view.has("of_notice", text) and view.days(text) for text in heads)


def _incident_facts(bench: Bench) -> int:
    view = bench.view
    texts_ = incident_texts(view)
    body = "\n".join(texts_)
    basic = [
        # What was written to Amazon's own staff belongs to no order.
        bool(view.orders & frozenset(_orders(body))) or view.has("to_staff", body),
        any(view.days(text) for text in texts_),
        view.person(body) or view.has("role", body) or view.has("channel", body),
    ]
    quoted = any(b.kind == "quote" for b in view.letter.blocks) or view.has("quoted_words", body)
    audited = was_searched(view)
    if sum(basic) == 3:
        return 3 if quoted and audited and _all_incidents(bench) and _all_senders(bench) else 2
    return 1 if sum(basic) or quoted else 0


def incident_texts(view: View) -> list[str]:
    """What is told before the actions, block by block: a quotation may hold several sentences."""
    return [block.text for block in view.letter.blocks if block.part in ("opening", "root_cause")]


def was_searched(view: View) -> bool:
    """Whether the letter tells how many messages were searched, before the actions or among them."""
    if any(view.has("audit", place.text) for place in view.of("opening", "root_cause")):
        return True
    # Among the actions a number of messages may be of anything: "answered 12 conversations".
    return any(view.has("audit", one.text) and view.has("searched", one.text) for one in view.of("actions"))


def _orders(text: str) -> list[str]:
    from poa.review.view import ORDER

    return ORDER.findall(text)


def _all_incidents(bench: Bench) -> bool:
    case = bench.view.case
    wanted = {incident.order_id for incident in case.incidents if incident.order_id} if case else set()
    return wanted <= bench.view.orders


def _all_senders(bench: Bench) -> bool:
    """Whether the case knows of each message who, or what, sent it."""
    case = bench.view.case
    alone = case is not None and case.store.team_size == 1
    return alone or all(
        one.by or one.tool or one.service or one.channel == "package_insert" for one in (case.incidents if case else ())
    )


def _root_cause(bench: Bench) -> int:
    view, causes = bench.view, bench.parts.causes
    if not causes:
        return 0
    excuses = sum(1 for text in causes if view.has("excuse", text) and not view.has("process", text))
    training = sum(1 for text in causes if view.has("training_cause", text) and not _shows_gap(view, text))
    told = [text for text in causes if not view.has("training_cause", text) and not view.has("excuse", text)]
    # Without numbers the sentences of the part are one cause, told in several sentences.
    together = not bench.parts.cause_numbers and _shows_gap(view, " ".join(told))
    if not together and not any(_shows_gap(view, text) for text in causes):
        return 1 if training or (len(causes) > excuses and any(view.concrete(text) for text in causes)) else 0
    facts = sum(1 for text in causes if view.concrete(_without_label(text)))
    unseen = any(view.has("unseen", text) for text in causes)
    return 3 if unseen and facts * 2 >= len(causes) else 2 if facts or unseen else 1


def _shows_gap(view: View, text: str) -> bool:
    return view.has("process", text) and (view.concrete(_without_label(text)) or view.has("unseen", text))


def _without_label(text: str) -> str:
    """A cause without its own "Cause 1:", whose number proves nothing."""
    head, colon, rest = text.partition(":")
    return rest if colon and len(head) < 60 else text


def _ownership(bench: Bench) -> int:
    view = bench.view
    sentences = bench.sentences("opening", "root_cause")
    broken, owned = view.count("broken", sentences), view.count("own_it", sentences)
    if broken and owned:
        return 3
    return 2 if broken or owned else 1


def _understands(bench: Bench) -> int:
    view = bench.view
    everything = [place.text for place in view.of("opening", "root_cause", "actions", "measures")]
    body = "\n".join(incident_texts(view))
    named = any(view.has("policy", text) for text in everything)
    linked = any(run.link for block in view.letter.blocks for claim in block.claims for run in claim.runs)
    restated = any(
        view.has("rule", text) and (view.has("policy", text) or view.has("some_policy", text)) for text in everything
    )
    quoted = any(block.kind == "quote" for block in view.letter.blocks) or view.has("quoted_words", body)
    if restated and quoted and view.count("broken", everything):
        return 3
    if restated or (linked and named and view.count("broken", everything)):
        return 2
    return 1 if named or any(view.has("some_policy", text) for text in everything) else 0


def _done(bench: Bench) -> int:
    actions = bench.parts.actions
    done = [item for item in actions if item.past and not item.future]
    if not done:
        return 0
    if len(done) < len(actions) or not any(item.dated for item in done):
        return 1
    complete = _share(done, lambda item: item.dated and item.person)
    return 3 if complete == 1 and len(done) >= 2 else 2 if complete >= 0.5 else 1


def _reach(bench: Bench) -> int:
    view = bench.view
    actions = [item.text for item in bench.parts.actions]
    done = [item.text for item in bench.parts.actions if not item.future]
    stopped = view.count("stopped", done) > 0
    audited = was_searched(view)
    cleaned = view.count("cleaned", done) > 0
    if stopped and audited and cleaned:
        return 3
    if stopped or audited:
        return 2
    return 1 if view.count("training", actions) or cleaned else 0


def _controls(bench: Bench) -> int:
    measures = bench.parts.measures
    if not measures:
        return 0
    full = _share(measures, lambda item: item.owner and item.frequency and item.check)
    half = _share(measures, lambda item: item.owner or item.frequency)
    consequence = any(item.if_broken for item in measures)
    if full == 1 and consequence:
        return 3
    if half >= 0.5 and full > 0:
        return 2
    return 1 if half > 0 or any(item.check for item in measures) else 0


def _closed_loop(bench: Bench) -> int:
    parts = bench.parts
    if not (parts.causes and parts.actions and parts.measures):
        return 0
    if not parts.cause_numbers:
        return 1
    acted = {number for item in parts.actions for number in item.causes}
    prevented = {number for item in parts.measures for number in item.causes}
    closed = parts.cause_numbers & acted & prevented
    if closed == parts.cause_numbers:
        return 2 if bench.unanswered else 3
    return 2 if len(closed) * 2 >= len(parts.cause_numbers) else 1


def _measurable(bench: Bench) -> int:
    numbered = [place for place in bench.view.of("opening", "root_cause", "actions", "measures")]
    holding = sum(1 for place in numbered if has_figure(bench.view, place.text))
    if not holding:
        return 0
    share = holding / len(numbered)
    limits = _share(bench.parts.measures, lambda item: item.number)
    if holding < 3:
        return 1
    # A dispute has no measures that could have limits.
    limited = limits >= 0.5 or bench.view.letter.branch == "dispute"
    return 3 if share >= 0.4 and limited else 2 if share >= 0.25 else 1


def _evidence(bench: Bench) -> int:
    parts, view = bench.parts, bench.view
    if not parts.cited and not parts.listed:
        return (
            1
            if any(
                view.has("exhibit_word", place.masked)
                for place in view.of("opening", "root_cause", "actions", "measures")
            )
            else 0
        )
    proven = _share(parts.actions, lambda item: bool(item.exhibits)) if parts.actions else 1.0
    # An exhibit without a file proves nothing yet.
    there = view.case is None or not without_file(view.case)
    if there and parts.cited and parts.cited == parts.listed and proven >= 0.7:
        return 3
    return 2 if parts.cited else 1


def _training(bench: Bench) -> int:
    view = bench.view
    told = [item for item in bench.parts.actions if view.has("training", item.text)]
    anywhere = view.count("training", bench.sentences("root_cause", "actions", "measures"))
    done = [item for item in told if item.dated and not item.future]
    if not done:
        return 1 if anywhere else 0
    text = " ".join(item.text for item in done)
    if not view.has("trained_facts", text):
        return 1
    every = " ".join(bench.sentences("actions", "measures"))
    return 3 if view.has("tested", text) and (view.has("refresher", every) or any(i.exhibits for i in done)) else 2


def _form(bench: Bench) -> int:
    view = bench.view
    reading = next(one for one in view.known.field("criterion") if one.id == "R13")
    least, low, high, most = reading.data["words"][view.letter.language]
    parts = sum(1 for part in ("root_cause", "actions", "measures") if view.items(part))
    if view.letter.branch in ("dispute", "acknowledge"):
        return 3 if view.words <= high else 1
    if view.words < least or view.words > most:
        return 0
    listed = sum(1 for block in view.letter.blocks if block.kind == "item" and block.part in ("actions", "measures"))
    if parts < 3:
        return 1
    return 3 if low <= view.words <= high and listed >= 2 else 2


def _genuine(bench: Bench) -> int:
    if not bench.new:
        return 0
    share = bench.own_share
    return 3 if share >= 0.6 and not bench.shared else 2 if share >= 0.4 else 1 if share > 0.1 else 0


def _as_levels(bench: Bench, score: int) -> str:
    """The level says it."""
    return ""


def _only_one(bench: Bench, score: int) -> str:
    done = [item for item in bench.parts.actions if item.past and not item.future]
    return "one_action" if score == 2 and len(done) == 1 and done[0].dated and done[0].person else ""


def _without_consequence(bench: Bench, score: int) -> str:
    measures = bench.parts.measures
    full = measures and all(item.owner and item.frequency and item.check for item in measures)
    return "no_consequence" if score == 2 and full else ""


def _without_an_order(bench: Bench, score: int) -> str:
    view = bench.view
    body = "\n".join(incident_texts(view))
    quoted = any(b.kind == "quote" for b in view.letter.blocks) or view.has("quoted_words", body)
    if score != 2 or not quoted or not was_searched(view):
        return ""
    return "order_missing" if not _all_incidents(bench) else "sender_missing" if not _all_senders(bench) else ""


def _answers_all_causes(bench: Bench, score: int) -> str:
    acted = {number for item in bench.parts.actions for number in item.causes}
    prevented = {number for item in bench.parts.measures for number in item.causes}
    numbers = bench.parts.cause_numbers
    return "unanswered" if score == 2 and numbers and numbers <= acted & prevented else ""


def _what_evidence_lacks(bench: Bench, score: int) -> str:
    parts, case = bench.parts, bench.view.case
    if score != 2 or parts.cited != parts.listed:
        return ""
    return "no_file" if case is not None and without_file(case) else "unproven"


_VARIANTS: dict[str, Callable[[Bench, int], str]] = {
    "R2": _without_an_order, "R6": _only_one, "R8": _without_consequence, "R9": _answers_all_causes,
    "R11": _what_evidence_lacks,
}  # fmt: skip
_SCORERS: dict[str, Callable[[Bench], int]] = {
    "R1": _answers_notice, "R2": _incident_facts, "R3": _root_cause, "R4": _ownership, "R5": _understands,
    "R6": _done, "R7": _reach, "R8": _controls, "R9": _closed_loop, "R10": _measurable, "R11": _evidence,
    "R12": _training, "R13": _form, "R14": _genuine,
}  # fmt: skip
