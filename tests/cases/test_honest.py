"""A case that says what is not so is not exported."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from poa.cases import store
from poa.cases.exhibits import add_exhibit
from poa.cases.honest import refuse_dishonest
from poa.cases.mail import import_messages
from poa.cases.rounds import submit
from poa.errors import RefusedError
from poa.library.guidance import Guidance
from poa.model.case import Action, Case, Incident, Text
from poa.resources import root

pytestmark = pytest.mark.usefixtures("simple_audit")

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
TODAY = NOW.date()
WORDS = "It’s easy: delete the review,\nwrite to tom.reed@example.org and I refund you."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "case"
    store.create(place, Case(), now=NOW)
    source = tmp_path / "sent.jsonl"
    texts = {"a": WORDS, "mail.eml#1": "Hello.", "mail.eml#2": "Goodbye.", "mail.eml2": "Not this."}
    source.write_text("".join(json.dumps({"id": id, "text": text}) + "\n" for id, text in texts.items()))
    import_messages(place, [source], guidance=Guidance([root("guidance")]), now=NOW)
    return place


def quoting(words: str, source: str = "a") -> Case:
    return Case(incidents=(Incident(quote=words, source=source),))


@pytest.mark.parametrize(
    "words",
    [
        "It's easy: delete the review",
        "write to tom.reed@example.org and I refund you.",
        "delete the review, […] I refund you",
    ],
)
def test_the_words_of_the_message_may_be_quoted_also_where_they_are_kept_masked(folder: Path, words: str) -> None:
    refuse_dishonest(folder, quoting(words), TODAY)


def test_altered_words_are_refused(folder: Path) -> None:
    with pytest.raises(RefusedError, match="word for word"):
        refuse_dishonest(folder, quoting("delete the review and I refund you"), TODAY)
    refuse_dishonest(folder, quoting("a message from elsewhere", source="not kept"), TODAY)


def test_a_source_may_be_a_file_with_several_messages(folder: Path) -> None:
    refuse_dishonest(folder, quoting("Goodbye.", source="mail.eml"), TODAY)
    with pytest.raises(RefusedError):
        refuse_dishonest(folder, quoting("Not this.", source="mail.eml"), TODAY)


def test_altered_evidence_and_altered_rounds_are_refused(folder: Path) -> None:
    case, exhibit = add_exhibit(folder, Case(), folder / "case.yaml", now=NOW)
    submit(folder, [folder / "case.yaml"], sent=NOW, now=NOW)
    refuse_dishonest(folder, case, TODAY)
    sent = folder / "rounds" / "01" / "case.yaml"
    sent.chmod(0o600)
    before = sent.read_bytes()
    sent.write_bytes(b"other")
    with pytest.raises(RefusedError, match="no longer what was taken in"):
        refuse_dishonest(folder, case, TODAY)
    sent.write_bytes(before)
    (folder / exhibit.file).write_bytes(b"painted over")
    with pytest.raises(RefusedError, match="no longer what was taken in"):
        refuse_dishonest(folder, case, TODAY)


def test_what_is_not_done_yet_is_refused(folder: Path) -> None:
    with pytest.raises(RefusedError):
        refuse_dishonest(folder, Case(actions=(Action(status="done", on=date(2027, 1, 1)),)), TODAY)


def test_a_save_cannot_date_back_what_a_round_told(folder: Path) -> None:
    def told(day: int) -> Case:
        return Case(actions=(Action(text=Text(en="Withdrew the right"), status="done", on=date(2026, 3, day)),))

    store.save(folder, told(9), now=NOW)
    store.save(folder, told(8), now=NOW)
    submit(folder, [folder / "case.yaml"], sent=NOW, now=NOW)
    with pytest.raises(RefusedError, match="8 March 2026"):
        store.save(folder, told(1), now=NOW)
    assert store.load(folder) == told(8)
    assert not (folder / ".poa" / "lock").exists()


@pytest.mark.parametrize(
    ("told", "refused"),
    [
        ({"quote": "It's easy: delete the review"}, False),
        ({"quote": "write to tom.reed@example.org and I refund you."}, False),
        ({"quote": "You are so stupid."}, True),
        ({"quote": "You are so stupid.", "on": date(2026, 3, 2)}, False),
        ({"quote": "You are so stupid.", "order_id": "112-5550001-0000009"}, False),
        ({"quote": "You are so stupid.", "channel": "sms"}, False),
        ({"quote": ""}, False),
    ],
)
def test_a_typed_quotation_stands_in_what_was_taken_in_of_its_order_and_day(
    tmp_path: Path, told: dict[str, Any], refused: bool
) -> None:
    place, source = tmp_path / "case", tmp_path / "sent.jsonl"
    store.create(place, Case(), now=NOW)
    row = {"id": "a", "text": WORDS, "order_id": "112-5550001-0000001", "sent": "2026-03-10T09:00:00+00:00"}
    source.write_text(json.dumps({**row, "direction": "outbound"}) + "\n")
    import_messages(place, [source], guidance=Guidance([root("guidance")]), now=NOW)
    case = Case(incidents=(Incident(**{"order_id": "112-5550001-0000001", "on": date(2026, 3, 10), **told}),))
    if refused:
        with pytest.raises(RefusedError, match="none of the messages"):
            refuse_dishonest(place, case, TODAY)
    else:
        refuse_dishonest(place, case, TODAY)
