"""One question of the interview, and the next thing to look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from poa.model.rule import Bilingual

Step = Literal[
    "notice", "messages", "causes", "actions", "measures", "evidence", "training", "review", "export", "answer"
]
STEPS: tuple[Step, ...] = (
    "notice", "messages", "causes", "actions", "measures", "evidence", "training", "review", "export", "answer",
)  # fmt: skip
# ``open``: can be done now; ``later``: there is nothing to be done yet; ``waiting``: it is Amazon's turn.
# ``unneeded``: such a letter asks for nothing here.
StepState = Literal["empty", "part", "ready", "problem", "open", "later", "waiting", "unneeded"]
SlotType = Literal[
    "text", "bilingual", "date", "time", "count", "money", "person", "people", "role", "tool", "order_id", "channel",
    "quote", "choice", "yes_no", "exhibits", "causes",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, why, and where the answer goes.

    ``path`` is the place in the case (``causes[0].slots.first_day``); ``choices`` are ``(value, label)``.
    """

    path: str
    step: Step
    type: SlotType
    prompt: Bilingual
    why: Bilingual = Bilingual()
    example: Bilingual = Bilingual()
    required: bool = True
    choices: tuple[tuple[str, Bilingual], ...] = ()
    answered: bool = False
    # Of a date: the month is enough.
    month: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A cause (or action, measure) of the playbook worth looking at, and why; the seller decides."""

    entry: str
    why: Bilingual
    weight: float = 0.0
