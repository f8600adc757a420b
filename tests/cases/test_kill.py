"""A short version of benchmarks/kill_test.py: what was confirmed survives being killed and a full disk."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL and fork")

ROOT = Path(__file__).parents[2]


def test_confirmed_answers_survive_thirty_kills(tmp_path: Path) -> None:
    # In a process of its own: pytest's threads must not be forked.
    script = (
        "import random, sys; from pathlib import Path; from benchmarks.kill_test import kill_many\n"
        f"f = kill_many(Path(sys.argv[1]), 30, random.Random({random.randrange(10**6)}), None)\n"
        "print(f.kills, f.confirmed > 0, f.lost, f.damaged)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
        timeout=120,
    )
    assert done.stdout.strip() == "30 True 0 []", done.stderr


def test_confirmed_answers_survive_a_full_disk(tmp_path: Path) -> None:
    script = (
        "import resource, sys; from pathlib import Path; from benchmarks.kill_test import fill_up\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))\n"
        "f = fill_up(Path(sys.argv[1]), 0.5)\n"
        "print(f.full >= 10, f.confirmed > 0, f.lost, f.damaged)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
        timeout=120,
    )
    assert done.stdout.strip() == "True True 0 []", done.stderr
