"""Numbers, addresses, accounts and links in disguise, in eight languages, and what only looks like them."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

Rules = Callable[..., set[str]]
PHONE, MAIL, LINK = "content.phone-number", "content.email-address", "content.external-link"
OFFER = "content.physical-address-or-messenger"


@pytest.mark.parametrize(
    "text",
    [
        "Office 0044 20 7946 0321, weekdays.",
        "Tel. 2O7-555-Ol23 after four.",
        "Ring 1-888-555-DESK for the bolts.",
        "手机 139-OO12-3456，姓李。",
        "老李手机壹叁玖零零壹贰叁肆伍陆。",
        "Appelez zéro sept, vingt-deux, trente, quarante et un, dix-huit.",
        "Llame al siete dos dos, tres cuatro cinco, seis siete ocho.",
        "Chiami il tre quattro due, uno uno uno, due due tre tre.",
        "お電話はゼロハチゼロ、ニーサンヨンゴー、ロクナナハチキューです。",
        "Telf. 91 234 56 78, mañanas.",
        "Pregunte por Ana en el 633 444 555.",
        "Ruft durch unter 0711 2345 67.",
    ],
)
def test_a_number_is_seen_however_it_is_written(rules: Rules, text: str) -> None:
    assert PHONE in rules(text)


@pytest.mark.parametrize(
    "text",
    [
        "The old part no. is 207-555-0321 and the new one 207-555-0322, both fit.",
        "Enter the pairing code 0321 4455 on the phone.",
        "配对码 13912345678，输入后手机会响一声。",
        "IMEI：355000111222333，请在手机里核对。",
        "Connect your phone to 192.168.8.1 first.",
        "The code reads one two three four five six seven.",
        "La marca atiende la garantía: 93 444 55 66.",
        "Colour 2O5-B, size L.",
        "受付番号は 20260314 でございます。",
    ],
)
def test_codes_and_the_like_are_no_numbers_to_call(rules: Rules, text: str) -> None:
    assert PHONE not in rules(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mail s h o p @ m a i l b o x . c o m with the photo.",
        "Reach me under anna-at-hutladen.example any day.",
        "Wir sind hutladen (Klammeraffe) gmx.de.",
        "hutladen (at) gmail is our mailbox",
        "信箱 hatshop〔at〕hotmail〔dot〕com",
        "请发到五五六七八八九＠ｑｑ．ｃｏｍ",
        "hat あっと yane どっと example まで",
        "hat☆yane.jp（☆は@です）",
    ],
)
def test_an_address_is_seen_however_it_is_written(rules: Rules, text: str) -> None:
    assert MAIL in rules(text)


def test_looking_at_outlook_is_no_address(rules: Rules) -> None:
    assert not rules("The skipper looks at outlook and wind before we ship the sail.")


@pytest.mark.parametrize(
    "text",
    [
        "T e l e g r a m is easier for clips.",
        "Threema ID HAT5-TEST, any time.",
        "薇同号，备注尺码。",
        "家里没人接就用飞机号 @hatman 联系我们。",
        "賴 ID：hatman55",
        "伽V:hatman555",
        "加入官方帳號「@hatman」就有人回。",
        "Suivez le fil : écrivez-nous par Messenger.",
        "Unser Insta antwortet schneller.",
        "インスタのDM（@hat_man）からどうぞ。",
        "らいんで友達になりましょう。",
        "Twitter works best, we're @hatman_help.",
        "hat_man on Signal, he knows.",
        "WhatsApp works too, the name is that of the shop.",
        "Our Slack is quicker.",
        "vx找 hatman55",
        "我们有售后Q群 555012300",
        "Mon whats : 07 00 22 33 44",
    ],
)
def test_an_account_is_seen_however_it_is_named(rules: Rules, text: str) -> None:
    assert OFFER in rules(text)


@pytest.mark.parametrize(
    "text",
    [
        "Scan the QR code inside the lid to join our group.",
        "Scannen Sie den QR-Code, dann erreichen Sie unseren Chat.",
        "Flashez le code QR : QR code et vous pourrez discuter avec nous.",
        "Con el código QR puede contactar con nosotros.",
        "Con il codice QR può scriverci subito.",
        "QRコードから友だちになってください。",
        "扫盒内二维码添加客服，领延保。",
    ],
)
def test_a_code_that_leads_to_people_is_a_way_out(rules: Rules, text: str) -> None:
    assert OFFER in rules(text)


@pytest.mark.parametrize(
    "text",
    [
        "Scan the QR code under the lid with the app to pair the scale.",
        "Amazon's QR code is shown at the counter.",
        "Zum Koppeln scannen Sie den QR-Code auf der Rückseite.",
        "扫二维码下载说明书，不用加好友。",
        "卡上的“扫码领红包”是旧卡，请撕掉。",
        "返品用のQRコードを店頭でご提示ください。",
        "I found you on LinkedIn, but we write here alone.",
        "Tg of the resin: 120 degrees.",
        "Die Uhr vibriert bei WhatsApp nur mit Mitteilungen.",
        "https://www.seur.com/track?onlineIdentificador=1234567",
    ],
)
def test_codes_that_pair_or_are_void_and_names_in_passing_are_none(rules: Rules, text: str) -> None:
    assert OFFER not in rules(text)


@pytest.mark.parametrize(
    "text",
    [
        "The parcel is at ups-search.example, look under your code.",
        "The carrier missed you; pick a new day at vanrun.example.",
        "Die Sendung sehen Sie unter dhl.example/x.",
        "可在顺丰官网 sf.example 查询快递单号。",
        "The maker's own page has the manual: books.ovenmaker.example",
        "Le manuel est sur le site du fabricant, fourmaker.example.",
        "Open http://192.168.1.1 or tplinkwifi.net to see the menu.",
        "The sensor is read by ASP.NET or VB.NET.",
        "Hold the lamp, then point it up.",
        "The sleeve is printed Booking.com in blue.",
    ],
)
def test_pages_of_carriers_makers_and_devices_pass(rules: Rules, text: str) -> None:
    assert not rules(text) & {LINK, "content.http-link"}


@pytest.mark.parametrize(
    "text",
    [
        "As the manufacturer we have the manual on ovenmaker.example.",
        "Track it at parcelview.example and see our shop there.",
        "Our manufacturer page ovenmaker.example has the warranty.",
        "Escriba hornos guion ruiz punto es en el navegador.",
    ],
)
def test_the_sellers_own_page_passes_for_no_other(rules: Rules, text: str) -> None:
    assert LINK in rules(text)


@pytest.mark.parametrize(
    "html, rule",
    [
        ('<p>Please <a href="mailto:hat@shop.example">write</a>.</p>', MAIL),
        ('<p>Please <a href="tel:+442079460321">ring</a>.</p>', PHONE),
        ('<p><a href="https://api.whatsapp.com/send?phone=1">Chat</a> is open.</p>', OFFER),
        ('<p><a href="tg://resolve?domain=hat">Chat</a> is open.</p>', OFFER),
        ('<p>Bye</p><a href="https://x.example/optout?u=1">Off</a>', "content.opt-out-link"),
        ('<p>Bye</p><a href="https://x.example/a"><img src="https://x.example/b.png"></a>', LINK),
    ],
)
def test_what_stands_behind_the_words_counts(rules: Rules, html: str, rule: str) -> None:
    assert rule in rules(html=html)


@pytest.mark.parametrize(
    "html",
    [
        '<p>The carrier can be <a href="tel:+18004633339">rung</a>.</p>',
        '<p>Ask <a href="mailto:duty@customs.gov">them</a> about the duty.</p>',
        '<p>See <a href="#part2">below</a>.</p>',
    ],
)
def test_ways_to_others_behind_the_words_pass(rules: Rules, html: str) -> None:
    assert not rules(html=html) & {MAIL, PHONE, OFFER}


@pytest.mark.parametrize(
    "text, out",
    [
        ("If you no longer wish to hear from us, reply STOP.", True),
        ("不想再收到通知，请按这里：x.example/t", True),
        ("If you do not wish to receive the second box, reply here.", False),
        ("Si vous ne souhaitez plus recevoir la lampe, cliquez sur Annuler.", False),
        ("There is a way to unsubscribe, a link at the foot of the newsletter.", False),
    ],
)
def test_only_the_sellers_own_way_out_of_his_messages_is_one(rules: Rules, text: str, out: bool) -> None:
    assert ("content.opt-out-link" in rules(text)) is out


@pytest.mark.parametrize("unit", ["zéro ", "ゼロ、", "o 2 ", "scan qr ", "a@ b . ", "(1 800 ", "@a_b line "])
def test_hostile_repeats_take_time_in_proportion(check: Callable[..., object], unit: str) -> None:
    took = []
    for size in (8_000, 64_000):
        text = (unit * size)[:size]
        check(text)
        start = time.process_time()
        check(text)
        took.append(time.process_time() - start)
    assert took[1] < max(24 * took[0], 1.0)


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("ヤマト運輸のLINE公式アカウントに友だち追加していただくと、受け取り日時を変更できます。", False),
        ("当店のLINE公式アカウントに友だち追加してください。", True),
        ("黑貓宅急便的LINE官方帳號可以查詢配送進度。", False),
        ("顺丰快递已发出，有问题加我们微信 kf_8899。", True),
        ("Add us on WhatsApp for the DHL number.", True),
    ],
)
def test_the_account_of_a_carrier_is_no_account_of_the_shop(rules: Rules, text: str, own: bool) -> None:
    assert (OFFER in rules(text)) is own


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("Your message has been placed in line.", False),
        ("If someone asks you by WhatsApp to pay, please don't.", False),
        ("Wenn jemand Sie über Telegram zur Zahlung auffordert, gehen Sie bitte nicht darauf ein.", False),
        ("Si quelqu'un vous écrit sur WhatsApp, ne payez rien.", False),
        ("如果有人加您微信要您付款，请不要理会。", False),
        ("Our Instagram was closed last year.", False),
        ("You can contact me on LINE any time.", True),
        ("Add us on WhatsApp and someone will help you.", True),
        ("If someone of your friends needs one too, just message us on WhatsApp.", True),
        ("Our Instagram is open, message us there.", True),
        ("Can you message me next via insta?", True),
        ("Wenn jemand aus Ihrer Familie auch eine möchte, schreiben Sie uns auf WhatsApp.", True),
        ("Si quelqu'un de votre famille en veut une, écrivez-nous sur WhatsApp.", True),
        ("如果有人也想买，加我微信给您优惠。", True),
    ],
)
def test_a_warning_of_others_and_a_place_in_line_invite_nobody(rules: Rules, text: str, offered: bool) -> None:
    assert (OFFER in rules(text)) is offered
