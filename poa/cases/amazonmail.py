"""Mail that Amazon wrote to the seller is neither the seller's message nor a buyer's, and is left out of an import.

A notice or an answer of Amazon often lies in the same folder as the messages. It is known by its sender, by its
signature, or by reading as a notice does: with a severity, a kind and something that is asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from poa.errors import Remark
from poa.model.message import AMAZON, BY, Message, file_and_line

if TYPE_CHECKING:
    from poa.library.guidance import Guidance

# So many lines of a text may hold its heading; so long is the longest line that is a signature.
_HEADING, _SIGNATURE = 12, 60
_FILES_TOLD = 3


class AmazonsOwn:
    """Tells Amazon's own mail, and remembers what was left out.

    Args:
        guidance: how such mail is known, and how notices read.
    """

    def __init__(self, guidance: Guidance) -> None:
        # No data class: making one takes longer than lint needs to read a mail.
        self.guidance = guidance
        self.count = 0
        self.files: dict[str, None] = {}
        self._names: dict[str, tuple[str, ...]] = {}
        self._known: dict[str, re.Pattern[str]] = {}

    def __call__(self, message: Message) -> bool:
        """Whether this is Amazon's own mail, which is then counted."""
        found = self._is_amazons(message)
        if found:
            self.count += 1
            self.files[file_and_line(message.source)[0]] = None
        return found

    @property
    def remarks(self) -> list[Remark]:
        """What is to be told of it."""
        if not self.count:
            return []
        named = ", ".join(list(self.files)[:_FILES_TOLD]) + (" …" if len(self.files) > _FILES_TOLD else "")
        return [Remark("cases.amazons_own", n=self.count, count=self.count, files=named)]

    def _is_amazons(self, message: Message) -> bool:
        if message.extra.get(BY) == AMAZON:
            return True
        text = f"{message.subject}\n{message.text}"
        lowered = text.lower()
        # Nearly every message is neither, which is seen without a pattern.
        headed = "@" in lowered and "amazon." in lowered
        account = any(map(lowered.__contains__, self._account))
        if not (headed or account):
            return False
        if not self._known:
            self._known = _patterns(self._names)
        if headed and self._known["sender"].search("\n".join(text.splitlines()[:_HEADING])):
            return True
        if not account:
            return False
        lines = (line.strip() for line in text.splitlines())
        if any(len(line) <= _SIGNATURE and self._known["signed"].match(line) for line in lines):
            return True
        return self._reads_as_notice(message)

    @property
    def _account(self) -> tuple[str, ...]:
        """Words without which nothing is read as a notice, in small letters."""
        if not self._names:
            rows = self.guidance.topic("amazonmail")
            self._names = {row.id: tuple(str(name) for name in row.data.get("names", ())) for row in rows}
            self._names["account"] = tuple(name.lower() for name in self._names.get("account", ()))
        return self._names["account"]

    def _reads_as_notice(self, message: Message) -> bool:
        from poa.notice import read_notice

        notice = read_notice(message.text, self.guidance, subject=message.subject)
        return bool(notice.severity and notice.asks and notice.kind != "other")


def _patterns(names: Mapping[str, Sequence[str]]) -> dict[str, re.Pattern[str]]:
    said = {
        id: "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True)) for id, known in names.items()
    }
    heads = said.get("sender", "From")
    sender = rf"(?im)^\s*(?:{heads})\s*[:：][^\n]*@(?!marketplace\.)(?:[a-z0-9-]+\.)?amazon\.[a-z.]{{2,7}}\b"
    return {
        "sender": re.compile(sender),
        "signed": re.compile(rf"(?i)(?:{said.get('signed', '(?!)')})\b[^a-z]*(?:Amazon[\w. ]*)?$"),
    }
