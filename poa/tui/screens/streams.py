"""The bodies of messages that were read: each with its number, its period and what was found in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poa.errors import InputError
from poa.model.case import Stream, Text
from poa.tui.screens.entries import EntriesScreen
from poa.tui.widgets.lines import Item, Span, blank_line

if TYPE_CHECKING:
    from poa.cases.proposals import Proposal
    from poa.model.case import Case


class StreamsScreen(EntriesScreen):
    """The letter says of each what it was, how many messages were read and from when to when."""

    PLACE = "audit.streams"

    def proposals(self) -> tuple[Proposal, ...]:
        """One for each sender of the imported messages."""
        from poa.cases.proposals import stream_proposals

        questions = self.desk.playbook.questions
        named, unnamed = questions["stream_of_sender"].question, questions["stream_of_nobody"].question
        return stream_proposals(self.session.case, self.session.mail, named, unnamed)

    def blank(self) -> Stream:
        """Nothing is said of it yet; the form asks for words and number."""
        return Stream(what=Text(), read=0)

    def told(self, entry: Any) -> list[Span]:
        """What; how many, when; in breach."""
        spans: list[Span] = [(self.desk.tell(entry.what), "")]
        read = self.words("tui_scope.read", n=entry.read, count=entry.read)
        if entry.sample_of:
            read += self.words("tui_scope.of", count=entry.sample_of)
        parts = [read]
        if entry.period_from and entry.period_to:
            parts.append(self.desk.days(entry.period_from, entry.period_to))
        spans.append(("\n" + " · ".join(parts), "quiet"))
        if entry.in_breach is not None:
            orders = self.words("tui_scope.on_orders", n=entry.orders, count=entry.orders) if entry.orders else ""
            told = self.words("tui_scope.in_breach", n=entry.in_breach, count=entry.in_breach) + orders
            spans.append(("\n" + told, "warn" if entry.in_breach else "good"))
        return spans

    def checked(self, case: Case) -> Case:
        """No more in breach than was read, no more read than there was, and no end before the beginning."""
        for stream in case.audit.streams:
            if stream.in_breach is not None and stream.in_breach > stream.read:
                raise InputError("tui_scope.streams.too_many", breach=stream.in_breach, read=stream.read)
            if stream.sample_of is not None and stream.sample_of < stream.read:
                raise InputError("tui_scope.streams.small_whole", whole=stream.sample_of, read=stream.read)
            if stream.period_from and stream.period_to and stream.period_from > stream.period_to:
                raise InputError("tui_scope.streams.backwards")
        return case

    def totals(self) -> list[Item]:
        """The sum, and the number typed elsewhere where that is another."""
        case = self.session.case
        if not case.audit.streams:
            return []
        added = sum(stream.read for stream in case.audit.streams)
        told = self.say("sum", read=self.words("tui_scope.read", n=added, count=added))
        items = [
            blank_line(),
            Item(spans=[("  " + told, "bold")], hang=2, selectable=False),
        ]
        typed = case.audit.messages_read
        if typed is not None and typed != added:
            items.append(Item(spans=[("! ", "bad"), (self.say("clash", listed=added, typed=typed), "bad")],
                              hang=2, selectable=False))  # fmt: skip
        return items

    def side(self, entry: Any, proposal: Proposal | None) -> list[Item]:
        """What the import counted; breaches are never taken from there."""
        if proposal is None:
            return [Item(spans=[(self.say("confirmed"), "quiet")], selectable=False)]
        lines = [self.say("counted_in", n=entry.read, count=entry.read)]
        if not proposal.key:
            lines.append(self.say("unnamed"))
        bad = self.session.mail.report().by_sender.get(proposal.key, (0, 0))[1]
        if bad:
            lines.append(self.say("suspected", n=bad, count=bad))
        return [Item(spans=[(line + "\n", "")], selectable=False) for line in lines]
