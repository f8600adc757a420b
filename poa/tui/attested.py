"""What was attested was a sentence: where an answer changes it afterwards, it is asked about again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from poa.letter.attest import sentences_of
from poa.tui.paths import value_at, with_value

if TYPE_CHECKING:
    from poa.model.case import Case
    from poa.model.question import Step
    from poa.tui.session import Session

_ENTRY = re.compile(r"((?:actions|measures)\[\d+\])")
_ATTESTED = ("done", "in_force")


class Attested:
    """The sentences of one entry as they stood when its questions were opened.

    Args:
        session: the open case.
        path: of the first question (``measures[0].slots.sample``).
    """

    def __init__(self, session: Session, path: str) -> None:
        self.session = session
        found = _ENTRY.match(path)
        self.prefix = found[1] if found else ""
        self.before = self._sentences(session.case) if self._is_attested(session.case) else ()

    def again(self) -> Case | None:
        """The case with the entry open again; None where the letter says of it what it said, or it was asked since."""
        session, case = self.session, self.session.case
        if not self.before or not self._is_attested(case) or session.last_change == f"{self.prefix}.status":
            return None
        if self._sentences(case) == self.before:
            return None
        return with_value(case, f"{self.prefix}.status", None)

    def _is_attested(self, case: Case) -> bool:
        """Whether the entry was called true and all that its sentences need was there."""
        if not self.prefix or getattr(value_at(case, self.prefix), "status", None) not in _ATTESTED:
            return False
        mine = (q for q in self.session.questions(self._step) if q.path.startswith(f"{self.prefix}."))
        return all(question.answered or not question.required for question in mine)

    @property
    def _step(self) -> Step:
        return "actions" if self.prefix.startswith("actions") else "measures"

    def _sentences(self, case: Case) -> tuple[str, ...]:
        desk = self.session.desk
        path, templates = f"{self.prefix}.status", desk.places.own_templates()
        return sentences_of(case, desk.guidance, path, "en", templates=templates)
