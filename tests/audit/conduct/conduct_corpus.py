"""Reads the corpora of this folder and measures the conduct detectors on them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from poa.audit.conduct import find
from poa.audit.detect import Detect
from poa.audit.view import MessageView
from poa.library.guidance import Guidance
from poa.model.message import Message, ThreadItem

ROOT = Path(__file__).parents[3]
SAME = {
    "review.paid-removal": "coc.refund-for-review",
    "review.selective": "type.happy-only-review",
    "coc.divert-buyers": "coc.no-circumvention",
    "coc.insult": "coc.offensive",
    "coc.no-influence": "coc.no-influence",
}
PROACTIVE_ONLY = {
    "type.order-or-ship-confirmation",
    "type.thank-you-only",
    "type.cross-sell",
    "type.repeat-review-request",
    "order.problem-message-content",
}


@cache
def detect() -> Detect:
    """The product's detection data."""
    return Detect.load(Guidance([ROOT / "guidance"]))


def message(text: str, *, asked: str = "", **fields: Any) -> Message:
    """An outbound message, after a question of the buyer where ``asked`` is given."""
    thread = (ThreadItem("inbound", asked),) if asked else ()
    return Message(id="x", text=text, thread=thread, **fields)


def rules(text: str, **fields: Any) -> set[str]:
    """The conduct rules broken by a text."""
    return {hit.rule for hit in find(MessageView(message(text, **fields)), detect())}


def rows(name: str) -> list[dict[str, Any]]:
    """The rows of a corpus of this folder."""
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@dataclass
class Measure:
    """What was found, missed and wrongly accused."""

    found: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of right accusations."""
        return self.found / max(1, self.found + len(self.wrong))

    @property
    def recall(self) -> float:
        """The share of breaches found."""
        return self.found / max(1, self.found + len(self.missed))


def measure(corpus: Iterable[Mapping[str, Any]]) -> Measure:
    """Compare what the detectors say with the labels of a corpus."""
    result = Measure()
    for row in corpus:
        fields = {"proactive": row["proactive"], "channel": row.get("channel", "buyer_seller_messaging")}
        said = rules(row["text"], **fields)
        said = {SAME.get(rule, rule) for rule in said if row["proactive"] or rule not in PROACTIVE_ONLY}
        wanted = {SAME.get(rule, rule) for rule in row.get("labels", ())}
        allowed = wanted | {SAME.get(rule, rule) for rule in row.get("maybe", ())}
        result.found += len(said & wanted)
        result.missed += [f"{rule}: {row['text']}" for rule in wanted - said]
        result.wrong += [f"{rule}: {row['text']}" for rule in said - allowed]
    return result
