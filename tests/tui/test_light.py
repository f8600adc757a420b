"""What an open case leaves alone: memory is spent on what the user does, not on what the program could do."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from .test_screens import full_case

HEAVY = (
    "ahocorasick", "argparse", "babel", "docx", "hashlib", "jinja2", "lxml", "openpyxl", "phonenumbers", "PIL",
    "poa.audit.engine", "poa.letter.build", "poa.messages.read", "poa.notice.read", "poa.review.whole", "pypinyin",
)  # fmt: skip
LOOK = """
import asyncio, sys
from pathlib import Path
from tests.tui import quiet
from poa.places import Places
from poa.tui.app import PoaApp
from poa.tui.desk import Desk

async def settle(pilot):
    for _ in range(4):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()

async def look():
    quiet.install()
    app = PoaApp(Desk(Places(Path("home")), "en"))
    async with app.run_test(size=(120, 40)) as pilot:
        for key in ("", "enter", "2", "home", "down", "enter", "down"):
            await settle(pilot)
            await pilot.press(*filter(None, [key]))
        print(type(app.screen).__name__, *sorted(set(sys.argv[1:]) & set(sys.modules)))

asyncio.run(look())
"""


def test_a_case_and_its_suspects_open_without_what_they_do_not_need(home: Path) -> None:
    full_case(home)
    for _ in range(2):  # The first start compiles guidance into the cache.
        done = subprocess.run(
            [sys.executable, "-c", LOOK, *HEAVY], capture_output=True, text=True, check=True, encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        )  # fmt: skip
    assert done.stdout.split() == ["SuspectsScreen"]
