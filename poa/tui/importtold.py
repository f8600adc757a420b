"""What came of an import, as lines: what came in, what somebody has to say first, what could not be read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from poa.tui.widgets.lines import Item

if TYPE_CHECKING:
    from poa.errors import InputError
    from poa.tui.importjob import Outcome
    from poa.wording import Wording

# So many files and parts that could not be read are named.
MOST = 500


def told_line(text: str, style: str = "") -> Item:
    """A line that nothing is chosen by."""
    return Item(spans=[(text, style)], selectable=False)


def problem_line(text: str) -> Item:
    """The same for what went wrong."""
    return Item(spans=[("! ", "bad"), (text, "")], hang=2, selectable=False)


def outcome_items(outcome: Outcome, words: Wording, *, done: bool) -> list[Item]:
    """All lines.

    Args:
        outcome: of the imports so far.
        words: the program's words.
        done: at least one import came to its end.
    """
    items = _came_in(outcome, words) if done else []
    items += _asking(outcome, words)
    items += _remarks(outcome, words)
    items += _unread(outcome, words, done=done)
    if done:
        items += [told_line(""), told_line(words("tui_mail.more"), "quiet")]
    return items


def _came_in(outcome: Outcome, words: Wording) -> list[Item]:
    told = words("tui_mail.done", n=outcome.imported, count=outcome.imported)
    if outcome.known:
        known = words("tui_mail.known", n=outcome.known, count=outcome.known)
        told = words("tui_mail.done_and_known", done=told, known=known)
    items = [told_line(told)]
    if outcome.inbound:
        items.append(told_line(words("tui_mail.inbound", n=outcome.inbound, count=outcome.inbound), "quiet"))
    if outcome.replaced:
        items.append(told_line(words("tui_mail.replaced", n=outcome.replaced, count=outcome.replaced)))
    if outcome.imported or outcome.replaced:
        good = words("tui_mail.suspects" if outcome.suspects else "tui_mail.clean", count=outcome.suspects)
        items.append(told_line(good, "warn" if outcome.suspects else "good"))
    return items


def _asking(outcome: Outcome, words: Wording) -> list[Item]:
    """What somebody has to say before it can be read."""
    items = [told_line("")] if outcome.tables or outcome.pictures else []
    for number, table in enumerate(outcome.tables):
        log = outcome.log(table)
        told = words("tui_mail.say_columns", file=table.name)
        if log is not None:
            told = words("tui_mail.say_log", file=table.name, problem=log.problem(words))
        items.append(Item(f"table:{number}", spans=[("- ", "quiet") if log else ("? ", "warn"), (told, "")], hang=2))
    if outcome.pictures:
        count = len(outcome.pictures)
        told = words("tui_mail.pictures", n=count, count=count)
        items.append(Item("pictures", spans=[("? ", "warn"), (told, "")], hang=2))
    return items


def _unread(outcome: Outcome, words: Wording, *, done: bool) -> list[Item]:
    """Files and parts that could not be read, each by name; before them those that were read in doubt.

    A table that waits for its columns stands above.
    """
    lost = [problem for problem in outcome.unread if Path(str(problem.file)) not in outcome.tables]
    items = [*_named("doubted", outcome.doubted, words), *_named("unread", lost, words)]
    if done and outcome.unread:
        items.append(Item("limits", spans=[("+ ", "accent"), (words("tui_mail.say_limits"), "accent")], hang=2))
    return items


def _named(kind: str, problems: Sequence[InputError], words: Wording) -> list[Item]:
    """A heading with the number of the problems, and the first of them."""
    count = len(problems)
    if not problems:
        return []
    head = words(f"tui_mail.{kind}", n=count, count=count)
    items = [told_line(""), Item(spans=[(head, "head")], selectable=False)]
    for number, problem in enumerate(problems[:MOST]):
        items.append(Item(f"{kind}:{number}", spans=[("! ", "bad"), (problem.told(words), "")], hang=2))
    if count > MOST:
        items.append(told_line(words("tui_mail.unread_more", n=count - MOST, count=count - MOST), "quiet"))
    return items


def _remarks(outcome: Outcome, words: Wording) -> list[Item]:
    """What was read, though not as it stands, or held nothing to read."""
    told = [
        Item(f"remark:{number}", spans=[("· ", "quiet"), (remark.told(words), "")], hang=2)
        for number, remark in enumerate(outcome.remarks[:MOST])
    ]
    more = len(outcome.remarks) - MOST
    left = [told_line(words("tui_mail.unread_more", n=more, count=more), "quiet")] if more > 0 else []
    return [told_line(""), *told, *left] if told else []
