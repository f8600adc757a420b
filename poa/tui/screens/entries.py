"""A list of entries that the seller confirmed, and below them what was counted and may be confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.timer import Timer
from textual.widget import Widget

from poa.errors import PoaError
from poa.plan.entries import entry_questions
from poa.tui import commands as c
from poa.tui.paths import value_at, with_value, without
from poa.tui.screens.base import PoaScreen
from poa.tui.screens.entry import EntryScreen
from poa.tui.session import Session
from poa.tui.undoing import undone
from poa.tui.widgets.lines import Item, Lines, Span, blank_line
from poa.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from poa.cases.proposals import Proposal
    from poa.model.case import Case

PAUSE = 0.08
PAGE = 100


class EntriesScreen(PoaScreen[None]):
    """Enter makes a proposal a fact, or opens what is one already. ``PLACE`` is the list in the case.

    Args:
        session: the open case.
        start: the confirmed entry to begin at.
    """

    PLACE: ClassVar[str] = ""
    ACTIONS: ClassVar[tuple[type[c.Command], ...]] = (
        c.Decide, c.Add, c.Remove, c.Undo, c.Back, c.SwitchLanguage, c.Help,
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = c.bindings(*ACTIONS)
    HELP = "scope"

    def __init__(self, session: Session, start: int | None = None) -> None:
        super().__init__()
        self.session, self.start = session, start
        self.limit = PAGE
        self.proposed: tuple[Proposal, ...] = ()
        self._pending: Timer | None = None

    # ---- said by each list

    def proposals(self) -> tuple[Proposal, ...]:
        """What was counted and is not in the case."""
        raise NotImplementedError

    def blank(self) -> Any:
        """An empty entry, for one that is told by hand."""
        raise NotImplementedError

    def told(self, entry: Any) -> list[Span]:
        """An entry of the list; line breaks part its lines."""
        raise NotImplementedError

    def totals(self) -> list[Item]:
        """What follows from the confirmed entries; may hold rows to choose."""
        return []

    def side(self, entry: Any, proposal: Proposal | None) -> list[Item]:
        """What stands beside the list about the entry under the cursor."""
        raise NotImplementedError

    def place_of(self, entry: Any) -> int:
        """Where a new entry is put in: at the end."""
        return len(self.entries)

    def checked(self, case: Case) -> Case:
        """The case with its list in order.

        Raises:
            InputError: two things in it cannot both be true.
        """
        return case

    def choose_other(self, key: str) -> None:
        """Enter on a row of ``totals``."""

    # ---- what is shown

    @property
    def area(self) -> str:
        """The part of the wording that speaks of this list."""
        return self.PLACE.rpartition(".")[2]

    def say(self, key: str, **values: object) -> str:
        """Words of this list."""
        return self.words(f"tui_scope.{self.area}.{key}", **values)

    @property
    def entries(self) -> Sequence[Any]:
        """The confirmed entries."""
        return value_at(self.session.case, self.PLACE) or ()

    def body(self) -> Iterable[Widget]:
        """What it is about; the list; beside it what the entry under the cursor stands on."""
        yield Vertical(
            Prose(self.say("intro"), id="entries-note"),
            Horizontal(Lines(id="entries"), Lines(id="entry-side", cursor=False), id="entries-page"),
            id="scope",
        )

    def where(self) -> tuple[str, str, str]:
        """The list's name."""
        return self.session.title(), self.say("name"), "right"

    def first_focus(self) -> str:
        """The list."""
        return "#entries"

    def footer_commands(self) -> list[type[c.Command]]:
        """Adding and taking out are shown here, since they are half of the work."""
        return list(self.ACTIONS)

    def redraw(self) -> None:
        """Confirmed entries, what they add up to, proposals."""
        start, self.start = self.start, None
        self._draw(f"entry:{start}" if start is not None else None)

    def _draw(self, key: str | None) -> None:
        try:
            self.proposed = self.proposals()
        except PoaError as problem:
            self.proposed = ()
            self.tell_problem(problem)
        self.query_one("#entries-note", Prose).update(self.say("intro"))
        self.query_one("#entries", Lines).show(self._items(), key=key)
        self._draw_side()

    def _items(self) -> list[Item]:
        items = [_head(self.words("tui_scope.confirmed"))]
        items += [Item(f"entry:{n}", spans=[("✓ ", "good"), *self.told(e)], hang=2) for n, e in enumerate(self.entries)]
        if not self.entries:
            items.append(Item(spans=[("  " + self.say("none"), "quiet")], hang=2, selectable=False))
        items += self.totals()
        if self.proposed:
            items += [blank_line(), _head(self.words("tui_scope.proposed"))]
        for proposal in self.proposed[: self.limit]:
            spans = [("+ ", "accent"), *self.told(proposal.entry), ("\n" + self.counted(proposal), "quiet")]
            items.append(Item(f"proposal:{proposal.key}", spans=spans, hang=2))
        if len(self.proposed) > self.limit:
            items.append(Item("more", spans=[("  " + self.words("tui_scope.more"), "accent")]))
        items += [blank_line(), Item("add", spans=[("+ ", "accent"), (self.say("add"), "accent")], hang=2)]
        return items

    def counted(self, proposal: Proposal) -> str:
        """Where the numbers of a proposal come from."""
        return self.words(f"tui_scope.counted.{proposal.counted}", n=proposal.number, count=proposal.number)

    @on(Lines.Moved, "#entries")
    def _moved(self) -> None:
        """The cursor is painted at once, what stands beside it once it rests."""
        if self._pending is not None:
            self._pending.stop()
        self._pending = self.set_timer(PAUSE, self._draw_side)

    def _draw_side(self) -> None:
        if not self.is_attached:
            return
        kind, _, key = str(self.query_one("#entries", Lines).key or "").partition(":")
        proposal = self._proposal(key) if kind == "proposal" else None
        entry = proposal.entry if proposal else self.entries[int(key)] if kind == "entry" else None
        side = self.query_one("#entry-side", Lines)
        try:
            side.show(self.side(entry, proposal) if entry is not None else [])
        except PoaError as problem:
            side.show([Item(spans=[(problem.told(self.words), "bad")])])
        side.scroll_home(animate=False)

    def _proposal(self, key: str) -> Proposal | None:
        return next((proposal for proposal in self.proposed if proposal.key == key), None)

    # ---- actions

    @on(Lines.Chosen, "#entries")
    def _chosen(self, event: Lines.Chosen) -> None:
        kind, _, key = str(event.key).partition(":")
        if kind == "entry":
            self._open(self.session.case, int(key))
        elif kind == "proposal":
            self._take(key)
        elif kind == "add":
            self.action_add()
        elif kind == "more":
            self.limit += PAGE
            self.redraw()
        else:
            self.choose_other(str(event.key))

    def action_decide(self) -> None:
        """Enter on the line under the cursor."""
        self.query_one("#entries", Lines).action_choose()

    def _take(self, key: str) -> None:
        """A proposal becomes a fact; where something of it must be added first, its form opens."""
        proposal = self._proposal(key)
        if proposal is None:
            return
        place = self.place_of(proposal.entry)
        case = self._placed(proposal.entry, place)
        asked = entry_questions(case, self.desk.playbook, f"{self.PLACE}[{place}]")
        if any(question.required and not question.answered for question in asked):
            self._open(case, place, proposal)
            return
        following = self._after(key)
        if self._save(case):
            self.app.clear_notifications()
            self.tell(self.say("taken"))
            self._draw(following)

    def _after(self, key: str) -> str | None:
        keys = [proposal.key for proposal in self.proposed]
        rest = keys[keys.index(key) + 1 :] or keys[: keys.index(key)]
        return f"proposal:{rest[0]}" if rest else None

    def _placed(self, entry: Any, place: int) -> Case:
        entries = [*self.entries[:place], entry, *self.entries[place:]]
        return with_value(self.session.case, self.PLACE, entries)

    def _open(self, case: Case, place: int, proposal: Proposal | None = None) -> None:
        def note() -> str:
            return self.counted(proposal) if proposal else self.say("form")

        self.app.push_screen(EntryScreen(self.session, case, f"{self.PLACE}[{place}]", note, self.checked))

    def action_add(self) -> None:
        """An entry that is told by hand."""
        place = len(self.entries)
        self._open(self._placed(self.blank(), place), place)

    def action_remove(self) -> None:
        """Take a confirmed entry out; what it was counted from is proposed again."""
        kind, _, key = str(self.query_one("#entries", Lines).key or "").partition(":")
        if kind == "entry" and self._save(without(self.session.case, f"{self.PLACE}[{key}]")):
            self.tell(self.words("tui_steps.general.removed"))
            self._draw(None)

    def action_undo(self) -> None:
        """Take the last change of this list back; older ones elsewhere are taken back where they were made."""
        if not undone(self, self.session, self.PLACE):
            return
        self.tell_undone(self.words("tui_steps.general.undone", what=self.say("name")))
        self._draw(None)

    def _save(self, case: Case, why: str = "") -> bool:
        try:
            self.session.change(case, step="messages", why=why or self.PLACE)
        except PoaError as problem:
            self.tell_problem(problem)
            return False
        return True


def _head(title: str) -> Item:
    return Item(spans=[(title, "head")], selectable=False)
