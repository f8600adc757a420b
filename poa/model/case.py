"""A case as it stands in case.yaml: what the seller confirmed, and nothing that the program derives.

Every class forbids unknown keys and leaves default values out when written, so a file stays short and readable.
People are named by ``id``, by their English or by their Chinese name; causes by number (1 = first) or by ``id``.

In a YAML file, put texts in quotation marks: an unquoted text inside ``{en: ...}`` ends at its first comma.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

import msgspec


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """What all parts of a case share."""


class Text(_Part, frozen=True):
    """The same words in English and Chinese; either may be missing while a case is being filled in."""

    en: str = ""
    zh: str = ""

    def of(self, language: str) -> str:
        """The words in exactly this language, perhaps none."""
        return self.zh if language.startswith("zh") else self.en

    def __bool__(self) -> bool:
        return bool(self.en or self.zh)


class Store(_Part, frozen=True):
    """The seller. ``marketplace`` is a code of guidance/marketplaces (US, UK, DE, JP ...).

    With ``team_size`` 1 the letter says "I", unless the seller's own texts speak of that person by name.
    """

    name: str = ""
    marketplace: str = ""
    team_size: int | None = None


class OtherReading(_Part, frozen=True):
    """Another time to answer that the notice's ``words`` state, or another way to read the one they state."""

    words: str = ""
    at: datetime | None = None
    hours: float | None = None
    starts: str = ""


class Due(_Part, frozen=True):
    """Until when an answer is due, as NoticeFacts has it."""

    deadline_hours: float | None = None
    deadline_at: datetime | None = None
    deadline_from: str = ""
    other_deadlines: tuple[OtherReading, ...] = ()
    original_on: date | None = None


class Replaced(_Part, frozen=True):
    """What was due before an answer of Amazon's (its file ``by``) named another time, and what it made of it.

    Where the answer is withdrawn, and nobody changed the time since, what was due before is due again.
    """

    by: str
    was: Due = Due()
    made: Due = Due()


class NoticeFacts(_Part, frozen=True):
    """What the notice says, as the seller confirmed it; the words themselves stay in ``file``.

    ``marketplace`` is the one that the notice itself names; the seller's stands in ``store``. ``other_deadlines``: how
    else the deadline can be read, as long as the seller has not said which reading holds.
    """

    file: str = ""
    received: datetime | None = None
    kind: str = ""
    severity: str = ""
    language: str = ""
    marketplace: str = ""
    sender: str = ""
    subject: str = ""
    deadline_hours: float | None = None
    deadline_at: datetime | None = None
    deadline_from: str = ""
    other_deadlines: tuple[OtherReading, ...] = ()
    original_on: date | None = None
    replaced: Replaced | None = None
    time_zone: str = ""
    order_ids: tuple[str, ...] = ()
    asins: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    quoted_message: str = ""
    is_phishing: bool = False


class Person(_Part, frozen=True):
    """Somebody the letter names. ``en`` is the name in Latin letters."""

    en: str
    id: str = ""
    zh: str = ""
    role: Text = Text()
    since: date | None = None


class Earlier(_Part, frozen=True):
    """An earlier warning, deactivation, appeal or refusal on the same matter."""

    on: date
    what: Literal["warning", "deactivation", "restriction", "appeal", "refusal", "reminder"]
    about: Text = Text()
    file: str = ""


class Incident(_Part, frozen=True):
    """A breach that the seller confirms happened.

    ``quote`` is word for word as sent; ``quote_zh`` its translation for the mirror. ``act`` says in plain words what
    was done, as a past-tense phrase without subject and full stop ("asked the buyer for a WhatsApp number"); it
    stands in the opening, and without it the rule's own phrase does. ``before`` and ``after`` are whole sentences that
    stand directly before and behind the quotation. ``until`` is the last day of a practice that began ``on`` (a card in
    parcels). ``tool`` names software that sent the message, ``service`` a firm that wrote in the seller's name.
    """

    id: str = ""
    order_id: str = ""
    on: date | None = None
    until: date | None = None
    by: str = ""
    tool: Text = Text()
    service: Text = Text()
    channel: str = "buyer_seller_messaging"
    recipient: Literal["buyer", "amazon_staff", "seller"] = "buyer"
    rules: tuple[str, ...] = ()
    act: Text = Text()
    quote: str = ""
    quote_zh: str = ""
    quote_en: str = ""
    before: Text = Text()
    after: Text = Text()
    exhibits: tuple[int, ...] = ()
    source: str = ""


class LedgerRow(_Part, frozen=True):
    """One order of the audit: how many messages, by whom, what they said, what became of it."""

    order_id: str
    messages: int = 1
    by: str = ""
    on: tuple[date, ...] = ()
    said: Text = Text()
    outcome: Text = Text()


class Stream(_Part, frozen=True):
    """One body of messages that was read ("messages sent by the tool MailLoop"), with its period and count.

    ``sample_of`` is the number of messages from which these were taken, where not all were read.
    """

    what: Text
    read: int
    period_from: date | None = None
    period_to: date | None = None
    in_breach: int | None = None
    orders: int | None = None
    sample_of: int | None = None


class Audit(_Part, frozen=True):
    """The audit of sent messages. Totals are counted from ``ledger`` where it is given in full (``ledger_complete``).

    ``messages_in_breach`` and ``orders_in_breach`` are for audits whose orders are not listed one by one.
    ``alike`` says that all of them did what the incidents of the case did; ``breach_from`` and ``breach_to`` are the
    days of the first and the last one. ``all`` says that every message of the period was read, ``sample_of`` from how
    many a sample was taken. ``limits`` says openly what was not or could not be read, in whole sentences.
    """

    period_from: date | None = None
    period_to: date | None = None
    finished: date | None = None
    read_by: tuple[str, ...] = ()
    scope: Text = Text()
    messages_read: int | None = None
    all: bool = False
    sample_of: int | None = None
    messages_in_breach: int | None = None
    orders_in_breach: int | None = None
    alike: bool = False
    breach_from: date | None = None
    breach_to: date | None = None
    streams: tuple[Stream, ...] = ()
    ledger: tuple[LedgerRow, ...] = ()
    ledger_complete: bool = False
    limits: Text = Text()
    exhibits: tuple[int, ...] = ()


# A date is written as in ISO 8601; guidance says of each slot which type it has.
Slot = str | int | float | bool | Text | tuple[str, ...] | None


class Cause(_Part, frozen=True):
    """Why it could happen. ``entry`` names a cause of guidance/causes whose sentence the ``slots`` fill.

    ``text`` is the seller's own wording (one to three whole sentences) and replaces the guidance sentence.
    ``why`` adds the second why: why the gap existed and why nobody saw it. It is printed directly behind the sentence
    above, so it begins with a subject of its own. ``earlier`` marks the cause that says why the measures after an
    earlier warning did not prevent this. ``status`` is about the guidance sentence: ``true`` where the seller calls it
    so (also by writing it into a file), empty as long as he was not asked, ``own_words`` where he tells it himself.
    """

    id: str = ""
    entry: str = ""
    status: Literal["true", "own_words", ""] = "true"
    title: Text = Text()
    slots: dict[str, Slot] = {}
    text: Text = Text()
    why: Text = Text()
    earlier: bool = False
    exhibits: tuple[int, ...] = ()


class Action(_Part, frozen=True):
    """What was done about it. Only ``done`` with a date may stand in the past tense.

    ``text`` is the seller's own wording: a clause or sentence that says what was done, without the date in front
    ("Li Wei withdrew both agents' message permission in Seller Central."); the letter sets the date before it. A clause
    that begins with a small letter ("withdrew ...") gets the people of ``by`` as its subject; what is planned gets it
    where it needs one ("ends the contract", "will end it"), and has the people behind it where it stands by itself
    ("end the contract"). A slot for people takes their ids, or words such as ``{en: all four of us}``.
    """

    id: str = ""
    entry: str = ""
    status: Literal["done", "planned", "not_true", ""] = ""
    on: date | None = None
    until: date | None = None
    by: tuple[str, ...] = ()
    causes: tuple[int | str, ...] = ()
    slots: dict[str, Slot] = {}
    text: Text = Text()
    proof: Text = Text()
    exhibits: tuple[int, ...] = ()


class Measure(_Part, frozen=True):
    """What prevents a repetition: owner, how often, how it is checked, what happens on a breach, since when.

    ``text`` is the rule in whole sentences, behind the owner. ``frequency`` and ``check`` make one line, "Check: every
    Monday, Li Wei reads ten messages"; a check tied to an event ("ten boxes of each batch are opened") needs no
    frequency. ``if_broken`` is a clause without condition ("permission ends the same day"): the letter says before it
    that it holds on a breach.
    """

    id: str = ""
    entry: str = ""
    status: Literal["in_force", "planned", "not_true", ""] = ""
    title: Text = Text()
    owner: str = ""
    frequency: Text = Text()
    check: Text = Text()
    if_broken: Text = Text()
    since: date | None = None
    causes: tuple[int | str, ...] = ()
    slots: dict[str, Slot] = {}
    text: Text = Text()
    exhibits: tuple[int, ...] = ()


class Statement(_Part, frozen=True):
    """A fact that no slot holds, in one or two whole sentences, with its place in the letter.

    ``found`` (audit results), ``cause`` (root cause, before the numbered causes), ``done``, ``scheduled`` (with
    ``on``), ``open`` (a limit or matter still open), ``opening``, ``measures`` (beside the controls, such as where
    every check is logged). ``attested`` means: the seller confirmed it.
    """

    place: Literal["opening", "found", "cause", "done", "scheduled", "open", "measures"]
    text: Text
    on: date | None = None
    by: tuple[str, ...] = ()
    causes: tuple[int | str, ...] = ()
    exhibits: tuple[int, ...] = ()
    attested: bool = True


class Turn(_Part, frozen=True):
    """One message of the conversation that a dispute shows, in order.

    ``from`` is ``buyer`` or ``us``; ``quote`` is word for word as sent, ``text`` tells it as a past-tense phrase
    without subject ("asked us to call and gave a telephone number"). One of the two is enough.
    """

    sender: Literal["buyer", "us"] = msgspec.field(name="from", default="us")
    on: date | None = None
    by: str = ""
    text: Text = Text()
    quote: str = ""
    quote_zh: str = ""
    quote_en: str = ""
    exhibits: tuple[int, ...] = ()


class Exhibit(_Part, frozen=True):
    """A piece of evidence. ``area`` is a rectangle of a picture in percent (left, top, right, bottom)."""

    number: int
    title: Text
    file: str = ""
    area: tuple[float, float, float, float] | None = None
    in_appendix: bool = False


class LetterOptions(_Part, frozen=True):
    """How the letter is built. ``edits`` keeps paragraphs the seller rewrote by hand, by language and block key.

    ``title`` names the conduct in the seller's words ("coupon and gift for reviews"); without it the rules name it.
    """

    on: date | None = None
    title: Text = Text()
    length: Literal["short", "standard", "full"] = "standard"
    limits: dict[str, int] = {}
    edits: dict[str, str] = {}


class Case(_Part, frozen=True):
    """One case: everything the seller confirmed. ``branch`` is empty until chosen (see guidance/branches.yaml).

    A dispute tells in ``alleged`` what the notice says was done, as a phrase like an incident's ``act`` ("asked the
    buyer for a telephone number"), shows the ``conversation`` and explains itself in ``dispute``. ``decided`` says of
    imported messages with findings, by their ids, that they break no rule (``innocent``) or are left out of this case
    (``aside``); those that became incidents stand there alone.
    """

    schema: int = 1
    store: Store = Store()
    branch: str = ""
    notice: NoticeFacts = NoticeFacts()
    people: tuple[Person, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    earlier_none: bool | None = None
    why_earlier_failed: Text = Text()
    opening: Text = Text()
    incidents: tuple[Incident, ...] = ()
    audit: Audit = Audit()
    causes: tuple[Cause, ...] = ()
    actions: tuple[Action, ...] = ()
    measures: tuple[Measure, ...] = ()
    in_force_since: date | None = None
    statements: tuple[Statement, ...] = ()
    alleged: Text = Text()
    conversation: tuple[Turn, ...] = ()
    dispute: Text = Text()
    exhibits: tuple[Exhibit, ...] = ()
    training: tuple[str, ...] = ()
    letter: LetterOptions = LetterOptions()
    messages: tuple[str, ...] = ()
    decided: dict[str, Literal["innocent", "aside"]] = {}
    do_now: tuple[str, ...] = ()
    look_again: tuple[str, ...] = ()
    practice: bool = False
    archived: bool = False
    closed_on: date | None = None
    notes: str = ""
