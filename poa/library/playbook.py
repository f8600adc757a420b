"""Loads the playbook: causes, actions, measures, branches and the words the letter needs for conduct and policies.

Everything here is a prompt. An entry says what can be asked and how an answer is told; it never claims anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from poa.library.entries import Fields
from poa.library.guidance import Entry, Guidance
from poa.library.places import places_of
from poa.library.playentries import (
    SIZES,
    ActionEntry,
    Branch,
    BranchField,
    CauseEntry,
    Conduct,
    FixedQuestion,
    MeasureEntry,
    Playbook,
    Policy,
    SlotDef,
    Variant,
)
from poa.model.question import SlotType
from poa.model.rule import Bilingual

__all__ = [
    "ActionEntry", "Branch", "BranchField", "CauseEntry", "Conduct", "FixedQuestion", "MeasureEntry", "Playbook",
    "Policy", "SlotDef", "Variant", "load_playbook",
]  # fmt: skip

SLOT_TYPES: tuple[str, ...] = get_args(SlotType)
WANTED = ("tool", "service", "insert")

_CAUSE = frozenset(
    (
        *("id", "title", "direct", "process", "second_why", "rules", "slots", "sentences", "actions", "measures"),
        *("fits", "warning", "more", "wants", "denies"),
    )
)
_ENTRY = frozenset(("id", "title", "slots", "sentences", "more", "evidence", "fits"))
_ACTION = _ENTRY | {"withdraws"}
_MEASURE = _ENTRY | {"checks", "if_broken"}
_BRANCH = frozenset(("id", "title", "when", "where", "option", "fields", "notes", "template", "default_for"))
_CONDUCT = frozenset(
    (
        *("id", "rules", "policies", "title", "forbids", "says", "act", "covers", "instead", "gravity"),
        *("shown_by", "title_shown", "forbids_shown", "act_shown"),
    )
)
_POLICY = frozenset(("id", "page", "name", "aliases"))
_SLOT = frozenset(("id", "type", "question", "why", "example", "choices", "named", "month"))
_QUESTION = (_SLOT - {"named", "month"}) | {"step", "required"}
# What a sentence may name beside its own slots: "alone" holds where whoever did it is also whom it was done to,
# "audited" where the letter tells the check of the messages already.
_GIVEN = frozenset(("by", "owner", "frequency", "alone", "audited"))


def load_playbook(guidance: Guidance) -> Playbook:
    """Read and check the whole playbook.

    Raises:
        GuidanceError: an entry has an unknown key, lacks a language, names an unknown slot, action, measure or
            policy, or its sentence uses a slot it does not ask for; with file, line and id.
    """
    common = {entry.id: _slot(Fields(entry, _SLOT)) for entry in guidance.topic("slots")}
    actions = {entry.id: _action(entry, common) for entry in guidance.topic("actions")}
    measures = {entry.id: _measure(entry, common) for entry in guidance.topic("measures")}
    policies = {entry.id: _policy(entry) for entry in guidance.topic("policies")}
    return Playbook(
        causes={e.id: _cause(e, common, actions, measures) for e in guidance.topic("causes")},
        actions=actions,
        measures=measures,
        branches={entry.id: _branch(entry) for entry in guidance.topic("branches")},
        conduct={entry.id: _conduct(entry, policies) for entry in guidance.topic("conduct")},
        policies=policies,
        questions={entry.id: _question(entry) for entry in guidance.topic("questions")},
    )


def _cause(
    entry: Entry, common: Mapping[str, SlotDef], actions: Mapping[str, Any], measures: Mapping[str, Any]
) -> CauseEntry:
    fields = Fields(entry, _CAUSE)
    slots = _slots(fields, common)
    return CauseEntry(
        id=entry.id,
        title=fields.bilingual("title", required=True),
        direct=fields.bilingual("direct", required=True),
        process=fields.bilingual("process", required=True),
        second_why=fields.bilinguals("second_why"),
        rules=fields.words("rules"),
        slots=slots,
        sentences=_variants(fields, "sentences", slots),
        actions=_known(fields, "actions", actions),
        measures=_known(fields, "measures", measures),
        fits=_fits(fields),
        warning=fields.bilingual("warning"),
        more=_variants(fields, "more", slots),
        wants=fields.choice("wants", WANTED) if entry.data.get("wants") else "",
        denies=bool(entry.data.get("denies")),
    )


def _action(entry: Entry, common: Mapping[str, SlotDef]) -> ActionEntry:
    fields = Fields(entry, _ACTION)
    slots = _slots(fields, common)
    return ActionEntry(
        entry.id,
        fields.bilingual("title", required=True),
        slots,
        _variants(fields, "sentences", slots),
        fields.bilinguals("evidence"),
        _fits(fields),
        _variants(fields, "more", slots),
        fields.choice("withdraws", [slot.id for slot in slots]) if "withdraws" in entry.data else "",
    )


def _measure(entry: Entry, common: Mapping[str, SlotDef]) -> MeasureEntry:
    fields = Fields(entry, _MEASURE)
    slots = _slots(fields, common)
    return MeasureEntry(
        entry.id,
        fields.bilingual("title", required=True),
        slots,
        _variants(fields, "sentences", slots),
        _variants(fields, "checks", slots),
        _variants(fields, "if_broken", slots),
        fields.bilinguals("evidence"),
        _fits(fields),
        _variants(fields, "more", slots),
    )


def _branch(entry: Entry) -> Branch:
    fields = Fields(entry, _BRANCH)
    boxes = entry.data.get("fields") or []
    for index, box in enumerate(boxes):
        if not isinstance(box, dict) or set(box) != {"label", "part"}:
            raise fields.wrong("plan.bad_branch_field", "fields", index)
    return Branch(
        id=entry.id,
        title=fields.bilingual("title", required=True),
        when=fields.bilingual("when", required=True),
        where=fields.bilingual("where", required=True),
        option=fields.bilingual("option"),
        fields=tuple(BranchField(Bilingual(**box["label"]), box["part"]) for box in boxes),
        notes=fields.bilinguals("notes"),
        template=fields.text("template"),
        default_for=tuple(entry.data.get("default_for") or ()),
    )


def _conduct(entry: Entry, policies: Mapping[str, Policy]) -> Conduct:
    fields = Fields(entry, _CONDUCT)
    return Conduct(
        entry.id,
        fields.words("rules"),
        _known(fields, "policies", policies),
        fields.bilingual("title", required=True),
        fields.bilingual("forbids"),
        fields.bilingual("says"),
        fields.bilingual("act"),
        fields.words("covers"),
        fields.words("instead"),
        int(entry.data.get("gravity", 2)),
        fields.words("shown_by"),
        fields.bilingual("title_shown"),
        fields.bilingual("forbids_shown"),
        fields.bilingual("act_shown"),
    )


def _policy(entry: Entry) -> Policy:
    fields = Fields(entry, _POLICY)
    name = fields.bilingual("name", required=True)
    return Policy(entry.id, fields.text("page", required=True), name, fields.words("aliases"))


def _question(entry: Entry) -> FixedQuestion:
    fields = Fields(entry, _QUESTION)
    slot = _slot(fields)
    required = entry.data.get("required", True)
    return FixedQuestion(
        entry.id, fields.text("step", required=True), slot.type, slot.question, slot.why, slot.example,
        bool(required), slot.choices,
    )  # fmt: skip


def _slot(fields: Fields) -> SlotDef:
    return SlotDef(
        id=fields.entry.id,
        type=fields.choice("type", SLOT_TYPES),  # type: ignore[arg-type]
        question=fields.bilingual("question", required=True),
        why=fields.bilingual("why"),
        example=fields.bilingual("example"),
        choices=_choices(fields),
        broke=_broke(fields),
        named=bool(fields.data.get("named")),
        month=bool(fields.data.get("month")),
    )


def _choices(fields: Fields) -> tuple[tuple[str, Bilingual], ...]:
    rows = fields.data.get("choices") or []
    for index, row in enumerate(rows):
        if not isinstance(row, dict) or {*row} - {"broke"} != {"value", "en", "zh"}:
            raise fields.wrong("plan.bad_choice", "choices", index)
    return tuple((str(row["value"]), Bilingual(str(row["en"]), str(row["zh"]))) for row in rows)


def _broke(fields: Fields) -> tuple[tuple[str, tuple[str, ...]], ...]:
    rows = [row for row in fields.data.get("choices") or [] if row.get("broke")]
    return tuple((str(row["value"]), tuple(map(str, row["broke"]))) for row in rows)


def _slots(fields: Fields, common: Mapping[str, SlotDef]) -> tuple[SlotDef, ...]:
    """Slots are names of common slots, or common slots with another question, or slots of the entry's own."""
    found: list[SlotDef] = []
    for index, row in enumerate(fields.data.get("slots") or []):
        if isinstance(row, str):
            if row not in common:
                raise fields.wrong("plan.unknown_slot", "slots", index, name=row)
            found.append(common[row])
            continue
        if not isinstance(row, dict) or not isinstance(row.get("id"), str):
            raise fields.wrong("plan.unknown_slot", "slots", index, name=row)
        below = common.get(str(row.get("like", row["id"])))
        data = {k: v for k, v in row.items() if k != "like"}
        if below:
            data = {"type": below.type, "named": below.named, "month": below.month, **_bilinguals_of(below), **data}
        found.append(_slot(Fields(Entry(data, fields.entry.file, fields.entry.line), _SLOT)))
    return tuple(found)


def _bilinguals_of(slot: SlotDef) -> dict[str, Any]:
    texts = {"question": slot.question, "why": slot.why, "example": slot.example}
    data: dict[str, Any] = {name: {"en": text.en, "zh": text.zh} for name, text in texts.items() if text.en}
    if slot.choices:
        data["choices"] = [{"value": value, "en": label.en, "zh": label.zh} for value, label in slot.choices]
    return data


def _variants(fields: Fields, key: str, slots: tuple[SlotDef, ...]) -> tuple[Variant, ...]:
    known = {slot.id for slot in slots}
    found = []
    for index, row in enumerate(fields.data.get(key) or []):
        if not isinstance(row, dict) or set(row) - {"needs", "en", "zh"} or not (row.get("en") and row.get("zh")):
            raise fields.wrong("plan.bad_variant", key, index)
        needs = tuple(row.get("needs") or ())
        used = {place.name for language in ("en", "zh") for place in places_of(row[language])}
        for name in sorted((used | set(needs)) - known - _GIVEN):
            raise fields.wrong("plan.unknown_slot", key, index, name=name)
        lacking = used - set(needs) - _GIVEN
        if lacking:
            raise fields.wrong("plan.slot_not_needed", key, index, name=", ".join(sorted(lacking)))
        found.append(Variant(needs, Bilingual(row["en"], row["zh"])))
    return tuple(found)


def _known(fields: Fields, key: str, known: Mapping[str, Any]) -> tuple[str, ...]:
    names = fields.words(key)
    for index, name in enumerate(names):
        if name not in known:
            raise fields.wrong("plan.unknown_entry", key, index, name=name)
    return names


def _fits(fields: Fields) -> tuple[str, ...]:
    sizes = fields.words("fits") or SIZES
    for index, size in enumerate(sizes):
        if size not in SIZES:
            raise fields.wrong("plan.unknown_size", "fits", index, name=size, known=", ".join(SIZES))
    return sizes
