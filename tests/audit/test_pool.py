"""Several processes find what one finds, in the same order, also what hangs on earlier messages."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from poa.audit import Auditor
from poa.audit.pool import check_all
from poa.library.guidance import Guidance
from poa.model.message import Attachment, Message, ThreadItem
from poa.resources import root

ORDER = "114-5551234-1234567"
TEXTS = (
    f"Order {ORDER}: the new lid leaves tomorrow.",
    "Please delete your review and we refund you in full.",
    "Add me on WhatsApp and look at https://lumatek.example/x 😀",
    f"Order {ORDER}: would you leave a review of the lamp?",
    f"Bestellung {ORDER}: Bitte ändern Sie Ihre Bewertung.",
    "亲，五星好评返现5元，加微信 lumate88",
)


def _messages(count: int) -> list[Message]:
    dice = range(count)
    return [
        Message(
            id=str(n),
            text=f"{TEXTS[n % len(TEXTS)]} ({n})",
            order_id=ORDER if n % 5 else None,
            proactive=(True, False, None)[n % 3],
            sent=datetime(2026, 1, 1 + n % 28, tzinfo=UTC),
            direction="inbound" if n % 11 == 0 else "outbound",
            html="<p>Have a <b>look</b> at <a href='http://x.example'>this</a></p>" if n % 13 == 0 else "",
            attachments=(Attachment("cat.png", "image/png", 3.0),) if n % 17 == 0 else (),
            thread=(ThreadItem("inbound", "Where is it?"),) if n % 7 == 0 else (),
        )
        for n in dice
    ]


def test_a_batch_is_judged_as_its_messages_one_by_one(auditor: Auditor) -> None:
    messages = _messages(150)
    alone = [auditor.check(message) for message in messages]
    together = Auditor(Guidance([root("guidance")]))
    assert [audited for _, audited in together.check_many(messages)] == alone
    assert {audited.verdict for audited in alone} == {"send", "fix", "stop"}


def test_two_processes_find_what_one_finds(tmp_path: Path) -> None:
    guidance = Guidance([root("guidance")], tmp_path)
    messages = _messages(1_200)
    one = list(check_all(messages, Auditor(guidance), guidance, 1))
    two = list(check_all(iter(messages), Auditor(guidance), guidance, 2))
    assert two == one
    again = [finding.rule for _, audited in one for finding in audited.findings]
    assert "type.repeat-review-request" in again
