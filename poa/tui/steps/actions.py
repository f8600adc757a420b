"""Step 4: what was done. Each action is attested: done (when, who, proof), planned (by when), or not true."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from poa.model.question import Step
from poa.tui.steps.base import State
from poa.tui.steps.entries import EntriesView


class View(EntriesView):
    """Actions taken."""

    step: ClassVar[Step] = "actions"
    place: ClassVar[str] = "actions"

    def fresh(self, entry: str) -> Any:
        """An action that claims nothing yet; it names the one cause where there is just one."""
        from poa.model.case import Action

        return Action(entry=entry, causes=self._causes(entry))

    def _causes(self, entry: str) -> tuple[int | str, ...]:
        causes = self.case.causes
        book = self.desk.playbook.causes
        fitting = tuple(
            c.id or n
            for n, c in enumerate(causes, 1)
            if c.entry in book and entry in getattr(book[c.entry], self.place)
        )
        if fitting:
            return fitting
        return (causes[0].id or 1,) if len(causes) == 1 else ()

    def suggested(self) -> Iterable[tuple[str, str]]:
        """Those that the chosen causes name, then what else is suggested."""
        seen: set[str] = set()
        for number, cause in enumerate(self.case.causes, 1):
            entry = self.desk.playbook.causes.get(cause.entry)
            for name in getattr(entry, self.place, ()):
                if name not in seen and name in self.entries():
                    seen.add(name)
                    yield name, self.say("for_cause", number=number, cause=self.desk.tell(entry.title))
        for name, why in super().suggested():
            if name not in seen:
                yield name, why

    def told(self, item: Any) -> str:
        """Status, day and person."""
        status = self.say(f"status_{item.status or 'open'}")
        parts = [
            status,
            str(getattr(item, "on", None) or getattr(item, "until", None) or getattr(item, "since", None) or ""),
        ]
        people = getattr(item, "by", ()) or (getattr(item, "owner", ""),)
        return ", ".join(part for part in (*parts, *people) if part)

    def state(self, prefix: str, item: Any) -> State:
        """An action that is not true stays out of the letter and is done with."""
        return "open" if item.status == "not_true" else super().state(prefix, item)
