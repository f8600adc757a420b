"""What is taught, how it is asked, and what was held and passed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import msgspec

from poa.model.case import Text
from poa.model.rule import Bilingual, Verdict

QuestionKind = Literal["choose", "judge", "rewrite"]
Claim = Literal["allowed", "forbidden", "required", "fact"]


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to know, with the rules that it rests on."""

    text: Bilingual
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sample:
    """A message to look at; ``fields`` are further fields of a Message (proactive, order_id, html ...)."""

    text: str
    lang: str = "en"
    fields: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pair:
    """The same situation written wrongly and rightly."""

    dont: Sample
    do: Sample
    rules: tuple[str, ...]
    why: Bilingual


@dataclass(frozen=True, slots=True)
class Practice:
    """A message to judge: which verdict, and by which rules."""

    id: str
    message: Sample
    verdict: Verdict
    rules: tuple[str, ...]
    why: Bilingual


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose."""

    text: Bilingual
    right: bool = False


@dataclass(frozen=True, slots=True)
class QuizItem:
    """One question. ``choose`` has options; ``judge`` a message and its verdict; ``rewrite`` a message to mend.

    What a key can be held against: ``claim`` (the cited rule allows, forbids or requires something, or states a
    fact), ``says`` (words of that rule's summary), ``ask`` (options that are messages: the right ones get this
    verdict of the audit, the others do not; ``fields`` are the messages' further fields). ``needs`` are the facts that
    a rewritten message must tell, each by one of several words or their beginnings.
    """

    id: str
    module: str
    kind: QuestionKind
    question: Bilingual
    rules: tuple[str, ...]
    why: Bilingual
    options: tuple[Option, ...] = ()
    message: Sample | None = None
    verdict: Verdict | None = None
    model_answer: Sample | None = None
    needs: tuple[tuple[str, ...], ...] = ()
    claim: Claim | None = None
    says: tuple[str, ...] = ()
    ask: Verdict | None = None
    fields: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Module:
    """One topic of training."""

    id: str
    title: Bilingual
    rules: tuple[str, ...]
    minutes: int
    know: tuple[Point, ...]
    checklist: tuple[Bilingual, ...]
    pairs: tuple[Pair, ...]
    practice: tuple[Practice, ...]
    quiz: tuple[QuizItem, ...]
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class CheckItem:
    """One line of a checklist."""

    id: str
    text: Bilingual
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Checklist:
    """A list to work through: by an agent, a template owner, a lead, or in the first hour after a warning."""

    id: str
    title: Bilingual
    when: Bilingual
    items: tuple[CheckItem, ...]


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """What all parts of a session share."""


class Asked(_Part, frozen=True, kw_only=True):
    """A question as it was put in one paper, kept whole so that a later change of the bank alters nothing.

    ``model`` is an example of a good answer to a message to rewrite, ``needs`` what every such answer must tell.
    """

    id: str
    kind: QuestionKind
    question: Text
    options: tuple[Text, ...] = ()
    right: tuple[int, ...] = ()
    message: str = ""
    fields: dict[str, str | int | float | bool | None] = {}
    verdict: str = ""
    model: str = ""
    needs: tuple[tuple[str, ...], ...] = ()
    rules: tuple[str, ...] = ()
    why: Text = Text()
    url: str = ""


class Paper(_Part, frozen=True, kw_only=True):
    """One set of questions."""

    id: str
    questions: tuple[Asked, ...]
    drawn: date | None = None


class Attendee(_Part, frozen=True, kw_only=True):
    """Somebody who should take part. ``present`` stays empty until the trainer says; nothing is signed for anybody.

    ``number`` is the staff number, which tells people of one name apart.
    """

    id: str
    name: str
    name_zh: str = ""
    number: str = ""
    role: Text = Text()
    present: bool | None = None
    time_in: str = ""
    time_out: str = ""
    make_up: date | None = None


class Result(_Part, frozen=True, kw_only=True):
    """One person's answers to one paper, on a date that the person or the trainer entered."""

    attendee: str
    paper: str
    on: date
    answers: dict[str, str] = {}
    points: int
    out_of: int
    missed: tuple[str, ...] = ()


class PolicyRead(_Part, frozen=True, kw_only=True):
    """A policy page that was studied: title, address, the version or date shown on it, who read it and when."""

    title: Text
    url: str
    version: str = ""
    on: date | None = None
    by: tuple[str, ...] = ()


class Session(_Part, frozen=True, kw_only=True):
    """A training as planned or held. Dates, scores and presence are entered by people, never by the program."""

    schema: int = 1
    id: str = ""
    topic: Text = Text()
    modules: tuple[str, ...] = ()
    trainer: str = ""
    on: date | None = None
    start: str = ""
    end: str = ""
    place: str = ""
    content: tuple[Text, ...] = ()
    pass_mark: int | None = None
    attendees: tuple[Attendee, ...] = ()
    papers: tuple[Paper, ...] = ()
    results: tuple[Result, ...] = ()
    policies: tuple[PolicyRead, ...] = ()
    follow_up: Text = Text()
    next_on: date | None = None
    made_for: tuple[str, ...] = ()
