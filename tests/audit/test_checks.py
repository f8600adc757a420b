"""The technical detectors, case by case."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from poa.audit import Auditor
from poa.model.message import Message

Rules = Callable[..., set[str]]
ORDER = "114-5551234-1234567"


@pytest.mark.parametrize(
    "text",
    [
        "请打开pinpai.com看看",
        "see brand-shop.example for more",
        "see brand [dot] com",
        "Find it on brandhaus dot com",
        "go to www.brandhaus . com",
        "see HTTPS://BRANDHAUS.EXAMPLE/X",
        "bit.ly/3abcde",
        "https://amazon.com.refund-center.example/login",
        "https://www.amazon-support.example",
        "xn--brand-cva.com",
    ],
)
def test_a_way_out_of_amazon_is_an_external_link(rules: Rules, text: str) -> None:
    assert "content.external-link" in rules(text)


@pytest.mark.parametrize(
    "text",
    [
        "Open https://www.amazon.co.uk/returns to start it.",
        "Track it at https://www.ups.com/track?num=1Z999 please.",
        "The carrier needs a new slot: https://slots.parcelway-freight.example/rebook",
        "Thank you.Best regards",
        "It arrived.It works now.",
        "The file invoice_12.pdf and manual.v2.doc are attached.",
        "Use version 2.0.1 of the app.",
        "e.g. the U.S. plug, approx. 3.5 cm",
        "Mr.Smith, No.5, Inc.",
        "Gracias.De nada.",
    ],
)
def test_needed_links_and_stops_without_a_blank_pass(rules: Rules, text: str) -> None:
    assert "content.external-link" not in rules(text)


def test_a_needed_link_must_still_be_https(rules: Rules) -> None:
    found = rules("The carrier needs a new slot: http://slots.parcelway-freight.example/rebook")
    assert found == {"content.http-link"}


def test_a_product_page_of_amazon_only_informs(rules: Rules) -> None:
    assert rules("https://www.amazon.com/dp/B0DEV12345") == {"content.amazon-product-link"}


@pytest.mark.parametrize(
    "text",
    [
        "Order 114-5551234-1234567 has left us.",
        "Tracking number 9400 1000 0000 5550 0142 18 and 1Z555 0142 7781 2045 60.",
        "The serial number is 2026 0115 0044 13.",
        "EAN 4006381333931, ISBN 978-3-16-148410-0",
        "It costs 1,299,000 yen or 12 500 000 won.",
        "Between 2024-2026 and on 2026-03-14 10:30",
        "Please ring the carrier's booking desk on 1-800-555-0199.",
        "The manufacturer's warranty line is +1 800 555 0164.",
        "1080p at 60 Hz, 20000 mAh, 4800 x 2160 pixels",
        "RMA 4410023987, case 5520019988",
        "您的快递单号是 78123456789012，序列号 20250114004413",
    ],
)
def test_other_numbers_and_numbers_of_others_are_no_phone(rules: Rules, text: str) -> None:
    assert "content.phone-number" not in rules(text)


@pytest.mark.parametrize(
    "text",
    [
        "The watch shows WhatsApp notifications after pairing.",
        "We cannot use WhatsApp for orders.",
        "不能加微信，请在这里回复。",
        "請勿加 LINE，我們只在這裡回覆。",
        "LINEでのご案内はできません。",
        "per WhatsApp dürfen wir leider nicht antworten",
        "this is from another production line",
        "生产线和物流线路都正常",
        "The sofa sits on line with the window.",
        "A messenger bag and a signal cable",
        "This headset works with Skype and Zoom.",
    ],
)
def test_naming_a_messenger_without_an_invitation_passes(rules: Rules, text: str) -> None:
    assert "content.physical-address-or-messenger" not in rules(text)


@pytest.mark.parametrize("text", ["5 ★★★★★ rating plate ™ ® © °C ✓ →", "(^^) :-)", "☆ 1 2 # *"])
def test_drawings_and_signs_are_no_emoji(rules: Rules, text: str) -> None:
    assert "style.emoji" not in rules(text)


@pytest.mark.parametrize("text", ["ok 😀", "❤️", "⭐⭐⭐", "👨‍👩‍👧", "1️⃣", "🇩🇪", "✅"])
def test_emoji_are_found(rules: Rules, text: str) -> None:
    assert "style.emoji" in rules(text)


@pytest.mark.parametrize(
    ("sent", "late"), [("2026-02-09T23:00:00Z", False), ("2026-02-10T00:00:00Z", False), ("2026-02-11T00:00:00Z", True)]
)
def test_day_thirty_is_in_time_and_day_thirty_one_is_not(rules: Rules, sent: str, late: bool) -> None:
    found = rules(f"Order {ORDER}", proactive=True, order_id=ORDER, order_completed="2026-01-11", sent=sent)
    assert ("form.within-30-days" in found) is late


def test_the_number_of_another_order_is_not_this_order(rules: Rules) -> None:
    assert "form.order-id-17" in rules("Order 114-5559999-7654321", proactive=True, order_id=ORDER)


def test_the_number_in_the_subject_is_enough(rules: Rules) -> None:
    assert "form.order-id-17" not in rules("Which size?", proactive=True, order_id=ORDER, subject=f"Order {ORDER}")


def test_a_second_request_is_found_in_the_thread_and_over_the_stream(rules: Rules) -> None:
    ask = f"You can leave a product review for order {ORDER} on your orders page."
    fields = {"proactive": True, "order_id": ORDER}
    assert "type.repeat-review-request" not in rules(ask, sent="2026-01-01T00:00:00Z", **fields)
    assert "type.repeat-review-request" not in rules(ask, sent="2026-01-01T00:00:00Z", **fields), "the same copy"
    assert "type.repeat-review-request" in rules(ask, sent="2026-01-09T00:00:00Z", **fields)
    earlier = [{"direction": "outbound", "text": "Please leave a review on your orders page."}]
    other = {"proactive": True, "order_id": "114-5550000-0000001", "thread": earlier}
    assert "type.repeat-review-request" in rules("You may leave a review. 114-5550000-0000001", **other)


@pytest.mark.parametrize(("hour", "late"), [("09:59", False), ("10:01", True)])
def test_an_answer_after_a_day_is_late(rules: Rules, hour: str, late: bool) -> None:
    thread = [{"direction": "inbound", "text": "Where is it?", "sent": "2026-01-01T10:00:00Z"}]
    found = rules("It is on its way.", proactive=False, thread=thread, sent=f"2026-01-02T{hour}:00Z")
    assert ("service.reply-24h" in found) is late


def test_a_holding_reply_stops_the_clock(rules: Rules) -> None:
    thread = [
        {"direction": "inbound", "text": "Where is it?", "sent": "2026-01-01T10:00:00Z"},
        {"direction": "outbound", "text": "We are asking the carrier.", "sent": "2026-01-01T12:00:00Z"},
    ]
    assert "service.reply-24h" not in rules("Found.", proactive=False, thread=thread, sent="2026-01-04T10:00:00Z")


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("manual_en.pdf", False),
        ("发票.pdf", False),
        ("Garantiekarte.pdf", False),
        ("取扱説明書.pdf", False),
        ("return_label.pdf", False),
        ("invoice.exe", True),
        ("catalogue.pdf", True),
        ("photos.zip", True),
        ("our_dog.jpg", True),
    ],
)
def test_attachments_are_judged_by_name(rules: Rules, name: str, bad: bool) -> None:
    found = rules("Please see the file.", attachments=[{"name": name, "mime": "", "size_kb": 10}])
    assert ("content.attachment" in found) is bad


def test_two_line_breaks_pass_and_three_do_not(rules: Rules) -> None:
    assert "style.line-breaks-2" not in rules("One.\n\nTwo.\n\n\n")
    assert "style.line-breaks-2" in rules("One.\n\n\nTwo.")


@pytest.mark.parametrize(
    ("html", "rule"),
    [
        ('<p>Hi</p><img src="https://a.example/o.gif" width=1 height=1>', "content.tracking-pixel"),
        ('<p>Hi</p><img src="https://a.example/x.png" style="width:0;height:0" alt="">', "content.tracking-pixel"),
        ('<p>Hi</p><img src="https://a.example/logo.png">', "style.accessibility"),
        ('<p style="text-align:right">Hi there</p>', "style.alignment"),
        ('<p style="color:#777">Hi there</p>', "style.font-override"),
        ('<div style="margin:0 30%">Hi there</div>', "style.margin-20"),
        ('<div style="margin-left:30vw">Hi there</div>', "style.margin-20"),
        ('<img src="https://a.example/logo.png" alt="A" width="81%">', "style.image-80"),
        ('<img src="https://a.example/logo.png" alt="A" style="width:90vw">', "style.image-80"),
        (
            '<h2>Order</h2><p style="font-size:12px">a</p><p style="font-size:15px">b</p><small>c</small>',
            "style.font-sizes-3",
        ),
        ('<a href="https://a.example/unsubscribe">Unsubscribe</a>', "content.opt-out-link"),
        ('<p>Hi <a href="https://a.example/x">our page</a></p>', "content.external-link"),
    ],
)
def test_looks_of_html(rules: Rules, html: str, rule: str) -> None:
    assert rule in rules(html=html)


@pytest.mark.parametrize(
    "html",
    [
        '<p>Hi</p><img src="https://a.example/logo-plain.png" alt="A" width="40%">',
        "<p>Hi</p><p>There</p><br><br><p>Bye</p>",
        '<p style="text-align:left;color:black;font-size:14px;margin:0 10px">Hi there</p>',
        '<p>See <a href="https://www.amazon.com/your-orders">your orders</a></p>',
        "<table><tr><td>A</td><td>B</td></tr></table>",
        *(
            f'<p style="margin:{size}">Hi</p><img src="https://a.example/logo-plain.png" alt="A" style="width:{size}">'
            for size in ("9.9.9%", "..%", ".vw", "9.9.9vw", "9.9.9px", ".px")
        ),
    ],
)
def test_plain_html_passes(rules: Rules, html: str) -> None:
    assert not rules(html=html)


@pytest.mark.parametrize(
    "text",
    [
        "The model number of your kettle is 415-555-0132.",
        "The 415-555-0132 is our newest model.",
        "The sticker on the base says 415-555-0132, that is the model number.",
        "The model number of the phone holder is 415-555-0132.",
        "You can reach Amazon customer service at 1-888-280-4331.",
        "亚马逊客服电话是 400-810-5668。",
        "For the warranty please call the maker's support line: Philips, 1-800-555-0199.",
        "As we wrote in our telegram of 5 March, the lamp is covered.",
        "您发来的电报已收到。",
        "Drop me a line if anything is unclear.",
        "Send me a photo in line with the instructions.",
    ],
)
def test_what_only_looks_like_contact_data_passes(auditor: Auditor, text: str) -> None:
    assert auditor.check(Message(id="m", text=text, proactive=False)).findings == ()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("About model KT-3 call us at 415-555-0132.", "415-555-0132"),
        ("Our workshop: phone 415-555-0132.", "415-555-0132"),
        ("Forget Amazon support, call me at 415-555-0132.", "415-555-0132"),
        ("Write us on Telegram from 9 to 5.", "Telegram"),
        ("LINE: lumatek_shop", "lumatek_shop"),
        ("Drop me a line on insta", "insta"),
        ("电报联系我 @abc", "电报"),
        ("亲，加V：luminook888领红包", "加V：luminook888"),
    ],
)
def test_contact_data_is_seen_beside_everyday_words(auditor: Auditor, text: str, shown: str) -> None:
    findings = auditor.check(Message(id="m", text=text, proactive=False)).findings
    assert any(text[finding.start : finding.end].endswith(shown) for finding in findings)


@pytest.mark.parametrize(
    ("text", "late"),
    [
        ("It has been about three months since you received the purifier. Please leave an honest review.", True),
        ("You bought the kettle four months ago: would you write an honest review?", True),
        ("Sie haben die Lampe vor drei Monaten erhalten. Bitte schreiben Sie eine ehrliche Bewertung.", True),
        ("Il y a trois mois, vous avez reçu votre lampe. Pourriez-vous laisser un avis sincère ?", True),
        ("Hace tres meses recibió su lámpara. ¿Podría dejar una reseña sincera?", True),
        ("Tre mesi fa ha ricevuto la sua lampada. Può lasciare una recensione sincera?", True),
        ("ご購入から3ヶ月が経ちました。レビューをご投稿ください。", True),
        ("距离收货差不多有五个月了，欢迎留下真实的评论。", True),
        ("Your kettle has a warranty of 12 months after purchase. Please leave an honest review.", False),
        ("收到产品后享有12个月保修。欢迎留下真实评论。", False),
        ("You bought the kettle three weeks ago: would you write an honest review?", False),
        ("It has been three months since you received the purifier; its recall begins today.", False),
    ],
)
def test_a_request_that_tells_an_order_of_months_ago_is_late(rules: Rules, text: str, late: bool) -> None:
    assert ("form.within-30-days" in rules(text, proactive=True)) is late
