"""Waiting for the screen: until nothing is left to do, instead of until the processor has rested for a while.

Textual's own pilot sleeps a fiftieth of a second twice for each key. Here a wait ends when the event loop has nothing
ready, the screen is laid out, and no timer is about to ring; so it takes as long as the work takes, and no longer.
"""

from __future__ import annotations

import asyncio
import threading
from time import process_time
from typing import Any

import textual.app
import textual.pilot
from textual import _wait
from textual._context import active_app

from poa.tui.drafts import WRITER

# A timer that rings within so many seconds belongs to what was just done (the pause before a message is drawn).
SOON = 0.3
ROUNDS = 10_000


async def quiet(*_: float) -> None:
    """Until nothing is under way."""
    for _ in range(ROUNDS):
        await _drained()
        app = active_app.get()
        await _worked(app)
        _written()
        if not app.screen_stack or app._exit:
            return
        if app.screen._update_timer._active.is_set():
            app.screen._on_timer_update()
            continue
        ringing = {timer._task for timer in _timers(app) if timer._repeat == 0 and timer._interval <= SOON}
        tasks = {task for task in ringing if task is not None and not task.done()}
        if not tasks:
            return
        await asyncio.wait(tasks, timeout=1)
    raise AssertionError("the screen never comes to rest")


async def _worked(app: Any) -> None:
    """Until the work in threads is done, or the processor rests since a test holds it up."""
    while tasks := {worker._task for worker in app.workers if worker.is_running and worker._task is not None}:
        before = process_time()
        done, _ = await asyncio.wait(tasks, timeout=_wait.SLEEP_GRANULARITY)
        await _drained()
        if not done and process_time() - before < _wait.SLEEP_IDLE:
            return


async def _drained() -> None:
    """Until every other task waits for something."""
    loop: Any = asyncio.get_running_loop()
    await asyncio.sleep(0)
    while loop._ready:
        await asyncio.sleep(0)


def _written() -> None:
    """Until what was typed is on the disk; its thread needs nothing of the screen."""
    for thread in threading.enumerate():
        if thread.name == WRITER:
            thread.join()


def _timers(app: Any) -> list[Any]:
    return [timer for node in (app, *app.screen.walk_children(with_self=True)) for timer in node._timers]


def install() -> None:
    """Let pilots wait this way."""
    textual.app.wait_for_idle = quiet
    textual.pilot.wait_for_idle = quiet
