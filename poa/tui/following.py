"""What follows from the answers of an open case: progress, questions, suggestions, letter, review.

Each is computed once for a case as it stands; screens read it from here and compute nothing themselves.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from poa.errors import LockedError
from poa.model.question import Step, StepState
from poa.tui.desk import Desk
from poa.tui.holding import Holding
from poa.tui.names import titled
from poa.tui.reviewed import band_of
from poa.tui.times import TimeLeft, closed_head, time_left

if TYPE_CHECKING:
    from poa.cases.store import Lock
    from poa.model.case import Case
    from poa.model.letter import Letter
    from poa.model.notice import Notice
    from poa.model.question import Question, Suggestion
    from poa.model.review import Review
    from poa.model.rule import Bilingual
    from poa.model.standing import Beside

# The letters sent before, and the name and text of each letter of another case.
Compared = tuple[tuple[str, ...], tuple[tuple[str, str], ...]]


class Following(Holding):
    """An open case as it is read; ``Session`` changes it.

    Args:
        desk: what all screens share.
        folder: the case's folder.
        case: its answers.
        lock: held for as long as the case is open; None makes it read-only.
        refusal: why it is read-only.
    """

    def __init__(self, desk: Desk, folder: Path, case: Case, lock: Lock | None, refusal: LockedError | None) -> None:
        super().__init__(desk, folder, lock, refusal)
        self._case = case
        self._derived: dict[Any, Any] = {}
        self._kept: dict[str, Any] = {}
        self.compared: Compared = ((), ())

    @property
    def case(self) -> Case:
        """The answers as they stand on the disk."""
        return self._case

    def title(self) -> str:
        """The case's name for the top of a screen; the practice case is always marked."""
        return titled(self._case.store.name or self.folder.name, self._case.practice, self.desk.words)

    @property
    def deadline(self) -> datetime | None:
        """When the answer is due."""
        from poa.cases.summary import deadline_of

        return deadline_of(self._case)

    @property
    def stated_hours(self) -> float | None:
        """The hours that the notice leaves, where it is not known yet from when they count."""
        from poa.cases.summary import stated_hours

        return stated_hours(self._case)

    @property
    def time_left(self) -> TimeLeft:
        """How much time is left, in words; of a closed case, how it ended and when."""
        if self._case.closed_on:
            from poa.cases.rounds import ended_as

            return closed_head(self._case.closed_on, ended_as(self.folder), self.desk.words)
        return time_left(self.deadline, self.desk.now, self.desk.words, self.stated_hours)

    # ---- computed once

    def derived(self, key: Any, make: Callable[[], Any]) -> Any:
        """``make()``, computed once as long as the case does not change."""
        if key not in self._derived:
            self._derived[key] = make()
        return self._derived[key]

    def kept(self, key: str, make: Callable[[], Any]) -> Any:
        """``make()``, computed once for as long as the case is open (what stands in files that do not change)."""
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]

    def keep(self, key: str, value: Any) -> None:
        """Keep what was found behind the screen's back, for ``kept``."""
        self._kept[key] = value

    @property
    def notice(self) -> Notice | None:
        """The notice as read from its file; None where the file is gone."""
        from poa.tui.noticeread import notice_of

        file = self.case.notice.file
        found: Notice | None = self.kept("notice", lambda: notice_of(self.folder, file, self.desk.guidance))
        return found

    @property
    def progress(self) -> dict[Step, StepState]:
        """The state of each step; review and export are done when they were done, not when they could be."""
        from poa.cases.standing import standing_of
        from poa.model.standing import settled

        found: dict[Step, StepState] = self.derived("progress", lambda: self._progress(self._case))
        standing = standing_of(self.folder, band_of(self), self.beside)
        last = settled({str(step): state for step, state in found.items()}, standing, closed=bool(self._case.closed_on))
        return cast("dict[Step, StepState]", last)

    @property
    def beside(self) -> Beside:
        """Suspects that are still to be decided, and trainings whose records say otherwise by now."""
        from poa.cases.beside import beside

        return beside(self.folder, self.desk.local_now.date())

    @property
    def again(self) -> frozenset[str]:
        """The steps to look at again: an earlier answer became another, or a record on the disk did."""
        return frozenset(self._case.look_again) | ({"training"} if self.beside.outdated else set())

    def _progress(self, case: Case) -> dict[Step, StepState]:
        from poa.plan import progress

        return dict(progress(case, self.desk.playbook))

    def questions(self, step: Step) -> tuple[Question, ...]:
        """What is asked in a step."""
        from poa.plan import questions

        found: tuple[Question, ...] = self.derived(
            ("questions", step), lambda: tuple(questions(self._case, self.desk.playbook, step))
        )
        return found

    @property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """Entries of the playbook worth looking at, with the reason."""
        from poa.plan import suggest

        found: tuple[Suggestion, ...] = self.derived(
            "suggestions", lambda: tuple(suggest(self._case, self.broken, self.desk.playbook, self._rule_name))
        )
        return found

    def _rule_name(self, rule_id: str) -> Bilingual:
        from poa.model.rule import Bilingual

        rule = self.desk.rules.get(rule_id)
        return rule.title if rule else Bilingual(rule_id, rule_id)

    def letter(self, language: str) -> Letter:
        """The letter as a draft, gaps marked."""
        from poa.letter import compose

        found: Letter = self.derived(
            ("letter", language),
            lambda: compose(
                self._case, self.desk.guidance, language, draft=True, templates=self.desk.places.own_templates()
            ),
        )
        return found

    @property
    def review(self) -> Review:
        """What a strict reader says to the letter as it stands."""
        from poa.review import review
        from poa.review.kept import kept_of

        found: Review = self.derived(
            "review",
            lambda: review(
                self.letter("en"),
                guidance=self.desk.guidance,
                case=self._case,
                mirror=self.letter("zh"),
                earlier=self.compared[0],
                others=self.compared[1],
                kept=kept_of(self.folder, self._case, self.desk.guidance),
                today=self.desk.local_now.date(),
            ),
        )
        return found

    @property
    def read(self) -> bool:
        """Whether the review has read the answers as they stand since the case was opened."""
        return "review" in self._derived

    def gather(self) -> Compared:
        """Read what the review compares with: the letters sent before, and those of the other cases.

        Reads files, so it is called behind the screen's back; ``compare`` takes what it found.
        """
        from poa.review.gather import earlier_letters, other_letters

        return earlier_letters(self.folder, self._case, "en"), other_letters(self.folder, "en")

    def compare(self, compared: Compared) -> bool:
        """Let the review compare with these letters; False where it did already."""
        if compared == self.compared:
            return False
        self.compared = compared
        self._derived.pop("review", None)
        return True

    @cached_property
    def mail(self) -> Any:
        """The imported messages."""
        from poa.cases.mail import CaseMail

        return CaseMail(self.folder)

    @property
    def broken(self) -> tuple[frozenset[str], ...]:
        """The rules that each imported message breaks, without those that the seller found clean or set aside."""
        left_out = self._case.decided
        suspects = (suspect for suspect in self.mail.suspects() if suspect.id not in left_out)
        return tuple(frozenset(found.rule for found in suspect.findings) for suspect in suspects)

    def forget_mail(self) -> None:
        """Messages were imported: read them anew."""
        self.__dict__.pop("mail", None)
        self._derived.clear()
