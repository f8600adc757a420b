"""The questions about one order, body of messages or turn, and what few incidents need: asked together, in one form."""

from __future__ import annotations

import re
from collections.abc import Mapping

from poa.library.playbook import Playbook
from poa.model.case import Case
from poa.model.question import Question
from poa.plan.answers import answer_at
from poa.plan.questions import fixed_question
from poa.text.pinyin import has_han

FIELDS: Mapping[str, tuple[str, ...]] = {
    "audit.ledger": ("order_id", "messages", "on", "by", "said", "outcome"),
    "audit.streams": ("what", "read", "period_from", "period_to", "in_breach", "orders", "sample_of"),
    # What the interview about an incident leaves out, since few need it.
    "incidents": ("channel", "recipient", "until", "tool", "service", "before", "after"),
    "conversation": ("from", "on", "by", "quote", "text", "exhibits"),
}
_ENTRY = re.compile(r"(?P<list>[a-z.]+)\[\d+\]")


def entry_questions(case: Case, playbook: Playbook, path: str) -> tuple[Question, ...]:
    """The questions about the entry at ``path`` (``audit.ledger[2]``), in the order of the form.

    Raises:
        KeyError: ``path`` names no entry of a list in FIELDS (a fault of the program).
    """
    found = _ENTRY.fullmatch(path)
    names = list(FIELDS[found["list"] if found else path])
    if "quote" in names:
        quote = str(answer_at(case, f"{path}.quote") or "")
        names.insert(names.index("quote") + 1, "quote_en" if has_han(quote) else "quote_zh")
    return tuple(fixed_question(case, playbook, f"{path}.{name}") for name in names)
