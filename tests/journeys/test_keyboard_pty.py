"""The real program in a real terminal: paste, open, switch the language, leave; the terminal is left as it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal of POSIX is needed", allow_module_level=True)
pyte = pytest.importorskip("pyte")

import fcntl  # noqa: E402
import pty  # noqa: E402
import select  # noqa: E402
import struct  # noqa: E402
import termios  # noqa: E402

from tests.tui.conftest import NOTICE  # noqa: E402

SIZE = (24, 80)
PATIENCE = 60.0


class Terminal:
    """A pseudo-terminal with the program in it and a screen that shows what it wrote."""

    def __init__(self, home: Path, *, language: str = "en") -> None:
        self.screen = pyte.Screen(SIZE[1], SIZE[0])
        self.stream = pyte.ByteStream(self.screen)
        self.written = b""
        self.pid, self.handle = pty.fork()
        if self.pid == 0:
            env = {**os.environ, "POA_HOME": str(home), "POA_LANG": language, "TERM": "xterm-256color"}
            os.execvpe(sys.executable, [sys.executable, "-m", "poa"], env)
        fcntl.ioctl(self.handle, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))

    def read(self, seconds: float) -> bool:
        """Take in what was written; False once the program has ended."""
        ready, _, _ = select.select([self.handle], [], [], seconds)
        if not ready:
            return True
        try:
            data = os.read(self.handle, 65536)
        except OSError:
            return False
        self.written += data
        self.stream.feed(data)
        return bool(data)

    def text(self) -> str:
        return " ".join("".join(line.split()) for line in self.screen.display)

    def wait_for(self, words: str) -> None:
        """Until the words stand on the screen."""
        wanted = "".join(words.split())
        end = time.monotonic() + PATIENCE
        while wanted not in self.text():
            assert time.monotonic() < end, f"no {words!r} on:\n" + "\n".join(self.screen.display)
            self.read(0.1)

    def send(self, keys: str) -> None:
        os.write(self.handle, keys.encode())

    def end(self) -> int:
        """Wait for the program to end and return its exit code."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.read(0.1):
            continue
        _, status = os.waitpid(self.pid, 0)
        os.close(self.handle)
        return os.waitstatus_to_exitcode(status)


def test_the_real_program_takes_a_pasted_warning_and_leaves_the_terminal_as_it_was(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path / "home")
    terminal.wait_for("Paste the warning you received")
    terminal.send(f"\x1b[200~{NOTICE}\x1b[201~")
    terminal.wait_for("Seller Performance Team")
    terminal.send("\x13")
    terminal.wait_for("First, the next ten minutes")
    terminal.send("\x0e")
    terminal.wait_for("Check what was read")
    terminal.send("\x0c")
    terminal.wait_for("核对从警告里读到的内容")
    terminal.send("\x11")
    assert terminal.end() == 0
    assert b"\x1b[?1049l" in terminal.written, "the screen of before is not brought back"
    assert b"\x1b[>1u" not in terminal.written
    assert b"Traceback" not in terminal.written
    kept = list((tmp_path / "home" / "cases").glob("*/notice.txt"))
    assert len(kept) == 1
    assert "113-5550741-3306128" in kept[0].read_text(encoding="utf-8")


def test_a_warning_that_a_terminal_does_not_mark_as_pasted_is_read_whole(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path / "home")
    terminal.wait_for("Paste the warning you received")
    terminal.send(NOTICE.replace("Order concerned: ", "Order concerned:\t").replace("\n", "\r"))
    terminal.wait_for("Seller Performance Team")
    terminal.send("\x13")
    terminal.wait_for("First, the next ten minutes")
    terminal.send("\x11")
    assert terminal.end() == 0
    (kept,) = (tmp_path / "home" / "cases").glob("*/notice.txt")
    assert kept.read_text(encoding="utf-8").splitlines()[-1] == "Seller Performance Team"


def test_chinese_from_an_input_method_arrives_in_the_answer(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path / "home", language="zh")
    terminal.wait_for("请粘贴您收到的警告")
    terminal.send("我们已经关闭了所有自动消息")
    terminal.wait_for("我们已经关闭了所有自动消息")
    terminal.send("\x11")
    assert terminal.end() == 0


def test_the_program_ends_when_its_terminal_is_taken_away_without_a_signal(tmp_path: Path) -> None:
    """As under a shell or ``make`` whose terminal server is killed: no signal comes, reading gives nothing at once."""
    handle, inside = pty.openpty()
    fcntl.ioctl(handle, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))
    env = {**os.environ, "POA_HOME": str(tmp_path / "home"), "POA_LANG": "en", "TERM": "xterm-256color"}
    program = subprocess.Popen(
        [sys.executable, "-m", "poa"], stdin=inside, stdout=inside, stderr=inside, env=env, start_new_session=True
    )
    os.close(inside)
    written = b""
    while b"notice" not in written and b"warning" not in written:
        assert select.select([handle], [], [], PATIENCE)[0]
        written += os.read(handle, 65536)
    os.close(handle)
    try:
        assert program.wait(PATIENCE) in (0, 129)
    finally:
        program.kill()


def test_who_types_without_a_rest_loses_no_more_than_the_last_words_when_the_program_is_killed(tmp_path: Path) -> None:
    from poa.cases.drafts import drafts

    home = tmp_path / "home"
    terminal = Terminal(home)
    terminal.wait_for("Paste the warning you received")
    typed: list[float] = []
    while not typed or typed[-1] - typed[0] < 3.0:
        terminal.send(f"{len(typed):04} ")
        typed.append(time.monotonic())
        terminal.read(0.02)
    os.kill(terminal.pid, signal.SIGKILL)
    killed = time.monotonic()
    assert terminal.end() == -signal.SIGKILL
    (draft,) = drafts(home)
    kept = len(draft.fields["notice-text"].split())
    # What the machine under test takes for itself is given room; a rest in typing never came.
    assert kept and killed - typed[min(kept, len(typed) - 1)] < 1.5
