"""Audits a stream with several processes, in order, with little held at a time.

What goes between the processes is plain tuples: the fields of a message one way, verdict and places the other. What a
rule says is put beside a finding in this process, which has the rules as well.
"""

from __future__ import annotations

import gc
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import fields
from itertools import islice
from operator import attrgetter
from typing import Any

from poa.audit.engine import BATCH, Auditor
from poa.audit.hit import Hit
from poa.audit.memory import RequestMemory
from poa.audit.view import MessageView
from poa.library.guidance import Guidance
from poa.model.message import Message
from poa.model.rule import Audited

CHUNK = 2 * BATCH
_AHEAD = 3

Request = tuple[str, str, str] | None
Row = tuple[Any, ...]
"""Verdict, the audited text where it is not the message's own, findings, rules broken if first, review request."""

_fields: Callable[[Message], Row] = attrgetter(*(field.name for field in fields(Message)))
_place = attrgetter("rule", "start", "end", "excerpt", "where", "rewrite")


class _Postponed(RequestMemory):
    """Notes the review request of a message instead of judging it; only the parent knows of all the others."""

    last: Request = None

    def repeated(self, order_id: str, request: str, row: str = "") -> bool:
        self.last = (order_id, request, row)
        return False


class _Worker(Auditor):
    """The auditor of another process.

    Args:
        folders: of the guidance.
        cache: of the guidance.
        own: of the guidance.
        only: report these rules alone.
        if_first: see Auditor.
    """

    def __init__(
        self, folders: tuple[Any, ...], cache: Any, own: Any, only: frozenset[str] | None, if_first: bool
    ) -> None:
        self._postponed = _Postponed()
        super().__init__(Guidance(folders, cache, own), only=only, memory=self._postponed, if_first=if_first)
        self._requests: list[Request] = []

    def technical(self, view: MessageView) -> list[Hit]:
        self._postponed.last = None
        hits = super().technical(view)
        self._requests.append(self._postponed.last)
        return hits

    def work(self, rows: Sequence[Row]) -> list[Row]:
        """The audit of the messages whose fields are ``rows``."""
        messages = [Message(*row) for row in rows]
        found = []
        for at in range(0, len(messages), BATCH):
            self._requests.clear()
            batch = messages[at : at + BATCH]
            done = self.check_batch(batch)
            requests = iter(self._requests)
            for message, audited in zip(batch, done, strict=True):
                request = next(requests) if message.direction == "outbound" else None
                text = None if audited.text == message.text else audited.text
                found.append((audited.verdict, text, [*map(_place, audited.findings)], audited.if_first, request))
        return found


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
        yield from auditor.check_many(messages)
        return
    stream = iter(messages)
    waiting: deque[tuple[list[Message], Future[list[Row]]]] = deque()
    arguments = (guidance.folders, guidance.cache, guidance.own, auditor.only, auditor.if_first)
    pool = ProcessPoolExecutor(jobs, initializer=_begin, initargs=arguments)
    try:
        while True:
            while len(waiting) < jobs * _AHEAD and (chunk := list(islice(stream, CHUNK))):
                waiting.append((chunk, pool.submit(_work, [*map(_fields, chunk)])))
            if not waiting:
                return
            chunk, future = waiting.popleft()
            for message, row in zip(chunk, future.result(), strict=True):
                yield message, _audited(auditor, message, row)
    finally:
        # Whoever stops early does not wait for what was still to be done.
        pool.shutdown(cancel_futures=True)


def _audited(auditor: Auditor, message: Message, row: Row) -> Audited:
    verdict, text, places, if_first, request = row
    if request and auditor.memory.repeated(*request):
        return auditor.check(message)
    return Audited(
        message.id,
        message.source,
        message.order_id,
        verdict,
        tuple([auditor.finding(*place) for place in places]),
        message.text if text is None else text,
        message.sender,
        message.template,
        if_first,
    )


_worker: _Worker


def _begin(*arguments: Any) -> None:
    global _worker
    # Ctrl-C reaches every process of a terminal: these end at once, without a word; the one that reads tells it. Where
    # it was started so that Ctrl-C is ignored (in the background, say), these go on as it does.
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    _worker = _Worker(*arguments)
    gc.freeze()


def _work(rows: list[Row]) -> list[Row]:
    return _worker.work(rows)
