"""``poa serve`` gives the assistant to a browser on this machine: the page, and what its terminal receives."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

pytest.importorskip("textual_serve")
aiohttp = pytest.importorskip("aiohttp")


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The program served on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = {**os.environ, "POA_HOME": str(tmp_path / "home"), "POA_LANG": "en", "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "poa", "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


async def received(address: str, words: str) -> bool:
    """Whether the words arrive in the browser's terminal."""
    seen = b""
    url = address.replace("http", "ws") + "/ws?width=80&height=24"
    async with aiohttp.ClientSession() as session, session.ws_connect(url) as socket_:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            message = await socket_.receive(timeout=60)
            if message.type is not aiohttp.WSMsgType.BINARY:
                if message.type is aiohttp.WSMsgType.TEXT:
                    continue
                return False
            seen += message.data
            if words.encode() in seen:
                return True
    return False


def test_the_assistant_runs_in_a_browser_on_this_machine(address: str) -> None:
    with urlopen(address, timeout=30) as page:
        text = page.read().replace(address.encode(), b"")
    assert b"terminal" in text
    assert b'href="http' not in text
    assert b'src="http' not in text
    assert asyncio.run(received(address, "Paste the warning you received"))


def test_a_real_browser_opens_the_page(address: str, tmp_path: Path) -> None:
    browser = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chrome")
    if browser is None:
        pytest.skip("no Chromium here")
    command = [browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    command += ["--virtual-time-budget=8000", "--dump-dom", address]
    shown = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert "xterm" in shown.stdout
