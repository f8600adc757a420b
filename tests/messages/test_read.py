"""poa.messages.read: every kind of file, and what it says of those that cannot be used."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poa.errors import InputError
from poa.messages import read
from poa.messages.lines import read_lines

CASES = Path(__file__).parents[2].parent / "shared" / "data" / "cases"


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


def test_a_folder_is_read_in_order_without_hidden_and_unknown_files(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden.txt", "~$d.txt"):
        (tmp_path / name).write_text(f"words of {name}", encoding="utf-8")
    for name in ("x.zip", "y.zip"):
        (tmp_path / name).write_bytes(b"PK\x03\x04")
    problems: list[InputError] = []
    found = list(read([tmp_path], on_problem=problems.append))
    assert [message.text for message in found] == ["words of a.txt", "words of b.txt", "words of sub/c.txt"]
    assert [(problem.key, problem.file) for problem in problems] == [("messages.unknown_kind", tmp_path / "x.zip")]


def test_a_folder_that_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("The lid leaves tomorrow.", encoding="utf-8")
    locked = tmp_path / "locked"
    locked.mkdir()
    listed = Path.iterdir

    def refuse(self: Path) -> Iterator[Path]:
        if self == locked:
            raise PermissionError(13, "Permission denied")
        return listed(self)

    monkeypatch.setattr(Path, "iterdir", refuse)
    for folder in (tmp_path, locked):
        problems: list[InputError] = []
        found = list(read([folder], on_problem=problems.append))
        assert len(found) == (folder == tmp_path)
        assert [(problem.key, problem.file) for problem in problems] == [("files.unreadable", locked)]


def test_one_unusable_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "b.eml").write_bytes(b"no mail at all")
    (tmp_path / "c.csv").write_text("who,what\n1,2\n", encoding="utf-8")
    (tmp_path / "d.json").write_text('[{"text": "kept"}, 7]', encoding="utf-8")
    problems: list[InputError] = []
    assert [message.text for message in read([tmp_path], on_problem=problems.append)] == ["kept"]
    assert {problem.file.name for problem in problems if problem.file} == {"a.txt", "b.eml", "c.csv", "d.json"}


def test_standard_input_is_told_by_its_first_character(monkeypatch: pytest.MonkeyPatch) -> None:
    def given(raw: bytes) -> list[str]:
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(raw)))
        return [message.text for message in read(["-"])]

    assert given(b'{"id": "1", "text": "a"}\n{"id": "2", "text": "b"}\n') == ["a", "b"]
    assert given(b'[{"text": "a"}]') == ["a"]
    assert given("您好".encode("gbk")) == ["您好"]


def test_a_missing_path_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        list(read([tmp_path / "none.txt"]))
    assert (caught.value.key, caught.value.file) == ("files.missing", tmp_path / "none.txt")


def test_a_text_larger_than_ten_megabytes_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 10_000_001)
    with pytest.raises(InputError, match="10 MB"):
        list(read([tmp_path / "a.txt"]))


@pytest.mark.parametrize("encoding", ["utf-16", "gbk", "utf-8-sig"])
def test_text_of_any_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes("请加我微信，谢谢。".encode(encoding))
    assert [message.text for message in read([tmp_path / "a.txt"])] == ["请加我微信，谢谢。"]


def test_masking_hides_the_buyer_and_keeps_the_breach(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_text(
        "From: Shop <s@shop.example>\nTo: Karen via Amazon <x1@marketplace.amazon.com>\nSubject: Re: lamp\n\n"
        "Hello Karen, add my WhatsApp +86 139 5555 4567; your mail is ann@mail.example. Order 113-5550000-1111111.\n",
        encoding="utf-8",
    )
    [plain] = read([tmp_path / "a.eml"])
    [masked] = read([tmp_path / "a.eml"], mask=True)
    assert plain.extra == {"buyer": "Karen"}
    own = "add my WhatsApp +86 139 5555 4567"
    assert masked.text == f"Hello ***, {own}; your mail is ***@mail.example. Order 113-5550000-1111111."
    assert masked.extra == {}


def test_json_fields_are_taken_over_and_bad_ones_are_unknown(tmp_path: Path) -> None:
    good = {
        "id": 5, "html": "<p>x", "direction": "inbound", "channel": "sms", "proactive": True, "order_id": "1",
        "sent": "2026-03-05T01:10:00+02:00", "order_completed": "2026-03-01", "lang": "de", "reason": "r",
        "attachments": [{"name": "a", "mime": "m", "size_kb": 2}], "subject": "s",
        "thread": [{"direction": "inbound", "sent": "2026-03-01T00:00:00Z", "text": "q"}],
    }  # fmt: skip
    bad = {"text": "x", "sent": "soon", "proactive": "maybe", "attachments": 3, "thread": [1], "channel": [], "lang": 7}
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, (good, bad))), encoding="utf-8")
    problems: list[InputError] = []
    first, second = read([tmp_path / "a.jsonl"], on_problem=problems.append)
    assert [(problem.key, problem.line) for problem in problems] == [("messages.dates_unread_in", 2)]
    assert (first.id, first.direction, first.channel, first.proactive, first.lang) == (
        "5",
        "inbound",
        "sms",
        True,
        "de",
    )
    assert first.sent == datetime(2026, 3, 4, 23, 10, tzinfo=UTC)
    assert (str(first.order_completed), first.attachments[0].size_kb, first.thread[0].text) == ("2026-03-01", 2.0, "q")
    assert (second.sent, second.proactive, second.attachments, second.thread, second.lang) == (None, None, (), (), None)


@pytest.mark.parametrize("header", ["Subject: Re: lamp\n", "", "Content-Type: text/html\nSubject: s\n"])
def test_a_mail_without_words_is_told_and_its_subject_read(tmp_path: Path, header: str) -> None:
    mail = f"From: shop@shop.example\nTo: x1@marketplace.amazon.de\n{header}\n \n"
    (tmp_path / "a.eml").write_text(mail, encoding="utf-8")
    (tmp_path / "b.mbox").write_text(f"From a@b.example Tue Mar  3 09:00:00 2026\n{mail}\n", encoding="utf-8")
    problems: list[InputError] = []
    found = list(read([tmp_path / "a.eml", tmp_path / "b.mbox"], on_problem=problems.append))
    assert len(found) == (2 if "Subject" in header else 0)
    keys = [problem.key for problem in problems if problem.key != "messages.no_messages"]
    assert keys == ["messages.empty_mail", "messages.empty_part"]


def test_a_page_without_words_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html><body><p> </p></body></html>", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        list(read([tmp_path / "a.html"]))
    assert caught.value.key == "messages.empty_file"


_PIECES = [
    '{"text": "a"}',
    '{"text": 1}',
    "[1]",
    "null",
    "{",
    '{"text": "\\ud800"}',
    '{"a":' * 500,
    "1" * 5000,
    "\x00",
    "",
    " ",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(_PIECES) | st.text(max_size=30), max_size=6))
def test_any_lines_give_messages_or_sentences(pieces: list[str]) -> None:
    problems: list[InputError] = []
    raw = "\n".join(pieces).encode("utf-8", "surrogatepass")
    for message in read_lines(io.BytesIO(raw), "x.jsonl", problems.append):
        message.text.encode()
    assert all(str(problem) for problem in problems)


def test_importing_the_reader_is_cheap() -> None:
    code = (
        "import sys, poa.messages; print([m for m in ('email', 'yaml', 'csv', 'docx', 'msgspec') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.skipif(not CASES.is_dir(), reason="the cases are not there")
def test_the_folder_of_a_case_gives_its_messages_and_names_the_sheets() -> None:
    problems: list[InputError] = []
    found = list(read([CASES / "case-1" / "messages"], on_problem=problems.append))
    outbound = [message for message in found if message.direction == "outbound" and message.order_id]
    assert len(outbound) == 7
    assert len({message.order_id for message in outbound}) == 4
    assert {message.sender for message in outbound} == {"cs04 Chen Xiaoyu", "陈晓语", "何静"}
    assert [problem.key for problem in problems] == ["messages.log_without_text"] * 2
