"""A whole conversation in one cell of a table, or under "text" of a JSON object: each message for itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from poa.errors import InputError, Remark
from poa.model.message import Message

if TYPE_CHECKING:
    from poa.library.guidance import Guidance
    from poa.messages.parties import Parties

Problem = Callable[[InputError], None]
Names = Callable[[], tuple[Iterable[str], Iterable[str]]]
_BEGINNING = 60
_FEWEST = 2
_LONGEST_TITLE = 100
_BRACKETS = ("[", "【", "<")
MAX_THREAD = 20


class Cells:
    """Cuts the messages of one file that are conversations, and counts them, to tell of all at once.

    Args:
        source: the file, for what is told.
        guidance: holds the words for the sides; read when the first text looks as if it were one.
        problem: gets what is told.
        known: tells names known beforehand.
    """

    def __init__(
        self,
        source: str,
        guidance: Guidance | None,
        problem: Problem,
        known: Callable[[], Parties] | None,
    ) -> None:
        self._source, self._guidance, self._problem, self._known = source, guidance, problem, known
        self._cut = self._messages = 0
        self._line: int | None = None
        self._told: set[str] = set()

    def of(self, message: Message, line: int | None, names: Names) -> list[Message]:
        """The messages in one, or itself.

        Args:
            message: as its row or object states it.
            line: of the row, for what is told.
            names: tells the names that stand beside the text, of the seller's side and of the buyer.
        """
        if "\n" not in message.text or message.html or not _may_be_conversation(message.text):
            return [message]
        from poa.messages.parties import beside
        from poa.messages.plain import messages_in
        from poa.messages.vocabulary import load_vocabulary

        vocabulary = load_vocabulary(self._guidance)
        heard: list[InputError] = []
        near = beside(self._known, *names())
        place = message.source
        found = messages_in(message.text.split("\n"), place, vocabulary, heard.append, near)
        if len(found) < _FEWEST or (len({one.direction for one in found}) < _FEWEST and not heard):
            return [message]
        for problem in heard:
            self._tell(problem, line)
        if not self._cut:
            self._line = line
        self._cut += 1
        self._messages += len(found)
        return _as_stated(message, found)

    def end(self) -> None:
        """Tell how many conversations were cut."""
        if self._cut:
            counts = {"count": self._cut, "messages": self._messages}
            self._problem(Remark("messages.cells_cut", file=self._source, line=self._line, **counts))

    def _tell(self, problem: InputError, line: int | None) -> None:
        """The first of each kind."""
        if problem.key not in self._told:
            self._told.add(problem.key)
            self._problem(InputError(problem.key, file=self._source, line=line, **problem.values))


def _may_be_conversation(text: str) -> bool:
    """A quick look: two lines that may begin with who speaks, and above them no sentence and no salutation."""
    if text.count(":") + text.count("：") < _FEWEST and not any(map(text.__contains__, _BRACKETS)):
        return False
    from poa.messages.openings import SENTENCE_END

    begun = 0
    for line in text.split("\n"):
        head = line[:_BEGINNING]
        if ":" in head or "：" in head or line.startswith(_BRACKETS):
            begun += 1
            if begun >= _FEWEST:
                return True
        elif not begun and (len(line) > _LONGEST_TITLE or line.rstrip().endswith(SENTENCE_END)):
            return False
    return False


def _as_stated(row: Message, found: list[Message]) -> list[Message]:
    """The messages with what is stated of all of them, each with those before it."""
    from poa.messages.link import conversation

    messages = []
    for number, one in enumerate(found, 1):
        outbound = one.direction == "outbound"
        first = number == 1
        messages.append(
            replace(
                row,
                id=f"{row.id}#{number}",
                text=one.text,
                subject=row.subject if first else one.subject,
                direction=one.direction,
                proactive=row.proactive if outbound and first else one.proactive,
                order_id=row.order_id or one.order_id,
                sent=one.sent or row.sent,
                sender=(one.sender or row.sender) if outbound else None,
                attachments=row.attachments if first else (),
                thread=(),
                quoted=one.quoted,
                extra={**row.extra, **one.extra},
            )
        )
    return [replace(one, thread=(*row.thread, *one.thread)[-MAX_THREAD:]) for one in conversation(messages)]
