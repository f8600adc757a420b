"""poa.messages.documents: a notice or letter from any kind of file, and hostile ones."""

from __future__ import annotations

import io
import struct
import sys
import zipfile
import zlib
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poa.errors import InputError
from poa.messages import read
from poa.messages.documents import read_document


def word() -> bytes:
    from docx import Document

    document = Document()
    document.add_paragraph("Dear seller,")
    document.add_paragraph("first", style="List Number")
    document.add_paragraph("second", style="List Number")
    document.add_paragraph("point", style="List Bullet")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "order", "113-5550000-1111111"
    document.add_paragraph("您好")
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def png(width: int, height: int) -> bytes:
    body = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + body + struct.pack(">I", zlib.crc32(body))


def key_of(source: bytes | Path) -> str:
    with pytest.raises(InputError) as caught:
        read_document(source)
    assert str(caught.value)
    return caught.value.key.removeprefix("messages.")


def test_a_word_document_in_reading_order_with_list_marks() -> None:
    document = read_document(word())
    assert document.kind == "word"
    assert [line for line in document.text.split("\n") if line] == [
        "Dear seller,", "1. first", "2. second", "- point", "order\t113-5550000-1111111", "您好",
    ]  # fmt: skip


def test_a_text_with_mail_headers_gives_its_parts(tmp_path: Path) -> None:
    file = tmp_path / "n.txt"
    file.write_bytes(
        "From: no-reply@amazon.com\nSubject: 通知\nDate: Fri, 13 Mar 2026 08:20:00 +0000\n\n您好：\n".encode("gbk")
    )
    document = read_document(file)
    assert (document.sender, document.subject, document.text) == ("no-reply@amazon.com", "通知", "您好：")
    assert document.sent == datetime(2026, 3, 13, 8, 20, tzinfo=UTC)


def test_a_text_without_headers_is_kept_whole() -> None:
    assert read_document(b"Hello,\n\nDate: unknown\n").text == "Hello,\n\nDate: unknown"


def test_a_mail_and_a_page(tmp_path: Path) -> None:
    (tmp_path / "n.eml").write_bytes(b"From: A <a@amazon.com>\nSubject: s\nContent-Type: text/html\n\n<p>Hi <b>you</b>")
    mail = read_document(tmp_path / "n.eml")
    assert (mail.kind, mail.sender, mail.text) == ("mail", "A <a@amazon.com>", "Hi you")
    (tmp_path / "n.html").write_text("<p>a<p>b", encoding="utf-8")
    assert read_document(tmp_path / "n.html").text == "a\nb"


def test_terminal_escapes_and_bidi_controls_do_not_come_in() -> None:
    assert read_document(b"\x1b]0;t\x07Hello\x1b[2J \xe2\x80\xaeyou").text == "Hello you"


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("n.txt", b"", "empty_file"),
        ("n.txt", b" \r\n", "empty_file"),
        ("n.txt", b"%PDF-1.7", "not_text.pdf"),
        ("n.docx", b"no archive", "broken_document"),
        ("n.txt", b"x" * 10_000_001, "too_large"),
    ],
)
def test_unusable_documents_get_one_sentence_with_the_file(tmp_path: Path, name: str, content: bytes, key: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert key_of(tmp_path / name) == key


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert key_of(tmp_path / "none.txt") == "files.missing"


def archive(members: dict[str, bytes | str]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return held.getvalue()


def test_a_zip_bomb_is_not_opened() -> None:
    assert key_of(archive({"word/document.xml": b"\x00" * 150_000_000})) == "bomb"


def test_an_entity_bomb_is_not_opened() -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    assert key_of(archive({"word/document.xml": bomb})) == "bomb"


def test_a_damaged_member_is_told_in_one_sentence() -> None:
    raw = bytearray(word())
    place = raw.index(b"word/styles.xml") + 200
    raw[place : place + 40] = b"\x00" * 40
    assert key_of(bytes(raw)) == "broken_document"


def test_paths_in_members_lead_nowhere(tmp_path: Path) -> None:
    raw = archive({"../../evil.txt": "x", "word/document.xml": "<x/>"})
    assert key_of(raw) == "broken_document"
    assert not list(tmp_path.parent.glob("evil.txt"))


def test_a_picture_of_too_many_pixels_is_not_decoded() -> None:
    assert key_of(png(60_000, 60_000)) == "large_picture"
    frame = b"\xff\xd8\xff\xe0\x00\x04\x00\x00\xff\xc0\x00\x11\x08" + struct.pack(">HH", 65_000, 65_000) + b"\x03" * 12
    assert key_of(frame) == "large_picture"


def test_without_recognition_the_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    with pytest.raises(InputError, match=r"\.\[ocr\]"):
        read_document(png(100, 100))


def test_recognised_words_are_in_rows_and_must_be_confirmed(monkeypatch: pytest.MonkeyPatch) -> None:
    def box(left: int, top: int) -> list[list[int]]:
        return [[left, top], [left + 90, top], [left + 90, top + 20], [left, top + 20]]

    found = SimpleNamespace(txts=("world", "hello", "below"), boxes=[box(200, 12), box(10, 10), box(10, 60)])
    module = ModuleType("rapidocr")
    module.RapidOCR = lambda params: lambda raw: found  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "rapidocr", module)
    monkeypatch.setattr("poa.messages.picture._engine", [])
    document = read_document(png(400, 100))
    assert (document.text, document.needs_confirmation) == ("hello  world\nbelow", True)


def test_a_real_screenshot_is_read_where_recognition_is_installed() -> None:
    pytest.importorskip("rapidocr")
    picture = pytest.importorskip("PIL.Image")
    draw = pytest.importorskip("PIL.ImageDraw")
    image = picture.new("RGB", (700, 80), "white")
    font = pytest.importorskip("PIL.ImageFont").load_default(30)
    draw.Draw(image).text((20, 20), "Please answer within 72 hours", font=font, fill="black")
    held = io.BytesIO()
    image.save(held, "PNG")
    assert read_document(held.getvalue()).text == "Please answer within 72 hours"


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"From: a\nTo: b\n"]),
)
def test_any_bytes_give_a_document_or_one_sentence(raw: bytes, head: bytes) -> None:
    try:
        assert read_document(head + raw).text.strip()
    except InputError as problem:
        assert str(problem)


@pytest.mark.parametrize("kept", [200, 100_000])
@pytest.mark.parametrize("name", ["notice.xlsx", "notice.docx", "notice"])
def test_a_workbook_is_no_letter_whole_or_cut_off(tmp_path: Path, name: str, kept: int) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>" * 40)
        archive.writestr("xl/workbook.xml", "<workbook/>")
    file = tmp_path / name
    file.write_bytes(packed.getvalue()[:kept] if name.endswith("xlsx") else packed.getvalue())
    with pytest.raises(InputError) as caught:
        read_document(file)
    assert caught.value.key == "messages.workbook_as_letter" and caught.value.file == file
    assert "Rename" not in str(caught.value)


def test_words_that_are_there_but_out_of_reach_are_not_said_to_be_missing(tmp_path: Path) -> None:
    mail = tmp_path / "carrier.eml"
    inner = "From: a@b.example\nSubject: inside\n\nSend us a plan of action.\n"
    mail.write_text(f"From: a@b.example\nSubject: x\nContent-Type: message/rfc822\n\n{inner}", encoding="utf-8")
    with pytest.raises(InputError) as told:
        read_document(mail)
    assert told.value.key == "messages.only_attached"
    page = tmp_path / "page.html"
    page.write_text("<div>" * 250_000 + "Send us a plan of action.", encoding="utf-8")
    with pytest.raises(InputError) as told:
        read_document(page)
    assert told.value.key == "messages.words_too_far"
    told_of: list[str] = []
    assert list(read([page], on_problem=lambda problem: told_of.append(problem.key))) == []
    assert told_of == ["messages.words_too_far"]
