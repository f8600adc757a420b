"""What benchmarks/fuzz.py starts from, and pieces that are known to hurt."""

from __future__ import annotations

import io
import zipfile
from datetime import date

PIECES = [
    b"\x00", b"\x1b[2J\x1b]0;x\x07", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\n\n\n", b"\t", b"\x85",
    b"\xed\xa0\x80", "\u202e\u2066\u200b\ufeff".encode(), "加我微信 vx：abc_123，电话 +86 138 0013 8000。".encode(),
    "、。！？：「」".encode(), "é\u0301\u0327\U0001f469\u200d\U0001f467".encode(), b"{{ 7*7 }}{% for x in y %}",
    b"[bold red]x[/]", b"<script>x</script>", b"=HYPERLINK(\"x\")", b"&lt;&#x41;&amp;&unknown;",
    b"!!python/object:x", b"&a *a", b"? - : |\n  ", b"[" * 300, b"{" * 300, b"<div>" * 300, b"A" * 20_000,
    "好".encode() * 5_000, b"=?utf-8?b?////?=", b"=?x?q?=?=", b"From x\n",
    b"Content-Type: multipart/mixed; boundary=b\n\n--b\n--b--\n", b"Content-Transfer-Encoding: base64\n",
    b"../../x", b'{"id": 1, "text": null}\n', b'{"text": "a", "thread": [{}]}\n', b'"', b"'", b",;,\t,",
    b"72 hours", b"%s%n{0}{x}", b"17/03/2026", b"2026-02-31", "三天内".encode(), b"innerhalb von 14 Tagen",
    "72時間以内".encode(), b"113-5550000-0000001",
]  # fmt: skip


def mail() -> bytes:
    """A mail in two parts, in an old encoding."""
    return (
        b"From: a@example.com\nTo: b@example.com\nSubject: =?utf-8?b?5L2g5aW9?=\nDate: Tue, 3 Mar 2026 10:00:00 +0000\n"
        b"MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n--b\n"
        b"Content-Type: text/plain; charset=gbk\n\n"
        + "请加微信".encode("gbk")
        + b"\n--b\nContent-Type: text/html\n\n<p>Add me on <b>WhatsApp</b></p>\n--b--\n"
    )


def message_samples(lines: bytes) -> dict[str, list[bytes]]:
    """Samples of each kind of file with messages, by the end of the file's name."""
    table = b'order_id,sent,text\n113-5550000-0000001,2026-03-01,Hello\n113-5550000-0000002,2026-03-02,"a ""b""\nc"\n'
    samples = {
        ".txt": [b"Order 113-5550000-0000001\nSeller: hello\nBuyer: hi\n", "卖家：你好\n买家：在吗\n".encode("gbk")],
        ".eml": [mail()],
        ".mbox": [b"From a Tue Mar  3 10:00:00 2026\n" + mail() + b"\nFrom b Tue Mar  3 10:00:00 2026\n" + mail()],
        ".csv": [table, table.replace(b",", b";"), table.decode().encode("utf-16")],
        ".jsonl": [lines],
        ".html": [b"<html><body><p style='color:red'>Hi <a href='http://x'>x</a><br><img src=x></p></body></html>"],
    }
    try:
        import openpyxl

        book = openpyxl.Workbook()
        for row in (("order_id", "text"), ("113-5550000-0000001", "=1+1"), ("x", "Hello")):
            book.active.append(row)
        stream = io.BytesIO()
        book.save(stream)
        samples[".xlsx"] = [stream.getvalue()]
    except ImportError:
        pass
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("word/document.xml", "<w:document/>")
    samples[".docx"] = [archive.getvalue()]
    return samples


def full_case() -> bytes:
    """A case with something hostile in most places."""
    from poa.cases.caseyaml import dump_case
    from poa.model import case as model

    words = model.Text(en="{{ x }} [b]&<x>\x01", zh="第一{% x %}\u202e")
    slots: dict[str, model.Slot] = {"first_day": "2026-03-01", "count": 3, "tool": words, "many": ("a", "b")}
    return dump_case(
        model.Case(
            store=model.Store(name="A & B", marketplace="US"),
            people=(model.Person(en="Li Wei", zh="李伟", id="li"),),
            incidents=(model.Incident(quote="加 WeChat\x0c", order_id="113-5550000-0000001", act=words, by="li"),),
            causes=(model.Cause(text=words, slots=slots), model.Cause(entry="no-such-entry", slots=slots)),
            actions=(model.Action(status="done", on=date(2026, 3, 12), text=words, causes=(1,), exhibits=(1,)),),
            measures=(model.Measure(status="in_force", owner="li", text=words, frequency=words),),
            exhibits=(model.Exhibit(number=1, title=words, file="../../etc/passwd"),),
        )
    )
