"""poa.messages.read: every kind of file, and what it says of those that cannot be used."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from poa.errors import InputError
from poa.messages import read


def test_a_mail_tells_its_side_order_time_and_agent(tmp_path: Path) -> None:
    mail = tmp_path / "a.eml"
    mail.write_text(
        "From: Shop <help@shop.example>\nTo: Ann via Amazon <x1@marketplace.amazon.de>\nX-Agent: Li Na\n"
        "Subject: Re: Order 302-5551234-7654321\nDate: Tue, 10 Mar 2026 03:42:00 +0100\n\nGood day Ann\n",
        encoding="utf-8",
    )
    [message] = read([mail])
    assert (message.direction, message.order_id, message.sender) == ("outbound", "302-5551234-7654321", "Li Na")
    assert (message.marketplace, message.proactive, message.text) == ("DE", False, "Good day Ann")
    assert message.sent == datetime(2026, 3, 10, 2, 42, tzinfo=UTC)


def test_a_bare_json_line_is_an_outbound_message_with_its_own_id(tmp_path: Path) -> None:
    lines = tmp_path / "a.jsonl"
    lines.write_text(json.dumps({"id": "k-7", "text": "Hello", "colour": "blue"}) + "\n", encoding="utf-8")
    [message] = read([lines])
    assert (message.id, message.direction, message.proactive, message.lang) == ("k-7", "outbound", None, None)


def test_a_broken_json_line_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    lines = tmp_path / "a.jsonl"
    lines.write_text('{"id": "1", "text": "a"}\n{"id": \n\n{"id": "3", "text": "c"}\n', encoding="utf-8")
    problems: list[InputError] = []
    assert [message.id for message in read([lines], on_problem=problems.append)] == ["1", "3"]
    assert [(problem.key, problem.line) for problem in problems] == [("messages.broken_line", 2)]


def test_a_table_without_header_is_refused_with_its_first_row(tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text("113-5550000-1111111,hello there,3\n113-5550000-1111112,again,4\n", encoding="utf-8")
    with pytest.raises(InputError, match="hello there") as caught:
        list(read([table]))
    assert caught.value.key == "messages.no_header"


def test_chinese_columns_in_gbk_with_semicolons_are_understood(tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_bytes(
        "订单号;发送时间;客服;消息内容\n113-5550000-1111111;2026-03-05 09:10;李娜;您好，已补发。\n".encode("gbk")
    )
    [message] = read([table])
    assert (message.order_id, message.sender, message.text) == ("113-5550000-1111111", "李娜", "您好，已补发。")


def test_a_pasted_thread_becomes_several_messages(tmp_path: Path) -> None:
    thread = tmp_path / "a.txt"
    thread.write_text(
        "=== Order 113-5550000-1111111 ===\n2026-03-05 01:10 UTC Buyer: It broke.\n"
        "2026-03-05 02:10 UTC Seller (Tom): Sorry.\nA new one is on its way.\n",
        encoding="utf-8",
    )
    first, second = read([thread])
    assert (first.direction, first.text) == ("inbound", "It broke.")
    assert (second.direction, second.sender, second.text) == ("outbound", "Tom", "Sorry.\nA new one is on its way.")
    assert {first.order_id, second.order_id} == {"113-5550000-1111111"}


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "messages.empty_file"),
        (b" \n", "messages.empty_file"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "messages.not_text.png"),
    ],
)
def test_unusable_files_get_one_sentence(tmp_path: Path, content: bytes, key: str) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(content)
    problems: list[InputError] = []
    assert list(read([file], on_problem=problems.append)) == []
    assert [(problem.key, problem.file) for problem in problems] == [(key, file)]
