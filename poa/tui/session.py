"""The one mutable object around an open case: every confirmed answer is saved, the last ones can be taken back.

Screens read ``case`` and what is derived from it (progress, questions, letter, review), each computed once for a
case as it stands. A change goes through ``change`` or ``answer``; later steps that stand on it are marked "look
again", never emptied.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from poa.errors import LockedError
from poa.model.question import STEPS, Step, StepState
from poa.tui.desk import Desk
from poa.tui.drafts import Drafts
from poa.tui.holding import Holding, held
from poa.tui.names import titled
from poa.tui.paths import with_value
from poa.tui.reviewed import band_of
from poa.tui.times import TimeLeft, closed_head, time_left

if TYPE_CHECKING:
    from poa.cases.store import Lock
    from poa.model.case import Case
    from poa.model.letter import Letter
    from poa.model.question import Question, Suggestion
    from poa.model.review import Review
    from poa.model.rule import Bilingual
    from poa.model.standing import Beside

# An answer in one of these steps may change what the later ones should say.
FOUNDATIONS: tuple[Step, ...] = ("notice", "messages", "causes")
MAX_UNDO = 100
# The letters sent before, and the name and text of each letter of another case.
Compared = tuple[tuple[str, ...], tuple[tuple[str, str], ...]]
# Takes back what was done beside the answers.
Back = Callable[[], object]


class Session(Holding):
    """An open case.

    Args:
        desk: what all screens share.
        folder: the case's folder.
        case: its answers.
        lock: held for as long as the case is open; None makes the session read-only.
        refusal: why it is read-only.
    """

    def __init__(
        self, desk: Desk, folder: Path, case: Case, lock: Lock | None, refusal: LockedError | None = None
    ) -> None:
        super().__init__(desk, folder, lock, refusal)
        self._case = case
        self._undo: list[tuple[Case, str, Back]] = []
        self._derived: dict[Any, Any] = {}
        self._kept: dict[str, Any] = {}
        self.compared: Compared = ((), ())
        # Why a step is marked "look again", as far as it happened since the case was opened.
        self.reasons: dict[Step, str] = {}
        self.revision = 0
        self.drafts = Drafts(folder)
        self.watch: Callable[[], None] = lambda: None

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

    # ---- changes

    def change(self, case: Case, *, step: Step | None = None, why: str = "", back: Back | None = None) -> None:
        """Save a changed case.

        Args:
            case: the new answers.
            step: where the answer was given; a foundation marks later steps that hold answers "look again".
            why: what changed, for the history.
            back: takes back what was done beside the answers, when the change is taken back.

        Raises:
            LockedError: the session is read-only.
            CaseError: it could not be saved; the session keeps the old answers.
        """
        if case == self._case and back is None:
            return
        if self.refusal is not None:
            raise self.refusal
        if step is not None:
            case = self._marked(case, step, why)
        before = self._case
        self._save(case, why)
        self._undo.append((before, why, back or (lambda: None)))
        del self._undo[:-MAX_UNDO]

    def answer(self, path: str, value: Any, step: Step) -> None:
        """Save one answer; see change."""
        self.change(with_value(self._case, path, value), step=step, why=path)

    @property
    def last_change(self) -> str:
        """What undo would take back, as it was saved; nothing where there is none."""
        return self._undo[-1][1] if self._undo else ""

    def undo(self) -> bool:
        """Take the last change back; False where there is none."""
        if not self._undo:
            return False
        case, why, back = self._undo[-1]
        self._save(case, f"undo {why}".strip())
        self._undo.pop()
        back()
        return True

    def looked(self, step: Step) -> None:
        """The user went through a step that was marked "look again"."""
        import msgspec

        if step in self._case.look_again and not self.read_only:
            left = tuple(name for name in self._case.look_again if name != step)
            self._save(msgspec.structs.replace(self._case, look_again=left), f"looked {step}")

    def look(self, *, force: bool = False) -> bool:
        """While another window holds the case: hold it once that has ended, or by ``force``; read what was saved there.

        Returns:
            whether the answers are others than before; then none of those given here can be taken back.

        Raises:
            CaseError: the case can no longer be read, or the folder cannot be written.
        """
        case = self.wait(force=force)
        if case is None:
            return False
        self.forget_mail()
        self._kept.clear()
        if case == self._case:
            return False
        self._case = case
        self._undo.clear()
        self.revision += 1
        return True

    def _save(self, case: Case, why: str) -> None:
        from poa.cases.store import save

        self._derived.clear()
        steps = {str(step): str(state) for step, state in self._progress(case).items()}
        try:
            save(self.folder, case, now=self.desk.now, why=why, steps=steps)
        except LockedError as refusal:
            raise self.lost(refusal) from refusal
        self._case = case
        self.revision += 1
        self.watch()

    def _marked(self, case: Case, step: Step, why: str) -> Case:
        import msgspec

        from poa.tui.changes import became_another, later_steps, told_change

        marks = set(case.look_again) - {step}
        if step in FOUNDATIONS and became_another(self._case, case, why):
            progress = self.progress
            touched = {s for s in later_steps(step) if progress.get(s) not in (None, "empty") and s in _MARKED}
            marks |= touched
            self.reasons.update(dict.fromkeys(touched, told_change(self, why)))
        return msgspec.structs.replace(case, look_again=tuple(name for name in STEPS if name in marks))

    # ---- what follows from the answers

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
            "suggestions", lambda: tuple(suggest(self._case, self.findings, self.desk.playbook, self._rule_name))
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

        found: Review = self.derived(
            "review",
            lambda: review(
                self.letter("en"),
                guidance=self.desk.guidance,
                case=self._case,
                mirror=self.letter("zh"),
                earlier=self.compared[0],
                others=self.compared[1],
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
    def findings(self) -> tuple[Any, ...]:
        """Findings in the imported messages, without those that the seller found to be none or set aside."""
        left_out = self._case.decided
        suspects = (audited for audited in self.mail.suspects() if audited.id not in left_out)
        return tuple(finding for audited in suspects for finding in audited.findings)

    def forget_mail(self) -> None:
        """Messages were imported: read them anew."""
        self.__dict__.pop("mail", None)
        self._derived.clear()


_MARKED: frozenset[Step] = frozenset({"causes", "actions", "measures", "evidence", "training"})


def open_session(desk: Desk, folder: Path) -> Session:
    """Open a case for writing, or read-only where another window holds it.

    Raises:
        CaseError: it cannot be read.
    """
    from poa.cases.lock import WINDOW
    from poa.cases.store import acquire, load

    case = load(folder)
    try:
        return Session(desk, folder, case, acquire(folder, WINDOW, desk.now))
    except LockedError as refusal:
        return Session(desk, folder, case, None, held(desk, folder) or refusal)
