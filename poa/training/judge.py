"""The audit as a judge of messages that are practised or rewritten."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from poa.library.guidance import Guidance
from poa.model.message import Message
from poa.model.rule import Verdict


def judge_with(guidance: Guidance) -> Callable[[str, Mapping[str, object]], Verdict]:
    """A function from a message's text and fields to the audit's verdict."""
    made: list[Any] = []

    def judge(text: str, more: Mapping[str, object]) -> Verdict:
        from poa.audit import Auditor

        if not made:
            made.append(Auditor(guidance))
        verdict: Verdict = made[0].check(practice_message(text, more)).verdict
        return verdict

    return judge


def practice_message(text: str, more: Mapping[str, object]) -> Message:
    """A message made of a text and the fields that guidance gives beside it; unknown fields are ignored."""
    from poa.messages.lines import message_of

    return message_of({"id": "practice", **more, "text": text}, "practice", 1)
