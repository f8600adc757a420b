"""A notice as text becomes a notice as data; each field with the words it was read from."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from poa.errors import InputError
from poa.library.guidance import Guidance
from poa.library.marketplaces import Marketplace, load_marketplaces
from poa.model.notice import Notice, Quote
from poa.notice.deadline import UNCLEAR, Scene, read_deadline
from poa.notice.due import Deadline
from poa.notice.fields import Page, read_asins, read_asks, read_kind, read_orders, read_severity
from poa.notice.folding import fold
from poa.notice.headers import Headers, read_headers, read_time
from poa.notice.knowledge import Knowledge, knowledge
from poa.notice.language import is_read, read_language, signals_of
from poa.notice.lists import asked_items, other_asks, without
from poa.notice.phishing import Suspicion, read_phishing
from poa.notice.quoted import read_quoted
from poa.notice.sentences import Sentence, split
from poa.notice.store import names_amazon, read_marketplace

MAX_CHARACTERS = 100_000
MAX_HEADER = 1_000
"""So much of a sender or a subject is read; a mail's line holds 998 characters at most (RFC 5322, 2.1.1)."""
_NOTHING = ("none",)
_ASKED = ("severity", "marketplace", "received", "asks")


def read_notice(
    text: str,
    guidance: Guidance,
    *,
    sender: str = "",
    subject: str = "",
    received: datetime | None = None,
    sent: datetime | None = None,
) -> Notice:
    """Read a performance notice.

    Args:
        text: the notice, with or without mail headers above it.
        guidance: where the signals stand (topics notices and marketplaces).
        sender: the sender's address, where it is known apart from the text.
        subject: likewise.
        received: when it was sent or came in; without it the Date header is taken.
        sent: when the mail around it was sent, for a notice whose text has no Date header of its own.

    Returns:
        The notice. Sender and subject given apart are set in front of its text, so that all words it quotes have a
        place. ``unread`` names the fields that nothing in the notice states.

    Raises:
        InputError: nothing to read, or far too much.
    """
    if not text.strip():
        raise InputError("notice.empty")
    if len(text) > MAX_CHARACTERS:
        raise InputError("notice.too_long", thousands=MAX_CHARACTERS // 1000)
    known = knowledge(guidance)
    text = _with_headers(text, sender[:MAX_HEADER], subject[:MAX_HEADER], known)
    headers = read_headers(text, known)
    sender = (headers.sender.value if headers.sender else sender)[:MAX_HEADER]
    subject = (headers.subject.value if headers.subject else subject)[:MAX_HEADER]
    page, language = _page(text, headers, known)
    return _assemble(_Reading(page, headers, sender, subject, language, (received, sent), load_marketplaces(guidance)))


def _with_headers(text: str, sender: str, subject: str, known: Knowledge) -> str:
    """The text with headers that were given apart in front, unless it has its own."""
    headers = read_headers(text, known)
    front = ""
    if sender and not headers.sender:
        front += f"From: {sender}\n"
    if subject and not headers.subject:
        front += f"Subject: {subject}\n"
    return f"{front}\n{text}" if front and not headers.body else front + text


def _page(text: str, headers: Headers, known: Knowledge) -> tuple[Page, str | None]:
    title = headers.subject.value if headers.subject else ""
    language = read_language(f"{text[headers.body :]}\n{title}", known)
    body = fold(text, headers.body, chinese=language == "zh-Hant")
    if headers.subject:
        head = fold(text[: headers.subject.end], headers.subject.start, chinese=language == "zh-Hant")
        joined = f"{head.text}\n{body.text}"
        folded = type(body)(joined, text, (*head.places, headers.subject.end, *body.places))
    else:
        folded = body
    return Page(folded, split(folded.text), signals_of(language, known), known), language


class _Reading:
    """All that the fields are put together from."""

    def __init__(
        self,
        page: Page,
        headers: Headers,
        sender: str,
        subject: str,
        language: str | None,
        times: tuple[datetime | None, datetime | None],
        stores: dict[str, Marketplace],
    ) -> None:
        self.page, self.headers, self.sender, self.subject, self.language = page, headers, sender, subject, language
        self.foreign = language is not None and not is_read(language, page.known)
        self.orders, self.order_quotes = read_orders(page.folded)
        self.asins, self.asin_quotes = read_asins(page.folded)
        self.marketplace, self.store_quotes = read_marketplace(page.folded, sender, self.orders, stores)
        self.suspicion = read_phishing(page, sender)
        self.store = stores.get(self.marketplace or "")
        self.zone = _zone(self.store.time_zone if self.store else "UTC")
        self.zones = (self.zone,) if self.store else _zones(stores, language)
        self.dated = headers.date
        self.received, self.zone_known = self._received(*times)

    def _received(self, given: datetime | None, sent: datetime | None) -> tuple[datetime | None, bool]:
        """When the notice came, and whether its zone is known.

        A date line above the notice is its own; ``sent`` tells when the mail around it, a forwarder's perhaps, was
        sent, so it counts where there is no other, and as the latest that can be: what is forwarded has come before.
        """
        own = read_time(self.headers.date.value) if self.headers.date else None
        if sent is None and self.headers.around:
            sent = read_time(self.headers.around.value)
        if not (given or own or sent) and self.headers.below:
            self.dated = self.headers.below
            own = read_time(self.headers.below.value)
        found = given or own or sent
        if found is None or found.tzinfo is not None:
            return found, True
        local = self.page.known.one("months").get("local", {}).get(self.language)
        zone = _zone(local) if local else self.zone
        if sent is not None and sent.tzinfo is not None:
            # The program that forwards writes the time above the mail inside in the zone that it is set to.
            return min(found.replace(tzinfo=sent.tzinfo), sent), False
        return found.replace(tzinfo=zone), False


def _zones(stores: dict[str, Marketplace], language: str | None) -> tuple[tzinfo, ...]:
    """Where the day of a notice may end whose store is not known: in any store that writes its language."""
    fitting = [store for store in stores.values() if language in store.languages] or list(stores.values())
    return tuple(_zone(name) for name in dict.fromkeys(store.time_zone for store in fitting)) or (UTC,)


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def _assemble(reading: _Reading) -> Notice:
    page = reading.page
    items = asked_items(page)
    kind, kind_quotes = read_kind(without(page, items))
    if not kind_quotes:
        kind, kind_quotes = read_kind(page)
    grade = read_severity(page)
    severity = grade.value
    if grade.kind:
        kind, kind_quotes = grade.kind, grade.quotes
    asks, ask_quotes = read_asks(page, severity)
    quoted = read_quoted(page)
    if quoted and not kind_quotes:
        # A notice that quotes a message and says no more about it blames the message.
        kind, kind_quotes = "inappropriate_communication", (quoted,)
    suspicion, deadline = reading.suspicion, _deadline(reading, asks, ask_quotes)
    if not (severity or asks or quoted or deadline.quotes or _official(reading)):
        # Somebody tells of a matter; that is no notice about it.
        kind, kind_quotes = "other", ()
    evidence: dict[str, tuple[Quote, ...]] = {
        "kind": kind_quotes,
        "severity": grade.quotes,
        f"severity.{grade.shows}": grade.quotes if grade.shows else (),
        "asks": suspicion.quotes if suspicion.enough and suspicion.asks else ask_quotes,
        "quoted_message": (quoted,) if quoted else (),
        "other_asks": () if suspicion.enough else other_asks(page, items),
        **_plain_evidence(reading),
        **_deadline_evidence(deadline, suspicion, reading.foreign),
    }
    if suspicion.enough:
        asks, deadline = suspicion.asks, Deadline()
        evidence["is_phishing"] = suspicion.quotes
    values: dict[str, Any] = {
        "kind": kind_quotes, "severity": severity, "marketplace": reading.marketplace, "asks": asks,
    }  # fmt: skip
    return Notice(
        text=page.folded.original,
        kind=kind,
        severity=severity,
        asks=asks,
        quoted_message=quoted.text if quoted else None,
        is_phishing=suspicion.enough,
        phishing_signs=suspicion.signs if suspicion.enough else (),
        evidence={name: quotes for name, quotes in evidence.items() if quotes},
        unread=_unread(reading, values, deadline, suspicion),
        **_plain_values(reading, deadline),
    )


def _official(reading: _Reading) -> bool:
    """Whether anything in the text could come from Amazon: its name, a store, an order, an article."""
    named = names_amazon(reading.page.folded, reading.sender)
    return bool(named or reading.marketplace or reading.orders or reading.asins or reading.suspicion.enough)


def _plain_values(reading: _Reading, deadline: Deadline) -> dict[str, Any]:
    """The fields that are taken over as they were read."""
    return {
        "marketplace": reading.marketplace,
        "language": reading.language,
        "sender": reading.sender or None,
        "subject": reading.subject or None,
        "received": reading.received,
        "deadline_hours": deadline.hours,
        "deadline_at": deadline.at,
        "deadline_from": deadline.start,
        "original_on": deadline.original_on,
        "other_deadlines": deadline.also,
        "order_ids": reading.orders,
        "asins": reading.asins,
    }


def _plain_evidence(reading: _Reading) -> dict[str, tuple[Quote, ...]]:
    headers = reading.headers
    named = (("sender", headers.sender), ("subject", headers.subject), ("received", reading.dated))
    return {
        "marketplace": reading.store_quotes,
        "order_ids": reading.order_quotes,
        "asins": reading.asin_quotes,
        "language": _first_sentence(reading.page),
        **{name: (Quote(found.value, found.start, found.end),) for name, found in named if found},
    }


def _deadline(reading: _Reading, asks: tuple[str, ...], said: tuple[Quote, ...]) -> Deadline:
    """The time to answer; where nothing is asked for and none is stated, ``said`` says that there is none."""
    page = reading.page
    month_first = reading.store is None or reading.store.spelling == "us"
    found = read_deadline(
        Scene(
            page.folded,
            page.sentences,
            page.languages,
            page.known,
            reading.received,
            reading.zones,
            month_first,
            nothing_asked=asks == _NOTHING,
        )
    )
    free = asks == _NOTHING and not found.quotes and not found.none_stated
    return replace(found, none_stated=said[:1]) if free else found


def _other_periods(deadline: Deadline, foreign: bool) -> dict[str, tuple[Quote, ...]]:
    """What else is said about time; of words that nothing here reads it is not known what they say."""
    if foreign:
        unclear = tuple(quote for quotes in deadline.others.values() for quote in quotes)
        return {f"other_period.{UNCLEAR}": unclear}
    return {f"other_period.{role}": quotes for role, quotes in deadline.others.items()}


def _deadline_evidence(deadline: Deadline, suspicion: Suspicion, foreign: bool) -> dict[str, tuple[Quote, ...]]:
    if suspicion.enough:
        return {"claimed_period": deadline.quotes}
    return {
        "deadline_hours": deadline.quotes,
        "deadline_from": deadline.start_quotes,
        "no_deadline": deadline.none_stated,
        "business_days": deadline.quotes if deadline.business else (),
        "later_deadline": deadline.later,
        **_other_periods(deadline, foreign),
    }


def _first_sentence(page: Page) -> tuple[Quote, ...]:
    longest: Sentence | None = max(page.sentences, key=lambda one: len(one.text), default=None)
    return (page.folded.quote(longest.start, min(longest.end, longest.start + 60)),) if longest else ()


def _unread(reading: _Reading, values: dict[str, Any], deadline: Deadline, suspicion: Suspicion) -> tuple[str, ...]:
    if suspicion.enough:
        return ()
    known = values["severity"] or values["asks"] or deadline.quotes or reading.foreign
    missing = [] if known or _official(reading) else ["notice"]
    missing += ["kind"] if not values["kind"] else []
    missing += [name for name in _ASKED if not values.get(name, True)]
    if reading.received is None:
        missing.append("received")
    elif not reading.zone_known:
        missing.append("time_zone")
    if not reading.sender:
        missing.append("sender")
    if deadline.hours is None and deadline.at is None and not deadline.none_stated:
        missing.append("deadline")
    if deadline.zoneless and reading.store is None:
        missing.append("deadline_zone")
    if deadline.start == "original_notice" and deadline.original_on is None:
        missing.append("original_on")
    if reading.language is None:
        missing.append("language")
    elif reading.foreign:
        # Told first: what is missing may well be stated, in words that nothing here reads.
        missing.insert(0, "foreign")
    return tuple(missing)
