"""The conversation that a dispute shows: who wrote what, in order, word for word."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from poa.errors import InputError
from poa.model.case import Turn
from poa.tui.answers import person_name
from poa.tui.flow import shortened
from poa.tui.screens.entries import EntriesScreen
from poa.tui.widgets.lines import Item, Span

if TYPE_CHECKING:
    from poa.cases.proposals import Proposal
    from poa.model.case import Case


class ConversationScreen(EntriesScreen):
    """Proposed are the imported messages on the orders that the notice names."""

    PLACE = "conversation"

    def proposals(self) -> tuple[Proposal, ...]:
        """Messages that are not shown yet, in order of time."""
        from poa.cases.proposals import turn_proposals

        return turn_proposals(self.session.case, self.session.mail)

    def blank(self) -> Turn:
        """A message of ours; the form asks for its words."""
        return Turn()

    def place_of(self, entry: Any) -> int:
        """In order of the days."""
        from poa.cases.proposals import place_for

        return place_for(entry, self.session.case.conversation)

    def checked(self, case: Case) -> Case:
        """In order of the days; a message without a day stays behind the one before it. An empty one says nothing."""
        import msgspec

        day, dated = date.min, []
        for turn in case.conversation:
            if not (turn.quote or turn.text):
                raise InputError("tui_scope.conversation.empty")
            day = turn.on or day
            dated.append((day, turn))
        ordered = tuple(turn for _, turn in sorted(dated, key=lambda pair: pair[0]))
        return msgspec.structs.replace(case, conversation=ordered)

    def told(self, entry: Any) -> list[Span]:
        """Who and when; the words."""
        who = self.words("tui_scope.buyer")
        if entry.sender == "us":
            who = person_name(entry.by, self.session.case, self.words) or self.words("tui_scope.us")
        day = self.desk.day(entry.on) if entry.on else self.words("tui_steps.messages.no_day")
        quote = f"“{entry.quote}”" if entry.quote else self.desk.tell(entry.text)
        return [(f"{who}  {day}", "bold"), ("\n" + shortened(quote, 160), "")]

    def side(self, entry: Any, proposal: Proposal | None) -> list[Item]:
        """The whole message, with what it means in the other language."""
        lines = [entry.quote, entry.quote_en or entry.quote_zh, self.desk.tell(entry.text)]
        return [Item(spans=[(line, "quiet" if n else "")], selectable=False)
                for n, part in enumerate(lines) if part for line in (*part.split("\n"), "")]  # fmt: skip
