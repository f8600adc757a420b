"""What Amazon wrote to the seller is never taken for a message of his."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from poa.cases.amazonmail import AmazonsOwn
from poa.cases.mail import CaseMail, import_messages
from poa.cases.store import create
from poa.library.guidance import Guidance
from poa.messages import read
from poa.model.case import Case
from poa.model.message import Message
from poa.resources import root

GUIDANCE = Guidance([root("guidance")])
NOW = datetime(2026, 5, 1, tzinfo=UTC)
ACCEPTED = """Subject: Your Amazon.com selling account
Date: Fri, 8 May 2026 03:00:00 -0700

Hello,

Your plan was read and your account is active again.

Seller Performance Team
"""
REFUSED = """Subject: Your plan of action
Date: Wed, 6 May 2026 06:00:00 -0700

Hello,

We cannot reactivate your account yet. Please provide within 48 hours a plan of action with a more detailed root cause
of the messages that offered buyers refunds for reviews, and evidence that your staff was trained.
"""


def test_answers_of_amazon_in_a_folder_of_messages_are_left_out_and_told(tmp_path: Path) -> None:
    exports = tmp_path / "exports"
    exports.mkdir()
    (exports / "accepted.txt").write_text(ACCEPTED, encoding="utf-8")
    (exports / "refused.txt").write_text(REFUSED, encoding="utf-8")
    (exports / "sent.csv").write_text(
        "order-id,message\n111-1111111-1111111,Your parcel left today.\n", encoding="utf-8"
    )
    create(tmp_path / "case", Case(), now=NOW)
    result = import_messages(tmp_path / "case", [exports], guidance=GUIDANCE, now=NOW)
    assert (result.imported, result.report.sent) == (1, 1)
    assert [message.order_id for message in CaseMail(tmp_path / "case").messages()] == ["111-1111111-1111111"]
    (remark,) = result.remarks
    assert remark.key == "cases.amazons_own"
    assert "accepted.txt" in str(remark) and "refused.txt" in str(remark)


@pytest.mark.parametrize(
    "text",
    [
        "From: Amazon <no-reply@amazon.de>\nSubject: Hinweis\n\nBitte lesen.",
        "发件人：no-reply@amazon.com\n\n请查看。",
    ],
)
def test_the_sender_alone_tells_amazon(text: str) -> None:
    assert AmazonsOwn(GUIDANCE)(Message(id="a", text=text))


@pytest.mark.parametrize(
    "text",
    [
        "From: Anna <k3j2h@marketplace.amazon.de>\nSubject: Frage\n\nWo ist mein Paket?",
        "Please contact Amazon about your seller account question; we cannot see it.",
        "Our plan of action is simple: we send you the missing screw today.",
        "We are not Seller Performance, we only pack boxes. Kind regards",
    ],
)
def test_messages_that_speak_of_amazon_stay(text: str) -> None:
    assert not AmazonsOwn(GUIDANCE)(Message(id="a", text=text))


def mail(sender: str) -> str:
    return f"From: {sender}\nTo: shop@example.com\nSubject: Your inquiry\nDate: Tue, 10 Mar 2026 15:20:00 +0000\n\nok\n"


def test_a_mail_of_amazon_is_left_out_however_little_it_says(tmp_path: Path) -> None:
    for number, sender in enumerate(["Amazon <no-reply@amazon.com>", "seller-performance@sellers.amazon.co.jp"]):
        (tmp_path / f"{number}.eml").write_text(mail(sender), encoding="utf-8")
    own = AmazonsOwn(GUIDANCE)
    assert [own(message) for message in read([tmp_path])] == [True, True]
    assert own.count == 2


def test_a_mail_of_a_buyer_stays_through_whatever_relay(tmp_path: Path) -> None:
    (tmp_path / "1.eml").write_text(mail("Anna <k3j2h@marketplace.amazon.com.mx>"), encoding="utf-8")
    (tmp_path / "2.eml").write_text(mail("Amazon fan <fan@example.com>"), encoding="utf-8")
    own = AmazonsOwn(GUIDANCE)
    assert [own(message) for message in read([tmp_path])] == [False, False]
