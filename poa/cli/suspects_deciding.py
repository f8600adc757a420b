"""What ``poa suspects`` decides: everything is looked at before anything is saved, and saved as the assistant does."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from poa.cases.deciding import DECIDED, as_incident, kept, marked, no_incident
from poa.cases.mail import CaseMail
from poa.cases.suspects import Decisions
from poa.cases.told import tells
from poa.cli.run import Context
from poa.cli.suspects_list import PAGE
from poa.errors import InputError

if TYPE_CHECKING:
    from poa.model.case import Case, Incident
    from poa.model.rule import Audited

What = Literal["incident", "innocent", "aside", "undo"]
_NUMBER = re.compile(r"[0-9]{1,9}")
_RANGE = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision: ``name`` is the number or id that was given; ``changed`` is False where it stood so already.

    ``told``: what was taken back stands in the answers once more, told by hand.
    """

    name: str
    what: What
    audited: Audited
    changed: bool = True
    told: bool = False


def decide(args: argparse.Namespace, case: Case, context: Context, now: datetime) -> list[Decided]:
    """Save what the arguments decide; the case must be held.

    Raises:
        InputError: one of the messages is not there, or cannot be decided so; then nothing is saved.
        CaseError: it could not be saved.
    """
    mail, known = CaseMail(args.dir), Decisions(case, args.dir)
    wanted = [_looked_at(one, case, known, mail) for one in _wanted(args, _Suspects(mail, case))]
    _Saver(args.dir, case, context, now).save(wanted, mail)
    return wanted


def _wanted(args: argparse.Namespace, suspects: _Suspects) -> Iterator[Decided]:
    """The messages that are named, each once, with what is to become of it."""
    seen: dict[str, What] = {}
    kinds: Sequence[tuple[What, list[str]]] = (
        ("incident", args.incident),
        ("innocent", args.innocent),
        ("aside", args.aside),
        ("undo", args.undo),
    )
    for what, names in kinds:
        for name in (one for text in names for one in _single(text, what, suspects.count)):
            audited = suspects.named(name)
            if audited.id not in seen:
                seen[audited.id] = what
                yield Decided(name, what, audited)
            elif seen[audited.id] != what:
                raise InputError("audit.suspects.twice", name=name)


def _single(text: str, what: What, count: int) -> Iterator[str]:
    """The numbers of a range such as 4-9, or what is named alone."""
    found = _RANGE.fullmatch(text)
    if found is None:
        yield text
        return
    if what == "incident":
        raise InputError("audit.suspects.one_by_one", name=text)
    first, last = int(found[1]), int(found[2])
    if not 1 <= first <= last <= count:
        raise InputError("audit.suspects.no_number", name=text, count=count)
    yield from map(str, range(first, last + 1))


class _Suspects:
    """The suspects by number or id; read page by page, since ranges are long."""

    def __init__(self, mail: CaseMail, case: Case) -> None:
        self._mail, self._named = mail, case.notice.order_ids
        self.count = mail.suspect_count
        self._pages: dict[int, Sequence[Audited]] = {}

    def named(self, name: str) -> Audited:
        """A suspect by its number in the list, or by the id of its message.

        Raises:
            InputError: there is none.
        """
        if not _NUMBER.fullmatch(name):
            audited = self._mail.audited(name)
            if audited is None:
                raise InputError("audit.suspects.no_message", name=name)
            return audited
        if not 1 <= int(name) <= self.count:
            raise InputError("audit.suspects.no_number", name=name, count=self.count)
        page, place = divmod(int(name) - 1, PAGE)
        if page not in self._pages:
            self._pages[page] = self._mail.suspects(PAGE, page * PAGE, named=self._named)
        return self._pages[page][place]


def _looked_at(one: Decided, case: Case, known: Decisions, mail: CaseMail) -> Decided:
    """The decision, held against what was decided before.

    Raises:
        InputError: it cannot be decided so.
    """
    audited, told = one.audited, False
    clean = all(finding.severity == "info" for finding in audited.findings)
    # What lay beside the messages and was never sent is left out, whatever was found in it; a buyer's message is none.
    if clean and (one.what not in ("aside", "undo") or not _sent(mail, audited)):
        raise InputError("audit.suspects.nothing_found", name=one.name)
    present = known.of(audited.id, audited.order_id)
    if one.what == "incident":
        changed = _own(case, audited) is None
        if changed and present == "incident" and tells(case, audited, mail.message(audited.id)):
            raise InputError("audit.suspects.is_told_already", name=one.name)
    elif present == "listed":
        raise InputError("audit.suspects.is_listed_already", name=one.name, order=audited.order_id)
    elif one.what == "undo":
        changed, own = bool(present), _own(case, audited, mail.incident(audited))
        if present == "incident" and own != mail.incident(audited):
            raise InputError("audit.suspects.has_answers", name=one.name)
        told = own is not None and _still_told(case, own, audited, mail)
    elif present == "incident":
        raise InputError("audit.suspects.is_incident_already", name=one.name)
    else:
        changed = present != one.what
    return Decided(one.name, one.what, audited, changed, told)


def _sent(mail: CaseMail, audited: Audited) -> bool:
    message = mail.message(audited.id)
    return message is not None and message.direction == "outbound"


def _own(case: Case, audited: Audited, bare: Incident | None = None) -> Incident | None:
    """The incident that was made of a message; of several the one to which nothing was added since (``bare``)."""
    if bare is not None and bare in case.incidents:
        return bare
    return next((incident for incident in case.incidents if incident.source == audited.id), None)


def _still_told(case: Case, own: Incident, audited: Audited, mail: CaseMail) -> bool:
    """Whether the answers tell of the message without its own incident, too."""
    return Decisions(no_incident(case, own)[0], mail.folder).of(audited.id, audited.order_id) == "incident"


class _Saver:
    """Saves decisions one after the other, as the assistant does."""

    def __init__(self, folder: Path, case: Case, context: Context, now: datetime) -> None:
        from poa.library.playbook import load_playbook

        self._folder, self._case, self._now = folder, case, now
        self._playbook = load_playbook(context.guidance)

    def save(self, wanted: Sequence[Decided], mail: CaseMail) -> None:
        """Save them: those that no rule is broken by or that are left out at once, each incident by itself."""
        case = self._case
        case = kept(case, [one.audited.id for one in wanted if one.what == "innocent"], "innocent")
        case = kept(case, [one.audited.id for one in wanted if one.what == "aside"], "aside")
        case = kept(case, [one.audited.id for one in wanted if one.what == "undo"], None)
        self._keep(case, DECIDED)
        for one in wanted:
            if one.what == "incident" and one.changed:
                self._keep(*as_incident(self._case, mail.incident(one.audited)))
            elif one.what == "undo" and (incident := _own(self._case, one.audited, mail.incident(one.audited))):
                self._keep(*no_incident(self._case, incident))

    def _keep(self, case: Case, why: str) -> None:
        from poa.cases.store import save
        from poa.plan import progress

        if case == self._case:
            return
        if why != DECIDED:
            before = {str(step): str(state) for step, state in progress(self._case, self._playbook).items()}
            case = marked(self._case, case, before)
        steps = {str(step): str(state) for step, state in progress(case, self._playbook).items()}
        save(self._folder, case, now=self._now, why=why, steps=steps)
        self._case = case
