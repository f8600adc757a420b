"""Pipes and devices are read like files, and a file's name cannot say what is not so."""

from __future__ import annotations

import io
import json
import os
import sys
import threading
from pathlib import Path

import pytest

from poa.cli import main
from poa.messages import piped

NOTICE = "Your account has been deactivated. Send us a plan of action within 72 hours.\n"
BAD = "Give us five stars and we refund you."

pytestmark = pytest.mark.skipif(os.name != "posix", reason="named pipes and names of bytes are POSIX's")


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("POA_LANG", "en")
    monkeypatch.setattr(piped, "PATIENCE", 0.2)


def pipe(text: str) -> str:
    """The name that a shell gives to ``<(...)``."""
    reading, writing = os.pipe()
    os.write(writing, text.encode())
    os.close(writing)
    return f"/dev/fd/{reading}"


def stdin(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


def test_what_a_program_writes_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["notice", pipe(NOTICE)]) == 0
    assert "72" in capsys.readouterr().out
    assert main(["lint", pipe(BAD)]) == 1
    assert main(["lint", pipe(json.dumps({"id": "a", "text": BAD}))]) == 1
    assert main(["review", pipe("Root cause: we asked for reviews.")]) in (0, 1)


def test_a_named_pipe_is_read_when_somebody_writes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fifo = tmp_path / "table.csv"
    os.mkfifo(fifo)
    writer = threading.Thread(target=lambda: fifo.write_text(f"id,text\n1,{BAD}\n", encoding="utf-8"))
    writer.start()
    assert main(["lint", str(fifo)]) == 1
    writer.join()
    assert "1 message read" in capsys.readouterr().out


def test_a_pipe_into_which_nobody_writes_does_not_wait_for_ever(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fifo = tmp_path / "fifo.txt"
    os.mkfifo(fifo)
    for command in (["lint", str(fifo)], ["notice", str(fifo)], ["new", str(tmp_path / "c"), "--notice", str(fifo)]):
        assert main(command) == 2
        assert "Nobody has begun to write" in capsys.readouterr().err


def test_what_has_no_end_is_refused_at_once_and_an_empty_device_is_empty(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("poa.messages.limits.MAX_STREAM", 1_000_000)
    for command in ("lint", "audit", "notice", "review"):
        assert main([command, "/dev/zero"]) == 2
        assert "is a device, not a file" in capsys.readouterr().err
        with Path("/dev/zero").open() as endless:
            monkeypatch.setattr("sys.stdin", endless)
            assert main([command, "-"]) == 2
        assert "is a device, not a file" in capsys.readouterr().err
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"x" * 60_000_000)))
        assert main([command, "-"]) == 2
        assert "larger than" in capsys.readouterr().err
    assert main(["lint", "/dev/null"]) == 2
    assert "no words" in capsys.readouterr().err


def test_what_a_folder_holds_beside_files_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").mkdir()
    os.mkfifo(tmp_path / "in" / "a.txt")
    (tmp_path / "in" / "b.txt").symlink_to("nowhere")
    (tmp_path / "in" / "c.txt").write_text("Your lamp was sent.", encoding="utf-8")
    assert main(["lint", str(tmp_path / "in")]) == 2
    out, err = capsys.readouterr()
    assert "pipe or a device" in err and "leads to no file" in err and "1 message read" in out


def test_a_link_to_itself_is_not_said_to_be_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "loop").symlink_to("loop")
    assert main(["lint", str(tmp_path / "loop")]) == 2
    assert "link" in capsys.readouterr().err


def test_a_case_is_made_of_what_is_piped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, NOTICE)
    assert main(["new", str(tmp_path / "a"), "--notice", "-"]) == 0
    assert (tmp_path / "a" / "notice.txt").read_text(encoding="utf-8") == NOTICE
    assert main(["new", str(tmp_path / "b"), "--notice", pipe(NOTICE), "--answers", pipe("store: {name: Lamp}")]) == 0
    assert "Lamp" in (tmp_path / "b" / "case.yaml").read_text(encoding="utf-8")


def test_standard_input_is_not_taken_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stdin(monkeypatch, NOTICE)
    assert main(["new", str(tmp_path / "a"), "--notice", "-", "--messages", "-"]) == 2
    assert "only once" in capsys.readouterr().err and not (tmp_path / "a").exists()


def test_names_of_any_bytes_are_told_kept_and_forge_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in (b"a\xff.txt", b"b\nforged.txt  nothing found.txt"):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(BAD, encoding="utf-8")
    (tmp_path / "notice.txt").write_text(NOTICE, encoding="utf-8")
    assert main(["lint", str(folder)]) == 1
    out = capsys.readouterr().out
    assert r"a\xff.txt  stop" in out and not any(line.startswith("forged") for line in out.splitlines())
    words = ["new", str(tmp_path / "case"), "--notice", str(tmp_path / "notice.txt"), "--messages", str(folder)]
    assert main(words) == 0
    assert "2 messages read" in capsys.readouterr().out


@pytest.mark.parametrize("way", ["-", "pipe", "file"])
def test_answers_through_a_pipe_name_files_from_the_folder_one_is_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    (tmp_path / "notice.txt").write_text(NOTICE, encoding="utf-8")
    (tmp_path / "ex").mkdir()
    (tmp_path / "ex" / "log.csv").write_text("a,b", encoding="utf-8")
    answers = tmp_path / ("." if way != "file" else "ex") / "answers.yaml"
    name = "log.csv" if way == "file" else "ex/log.csv"
    monkeypatch.chdir(tmp_path)

    def made(folder: str, file: str) -> int:
        text = f"exhibits:\n- {{number: 1, title: {{en: log}}, file: {file}}}\n"
        stdin(monkeypatch, text)
        answers.write_text(text, encoding="utf-8")
        named = {"-": "-", "pipe": pipe(text) if way == "pipe" else "", "file": str(answers)}[way]
        return main(["new", folder, "--notice", "notice.txt", "--answers", named])

    assert made("a", name) == 0
    assert (tmp_path / "a" / "exhibits" / "01-log.csv").read_text(encoding="utf-8") == "a,b"
    assert made("b", "none.csv") == 2 and "exhibit 1 is not there" in capsys.readouterr().err
    assert made("b", "../../etc/hosts") == 5 and "lies outside" in capsys.readouterr().err
    assert not (tmp_path / "b").exists()
