"""Which question comes next, and how many there are to come."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from poa.model.question import Question
    from poa.wording import Wording

# By such an answer the seller says that something is so.
ATTESTS = ".status"


class Onward:
    """The way through a list of questions that its answers change: which were shown, and as needed or not."""

    def __init__(self) -> None:
        self._shown: dict[str, bool] = {}
        self._came_back = False
        # The question from which one went back, while the answers before it are gone through again.
        self._left_at = ""

    def at(self, question: Question) -> None:
        """The question is shown."""
        self._shown[question.path] = question.required

    def back(self, path: str) -> None:
        """One goes back from this question to an earlier answer."""
        self._left_at = self._left_at or path

    def after(self, questions: Sequence[Question], path: str, index: int, *, answered: bool = False) -> Question | None:
        """The next open question; None where only such are open as were left so.

        Who went back goes through the answers in their order as far as to where that was. From there on, first what is
        needed by now and was left open before: an answer has made it so, or it is attested by one. Then what stands
        behind, at last what is needed and was never shown.

        Args:
            questions: the list as it stands now.
            path: the question that was shown last.
            index: its place then; one that its own answer took away left it to the next.
            answered: it was answered now, not left open.
        """
        place = next((n for n, q in enumerate(questions) if q.path == path), index - 1)
        left_at = next((n for n, q in enumerate(questions) if q.path == self._left_at), -1)
        if place < left_at:
            return questions[place + 1]
        self._left_at = ""
        open_ones = [(n, q) for n, q in enumerate(questions) if not q.answered]
        needed = [q for _, q in open_ones if q.required]
        attested = answered and path.endswith(ATTESTS)
        left = [q for q in needed if self._shown.get(q.path) is False or (attested and q.path in self._shown)]
        self._came_back = self._came_back or bool(left)
        behind = [q for n, q in open_ones if n > place and not (self._came_back and q.path in self._shown)]
        missed = [q for q in needed if q.path not in self._shown]
        return next(iter((*left, *behind, *missed)), None)


def told_left(questions: Sequence[Question], topic: str, words: Wording) -> str:
    """What the questions are about, and how many of them are still open."""
    left = [question for question in questions if not question.answered]
    if not left:
        return topic
    needed = sum(question.required for question in left)
    kind = "left" if needed == len(left) else "left_some" if needed else "left_free"
    return words(f"tui_fields.{kind}", n=len(left), topic=topic, count=len(left), needed=needed)
