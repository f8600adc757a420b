"""Where people are named: what Enter does in the fields of a new one, and who is taken out of the list again."""

from __future__ import annotations

from textual import on
from textual.widgets import Input

from poa.errors import PoaError
from poa.tui.answers import both_names
from poa.tui.fields import PEOPLE
from poa.tui.paths import value_at, without
from poa.tui.screens.attesting import Attesting
from poa.tui.widgets.lines import Lines


class Naming(Attesting):
    """A screen among whose questions are those that people answer, or evidence, with two fields for what is new."""

    async def action_confirm(self) -> None:
        """Keep the answer."""
        raise NotImplementedError

    def then(self) -> str:
        """What Enter does once a new person is named."""
        if self._second_field() is not None:
            return self.words("tui_fields.how_characters")
        return self.words("tui_fields.how_next_person" if self.question.path == PEOPLE else "tui_fields.how_kept")

    def _second_field(self) -> Input | None:
        """The second of two boxes, where what stands in the first asks for it: characters are spelled by themselves."""
        from poa.text.pinyin import has_han

        if not isinstance(self.focused, Input) or self.focused.id != "new-en":
            return None
        first, second = self.focused.value.strip(), self.query_one("#new-zh", Input)
        if self.question.type != "exhibits" and has_han(first):
            return None
        return second if first and not second.value.strip() else None

    @on(Input.Submitted)
    async def _entered(self, event: Input.Submitted) -> None:
        """Enter keeps the answer; from a name in Latin letters it goes to the one in characters first, while empty."""
        second = self._second_field()
        if second is None:
            await self.action_confirm()
            return
        self.set_focus(second)
        self.say()

    def person_at(self, key: str) -> int:
        """The place of a listed person among those of the case."""
        from poa.letter.people import reference

        case = self.session.case
        return next(number for number, person in enumerate(case.people) if reference(case, person) == key)

    async def action_remove(self) -> None:
        """The listed person under the cursor goes, where nothing names him."""
        from poa.cases.people import is_named

        listing, case = self.query_one("#choices", Lines), self.session.case
        if not listing.has_focus or listing.key is None:
            return
        place = f"people[{self.person_at(listing.key)}]"
        person = value_at(case, place)
        name = both_names(person.en, person.zh, self.words)
        if is_named(case, person):
            self.tell(self.words("tui_steps.notice.person_named", name=name), warning=True)
            return
        try:
            self.session.change(without(case, place), step=self.question.step, why=f"- {place}")
        except PoaError as problem:
            self.tell_problem(problem)
            return
        self.tell(self.words("tui_steps.notice.person_removed", name=name))
        await self.turn_to(PEOPLE)
