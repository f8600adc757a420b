"""Step 10: what was sent, exactly; what Amazon answered; what the next letter must add."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

import msgspec

from poa.model.question import Question, Step
from poa.review.answered import FINAL, FURTHER, OUTCOMES, REFUSAL, STEP_OF, gaps_of, proposal, words_of
from poa.tui.screens.unsend import ask_unsend
from poa.tui.steps.base import Row, StepView, head

if TYPE_CHECKING:
    from poa.cases.rounds import Round
    from poa.review.refusal import RefusalGaps

HASH_SHOWN = 16


class View(StepView):
    """Amazon's answer."""

    step: ClassVar[Step] = "answer"

    @property
    def way_on(self) -> str:
        """After what was sent comes Amazon's answer."""
        rounds = self.rounds()
        return "answer" if rounds and rounds[-1].answer is None else "submit"

    def rows(self) -> Iterable[Row]:
        """Rounds with their answers and gaps; what can be recorded now."""
        rounds = self.rounds()
        for found in rounds:
            yield from self._round(found, last=found is rounds[-1])
        yield from self._put_aside()
        key = self.way_on
        yield Row(key, self.say("record_answer" if key == "answer" else "record_sent"), state="action")
        yield from self.question_rows()
        yield head(self.say("end"))
        closed = self.case.closed_on
        key = "reopen" if closed else "close"
        yield Row(key, self.say(key, on=self.desk.day(closed) if closed else ""), state="info")

    def _put_aside(self) -> Iterable[Row]:
        """Submissions that were none; the way to put the last one aside, as long as nothing answers it."""
        from poa.cases.withdrawing import withdrawn_rounds

        for gone in withdrawn_rounds(self.session.folder):
            told = self.desk.words("tui_round.round_withdrawn", on=self._day(gone.sent))
            yield Row("", told, note=gone.folder.name, state="open")
        if self.way_on == "answer":
            yield Row("unsend", self.desk.words("tui_round.unsend"), state="info")

    def rounds(self) -> tuple[Round, ...]:
        """The rounds of the case."""
        from poa.cases.rounds import rounds

        return rounds(self.session.folder)

    def _round(self, found: Round, *, last: bool) -> Iterable[Row]:
        """What was sent, with the beginning of each hash; what came back; what it wants."""
        from poa.cases.rounds import altered
        from poa.cases.withdrawing import withdrawn

        files = "\n".join(f"{file.name}  {file.sha256[:HASH_SHOWN]}" for file in found.files)
        yield Row(f"sent:{found.number}", self.say("sent", number=found.number, on=self._day(found.sent)), note=files,
                  state="done")  # fmt: skip
        for path in altered(found):
            yield Row("", self.desk.words("tui_round.altered", file=path.name), state="problem")
        for old in withdrawn(found):
            yield Row("", self.desk.words("tui_round.withdrawn", on=self._day(old.answer.received)),
                      note=old.folder.name, state="open")  # fmt: skip
        if found.answer is None:
            return
        kind = self.desk.words(f"tui.severities.{found.answer.kind}") if found.answer.kind else ""
        said = self.say("answered", on=self._day(found.answer.received))
        words = self.session.kept(f"said-{_called(found)}", lambda: words_of(found, self.desk.guidance))
        yield Row(f"said:{found.number}", said, kind, note=" … ".join(words[:2]), state="done")
        if last:
            yield self._outcome_row(found, found.answer.kind)
        gaps = self._gaps(found)
        for part, quotes in gaps.gaps.items() if gaps else ():
            words = " … ".join(dict.fromkeys(quote.text.strip(" -*•") for quote in quotes[:2]))
            told = self.say("more_about", part=self.desk.tell(gaps.names[part]) if gaps else part)
            yield Row(f"gap:{part}", told, note=words, state="todo" if last else "open")
        if last and found.answer.kind in (REFUSAL, FINAL):
            branch = self.desk.playbook.branches[FURTHER]
            chosen = self.case.branch == FURTHER
            told = self.desk.tell(branch.title)
            yield Row("further", told if chosen else self.desk.words("tui_round.go_on_with", branch=told),
                      note=self.desk.tell(branch.option if chosen else branch.when),
                      state="done" if chosen else "todo")  # fmt: skip

    def _outcome_row(self, found: Round, kind: str) -> Row:
        """What the answer is can be said by the seller; where nothing was read, or an acceptance, it must be."""
        if kind in OUTCOMES.values():
            return Row("outcome", self.desk.words("tui_round.outcome_otherwise"), state="action")
        if read := self._proposal(found):
            return Row("outcome", self.desk.words("tui_round.outcome_confirm"), note=" … ".join(read[:2]), state="todo")
        return Row("outcome", self.desk.words("tui_round.outcome_open"), state="todo")

    def _proposal(self, found: Round) -> tuple[str, ...]:
        read: tuple[str, ...] = self.session.kept(
            f"proposal-{_called(found)}", lambda: proposal(found, self.desk.guidance)
        )
        return read

    def _gaps(self, found: Round) -> RefusalGaps | None:
        made: RefusalGaps | None = self.session.kept(
            f"gaps-{_called(found)}", lambda: gaps_of(found, self.desk.guidance)
        )
        return made

    def _day(self, moment: datetime) -> str:
        return self.desk.day(moment)

    def choose(self, key: str) -> None:
        """Record, read again, close, answer a question."""
        kind, _, rest = key.partition(":")
        if key == "submit":
            self._submit()
        elif key == "answer":
            self._record_answer()
        elif key == "unsend":
            ask_unsend(self.screen)
        elif key == "outcome":
            self._ask_outcome(self.rounds()[-1])
        elif key == "close":
            self._ask_close()
        elif key == "reopen":
            self.change(msgspec.structs.replace(self.case, closed_on=None), "closed_on")
        elif key == "further":
            self.change(msgspec.structs.replace(self.case, branch=FURTHER), "branch")
        elif kind == "gap":
            self.screen.jump(STEP_OF.get(rest, "review"))
        elif kind in ("sent", "said"):
            self._read(int(rest), answer=kind == "said")
        else:
            super().choose(key)

    def _ask_close(self) -> None:
        """Close at once what Amazon's answer ended; of any other case ask first, and say what is still open in it."""
        from poa.cases.rounds import ended_as
        from poa.tui.screens.choose import ChooseScreen, Option

        if ended_as(self.session.folder):
            self._close("close")
            return
        words, last = self.desk.words, self.rounds()[-1:]
        answer = last[0].answer if last else None
        kind = "refused" if answer and answer.kind == REFUSAL else "unread" if answer else "waits"
        # The first line is under the cursor: a mere Enter closes nothing.
        options = [
            Option("", words("tui_round.close_keep")),
            Option("close", self.say("close"), words("tui_round.close_note")),
        ]
        note = words(f"tui_round.close_{kind if last else 'unsent'}")
        self.screen.app.push_screen(ChooseScreen(words("tui_round.close_title"), options, note), self._close)

    def _close(self, said: str | None) -> None:
        if said:
            today = self.desk.local_now.date()
            self.change(msgspec.structs.replace(self.case, closed_on=today), "closed_on")

    def _read(self, number: int, *, answer: bool) -> None:
        """What was sent or what came back, in full; in an answer, what it wants is marked."""
        from poa.review.gather import answer_text, sent_text
        from poa.tui.screens.reading import ReadingScreen

        found = next(one for one in self.rounds() if one.number == number)
        title = self.say("sent", number=number, on=self._day(found.sent))
        if not answer or found.answer is None:
            self.screen.app.push_screen(ReadingScreen(title, sent_text(found), [], ""))
            return
        text, gaps = answer_text(found), self._gaps(found)
        quotes = [quote for part in gaps.gaps.values() for quote in part] if gaps else []
        spans = sorted({(q.start, q.end) for q in quotes if text[q.start : q.end] == q.text})
        title = self.say("answered", on=self._day(found.answer.received))
        self.screen.app.push_screen(ReadingScreen(title, text, spans, ""))

    def _submit(self) -> None:
        from poa.tui.screens.round import SubmitScreen

        self.screen.app.push_screen(SubmitScreen(self.session), self._recorded)

    def dropped(self, text: str) -> bool:
        """The mail with Amazon's answer, as long as it is waited for."""
        if self.way_on != "answer":
            return False
        self._record_answer(text)
        return True

    def _record_answer(self, dropped: str = "") -> None:
        from poa.tui.screens.round import AnswerScreen
        from poa.tui.widgets.pathinput import take_into

        screen = AnswerScreen(self.session, self.rounds()[-1].number)
        self.screen.app.push_screen(screen, self._recorded)
        take_into(screen, "#round-text", dropped)

    def _recorded(self, done: object) -> None:
        if not done:
            return
        self.screen.redraw()
        self.screen.to_next()
        last = self.rounds()[-1]
        if self._proposal(last):
            self._ask_outcome(last)

    def _ask_outcome(self, last: Round) -> None:
        from poa.tui.screens.outcome import ask_outcome

        ask_outcome(self.screen, last)

    def questions(self) -> tuple[Question, ...]:
        """Questions of this step."""
        return tuple(self.session.questions(self.step))


def _called(found: Round) -> str:
    """What an answer's readings are kept under: another answer, or another word on it, is read anew."""
    answer = found.answer
    return f"{found.number} {answer.kind} {' '.join(file.sha256 for file in answer.files)}" if answer else ""
