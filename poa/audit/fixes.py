"""Shows safe rewrites as a diff, or writes them beside the original, which is never touched."""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable, Iterable
from pathlib import Path

from poa.audit.fixing import Rewritten, rewrite
from poa.audit.summary import Summary
from poa.model.message import Message
from poa.model.rule import Audited
from poa.text.clean import clean

_SINGLE = frozenset((".txt", ".text", ".html", ".htm", ""))


def write_fixes(
    results: Iterable[tuple[Message, Audited]],
    summary: Summary,
    words: Callable[..., str],
    write: Callable[[str], object],
    dry: bool,
) -> None:
    """Go through audited messages and mend what can be mended safely.

    Args:
        results: messages with their audit.
        summary: counts every message.
        words: the program's words.
        write: takes text for people.
        dry: show a diff only; otherwise a new file is written beside each source.
    """
    made: dict[Path, Path] = {}
    changed = stopped = 0
    for message, audited in results:
        summary.add(audited)
        if audited.verdict == "stop":
            stopped += 1
            write(words("audit.fix_stop", source=clean(message.source or message.id)) + "\n")
            continue
        done = rewrite(message, audited)
        if done is None:
            continue
        changed += 1
        if dry or message.source in ("", "-") or message.source.startswith("-:"):
            write(diff(message, done))
        else:
            file = _keep(message, done, made)
            write(words("audit.fix_written", source=clean(message.source), file=str(file)) + "\n")
    write(words("audit.fix_counted", n=changed, count=changed, stopped=stopped) + "\n")


def diff(message: Message, done: Rewritten) -> str:
    """A unified diff of the rewrite."""
    name = clean(message.source or message.id)
    before = _whole(done.subject_before, done.before)
    after = _whole(done.subject_after, done.after)
    lines = difflib.unified_diff(before, after, name, name, lineterm="\n")
    return clean("".join(line if line.endswith("\n") else line + "\n" for line in lines))


def _whole(subject: str, body: str) -> list[str]:
    head = [f"Subject: {subject}\n", "\n"] if subject else []
    return head + body.splitlines(keepends=True)


def _keep(message: Message, done: Rewritten, made: dict[Path, Path]) -> Path:
    place, _, line = message.source.rpartition(":")
    source = Path(place if place and line.isdigit() else message.source)
    single = source.suffix.lower() in _SINGLE and source not in made
    if source not in made:
        made[source] = _free(source, source.suffix if single else ".jsonl")
    target = made[source]
    if target.suffix == ".jsonl" and not single:
        row = {"id": message.id, "subject": done.subject_after, "html" if message.html else "text": done.after}
        text = json.dumps({key: value for key, value in row.items() if value}, ensure_ascii=False) + "\n"
    else:
        text = "".join(_whole(done.subject_after, done.after)) + ("" if done.after.endswith("\n") else "\n")
    with target.open("a", encoding="utf-8", newline="\n") as file:
        file.write(text)
    return target


def _free(source: Path, suffix: str) -> Path:
    """A name beside ``source`` that is not taken."""
    number = 1
    while True:
        mark = ".fixed" if number == 1 else f".fixed-{number}"
        target = source.with_name(f"{source.stem}{mark}{suffix}")
        try:
            target.touch(exist_ok=False)
            return target
        except FileExistsError:
            number += 1
