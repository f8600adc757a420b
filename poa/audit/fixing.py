"""Safe rewrites: what can be taken out or replaced without changing what the message says.

Conduct is never rewritten: a message whose verdict is ``stop`` is for a person to write anew.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from poa.model.message import Message
from poa.model.rule import Audited, Finding

if TYPE_CHECKING:
    from poa.audit.engine import Auditor

_ROUNDS = 5
"""So often what was mended is looked at again: behind one retired tag may stand another."""

State = Literal["clean", "mended", "partly", "left", "stop"]


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A message before and after its safe rewrites, in the form it has (html or text)."""

    subject_before: str
    subject_after: str
    before: str
    after: str

    @property
    def changed(self) -> bool:
        """Whether anything could be mended."""
        return self.before != self.after or self.subject_before != self.subject_after


@dataclass(frozen=True, slots=True)
class Outcome:
    """What mending a message came to.

    Attributes:
        state: ``clean`` nothing was to be done; ``mended`` a new audit of the result finds nothing; ``partly`` it was
            changed, and a new audit still finds something; ``left`` nothing in it can be changed safely; ``stop`` it is
            for a person.
        before: the audit of the message as it came.
        after: the audit of what it is now.
        done: the rewrite, where there is one.
    """

    state: State
    before: Audited
    after: Audited
    done: Rewritten | None = None


def mend(auditor: Auditor, message: Message, before: Audited) -> Outcome:
    """Mend what can be mended safely, and audit the result anew: what was not seen there is not promised.

    Args:
        auditor: the one that audited the message.
        message: the message.
        before: its audit.
    """
    if before.verdict == "stop":
        return Outcome("stop", before, before)
    now, after = message, before
    for _ in range(_ROUNDS):
        step = rewrite(now, after)
        if step is None:
            break
        now = fixed(now, step)
        after = auditor.check_again(now, before)
    if now is message:
        return Outcome("clean" if before.verdict == "send" else "left", before, before)
    done = Rewritten(message.subject, now.subject, _plain(message), _plain(now))
    return Outcome("mended" if after.verdict == "send" else "partly", before, after, done)


def rewrite(message: Message, audited: Audited) -> Rewritten | None:
    """``message`` with the safe rewrites of its findings applied, or None where nothing may be changed."""
    if audited.verdict == "stop":
        return None
    usable = [finding for finding in audited.findings if finding.rewrite is not None]
    subject = _applied(message.subject, [finding for finding in usable if finding.where == "subject"]).strip()
    body = message.html or message.text
    if message.html:
        body = _applied(body, _in_source(message.html, usable))
    else:
        body = _applied(body, [finding for finding in usable if finding.where == "text"])
    done = Rewritten(
        message.subject, subject if subject or not message.subject else message.subject, _plain(message), body
    )
    return done if done.changed and _says_something(message, done) else None


def _says_something(message: Message, done: Rewritten) -> bool:
    """Whether words are left in what a rewrite makes of a message; without any it is no message."""
    left = done.after
    if message.html:
        from poa.messages.html import read_html

        left = read_html(left).text
    return any(map(str.isalnum, left))


def fixed(message: Message, done: Rewritten) -> Message:
    """The message with its new words."""
    if message.html:
        return replace(message, subject=done.subject_after, html=done.after)
    return replace(message, subject=done.subject_after, text=done.after)


def _plain(message: Message) -> str:
    return message.html or message.text


def _in_source(html: str, findings: list[Finding]) -> list[Finding]:
    """The findings with their spans in the html source; a span that holds tags is left to a person."""
    from poa.messages.html import read_html

    page = read_html(html)
    placed = []
    for finding in findings:
        start, end = finding.start, finding.end
        if finding.where == "text":
            start, end = page.source_span(start, end)
            if "<" in html[start:end]:
                continue
        elif finding.where != "html":
            continue
        placed.append(replace(finding, start=start, end=end))
    return placed


def _applied(text: str, findings: list[Finding]) -> str:
    """``text`` with each span replaced, last one first; a blank that would stand twice goes with a removed span."""
    last = len(text) + 1
    for finding in sorted(findings, key=lambda finding: -finding.start):
        start, end, new = finding.start, finding.end, finding.rewrite or ""
        if end > last or end <= start:
            continue
        last = start
        if not new:
            start, end = _with_blank(text, start, end)
        text = text[:start] + new + text[end:]
    return text


def _with_blank(text: str, start: int, end: int) -> tuple[int, int]:
    before, after = text[:start], text[end:]
    if (not before or before[-1] == "\n") and after.startswith("\n"):
        lines = len(after) - len(after.lstrip("\n"))
        return start, end + (lines if not before or before.endswith("\n\n") else 1)
    if (not before or before[-1].isspace()) and re.match(r"[^\S\n]", after):
        return start, end + 1
    if before[-1:] in (" ", "\u3000") and (not after or after[0] in "\n.,;:!?。、,)"):
        return start - 1, end
    return start, end
