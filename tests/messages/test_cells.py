"""Conversations in one cell of a table or one JSON object: each message for itself, at the place of its row."""

from __future__ import annotations

import csv
import io
import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poa.errors import InputError, Remark
from poa.messages import read
from poa.model.message import Message
from poa.text.clean import clean

ORDER = "113-5550000-1111111"
TWO = "Buyer: Where is my lamp?\nSeller: It left today."
CLEAN = Path(__file__).parents[1] / "data" / "clean_messages.jsonl"


def read_one(file: Path, sellers: tuple[str, ...] = ()) -> tuple[list[Message], list[InputError]]:
    problems: list[InputError] = []
    return list(read([file], on_problem=problems.append, sellers=lambda: sellers)), problems


def table(tmp_path: Path, header: list[str], *rows: list[str]) -> Path:
    out = io.StringIO()
    csv.writer(out).writerows([header, *rows])
    file = tmp_path / "t.csv"
    file.write_bytes(out.getvalue().encode())
    return file


def objects(tmp_path: Path, *rows: dict[str, object]) -> Path:
    file = tmp_path / "t.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


def test_a_conversation_in_a_cell_of_a_csv_is_cut_and_told(tmp_path: Path) -> None:
    file = table(
        tmp_path,
        ["id", "order id", "sent", "agent", "text"],
        ["a", ORDER, "2026-03-03", "Li", "The lid was sent."],
        ["b", ORDER, "2026-03-04", "Tom", TWO + "\nSeller: You will have it soon."],
    )
    (plain, asked, answered, more), problems = read_one(file)
    assert (plain.id, plain.source, plain.text) == ("a", f"{file}:2", "The lid was sent.")
    assert [(one.id, one.source) for one in (asked, answered, more)] == [(f"b#{n}", f"{file}:3") for n in (1, 2, 3)]
    assert [(one.direction, one.sender, one.text) for one in (asked, answered, more)] == [
        ("inbound", None, "Where is my lamp?"),
        ("outbound", "Tom", "It left today."),
        ("outbound", "Tom", "You will have it soon."),
    ]
    assert {(one.order_id, f"{one.sent:%m-%d}") for one in (asked, answered, more)} == {(ORDER, "03-04")}
    assert [item.text for item in more.thread] == ["Where is my lamp?", "It left today."]
    assert (answered.proactive, more.proactive) == (False, False)
    [told] = problems
    assert isinstance(told, Remark)
    assert (told.key, told.line, told.values) == ("messages.cells_cut", 3, {"count": 1, "messages": 3})


def test_a_conversation_in_a_json_line_is_cut_and_told(tmp_path: Path) -> None:
    file = objects(
        tmp_path, {"id": "a", "text": "One\ntwo"}, {"id": "b", "text": TWO, "order_id": ORDER, "sender": "Li"}
    )
    (plain, asked, answered), problems = read_one(file)
    assert (plain.text, asked.id, answered.id, answered.sender) == ("One\ntwo", "b#1", "b#2", "Li")
    assert (asked.direction, asked.source, answered.source) == ("inbound", f"{file}:2", f"{file}:2")
    assert [item.text for item in answered.thread] == ["Where is my lamp?"]
    assert [(problem.key, problem.line) for problem in problems] == [("messages.cells_cut", 2)]


def test_a_conversation_in_a_workbook_is_cut(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (["order id", "text"], [ORDER, "买家：灯坏了\n卖家：给您补发"]):
        book.active.append(row)
    file = tmp_path / "t.xlsx"
    book.save(file)
    found, problems = read_one(file)
    assert [(one.direction, one.text, one.source) for one in found] == [
        ("inbound", "灯坏了", f"{file}:2"),
        ("outbound", "给您补发", f"{file}:2"),
    ]
    assert [problem.key for problem in problems] == ["messages.cells_cut"]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (["agent", "buyer", "text"], ["Li", "Anna Smith"]),
        (["agent", "buyer", "text"], ["", "Anna Smith"]),
        (["agent", "text"], ["Li Na"]),
        (["客服", "买家", "内容"], ["Li", "Anna"]),
    ],
)
def test_names_in_the_columns_of_the_table_tell_who_speaks(tmp_path: Path, header: list[str], row: list[str]) -> None:
    file = table(tmp_path, header, [*row, "Anna: it broke?\nLi: a new one was sent"])
    found, problems = read_one(file)
    assert [(one.direction, one.text) for one in found] == [
        ("inbound", "it broke?"),
        ("outbound", "a new one was sent"),
    ]
    assert [problem.key for problem in problems] == ["messages.cells_cut"]


def test_who_the_seller_is_may_be_said_for_cells_too(tmp_path: Path) -> None:
    chat = "Anna: hello\nLi: hi\nAnna: it broke\nLi: sorry"
    file = objects(tmp_path, {"text": chat}, {"text": chat})
    found, problems = read_one(file)
    assert {one.direction for one in found} == {"outbound"}
    assert [(problem.key, problem.line) for problem in problems] == [
        ("messages.sides_unclear", 1),
        ("messages.cells_cut", 1),
    ]
    found, problems = read_one(file, ("Li",))
    assert [one.direction for one in found] == ["inbound", "outbound"] * 4
    assert [problem.key for problem in problems] == ["messages.cells_cut"]


def test_what_was_stated_of_a_json_conversation_stays(tmp_path: Path) -> None:
    thread = [{"direction": "inbound", "text": "first"}]
    row = {"id": "x", "text": f"2026-03-05 09:00 {TWO}".replace("\n", "\n2026-03-05 10:00 "), "subject": "Lamp",
           "sent": "2026-03-01", "thread": thread, "marketplace": "DE", "attachments": ["a.pdf"]}  # fmt: skip
    (asked, answered), _ = read_one(objects(tmp_path, row))
    assert (asked.subject, answered.subject, asked.marketplace, answered.marketplace) == ("Lamp", "", "DE", "DE")
    assert (f"{asked.sent:%d %H}", f"{answered.sent:%d %H}") == ("05 09", "05 10")
    assert [item.text for item in answered.thread] == ["first", "Where is my lamp?"]
    assert (len(asked.attachments), len(answered.attachments)) == (1, 0)


@pytest.mark.parametrize(
    "text",
    [
        "Hello Anna,\nthe seller: Lamp World\nyour buyer: you",
        "Note: keep it\nSize: M",
        "Dear buyer:\nWe sent it.\nSeller: Lamp World",
        "Hello,\n\nyou wrote:\nBuyer: it broke\nSeller: sorry",
        "Subject: Lamp\n\nHello: you",
        "Seller: one\nSeller: two",
    ],
)
def test_an_ordinary_cell_stays_whole(tmp_path: Path, text: str) -> None:
    for file in (table(tmp_path, ["id", "text"], ["1", text]), objects(tmp_path, {"id": "1", "text": text})):
        [message], problems = read_one(file)
        assert (message.id, message.text, problems) == ("1", text, [])


def test_no_ordinary_service_message_is_cut() -> None:
    found, problems = read_one(CLEAN)
    assert len(found) == len(CLEAN.read_text(encoding="utf-8").splitlines())
    assert problems == []


def test_masking_hides_the_buyer_of_a_conversation(tmp_path: Path) -> None:
    file = table(tmp_path, ["buyer", "text"], ["Anna Smith", "Anna Smith: it broke\nSeller: sorry, Anna Smith"])
    assert all("Smith" not in one.text for one in read([file], mask=True, on_problem=[].append))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["Buyer", "Seller", "Anna", "Note"]), st.text(max_size=20)), max_size=8))
def test_no_word_of_a_cell_is_lost(tmp_path_factory: pytest.TempPathFactory, lines: list[tuple[str, str]]) -> None:
    text = clean("\n".join(f"{label}: {said}" for label, said in lines))
    found, _ = read_one(objects(tmp_path_factory.mktemp("cells"), {"text": text}))
    kept = "".join(one.text + one.extra.get("remark", "") for one in found)
    assert all(sign in kept for line in text.split("\n") for sign in line.partition(":")[2] if sign.isalnum())


def test_many_conversations_take_time_in_proportion(tmp_path: Path) -> None:
    def spent(count: int) -> float:
        file = objects(tmp_path, *({"text": TWO.replace("lamp", f"lamp {n}")} for n in range(count)))
        start = time.process_time()
        assert len(read_one(file)[0]) == 2 * count
        return time.process_time() - start

    spent(100)
    assert spent(8_000) < 24 * (spent(1_000) + 0.005)
