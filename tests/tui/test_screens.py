"""Every screen at every size, in both languages, without an exception; and as text, to be looked at in a diff."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from .conftest import NOW, make_case, once, readable_in_every_theme, screen_lines, settle

SIZES = [(20, 8), (40, 12), (80, 24), (120, 40)]
MESSAGES = (
    '{"id": "m1", "text": "Please give me your WhatsApp number, then we send you the video.", '
    '"order_id": "113-5550741-3306128", "sent": "2026-03-10T10:00:00Z", "sender": "Dana"}\n'
    '{"id": "m2", "text": "谢谢您的来信，灯泡是 E27 规格。", "order_id": "113-5550742-1188204"}\n'
)


@once
def full_case(home: Path) -> Path:
    """A case with messages, an incident, and an entry in each list."""
    import msgspec

    from poa.cases.mail import CaseMail
    from poa.cases.mailimport import import_messages
    from poa.cases.store import load, save
    from poa.library.guidance import Guidance
    from poa.model.case import Action, Cause, Exhibit, Measure, Person, Text
    from poa.resources import root

    folder = make_case(home)
    source = home / "m.jsonl"
    source.write_text(MESSAGES, encoding="utf-8")
    import_messages(folder, [source], guidance=Guidance([root("guidance")], home / ".cache"), now=NOW)
    mail = CaseMail(folder)
    case = msgspec.structs.replace(
        load(folder),
        people=(Person(en="Li Wei", zh="李伟", role=Text(en="owner", zh="店主")),),
        incidents=(mail.incident(mail.suspects()[0]),),
        causes=(Cause(id="own", text=Text(en="Access came before training.", zh="先开权限，后培训。")),),
        actions=(
            Action(
                status="done", on=NOW.date(), by=("Li Wei",), text=Text(en="Access was withdrawn.", zh="已关闭权限。")
            ),
        ),
        measures=(
            Measure(status="in_force", owner="Li Wei", title=Text(en="Test before access", zh="先测试后开权限")),
        ),
        exhibits=(Exhibit(number=1, title=Text(en="Permissions page", zh="权限页面")),),
        do_now=("stop_automation",),
    )
    save(folder, case, now=NOW)
    return folder


async def press(pilot: Any, *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


Way = Callable[[Any], Awaitable[None]]


def keys(*names: str) -> Way:
    async def go(pilot: Any) -> None:
        await press(pilot, *names)

    return go


async def checked(pilot: Any) -> None:
    from poa.tui.screens.check import CheckScreen
    from poa.tui.widgets.marktext import MarkedTextArea

    await press(pilot, "ctrl+k")
    assert isinstance(pilot.app.screen, CheckScreen)
    pilot.app.screen.query_one("#check-text", MarkedTextArea).text = "Please add my WhatsApp for a refund, 谢谢！"
    await settle(pilot)
    assert pilot.app.screen.audited is not None


def opened(place: str, *then: str) -> Way:
    """A list of step 2, whatever line it stands on."""

    async def go(pilot: Any) -> None:
        await press(pilot, "enter", "2")
        pilot.app.screen.view.choose(place)
        await settle(pilot)
        await press(pilot, *then)

    return go


async def both_letters(pilot: Any) -> None:
    """Beside the step first where there is room; then both languages on a screen of their own."""
    from poa.tui.screens.preview import PreviewScreen

    await press(pilot, "enter", "ctrl+r")
    if not isinstance(pilot.app.screen, PreviewScreen):
        await press(pilot, "ctrl+r")
    for _ in range(2):
        if len(pilot.app.screen.shown) < 2:
            await press(pilot, "v")


STEPS = ("notice", "messages", "causes", "actions", "measures", "evidence", "training", "review", "export", "answer")
SCREENS: dict[str, Way] = {
    "cases": keys(),
    "first": keys("n"),
    "help": keys("f1"),
    "palette": keys("ctrl+p"),
    "rules": keys("f3"),
    "rule": keys("f3", "enter", "enter"),
    "settings": keys("f4"),
    "training": keys("f5"),
    "module": keys("f5", "enter"),
    "quiz": keys("f5", "enter", "q"),
    "check": checked,
    "donow": keys("enter", "ctrl+d"),
    **{f"step-{name}": keys("enter", str((number + 1) % 10)) for number, name in enumerate(STEPS)},
    "question-date": keys("enter", "1", "enter"),
    "notice-text": keys("enter", "1", "home", "down", "enter"),
    "branch": keys("enter", "1", "end", "up", "enter"),
    "import": keys("enter", "2", "home", "enter"),
    "suspects": keys("enter", "2", "home", "down", "enter"),
    "report": opened("report"),
    "report-text": opened("report", "v", "v"),
    "ledger": opened("audit.ledger"),
    "ledger-form": opened("audit.ledger", "enter", "home", "enter"),
    "streams": opened("audit.streams"),
    "conversation": opened("conversation"),
    "message": keys("enter", "2", "home", "down", "enter", "enter"),
    "exhibit": keys("enter", "6", "home", "enter"),
    "preview": keys("enter", "ctrl+r"),
    "preview-both": both_letters,
}


# What these show is guidance, page by page; their frame is that of the others.
GUIDANCE = {"rules", "rule", "training", "module", "quiz"}


@pytest.mark.parametrize("name", SCREENS)
async def test_every_screen_bears_every_size_and_language(make_app: Callable[..., Any], home: Path, name: str) -> None:
    full_case(home)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await SCREENS[name](pilot)
        for width, height in [*SIZES, (2, 2), (80, 24)]:
            await pilot.resize_terminal(width, height)
            await settle(pilot)
            await press(pilot, "down", "up")
            assert len(screen_lines(app)) == height
        english = screen_lines(app)
        await press(pilot, "ctrl+l")
        chinese = screen_lines(app)
        await press(pilot, "ctrl+l")
        assert chinese != english
        assert name == "cases" or app.screen is not app.screen_stack[0]


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
@pytest.mark.parametrize("name", [name for name in SCREENS if name not in GUIDANCE])
async def test_every_screen_looks_as_it_did(
    make_app: Callable[..., Any], home: Path, snapshot: Any, name: str, size: tuple[int, int], language: str
) -> None:
    full_case(home)
    app = make_app(language)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await SCREENS[name](pilot)
        app.clear_notifications()
        await settle(pilot)
        assert name == "cases" or len(app.screen_stack) > 1, "the screen did not open"
        snapshot(app, f"{name}.{language}.{size[0]}x{size[1]}")
        await readable_in_every_theme(app)
