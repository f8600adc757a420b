"""Header lines of a mail that was copied as text ("From: ...", "发件人：..."), in the languages of mail programs."""

from __future__ import annotations

from poa.text.lazy import lazy

HEADER = lazy(
    r"^(From|To|Date|Sent|Subject|Order|Cc|CC|Bcc|Reply-To|X-[A-Za-z-]{1,40}|发件人|收件人|主题|日期|时间|发送时间|抄送|密送|寄件人|"
    r"寄件者|收件者|寄件日期|主旨|Von|An|Betreff|Datum|Gesendet|Kopie|De|Da|À|Para|Objet|Asunto|Oggetto|Envoyé|Enviado|"
    r"Enviado el|Inviato|差出人|送信者|宛先|受信者|件名|日時|送信日時)\s?[:：]\s*(.*)$"
)
_HEADER_NAMES = {
    name: field
    for field, names in {
        "from": "From 发件人 寄件人 寄件者 Von De Da 差出人 送信者",
        "to": "To 收件人 收件者 An À Para 宛先 受信者",
        "date": "Date Sent 日期 时间 发送时间 寄件日期 Datum Gesendet Envoyé Enviado Inviato 日時 送信日時",
        "subject": "Subject 主题 主旨 Betreff Objet Asunto Oggetto 件名",
    }.items()
    for name in names.split()
}


def header_name(name: str) -> str:
    """The one name of a header: from, to, date, subject, or itself in lower case."""
    return _HEADER_NAMES.get(name.partition(" ")[0], name.lower())


def header_block(lines: list[str], index: int) -> bool:
    """Whether at least two header lines stand at ``index``, one of them naming a sender or a receiver."""
    names: set[str] = set()
    for line in lines[index : index + 6]:
        found = HEADER.match(line)
        if not found:
            break
        names.add(header_name(found[1]))
    return len(names) >= 2 and bool(names & {"from", "to"})


def header_soon(lines: list[str], index: int) -> bool:
    """Whether the next line with words begins such a block."""
    while index < len(lines) and not lines[index].strip():
        index += 1
    return index < len(lines) and header_block(lines, index)


def leading_headers(text: str) -> tuple[dict[str, str], str]:
    """The headers on top of ``text`` by name, and the text below them; none where it does not begin with some."""
    lines = text.split("\n")
    index = next((place for place, line in enumerate(lines) if line.strip()), 0)
    if not header_block(lines, index):
        return {}, text
    headers: dict[str, str] = {}
    while index < len(lines) and (found := HEADER.match(lines[index])):
        headers.setdefault(header_name(found[1]), found[2].strip())
        index += 1
    return headers, "\n".join(lines[index:])
