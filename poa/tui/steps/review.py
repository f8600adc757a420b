"""Step 8: what a strict reader says; enter goes to the answer that mends it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from typing import ClassVar

from poa.errors import PoaError
from poa.model.question import STEPS, Step
from poa.model.review import Remark
from poa.tui.following import Compared
from poa.tui.reviewed import keep_review
from poa.tui.steps.base import Row, State, StepView, head, next_row
from poa.tui.stepstates import shown_states
from poa.tui.wayfinding import entry_of, place_name

WEIGHTS: tuple[tuple[str, State], ...] = (
    ("veto", "problem"),
    ("warning", "todo"),
    ("question", "todo"),
    ("note", "info"),
)

# So many lines about the mirror stand among the others.
FEW = 3
# States in which a step calls for work.
CALL = ("part", "problem", "again")


class View(StepView):
    """Review."""

    step: ClassVar[Step] = "review"
    from_the_top: ClassVar[bool] = True
    # Whether all that the mirror lacks is listed.
    unfolded = False

    def opened(self) -> None:
        """Gather what the letter is compared with: earlier rounds and other cases."""
        self.screen.run_worker(self._gather, thread=True, exclusive=True, exit_on_error=False, group="compare")

    def _gather(self) -> None:
        app, compared = self.screen.app, self.session.gather()
        app.call_from_thread(self._gathered, compared)

    def _gathered(self, compared: Compared) -> None:
        self.session.compare(compared)
        if not self.screen.is_mounted:
            return
        # What keeps the letter from being read is said in the place of the rows.
        with contextlib.suppress(PoaError):
            keep_review(self.session)
        # The outline was drawn before the review had read anything.
        self.screen.redraw()

    def rows(self) -> Iterable[Row]:
        """Band, gaps, remarks by weight, the mirror, criteria."""
        review = self.session.review
        gaps = self.session.letter("en").gaps
        told, state = self._band(review.band)
        yield Row(
            "preview",
            told,
            note=self.say("score", score=review.score, max=review.max),
            state=state,
        )
        if review.own_share is not None:
            share, told = f"{review.own_share:.0%}", self.say("own_share_note")
            yield Row("preview", self.say("own_share"), share, note=told, state="info")
        missing = {gap.path for gap in gaps}
        yield from self._gaps("gaps", "en", "todo", set())
        for weight, mark in WEIGHTS:
            remarks = [
                (n, r)
                for n, r in enumerate(review.remarks)
                if r.weight == weight and (r.excerpt or r.path not in missing)
            ]
            if remarks:
                yield head(self.say(f"weight_{weight}"))
            for number, remark in remarks:
                yield self._remark(number, remark, mark)
        yield from self._mirror(missing)
        yield head(self.say("criteria"))
        for criterion in review.criteria:
            mark = "done" if criterion.score >= 3 else "open" if criterion.score == 2 else "todo"
            points = self.say("points", score=criterion.score)
            yield Row(
                f"criterion:{criterion.id}",
                self.desk.tell(criterion.title),
                points,
                self.desk.tell(criterion.reason),
                mark,
            )
        yield from next_row(self)

    def _band(self, band: str) -> tuple[str, State]:
        """What the reader says to the whole; a letter that reads well stands on steps that may still be open."""
        states = shown_states(self.session)
        begun = [
            self.desk.words("tui_steps.general.step", number=STEPS.index(step) + 1, name=self._short(step))
            for step in STEPS[: STEPS.index("training")]
            if states[step] in CALL or (states[step] == "empty" and step != "evidence")
        ]
        if band == "ready" and begun:
            steps = self.desk.words("tui.between").join(begun)
            return self.say("band_ready_but", n=len(begun), steps=steps), "todo"
        return self.say(f"band_{band}"), "done" if band == "ready" else "problem" if band == "not_yet" else "todo"

    def _short(self, step: Step) -> str:
        return self.desk.words(f"tui_steps.{step}.short")

    def _mirror(self, known: set[str]) -> Iterable[Row]:
        """What the mirror alone lacks: the letter can be sent without it, so much of it is one line until asked for."""
        rows = list(self._gaps("mirror", "zh", "open", known))
        lacking = len(rows) - 1
        if lacking > FEW and not self.unfolded:
            rows[1:] = [Row("mirror", self.say("mirror_many", n=lacking, count=lacking), state="action")]
        yield from rows

    def _gaps(self, heading: str, language: str, state: State, known: set[str]) -> Iterable[Row]:
        """What a letter lacks, each once, with the entry that it is about."""
        rows: dict[tuple[str, str], Row] = {}
        for number, gap in enumerate(self.session.letter(language).gaps):
            title, place = self.desk.tell(gap.question), place_name(self.session, gap.path, gap.step)
            if gap.path not in known:
                rows.setdefault((title, place), Row(f"gap:{language}:{number}", title, note=place, state=state))
        if rows:
            yield head(self.say(heading))
        yield from rows.values()

    def _remark(self, number: int, remark: Remark, mark: State) -> Row:
        excerpt = f"“{remark.excerpt}” " if remark.excerpt else ""
        if not excerpt and entry_of(remark.path):
            place = place_name(self.session, remark.path, remark.step)
            excerpt = self.desk.words("tui.label", name=place)
        return Row(
            f"remark:{number}", self.desk.tell(remark.message), note=excerpt + self.desk.tell(remark.remedy), state=mark
        )

    def choose(self, key: str) -> None:
        """Jump to what mends it, and come back from there."""
        place = self.screen.place()
        self._choose(key)
        self.screen.come_back_to(place)

    def _choose(self, key: str) -> None:
        kind, _, rest = key.partition(":")
        if kind == "mirror":
            self.unfolded = True
            self.screen.redraw()
        elif kind == "preview":
            self.screen.open_preview()
        elif kind == "gap":
            language, _, number = rest.partition(":")
            gap = self.session.letter(language).gaps[int(number)]
            self.jump(gap.path, gap.step)
        elif kind == "remark":
            remark = self.session.review.remarks[int(rest)]
            self.jump(remark.path, remark.step)
        elif kind == "criterion":
            found = [remark for remark in self.session.review.remarks if remark.criterion == rest]
            if found:
                self.jump(found[0].path, found[0].step)
            else:
                self.screen.open_preview()
        else:
            super().choose(key)
