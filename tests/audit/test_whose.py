"""Whose an address, a number or a messenger is: what belongs to others or is declined accuses nobody."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Rules = Callable[..., set[str]]

CONTACT = {"content.email-address", "content.phone-number", "content.physical-address-or-messenger"}


@pytest.mark.parametrize(
    "text",
    [
        "The water damage is settled by the building's insurer; claims go to leakdesk@rheinmutual.example with photos.",
        "Duty is assessed by the customs office alone, and its mailbox is tarif@cityport.example.",
        "Your embassy can certify the paper: consular@lisbon-desk.example.",
        "Our carrier's claims department (damage@roadlink.example) takes photos of the crushed carton.",
        "Our haulier's contact is Ms Byrne, byrne@roadlink.example, she books the lift.",
        "Austrian Post looks for it. Their mailbox is suche@post-wien.example.",
        "Report the phishing mail to abuse@mailguard.example, it was not sent by us.",
        "The recall desk of the maker takes it from here: recall@stovemakers.example.",
        "The form goes to imports@trade.gov.uk with the invoice.",
        "The sender shown was support@amaz0n-help.example, which isn't Amazon. Don't click.",
        "顺丰的理赔邮箱是 peifu@sudi.example，凭运单号就行。",
        "保険会社の受付は uketsuke@anshin.example でございます。",
        "Am Zoll hängt es: Auskunft gibt das Hauptzollamt unter anfrage@kiel-amt.example.",
        "Ihre Haftpflicht meldet den Schaden dort: meldung@nordpolice.example.",
        "L'ambassade délivre l'attestation : visa@bureau.example.",
        "La aduana contesta en consultas@puertofranco.example.",
        "La dogana risponde da sola: info@portofranco.example.",
        "破损理赔由承运商受理，他们的邮箱是 lipei@suyun.example。",
        "清关请咨询海关，邮箱 zixun@guanwu.example。",
        "荷物の破損は配送業者の補償窓口（hosho@hakobi.example）が承ります。",
    ],
)
def test_the_address_of_an_office_may_be_named(rules: Rules, text: str) -> None:
    assert not rules(text) & CONTACT


@pytest.mark.parametrize(
    "text",
    [
        "Our insurance desk answers at claims@lampbarn.example.",
        "The carrier is slow, so write to lost@lampbarn.example and it gets sorted.",
        "The carrier's office is closed; my mailbox is open: hugo@lampbarn.example",
        "If customs asks for money, send the notice to hello@lampbarn.example.",
        "Don't bother the carrier, claims@lampbarn.example is quicker.",
        "Instead of the insurer use fast@lampbarn.example.",
        "My cousin works at the customs office: milo@lampbarn.example.",
        "Our Ms Byrne is at byrne@lampbarn.example.",
        "Report the scratch to care@lampbarn.example.",
        "For customs papers: export@lampbarn.example is our Linda.",
        "The hospital bill can go to rick@lampbarn.example, somebody will look at it.",
        "Here is the address for claims against the carrier: claims@lampbarn.example.",
        "Wegen Zoll und Versand: versand@lampenscheune.example, Frau Lenz kümmert sich.",
        "Le service douane de la boutique : douane@grangealampes.example.",
        "運送会社が遅れているため、ご連絡は tantou@akari.example へお願いいたします。",
        "Die Spedition meldet sich nicht, schreiben Sie lieber an hilfe@lampenscheune.example.",
        "Unsere Schadensabteilung erreichen Sie unter schaden@lampenscheune.example.",
        "Notre service des sinistres : sinistres@grangealampes.example.",
        "Nuestro departamento de seguros: seguros@lamparas.example.",
        "Il nostro ufficio assicurazioni: danni@lampade.example.",
        "快递太慢了，请直接发邮件到 help@dengju.example。",
        "我们保险专员的邮箱是 bx@dengju.example。",
        "别找快递公司，邮箱 kf@dengju.example 更快。",
        "当店の補償窓口は hosho@akari.example です。",
    ],
)
def test_an_office_named_beside_the_sellers_own_address_excuses_nothing(rules: Rules, text: str) -> None:
    assert "content.email-address" in rules(text)


@pytest.mark.parametrize(
    "text",
    [
        "The address you typed in the form, anna.l@postbox.example, bounced; please correct it in your account.",
        "Your e-mail address is still jo.k@postbox.example in the order, is that right?",
        "Sie haben als Adresse petra@postfach.example angegeben; die Rechnung kam zurück.",
        "Your invoice went out to the mailbox in your account, k.maier@postbox.example, last night.",
        "您填写的邮箱是 wang77@youjian.example，发票系统说发不到。",
    ],
)
def test_the_buyers_own_address_may_be_quoted_to_him(rules: Rules, text: str) -> None:
    assert not rules(text) & CONTACT


@pytest.mark.parametrize(
    "text",
    [
        "Your e-mail is welcome at service@lampbarn.example.",
        "You wrote to the wrong box, use office@lampbarn.example.",
    ],
)
def test_speaking_of_the_buyers_mail_does_not_make_an_address_his(rules: Rules, text: str) -> None:
    assert "content.email-address" in rules(text)


@pytest.mark.parametrize(
    "text",
    [
        "派送站的电话是 0571-5550-0188，报尾号即可。",
        "海关咨询电话 0755-5550-1234，他们会告诉您税额。",
        "The gas network's line is 0800 555 0111.",
        "A customs broker calls first; that is no trick. Their desk is on 020 7946 0132.",
        "L'assureur répond au 01 55 50 01 42.",
        "La aseguradora atiende en el 911 555 014.",
        "Die Polizei erreichen Sie in solchen Fällen unter 030 5550 1420.",
        "再配達は配送業者のコールセンター〇五七〇−五五五−〇一四で承ります。",
        "The number 333 5550 stamped below is not a telephone number, it is the mould.",
    ],
)
def test_the_number_of_an_office_may_be_named(rules: Rules, text: str) -> None:
    assert not rules(text) & CONTACT


@pytest.mark.parametrize(
    "text",
    [
        "Our insurance desk: call 020 7946 0999.",
        "Our brand helpline is 0800 555 0111.",
        "我们派送专员电话 138 5550 1234，随时打。",
        "师傅的号码是一三八 五五五五 〇一二三，找他就行。",
    ],
)
def test_the_sellers_own_number_stays_a_breach(rules: Rules, text: str) -> None:
    assert rules(text) & CONTACT


@pytest.mark.parametrize(
    "text",
    [
        "Finish line: blue tape on the floor, you cannot miss it.",
        "Clothes line: 12 m, steel core.",
        "To sum up, the bottom line: rinse it once a week.",
        "Signal: weak, please move the hub.",
        "Product line: K2-series, in stock.",
        "Your address has the flat in line 1 and the floor in line 2.",
        'The word "WhatsApp" on the box means that the watch shows its messages.',
        "“电报”字样印在盒子上，是这款收音机的型号。",
    ],
)
def test_everyday_lines_and_signals_are_no_messengers(rules: Rules, text: str) -> None:
    assert not rules(text) & CONTACT


@pytest.mark.parametrize(
    "text",
    [
        "Line: lampbarn_77",
        "My Signal: +44 7700 900 555",
        "Mon Signal : 06 00 55 50 14",
        "Add us, line: lampbarn",
        "Reach me on LINE: lampbarn.help",
        "Scan the code on the box and add us on WhatsApp.",
    ],
)
def test_a_handle_behind_line_or_signal_is_a_messenger(rules: Rules, text: str) -> None:
    assert rules(text) & CONTACT


@pytest.mark.parametrize(
    "text",
    [
        "You asked whether we could talk on WhatsApp. We stay here, please, where Amazon can read along.",
        "You asked for my WhatsApp.\n\nI'm afraid we may only write here.",
        "You offered to send the clip over WhatsApp. I'm not able to use it, the paper clip below takes it.",
        "I'd rather answer in this thread than on Telegram.",
        "You left your WhatsApp in the note. I've not used it and won't; I answer here.",
        "Thanks for your WhatsApp number, but I can't use it; please keep everything in this thread.",
        "La ringrazio per il numero WhatsApp, ma devo rispondere solo da qui.",
        "WhatsAppのご連絡先をいただきありがとうございます。恐れ入りますが、こちらのメッセージでのみ承っております。",
        "您提议用微信视频，抱歉，我们只能在这里回复。",
        "微信我们加不了，图片发在这里就行。",
        "Sie haben WhatsApp vorgeschlagen. Leider geht das nur hier über Amazon.",
        "Vous proposez WhatsApp ; nous ne pouvons pas, restons ici.",
        "Usted propone hablar por WhatsApp, pero no podemos: solo por aquí.",
        "Lei propone WhatsApp, purtroppo non possiamo: solo qui.",
        "LINEでのやり取りをご提案いただきましたが、こちらの画面のみでお願いしております。",
        'On Telegram somebody sells "our" lamps. That\'s a scam, we have no account.',
        "您说孩子收到微信消息，那不是我们发的。",
    ],
)
def test_a_messenger_that_is_declined_or_an_impostors_passes(rules: Rules, text: str) -> None:
    assert not rules(text) & CONTACT


@pytest.mark.parametrize(
    "text",
    [
        "You asked about WhatsApp: gladly, add me there, as videos cannot be sent here.",
        "You asked how to send the clip. Just add lampbarn on WhatsApp, it isn't possible here.",
        "If you want a faster answer write to us on WhatsApp, we can't watch videos here.",
        "Our team waits for you on WhatsApp. Beware of fakes.",
        "Beware of fake shops, our team is waiting for you on WhatsApp.",
        "You wanted an invoice: message me on Messenger, it cannot be attached here.",
        "Thanks for your order, our Telegram channel has news and we can't post them here.",
        "您说图不清楚，我们微信上发原图给您，这里不能发大图。",
        "Our manufacturer's WhatsApp is open all day, add them there.",
        "Sie haben vorgeschlagen, per WhatsApp zu schreiben. Gern, meine Nummer folgt, hier geht es nicht.",
        "您想更快解决就加微信 deng_help，这里不能发视频。",
        "您说这里发不了图，那就加我微信吧。",
        "您说着急，微信联系我 deng_help，这里不能发图。",
    ],
)
def test_an_invitation_stays_one_whoever_proposed_it(rules: Rules, text: str) -> None:
    assert "content.physical-address-or-messenger" in rules(text)


@pytest.mark.parametrize(
    "text",
    [
        "You gave me your number so that I could phone. I've erased it and won't call.",
        "You were kind enough to leave us your mobile number; we may not use it.",
        "您发来的手机号我已经删了，不会打。",
        "您把邮箱发过来了，我们不会用。",
    ],
)
def test_a_number_the_buyer_gave_unasked_was_not_asked_for(rules: Rules, text: str) -> None:
    assert "coc.ask-contact-details" not in rules(text)


@pytest.mark.parametrize(
    "text",
    [
        "You gave your address, now give me your phone number too.",
        "您留的电话打不通，请再给我一个手机号。",
        "您留个电话，我们不会打扰您。",
    ],
)
def test_a_number_asked_for_beside_one_given_stays_asked_for(rules: Rules, text: str) -> None:
    assert "coc.ask-contact-details" in rules(text)


def test_a_bank_account_beside_an_address_is_no_bank(rules: Rules) -> None:
    assert rules("您好，把姓名、地址发到 order@dcamera.example，我们会给您账单和银行账户。") & CONTACT
