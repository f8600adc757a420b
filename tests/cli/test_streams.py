"""What ``poa`` does where a stream is closed, full, read by nobody, or no terminal: seen from outside, as a process."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

import pytest

BAD = "Give us five stars and we refund you."
POSIX = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")
FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")


@pytest.fixture
def env(used: Path) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("TEXTUAL", "POA_"))}
    return {**kept, "POA_HOME": str(used), "POA_LANG": "en"}


@pytest.fixture
def mails(tmp_path: Path) -> Path:
    folder = tmp_path / "mails"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text("Your lamp was sent." if number else BAD, encoding="utf-8")
    return folder


def shell(command: str, env: dict[str, str], cwd: Path) -> tuple[int, str, str]:
    """Run it in a shell in which ``poa`` is the program under test; the exit code is that of ``poa``."""
    run = f"poa() {{ '{sys.executable}' -m poa \"$@\"; }}; {command}"
    done = subprocess.run(["bash", "-c", run], env=env, cwd=cwd, capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout, done.stderr


@POSIX
@pytest.mark.parametrize("command", ["poa </dev/null", "poa | cat; exit ${PIPESTATUS[0]}"])
def test_without_a_terminal_the_screen_is_not_opened(command: str, env: dict[str, str], tmp_path: Path) -> None:
    code, out, err = shell(command, env, tmp_path)
    assert (code, out) == (2, "")
    assert "needs a terminal" in err and "\x1b" not in err and err.count("\n") == 1


@POSIX
def test_a_reader_that_leaves_does_not_change_what_was_found(env: dict[str, str], mails: Path, tmp_path: Path) -> None:
    # ``true`` reads nothing; the pause makes sure that it is gone before the first line is written.
    for command, code in (("lint mails", 1), ("lint mails/1.txt", 0), ("rules", 0)):
        found = shell(f"(sleep 0.3; poa {command}) | true; exit ${{PIPESTATUS[0]}}", env, tmp_path)
        assert found == (code, "", ""), command


@POSIX
@FULL
@pytest.mark.parametrize("command", ["lint mails", "rules", "schema case", "lint --help", "--help"])
def test_an_output_that_cannot_be_written_is_told(
    command: str, env: dict[str, str], mails: Path, tmp_path: Path
) -> None:
    code, _, err = shell(f"poa {command} >/dev/full", env, tmp_path)
    assert code == 2 and "could not be written" in err and err.count("\n") == 1


@POSIX
def test_closed_streams_leave_the_exit_code(env: dict[str, str], mails: Path, tmp_path: Path) -> None:
    assert shell("poa lint mails >&-", env, tmp_path) == (1, "", "")
    assert shell("poa lint mails >&- 2>&- <&-", env, tmp_path) == (1, "", "")
    code, _, err = shell("poa lint - <&-", env, tmp_path)
    assert code == 2 and "no words" in err


def interrupted(count: int, jobs: str, env: dict[str, str], place: Path, heeds: Any) -> tuple[int, str]:
    """Exit code and standard error of a check that gets Ctrl-C once it has begun to tell; ``heeds`` is what its parent
    makes of the signal: what runs in the background ignores Ctrl-C, and so does all that it starts."""
    rows = [json.dumps({"id": str(n), "text": f"Dear buyer {n}, your order {n} was sent."}) for n in range(count)]
    (place / "lots.jsonl").write_text("\n".join(rows), encoding="utf-8")
    words = [sys.executable, "-m", "poa", "lint", "lots.jsonl", "--jobs", jobs]
    with (place / "out").open("w") as out:
        running = subprocess.Popen(
            words,
            env=env,
            cwd=place,
            stdout=out,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            preexec_fn=partial(signal.signal, signal.SIGINT, heeds),
        )
    while not (place / "out").stat().st_size and running.poll() is None:
        time.sleep(0.02)
    os.killpg(running.pid, signal.SIGINT)
    _, err = running.communicate(timeout=60)
    return running.returncode, err


@POSIX
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_is_answered_with_a_word(jobs: str, env: dict[str, str], tmp_path: Path) -> None:
    code, err = interrupted(40_000, jobs, env, tmp_path, signal.SIG_DFL)
    assert code == 130
    assert err.split("\n") == ["", "poa: stopped by you (Ctrl-C). What was confirmed is saved.", ""]


@POSIX
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_where_ctrl_c_is_ignored_all_processes_go_on(jobs: str, env: dict[str, str], tmp_path: Path) -> None:
    code, err = interrupted(6_000, jobs, env, tmp_path, signal.SIG_IGN)
    assert code == 0 and "fault" not in err


@POSIX
@pytest.mark.parametrize("answers", ["yes 1", "printf 'send\\n'", "true"])
def test_a_quiz_that_nobody_answers_ends_and_is_not_counted(answers: str, env: dict[str, str], tmp_path: Path) -> None:
    quiz = "poa training quiz --practice --module off-amazon-and-data"
    code, out, err = shell(f"{answers} | {quiz}; exit ${{PIPESTATUS[1]}}", env, tmp_path)
    assert code == 2 and "quiz" in err and err.count("\n") == 1
    assert ("right." in out) == (answers == "printf 'send\\n'")
    assert out.count("Please answer") <= 3


def test_a_language_that_there_is_not_is_refused(env: dict[str, str], tmp_path: Path) -> None:
    words = [sys.executable, "-m", "poa", "rules"]
    done = subprocess.run(words, env={**env, "POA_LANG": "xx"}, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 2 and "POA_LANG" in done.stderr and "xx" in done.stderr
    words.insert(3, "--language=en")
    assert subprocess.run(words, env={**env, "POA_LANG": "xx"}, cwd=tmp_path, capture_output=True).returncode == 0


@pytest.mark.parametrize("text", ["language: [", "language: klingon", "- a list"])
def test_settings_that_are_not_heeded_are_told(text: str, env: dict[str, str], mails: Path, tmp_path: Path) -> None:
    file = tmp_path / "home" / "settings.yaml"
    file.write_text(text, encoding="utf-8")
    words = [sys.executable, "-m", "poa", "lint", str(mails / "1.txt")]
    done = subprocess.run(words, env=env, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0 and "nothing found" in done.stdout
    assert "settings.yaml" in done.stderr and "Until then" in done.stderr
    done = subprocess.run([*words[:3], "settings"], env=env, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 2 and done.stderr.count("\n") == 1


@FULL
@pytest.mark.parametrize("words", ["--version", "--help", "status", "rules", "lint --help"])
def test_a_full_device_is_one_sentence_for_every_command(words: str, tmp_path: Path, env: dict[str, str]) -> None:
    code, out, err = shell(f"poa {words} > /dev/full", env, tmp_path)
    assert code == 2 and not out and err.count("\n") == 1 and "could not be written" in err


@POSIX
def test_the_version_is_no_fault_where_standard_output_is_closed(tmp_path: Path, env: dict[str, str]) -> None:
    assert shell("poa --version >&-", env, tmp_path) == (0, "", "")
