"""The assistant on a stopped clock, in an empty home, with text snapshots of its screens."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")

from tests.tui import quiet, sheets

quiet.install()
sheets.install()

NOW = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
SNAPSHOTS = Path(__file__).parent / "snapshots"
NOTICE = """From: no-reply@amazon.com
Subject: Action needed on your selling account
Date: Fri, 13 Mar 2026 08:20:00 +0000

Hello Harbor Lamps,

We reviewed messages sent from your account on Amazon.com and found that a buyer was asked for contact details outside
Buyer-Seller Messaging. This is inappropriate communication under the Communication Guidelines.

Order concerned: 113-5550741-3306128

Please send a plan of action within 72 hours, or your account may be deactivated. It should say:
- the root cause
- the actions you have taken
- the measures that prevent it from happening again

Seller Performance Team
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An empty home of the program, by a path that is the same on every machine.

    Compiled guidance and catalogues are shared by all tests: they are named by what they were made of.
    """
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("POA_HOME", "home")
    monkeypatch.delenv("NO_COLOR", raising=False)
    place = Path("home")
    shared = tmp_path_factory.getbasetemp() / "compiled"
    shared.mkdir(exist_ok=True)
    shutil.copytree(shared, place / ".cache")
    yield place
    for file in (tmp_path / place / ".cache").glob("*.json"):
        if not (shared / file.name).exists():
            shutil.copy(file, shared / file.name)


@pytest.fixture
def make_app(home: Path) -> Callable[..., Any]:
    """Makes the application in a language, at a time."""

    def make(language: str = "en", now: datetime = NOW, case: Path | None = None) -> Any:
        from poa.places import Places
        from poa.tui.app import PoaApp
        from poa.tui.desk import Desk

        return PoaApp(Desk(Places(home), language, clock=lambda: now, zone=UTC), case)  # type: ignore[arg-type]

    return make


@pytest.fixture
def case_folder(home: Path) -> Path:
    """A case from the notice above, with the store's name."""
    return make_case(home)


_cases: dict[Callable[[Path], Path], Path] = {}


def once(make: Callable[[Path], Path]) -> Callable[[Path], Path]:
    """Make a case in an empty home once, and copy it into each later one."""

    def made(home: Path) -> Path:
        cases = home / "cases"
        if cases.exists():
            return make(home)
        kept = _cases.get(make)
        if kept is None:
            folder = make(home)
            kept = _cases[make] = Path(tempfile.mkdtemp(prefix="poa-case-"))
            atexit.register(shutil.rmtree, kept, ignore_errors=True)
            shutil.copytree(cases, kept / "cases")
            return folder
        shutil.copytree(kept / "cases", cases)
        return next(path for path in cases.iterdir() if path.is_dir())

    return made


@once
def make_case(home: Path) -> Path:
    """A case from the notice above."""
    import msgspec

    from poa.cases.store import load, save
    from poa.places import Places
    from poa.tui.desk import Desk
    from poa.tui.newcase import draft_from_text

    desk = Desk(Places(home), "en", clock=lambda: NOW)
    folder = draft_from_text(desk, NOTICE).save(desk)
    case = load(folder)
    store = msgspec.structs.replace(case.store, name="Harbor Lamps")
    save(folder, msgspec.structs.replace(case, store=store), now=NOW)
    return folder


async def settle(pilot: Any) -> None:
    """Until nothing is under way: workers first, then what they sent."""
    for _ in range(4):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


def screen_lines(app: Any) -> list[str]:
    """What the screen shows, as plain lines without blanks at their ends."""
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


def faint(app: Any) -> list[str]:
    """The words on the screen that stand out too little from their ground (WCAG 2.1: 4.5 to 1)."""
    found = []
    for strip in app.screen._compositor.render_strips():
        for text, style, _ in strip:
            if style is None or not any(char.isalnum() for char in text):
                continue
            ink, ground = (style.bgcolor, style.color) if style.reverse else (style.color, style.bgcolor)
            if ink is None or ground is None or contrast(ink.get_truecolor(), ground.get_truecolor()) < 4.5:
                found.append(text.strip())
    return found


async def readable_in_every_theme(app: Any) -> None:
    """Draws the screen in each theme, the present one first: the same words, each standing out from its ground."""
    from textual.pilot import Pilot

    from poa.tui.look import THEMES

    words, present = screen_lines(app), app.theme
    for theme in sorted(THEMES, key=lambda theme: theme.name != present):
        if theme.name != present:
            app.theme = theme.name
            await settle(Pilot(app))
        assert screen_lines(app) == words
        assert not faint(app), f"hard to read in {theme.name}"


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """WCAG 2.1, relative luminance."""

    def luminance(colour: tuple[int, int, int]) -> float:
        parts = [value / 255 for value in colour]
        linear = [v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for v in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def shows(app: Any, *words: str) -> bool:
    """Whether all the words stand on the screen; line breaks and the blanks of wide characters do not matter."""
    flat = " ".join(" ".join(screen_lines(app)).split())
    return all(word in flat or word in flat.replace(" ", "") for word in words)


@pytest.fixture
def snapshot() -> Iterator[Callable[[Any, str], None]]:
    """Compares the screen with tests/tui/snapshots/<name>.txt; POA_SNAPSHOTS=write writes it instead."""

    def compare(app: Any, name: str) -> None:
        shown = "\n".join(screen_lines(app)) + "\n"
        place = SNAPSHOTS / f"{name}.txt"
        if os.environ.get("POA_SNAPSHOTS") == "write":
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(shown, encoding="utf-8")
            return
        assert place.is_file(), f"no snapshot {place.name}: run with POA_SNAPSHOTS=write and look at it"
        assert shown == place.read_text(encoding="utf-8")

    yield compare
