"""What the letter makes of the answers of its case: left out, unanswered, softer than the quotation or against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from poa.letter.given import told_with_audit
from poa.letter.kinds import said
from poa.letter.quotes import is_masked
from poa.letter.sentences import is_answered
from poa.library.playbook import CauseEntry, Conduct, Playbook, SlotDef, load_playbook
from poa.model.case import Action, Case, Cause, Incident, Measure, Text
from poa.model.question import Step
from poa.model.review import Remark
from poa.model.rule import Bilingual
from poa.notice.folding import fold
from poa.notice.knowledge import knowledge
from poa.notice.sentences import split, weigh
from poa.plan.answers import answer_at
from poa.plan.contradicted import contradicted
from poa.plan.leftout import left_out
from poa.plan.questions import questions
from poa.review.figures import figure_remarks
from poa.review.remarks import at_place, entry, remark
from poa.review.view import View
from poa.review.withdrawn import withdrawn_remarks
from poa.text.joining import as_sentences

# A cause behind more kinds of breach than this (such as "nobody read the messages") answers none of them in particular.
_GENERAL = 2
# The kinds of conduct that words tell apart, whoever says them and in whatever language.
_TOLD_APART = ("review_manipulation_by_message", "off_platform_contact")
# An example of no more letters ("WhatsApp", "first working day of each month") may well be the true answer.
_LONG = 31
_LANGUAGES = frozenset({"en", "zh", "de", "fr", "es", "it", "ja"})


def answer_remarks(view: View) -> Iterator[Remark]:
    """Everything that the case knows and the letter does not say, or says otherwise."""
    case = view.case
    if case is None or view.letter.branch == "dispute":
        return
    playbook = load_playbook(view.guidance)
    yield from _untold(view, case, playbook)
    yield from _examples(view, case, playbook)
    yield from _sentences_for_names(view, case, playbook)
    yield from _unanswered(view, case, playbook)
    for one in contradicted(case, playbook):
        yield replace(remark(view, "other_than_messages", words=one.label), path=one.path, step="causes")
    yield from _left_out(view, case, playbook)
    yield from withdrawn_remarks(view, case, playbook)
    yield from figure_remarks(view, case, playbook)
    for index, incident in enumerate(case.incidents):
        yield from _act_remarks(view, playbook, index, incident)
        yield from _masked_quote(view, index, incident)


def _left_out(view: View, case: Case, playbook: Playbook) -> Iterator[Remark]:
    """What is planned and stands in no letter; one that its seller wrote over may tell it."""
    for left in left_out(case, playbook) if not case.letter.edits else ():
        told = remark(
            view, "planned_action_left_out" if left.step == "actions" else "planned_left_out", words=left.name
        )
        yield replace(told, path=left.path, step=left.step)


def _masked_quote(view: View, index: int, incident: Incident) -> Iterator[Remark]:
    """A quotation of the letter in which something was masked: it may be the seller's own, and then looks hidden."""
    path = f"incidents[{index}].quote"
    shown = any(path in claim.facts for block in view.letter.blocks for claim in block.claims)
    if shown and is_masked(incident.quote):
        yield replace(remark(view, "masked_quote", words=incident.quote), path=path, step="messages")


def _untold(view: View, case: Case, playbook: Playbook) -> Iterator[Remark]:
    """Answers to questions of the playbook that no sentence of the composed letter stands on."""
    facts = {fact for block in view.letter.blocks for claim in block.claims for fact in claim.facts}
    if not facts or case.letter.edits:
        return
    for path, step, slots, item in _entries(case, playbook):
        left = [
            slot for slot in slots if is_answered(item.slots.get(slot.id)) and f"{path}.slots.{slot.id}" not in facts
        ]
        if not left or (isinstance(item, Action) and told_with_audit(case, item)):
            continue
        words = Bilingual(
            as_sentences((slot.question.en for slot in left), "en"),
            as_sentences((slot.question.zh for slot in left), "zh"),
        )
        short = view.letter.length == "short"
        told = remark(view, "untold_in_short" if short else "untold", words=words)
        yield replace(told, path=f"{path}.slots.{left[0].id}", step=step)


def _entries(case: Case, playbook: Playbook) -> Iterator[tuple[str, Step, Sequence[SlotDef], Cause | Action | Measure]]:
    """What the letter tells in sentences of the playbook."""
    for index, cause in enumerate(case.causes):
        if (found := playbook.causes.get(cause.entry)) and not cause.text:
            yield f"causes[{index}]", "causes", found.slots, cause
    for index, action in enumerate(case.actions):
        if (done := playbook.actions.get(action.entry)) and not action.text and action.status == "done":
            yield f"actions[{index}]", "actions", done.slots, action
    for index, measure in enumerate(case.measures):
        if (control := playbook.measures.get(measure.entry)) and not measure.text and measure.status == "in_force":
            yield f"measures[{index}]", "measures", control.slots, measure


def _examples(view: View, case: Case, playbook: Playbook) -> Iterator[Remark]:
    """Answers that are, word for word, the example shown beside the question."""
    asked = [(question.path, question.step, question.example) for question in questions(case, playbook)]
    for path, step, example in asked:
        given = answer_at(case, path)
        if not isinstance(given, Text) or len(example.en) <= _LONG or given.en.strip() != example.en:
            continue
        if not any(path == f"incidents[{at}].act" and _shown(view, one) for at, one in enumerate(case.incidents)):
            yield replace(remark(view, "example", words=example), path=path, step=step)


def _shown(view: View, incident: Incident) -> bool:
    """Whether the quoted message shows the act that is told, down to the names in it."""
    names = [word.casefold() for word in incident.act.en.split() if word != word.lower()]
    quote = incident.quote.casefold()
    return all(name in quote for name in names) and bool(
        _conduct(view, incident.act.en) & _conduct(view, f"{incident.quote} {incident.quote_en}")
    )


def _sentences_for_names(view: View, case: Case, playbook: Playbook) -> Iterator[Remark]:
    """Whole sentences as the name of a text or paper: what the letter says of it then has two verbs."""
    for path, step, slots, item in _entries(case, playbook):
        for slot in slots:
            given = item.slots.get(slot.id)
            if slot.named and isinstance(given, Text):
                texts = [text for text in (given.en, given.zh) if view.has("sentence_for_name", text.strip())]
                if texts:
                    told = remark(view, "sentence_for_name", asked=slot.question, words=texts[0], example=slot.example)
                    yield replace(told, path=f"{path}.slots.{slot.id}", step=step)


def _unanswered(view: View, case: Case, playbook: Playbook) -> Iterator[Remark]:
    """Messages whose kind of breach no cause, action or measure is about."""
    for index in unanswered(case, playbook):
        incident = case.incidents[index]
        kinds = _grave([kind.as_shown(said(incident)) for kind in playbook.conduct_of(incident.rules)])
        told = remark(view, "unanswered", words=_joined(kind.title for kind in kinds), order=incident.order_id or "–")
        yield replace(told, path=f"incidents[{index}].rules", step="causes")


def unanswered(case: Case, playbook: Playbook) -> list[int]:
    """Which incidents nothing in the case answers; none where the seller tells causes in words of his own."""
    chosen = [playbook.causes[cause.entry] for cause in case.causes if cause.entry in playbook.causes]
    if len(chosen) < len(case.causes) or not chosen:
        return []
    rules = {rule for one in chosen for rule in one.rules}
    items: tuple[Action | Measure, ...] = (*case.actions, *case.measures)
    names = {one.entry for one in items if one.status != "not_true"}
    kinds = {kind for one in chosen for kind in _kinds(playbook, one)}
    kinds |= {
        kind
        for one in playbook.causes.values()
        if names & {*one.actions, *one.measures}
        and not any(name in other.actions + other.measures for name in names for other in _others(playbook, one))
        for kind in _kinds(playbook, one)
    }
    found = []
    for index, incident in enumerate(case.incidents):
        mine = {kind.id for kind in _grave(playbook.conduct_of(incident.rules))}
        if mine and not mine & kinds and not rules & set(incident.rules):
            found.append(index)
    return found


def _others(playbook: Playbook, one: CauseEntry) -> Iterator[CauseEntry]:
    """The causes about other kinds of breach."""
    mine = _kinds(playbook, one)
    return (other for other in playbook.causes.values() if not _kinds(playbook, other) & mine)


def _kinds(playbook: Playbook, one: CauseEntry) -> set[str]:
    """The kinds of breach that a cause is about; none where it stands behind many."""
    kinds = {kind.id for kind in _grave(playbook.conduct_of(r for r in one.rules if not r.startswith("notice.")))}
    return kinds if len(kinds) <= _GENERAL else set()


def _grave(kinds: Sequence[Conduct]) -> tuple[Conduct, ...]:
    return tuple(kind for kind in kinds if kind.gravity > 1)


def _joined(names: Iterable[Bilingual]) -> Bilingual:
    found = list(names)
    return Bilingual(", ".join(name.en for name in found), "、".join(name.zh for name in found))


def _act_remarks(view: View, playbook: Playbook, index: int, incident: Incident) -> Iterator[Remark]:
    """The seller's words for the act, held against the words of the message and the rules that he confirmed."""
    act, quote = f"{incident.act.en} {incident.act.zh}".strip(), incident.quote
    path = f"incidents[{index}].act"
    if not act:
        # The letter then speaks with the rules that were confirmed.
        kinds = [kind.as_shown(said(incident)) for kind in playbook.conduct_of(incident.rules)]
        named = " ".join(f"{kind.title.en} {kind.act.en}" for kind in kinds)
        if _offers(view, quote) and not view.has("reward", named):
            yield replace(remark(view, "softer", words=quote[:80]), path=f"incidents[{index}].rules", step="messages")
        return
    told, quoted = _conduct(view, act), _conduct(view, f"{quote} {incident.quote_en} {incident.quote_zh}")
    ruled = _conduct(view, ". ".join(kind.title.en for kind in playbook.conduct_of(incident.rules)))
    against = [kinds for kinds in (quoted, ruled) if kinds and not kinds & told]
    if told and len(against) == sum(1 for kinds in (quoted, ruled) if kinds) and against:
        veto = len(against) > 1
        reading = entry(view.known, "veto", "V9")
        words = Bilingual(incident.act.en or incident.act.zh, incident.act.zh or incident.act.en)
        found = at_place(view, reading, "veto" if veto else "warning", None, words=words)
        yield replace(found, criterion="V9" if veto else "R2", path=path, step="messages")
    elif _offers(view, quote) and not _offers(view, act):
        yield replace(remark(view, "softer", words=quote[:80]), path=path, step="messages")


def _conduct(view: View, text: str) -> set[str]:
    """The kinds of conduct that a text speaks of."""
    folded = fold(text)
    sentences = split(folded.text)
    return {
        reading.value
        for reading in knowledge(view.guidance).field("kind")
        if reading.value in _TOLD_APART and weigh(reading, sentences, folded.text, _LANGUAGES)[0] > 0
    }


def _offers(view: View, text: str) -> bool:
    """Whether a text speaks of money or a gift together with a review."""
    return view.has("reward", text) and view.has("review_word", text)
