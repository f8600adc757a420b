"""The list of cases by deadline."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from poa.cases import rounds, store, summary
from poa.cases.store import summaries
from poa.model.case import Case, NoticeFacts, Store

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)


def made(root: Path, name: str, **more: object) -> Path:
    hours = more.pop("hours", None)
    notice = NoticeFacts(kind="inappropriate_communication", received=NOW, deadline_hours=hours)  # type: ignore[arg-type]
    store.create(root / name, Case(store=Store(name=name, marketplace="US"), notice=notice, **more), now=NOW)  # type: ignore[arg-type]
    return root / name


def test_cases_are_listed_by_deadline_with_broken_ones_first(tmp_path: Path) -> None:
    made(tmp_path, "later", hours=72.0)
    made(tmp_path, "soon", hours=5.0)
    made(tmp_path, "none")
    made(tmp_path, "away", hours=1.0, archived=True)
    (made(tmp_path, "broken") / "case.yaml").write_text("storre: {}\n")
    (tmp_path / "no case").mkdir()
    (tmp_path / "a file").write_text("x")
    found = list(summaries(tmp_path, NOW))
    assert [entry.folder.name for entry in found] == ["broken", "soon", "later", "none", "away"]
    assert "case.yaml:1" in str(found[0].problem)
    assert found[1].deadline_at == NOW + timedelta(hours=5)
    assert found[1].time_left(NOW + timedelta(hours=6)) == timedelta(hours=-1)


def test_a_second_listing_reads_no_case_that_did_not_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b", "c"):
        made(tmp_path, name)
    before = list(summaries(tmp_path, NOW))
    path = tmp_path / "b" / "case.yaml"
    path.write_text(path.read_text().replace("name: b", "name: by hand"))
    read = []
    real = summary._one
    monkeypatch.setattr(summary, "_one", lambda folder, steps: (read.append(folder.name), real(folder, steps))[1])
    after = list(summaries(tmp_path, NOW))
    assert read == ["b"]
    assert [entry.name for entry in after] == ["a", "by hand", "c"]
    assert before[0] == after[0]


def test_a_saved_case_keeps_its_steps_and_missing_ones_are_worked_out(tmp_path: Path) -> None:
    folder = made(tmp_path, "a")
    store.save(folder, Case(notes="x"), now=NOW, steps={"notice": "ready", "causes": "part"})
    made(tmp_path, "b")
    asked = []

    def steps(case: Case) -> Mapping[str, str]:
        asked.append(case)
        return {"notice": "ready", "messages": "ready"}

    found = {entry.folder.name: entry for entry in summaries(tmp_path, NOW, steps=steps)}
    assert (found["a"].steps_done, found["b"].steps_done, len(asked)) == (1, 2, 1)
    list(summaries(tmp_path, NOW, steps=steps))
    assert len(asked) == 1


def test_copied_cases_are_listed_without_parsing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = made(tmp_path, "a", hours=3.0)
    shutil.copytree(folder, tmp_path / "b")
    os.utime(tmp_path / "b" / "case.yaml", (1, 1))
    monkeypatch.setattr("poa.cases.caseyaml.parse_case", lambda *_: pytest.fail("parsed"))
    assert [entry.name for entry in summaries(tmp_path, NOW)] == ["a", "a"]


@pytest.mark.parametrize("content", ["", "[]", "{", '{"format": 1, "cases": {"a": [1]}}', '{"format": 1, "cases": []}'])
def test_a_broken_index_is_made_anew(tmp_path: Path, content: str) -> None:
    made(tmp_path, "a")
    (tmp_path / ".poa-index.json").write_text(content)
    assert [entry.name for entry in summaries(tmp_path, NOW)] == ["a"]
    assert json.loads((tmp_path / ".poa-index.json").read_text())["cases"].keys() == {"a"}


def test_a_single_case_and_an_empty_place_can_be_listed(tmp_path: Path) -> None:
    folder = made(tmp_path, "a")
    assert [entry.name for entry in summaries(folder, NOW)] == ["a"]
    assert list(summaries(tmp_path / "nowhere", NOW)) == []


def a_notice(received: datetime | None = NOW, hours: float | None = None, **more: object) -> NoticeFacts:
    return NoticeFacts(received=received, deadline_hours=hours, **more)  # type: ignore[arg-type]


LOCAL = datetime(2026, 3, 15, 12)


def test_the_hours_that_a_notice_states_are_told_while_its_own_time_is_unknown() -> None:
    assert summary.stated_hours(Case(notice=a_notice(None, 72.0))) == 72.0
    assert summary.stated_hours(Case(notice=a_notice(NOW, 336.0, deadline_from="original_notice"))) == 336.0
    for notice in (NoticeFacts(), a_notice(NOW, 72.0), a_notice(None, 72.0, is_phishing=True)):
        assert summary.stated_hours(Case(notice=notice)) is None
    assert summary.stated_hours(Case(notice=a_notice(None, 72.0, deadline_at=LOCAL))) is None


@pytest.mark.parametrize(
    ("notice", "due"),
    [
        (NoticeFacts(), None),
        (a_notice(None, 72.0), None),
        (a_notice(deadline_at=LOCAL, time_zone="America/Los_Angeles"), datetime(2026, 3, 15, 19, tzinfo=UTC)),
        (a_notice(LOCAL, 24.0, time_zone="Nowhere/At all"), datetime(2026, 3, 16, 12, tzinfo=UTC)),
        (a_notice(NOW, 336.0, deadline_from="original_notice"), None),
        (
            a_notice(NOW, 24.0, deadline_from="original_notice", original_on=date(2026, 3, 1)),
            datetime(2026, 3, 2, tzinfo=UTC),
        ),
        (a_notice(NOW, 72.0, is_phishing=True), None),
        (a_notice(NOW, 1e300), None),
    ],
)
def test_the_deadline_is_what_the_notice_states(notice: NoticeFacts, due: datetime | None) -> None:
    assert summary.deadline_of(Case(notice=notice)) == due


def test_how_a_case_ended_is_read_anew_where_only_its_rounds_changed(tmp_path: Path) -> None:
    """The seller closed it first, and recorded later what Amazon answered: case.yaml stays as it was."""
    folder = made(tmp_path, "a", closed_on=date(2026, 3, 11))
    steps: Mapping[str, str] = {"notice": "ready"}
    assert [s.outcome for s in summaries(tmp_path, NOW, steps=lambda _: steps)] == [""]
    letter = tmp_path / "letter.txt"
    letter.write_text("x")
    rounds.submit(folder, [letter], sent=NOW - timedelta(days=2), now=NOW)
    rounds.record_answer(folder, 1, received=NOW, now=NOW, text="x", kind="accepted")
    (found,) = summaries(tmp_path, NOW, steps=lambda _: steps)
    assert (found.outcome, found.closed_on, found.closed) == ("accepted", date(2026, 3, 11), True)
    (folder / "rounds" / "01" / "round.yaml").chmod(0o600)
    (folder / "rounds" / "01" / "round.yaml").write_text("{")
    assert [s.outcome for s in summaries(tmp_path, NOW, steps=lambda _: steps)] == [""]
