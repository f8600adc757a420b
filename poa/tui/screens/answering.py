"""What becomes of an answer that is typed and not kept: put by, shown again, never put where another entry stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.widgets import Input

from poa.errors import InputError
from poa.model.question import Question
from poa.tui.fields import Raw, raw_of
from poa.tui.screens.drafting import PICKED
from poa.tui.screens.typedover import TypedOver
from poa.tui.session import Session
from poa.tui.wayfinding import lasting_path
from poa.tui.widgets.lines import Lines


class Answering(TypedOver[None]):
    """A screen that asks one question after the other."""

    session: Session
    provider: Callable[[], Sequence[Question]]
    question: Question
    path: str
    picked: list[str]
    # The answer as it stood when the question was shown, and the question by the name of its entry.
    begun: Raw
    named: str
    # Whether one answer is all that is asked for.
    once = False

    def raw(self) -> Raw:
        """What stands in the fields now."""
        raise NotImplementedError

    def say(self) -> None:
        """Tell below the fields how the answer is read."""
        raise NotImplementedError

    async def turn_to(self, path: str) -> None:
        """Show another question, or the same one anew."""
        raise NotImplementedError

    def field_for(self, text: str) -> Input | None:
        """A new name or a new piece of evidence, in characters or in Latin letters."""
        from poa.text.pinyin import has_han

        found = self.query("#new-zh" if has_han(text) else "#new-en").results(Input)
        return next(iter(found), None)

    def on_key(self, event: events.Key) -> None:
        """A letter goes to the choice that begins with it, where nothing can be typed."""
        if not event.is_printable or not event.character or self.field_for(event.character) is not None:
            return
        focused = self.focused
        if not isinstance(focused, Lines) or focused.id != "choices":
            return
        from poa.tui.answers import choices_of
        from poa.tui.bytyping import meant_by

        meant = meant_by(event.character, choices_of(self.question, self.session.case, self.desk), focused.key)
        if meant is not None:
            focused.select(meant)
            event.stop()

    # ---- what was typed and not kept

    def draft(self) -> str:
        """One for each question."""
        return f"question {self.named}"

    def to_put_by(self) -> dict[str, str]:
        """The fields and the ticks."""
        return {**self.typed(), PICKED: "\n".join(self.picked)}

    def take_up(self) -> None:
        """The fields and the ticks."""
        super().take_up()
        if self.from_draft:
            self.picked = self.drafts.of(self.draft()).get(PICKED, "").splitlines()

    async def empty(self) -> None:
        """The answer as it stands in the case."""
        await self.turn_to(self.path)

    def unkept(self) -> bool:
        """Whether something was ticked or typed and is not kept."""
        return _content(self.raw()) != _content(raw_of(self.question, self.session.case))

    def refuse_another(self) -> None:
        """The place of an entry may be that of another one by now, if another window took entries out."""
        if lasting_path(self.session.case, self.path) != self.named:
            raise InputError("tui_held.gone")

    async def came_anew(self) -> None:
        """What nobody changed here is shown as it is now; what was typed stays."""
        if _content(self.raw()) == _content(self.begun) and any(q.path == self.path for q in self.provider()):
            await self.turn_to(self.path)
        else:
            self.say()


def _content(raw: Raw) -> tuple[list[str], list[str]]:
    """What of it would be kept, however the fields are made up."""
    return [text.strip() for text in raw.texts if text.strip()], sorted(raw.picked)
