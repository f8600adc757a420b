"""Audits a stream with several processes, in order, with little held at a time."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import Any

from poa.audit.engine import Auditor
from poa.audit.memory import RequestMemory
from poa.library.guidance import Guidance
from poa.model.message import Message
from poa.model.rule import Audited

CHUNK = 400
_AHEAD = 3

Request = tuple[str, str] | None


class Postponed(RequestMemory):
    """Notes the review request of a message instead of judging it; only the parent knows of all the others."""

    def __init__(self) -> None:
        super().__init__()
        self.last: Request = None

    def repeated(self, order_id: str, request: str) -> bool:
        self.last = (order_id, request)
        return False


def check_all(
    messages: Iterable[Message], auditor: Auditor, guidance: Guidance, jobs: int
) -> Iterator[tuple[Message, Audited]]:
    """Each message with its audit, in the order of ``messages``.

    Args:
        messages: the stream.
        auditor: used as it is for one job, and for what needs memory of the whole stream otherwise.
        guidance: what the other processes load.
        jobs: number of processes; 1 stays in this one.
    """
    if jobs <= 1:
        for message in messages:
            yield message, auditor.check(message)
        return
    stream = iter(messages)
    waiting: deque[tuple[list[Message], Future[list[tuple[Audited, Request]]]]] = deque()
    arguments = (guidance.folders, guidance.cache, auditor.only)
    with ProcessPoolExecutor(jobs, initializer=_begin, initargs=arguments) as pool:
        while True:
            while len(waiting) < jobs * _AHEAD and (chunk := list(islice(stream, CHUNK))):
                waiting.append((chunk, pool.submit(_work, chunk)))
            if not waiting:
                return
            chunk, future = waiting.popleft()
            for message, (audited, request) in zip(chunk, future.result(), strict=True):
                if request and auditor.memory.repeated(*request):
                    audited = auditor.check(message)
                yield message, audited


_check: Callable[[Message], tuple[Audited, Request]]


def _begin(folders: tuple[Any, ...], cache: Any, only: frozenset[str] | None) -> None:
    global _check
    memory = Postponed()
    auditor = Auditor(Guidance(folders, cache), only=only, memory=memory)
    gc.freeze()

    def check(message: Message) -> tuple[Audited, Request]:
        memory.last = None
        return auditor.check(message), memory.last

    _check = check


def _work(chunk: list[Message]) -> list[tuple[Audited, Request]]:
    return [_check(message) for message in chunk]
