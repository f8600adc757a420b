"""A list in which several things can be ticked; nothing is taken before the user keeps it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget

from poa.tui import commands as c
from poa.tui.screens.base import PoaScreen
from poa.tui.screens.choose import Option
from poa.tui.screens.drafting import PICKED
from poa.tui.widgets.lines import Item, Lines
from poa.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from poa.tui.session import Session


class PickScreen(PoaScreen[list[str]]):
    """Returns the keys that were ticked, in the order of the list, or None.

    Args:
        title: the heading, in the present language.
        note: what to think of.
        options: what there is; ``present`` ones are ticked at first.
    """

    ACTIONS: ClassVar[tuple[type[c.Command], ...]] = (c.Tick, c.Confirm, c.Back, c.SwitchLanguage, c.Help)
    BINDINGS: ClassVar[list[BindingType]] = c.bindings(*ACTIONS[1:])
    HELP = "training-session"
    # Where the list is asked: in an open case, and there about a training; set by the book of trainings.
    session: Session | None = None
    about = ""

    def __init__(
        self,
        title: Callable[[], str],
        note: Callable[[], str],
        options: Callable[[], Sequence[Option]],
    ) -> None:
        super().__init__()
        self.heading, self.note, self.options = title, note, options
        self.begun = frozenset(option.key for option in options() if option.present)
        self.picked = set(self.begun)

    def body(self) -> Iterable[Widget]:
        """Heading, note, list."""
        yield Vertical(
            Prose(self.heading(), classes="page-title"),
            Prose(self.note(), classes="page-note"),
            Lines(id="picks"),
            classes="page",
        )

    def where(self) -> tuple[str, str, str]:
        """How many are ticked."""
        count = len(self.picked)
        return self.words("tui_training.where"), self.words("tui_training.picked", n=count, count=count), "right"

    def first_focus(self) -> str:
        """The list."""
        return "#picks"

    def redraw(self) -> None:
        """Each with its mark."""
        items = []
        for option in self.options():
            mark = "[✓] " if option.key in self.picked else "[ ] "
            note = f"  {option.note}" if option.note else ""
            items.append(Item(option.key, spans=[(mark, "accent"), (option.title, ""), (note, "quiet")], hang=4))
        self.query_one("#picks", Lines).show(items)

    @on(Lines.Chosen, "#picks")
    def action_tick(self) -> None:
        """Tick or take the tick away."""
        key = self.query_one("#picks", Lines).key
        if key is not None:
            self.picked ^= {key}
            self.typed_something()
            self.redraw()
            self.draw_bars()

    def action_confirm(self) -> None:
        """Keep what is ticked."""
        self.forget_draft()
        self.dismiss([option.key for option in self.options() if option.key in self.picked])

    # ---- what was ticked and not kept

    def draft(self) -> str:
        """One for each list, what it is about, and what was ticked in it at first."""
        return f"picks {self.about} {sorted(option.key for option in self.options())} {sorted(self.begun)}"

    def unkept(self) -> bool:
        """Whether a tick is another one than at first."""
        return self.picked != self.begun

    def to_put_by(self) -> dict[str, str]:
        """The ticks."""
        return {PICKED: "\n".join(sorted(self.picked))}

    def take_up(self) -> None:
        """The ticks."""
        super().take_up()
        if self.from_draft:
            self.picked = set(self.drafts.of(self.draft()).get(PICKED, "").splitlines())

    async def empty(self) -> None:
        """The ticks of the beginning."""
        self.picked = set(self.begun)
        await super().empty()
