"""Tables: columns recognised or mapped, and a clear sentence where the words of messages are missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poa.errors import InputError
from poa.messages import read
from poa.model.message import Message

ORDER = "113-5550000-1111111"


def rows(tmp_path: Path, content: str | bytes, columns: dict[str, str] | None = None) -> list[Message]:
    file = tmp_path / "t.csv"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read([file], columns=columns))


def test_an_export_with_every_column(tmp_path: Path) -> None:
    [first, second] = rows(
        tmp_path,
        "Message ID,Order ID,Sent At,Agent,Direction,Subject,Message Body,Marketplace,Template,Attachments\n"
        f'm1,{ORDER},2026-03-05T01:10:00Z,Li Na,sent,Re: lamp,"Hello,\n""dear"" buyer",US,T1,a.pdf;../b.png\n'
        f"m2,{ORDER},2026-03-04T01:10:00Z,,received,lamp,Where is it?,US,,\n",
    )
    assert (first.id, first.sender, first.template, first.proactive) == ("m1", "Li Na", "T1", False)
    assert first.text == 'Hello,\n"dear" buyer'
    assert [attachment.name for attachment in first.attachments] == ["a.pdf", "b.png"]
    assert (second.direction, second.sender) == ("inbound", None)
    assert [item.text for item in first.thread] == ["Where is it?"]
    assert first.source.endswith("t.csv:2") and second.source.endswith("t.csv:4")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiter_and_encoding_are_told_by_the_content(tmp_path: Path, encoding: str, delimiter: str) -> None:
    header, row = ["订单编号", "收发", "邮件正文"], [ORDER, "发出", "您好，已为您补发。"]
    [message] = rows(tmp_path, "\n".join(delimiter.join(cells) for cells in (header, row)).encode(encoding))
    assert (message.order_id, message.direction, message.text) == (ORDER, "outbound", "您好，已为您补发。")


def test_the_encoding_is_told_by_the_first_chinese_however_late_it_comes(tmp_path: Path) -> None:
    content = "order_id,text\n" + "1,plain words\n" * 10_000 + "2,您好，已补发。\n"
    assert rows(tmp_path, content.encode("gbk"))[-1].text == "您好，已补发。"


def test_a_title_above_the_header_is_passed_over(tmp_path: Path) -> None:
    [message] = rows(tmp_path, f"Export of March,,\n,,\norder_id,sent,text\n{ORDER},2026-03-05,hello\n")
    assert message.text == "hello"


def test_the_users_own_columns_by_name_or_number(tmp_path: Path) -> None:
    content = f"A,B,C\n{ORDER},hello there,x\n"
    assert rows(tmp_path, content, {"text": "b", "order_id": "A"})[0].text == "hello there"
    headless = rows(tmp_path, f"{ORDER},hello there\n{ORDER},again\n", {"text": "2", "order_id": "1"})
    assert [message.text for message in headless] == ["hello there", "again"]


@pytest.mark.parametrize(
    ("content", "columns", "key"),
    [
        ("113-5550000-1111111,hello\n", None, "no_header"),
        ("order_id,colour\n1,red\n", None, "no_text_column"),
        ("agent,messages_read,messages_in_breach\nLi Na,64,5\n", None, "log_without_text"),
        ("message_id,sent_utc,order_id,campaign,status\n1,2026-03-05,1,T,delivered\n", None, "log_without_text"),
        ("a,b\n1,2\n", {"text": "z"}, "no_column"),
        ("a,b\n1,2\n", {"words": "a"}, "no_field"),
        (",\n,\n", None, "empty_table"),
        ("order_id,text\n1,\n", None, "no_messages"),
    ],
)
def test_a_table_without_words_is_refused_in_one_sentence(
    tmp_path: Path, content: str, columns: dict[str, str] | None, key: str
) -> None:
    with pytest.raises(InputError) as caught:
        rows(tmp_path, content, columns)
    assert caught.value.key == f"messages.{key}"
    assert "t.csv" in str(caught.value)


def test_the_columns_found_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="order_id, colour"):
        rows(tmp_path, "order_id,colour\n1,red\n")


def test_formula_cells_stay_text(tmp_path: Path) -> None:
    [message] = rows(tmp_path, 'order_id,text\n1,"=HYPERLINK(""http://x.example"",""open"")"\n')
    assert message.text.startswith("=HYPERLINK(")


def test_a_cell_that_never_ends_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        rows(tmp_path, b'order_id,text\n1,"' + b"x" * 9_000_000)
    assert caught.value.key == "messages.broken_table"


@pytest.mark.parametrize(
    "heading",
    ["From", "Sender", "Author", "Agent", "Operator", "Replied by", "发件人", "客服", "操作员", "发信人", "Absender"],
)
def test_a_column_of_those_who_wrote_names_the_senders(tmp_path: Path, heading: str) -> None:
    found = rows(tmp_path, f"{heading},text\nLi Na,a\nTom <cs02@shop.example>,b\ncs03@shop.example,c\nSeller,d\n")
    assert [message.direction for message in found] == ["outbound"] * 4
    names = ["Li Na", "Tom", "cs03@shop.example", None]
    assert [message.sender for message in found] == names


@pytest.mark.parametrize(
    ("heading", "sent", "received"),
    [
        ("Direction", "Sent", "Received"),
        ("Type", "Outgoing message", "Incoming message"),
        ("类型", "发送", "接收"),
        ("发送/接收", "已发送", "已接收"),
        ("消息类型", "卖家消息", "买家消息"),
        ("Richtung", "gesendet", "empfangen"),
        ("送受信", "送信", "受信"),
    ],
)
def test_a_column_of_directions_is_understood(tmp_path: Path, heading: str, sent: str, received: str) -> None:
    found = rows(tmp_path, f"Operator,{heading},text\nLi Na,{sent},a\nLi Na,{received},b\n")
    assert [(message.direction, message.sender) for message in found] == [("outbound", "Li Na"), ("inbound", None)]
    assert found[1].extra == {}


@pytest.mark.parametrize(
    "buyer",
    ["x1@marketplace.amazon.de", "Anna <x1@marketplace.amazon.com>", "Buyer", "买家", "Anna (buyer)", "Buyer: Anna"],
)
@pytest.mark.parametrize("heading", ["From", "Sender", "发件人"])
def test_a_sender_that_is_surely_the_buyer_makes_the_row_inbound(tmp_path: Path, heading: str, buyer: str) -> None:
    [message] = rows(tmp_path, f"{heading},text\n{buyer},a\n")
    assert (message.direction, message.sender) == ("inbound", None)
    assert message.extra == ({"buyer": "Anna"} if "Anna" in buyer else {})


def test_a_name_alone_does_not_tell_the_side_unless_the_buyers_column_has_it(tmp_path: Path) -> None:
    content = "From,To,Buyer,text\nAnna,Lamp World,Anna,a\nLamp World,Anna,Anna,b\nTom,Bob,,c\nCustomer Care,Bob,,d\n"
    found = rows(tmp_path, content)
    assert [message.direction for message in found] == ["inbound", "outbound", "outbound", "outbound"]
    assert [message.sender for message in found] == [None, "Lamp World", "Tom", "Customer Care"]


def test_a_remark_in_a_heading_makes_no_difference(tmp_path: Path) -> None:
    [message] = rows(tmp_path, "Order ID (Amazon),Sent [UTC],消息内容（全文）\n1,2026-03-05,hello\n")
    assert (message.order_id, str(message.sent)[:10], message.text) == ("1", "2026-03-05", "hello")


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Date,Time", "2026-03-05,09:12"),
        ("Time,Date", "9:12 AM,03/25/2026"),
        ("日期,时间", "2026/3/5,09:12"),
        ("Sent at,Created at", "2026-03-05 09:12,2026-03-04 08:00"),
    ],
)
def test_day_and_time_of_day_may_stand_in_two_columns(tmp_path: Path, header: str, row: str) -> None:
    [message] = rows(tmp_path, f"{header},text\n{row},a\n")
    assert message.sent is not None and f"{message.sent:%H:%M}" == "09:12"


def test_words_with_commas_without_marks_are_not_cut_silently(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    problems: list[InputError] = []
    file.write_text("id,text\n1,fine,,\n2,Hello, Anna, all well?\n3,yes, and more\n", encoding="utf-8")
    assert [message.text for message in read([file], on_problem=problems.append)] == [
        "fine",
        "Hello, Anna, all well?",
        "yes, and more",
    ]
    file.write_text("id,text,site\n1,Hello, Anna,US\n2,a,b,US\n", encoding="utf-8")
    assert len(list(read([file], on_problem=problems.append))) == 2
    assert [(problem.key, problem.line) for problem in problems] == [
        ("messages.more_cells_joined", 3),
        ("messages.more_cells", 2),
    ]


def test_words_and_page_of_a_gigantic_message_are_told_together(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text(f"order_id,text,html\n1,{'x' * 300_000},{'<p>' * 400_000}\n", encoding="utf-8")
    problems: list[InputError] = []
    list(read([file], on_problem=problems.append))
    assert [(problem.key, problem.line) for problem in problems] == [("messages.cut_message", 2)]


def test_a_gigantic_message_is_cut_and_named(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text("order_id,text\n1," + "x" * 300_000 + "\n", encoding="utf-8")
    problems: list[InputError] = []
    [message] = read([file], on_problem=problems.append)
    assert len(message.text) == 256_000
    assert [(problem.key, problem.line) for problem in problems] == [("messages.cut_message", 2)]


def test_a_workbook_is_read_like_a_table(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["订单号", "消息内容"])
    book.active.append([ORDER, "=1+1 您好"])
    book.save(tmp_path / "t.xlsx")
    [message] = read([tmp_path / "t.xlsx"])
    assert (message.order_id, message.text, message.source[-7:]) == (ORDER, "=1+1 您好", ".xlsx:2")


def test_without_openpyxl_the_sentence_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys
    import zipfile

    with zipfile.ZipFile(tmp_path / "t.xlsx", "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(InputError, match=r"pip install -e \."):
        list(read([tmp_path / "t.xlsx"]))


_CELLS = st.lists(
    st.lists(st.text(max_size=8) | st.sampled_from(["text", "order_id", "内容", '"']), max_size=4), max_size=5
)


@settings(max_examples=60, deadline=None)
@given(_CELLS.map(lambda cells: "\n".join(",".join(row) for row in cells)))
def test_any_table_gives_messages_or_sentences(tmp_path_factory: pytest.TempPathFactory, content: str) -> None:
    file = tmp_path_factory.mktemp("t") / "t.csv"
    file.write_bytes(content.encode("utf-8", "surrogatepass"))
    problems: list[InputError] = []
    list(read([file], on_problem=problems.append))
    assert all(str(problem) for problem in problems)


@pytest.mark.parametrize(
    "heading",
    [
        "conversation",
        "会话",
        "聊天记录",
        "对话",
        "Transcript",
        "Chat log",
        "chat",
        "Dialog",
        "Chat (full)",
        "Chatverlauf",
        "チャット履歴",
    ],
)
def test_a_conversation_in_one_cell_is_the_text_where_no_column_holds_messages(tmp_path: Path, heading: str) -> None:
    found = rows(tmp_path, f'order_id,sent,{heading}\n{ORDER},2026-03-05,"Buyer: Where is it?\nSeller: On its way."\n')
    assert [(one.direction, one.text) for one in found] == [("inbound", "Where is it?"), ("outbound", "On its way.")]


def test_a_better_known_column_of_words_goes_before_a_conversation(tmp_path: Path) -> None:
    [one] = rows(tmp_path, f"order_id,conversation,body\n{ORDER},C-17,The new lid leaves tomorrow.\n")
    assert one.text == "The new lid leaves tomorrow."
    [one] = rows(tmp_path, f"conversation,html,order_id\nC-17,<p>The lid</p>,{ORDER}\n")
    assert one.text == "" and "The lid" in one.html
    [one] = rows(tmp_path, f"conversation,what I wrote,order_id\nC-17,The lid,{ORDER}\n", {"text": "what I wrote"})
    assert one.text == "The lid"


def test_the_shop_assistant_of_a_column_is_the_sender(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text("订单号,店员,消息内容\n113-5550741-3306128,王丽,包裹今天寄出。\n", encoding="utf-8")
    (message,) = read([file])
    assert message.sender == "王丽"
