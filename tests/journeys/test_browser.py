"""``poa serve`` in a real browser: the page's terminal shows the assistant, hears its keys, and fetches nothing else.

Chromium is driven by its own protocol over a websocket, so no driver is needed; what the terminal shows is read from
the buffer of its emulator. Without Chromium the journey is skipped.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

pytest.importorskip("textual_serve")
aiohttp = pytest.importorskip("aiohttp")

BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge"))), None
)
# The page keeps its terminal to itself: whoever sets this first of its fields is the one that holds it.
CATCH = """
Object.defineProperty(Object.prototype, "fitAddon", {configurable: true, set(value) {
  window.held = this;
  Object.defineProperty(this, "fitAddon", {value, writable: true, configurable: true});
}});
"""
SHOWN = """
(() => {
  if (!window.held || !window.held.terminal) return "";
  const buffer = window.held.terminal.buffer.active;
  return Array.from({length: buffer.length}, (_, n) => buffer.getLine(n).translateToString(true)).join("\\n");
})()
"""
CTRL = 2


@pytest.fixture
def address(used: Path) -> Iterator[str]:
    """The program served on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = {**os.environ, "POA_HOME": str(used), "POA_LANG": "en", "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "poa", "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


class Page:
    """A page of a headless Chromium: what its terminal shows, keys for it, and what it fetched."""

    def __init__(self, link: Any) -> None:
        self.link = link
        self.numbers = itertools.count(1)
        self.fetched: list[str] = []

    async def call(self, method: str, **params: Any) -> dict[str, Any]:
        """One command of the protocol; what is fetched meanwhile is noted."""
        number = next(self.numbers)
        await self.link.send_json({"id": number, "method": method, "params": params})
        while True:
            told = await self.link.receive_json(timeout=30)
            if told.get("method") == "Network.requestWillBeSent":
                self.fetched.append(told["params"]["request"]["url"])
            if told.get("id") == number:
                assert "error" not in told, told
                return dict(told["result"])

    async def value(self, script: str) -> Any:
        """What a script says."""
        told = await self.call("Runtime.evaluate", expression=script, returnByValue=True)
        return told["result"].get("value")

    async def until(self, *words: str) -> str:
        """What the terminal shows once it shows these words; blanks of wide letters do not matter."""
        shown = ""
        for _ in range(300):
            shown = await self.value(SHOWN) or ""
            if all(word in shown or word in shown.replace(" ", "") for word in words):
                return shown
            await asyncio.sleep(0.1)
        raise AssertionError(f"{words} not in:\n{shown}")

    async def press(self, key: str, code: int, modifiers: int = 0) -> None:
        """A key as a person presses it."""
        shared = {"key": key, "windowsVirtualKeyCode": code, "modifiers": modifiers}
        await self.call("Input.dispatchKeyEvent", type="rawKeyDown", **shared)
        await self.call("Input.dispatchKeyEvent", type="keyUp", **shared)

    async def type(self, text: str) -> None:
        """Text as an input method commits it."""
        await self.call("Input.insertText", text=text)


@contextlib.asynccontextmanager
async def opened(address: str, profile: Path) -> AsyncIterator[Page]:
    """The page in a browser of its own."""
    assert BROWSER is not None
    command = [BROWSER, "--headless", "--no-sandbox", "--remote-debugging-port=0", f"--user-data-dir={profile}"]
    command += ["--no-first-run", "--disable-background-networking", "--window-size=1000,700", "about:blank"]
    browser = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        port = await debug_port(profile)
        with urlopen(f"http://127.0.0.1:{port}/json/list", timeout=20) as answer:
            target = next(page for page in json.load(answer) if page["type"] == "page")
        where = target["webSocketDebuggerUrl"]
        async with aiohttp.ClientSession() as session, session.ws_connect(where, max_msg_size=0) as link:
            page = Page(link)
            await page.call("Page.enable")
            await page.call("Network.enable")
            await page.call("Page.addScriptToEvaluateOnNewDocument", source=CATCH)
            await page.call("Page.navigate", url=address)
            yield page
    finally:
        browser.terminate()
        browser.wait(timeout=20)


async def debug_port(profile: Path) -> int:
    """The port that Chromium chose; it writes it into its profile."""
    note = profile / "DevToolsActivePort"
    for _ in range(300):
        if note.is_file() and note.read_text().strip():
            return int(note.read_text().split()[0])
        await asyncio.sleep(0.1)
    raise AssertionError("Chromium did not open its port")


@pytest.mark.skipif(BROWSER is None, reason="no Chromium here")
def test_a_person_can_work_in_a_browser_on_this_machine(address: str, tmp_path: Path) -> None:
    async def journey() -> list[str]:
        async with opened(address, tmp_path / "profile") as page:
            await page.until("Paste the warning you received", "Read it")
            await page.value("window.held.terminal.focus()")
            await page.type("您好 hello")
            await page.until("您好 hello")
            await page.press("l", 76, CTRL)
            await page.until("粘贴您收到的警告", "您好 hello")
            await page.press("l", 76, CTRL)
            await page.until("Paste the warning you received")
            await page.press("e", 69, CTRL)
            await page.until("First, the next ten minutes")
            return page.fetched

    fetched = asyncio.run(journey())
    assert (tmp_path / "home" / "cases").is_dir(), "what was done in the browser is on the disk"
    foreign = {url for url in fetched if urlsplit(url).scheme not in ("data", "blob", "about")}
    assert {urlsplit(url).hostname for url in foreign} == {"127.0.0.1"}, "the page fetches from this machine alone"


def test_the_page_names_no_other_machine(address: str) -> None:
    with urlopen(address, timeout=30) as page:
        text = page.read().replace(address.encode(), b"")
    assert b"terminal" in text
    assert b'href="http' not in text
    assert b'src="http' not in text
