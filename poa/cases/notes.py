"""Text files that read like a note or a list, not like a message: they are taken in, and the seller is told of them.

A packing sheet or the log of a campaign often lies beside the messages that are exported. Nothing tells it from a
message for certain, so it counts until the seller sets it aside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from poa.errors import Remark
from poa.model.message import Message, file_and_line

if TYPE_CHECKING:
    from poa.library.guidance import Guidance

# So many lines at least: a short message may speak to nobody by a word of its own ("Refund sent.").
_LINES, _MOST = 3, 20_000
_FILES_TOLD = 3
_GREETING = 12


class Notes:
    """Notes which texts say nothing to anybody.

    Args:
        guidance: the words by which something is said to somebody (``speaker.talk`` of guidance/columns.yaml).
    """

    def __init__(self, guidance: Guidance) -> None:
        self.guidance = guidance
        self.files: dict[str, None] = {}

    def looked(self, message: Message) -> Message:
        """The message; its file is kept in mind where it reads like a note."""
        file = file_and_line(message.source)[0]
        if file.lower().endswith(".txt") and self._is_note(message):
            self.files[file] = None
        return message

    @property
    def remarks(self) -> list[Remark]:
        """What is to be told of them."""
        if not self.files:
            return []
        named = ", ".join(list(self.files)[:_FILES_TOLD]) + (" …" if len(self.files) > _FILES_TOLD else "")
        return [Remark("cases.like_notes", n=len(self.files), count=len(self.files), files=named)]

    def _is_note(self, message: Message) -> bool:
        from poa.messages.facts import is_said
        from poa.messages.vocabulary import load_vocabulary

        if message.sent or message.order_id or message.subject or len(message.text) > _MOST:
            return False
        first, *rest = [line.strip() for line in message.text.splitlines() if line.strip()] or [""]
        # A heading may name a text ("Thank-you mail, version 3"); a greeting begins its line.
        texts = (first[:_GREETING].split(" ")[0], *rest)
        vocabulary = load_vocabulary(self.guidance)
        return len(texts) >= _LINES and not any(is_said(text, vocabulary) for text in texts)
