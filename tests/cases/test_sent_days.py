"""A message was sent on the day that its own clock shows, wherever the program runs and whatever UTC says."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

from poa.cases.mail import CaseMail, import_messages
from poa.cases.store import create
from poa.library.guidance import Guidance
from poa.messages.mail import sent_of
from poa.model.case import Case, NoticeFacts
from poa.resources import root

NOW = datetime(2026, 3, 14, tzinfo=UTC)
ORDER = "113-5550741-3306128"
LATE = {"text": "Add me on WhatsApp 555-0100", "order_id": ORDER, "sent": "2026-03-10T23:30:00-08:00"}


def taken_in(folder: Path, *rows: dict[str, str]) -> CaseMail:
    create(folder, Case(), now=NOW)
    source = folder.parent / "m.jsonl"
    source.write_text("\n".join(json.dumps(row | {"id": str(n)}) for n, row in enumerate(rows)), encoding="utf-8")
    import_messages(folder, [source], guidance=Guidance([root("guidance")]), now=NOW)
    return CaseMail(folder)


def test_an_incident_has_the_day_that_the_message_itself_states(tmp_path: Path) -> None:
    mail = taken_in(tmp_path / "case", LATE)
    audited = mail.audited(mail.ids_of()[0])
    assert audited is not None and mail.incident(audited).on == date(2026, 3, 10)


def test_a_mail_of_late_evening_was_sent_on_that_day() -> None:
    assert sent_of("Tue, 10 Mar 2026 23:30:00 -0800") == datetime(2026, 3, 11, 7, 30, tzinfo=UTC)
    found = sent_of("Tue, 10 Mar 2026 23:30:00 -0800")
    assert found is not None and found.date() == date(2026, 3, 10)


def test_the_same_moment_told_in_another_zone_is_the_same_message(tmp_path: Path) -> None:
    mail = taken_in(tmp_path / "case", LATE)
    again = tmp_path / "m.jsonl"
    again.write_text(json.dumps(LATE | {"id": "0", "sent": "2026-03-11T07:30:00Z"}), encoding="utf-8")
    import_messages(tmp_path / "case", [again], guidance=Guidance([root("guidance")]), now=NOW)
    assert mail.sent().messages == 1


def test_a_record_of_messages_tells_the_clock_that_it_shows(tmp_path: Path) -> None:
    from poa.export.records import message_records

    taken_in(tmp_path / "case", LATE)
    asked = Case(notice=NoticeFacts(asks=("message_records",), order_ids=(ORDER,)))
    assert "2026-03-10 23:30 UTC-08:00" in message_records(tmp_path / "case", asked).decode("utf-8-sig")
