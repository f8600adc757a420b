"""The one mutable object around an open case: every confirmed answer is saved, the last ones can be taken back.

Screens read ``case`` and what follows from it (poa.tui.following). A change goes through ``change`` or ``answer``;
later steps that stand on it are marked "look again", never emptied.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from poa.errors import LockedError
from poa.model.question import STEPS, Step
from poa.tui.desk import Desk
from poa.tui.drafts import Drafts
from poa.tui.following import Following
from poa.tui.holding import held
from poa.tui.paths import with_value

if TYPE_CHECKING:
    from poa.cases.store import Lock
    from poa.model.case import Case

# An answer in one of these steps may change what the later ones should say.
FOUNDATIONS: tuple[Step, ...] = ("notice", "messages", "causes")
MAX_UNDO = 100
# Takes back what was done beside the answers.
Back = Callable[[], object]


class Session(Following):
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
        super().__init__(desk, folder, case, lock, refusal)
        self._undo: list[tuple[Case, str, Back]] = []
        # Why a step is marked "look again", as far as it happened since the case was opened.
        self.reasons: dict[Step, str] = {}
        self.revision = 0
        self.drafts = Drafts(folder)
        self.watch: Callable[[], None] = lambda: None

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
        case = self._reopened(case, why)
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
        # What was worked out while this was saved had not seen yet what lies beside the answers now.
        self._derived.clear()
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

    def _reopened(self, case: Case, why: str) -> Case:
        """An attested sentence that the answer at ``why`` makes another is to be attested anew."""
        from poa.letter.attest import reopened

        return reopened(self._case, case, self.desk.guidance, why, templates=self.desk.places.own_templates())

    def _marked(self, case: Case, step: Step, why: str) -> Case:
        import msgspec

        from poa.tui.changes import became_another, later_steps, told_change

        marks = set(case.look_again) - {step}
        if step in FOUNDATIONS and became_another(self._case, case, why):
            progress = self.progress
            touched = {
                s for s in later_steps(step) if progress.get(s) not in (None, "empty", "unneeded") and s in _MARKED
            }
            marks |= touched
            self.reasons.update(dict.fromkeys(touched, told_change(self, why)))
        return msgspec.structs.replace(case, look_again=tuple(name for name in STEPS if name in marks))


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
