"""The screen: time to the first painted screen, time from key to paint, and memory, in a real pseudo-terminal.

    python benchmarks/screen.py [--rounds 7] [--messages 5000] [--keys 60]

Times to the first paint and memory are ratios to a minimal Textual application started in the same rounds, since
seconds say more about the machine than about the program. Needs Linux or macOS and pyte; elsewhere it says so.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

ROWS, COLUMNS = 40, 120
HELLO = """
from textual.app import App
from textual.widgets import Static
class Hello(App):
    BINDINGS = [("ctrl+q", "quit", "")]
    def compose(self):
        yield Static("hello from textual")
Hello().run()
"""
NOTICE = """From: no-reply@amazon.com
Date: {date}

We found inappropriate communication on your Amazon.com account. Please send a plan of action within 72 hours.
Order: 113-5550741-3306128
"""


class Terminal:
    """A program in a pseudo-terminal, with what it shows."""

    def __init__(self, command: Sequence[str], env: dict[str, str]) -> None:
        import fcntl
        import pty
        import struct
        import termios

        import pyte

        self.screen = pyte.Screen(COLUMNS, ROWS)
        self.stream = pyte.ByteStream(self.screen)
        self.begun = time.perf_counter()
        self.pid, self.handle = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], list(command), {**os.environ, **env, "TERM": "xterm-256color"})
        fcntl.ioctl(self.handle, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))

    def read(self, seconds: float) -> bytes:
        """What is written within ``seconds``, at once when there is some."""
        import select

        if not select.select([self.handle], [], [], seconds)[0]:
            return b""
        try:
            data = os.read(self.handle, 1 << 16)
        except OSError:
            return b""
        self.stream.feed(data)
        return data

    def until(self, words: str, patience: float = 60.0) -> float:
        """Seconds since the start until the words stand on the screen."""
        end = time.perf_counter() + patience
        while time.perf_counter() < end:
            if any(words in line for line in self.screen.display):
                return time.perf_counter() - self.begun
            self.read(0.05)
        raise SystemExit(f"never shown: {words}\n" + "\n".join(self.screen.display))

    def quiet(self, seconds: float = 0.3) -> None:
        """Until nothing more is written."""
        while self.read(seconds):
            continue

    def key(self, key: bytes) -> float:
        """Seconds from a key to the first bytes that it paints."""
        begun = time.perf_counter()
        os.write(self.handle, key)
        while not self.read(1.0):
            if time.perf_counter() - begun > 5:
                raise SystemExit("a key painted nothing")
        return time.perf_counter() - begun

    def peak(self) -> int:
        """Kilobytes of memory at its highest; 0 where the system does not say."""
        try:
            text = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        except OSError:
            return 0
        return next((int(line.split()[1]) for line in text.splitlines() if line.startswith("VmHWM")), 0)

    def close(self) -> None:
        """End it."""
        os.write(self.handle, b"\x11")
        self.quiet(0.2)
        os.waitpid(self.pid, 0)
        os.close(self.handle)


def prepare(home: Path, messages: int) -> None:
    """A home with one case that holds many messages."""
    from poa.cases.mail import import_messages
    from poa.library.guidance import Guidance
    from poa.places import Places
    from poa.resources import root
    from poa.tui.desk import Desk
    from poa.tui.newcase import draft_from_text

    now = datetime.now(UTC)
    desk = Desk(Places(home), "en")
    date = (now - timedelta(hours=5)).strftime("%a, %d %b %Y %H:%M:%S +0000")
    folder = draft_from_text(desk, NOTICE.format(date=date)).save(desk)
    source = home / "sent.jsonl"
    rows = []
    for number in range(messages):
        bad = number % 5 == 0
        text = "Please add my WhatsApp for the video." if bad else "Thank you, the bulb is an E27, see the manual."
        row = {"id": f"m{number}", "text": f"{text} No. {number}", "order_id": f"113-{number:07}-3306128"}
        rows.append(json.dumps({**row, "sent": (now - timedelta(hours=number)).isoformat()}))
    source.write_text("\n".join(rows), encoding="utf-8")
    import_messages(folder, [source], guidance=Guidance([root("guidance")]), now=now)
    source.unlink()


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--messages", type=int, default=5000)
    parser.add_argument("--keys", type=int, default=60)
    args = parser.parse_args()
    if sys.platform == "win32":
        print("a pseudo-terminal is needed: not measured on Windows")
        return 0
    with tempfile.TemporaryDirectory() as place:
        home = Path(place) / "home"
        prepare(home, args.messages)
        first_paint(home, args.rounds)
        keys_and_memory(home, args.keys)
    return 0


def first_paint(home: Path, rounds: int) -> None:
    """Both programs, one after the other in each round; the first round warms the caches and is not counted."""
    hello: list[float] = []
    ours: list[float] = []
    for number in range(rounds + 1):
        for times, command, words in (
            (hello, [sys.executable, "-c", HELLO], "hello from textual"),
            (ours, [sys.executable, "-m", "poa"], "Your cases"),
        ):
            terminal = Terminal(command, {"POA_HOME": str(home), "POA_LANG": "en"})
            seconds = terminal.until(words)
            if number:
                times.append(seconds)
            terminal.quiet()
            terminal.close()
    ratio = statistics.median(ours) / statistics.median(hello)
    best = min(ours) / min(hello)
    print(f"first paint: {ratio:.2f} times a minimal Textual application (best of each: {best:.2f}; aim 1.5)")
    print(f"  medians {statistics.median(ours) * 1000:.0f} ms and {statistics.median(hello) * 1000:.0f} ms")


def open_suspects(home: Path) -> Terminal:
    """The program at the list of suspects; the first time it compiles guidance into its cache."""
    terminal = Terminal([sys.executable, "-m", "poa"], {"POA_HOME": str(home), "POA_LANG": "en"})
    terminal.until("Inappropriate")
    terminal.quiet()
    for key, words in ((b"\r", "Check what was read"), (b"2", "Import what was sent"), (b"\x1b[H", "2. The messages")):
        os.write(terminal.handle, key)
        terminal.until(words)
        terminal.quiet()
    os.write(terminal.handle, b"\x1b[B\r")
    terminal.until("to look at")
    terminal.quiet(1.0)
    return terminal


def keys_and_memory(home: Path, count: int) -> None:
    """Keys in the list of suspects of a large case, and the memory that took."""
    hello = Terminal([sys.executable, "-c", HELLO], {})
    hello.until("hello from textual")
    hello.quiet()
    floor = hello.peak()
    hello.close()
    open_suspects(home).close()
    terminal = open_suspects(home)
    times = []
    for number in range(count):
        times.append(terminal.key(b"\x1b[B" if number % 2 == 0 else b"\x1b[A") * 1000)
        terminal.quiet(0.05)
    times.sort()
    p95 = times[int(len(times) * 0.95) - 1]
    print(f"key to paint: median {statistics.median(times):.1f} ms, 95th percentile {p95:.1f} ms (aim 25)")
    if floor:
        print(f"peak memory: {terminal.peak() / floor:.2f} times the minimal application (aim 1.5)")
    terminal.close()


if __name__ == "__main__":
    sys.exit(main())
