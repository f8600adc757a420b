"""What an entry of guidance looks like, as structs: the source of the JSON Schemas that ``poa schema`` prints.

The loaders read entries themselves, without these structs, because a linter must start at once. A test holds every
entry of the product against them.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec

from poa.library.rules import Kind, SourceKind
from poa.model.question import SlotType
from poa.model.rule import Severity, Verdict

Day = Annotated[str, msgspec.Meta(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$", description="year-month-day, or less")]
RuleId = Annotated[str, msgspec.Meta(description="the id of a rule, such as content.phone-number")]


class _Entry(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """What all entries share."""


class Both(_Entry):
    """The same text in English and Simplified Chinese."""

    en: str
    zh: str


class SourceEntry(_Entry):
    """An entry of sources.yaml: where something was read."""

    id: str
    title: str
    kind: SourceKind
    language: str
    url: str = ""
    seen: Day = ""
    note: str = ""


class ExampleEntry(_Entry):
    """A message that breaks or keeps a rule. ``message`` holds what the rule needs to know about it beside the text."""

    lang: str = "en"
    text: str = ""
    message: dict[str, Any] = {}
    times: int = 1


class ExamplesEntry(_Entry):
    """The rule's own tests."""

    violates: list[ExampleEntry] = []
    passes: list[ExampleEntry] = []


class RuleEntry(_Entry):
    """An entry of rules: one atomic policy rule."""

    id: str
    section: Annotated[str, msgspec.Meta(pattern="^[A-LU]$", description="A to L; U for a user's own rules")]
    kind: Kind
    severity: Severity
    title: Both
    summary: Both
    sources: Annotated[list[str], msgspec.Meta(min_length=1, description="keys of sources.yaml, the best first")]
    confidence: str
    since: Day = ""
    retired: Day = ""
    verified: Day = ""
    stop: bool = False
    detectable: bool = False
    act: Both | None = None
    why: Both | None = None
    exceptions: list[Both] = []
    conflicts: list[Both] = []
    marketplaces: list[str] = []
    equivalent: list[RuleId] = []
    examples: ExamplesEntry = msgspec.field(default_factory=ExamplesEntry)
    off: bool = False


class ChoiceEntry(_Entry):
    """One answer that can be chosen."""

    value: str
    en: str
    zh: str
    broke: list[str] = []


class SlotEntry(_Entry):
    """A fact that an entry asks for; ``like`` takes over another slot and changes what is named here."""

    id: str
    like: str = ""
    type: SlotType | None = None
    question: Both | None = None
    why: Both | None = None
    example: Both | None = None
    choices: list[ChoiceEntry] = []
    named: bool = False
    month: bool = False


class VariantEntry(_Entry):
    """A sentence that may be told once the facts in ``needs`` are answered."""

    en: str
    zh: str
    needs: list[str] = []


class ActionEntry(_Entry):
    """An entry of actions: something that may have been done."""

    id: str
    title: Both
    slots: list[str | SlotEntry] = []
    sentences: list[VariantEntry] = []
    more: list[VariantEntry] = []
    evidence: list[Both] = []
    fits: list[Literal["one", "small", "thirty"]] = []
    withdraws: str = ""


class MeasureEntry(ActionEntry):
    """An entry of measures: a control that prevents a repetition."""

    checks: list[VariantEntry] = []
    if_broken: list[VariantEntry] = []


class CauseEntry(_Entry):
    """An entry of causes: how it could come to a breach."""

    id: str
    title: Both
    direct: Both
    process: Both
    second_why: list[Both] = []
    rules: list[RuleId] = []
    slots: list[str | SlotEntry] = []
    sentences: list[VariantEntry] = []
    more: list[VariantEntry] = []
    actions: list[str] = []
    measures: list[str] = []
    fits: list[Literal["one", "small", "thirty"]] = []
    warning: Both | None = None
    wants: Literal["tool", "service", "insert"] | None = None
    denies: bool = False


class BranchFieldEntry(_Entry):
    """A box of Amazon's form and the part of the letter that goes into it."""

    label: Both
    part: str


class BranchEntry(_Entry):
    """An entry of branches: a way to answer a notice."""

    id: str
    title: Both
    when: Both
    where: Both
    option: Both | None = None
    fields: list[BranchFieldEntry] = []
    notes: list[Both] = []
    template: str = ""
    default_for: list[dict[str, Any]] = []


class PointEntry(Both):
    """A text in both languages with the rules that it rests on."""

    rules: list[RuleId] = []


class PairEntry(_Entry):
    """The same situation written wrongly and rightly."""

    dont: ExampleEntry
    do: ExampleEntry
    why: Both
    rules: list[RuleId] = []


class PracticeEntry(_Entry):
    """A message to judge."""

    id: str
    text: str
    verdict: Verdict
    why: Both
    rules: list[RuleId] = []
    lang: str = "en"
    message: dict[str, Any] = {}


class ModuleEntry(_Entry):
    """An entry of training: a module with what to know, a checklist, pairs, practice and a quiz."""

    id: str
    title: Both
    rules: list[RuleId] = []
    minutes: int = 15
    know: list[PointEntry] = []
    checklist: list[PointEntry] = []
    pairs: list[PairEntry] = []
    practice: list[PracticeEntry] = []
    quiz: list[dict[str, Any]] = []
    off: bool = False


# topic -> what its entries look like
TOPICS: dict[str, type[_Entry]] = {
    "rules": RuleEntry,
    "sources": SourceEntry,
    "causes": CauseEntry,
    "actions": ActionEntry,
    "measures": MeasureEntry,
    "branches": BranchEntry,
    "training": ModuleEntry,
}
