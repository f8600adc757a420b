"""What the answers state about the notice and what is counted from it never contradict each other."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from poa.cases.begin import Begun, begin
from poa.cases.summary import deadline_of
from poa.library.guidance import Guidance
from poa.resources import root

GUIDANCE = Guidance([root("guidance")])
NOW = datetime(2026, 6, 1, tzinfo=UTC)
MAIL = "From: Amazon <no-reply@amazon.com>\nDate: Tue, 12 May 2026 08:00:00 +0000\nSubject: Your account\n\n"


def made(tmp_path: Path, body: str, answers: str) -> Begun:
    notice, stated = tmp_path / "notice.txt", tmp_path / "answers.yaml"
    notice.write_text(MAIL + body, encoding="utf-8")
    stated.write_text(f"notice: {{{answers}}}\n", encoding="utf-8")
    return begin(tmp_path / "case", notice, GUIDANCE, answers=stated, now=NOW)


PLAN = "Your account has been deactivated. Send a plan of action within 3 days"


@pytest.mark.parametrize("answers", ["received: 2026-05-14T10:00:00Z", "received: 2026-05-14T18:00:00+08:00"])
def test_a_period_counts_from_the_moment_that_is_confirmed(tmp_path: Path, answers: str) -> None:
    begun = made(tmp_path, f"{PLAN}.", answers)
    assert begun.case.notice.deadline_at == datetime(2026, 5, 17, 10, tzinfo=UTC)
    assert deadline_of(begun.case) == datetime(2026, 5, 17, 10, tzinfo=UTC)
    assert begun.differing == ("received",)


def test_a_day_alone_counts_from_its_start(tmp_path: Path) -> None:
    assert deadline_of(made(tmp_path, f"{PLAN}.", "received: 2026-05-14").case) == datetime(2026, 5, 17, tzinfo=UTC)


def test_a_date_stays_whenever_the_notice_came(tmp_path: Path) -> None:
    body = "Your account has been deactivated. Send a plan of action by 20 May 2026, 10:00 UTC."
    notice = made(tmp_path, body, "received: 2026-05-14T10:00:00Z").case.notice
    assert notice.deadline_at == datetime(2026, 5, 20, 10, tzinfo=UTC)
    assert notice.deadline_hours == 144


def test_a_period_of_the_first_notice_counts_from_the_day_that_is_stated_for_it(tmp_path: Path) -> None:
    case = made(tmp_path, f"{PLAN} of the first notification of May 2.", "original_on: 2026-05-06").case
    assert case.notice.original_on == date(2026, 5, 6)
    assert deadline_of(case) == datetime(2026, 5, 9, tzinfo=UTC)


def test_a_look_alike_names_no_store(tmp_path: Path) -> None:
    body = "Your account was deactivated. Pay a reinstatement fee of $150 in gift cards and send your password."
    notice = tmp_path / "mail.txt"
    notice.write_text(f"From: help@amaz0n-care.example\n\n{body}", encoding="utf-8")
    begun = begin(tmp_path / "case", notice, GUIDANCE, now=NOW)
    assert begun.case.notice.is_phishing
    assert begun.case.store.marketplace == ""


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("My aunt said that a shop near us paid for reviews. Shall we meet on 3 May?", False),
        ("Geachte verkoper, wij hebben uw account geschorst. Stuur ons het plan binnen 48 uur.", True),
    ],
)
def test_a_chat_is_no_notice_and_one_in_another_language_may_be_one(tmp_path: Path, text: str, is_one: bool) -> None:
    notice = tmp_path / "notice.txt"
    notice.write_text(text, encoding="utf-8")
    assert begin(tmp_path / "case", notice, GUIDANCE, now=NOW).a_notice is is_one
