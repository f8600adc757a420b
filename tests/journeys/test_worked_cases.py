"""The three worked cases, from the notice to the documents, with the network forbidden."""

from __future__ import annotations

import json
import re
import socket
import zipfile
from pathlib import Path

import docx
import pytest

from poa.cli import main

CASES = Path(__file__).parents[1] / "data" / "cases"
WORKED = ("case-1", "case-2", "case-3")
HAN = re.compile("[\u3400-\u9fff]")


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("POA_LANG", "en")


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*args: object, **kwargs: object) -> None:
        raise AssertionError("the network was used")

    for name in ("connect", "connect_ex", "bind", "sendto", "listen"):
        monkeypatch.setattr(socket.socket, name, refused)
    monkeypatch.setattr(socket, "create_connection", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)


def begun(name: str, tmp_path: Path) -> Path:
    source = CASES / name
    words = [
        "new",
        str(tmp_path / name),
        "--notice",
        str(source / "notice.txt"),
        "--answers",
        str(source / "answers.yaml"),
    ]
    assert main([*words, "--messages", str(source / "messages")]) == 0
    return tmp_path / name


@pytest.mark.parametrize("name", WORKED)
def test_a_worked_case_goes_from_the_notice_to_every_document(name: str, tmp_path: Path) -> None:
    folder = begun(name, tmp_path)
    assert main(["export", str(folder), "--to", "docx,txt,md,pack"]) == 0
    out = folder / "out"
    wanted = {f"letter.{lang}.{kind}" for lang in ("en", "zh") for kind in ("docx", "txt", "md")}
    wanted |= {"fields.en.txt", "fields.zh.txt", "pack.zip"}
    assert {file.name for file in out.iterdir()} == wanted
    english = (out / "letter.en.txt").read_text(encoding="utf-8")
    assert not HAN.search(english)
    assert 350 <= len(english.split()) <= 900
    assert "https://sellercentral.amazon" in english
    word = docx.Document(str(out / "letter.en.docx"))
    assert {"Title", "Heading 1", "Quote", "List Paragraph"} <= {p.style.name for p in word.paragraphs}
    with zipfile.ZipFile(out / "pack.zip") as pack:
        assert {"letter.en.docx", "index.en.docx", "SHA256SUMS.txt"} <= set(pack.namelist())


@pytest.mark.parametrize("name", WORKED)
def test_the_mirror_tells_the_same_orders_numbers_and_exhibits(name: str, tmp_path: Path) -> None:
    folder = begun(name, tmp_path)
    assert main(["export", str(folder), "--to", "txt"]) == 0
    english = (folder / "out" / "letter.en.txt").read_text(encoding="utf-8")
    chinese = (folder / "out" / "letter.zh.txt").read_text(encoding="utf-8")
    order = re.compile(r"\d{3}-\d{7}-\d{7}")
    assert set(order.findall(english)) == set(order.findall(chinese))
    money = re.compile(r"£(\d+\.\d\d)")
    assert all(amount in chinese for amount in money.findall(english))


def test_counts_in_the_letter_agree_with_the_audit_sheets(tmp_path: Path) -> None:
    expected = {"case-1": ("1,126", "four orders"), "case-2": ("412", "131"), "case-3": ("2,384", "31 orders")}
    for name, figures in expected.items():
        folder = begun(name, tmp_path)
        assert main(["export", str(folder), "--to", "txt", "--lang", "en"]) == 0
        text = (folder / "out" / "letter.en.txt").read_text(encoding="utf-8")
        assert all(figure in text for figure in figures), name


def test_what_the_sellers_asked_to_leave_out_is_left_out(tmp_path: Path) -> None:
    folder = begun("case-3", tmp_path)
    assert main(["export", str(folder), "--to", "txt", "--lang", "en"]) == 0
    text = (folder / "out" / "letter.en.txt").read_text(encoding="utf-8").lower()
    assert "dismiss" not in text and "famil" not in text and "everybody does" not in text


def test_status_and_review_speak_of_the_case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = begun("case-1", tmp_path)
    capsys.readouterr()
    assert main(["status", str(folder), "--format", "json"]) == 0
    row = json.loads(capsys.readouterr().out)["cases"][0]
    assert row["deadline_at"].startswith("2026-03-16T08:20")
    assert main(["review", str(folder), "--format", "json"]) in (0, 1)
    review = json.loads(capsys.readouterr().out)
    assert review["max"] == 42 and len(review["criteria"]) == 14
    assert review["vetoes"] == []
    assert review["band"] in ("ready", "one_more_round")


def test_a_second_case_never_overwrites_the_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = begun("case-1", tmp_path)
    before = (folder / "case.yaml").read_bytes()
    assert main(["new", str(folder), "--notice", str(CASES / "case-2" / "notice.txt")]) == 2
    assert (folder / "case.yaml").read_bytes() == before
    assert str(folder) in capsys.readouterr().err


def test_gaps_are_refused_by_name_and_a_draft_marks_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "thin"
    assert main(["new", str(folder), "--notice", str(CASES / "case-1" / "notice.txt")]) == 0
    assert main(["export", str(folder)]) == 3
    assert not (folder / "out").exists()
    told = capsys.readouterr().err
    assert "missing" in told and told.count("\n") == 1
    assert main(["export", str(folder), "--draft"]) == 0
    assert (folder / "out" / "letter.en.txt").read_text(encoding="utf-8").startswith("DRAFT")
