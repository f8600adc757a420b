"""The interview: which questions a case raises, step by step, in the order a calm interviewer would ask them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from poa.letter.given import told_with_audit
from poa.letter.sentences import choose, is_answered, missing
from poa.library.playbook import ActionEntry, Playbook, SlotDef, Variant
from poa.model.case import Action, Case, Cause, Incident, Measure, Slot, Text
from poa.model.question import STEPS, Question, Step
from poa.model.rule import Bilingual
from poa.plan.answers import answer_at
from poa.plan.branch import choose_branch
from poa.text.pinyin import has_han

_INDEX = re.compile(r"\[[^\]]*\]")
_PERSON = re.compile(r"people\[(\d+)\]\.")
# Fields of a measure, and the sentences of a playbook entry that tell the same.
_SAID_BY = {"check": "checks", "if_broken": "if_broken"}
# Slots of an action that the audit of the case answers.
AUDITED = ("messages", "since", "until")
_FROM_LISTS = ("messages_read", "messages_in_breach", "orders_in_breach")


def questions(case: Case, playbook: Playbook, step: Step | None = None) -> tuple[Question, ...]:
    """The questions of one step, or of all steps in order, each with whether it is answered.

    Args:
        case: as it stands; new entries raise new questions.
        playbook: causes, actions and measures with their slots.
        step: a member of STEPS, or None for all.
    """
    wanted: Sequence[Step] = (step,) if step else STEPS
    asked = _Asker(case, playbook)
    return tuple(question for name in wanted for question in asked.of(name))


class _Asker:
    """Makes the questions of one case."""

    def __init__(self, case: Case, playbook: Playbook) -> None:
        self.case, self.playbook = case, playbook
        self.branch = case.branch or choose_branch(case, playbook)

    def of(self, step: Step) -> Iterator[Question]:
        """The questions of a step; a look-alike notice asks nothing beyond itself."""
        makers: Mapping[str, Any] = {
            "notice": self._notice,
            "messages": self._messages,
            "causes": self._causes,
            "actions": self._actions,
            "measures": self._measures,
            "evidence": self._evidence,
            "training": self._training,
            "review": self._review,
        }
        if step not in makers or (self.branch == "phishing" and step != "notice"):
            return
        if self.branch == "dispute" and step in ("causes", "actions", "measures"):
            return
        yield from makers[step]()

    def ask(self, path: str, **changes: Any) -> Question:
        """A fixed question of guidance at ``path``."""
        return fixed_question(self.case, self.playbook, path, **changes)

    def _notice(self) -> Iterator[Question]:
        case = self.case
        branches = tuple((branch.id, branch.title) for branch in self.playbook.branches.values())
        yield self.ask("branch", choices=branches, required=False)
        if self.branch == "phishing":
            return
        yield self.ask("earlier_none", answered=case.earlier_none is not None or bool(case.earlier))
        warned = any(earlier.what in ("warning", "restriction") for earlier in case.earlier)
        told_of = case.earlier_none is False
        if self.branch == "further_appeal" or warned or told_of:
            yield self.ask("earlier", **({"required": True} if told_of else {}))
        if self.branch == "further_appeal" or warned:
            yield self.ask("why_earlier_failed")
        for path in ("store.name", "store.marketplace", "store.team_size", "notice.received", "letter.on", "people"):
            yield self.ask(path)
        for index, person in enumerate(case.people):
            if has_han(person.en) or not person.en:
                yield self.ask(f"people[{index}].en", answered=False)
            yield self.ask(f"people[{index}].role", required=False)

    def _messages(self) -> Iterator[Question]:
        case = self.case
        if self.branch == "dispute":
            yield self.ask("alleged")
            yield self.ask("dispute", required=not case.conversation)
        elif not case.incidents:
            yield self.ask("incidents", required=not case.opening)
        for index, incident in enumerate(case.incidents):
            yield from self._incident(index, incident)
        for name in ("messages_read", "period_from", "period_to", "read_by", "scope", "finished"):
            if not self._counted(name):
                yield self.ask(f"audit.{name}", required=self._search_wants(name))
        yield from self._share()
        for name in ("messages_in_breach", "orders_in_breach", "limits"):
            if not self._counted(name):
                yield self.ask(f"audit.{name}")
        yield from self._extent()
        yield self.ask("opening")

    def _incident(self, index: int, incident: Incident) -> Iterator[Question]:
        path = f"incidents[{index}]"
        for name in ("order_id", "on", "by"):
            yield self.ask(f"{path}.{name}")
        if not incident.by:
            yield self.ask(f"{path}.tool")
        yield self.ask(f"{path}.rules")
        # A message that a dispute shows did nothing wrong: what it did is not asked, and where it is told, it stays to
        # be seen.
        if self.branch != "dispute" or incident.act:
            yield self.ask(f"{path}.act", required=not incident.rules and self.branch != "dispute")
        yield self.ask(f"{path}.quote")
        if has_han(incident.quote):
            yield self.ask(f"{path}.quote_en")
        elif incident.quote:
            yield self.ask(f"{path}.quote_zh")

    def _search_wants(self, name: str) -> bool:
        """Whether the letter has a hole without this fact of the search; a stated limit may stand for the number."""
        audit = self.case.audit
        if audit.streams or name in ("scope", "finished"):
            return False
        if name == "messages_read":
            return bool(audit.period_from or audit.read_by or audit.finished or audit.scope) and not audit.limits
        return audit.messages_read is not None

    def _counted(self, name: str) -> bool:
        """Whether the letter counts this itself from what is listed; a number that was typed is still shown."""
        audit = self.case.audit
        listed = audit.streams if name == "messages_read" else audit.ledger if audit.ledger_complete else ()
        return name in _FROM_LISTS and bool(listed) and getattr(audit, name) is None

    def _share(self) -> Iterator[Question]:
        """Whether all was read, or from how much the sample was taken; streams say it each for themselves."""
        audit = self.case.audit
        if audit.messages_read is not None and not audit.streams:
            yield self.ask("audit.all")
            if not audit.all:
                yield self.ask("audit.sample_of")

    def _extent(self) -> Iterator[Question]:
        """Whether what was found beyond the messages told is of the same kind."""
        audit = self.case.audit
        found = max(audit.messages_in_breach or 0, sum(row.messages for row in audit.ledger))
        if self.branch != "dispute" and found > len(self.case.incidents):
            for name in ("alike", "breach_from", "breach_to"):
                yield self.ask(f"audit.{name}")

    def _causes(self) -> Iterator[Question]:
        if not self.case.causes:
            yield self.ask("causes")
        for index, cause in enumerate(self.case.causes):
            yield from self._cause(f"causes[{index}]", cause)

    def _cause(self, path: str, cause: Cause) -> Iterator[Question]:
        entry = self.playbook.causes.get(cause.entry)
        own = entry is None or bool(cause.text) or cause.status == "own_words"
        if entry and not own:
            yield from self._slots(path, entry.slots, entry.sentences, cause.slots, "causes")
        if own:
            yield self.ask(f"{path}.text")
        prompt = entry.second_why[0] if entry and entry.second_why else None
        yield self.ask(f"{path}.why", **({"prompt": prompt, "why": entry.process} if entry and prompt else {}))
        if entry and not cause.text:
            yield self.ask(f"{path}.status")

    def _slots(
        self, path: str, slots: Sequence[SlotDef], variants: Sequence[Variant], given: Mapping[str, Any], step: Step,
        have: Sequence[str] = (),
    ) -> Iterator[Question]:  # fmt: skip
        """The slots of an entry. Needed are those without which no sentence can be told; the rest make it richer."""
        needed = set() if choose(variants, given, have) else set(missing(variants, given, have))
        for slot in slots:
            yield Question(
                path=f"{path}.slots.{slot.id}",
                step=step,
                type=slot.type,
                prompt=slot.question,
                why=slot.why,
                example=slot.example,
                required=slot.id in needed or lacks_english(given.get(slot.id)),
                choices=slot.choices,
                answered=_slot_answered(given.get(slot.id)),
                month=slot.month,
            )

    def _actions(self) -> Iterator[Question]:
        if not self.case.actions and not any(s.place == "done" for s in self.case.statements):
            yield self.ask("actions")
        for index, action in enumerate(self.case.actions):
            yield from self._action(f"actions[{index}]", action)
        for index, statement in enumerate(self.case.statements):
            yield self.ask(f"statements[{index}].text")
            if statement.place in ("done", "scheduled"):
                yield self.ask(f"statements[{index}].on")

    def _action(self, path: str, action: Action) -> Iterator[Question]:
        entry = self.playbook.actions.get(action.entry)
        if action.status == "not_true":
            yield self.ask(f"{path}.status")
            return
        # What was done comes first: an entry says it, own words are asked for before anything about them.
        told = entry is None or bool(action.text)
        if told:
            yield self.ask(f"{path}.text")
        yield self.ask(f"{path}.on", required=action.status != "planned")
        yield self.ask(f"{path}.by", required=not told)
        if entry and not told:
            yield from self._action_slots(path, entry, action)
        yield self.ask(f"{path}.causes", required=bool(self.case.causes))
        # Attested once the sentence is whole, so that nobody attests words that he has not read.
        yield self.ask(f"{path}.status")

    def _action_slots(self, path: str, entry: ActionEntry, action: Action) -> Iterator[Question]:
        """The slots of an action; what the audit of the case has answered already is not asked again."""
        audited = {name for variant in entry.sentences if "audited" in variant.needs for name in AUDITED}
        if not audited or self.branch == "acknowledge" or not told_with_audit(self.case, action):
            yield from self._slots(path, entry.slots, entry.sentences, action.slots, "actions", ("by",))
            return
        asked = [s for s in entry.slots if s.id not in audited or is_answered(action.slots.get(s.id))]
        yield from self._slots(path, asked, entry.sentences, action.slots, "actions", ("by", "audited"))

    def _measures(self) -> Iterator[Question]:
        if not self.case.measures:
            yield self.ask("measures", required=self.branch != "acknowledge")
        else:
            yield self.ask("in_force_since", required=not any(m.since for m in self.case.measures))
        for index, measure in enumerate(self.case.measures):
            yield from self._measure(f"measures[{index}]", measure)

    def _measure(self, path: str, measure: Measure) -> Iterator[Question]:
        entry = self.playbook.measures.get(measure.entry)
        if measure.status == "not_true":
            yield self.ask(f"{path}.status")
            return
        told = entry is None or bool(measure.text)
        if told:
            yield self.ask(f"{path}.text", required=not measure.title)
        if entry is None:
            yield self.ask(f"{path}.title")
        yield self.ask(f"{path}.owner")
        if entry and not told:
            yield from self._slots(path, entry.slots, entry.sentences, measure.slots, "measures", ("owner",))
        by_event = entry is not None and choose(entry.checks, measure.slots, ("owner",)) is not None
        yield self.ask(f"{path}.frequency", required=not measure.check and not by_event)
        for name in ("check", "if_broken"):
            # Where the entry's own sentence says it, a second question would ask the same in other words.
            if getattr(measure, name) or entry is None or measure.text or not getattr(entry, _SAID_BY[name]):
                yield self.ask(f"{path}.{name}")
        yield self.ask(f"{path}.since", required=measure.status == "planned")
        yield self.ask(f"{path}.causes", required=bool(self.case.causes))
        yield self.ask(f"{path}.status")

    def _evidence(self) -> Iterator[Question]:
        yield self.ask("exhibits")
        for index in range(len(self.case.exhibits)):
            yield self.ask(f"exhibits[{index}].title")
            yield self.ask(f"exhibits[{index}].file")
        for index in range(len(self.case.incidents)):
            yield self.ask(f"incidents[{index}].exhibits")
        if self.case.audit.messages_read is not None or self.case.audit.streams or self.case.audit.ledger:
            yield self.ask("audit.exhibits")
        for index, action in enumerate(self.case.actions):
            if action.status == "done":
                entry = self.playbook.actions.get(action.entry)
                hint = entry.evidence[0] if entry and entry.evidence else Bilingual()
                yield self.ask(f"actions[{index}].exhibits", example=hint)
        for index, measure in enumerate(self.case.measures):
            if measure.status == "in_force":
                control = self.playbook.measures.get(measure.entry)
                hint = control.evidence[0] if control and control.evidence else Bilingual()
                yield self.ask(f"measures[{index}].exhibits", example=hint)

    def _training(self) -> Iterator[Question]:
        yield self.ask("training")

    def _review(self) -> Iterator[Question]:
        yield self.ask("letter.title")


def fixed_question(case: Case, playbook: Playbook, path: str, **changes: Any) -> Question:
    """The question of guidance for a place of the case, with whether it is answered.

    Args:
        case: as it stands.
        playbook: its questions are named by path, list positions left out.
        path: the place (``audit.ledger[2].by``).
        changes: fields of the question that differ from guidance.

    Raises:
        KeyError: guidance asks nothing there (a fault of the program).
    """
    fixed = playbook.questions[_INDEX.sub("", path)]
    data: dict[str, Any] = {
        "path": path,
        "step": fixed.step,
        "type": fixed.type,
        "prompt": _about(case, path, fixed.question),
        "why": fixed.why,
        "example": fixed.example,
        "required": fixed.required,
        "choices": fixed.choices,
        "answered": _is_given(answer_at(case, path), fixed.type),
    }
    # Words that were given in Chinese alone leave a gap in the letter, however freely they may be left out.
    half = {"required": True, "answered": False} if lacks_english(answer_at(case, path)) else {}
    return Question(**{**data, **changes, **half})


def _about(case: Case, path: str, prompt: Bilingual) -> Bilingual:
    """The prompt with the name of the person it is about."""
    found = _PERSON.match(path)
    if found is None:
        return prompt
    person = case.people[int(found[1])]
    english, chinese = person.en or person.zh, person.zh or person.en
    return Bilingual(prompt.en.replace("{name}", english), prompt.zh.replace("{name}", chinese))


def _slot_answered(value: Slot) -> bool:
    return (is_answered(value) and not lacks_english(value)) or value is False


def lacks_english(value: object) -> bool:
    """Whether something is told, but not in the language of the letter."""
    return isinstance(value, Text) and bool(value.zh.strip()) and not value.en.strip()


def _is_given(value: Any, kind: str) -> bool:
    if kind == "bilingual" and isinstance(value, Text):
        return bool(value.en.strip())
    return value is not None and value not in ("", (), [], {}, False) and bool(value or value == 0)
