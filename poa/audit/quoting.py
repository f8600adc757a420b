"""Which parts of a message are somebody else's words: earlier mail below an answer, and the buyer's words in quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from poa.text.lazy import lazy

_LINE = lazy(r"^[ \t]*(?:>|\|)[^\n]*", re.M)
_HEADER = (
    r"^[ \t]*(?:"
    r"-{2,} ?(?:original message|ursprüngliche nachricht|message d'origine|messaggio originale|mensaje original"
    r"|forwarded message|原始邮件|原邮件|元のメッセージ|begin message|转发的邮件).*"
    r"|(?:on|am|le|il|el)\b(?=[^\n]*(?:\d|@|\byou\b|\bsie\b|\bvous\b|\blei\b|\busted\b)) .{4,80} "
    r"(?:wrote|schrieb|a écrit|ha scritto|escribió) ?.{0,60}:"
    r"|在? ?.{4,60}(?:写道|写到|さんは書きました) ?:"
    r"|20\d\d.{4,60}(?:写道|<[^>\n]+>) ?:"
    r"|(?:from|von|de|da|发件人|寄件者|差出人) ?:(?=[^\n]*(?:@|\n[^\n]*(?:@|\d:\d\d))) ?[^\n]*\n"
    r"[ \t]*(?:sent|date|gesendet|datum|envoyé|inviato|enviado|发送时间|日期|送信日时) ?:[^\n]*"
    r")[ \t]*$"
)
_MARKS = lazy(
    r'"[^"\n]{2,400}"|«[^»\n]{2,400}»|»[^«\n]{2,400}«|「[^」\n]{2,400}」|『[^』\n]{2,400}』|《[^》\n]{2,200}》'
)
_NOTHING = frozenset(["", "forwarded message", "begin forwarded message"])
"""What may stand above a mail that is all there is; such a mail is read as the sender's."""
_NAME = 80
"""Longer words in quotation marks are no title."""
QUOTE = (
    r'[>|"«»「『《]|--|wrote|schrieb|écrit|scritto|escribió|写道|写到|书きました|書きました'
    r"|(?:sent|date|gesendet|datum|envoyé|inviato|enviado|发送时间|日期|送信日时) ?:"
)
"""What every line above an earlier mail and every pair of quotation marks holds some of: a pattern for re and RE2."""
_ASCRIBED = (
    r"(?:you(?:r (?:message|note|words|email|comment|question))?(?: have| had| just)? "
    r"(?:wrote|write|said|say|says|asked|ask|mentioned|mention|described|describe|stated|report(?:ed)?|note[d]?|called|call)"
    r"|(?:your|the buyer's|the customer's) (?:message|words|question|comment|request)[^.\n]{0,30}"
    r"|(?:buyer|customer) (?:wrote|said|asked)"
    r"|(?:您|你|顾客|客户|买家)(?:在?[^,。\n]{0,12})(?:说|写|提到|提及|表示|反映|问|描述|留言|写道|所说|称)(?:的|道|过|了|到)?"
    r"|(?:说|骂|称|叫)(?:了)?(?:您|你|我们?)(?:是|为)?"
    r"|(?:您|你)(?:的)?(?:原话|留言|消息|邮件|来信)(?:是|说|中|里)?[^。\n]{0,8}"
    r"|sie (?:schrieben|schreiben|sagten|fragten|haben geschrieben|haben gefragt)"
    r"|ihre (?:nachricht|worte|frage)[^.\n]{0,20}"
    r"|vous (?:avez (?:écrit|dit|demandé|indiqué|mentionné)|écrivez|dites)|votre (?:message|question)[^.\n]{0,20}"
    r"|(?:ha|avete|lei ha) (?:scritto|detto|chiesto|indicato)|(?:il )?suo messaggio[^.\n]{0,20}"
    r"|(?:usted )?(?:ha (?:escrito|dicho|preguntado|indicado)|escribió|dijo|preguntó)|su mensaje[^.\n]{0,20}"
    r"|お客(?:样|様|さま)[^。\n]{0,16}|(?:ご)?(?:质问|连络|问合せ|指摘)[^。\n]{0,12})"
    r"[ ,:]{0,3}(?:that |dass |que |che )?$"
)
_AFTER = (
    r"[ ,]{0,2}(?:you (?:wrote|said|asked|mentioned)|as you (?:wrote|said|put it)|(?:schrieben|sagten|fragten) sie"
    r"|avez-vous (?:écrit|dit)|(?:是)?(?:您|你)(?:说|写|提到)|とのこと|という(?:ご|お)|との(?:ご|お))"
)


@cache
def _pattern(text: str) -> re.Pattern[str]:
    """Compiled when first needed: most messages quote nobody, and starting must be quick."""
    return re.compile(text, re.M)


def quoted_spans(norm: str, given: Iterable[tuple[int, int]] = ()) -> tuple[tuple[int, int], ...]:
    """Spans of ``norm`` that were not written by the sender in his own name.

    Args:
        norm: the folded text.
        given: spans that the importer already separated as quoted mail.
    """
    spans = list(given)
    if ">" in norm or "|" in norm:
        spans.extend(match.span() for match in _LINE.finditer(norm))
    header = _pattern(_HEADER).search(norm)
    if header and norm[: header.start()].strip(" \n:-") not in _NOTHING:
        spans.append((header.start(), len(norm)))
    for match in _MARKS.finditer(norm):
        before = norm[max(0, match.start() - 90) : match.start()]
        line = before.rsplit("\n", 1)[-1]
        if _pattern(_ASCRIBED).search(line) or _pattern(_AFTER).match(norm, match.end()):
            spans.append(match.span())
    return _joined(spans)


def named_spans(norm: str) -> tuple[tuple[int, int], ...]:
    """Short spans of ``norm`` in quotation marks: a title, a name, or words that are spoken of."""
    return tuple(match.span() for match in _MARKS.finditer(norm) if match.end() - match.start() <= _NAME)


def _joined(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The spans in order, those that touch or overlap as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
