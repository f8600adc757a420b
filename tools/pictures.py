"""Takes the README's pictures from the real screens, on the practice case and a stopped clock.

    python tools/pictures.py [folder]        (default: docs/pictures)

The same screens give the same files, so a picture changes only when its screen does.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.cells import cell_len

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

os.environ["TEXTUAL_ANIMATIONS"] = "none"
os.environ.pop("NO_COLOR", None)

NOW = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
SIZE = (100, 30)
WIDE = (132, 34)
# name -> (language, theme, size, keys)
PICTURES: dict[str, tuple[str, str, tuple[int, int], tuple[str, ...]]] = {
    "first": ("en", "poa-dark", SIZE, ("n",)),
    "cases": ("en", "poa-dark", SIZE, ()),
    "do-now": ("en", "poa-light", SIZE, ("enter", "ctrl+d")),
    "suspects": ("en", "poa-dark", SIZE, ("enter", "2", "home", "down", "enter")),
    "causes": ("en", "poa-dark", WIDE, ("enter", "3", "ctrl+r")),
    "letter": ("en", "poa-light", WIDE, ("enter", "ctrl+r", "ctrl+r", "v")),
    "letter-both": ("en", "poa-dark", SIZE, ("enter", "ctrl+r", "ctrl+r", "down", "down", "down", "down")),
    "case-zh": ("zh-Hans", "poa-dark", WIDE, ("enter", "3", "ctrl+r")),
    "check-zh": ("zh-Hans", "poa-light", SIZE, ("ctrl+k",)),
}
FONTS = "'DejaVu Sans Mono', Menlo, Consolas, 'Noto Sans Mono CJK SC', 'Microsoft YaHei', monospace"
MESSAGE = "Hi! Please add my WhatsApp, I refund 15 dollars when you delete the review.\n谢谢您的理解！"


def main() -> int:
    """Take all pictures."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).resolve().parents[1] / "docs" / "pictures")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        for name in PICTURES:
            picture = asyncio.run(take(Path(home), name))
            (folder / f"{name}.svg").write_text(picture, encoding="utf-8")
            print(folder / f"{name}.svg")
    return 0


async def take(home: Path, name: str) -> str:
    """One screen as SVG."""
    from poa.places import Places
    from poa.tui.app import PoaApp
    from poa.tui.desk import Desk
    from poa.tui.newcase import practice_folder
    from poa.tui.widgets.marktext import MarkedTextArea

    language, theme, size, keys = PICTURES[name]
    desk = Desk(Places(home), language, clock=lambda: NOW, zone=UTC)  # type: ignore[arg-type]
    practice_folder(desk)
    app = PoaApp(desk)
    app.theme = theme
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        for key in keys:
            await pilot.press(key)
            await settle(pilot)
        for area in app.screen.query(MarkedTextArea):
            area.text = MESSAGE
            await pilot.pause(0.5)
            await settle(pilot)
        app.clear_notifications()
        await settle(pilot)
        return plain(app.export_screenshot(title="poa"), name)


async def settle(pilot: Any) -> None:
    """Until nothing is under way."""
    for _ in range(4):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


def plain(svg: str, name: str) -> str:
    """Without fonts fetched from elsewhere, with ids that stay the same, and with wide characters at full width."""
    svg = re.sub(r"@font-face \{.*?\}\s*|<!--.*?-->\s*", "", svg, flags=re.DOTALL)
    svg = svg.replace("font-family: Fira Code, monospace;", f"font-family: {FONTS}; font-variant-ligatures: none;")
    svg = re.sub(r"terminal-\d+", f"poa-{name}", svg)
    svg = re.sub(r'textLength="([\d.]+)"([^>]*)>([^<]*)</text>', _full_width, svg)
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def _full_width(found: re.Match[str]) -> str:
    """The export counts characters; a Chinese character takes two cells."""
    from html import unescape

    text = unescape(found[3])
    cells = cell_len(text)
    length = float(found[1]) / max(1, len(text)) * cells
    return f'textLength="{length:g}"{found[2]}>{found[3]}</text>'


if __name__ == "__main__":
    sys.exit(main())
