"""The notice of a case with the words it was read from; kept beside the case, since reading it anew costs memory.

What is kept is derived: it can be deleted at any time and is made again when notice, program or guidance change.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from poa.digests import blake2b
from poa.errors import PoaError

if TYPE_CHECKING:
    from poa.cases.rounds import Round
    from poa.library.guidance import Guidance
    from poa.model.case import Case
    from poa.model.notice import Notice, Quote

DEADLINE = ("deadline_hours", "deadline_at")
KEPT = "notice-read.json"


def notice_of(folder: Path, file: str, guidance: Guidance) -> Notice | None:
    """The notice of a case as read; None where its file is gone or cannot be read.

    Args:
        folder: the case.
        file: the notice's file in it.
        guidance: to read it by, if it was not read before.
    """
    import msgspec

    from poa.cases.layout import inner
    from poa.model.notice import Notice

    place = inner(folder, KEPT)
    try:
        key = _key(folder / file, guidance)
        raw = place.read_bytes()
        head, _, body = raw.partition(b"\n")
        if head == key:
            return msgspec.json.decode(body, type=Notice)
    except (OSError, msgspec.MsgspecError):
        pass
    return _read(folder / file, guidance, place)


def free_of_deadline(notice: Notice | None, case: Case) -> str:
    """The words with which the notice says that no answer is due by any day; empty where one is, or nothing is said.

    Args:
        notice: as read; None where its file is gone.
        case: its answers; a deadline that the seller or a later answer of Amazon's gave goes before.
    """
    if notice is None or case.notice.deadline_hours is not None or case.notice.deadline_at is not None:
        return ""
    quotes = notice.evidence.get("no_deadline", ())
    return " ".join(quotes[0].text.split()) if quotes else ""


@dataclass(frozen=True, slots=True)
class Source:
    """A text that facts of the notice were read from: the case as it would be from it alone, and the words.

    ``on`` is None for the notice itself, else when Amazon's answer came.
    """

    case: Case
    evidence: Mapping[str, tuple[Quote, ...]]
    on: datetime | None = None

    def quotes(self, key: str) -> tuple[Quote, ...]:
        """The words for a fact; a deadline is said as a period or as a date."""
        keys = DEADLINE if key == "deadline" else (key,)
        return next((self.evidence[one] for one in keys if self.evidence.get(one)), ())


def sources_of(folder: Path, notice: Notice, file: str, guidance: Guidance) -> tuple[Source, ...]:
    """The newest first: refusals, of which only the deadline counts, then the notice.

    Args:
        folder: the case.
        notice: the notice that began it, as read.
        file: its file in the case.
        guidance: to read the answers by.
    """
    from poa.cases.rounds import rounds
    from poa.model.case import Case, Store
    from poa.notice.facts import notice_facts

    case = Case(store=Store(marketplace=notice.marketplace or ""), notice=notice_facts(notice, file))
    answered = [one for one in rounds(folder) if one.answer is not None]
    # What reads answers takes a megabyte, and most cases have none yet.
    later = _refusals(case, answered, guidance) if answered else []
    return (*reversed(later), Source(case, notice.evidence))


def _refusals(case: Case, answered: Sequence[Round], guidance: Guidance) -> list[Source]:
    """What each refusal changes about the case, the oldest first."""
    from poa.notice import read_notice
    from poa.review.answered import REFUSAL, with_refusal
    from poa.review.gather import answer_text

    found = []
    for one in answered:
        text = answer_text(one).strip()
        if one.answer is None or one.answer.kind != REFUSAL or not text:
            continue
        answer = read_notice(text, guidance, received=one.answer.received)
        case = with_refusal(case, one, answer, ())
        said = {key: quotes for key, quotes in answer.evidence.items() if key in DEADLINE}
        found.append(Source(case, said, one.answer.received))
    return found


def _read(path: Path, guidance: Guidance, place: Path) -> Notice | None:
    import msgspec

    from poa.cases.files import write_atomic
    from poa.notice.files import read_notice_file

    try:
        notice = read_notice_file(path, guidance)
    except (PoaError, OSError):
        return None
    # Where it cannot be kept it is read again the next time.
    with suppress(PoaError, OSError):
        write_atomic(place, _key(path, guidance) + b"\n" + msgspec.json.encode(notice))
    return notice


def _key(path: Path, guidance: Guidance) -> bytes:
    from poa import __version__

    parts = [__version__]
    for file in (path, *guidance.files("notices")):
        stat = file.stat()
        parts.append(f"{file.name}|{stat.st_size}|{stat.st_mtime_ns}")
    return blake2b("\n".join(parts).encode("utf-8", "surrogateescape"), 12).hex().encode()
