"""What the tests of cases share."""

from __future__ import annotations

import pytest

from poa.library.guidance import Guidance
from poa.model.message import Message
from poa.model.rule import Audited, Bilingual, Finding


class ByWord:
    """Stands in for the audit: a message with "WhatsApp" is to be stopped, one with "coupon" to be mended."""

    def __init__(self, guidance: Guidance) -> None:
        self.guidance = guidance

    def check(self, message: Message) -> Audited:
        text = message.text
        found = []
        for word, rule, severity in (("WhatsApp", "x.contact", "error"), ("coupon", "x.coupon", "warning")):
            if word in text and message.direction == "outbound":
                start = text.index(word)
                end = start + len(word)
                found.append(Finding(rule, severity, start, end, text[start:end], Bilingual("no")))  # type: ignore[arg-type]
        verdict = "stop" if any(f.severity == "error" for f in found) else "fix" if found else "send"
        return Audited(message.id, message.source, message.order_id, verdict, tuple(found), text, message.sender)  # type: ignore[arg-type]


@pytest.fixture
def simple_audit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Audit by two words instead of by the guidance, which has its own tests and takes a second to load."""
    import poa.audit

    monkeypatch.setattr(poa.audit, "Auditor", ByWord)
