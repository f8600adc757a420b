"""Step 10: what was sent, exactly; what Amazon answered; what the next letter must add."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

import msgspec

from poa.model.question import Question, Step
from poa.tui.steps.base import Row, StepView, head


class View(StepView):
    """Amazon's answer."""

    step: ClassVar[Step] = "answer"

    def rows(self) -> Iterable[Row]:
        """Rounds with their answers and gaps; what can be recorded now."""
        rounds = self.rounds()
        for found in rounds:
            sent = self.say("sent", number=found.number, on=f"{found.sent:%Y-%m-%d}")
            files = ", ".join(file.name for file in found.files)
            yield Row("", sent, files, state="done")
            if found.answer:
                yield from self._answer(found)
        waiting = bool(rounds) and rounds[-1].answer is None
        if waiting:
            yield Row("answer", self.say("record_answer"), state="action")
        else:
            yield Row("submit", self.say("record_sent"), state="action")
        yield from self.question_rows()
        yield head(self.say("end"))
        key = "reopen" if self.case.closed_on else "close"
        yield Row(key, self.say(key, on=self.case.closed_on), state="info")

    def rounds(self) -> tuple[Any, ...]:
        """The rounds of the case."""
        from poa.cases.rounds import rounds

        return rounds(self.session.folder)

    def _answer(self, found: Any) -> Iterable[Row]:
        kind = self.desk.words(f"tui.severities.{found.answer.kind}") if found.answer.kind else ""
        yield Row("", self.say("answered", on=f"{found.answer.received:%Y-%m-%d}"), kind, state="info")
        gaps = self.session.kept(f"refusal-{found.number}", lambda: refusal_gaps(self, found))
        for number, gap in enumerate(gaps):
            yield Row(f"gap:{number}", gap[0], note=gap[1], state="todo")

    def choose(self, key: str) -> None:
        """Record, close, answer a question."""
        if key == "submit":
            self._submit()
        elif key == "answer":
            self._record_answer()
        elif key == "close":
            today = self.desk.local_now.date()
            self.change(msgspec.structs.replace(self.case, closed_on=today), "closed_on")
        elif key == "reopen":
            self.change(msgspec.structs.replace(self.case, closed_on=None), "closed_on")
        elif key.startswith("gap:"):
            self.screen.jump("review")
        else:
            super().choose(key)

    def _submit(self) -> None:
        from poa.tui.screens.round import SubmitScreen

        self.screen.app.push_screen(SubmitScreen(self.session), self._recorded)

    def _record_answer(self) -> None:
        from poa.tui.screens.round import AnswerScreen

        self.screen.app.push_screen(AnswerScreen(self.session, self.rounds()[-1].number), self._recorded)

    def _recorded(self, done: object) -> None:
        if done:
            self.screen.redraw()

    def questions(self) -> tuple[Question, ...]:
        """Questions of this step."""
        return tuple(self.session.questions(self.step))


def refusal_gaps(view: View, found: Any) -> list[tuple[str, str]]:
    """What Amazon's answer asks for in more detail: ``(what, words of the answer)``."""
    from poa.cases.rounds import ANSWER
    from poa.messages.documents import read_document
    from poa.review.refusal import read_refusal

    own = "\n".join(
        read_document(found.folder / file.name).text
        for file in found.files
        if file.name.endswith((".txt", ".md", ".docx"))
    )
    told: list[tuple[str, str]] = []
    for file in found.answer.files:
        read = read_refusal(read_document(found.folder / ANSWER / file.name).text, own, view.desk.guidance)
        for part, quotes in read.gaps.items():
            name = view.desk.tell(read.names[part]) if part in read.names else part
            told.append((view.say("more_about", part=name), " … ".join(quote.text for quote in quotes[:2])))
    return told
