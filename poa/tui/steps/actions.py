"""Step 4: what was done. Each action is attested: done (when, who, proof), planned (by when), or not true."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, ClassVar

from poa.model.question import Question, Step
from poa.tui.answers import person_name
from poa.tui.paths import value_at, with_value, without
from poa.tui.screens.choose import ChooseScreen, Option
from poa.tui.steps.base import Row, State, head
from poa.tui.steps.entries import EntriesView, Place
from poa.tui.wayfinding import entry_name

_CAUSE = re.compile(r"causes\[(\d+)\]")
STATEMENT_PLACES = ("found", "cause", "done", "scheduled", "measures", "open", "opening")


class View(EntriesView):
    """Actions taken."""

    step: ClassVar[Step] = "actions"
    place: ClassVar[Place] = "actions"

    def rows(self) -> Iterable[Row]:
        """The actions, then facts that no form holds, told in a sentence or two."""
        rows = list(super().rows())
        if self.place == "actions":
            place = next((n for n, row in enumerate(rows) if row.key == "next"), len(rows))
            rows[place - 1 : place - 1] = self._statements()
        yield from rows

    def _statements(self) -> Iterable[Row]:
        yield head(self.say("statements"))
        for number, statement in enumerate(self.case.statements):
            told = self.desk.tell(statement.text)
            title = self.say(f"place_{statement.place}")
            yield Row(f"statement:{number}", title, told, state=self.state_of(f"statements[{number}]"))
        yield Row("statement", self.say("add_statement"), state="action")

    def others(self, prefix: str) -> list[Question]:
        """Questions about statements stand with their statement."""
        return [q for q in super().others(prefix) if not q.path.startswith("statements[")]

    def choose(self, key: str) -> None:
        """A statement, a new one, or what all entries do."""
        if key == "statement":
            options = [Option(name, self.say(f"place_{name}")) for name in STATEMENT_PLACES]
            screen = ChooseScreen(self.say("statement_title"), options, self.say("statement_note"))
            self.screen.app.push_screen(screen, self._add_statement)
        elif key.startswith("statement:"):
            self.ask_about(f"statements[{key.partition(':')[2]}]")
        else:
            super().choose(key)

    def open(self, path: str) -> None:
        """Ask at ``path``; of a cause that nothing answers it is asked what does."""
        cause = _CAUSE.fullmatch(path)
        if cause is None:
            super().open(path)
            return
        options = [
            Option(f"{place}[{number}]", entry_name(self.session, f"{place}[{number}]"), self._step_name(place))
            for place in ("actions", "measures")
            for number, item in enumerate(getattr(self.case, place))
            if item.status != "not_true"
        ]
        asked = self.desk.playbook.questions["orphan_cause"].question
        title = self.desk.tell(asked).format(number=int(cause[1]) + 1)
        screen = ChooseScreen(title, [*options, Option("", self.say("another"))], self.say("answers_note"))
        self.screen.app.push_screen(screen, lambda chosen: self._answers(chosen, int(cause[1])))

    def _step_name(self, place: str) -> str:
        return self.desk.words(f"tui_steps.{place}.name")

    def _answers(self, chosen: str | None, number: int) -> None:
        """An action or measure answers a cause; nothing chosen leads to all that could be added."""
        if chosen is None:
            return
        if not chosen:
            self.add()
            return
        cause = self.case.causes[number]
        path = f"{chosen}.causes"
        self.change(with_value(self.case, path, [*value_at(self.case, path), cause.id or number + 1]), path)

    def _add_statement(self, place: str | None) -> None:
        if place is None:
            return
        from poa.model.case import Statement, Text

        self.ask_new("statements", Statement(place=place, text=Text()))  # type: ignore[arg-type]

    def remove(self, key: str) -> None:
        """An action or a statement."""
        if key.startswith("statement:"):
            path = f"statements[{key.partition(':')[2]}]"
            self.change(without(self.case, path), f"- {path}")
            self.screen.tell(self.desk.words("tui_steps.general.removed"))
        else:
            super().remove(key)

    def fresh(self, entry: str) -> Any:
        """An action that claims nothing yet; it names the one cause where there is just one."""
        from poa.model.case import Action

        return Action(id=self.new_id(entry.rpartition(".")[2] or "own"), entry=entry, causes=self._causes(entry))

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
        day = getattr(item, "on", None) or getattr(item, "until", None) or getattr(item, "since", None)
        people = getattr(item, "by", ()) or (getattr(item, "owner", ""),)
        named = [person_name(name, self.case, self.desk.words) for name in people if name]
        facts = [*([self.desk.day(day)] if day else []), *named]
        # A question ends the line, nothing is set behind it.
        return self.desk.words("tui.comma").join([status, *facts] if item.status else [*facts, status])

    def state(self, prefix: str, item: Any) -> State:
        """An action that is not true stays out of the letter and is done with."""
        return "open" if item.status == "not_true" else super().state(prefix, item)
