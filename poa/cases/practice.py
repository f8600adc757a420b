"""The practice case: invented, marked as such everywhere, with dates that fit the day on which it is opened."""

from __future__ import annotations

import contextlib
import re
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from poa.cases.caseyaml import parse_case
from poa.cases.files import make_folder, write_atomic
from poa.cases.layout import EXHIBITS, free_name, is_case
from poa.cases.mail import import_messages
from poa.cases.store import create, load
from poa.errors import CaseError
from poa.library.guidance import Guidance
from poa.model.case import Case
from poa.resources import root

FOLDER = "practice"
NOTICE = "notice.txt"

# {{day-5}}: a date; {{moment-5 10:12}}: a time on that day; {{mail-6}}: a mail's date line, six hours ago.
_DATE = re.compile(
    r"\{\{(?:day(?P<day>[+-]\d+)|moment(?P<moment>[+-]\d+) (?P<clock>\d\d:\d\d)|mail(?P<mail>[+-]\d+))\}\}"
)
_PERMISSIONS = "01-permissions.txt"


def open_practice(cases: Path, now: datetime, guidance: Guidance | None = None) -> Path:
    """The folder of the practice case, made when it is first asked for.

    Args:
        cases: the user's folder of cases.
        now: aware; the notice came six hours before.
        guidance: the rules; by default the product's.

    Raises:
        CaseError: it could not be written.
    """
    now = now.replace(microsecond=0)
    for known in sorted(cases.glob(f"{FOLDER}*")):
        # A broken one is left for the list of cases to tell about.
        with contextlib.suppress(CaseError):
            if is_case(known) and load(known).practice:
                return known
    # Never mixed with a real case, nor with what an interrupted start left, whatever its folder is called.
    folder = cases / free_name(cases, FOLDER)
    guidance = guidance or Guidance([root("guidance")])
    notice = _filled(NOTICE, now)
    case = _answers(notice, now, guidance)
    make_folder(folder / EXHIBITS)
    write_atomic(folder / EXHIBITS / _PERMISSIONS, _filled("permissions.txt", now))
    create(folder, case, files=[(NOTICE, notice)], now=now)
    source = folder / ".poa" / "practice.jsonl"
    write_atomic(source, _filled("messages.jsonl", now))
    try:
        import_messages(folder, [source], guidance=guidance, now=now)
    finally:
        source.unlink(missing_ok=True)
    return folder


def _answers(notice: bytes, now: datetime, guidance: Guidance) -> Case:
    from poa.notice import read_notice
    from poa.notice.facts import notice_facts

    received = now - timedelta(hours=6)
    facts = notice_facts(read_notice(notice.decode(), guidance, received=received), NOTICE)
    case = parse_case(_filled("answers.yml", now), "answers.yml")
    return msgspec.structs.replace(case, notice=msgspec.structs.replace(facts, received=received), practice=True)


def _filled(name: str, now: datetime) -> bytes:
    """A file of guidance/practice with its dates put in."""
    from email.utils import format_datetime

    def date_of(match: re.Match[str]) -> str:
        if match["mail"]:
            return format_datetime(now + timedelta(hours=int(match["mail"])))
        day = now.date() + timedelta(days=int(match["day"] or match["moment"]))
        return f"{day}T{match['clock']}:00Z" if match["clock"] else day.isoformat()

    text = (root("guidance") / "practice" / name).read_text(encoding="utf-8")
    return _DATE.sub(date_of, text).encode("utf-8")
