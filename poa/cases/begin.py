"""A case from a notice, answers and messages in one go: what ``poa new`` does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from poa.cases.caseyaml import load_answers
from poa.cases.files import copy_atomic, make_folder
from poa.cases.layout import EXHIBITS, inside, safe_name
from poa.cases.store import create, save
from poa.cases.unfinished import note
from poa.errors import InputError, RefusedError
from poa.library.guidance import Guidance
from poa.model.case import Case, NoticeFacts

if TYPE_CHECKING:
    from poa.cases.mail import ImportResult
    from poa.messages.table import Remembered
    from poa.model.notice import Notice


@dataclass(frozen=True, slots=True)
class Begun:
    """The new case, and what became of the messages.

    ``differing`` names the fields of the notice for which the answers state something else than its text; ``a_notice``
    says whether the text reads like a notice at all; ``undated`` are its words for a day to answer by that cannot be
    dated before it is known when the notice came.
    """

    folder: Path
    case: Case
    mail: ImportResult | None
    differing: tuple[str, ...] = ()
    a_notice: bool = True
    undated: str = ""


def begin(
    folder: Path,
    notice: Path,
    guidance: Guidance,
    *,
    messages: Sequence[Path] = (),
    answers: Path | None = None,
    files: Path | None = None,
    columns: Mapping[str, str] | None = None,
    remembered: Remembered | None = None,
    sellers: Sequence[str] = (),
    mask: bool = True,
    now: datetime,
) -> Begun:
    """Make a case folder.

    Everything is read before anything is written, so that unusable input leaves no half case.

    Args:
        folder: where; must not hold a case yet.
        notice: the notice's file.
        guidance: to read the notice by.
        messages: files and folders with messages.
        answers: a YAML file with the structure of case.yaml.
        files: the folder from which the answers name files; else that of the answers themselves.
        columns, remembered, sellers: see poa.messages.read; the name of the store is added to the sellers.
        mask: mask buyers' personal data on import.
        now: when.

    Raises:
        InputError: the notice or a message file cannot be used.
        CaseError: the answers do not fit, or the folder cannot be written.
    """
    given = load_answers(answers) if answers else Case()
    name = safe_name(notice.name)
    case, read, stated = _stated(given, notice, name, guidance)
    evidence = _evidence(case, files or answers.parent) if answers else {}
    create(folder, case, files=[(name, notice)], now=now)
    if messages:
        # Whatever ends this before all are in the case, the case says that they are not.
        note(folder, messages, now)
    if evidence:
        case = _with_evidence(folder, case, evidence)
        save(folder, case, now=now, why="exhibits")
    mail = None
    if messages:
        from poa.cases.mail import import_messages

        mail = import_messages(
            folder,
            messages,
            guidance=guidance,
            mask=mask,
            columns=columns,
            remembered=remembered,
            sellers=(case.store.name, *sellers),
            now=now,
        )
    return Begun(folder, case, mail, differing(stated, given.notice), _is_one(read), _undated(read, case))


def _stated(given: Case, notice: Path, name: str, guidance: Guidance) -> tuple[Case, Notice, NoticeFacts]:
    """The answers with what the notice says, the notice as it was read, and what its text alone states."""
    from poa.notice.facts import notice_facts
    from poa.notice.files import notice_in, open_document

    document = open_document(notice)
    read = notice_in(document, guidance, file=notice)
    stated = notice_facts(read, name)
    if confirmed := came_in(given.notice):
        # What is counted from the day of the notice is counted from the one that is confirmed.
        read = notice_in(document, guidance, received=confirmed, file=notice)
    case = msgspec.structs.replace(given, notice=laid_over(notice_facts(read, name), given.notice))
    # What a look-alike names, or wants to be paid in, says nothing about the seller's store.
    if not case.store.marketplace and read.marketplace and not read.is_phishing:
        store = msgspec.structs.replace(case.store, marketplace=read.marketplace)
        case = msgspec.structs.replace(case, store=store)
    return _with_branch(case, guidance), read, stated


def _undated(read: Notice, case: Case) -> str:
    from poa.notice.told import undated

    known = case.notice.deadline_at is not None or case.notice.deadline_hours is not None
    return "" if known else undated(read)


def _is_one(notice: Notice) -> bool:
    """Whether a text reads like a notice; of one in a language that is not read nobody can say."""
    due = notice.deadline_hours or notice.deadline_at
    stated = notice.severity or notice.asks or due or notice.is_phishing or notice.kind != "other"
    return bool(stated) or "foreign" in notice.unread


def _with_evidence(folder: Path, case: Case, evidence: Mapping[int, Path]) -> Case:
    """The case with its exhibits copied into its folder."""
    make_folder(folder / EXHIBITS)
    for number, source in evidence.items():
        copy_atomic(source, folder / EXHIBITS / _exhibit_name(number, source))
    placed = tuple(
        msgspec.structs.replace(e, file=f"{EXHIBITS}/{_exhibit_name(e.number, evidence[e.number])}")
        if e.number in evidence
        else e
        for e in case.exhibits
    )
    return msgspec.structs.replace(case, exhibits=placed)


def _evidence(case: Case, folder: Path) -> dict[int, Path]:
    """The files of the exhibits, which the answers name from ``folder``.

    Raises:
        InputError: a file that the answers name is not there.
        RefusedError: a name leads out of the folder.
    """
    found = {}
    for exhibit in case.exhibits:
        if not exhibit.file:
            continue
        try:
            place = inside(folder, exhibit.file)
        except RefusedError:
            where = folder.absolute()
            raise RefusedError("new.exhibit_outside", number=exhibit.number, name=exhibit.file, folder=where) from None
        if not place.is_file():
            raise InputError("new.no_exhibit", file=place, number=exhibit.number)
        found[exhibit.number] = place
    return found


def _exhibit_name(number: int, source: Path) -> str:
    return f"{number:02}-{safe_name(source.name)}"


def _with_branch(case: Case, guidance: Guidance) -> Case:
    """The case with the branch that its notice suggests, unless the seller has chosen one."""
    if case.branch:
        return case
    from poa.library.playbook import load_playbook
    from poa.plan.branch import choose_branch

    return msgspec.structs.replace(case, branch=choose_branch(case, load_playbook(guidance)))


def differing(read: NoticeFacts, confirmed: NoticeFacts) -> tuple[str, ...]:
    """The fields that the notice's text states and the answers state otherwise."""
    default = NoticeFacts()
    found = []
    for name in NoticeFacts.__struct_fields__:
        said, stated = getattr(read, name), getattr(confirmed, name)
        if name != "file" and getattr(default, name) not in (said, stated) and said != stated:
            found.append(name)
    return tuple(found)


def came_in(confirmed: NoticeFacts) -> datetime | None:
    """When the notice came as the seller states it, with its zone; a time without one is in UTC, as in the list."""
    from poa.cases.summary import aware

    return aware(confirmed.received, confirmed.time_zone) if confirmed.received else None


def _is_counted(notice: NoticeFacts) -> bool:
    """Whether the deadline is a period that counts from a notice, rather than a date."""
    if notice.deadline_hours is None or notice.deadline_from == "original_notice":
        return notice.deadline_hours is not None
    begins, ends = notice.received, notice.deadline_at
    return begins is None or ends is None or ends - begins == timedelta(hours=notice.deadline_hours)


def laid_over(read: NoticeFacts, confirmed: NoticeFacts) -> NoticeFacts:
    """What was read from the notice, with what the seller stated on top of it."""
    default = NoticeFacts()
    stated = {
        name: value
        for name in NoticeFacts.__struct_fields__
        if name != "file" and (value := getattr(confirmed, name)) != getattr(default, name)
    }
    if "deadline_at" in stated or "deadline_hours" in stated:
        # A deadline is stated as a whole: a period that was read must not outlive a date that was stated.
        stated.setdefault("deadline_at", None)
        stated.setdefault("deadline_hours", None)
        stated.setdefault("other_deadlines", ())
    elif {"deadline_from", "original_on"} & stated.keys() and _is_counted(read):
        # Counted from another moment than was read: the period stands, and when it ends follows from it.
        stated["deadline_at"] = None
    return msgspec.structs.replace(read, **stated)
