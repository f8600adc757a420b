"""The orders in breach: proposed from confirmed incidents and imported messages, each confirmed before it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poa.errors import InputError
from poa.model.case import LedgerRow
from poa.tui.answers import person_name
from poa.tui.flow import shortened
from poa.tui.paths import with_value
from poa.tui.screens.entries import EntriesScreen
from poa.tui.screens.reading import marked_items
from poa.tui.widgets.lines import Item, Span, blank_line

if TYPE_CHECKING:
    from poa.cases.proposals import Proposal
    from poa.model.case import Case

COMPLETE = "audit.ledger_complete"
MOST_SHOWN = 20


class LedgerScreen(EntriesScreen):
    """The letter counts from this table only once the seller says that it is complete."""

    PLACE = "audit.ledger"

    def proposals(self) -> tuple[Proposal, ...]:
        """Orders of incidents first, then those with findings."""
        from poa.cases.proposals import ledger_proposals

        return ledger_proposals(self.session.case, self.session.mail, self.limit + 1)

    def blank(self) -> LedgerRow:
        """One message on an order that is still to be named."""
        return LedgerRow(order_id="")

    def told(self, entry: Any) -> list[Span]:
        """Order and number; who and when; what was said and what became of it."""
        count = self.words("tui_scope.messages", n=entry.messages, count=entry.messages)
        spans: list[Span] = [(entry.order_id, ""), ("  " + count, "")]
        days = self.words("tui.between").join(self.desk.day(day) for day in entry.on)
        second = [part for part in (person_name(entry.by, self.session.case, self.words), days) if part]
        third = [self.desk.tell(text) for text in (entry.said, entry.outcome) if text]
        spans += [("\n" + " · ".join(line), "quiet") for line in (second, third) if line]
        return spans

    def totals(self) -> list[Item]:
        """What the table adds up to, whether it is complete, and what disagrees with it."""
        from poa.letter.totals import totals

        case = self.session.case
        if not case.audit.ledger:
            return []
        messages = sum(row.messages for row in case.audit.ledger)
        orders = len({row.order_id for row in case.audit.ledger})
        state = "complete" if case.audit.ledger_complete else "open"
        mark = "[✓] " if case.audit.ledger_complete else "[ ] "
        told = self.say("sum", messages=self._counted("messages", messages), orders=self._counted("orders", orders))
        items = [
            blank_line(),
            Item(spans=[("  " + told, "bold")], hang=2, selectable=False),
            Item("complete", spans=[(mark, "accent"), (self.say("is_complete"), "")], hang=4),
            Item(spans=[("    " + self.say(f"complete_{state}"), "quiet")], hang=4, selectable=False),
        ]
        for path, listed, typed in totals(case).clash:
            if path != "audit.messages_read":
                told = self.say("clash", name=self.words(f"tui_scope.total.{path[6:]}"), listed=listed, typed=typed)
                items.append(Item(spans=[("! ", "bad"), (told, "bad")], hang=2, selectable=False))
        return items

    def _counted(self, key: str, count: int) -> str:
        return self.words(f"tui_scope.{key}", n=count, count=count)

    def checked(self, case: Case) -> Case:
        """Each order stands in one line, with at least one message."""
        seen: set[str] = set()
        for row in case.audit.ledger:
            if row.order_id in seen:
                raise InputError("tui_scope.ledger.twice", order=row.order_id)
            if row.messages < 1:
                raise InputError("tui_scope.ledger.no_message")
            seen.add(row.order_id)
        return case

    def choose_other(self, key: str) -> None:
        """Say that every order is listed, or take it back."""
        if key == "complete":
            case = self.session.case
            if self._save(with_value(case, COMPLETE, not case.audit.ledger_complete), COMPLETE):
                self.redraw()

    def side(self, entry: Any, proposal: Proposal | None) -> list[Item]:
        """The messages on the order, the words in question marked; and what the incidents say otherwise."""
        from poa.cases.proposals import incidents_by_order

        items: list[Item] = []
        told = len(incidents_by_order(self.session.case).get(entry.order_id, ()))
        if proposal is None and told and told != entry.messages:
            items += [_line(self.say("differs", n=told, count=told), "warn"), _line("")]
        messages = self.session.mail.of_order(entry.order_id)
        if not messages:
            return [*items, _line(self.say("no_messages"), "quiet")]
        for message in messages[:MOST_SHOWN]:
            audited = self.session.mail.audited(message.id)
            found = audited.findings if audited else ()
            ours = message.direction == "outbound"
            name = person_name(message.sender or "", self.session.case, self.words)
            who = name if ours else self.words("tui_scope.buyer")
            day = self.desk.day(message.sent.date()) if message.sent else ""
            mark = ("! ", "warn") if ours and any(f.severity != "info" for f in found) else ("  ", "")
            head = " · ".join(part for part in (who or self.words("tui_scope.us"), day) if part)
            items.append(Item(spans=[mark, (shortened(head, 60), "quiet")], selectable=False))
            text = audited.text if audited else message.text
            spans = sorted((f.start, f.end) for f in found if f.where == "text" and f.severity != "info")
            items += [*marked_items(text, spans), _line("")]
        if len(messages) > MOST_SHOWN:
            rest = len(messages) - MOST_SHOWN
            items.append(_line(self.words("tui_scope.more_messages", n=rest, count=rest), "quiet"))
        return items


def _line(text: str, style: str = "") -> Item:
    return Item(spans=[(text, style)], selectable=False)
