"""The line of progress: while a file is read, while messages are audited, and never where nobody looks."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from poa.audit import progress as module
from poa.audit.progress import Progress
from poa.errors import InputError
from poa.messages import read
from poa.text.width import cells
from poa.wording import Wording


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    """A clock that goes on by a third of a second each time it is looked at."""

    now = 0.0

    def __call__(self) -> float:
        self.now += 0.3
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(module, "monotonic", clock)
    return clock


def table(folder: Path, rows: int) -> Path:
    file = folder / "orders.csv"
    lines = [f"2026-03-{number % 28 + 1:02},seller,Your lamp {number} has left today." for number in range(rows)]
    file.write_text("date,from,text\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return file


def mailbox(folder: Path, count: int) -> Path:
    file = folder / "all.mbox"
    head = "From a@b.example Mon Mar  2 10:00:00 2026\nFrom: a@b.example\nTo: c@d.example\n"
    body = f"Date: Mon, 2 Mar 2026 10:00:00 +0000\n\n{'Your lamp has left. ' * 20}\n\n"
    file.write_text((head + body) * count, encoding="utf-8")
    return file


@pytest.mark.parametrize("make", [table, mailbox])
def test_the_file_is_told_by_its_bytes_before_the_first_message(tmp_path: Path, clock: Clock, make: object) -> None:
    file = make(tmp_path, 6000)  # type: ignore[operator]
    stream = Terminal()
    shown = Progress(stream, Wording("en"))
    messages = iter(read([file], reading=shown.listener))
    next(messages)
    told = [line for line in stream.getvalue().split("\r\x1b[K") if line]
    total = f"{file.stat().st_size / 1_000_000:.1f} MB"
    assert told
    assert all(line.startswith(f"reading {file.name}: ") and line.endswith(f" of {total}") for line in told)


def test_then_messages_are_counted_and_the_line_is_taken_away(tmp_path: Path, clock: Clock) -> None:
    stream = Terminal()
    shown = Progress(stream, Wording("en"))
    messages = list(shown.over(read([table(tmp_path, 40)], reading=shown.listener)))
    told = [line for line in stream.getvalue().split("\r\x1b[K")]
    assert len(messages) == 40
    assert any(line.startswith("3") and "messages audited" in line for line in told)
    assert not any("audited" in line and "reading" in line for line in told[-5:]), "the file is read"
    assert told[-1] == ""


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_the_line_fits_a_terminal_whatever_the_file_is_called(clock: Clock, language: str) -> None:
    stream = Terminal()
    shown = Progress(stream, Wording(language))  # type: ignore[arg-type]
    assert shown.listener
    for name in ("n" * 200 + ".csv", "消息" * 100, "\x1b[31mred\n.csv"):
        for total in (90_000_000, 0):
            for _ in range(4):
                shown.listener(Path(name), 80_000_000, total)
    for line in stream.getvalue().split("\r\x1b[K"):
        assert cells(line) < 80 and line.isprintable()


def test_quick_work_and_pipes_are_not_commented_on(tmp_path: Path) -> None:
    file = table(tmp_path, 30)
    stream = Terminal()
    shown = Progress(stream, Wording("en"))
    assert len(list(shown.over(read([file], reading=shown.listener)))) == 30
    assert stream.getvalue() == ""
    assert Progress(io.StringIO(), Wording("en")).listener is None


def test_what_the_listener_raises_ends_the_reading(tmp_path: Path) -> None:
    class Enough(Exception):
        pass

    def stop(file: Path, done: int, total: int) -> None:
        raise Enough

    problems: list[InputError] = []
    with pytest.raises(Enough):
        list(read([table(tmp_path, 10)], reading=stop, on_problem=problems.append))
    assert problems == []


def test_a_workbook_is_told_by_its_rows(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["date", "from", "text"])
    for number in range(1200):
        book.active.append(["2026-03-01", "seller", f"Your lamp {number} has left."])
    book.save(tmp_path / "a.xlsx")
    told: list[tuple[int, int]] = []
    list(read([tmp_path / "a.xlsx"], reading=lambda file, done, total: told.append((done, total))))
    assert {(500, 0), (1000, 0)} <= set(told)
