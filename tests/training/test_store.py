"""One state for all windows: changes go to what the disk holds, under a lock; ticks likewise."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from poa.cases.store import acquire, create
from poa.errors import CaseError, InputError, LockedError
from poa.library.training import load_checklists
from poa.model.case import Case
from poa.training import desk
from poa.training.store import change_session, load_session, new_session, save_session, session_file
from poa.training.ticks import load_ticks, tick, ticked
from tests.training.people import GUIDANCE, held

NOW = datetime(2026, 3, 20, tzinfo=UTC)
DAY = date(2026, 3, 15)
AGENT = load_checklists(GUIDANCE)["agent"]


def a_case(tmp_path: Path) -> Path:
    create(tmp_path / "case", Case(), now=NOW)
    save_session(tmp_path / "case", held())
    return tmp_path / "case"


def elsewhere(folder: Path, code: str) -> subprocess.CompletedProcess[str]:
    """Python in another process, as another window would be."""
    head = f"from pathlib import Path\nfrom datetime import UTC, datetime\nFOLDER = Path({str(folder)!r})\n"
    head += "NOW = datetime(2026, 3, 20, tzinfo=UTC)\n"
    return subprocess.run([sys.executable, "-c", head + code], capture_output=True, text=True, check=False)


def test_a_change_is_made_to_what_another_window_has_entered_meanwhile(tmp_path: Path) -> None:
    new_session(tmp_path, held(), NOW)
    stale = load_session(tmp_path, "channels")
    done = elsewhere(
        tmp_path,
        "from poa.training import desk\nfrom poa.training.store import change_session\n"
        "change_session(FOLDER, 'channels', lambda s: desk.set_field(s, 'place', 'Room 5'), NOW)",
    )
    assert done.returncode == 0, done.stderr
    assert stale.place == "Meeting room"
    changed = change_session(tmp_path, "channels", lambda found: desk.set_field(found, "trainer", "Wu Tong"), NOW)
    assert (changed.place, changed.trainer) == ("Room 5", "Wu Tong")
    assert load_session(tmp_path, "channels") == changed


def test_a_case_that_another_window_holds_is_not_changed(tmp_path: Path) -> None:
    folder = a_case(tmp_path)
    held_elsewhere = (
        "import sys\nfrom poa.cases.store import acquire\nlock = acquire(FOLDER, 'the window', NOW)\n"
        "print('held', flush=True)\nsys.stdin.read()\nlock.release()"
    )
    head = f"from pathlib import Path\nfrom datetime import UTC, datetime\nFOLDER = Path({str(folder)!r})\n"
    head += "NOW = datetime(2026, 3, 20, tzinfo=UTC)\n"
    with subprocess.Popen(
        [sys.executable, "-c", head + held_elsewhere], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as window:
        assert window.stdout is not None and window.stdin is not None
        assert window.stdout.readline() == "held\n"
        with pytest.raises(LockedError):
            change_session(folder, "channels", lambda found: desk.set_field(found, "place", "x"), NOW)
        with pytest.raises(LockedError):
            tick(folder, AGENT, "Li Wei", DAY, ["1"], now=NOW)
        assert load_session(folder, "channels").place == "Meeting room", "reading stays possible"
        window.stdin.close()
        window.wait()
    change_session(folder, "channels", lambda found: desk.set_field(found, "place", "x"), NOW)
    assert load_session(folder, "channels").place == "x"


def test_the_window_that_holds_the_case_may_write(tmp_path: Path) -> None:
    folder = a_case(tmp_path)
    with acquire(folder, "poa", NOW):
        change_session(folder, "channels", lambda found: desk.set_field(found, "place", "x"), NOW)
        tick(folder, AGENT, "Li Wei", DAY, ["1"], now=NOW)
    assert load_session(folder, "channels").place == "x"


def test_a_refused_change_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    new_session(tmp_path, held(), NOW)
    before = session_file(tmp_path, "channels").read_bytes()
    with pytest.raises(InputError):
        change_session(tmp_path, "channels", lambda found: desk.set_field(found, "on", "soon"), NOW)
    assert session_file(tmp_path, "channels").read_bytes() == before


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("pass_mark: three", "pass_mark must be a whole number"),
        ("passmark: 3", "Did you mean 'pass_mark'"),
        ("on: soon", "is not a date"),
        ("schema: 99", "newer version"),
    ],
)
def test_a_session_edited_by_hand_is_told_in_words_with_its_line(tmp_path: Path, line: str, told: str) -> None:
    from poa.wording import Wording

    place = save_session(tmp_path, replace(held(), pass_mark=None, on=None))
    key = line.partition(":")[0]
    kept = [row for row in place.read_text(encoding="utf-8").splitlines() if not row.startswith(f"{key}:")]
    place.write_text("\n".join([*kept, line]) + "\n", encoding="utf-8")
    with pytest.raises(CaseError) as problem:
        load_session(tmp_path, "channels")
    assert told in problem.value.told(Wording("en"))
    assert "session.yaml" in problem.value.told(Wording("zh-Hans"))


def test_ticks_are_kept_by_person_and_day_and_can_be_taken_back(tmp_path: Path) -> None:
    assert tick(tmp_path, AGENT, "Li Wei", DAY, ["3", "1"], now=NOW) == ["1", "3"]
    assert tick(tmp_path, AGENT, "Li Wei", DAY, ["2"], now=NOW, untick=["3"]) == ["1", "2"]
    assert ticked(tmp_path, AGENT, "Li Wei", DAY) == ["1", "2"]
    assert ticked(tmp_path, AGENT, "Li Wei", date(2026, 3, 16)) == []
    assert ticked(tmp_path, AGENT, "Wu Tong", DAY) == []
    with pytest.raises(InputError):
        tick(tmp_path, AGENT, "Li Wei", DAY, ["99"], now=NOW)


@pytest.mark.parametrize("text", ["[1, 2]", "agent: yes", "agent:\n  Li Wei: [1]", "agent:\n  Li Wei:\n    2026: 5"])
def test_a_file_of_ticks_that_does_not_fit_is_told_with_its_place(tmp_path: Path, text: str) -> None:
    (tmp_path / "training").mkdir()
    (tmp_path / "training" / "ticks.yaml").write_text(text + "\n", encoding="utf-8")
    with pytest.raises(CaseError, match=r"ticks\.yaml"):
        load_ticks(tmp_path)
