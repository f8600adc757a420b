"""The training screens at every size, in both languages; and as text, to be looked at in a diff."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from poa.model.case import Text
from poa.model.training import Asked, Attendee, Paper, PolicyRead, Result, Session
from poa.training.store import save_session

from .conftest import readable_in_every_theme, screen_lines, settle
from .training import go_to, press, typed

QUESTION = Asked(
    id="invented-1",
    kind="choose",
    question=Text(en="Which channel may we use to talk to buyers?", zh="可以用哪个渠道和买家沟通？"),
    options=(Text(en="Buyer-Seller Messages alone", zh="只有买家与卖家消息"), Text(en="Any", zh="任何渠道")),
    right=(0,),
    why=Text(en="It is the only approved way.", zh="这是唯一认可的方式。"),
)
HELD = Session(
    id="one-channel",
    topic=Text(en="One channel", zh="只用一个渠道"),
    modules=("communication-basics", "off-amazon-and-data"),
    content=(Text(en="Contact data", zh="联系方式"),),
    trainer="Li Wei",
    on=date(2026, 3, 13),
    start="09:00",
    end="10:30",
    pass_mark=1,
    attendees=(
        Attendee(id="zhou-min", name="Zhou Min", name_zh="周敏", role=Text(en="lead", zh="主管"), present=True),
        Attendee(id="wu-tong", name="Wu Tong", present=False, make_up=date(2026, 3, 17)),
        Attendee(id="li-na", name="Li Na", role=Text(en="agent", zh="客服")),
    ),
    papers=(Paper(id="paper-1", questions=(QUESTION,)),),
    results=(Result(attendee="zhou-min", paper="paper-1", on=date(2026, 3, 13), points=1, out_of=1),),
    policies=(
        PolicyRead(title=Text(en="Communication Guidelines", zh="《沟通指南》"), url="https://amazon.example/g"),
    ),
)
Way = Callable[[Any], Any]


async def at_session(pilot: Any) -> None:
    """From the list of cases to the only session."""
    await press(pilot, "f5", "end", "up", "enter")


def line(listing: str, key: str, *keys: str) -> Way:
    async def go(pilot: Any) -> None:
        await go_to(pilot, listing, key)
        await press(pilot, "enter", *keys)

    return go


async def bad_roster(pilot: Any) -> None:
    await line("#session", "roster")(pilot)
    await typed(pilot, "home/bad.csv\n")


# From the session, one after the other; each is left by Esc.
SCREENS: dict[str, Way] = {
    "training-facts": line("#session", "fact:on"),
    "training-pick": line("#session", "modules"),
    "training-person": line("#session", "person:zhou-min"),
    "training-roster": bad_roster,
    "training-draw": line("#session", "draw"),
    "training-paper": line("#session", "paper:paper-1", "a"),
    "training-files": line("#session", "write"),
}


def kept(home: Path) -> None:
    save_session(home, HELD)
    (home / "cases" / "x").mkdir(parents=True)
    (home / "cases" / "x" / "case.yaml").write_text("schema: 2\n", encoding="utf-8")
    (home / "bad.csv").write_text("colour,size\nred,5\n", encoding="utf-8")


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_the_training_screens_look_as_they_did(
    make_app: Callable[..., Any], home: Path, snapshot: Any, size: tuple[int, int], language: str
) -> None:
    kept(home)
    app = make_app(language)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await at_session(pilot)
        under = app.screen
        snapshot(app, f"training-session.{language}.{size[0]}x{size[1]}")
        await readable_in_every_theme(app)
        for name, way in SCREENS.items():
            await way(pilot)
            await app.workers.wait_for_complete()
            await settle(pilot)
            assert app.screen is not under, f"{name} did not open"
            snapshot(app, f"{name}.{language}.{size[0]}x{size[1]}")
            await readable_in_every_theme(app)
            await press(pilot, "escape")
            assert app.screen is under


async def bears(pilot: Any, *smaller: tuple[int, int]) -> None:
    """The screen on top at a small size and smaller ones, and in the other language."""
    for width, height in (*smaller, (20, 8), (80, 24)):
        await pilot.resize_terminal(width, height)
        await settle(pilot)
        assert len(screen_lines(pilot.app)) == height
    english = screen_lines(pilot.app)
    await press(pilot, "ctrl+l")
    assert screen_lines(pilot.app) != english
    await press(pilot, "ctrl+l")


async def test_the_training_screens_bear_every_size(make_app: Callable[..., Any], home: Path) -> None:
    kept(home)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "f5")
        await bears(pilot, (2, 2))
        await line("#modules", "checklist:first-hour")(pilot)
        await bears(pilot)
        await press(pilot, "escape", "home", "enter", "p", "enter")
        await bears(pilot)
        await press(pilot, "enter", "enter", "enter", "enter", "enter")
        assert app.screen.asked is None
        await bears(pilot)
        await press(pilot, "escape", "escape", "end", "up", "enter")
        await bears(pilot, (2, 2), (40, 12))
        for name in ("training-facts", "training-pick", "training-paper", "training-files"):
            await SCREENS[name](pilot)
            await app.workers.wait_for_complete()
            await bears(pilot)
            await press(pilot, "escape")
