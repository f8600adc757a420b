"""Mail that Amazon wrote to the seller is neither the seller's message nor a buyer's, and is left out of an import.

A notice or an answer of Amazon often lies in the same folder as the messages. It is known by its sender, by its
signature, or by reading as a notice does: with a severity, a kind and something that is asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from poa.errors import Remark
from poa.model.message import Message, file_and_line

if TYPE_CHECKING:
    from poa.library.guidance import Guidance

# So many lines of a text may hold its heading; so long is the longest line that is a signature.
_HEADING, _SIGNATURE = 12, 60
_FILES_TOLD = 3


@dataclass(slots=True)
class AmazonsOwn:
    """Tells Amazon's own mail, and remembers what was left out.

    Args:
        guidance: how such mail is known, and how notices read.
    """

    guidance: Guidance
    count: int = 0
    files: dict[str, None] = field(default_factory=dict)
    _known: dict[str, re.Pattern[str]] = field(default_factory=dict)

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
        if not self._known:
            self._known = _patterns(self.guidance)
        text = f"{message.subject}\n{message.text}"
        heading = "\n".join(text.splitlines()[:_HEADING])
        if self._known["sender"].search(heading):
            return True
        if not self._known["account"].search(text):
            return False
        lines = (line.strip() for line in text.splitlines())
        if any(len(line) <= _SIGNATURE and self._known["signed"].match(line) for line in lines):
            return True
        return self._reads_as_notice(message)

    def _reads_as_notice(self, message: Message) -> bool:
        from poa.notice import read_notice

        notice = read_notice(message.text, self.guidance, subject=message.subject)
        return bool(notice.severity and notice.asks and notice.kind != "other")


def _patterns(guidance: Guidance) -> dict[str, re.Pattern[str]]:
    names = {entry.id: [str(name) for name in entry.data.get("names", ())] for entry in guidance.topic("amazonmail")}
    said = {
        id: "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True)) for id, known in names.items()
    }
    heads = said.get("sender", "From")
    sender = rf"(?im)^\s*(?:{heads})\s*[:：][^\n]*@(?!marketplace\.)(?:[a-z0-9-]+\.)?amazon\.[a-z.]{{2,7}}\b"
    return {
        "sender": re.compile(sender),
        "account": re.compile(f"(?i){said.get('account', '(?!)')}"),
        "signed": re.compile(rf"(?i)(?:{said.get('signed', '(?!)')})\b[^a-z]*(?:Amazon[\w. ]*)?$"),
    }
