"""Takes messages into a case: audited as they were sent, kept masked, all of an import or nothing."""

from __future__ import annotations

import contextlib
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from poa.cases import mailindex, mailreport
from poa.cases.amazonmail import AmazonsOwn
from poa.cases.files import make_folder, write_atomic
from poa.cases.layout import MESSAGES, need_case
from poa.cases.lock import refuse_if_held_by_another
from poa.cases.mailagain import Standing, standing
from poa.cases.mailreport import MailReport
from poa.cases.notes import Notes
from poa.cases.unfinished import noted
from poa.digests import blake2b
from poa.errors import InputError, Remark
from poa.model.message import Message, file_and_line
from poa.model.rule import Audited, Severity
from poa.text.names import told_name

if TYPE_CHECKING:
    from sqlite3 import Connection

    from poa.audit import Auditor
    from poa.library.guidance import Guidance
    from poa.messages.table import Remembered
    from poa.messages.watched import Reading

Progress = Callable[[int], None]

_BATCH = re.compile(r"imported-(\d{4,})\.jsonl")
_STEP = 100
# What a finding weighs, and the most that all of its kind do: however many they are, they weigh less than a graver one.
_WEIGHTS: dict[Severity, tuple[int, int]] = {"error": (100, 9_900), "warning": (10, 90)}
# A message that a person must look at stands before any sum of smaller things.
_STOP = 10_000


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did: ``known`` were there already; ``problems`` are files or parts that could not be read.

    ``replaced`` were there already, but of another side or sender: they stand as read now. ``remarks`` tell what was
    read, but not as it stands, or held nothing to read. ``inbound``: how many of the new ones are the buyers' own.
    """

    imported: int
    known: int
    suspects: int
    problems: tuple[InputError, ...]
    file: str
    report: MailReport
    remarks: tuple[Remark, ...] = ()
    replaced: int = 0
    inbound: int = 0


def import_messages(
    folder: Path,
    paths: Iterable[Path],
    *,
    guidance: Guidance,
    mask: bool = True,
    progress: Progress | None = None,
    columns: Mapping[str, str] | None = None,
    remembered: Remembered | None = None,
    pictures: bool = True,
    sellers: Sequence[str] = (),
    reading: Reading | None = None,
    now: datetime,
) -> ImportResult:
    """Take messages into a case: all of them or, if anything goes wrong, none.

    They are audited as they were sent and kept masked, in a file of their own for each import. Those that are there
    already are left out, or, read otherwise now that somebody said who is the buyer, take the place of what was read
    before; decisions stay. An index that is missing or damaged is made anew from the kept messages.

    Args:
        folder: the case.
        paths: files and folders.
        guidance: the rules.
        mask: hide buyers' personal data; False keeps the raw text, if the user says so.
        progress: called now and then with the number of messages read; what it raises stops the import.
        columns, remembered, pictures, sellers, reading: see poa.messages.read; the names are at hand here.
        now: when.

    Raises:
        LockedError: another window holds the case.
        CaseError: nothing could be written; the messages are as before.
    """
    from poa.audit import Auditor
    from poa.audit.copies import LeftOut
    from poa.messages import read

    need_case(folder)
    refuse_if_held_by_another(folder)
    paths = [Path(path) for path in paths]
    place = folder / MESSAGES
    make_folder(place)
    auditor = Auditor(guidance)
    name, problems = _next_name(place), list[InputError]()
    with noted(folder, paths, now), mailindex.writing(folder) as index:
        _catch_up(index, place, auditor, now)
        index.execute("INSERT INTO batches VALUES (?, ?, ?)", (name, now.isoformat(), int(mask)))
        batch = _Batch(index, name, auditor, mask, progress, place)
        taken = partial(read, columns=columns, remembered=remembered, guidance=guidance, pictures=pictures)
        left_out = LeftOut(paths)  # What --fix made of a message was never sent.
        amazons, notes = AmazonsOwn(guidance), Notes(guidance)
        found = taken(paths, sellers=lambda: sellers, on_problem=problems.append, leave_out=left_out, reading=reading)
        lines = batch.lines(notes.looked(one) for message in found if not amazons(one := _shortened(message, paths)))
        first = next(lines, None)
        if first is None:
            mailindex.forget(index, name)
        else:
            write_atomic(place / name, _chain(first, lines))
    mailreport.keep(folder, report := mailreport.count(folder))
    problems += [*([left_out.remark] if left_out.count else []), *amazons.remarks, *notes.remarks]
    return _result(batch, f"{MESSAGES}/{name}" if batch.place else "", report, problems + _turned(folder, batch.turned))


def _turned(folder: Path, ids: Collection[str]) -> list[InputError]:
    """Tell of incidents whose messages are the buyer's, as they are read now; only the seller takes them out."""
    from poa.cases.store import load

    told = [incident.source for incident in load(folder).incidents if incident.source in ids] if ids else []
    return [Remark("cases.turned_incidents", places=", ".join(dict.fromkeys(told)))] if told else []


def _result(batch: _Batch, written: str, report: MailReport, told: Sequence[InputError]) -> ImportResult:
    """What came of an import; remarks are told apart from what could not be used."""
    remarks = tuple(one for one in told if isinstance(one, Remark))
    wrong = tuple(one for one in told if not isinstance(one, Remark))
    counts = (batch.imported, batch.known, batch.suspects)
    return ImportResult(*counts, wrong, written, report, remarks, batch.replaced, batch.inbound)


class _Batch:
    """Audits, masks and indexes messages while their lines are being written."""

    def __init__(
        self, index: Connection, name: str, auditor: Auditor, mask: bool, progress: Progress | None, place: Path
    ) -> None:
        self.index, self.name, self.auditor, self.mask, self.progress = index, name, auditor, mask, progress
        self.imported = self.known = self.replaced = self.suspects = self.inbound = self.place = 0
        self.turned: set[str] = set()
        self._read = partial(_kept, place)
        # What was said before a message is part of what it is judged by, so these files are audited anew.
        self._other_sides: set[str] = set()

    def lines(self, messages: Iterable[Message]) -> Iterator[bytes]:
        for number, message in enumerate(messages, 1):
            line = self._take(message)
            if line:
                yield line
            if self.progress and number % _STEP == 0:
                self.progress(number)

    def _take(self, message: Message) -> bytes | None:
        from poa.cases.maskmap import masked_audit
        from poa.messages.masking import gives_own, mask_message

        kept = mask_message(message) if self.mask else message
        buyer = message.extra.get("buyer", "") if self.mask else ""
        digest = _digest(kept)
        found = self.standing(kept, digest, buyer)
        file = file_and_line(kept.source)[0]
        if found.known:
            self.known += 1
            if file not in self._other_sides:
                return None
        elif found.place_of:
            self.replaced += 1
            self._other_sides.add(file)
        else:
            self.imported += 1
            self.inbound += message.direction == "inbound"
        kept = replace(kept, id=found.id)
        audited = self.auditor.check(message)
        if self.mask and audited.findings:
            audited = masked_audit(audited, [buyer] if buyer else [], own=gives_own(message))
        line = msgspec.json.encode(kept) + b"\n"
        row = _row(kept, replace(audited, id=found.id), digest, self.place, len(line))
        self.put(found, row)
        self.place += len(line)
        self.suspects += row.weight > 0 and not found.known
        if found.place_of and row.inbound:
            self.turned.update(found.place_of)
        return line

    def standing(self, kept: Message, digest: bytes, buyer: str = "") -> Standing:
        """Whether the message is known, or takes the place of another reading of it, and under which id."""
        return standing(kept, digest, self.index, self.name, buyer, self._read)

    def put(self, found: Standing, row: mailindex.Row) -> None:
        """Put a message into the index, in place of what it replaces."""
        if found.known or found.place_of:
            mailindex.remove(self.index, {found.id, *found.place_of})
        mailindex.add(self.index, self.name, row)


def _row(kept: Message, audited: Audited, digest: bytes, start: int, length: int) -> mailindex.Row:
    # Information alone does not make a message one to look at.
    counts = Counter(finding.severity for finding in audited.findings)
    weight = sum(min(most, counts[severity] * each) for severity, (each, most) in _WEIGHTS.items())
    weight += _STOP if audited.verdict == "stop" else 0
    return mailindex.Row(
        id=kept.id,
        start=start,
        length=length,
        digest=digest,
        order_id=kept.order_id,
        sender=kept.sender if kept.direction == "outbound" else None,
        template=kept.template,
        day=kept.sent.date().isoformat() if kept.sent else None,
        inbound=kept.direction == "inbound",
        verdict=audited.verdict,
        weight=weight,
        audited=msgspec.json.encode(audited).decode() if audited.findings else None,
        rules=tuple({finding.rule for finding in audited.findings if finding.severity != "info"}),
    )


def _catch_up(index: Connection, place: Path, auditor: Auditor, now: datetime) -> None:
    """Make the index agree with the files: an interrupted import, a deleted or damaged index, a removed file."""
    known = {row[0] for row in index.execute("SELECT name FROM batches")}
    there = {path.name for path in place.iterdir() if _BATCH.fullmatch(path.name)}
    for name in known - there:
        mailindex.forget(index, name)
    for name in sorted(there - known):
        index.execute("INSERT INTO batches VALUES (?, ?, ?)", (name, now.isoformat(), 1))
        batch = _Batch(index, name, auditor, False, None, place)
        for message, start, length in _kept_lines(place / name):
            digest = _digest(message)
            # The file of a later import holds a message again only where it was read otherwise, or judged anew.
            found = batch.standing(message, digest)
            if found.id == message.id:
                batch.put(found, _row(message, auditor.check(message), digest, start, length))


def _kept_lines(path: Path) -> Iterator[tuple[Message, int, int]]:
    place = 0
    with path.open("rb") as stream:
        for line in stream:
            # A line that a hand has broken is passed over; the others are still good.
            with contextlib.suppress(msgspec.MsgspecError):
                yield msgspec.json.decode(line, type=Message), place, len(line)
            place += len(line)


def _kept(folder: Path, batch: str, start: int, length: int) -> Message | None:
    """A message as kept in the file of an earlier import; None where that cannot be read."""
    with contextlib.suppress(OSError, msgspec.MsgspecError), (folder / batch).open("rb") as stream:
        stream.seek(start)
        return msgspec.json.decode(stream.read(length), type=Message)
    return None


def _digest(message: Message) -> bytes:
    sent = message.sent and message.sent.astimezone(UTC)
    parts = (message.direction, str(sent), message.subject, message.text, message.html, message.order_id or "")
    return blake2b("\x00".join(parts).encode("utf-8", "surrogatepass"), 12)


def _shortened(message: Message, paths: Sequence[Path]) -> Message:
    """Ids and sources without the folders above the import: shorter, and the same on another machine.

    A name need not be UTF-8, what is kept must be: other bytes are written out.
    """
    id, source = message.id, message.source
    for path in paths:
        above = str(path.parent / "_")[:-1]
        if above not in ("", ".") and source.startswith(above):
            id, source = id.removeprefix(above), source.removeprefix(above)
            break
    id, source = told_name(id), told_name(source)
    return message if (id, source) == (message.id, message.source) else replace(message, id=id, source=source)


def _next_name(place: Path) -> str:
    taken = [int(match[1]) for path in place.iterdir() if (match := _BATCH.fullmatch(path.name))]
    return f"imported-{max(taken, default=0) + 1:04}.jsonl"


def _chain(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest
