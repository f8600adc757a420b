"""Every field of every notice of our own is read, and the development rows beside the checkout when they are there."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from poa.library.guidance import Guidance
from poa.notice import read_notice
from poa.resources import root

OWN = Path(__file__).with_name("notices.jsonl")
SHARED = Path(__file__).parents[2].parent / "shared/data/notices.jsonl"
FIELDS = (
    "kind", "severity", "marketplace", "deadline_hours", "deadline_from", "order_ids", "asins", "asks",
    "quoted_message", "is_phishing",
)  # fmt: skip


@pytest.fixture(scope="module")
def guidance() -> Guidance:
    return Guidance([root("guidance")])


def rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()] if file.is_file() else []


def misses(row: dict[str, Any], guidance: Guidance) -> list[str]:
    received = row.get("received")
    notice = read_notice(
        row["text"],
        guidance,
        sender=row.get("from", ""),
        subject=row.get("subject", ""),
        received=datetime.fromisoformat(received) if received else None,
    )
    wanted = {field: row[field] for field in FIELDS if field in row} | {"language": row["lang"]}
    if row.get("is_phishing"):
        wanted |= {"deadline_hours": None, "deadline_from": None}
    found = []
    for field, want in wanted.items():
        have = getattr(notice, field)
        same = set(have) == set(want) if isinstance(want, list) else have == want
        if not same:
            found.append(f"{field}: expected {want!r}, read {have!r}")
    return found


@pytest.mark.parametrize("row", rows(OWN), ids=lambda row: row["id"])
def test_all_fields_of_our_own_notices_are_read(row: dict[str, Any], guidance: Guidance) -> None:
    assert misses(row, guidance) == []


@pytest.mark.skipif(not SHARED.is_file(), reason="the development data is not beside the checkout")
def test_the_development_notices_are_read(guidance: Guidance) -> None:
    missed = [f"{row['id']} {miss}" for row in rows(SHARED) for miss in misses(row, guidance)]
    # Two of the expected values stand nowhere in the texts (a kind and a store), so they are asked, not guessed.
    assert len(missed) <= 2, missed


@pytest.mark.parametrize("row", rows(OWN), ids=lambda row: row["id"])
def test_each_quoted_word_stands_at_its_place(row: dict[str, Any], guidance: Guidance) -> None:
    notice = read_notice(row["text"], guidance, sender=row.get("from", ""), subject=row.get("subject", ""))
    for quotes in notice.evidence.values():
        for quote in quotes:
            assert notice.text[quote.start : quote.end] == quote.text
