"""Keys that come at once are dealt out in turn: none is typed into a field that the key before it takes away."""

from __future__ import annotations

import asyncio
import contextlib

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.widget import Widget

# Seconds for keys on their way to a field; a field that is busy for longer holds up no command.
_ARRIVES = 0.5
# So long at most what is typed next waits for a command, counted in turns: a disk that holds up all takes but one.
_TURN, _TURNS = 0.02, 100


class InTurn(App[None]):
    """An application for those who type on while an answer is being kept, and for what is pasted key by key."""

    _dealing: asyncio.Task[None] | None = None
    # The key that is dealt out now, and those that came meanwhile.
    _dealt: events.Event | None = None
    _held: tuple[events.Event, ...] = ()

    async def on_event(self, event: events.Event) -> None:
        """A key waits for what the command before it does; it goes where that has led."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        if self._dealing is not None and event is not self._dealt:
            self._held = (*self._held, event)
            return
        focused = self._in_focus
        if isinstance(event, events.Paste) or focused.check_consume_key(event.key, event.character):
            await super().on_event(event)
            return
        await self._typed_so_far()
        await super().on_event(event)
        if self._dealing is None:
            self._dealing = asyncio.create_task(self._deal(focused))

    @property
    def _in_focus(self) -> Widget:
        return self.focused or self.screen

    async def _typed_so_far(self) -> None:
        """What was typed is in its field before a command reads it."""
        if isinstance(self.focused, Widget):
            arrived = asyncio.Event()
            self.focused.call_later(arrived.set)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(arrived.wait(), _ARRIVES)

    async def _deal(self, focused: Widget) -> None:
        """One key after the other, as long as there are any."""
        try:
            await self._done(focused)
            while self._held:
                self._dealt, self._held = self._held[0], self._held[1:]
                focused = self._in_focus
                self.post_message(self._dealt)
                await self._done(focused)
        finally:
            self._dealing = self._dealt = None

    async def _done(self, focused: Widget) -> None:
        """Until a key has done what it does: where it was pressed, on the way up, and where that has led."""
        for pump in (self, *focused.ancestors_with_self):
            await _idle(pump)
        for pump in self._in_focus.ancestors_with_self:
            await _idle(pump)


async def _idle(pump: MessagePump) -> None:
    """Until nothing waits to be handled; one that is taken away handles nothing more."""
    for _ in range(_TURNS):
        handled = asyncio.Event()
        if not pump.call_later(handled.set) or not await _handled(handled, pump) or not pump.message_queue_size:
            return


async def _handled(event: asyncio.Event, pump: MessagePump) -> bool:
    """Whether it is set in time."""
    waiting = asyncio.ensure_future(event.wait())
    for _ in range(_TURNS):
        if (await asyncio.wait({waiting}, timeout=_TURN))[0]:
            return True
        if not pump.is_running:
            break
    waiting.cancel()
    return False
