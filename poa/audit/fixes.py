"""Mends messages in new files beside the originals, which are never touched, or shows what would change."""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import msgspec

from poa.audit.copies import Copies
from poa.audit.fixing import Outcome, Rewritten, mend
from poa.audit.summary import Summary
from poa.errors import InputError
from poa.model.message import Message, file_and_line
from poa.model.rule import Audited
from poa.text.clean import clean
from poa.text.names import told_name

if TYPE_CHECKING:
    from poa.audit.engine import Auditor

_SINGLE = frozenset((".txt", ".text", ".html", ".htm", ""))
# What mending changes, and places in words that it may have changed.
_WORDS: dict[str, Any] = {"text": "", "html": "", "quoted": ()}
_OWN = frozenset(("id", "subject", "source", "extra", *_WORDS))
_PLAIN: dict[str, Any] = msgspec.to_builtins(Message(id=""))


class FixFormat(Protocol):
    """Tells what mending came to."""

    def fix(self, message: Message, outcome: Outcome, file: Path | None) -> None:
        """Tell of one message; ``file`` is the one that it was written to."""

    def end(self, summary: Summary) -> None:
        """Tell the counts."""


def write_fixes(
    results: Iterable[tuple[Message, Audited]],
    auditor: Auditor,
    summary: Summary,
    written: FixFormat,
    dry: bool,
    tell: Callable[[InputError], None],
) -> None:
    """Go through audited messages and mend what can be mended safely.

    Args:
        results: messages with their audit.
        auditor: audits what was mended.
        summary: counts every message.
        written: takes what is to be told.
        dry: write no file.
        tell: gets what keeps a copy from being written; the rest is mended still.
    """
    copies = Copies()
    try:
        for message, audited in results:
            summary.add(audited)
            outcome = mend(auditor, message, audited)
            summary.fixes[outcome.state] += 1
            file = None
            if outcome.done and not dry and file_and_line(message.source)[0] not in ("", "-"):
                try:
                    file = _keep(message, outcome.done, copies)
                except InputError as wrong:
                    tell(wrong)
            written.fix(message, outcome, file)
        copies.finish(tell)
    finally:
        copies.abandon()
    written.end(summary)


def diff(message: Message, done: Rewritten) -> str:
    """A unified diff of the rewrite."""
    name = told_name(message.source or message.id)
    before = _whole(done.subject_before, done.before)
    after = _whole(done.subject_after, done.after)
    lines = difflib.unified_diff(before, after, name, name, lineterm="\n")
    return clean("".join(line if line.endswith("\n") else line + "\n" for line in lines))


def _whole(subject: str, body: str) -> list[str]:
    head = [f"Subject: {subject}\n", "\n"] if subject else []
    return head + body.splitlines(keepends=True)


def _beside(message: Message) -> dict[str, Any]:
    """What is known of a message beside its words: the copy of it is audited by the same."""
    told = msgspec.to_builtins(replace(message, **_WORDS))
    return {name: told[name] for name, plain in _PLAIN.items() if name not in _OWN and told[name] != plain}


def _keep(message: Message, done: Rewritten, copies: Copies) -> Path | None:
    """Add a mended message to the copy of its file; of a table, a mailbox ... the copy holds JSON lines.

    Returns:
        Where it will stand; None where the copy was refused before.

    Raises:
        InputError: the copy cannot be written.
    """
    source = Path(file_and_line(message.source)[0])
    single = source.suffix.lower() in _SINGLE and copies.suffix_of(source) is None
    suffix = copies.suffix_of(source) or (source.suffix if single else ".jsonl")
    if suffix == ".jsonl":
        row = {"id": message.id, "subject": done.subject_after, "html" if message.html else "text": done.after}
        row = {key: value for key, value in row.items() if value} | _beside(message)
        text = json.dumps(row, ensure_ascii=False) + "\n"
    else:
        text = "".join(_whole(done.subject_after, done.after)) + ("" if done.after.endswith("\n") else "\n")
    return copies.add(source, suffix, text)
