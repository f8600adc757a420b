"""What the playbook is made of: causes, actions, measures, branches, kinds of breach, policies, fixed questions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from poa.model.question import SlotType
from poa.model.rule import Bilingual

SIZES = ("one", "small", "thirty")


@lru_cache(maxsize=64)
def _word_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the words; letters of the Latin alphabet are not cut out of longer words."""
    return re.compile("|".join(_whole(word) for word in words), re.IGNORECASE)


def _whole(word: str) -> str:
    before, after = (r"(?<![A-Za-zÀ-ɏ])" if word[0].isascii() and word[0].isalpha() else "",
                     r"(?![A-Za-zÀ-ɏ])" if word[-1].isascii() and word[-1].isalpha() else "")  # fmt: skip
    return f"{before}{re.escape(word)}{after}"


@dataclass(frozen=True, slots=True)
class SlotDef:
    """One fact an entry asks for: its type, the question, why it is asked, an example."""

    id: str
    type: SlotType
    question: Bilingual
    why: Bilingual = Bilingual()
    example: Bilingual = Bilingual()
    choices: tuple[tuple[str, Bilingual], ...] = ()
    # Rules of which one was broken where this choice is true.
    broke: tuple[tuple[str, tuple[str, ...]], ...] = ()
    # Whether the answer is the name of a text or paper, which a sentence sets in quotation marks or behind "the".
    named: bool = False
    # Of a date: whether the month is enough, where nobody knows the day.
    month: bool = False


@dataclass(frozen=True, slots=True)
class Variant:
    """A true way of telling the entry once the slots in ``needs`` are answered."""

    needs: tuple[str, ...]
    text: Bilingual


@dataclass(frozen=True, slots=True)
class CauseEntry:
    """A way it could come to the breach: what happened (direct), why it could happen (process), and what to ask.

    ``sentences``: the first whose facts are all there is told. ``more``: told behind it, each that adds a fact.
    ``wants``: ``tool``, ``service`` or ``insert`` where the cause makes little sense without one. ``denies``: it says
    that there was no breach.
    """

    id: str
    title: Bilingual
    direct: Bilingual
    process: Bilingual
    second_why: tuple[Bilingual, ...]
    rules: tuple[str, ...]
    slots: tuple[SlotDef, ...]
    sentences: tuple[Variant, ...]
    actions: tuple[str, ...]
    measures: tuple[str, ...]
    fits: tuple[str, ...] = SIZES
    warning: Bilingual = Bilingual()
    more: tuple[Variant, ...] = ()
    wants: str = ""
    denies: bool = False


@dataclass(frozen=True, slots=True)
class ActionEntry:
    """Something that may have been done, told as a past-tense clause behind the person.

    ``withdraws``: the fact that names the people whose access it takes away.
    """

    id: str
    title: Bilingual
    slots: tuple[SlotDef, ...]
    sentences: tuple[Variant, ...]
    evidence: tuple[Bilingual, ...]
    fits: tuple[str, ...] = SIZES
    more: tuple[Variant, ...] = ()
    withdraws: str = ""


@dataclass(frozen=True, slots=True)
class MeasureEntry:
    """A control: its rule, how it is checked, what follows from a breach."""

    id: str
    title: Bilingual
    slots: tuple[SlotDef, ...]
    sentences: tuple[Variant, ...]
    checks: tuple[Variant, ...]
    if_broken: tuple[Variant, ...]
    evidence: tuple[Bilingual, ...]
    fits: tuple[str, ...] = SIZES
    more: tuple[Variant, ...] = ()


@dataclass(frozen=True, slots=True)
class BranchField:
    """A box of the form and the part that goes into it (``root_cause``, ``actions``, ``measures``, ``all``)."""

    label: Bilingual
    part: str


@dataclass(frozen=True, slots=True)
class Branch:
    """A way to answer: for whom it is, where to click, what goes into which field, and when it is the default."""

    id: str
    title: Bilingual
    when: Bilingual
    where: Bilingual
    option: Bilingual
    fields: tuple[BranchField, ...] = ()
    notes: tuple[Bilingual, ...] = ()
    template: str = ""
    default_for: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Conduct:
    """A kind of breach as the letter names it: the rules that fall under it, its title, what the policies say.

    ``forbids`` completes "The Communication Guidelines prohibit ..."; ``says`` is a verb phrase of its own with
    ``{plural|singular}`` forms. ``act`` stands in where a rule has no phrase. ``covers`` are kinds that need no words
    of their own beside this one; ``instead`` are kinds that this one replaces for its own recipients. ``gravity`` is
    3 or 2 for what title and opening name, 1 for rules of form. ``title_shown``, ``forbids_shown`` and ``act_shown``
    name it more exactly where a word of ``shown_by`` stands in what was sent or told.
    """

    id: str
    rules: tuple[str, ...]
    policies: tuple[str, ...]
    title: Bilingual
    forbids: Bilingual = Bilingual()
    says: Bilingual = Bilingual()
    act: Bilingual = Bilingual()
    covers: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    gravity: int = 2
    shown_by: tuple[str, ...] = ()
    title_shown: Bilingual = Bilingual()
    forbids_shown: Bilingual = Bilingual()
    act_shown: Bilingual = Bilingual()

    def as_shown(self, text: str) -> Conduct:
        """The kind in its more exact words, where the text shows that they fit."""
        if not self.shown_by or not _word_of(self.shown_by).search(text):
            return self
        return replace(
            self,
            title=self.title_shown if self.title_shown.en else self.title,
            forbids=self.forbids_shown if self.forbids_shown.en else self.forbids,
            act=self.act_shown if self.act_shown.en else self.act,
        )


@dataclass(frozen=True, slots=True)
class Policy:
    """An Amazon policy page: its name in a letter, other names for it, and the page on Seller Central."""

    id: str
    page: str
    name: Bilingual
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FixedQuestion:
    """A question whose place in the case is always the same kind; ``{n}`` in the path counts list entries."""

    id: str
    step: str
    type: SlotType
    question: Bilingual
    why: Bilingual = Bilingual()
    example: Bilingual = Bilingual()
    required: bool = True
    choices: tuple[tuple[str, Bilingual], ...] = ()


@dataclass(frozen=True)
class Playbook:
    """All entries by id, in the order of the files."""

    causes: dict[str, CauseEntry] = field(default_factory=dict)
    actions: dict[str, ActionEntry] = field(default_factory=dict)
    measures: dict[str, MeasureEntry] = field(default_factory=dict)
    branches: dict[str, Branch] = field(default_factory=dict)
    conduct: dict[str, Conduct] = field(default_factory=dict)
    policies: dict[str, Policy] = field(default_factory=dict)
    questions: dict[str, FixedQuestion] = field(default_factory=dict)

    def conduct_of(self, rules: Iterable[str]) -> tuple[Conduct, ...]:
        """The kinds of breach behind rule ids, each once, in the order of the rules."""
        found: dict[str, Conduct] = {}
        for rule in rules:
            for kind in self.conduct.values():
                if rule in kind.rules:
                    found.setdefault(kind.id, kind)
                    break
        covered = {name for kind in found.values() for name in kind.covers}
        return tuple(kind for kind in found.values() if kind.id not in covered)
