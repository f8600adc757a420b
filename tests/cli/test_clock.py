"""Times on the command line: the user's own clock, labelled, the same way in each command."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from poa.cli.clock import told_at

MOMENT = datetime(2026, 5, 6, 13, 15, 20, tzinfo=UTC)
ZONES = [
    ("UTC0", "2026-05-06 13:15 UTC"),
    ("XST-8", "2026-05-06 21:15 UTC+08:00"),
    ("XST3:30", "2026-05-06 09:45 UTC-03:30"),
]


@pytest.mark.skipif(os.name == "nt", reason="the zone of a program is set by TZ elsewhere")
@pytest.mark.parametrize(("zone", "shown"), ZONES)
def test_a_moment_is_told_on_the_own_clock_with_its_distance_from_utc(zone: str, shown: str) -> None:
    program = "from datetime import *; from poa.cli.clock import told_at; print(told_at(datetime.fromisoformat(%r)))"
    words = [sys.executable, "-c", program % MOMENT.isoformat()]
    env, folder = os.environ | {"TZ": zone}, Path(__file__).parents[2]
    done = subprocess.run(words, env=env, capture_output=True, text=True, check=True, cwd=folder)
    assert done.stdout.strip() == shown


def test_seconds_are_told_where_they_matter_and_the_last_moment_there_is_is_no_fault() -> None:
    assert told_at(MOMENT, seconds=True).split()[1].endswith(":20")
    assert "9999" in told_at(datetime.max.replace(tzinfo=UTC))
