"""Which texts were sent again and again: the messages of a case, near-identical ones together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from poa.audit.templates import Template, Templates
from poa.cases import mailindex
from poa.cases.layout import MESSAGES
from poa.errors import CaseError
from poa.model.message import Message

Progress = Callable[[int, int], None]
_STEP = 200
_SENT = """
SELECT id, batch, start, length, order_id, verdict != 'send' FROM messages WHERE inbound = 0 ORDER BY batch, start
"""


@dataclass(slots=True)
class TextGroup:
    """One text: how one of its messages reads, how many messages and orders it went to, how many are in breach."""

    template: Template
    breach: int = 0
    ids: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """How one of the messages reads, on one line."""
        return self.template.text

    @property
    def messages(self) -> int:
        """How many messages were sent with it."""
        return self.template.messages

    @property
    def orders(self) -> int:
        """To how many different orders."""
        return self.template.orders


def group_texts(folder: Path, progress: Progress | None = None, least: int = 2) -> tuple[TextGroup, ...]:
    """The texts sent at least ``least`` times; those in breach first, then the most frequent.

    Args:
        folder: the case.
        progress: called now and then with the number of messages looked at, and of all.
        least: how often a text must have been sent.

    Raises:
        CaseError: the messages are no longer where the index says.
    """
    rows = mailindex.ask(folder, _SENT)
    templates = Templates()
    groups: dict[int, TextGroup] = {}
    for number, (message, id, order, breach) in enumerate(_messages(folder, rows), 1):
        template = templates.add(message.text, order, message.template or "")
        group = groups.setdefault(template.number, TextGroup(template))
        # Of a text that did not come for long the counts alone were kept; it goes on with a new object.
        group.template = template
        group.ids.append(id)
        group.breach += breach
        if progress and number % _STEP == 0:
            progress(number, len(rows))
    found = [group for group in groups.values() if group.messages >= least]
    return tuple(sorted(found, key=lambda group: (not group.breach, -group.messages, group.template.number)))


def _messages(folder: Path, rows: list[tuple[object, ...]]) -> Iterator[tuple[Message, str, str | None, int]]:
    """The kept messages, each file opened once and read from its beginning to its end."""
    batch, stream = "", None
    try:
        for id, name, start, length, order, breach in rows:
            if name != batch or stream is None:
                if stream is not None:
                    stream.close()
                batch = str(name)
                stream = (folder / MESSAGES / batch).open("rb")
            stream.seek(int(str(start)))
            message = msgspec.json.decode(stream.read(int(str(length))), type=Message)
            yield message, str(id), str(order) if order else None, int(bool(breach))
    except (OSError, msgspec.MsgspecError):
        raise CaseError("cases.mail_gone", file=folder / MESSAGES / batch) from None
    finally:
        if stream is not None:
            stream.close()
