"""Each message gets those before it on its order, however long the export and whatever its order; memory stays flat."""

from __future__ import annotations

import io
import random
import tempfile
import time
import tracemalloc
from collections.abc import Generator, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import cast

import pytest

from poa.audit import Auditor
from poa.errors import InputError
from poa.library.guidance import Guidance
from poa.messages import link
from poa.messages.link import linked
from poa.model.message import Direction, Message
from poa.resources import root
from poa.wording import Wording

START = datetime(2026, 1, 1, tzinfo=UTC)


def message(order: int, hour: float | None, direction: Direction = "outbound", text: str = "Yes.") -> Message:
    sent = None if hour is None else START + timedelta(hours=hour)
    return Message(id=f"{order}/{hour}", text=text, direction=direction, order_id=f"113-5550000-{order:07}", sent=sent)


def run(messages: Iterable[Message]) -> list[Message]:
    return list(linked((one, True) for one in messages))


@pytest.mark.parametrize("newest_first", [False, True])
def test_a_late_answer_is_seen_however_many_orders_lie_between(newest_first: bool) -> None:
    asked = [message(order, order, "inbound", "Where is it?") for order in range(6_000)]
    answered = [message(order, order + (30 if order == 7 else 3)) for order in range(6_000)]
    found = run([*answered, *asked] if newest_first else [*asked, *answered])
    replies = [one for one in found if one.direction == "outbound"]
    assert all([item.text for item in one.thread] == ["Where is it?"] and one.proactive is False for one in replies)
    auditor = Auditor(Guidance([root("guidance")]), only=frozenset({"service.reply-24h"}))
    late = [one.id for one in (replies[7], replies[8]) if auditor.check(one).findings]
    assert late == ["7/37"]


def test_on_disk_all_is_joined_as_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(7)
    sides: tuple[Direction, ...] = ("inbound", "outbound")
    some = [
        message(chance.randrange(9), chance.choice([None, *range(40)]), chance.choice(sides), str(number))
        for number in range(600)
    ]
    before = run(some)
    monkeypatch.setattr(link, "MAX_HELD", 10)
    assert run(some) == before


def test_formats_with_threads_of_their_own_stay_in_their_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link, "MAX_HELD", 2)
    some = [message(1, hour, text=str(hour)) for hour in range(8)]
    found = list(linked((one, number != 4) for number, one in enumerate(some)))
    assert [one.text for one in found] == [one.text for one in some]
    assert [len(one.thread) for one in found] == [0, 1, 2, 3, 0, 0, 1, 2]


@pytest.mark.parametrize("read", [0, 3, 8])
def test_no_file_of_a_long_export_stays(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, read: int) -> None:
    monkeypatch.setattr(link, "MAX_HELD", 2)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    some = [message(number // 2, number) for number in range(8)]
    stream = cast("Generator[Message, None, None]", linked((one, True) for one in some))
    assert len(list(islice(stream, read))) == read
    stream.close()
    assert not list(tmp_path.iterdir())


def test_memory_stays_flat(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link, "MAX_HELD", 100)

    def peak(count: int) -> int:
        def several() -> Iterator[tuple[Message, bool]]:
            for number in range(count):
                yield message(number // 2, number, "outbound" if number % 2 else "inbound", f"{number} " * 300), True

        tracemalloc.start()
        for _ in linked(several()):
            pass
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    assert peak(8_000) < peak(2_000) + 100 * 6_000


def test_one_order_with_everything_takes_time_by_its_length(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link, "MAX_HELD", 100)

    def spent(count: int) -> float:
        begun = time.process_time()
        run(message(1, number if number % 2 else None) for number in range(count))
        return time.process_time() - begun

    spent(200)
    assert spent(4_000) < 9 * (spent(1_000) + 0.02)


def test_a_full_disk_is_told_with_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(link, "MAX_HELD", 2)
    monkeypatch.setattr("tempfile.TemporaryFile", full)
    with pytest.raises(InputError) as caught:
        run(message(1, hour) for hour in range(5))
    assert all("TMPDIR" in caught.value.told(Wording(language)) for language in ("en", "zh-Hans"))


def test_a_disk_that_is_full_at_the_last_bytes_is_told_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def writable(self) -> bool:
            return True

        def seekable(self) -> bool:
            return True

        def seek(self, offset: int, whence: int = 0) -> int:
            return offset

        def write(self, _: object) -> int:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(link, "MAX_HELD", 2)
    monkeypatch.setattr("tempfile.TemporaryFile", lambda: io.BufferedRandom(Full()))
    with pytest.raises(InputError):
        run(message(1, hour) for hour in range(5))
