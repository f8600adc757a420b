"""The lines of a quiz: what to choose from, the explanation, the list of mistakes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from poa.tui.widgets.lines import Item, Span, blank_line

if TYPE_CHECKING:
    from poa.model.training import Asked
    from poa.training.quiz import Marked
    from poa.tui.screens.base import PoaScreen

VERDICTS = ("send", "fix", "stop")


def labels_of(screen: PoaScreen[Any], asked: Asked) -> list[str]:
    """What there is to choose from."""
    if asked.kind == "judge":
        return [screen.words(f"tui_training.verdict_{verdict}") for verdict in VERDICTS]
    return [screen.desk.tell(option) for option in asked.options]


def right_places(asked: Asked) -> set[int]:
    """The places of the right answers."""
    return {VERDICTS.index(asked.verdict)} if asked.kind == "judge" else set(asked.right)


def answer_items(screen: PoaScreen[Any], asked: Asked, picked: Collection[int]) -> list[Item]:
    """The answers to choose from; where several are right they are ticked, and handed in by a line of their own."""
    many = asked.kind == "choose" and len(asked.right) > 1
    items = []
    for number, label in enumerate(labels_of(screen, asked)):
        mark: Span = ("[✓] " if number in picked else "[ ] ", "accent") if many else ("- ", "quiet")
        items.append(Item(number, spans=[mark, (label, "")], hang=4 if many else 2))
    if many:
        items.insert(0, Item(spans=[(screen.words("tui_training.several"), "quiet")], selectable=False))
        items.append(Item("done", spans=[(screen.words("tui_training.done"), "accent")]))
    return items


def explained_items(screen: PoaScreen[Any], marked: Marked, found: Sequence[str] = ()) -> list[Item]:
    """Right or wrong, the right answer, why, the rule, and the way on."""
    asked, words = marked.question, screen.words
    verdict = "right" if marked.right else "partly" if _partly(marked) else "wrong"
    items = [*_options(screen, marked)]
    spans: list[Span] = [
        (words(f"tui_training.{verdict}"), "good" if marked.right else "bad"),
        (screen.desk.tell(asked.why), ""),
    ]
    if asked.kind == "rewrite":
        items += _rewriting(screen, marked, found)
    items.append(Item("next", spans=spans))
    items += _rules(screen, asked)
    items.append(Item("next", spans=[(words("tui_training.next"), "accent")]))
    return items


def _options(screen: PoaScreen[Any], marked: Marked) -> list[Item]:
    """The answers with their marks."""
    asked = marked.question
    right, picked = right_places(asked), _picked(marked)
    items = []
    for number, label in enumerate(labels_of(screen, asked) if asked.kind != "rewrite" else ()):
        mark: Span = ("✓ ", "good") if number in right else ("x ", "bad") if number in picked else ("  ", "")
        style = "" if number in right or number in picked else "quiet"
        items.append(Item(number, spans=[mark, (label, style)], hang=2, selectable=False))
    return items


def _partly(marked: Marked) -> bool:
    """Whether some of what was not right was: one of several answers, or a message that is on its way."""
    asked = marked.question
    if asked.kind == "rewrite":
        return marked.verdict != "stop" and marked.answer != asked.message
    return bool(_picked(marked) & right_places(asked))


def _picked(marked: Marked) -> set[int]:
    if marked.question.kind == "judge":
        return {VERDICTS.index(marked.answer)} if marked.answer in VERDICTS else set()
    return {ord(letter) - ord("A") for letter in marked.answer}


def _rewriting(screen: PoaScreen[Any], marked: Marked, found: Sequence[str]) -> list[Item]:
    """What was written, what the check says to it, and one good way."""
    words = screen.words
    items = [Item(spans=[(marked.answer, "")], indent=2, selectable=False)]
    # "May be sent" beside "not quite right" would contradict it: what is missing is told below.
    if marked.verdict and (marked.right or marked.verdict != "send"):
        told = words(f"tui_training.verdict_{marked.verdict}")
        rules = [screen.desk.tell(screen.desk.rules[rule].title) for rule in found if rule in screen.desk.rules]
        if rules:
            told = words("tui.aside", text=told, note=words("tui.between").join(rules))
        told = words("training.your_verdict", verdict=told)
        items.append(Item(spans=[(told, "quiet")], selectable=False))
    items += [Item(spans=[(told, style)], selectable=False) for told, style in _judged(screen, marked)]
    if marked.question.model:
        items.append(Item(spans=[(words("tui_training.model"), "quiet")], selectable=False))
        items.append(Item(spans=[(marked.question.model, "")], indent=2, selectable=False))
    return items


def _judged(screen: PoaScreen[Any], marked: Marked) -> list[tuple[str, str]]:
    """What keeps a message that breaks no rule from being right, and what of it nobody judged, each with its style."""
    from poa.training.quiz import told_facts

    words = screen.words
    if marked.verdict != "send":
        return []
    if marked.lacks:
        return [(words("training.lacks", facts=told_facts(marked.lacks, words.language)), "warn")]
    if not marked.right:
        return [(words("tui_training.too_short"), "quiet")]
    if marked.unsure:
        return [(words("training.unsure", facts=told_facts(marked.unsure, words.language)), "warn")]
    return [(words("training.judged"), "quiet")]


def _rules(screen: PoaScreen[Any], asked: Asked) -> list[Item]:
    """The rules behind a question, each with the address of its source."""
    from poa.training.quiz import link_of

    items = []
    for rule in asked.rules:
        known = screen.desk.rules.get(rule)
        if known is None:
            continue
        spans: list[Span] = [(screen.desk.tell(known.title) or rule, "accent"), (f"  {link_of(known)}", "quiet")]
        items.append(Item(("rule", rule, asked.id), spans=spans, indent=2))
    return items


def ending_items(screen: PoaScreen[Any], marked: Sequence[Marked], kept: str) -> list[Item]:
    """Where the result is kept, the mistakes with their rules, other questions, the way back."""
    words = screen.words
    items = [Item(spans=[(kept or words("tui_training.not_kept"), "good" if kept else "quiet")], selectable=False)]
    missed = [one for one in marked if not one.right]
    if missed:
        items += [blank_line(), Item(spans=[(words("training.missed_ones"), "accent")], selectable=False)]
    for one in missed:
        asked = one.question
        rule = next((rule for rule in asked.rules if rule in screen.desk.rules), "")
        spans: list[Span] = [("x ", "bad"), (screen.desk.tell(asked.question), "bold")]
        if asked.message:
            spans.append((f"\n“{asked.message}”", "quiet"))
        spans.append((f"\n{_right_answer(screen, asked)}", "good"))
        spans.append((f"\n{screen.desk.tell(asked.why)}", ""))
        items.append(Item(("rule", rule, asked.id), spans=spans, hang=2))
    items += [blank_line(), Item("repeat", spans=[("+ ", "accent"), (words("tui_training.repeat"), "accent")])]
    items.append(Item("end", spans=[("+ ", "accent"), (words("tui_training.end"), "accent")]))
    return items


def _right_answer(screen: PoaScreen[Any], asked: Asked) -> str:
    if asked.kind == "rewrite":
        return asked.model
    labels = labels_of(screen, asked)
    return screen.words("tui.between").join(labels[place] for place in sorted(right_places(asked)))
