"""Finds the part of a message that quotes earlier mail, so nobody is accused of words the other side wrote."""

from __future__ import annotations

import re

from poa.text.lazy import lazy

# The line that mail programs put above quoted mail, by language. From here on everything is quoted.
_HEADS = lazy(
    r"^[ \t>]*(?:"
    r"-{2,}\s*(?:original message|forwarded message|ursprüngliche nachricht|originalnachricht|"
    r"weitergeleitete nachricht|message d'origine|message original|messaggio originale|mensaje original|"
    r"原始邮件|原始郵件|原邮件|转发邮件|轉寄郵件|元のメッセージ)\s*-{2,}"
    r"|(?:begin forwarded message|原始邮件|原始郵件|元のメッセージ)\s*[:：]?"
    r"|on\b(?=.*(?:\d:\d\d|\d{4}|@)).{5,150}\bwrote\s*:"
    r"|am\b(?=.*(?:\d:\d\d|\d{4}|@)).{5,150}\bschrieb\b.{0,120}:"
    r"|le\b(?=.*(?:\d:\d\d|\d{4}|@)).{5,150}\ba\s+écrit\s*:"
    r"|il\b(?=.*(?:\d:\d\d|\d{4}|@)).{5,150}\bha\s+scritto\s*:"
    r"|el\b(?=.*(?:\d:\d\d|\d{4}|@)).{5,150}\bescribió\s*:"
    r"|(?:在\s*)?\d{4}\s*[年/.-](?=.*(?:\d[:：]\d\d|[<@])).{3,150}(?:写道|寫道)\s*[:：]"
    r"|.{1,120}[>）)\"”]\s*[於于]\s*\d{4}\s*[年/.-].{3,80}(?:写道|寫道)\s*[:：]"
    r"|\d{4}\s*[年/.-].{3,150}(?:のメッセージ|書きました)\s*[:：]"
    r")[ \t]*$",
    re.IGNORECASE,
)
_WRAPPED_HEAD = lazy(r"^[ \t>]*(?:on|am|le|il|el)\b.{5,120}$", re.IGNORECASE)
# Outlook repeats the headers of the earlier mail: a sender line followed soon by a line of another header.
_SENDER = lazy(r"^[ \t>*]*(?:from|von|de|da|发件人|寄件人|寄件者|差出人)[*]?\s?[:：]\s*\S", re.IGNORECASE)
_OTHER_HEADER = lazy(
    r"^[ \t>*]*(?:sent|date|to|subject|gesendet|datum|an|betreff|envoyé|objet|à|inviato|oggetto|a|enviado|asunto|para|"
    r"发送时间|时间|日期|收件人|主题|寄件日期|收件者|主旨|送信日時|宛先|件名)[*]?\s?[:：]",
    re.IGNORECASE,
)
# A mail's head names an address, a time of day, a subject or when it was sent; "From: our warehouse" alone is none.
_MAIL = lazy(
    r"@|<|\d[:：]\d\d|^[ \t>*]*(?:subject|betreff|objet|oggetto|asunto|主题|主旨|件名|sent|gesendet|envoyé|inviato"
    r"|enviado|发送时间|寄件日期|送信日時)[*]?\s?[:：]",
    re.IGNORECASE,
)
_BUYER = "marketplace.amazon"
_MARKED = lazy(r"^[ \t]*>")
_RULE = lazy(r"^[ \t]*[_-]{5,}[ \t]*$")
_CHEAP = lazy(
    r">|--|wrote|schrieb|écrit|scritto|escribió|写道|寫道|書きました|メッセージ|原始|original|forwarded|"
    r"(?:from|von|de|da|发件人|寄件人|寄件者|差出人)[*]?\s?[:：]"
)
"""For a text in lower case: several times as fast as a search that ignores case."""


_SIGNS = (">", ":", "：", "--", "原始邮件", "原始郵件", "元のメッセージ", "egin forwarded")


def quoted_spans(text: str) -> tuple[tuple[int, int], ...]:
    """The ``(start, end)`` spans of ``text`` that repeat earlier mail.

    Lines that begin with ``>``, and all that follows a quoting line ("On ... wrote:", "发件人:" with further headers).
    A message that only quotes has no words of its own and is left unmarked from its first character on.
    """
    if not any(sign in text for sign in _SIGNS) or not _CHEAP.search(text.lower()):
        return ()
    spans: list[tuple[int, int]] = []
    place, own = 0, False
    lines = text.split("\n")
    for index, line in enumerate(lines):
        end = place + len(line)
        if len(line) <= 400 and _begins_quote(lines, index, own):
            spans.append((place, len(text)))
            break
        if _MARKED.match(line):
            spans.append((place, end))
        own = own or _own(line)
        place = end + 1
    return _joined(spans)


def _begins_quote(lines: list[str], index: int, own: bool) -> bool:
    """Whether earlier mail begins at a line; ``own`` is whether the sender's own words stand above it.

    Where nothing stands above, the mail below is all there is, and is read as the sender's.
    """
    line = lines[index]
    if _HEADS.match(line):
        return own or _from_buyer(lines[index : index + 5])
    following = lines[index + 1] if index + 1 < len(lines) else ""
    # Mail programs break a long quoting line in two.
    if _WRAPPED_HEAD.match(line) and len(following) < 200 and _HEADS.match(f"{line} {following.lstrip('> ')}"):
        return following.strip().endswith((":", "：")) and (own or _from_buyer([line + following]))
    if not (own and _SENDER.match(line)):
        return False
    others = [after for after in lines[index + 1 : index + 5] if _OTHER_HEADER.match(after[:100])]
    return bool(others) and any(_MAIL.search(one[:400]) for one in (line, *others))


def _from_buyer(head: list[str]) -> bool:
    """Whether the quoting line, or the line below it that names the sender, names a buyer's relay address."""
    return any(_BUYER in line for line in (head[0], *filter(_SENDER.match, head)))


def _own(line: str) -> bool:
    """Whether a line says something itself: it is no blank, no rule and no part of a mail's head."""
    heads = (_RULE, _HEADS, _SENDER, _OTHER_HEADER)
    return bool(line.strip()) and not any(head.match(line[:400]) for head in heads)


def _joined(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
