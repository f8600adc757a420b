"""Turns of phrase that once misled the audit, in either direction."""

from __future__ import annotations

from collections.abc import Callable

import pytest

CHANGE = "type.review-change-request"
CANCEL = "order.never-ask-cancel"


@pytest.mark.parametrize(
    "text",
    [
        "If it's not difficult for you to delete your review, we would be very grateful.",
        "Wenn es Ihnen nichts ausmacht, Ihre Rezension zu löschen, wären wir Ihnen sehr dankbar.",
        "Si ce n'est pas difficile pour vous de supprimer votre commentaire, nous vous en serions reconnaissants.",
        "Si no le importa borrar su reseña, se lo agradeceríamos mucho.",
        "Se non le dispiace cancellare la recensione, le saremmo grati.",
    ],
)
def test_a_polite_not_denies_nothing(rules: Callable[..., set[str]], text: str) -> None:
    assert CHANGE in rules(text, proactive=False)


@pytest.mark.parametrize(
    "text",
    [
        "You no longer need the kettle? It is still here: choose Cancel items in Your Orders and we approve it.",
        "Sie wollen doch stornieren: Gehen Sie bitte unter Meine Bestellungen auf Artikel stornieren.",
        "您说不想要了，还没发货，请在订单里点取消，我们马上同意。",
    ],
)
def test_the_buyers_own_wish_to_cancel_is_answered_freely(rules: Callable[..., set[str]], text: str) -> None:
    assert CANCEL not in rules(text, proactive=False)


def test_who_is_sold_out_asks_nobody_to_press_cancel(rules: Callable[..., set[str]]) -> None:
    text = "The tent is sold out. Could you please log in, go to your orders and click the request cancellation button?"
    assert CANCEL in rules(text, proactive=True)


@pytest.mark.parametrize("text", ["Join us on t.me/roadeye for help.", "Write to wa.me/4915550101 now."])
def test_a_messengers_short_address_is_a_link(rules: Callable[..., set[str]], text: str) -> None:
    assert "content.external-link" in rules(text, proactive=False)


def test_a_spanish_point_is_no_web_address(rules: Callable[..., set[str]]) -> None:
    assert "content.external-link" not in rules("Déjelo en un punto de recogida, por favor.", proactive=False)


def test_pictured_gifts_are_gifts(rules: Callable[..., set[str]]) -> None:
    assert "type.incentivised-review" in rules("5 ⭐ = free 🎁", proactive=True)
    assert "type.incentivised-review" not in rules("Happy birthday 🎁 to your son!", proactive=False)


def test_five_stars_given_already_ask_for_none(rules: Callable[..., set[str]]) -> None:
    assert not rules("Delighted with your five stars, Hetty. The spare handle left today.", proactive=False)


REFUND, HAPPY = "coc.refund-for-review", "type.happy-only-review"


@pytest.mark.parametrize(
    "text",
    [
        "To avoid a long wait it is best that you cancel the order from your side.",
        "小店這款缺貨，再請您那邊取消訂單，謝謝。",
    ],
)
def test_who_would_spare_the_buyer_a_wait_still_asks_him_to_cancel(rules: Callable[..., set[str]], text: str) -> None:
    assert CANCEL in rules(text, proactive=False)


@pytest.mark.parametrize(
    "text",
    [
        "Take it down by Monday. My lawyer has your address already.",
        "Si no lo borra antes del lunes, nuestros abogados irán a por usted.",
    ],
)
def test_what_is_to_go_under_a_threat_need_not_be_named(rules: Callable[..., set[str]], text: str) -> None:
    assert CHANGE in rules(text, proactive=False)


def test_a_claim_to_be_withdrawn_is_no_review(rules: Callable[..., set[str]]) -> None:
    assert CHANGE not in rules("Withdraw your A-to-z claim today or you hear from our lawyer.", proactive=False)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Your money went back yesterday as agreed. Now it is your turn: please delete the review.", True),
        ("Comme convenu, les 20 euros sont partis. Merci de supprimer votre commentaire maintenant.", True),
        ("Your money went back yesterday as agreed. Have a good week.", False),
    ],
)
def test_a_promise_kept_is_held_against_the_review(rules: Callable[..., set[str]], text: str, found: bool) -> None:
    assert (REFUND in rules(text, proactive=False)) is found


@pytest.mark.parametrize(
    "text",
    [
        "How did we do, from 1 to 10? If it is 9 or 10, please post a review. Anything lower goes to my manager.",
        "满分10分您打几分？9分以上的请去写评价，低于9分的请先私信我们。",
    ],
)
def test_a_mark_that_decides_who_is_asked_picks_the_happy(rules: Callable[..., set[str]], text: str) -> None:
    assert HAPPY in rules(text, proactive=True)


@pytest.mark.parametrize(
    "text",
    [
        "Pour modifier votre avis : Votre compte > Avis. C'est à vous de voir.",
        "Per modificare la recensione: Il mio account > Recensioni. Decida lei liberamente.",
        "Para editar su reseña: Mi cuenta > Reseñas. Hágalo solo si lo desea.",
    ],
)
def test_the_way_to_a_review_that_is_left_to_the_buyer_is_no_plea(rules: Callable[..., set[str]], text: str) -> None:
    assert not rules(text, proactive=False)


def test_a_parcel_handed_over_is_no_discount(rules: Callable[..., set[str]]) -> None:
    text = "Le suivi indique une remise au gardien. Nous demandons la preuve de remise au transporteur."
    assert not rules(text, proactive=False)


@pytest.mark.parametrize(
    "text", ["Which lid do you want?", "Which number should the driver look for?", "Round or flat?"]
)
def test_a_short_question_is_neither_rude_nor_prying(rules: Callable[..., set[str]], text: str) -> None:
    assert not rules(text, proactive=False)


def test_thanks_beside_something_needed_are_not_thanks_alone(rules: Callable[..., set[str]]) -> None:
    thanks = "Thank you so much for choosing us, order 113-5550001-1234567. We hope you enjoy it. We are always here."
    needed = " The colour that you chose is out of stock: would you like grey or a refund?"
    assert "type.thank-you-only" in rules(thanks, proactive=True)
    assert "type.thank-you-only" not in rules(thanks + needed, proactive=True)


@pytest.mark.parametrize(
    "text",
    [
        "我们愿意补偿您20美元，希望您忘掉这次不合格的质量，并删除负面评论。",
        "We will pay you 20 dollars. Please forget the faulty part and delete the negative review.",
    ],
)
def test_a_not_within_a_word_denies_nothing(rules: Callable[..., set[str]], text: str) -> None:
    assert {CHANGE, REFUND} <= rules(text, proactive=False)


MESSENGER, ASKED = "content.physical-address-or-messenger", "coc.ask-contact-details"


@pytest.mark.parametrize(
    "text",
    [
        "使い方はLINEでご案内しています。ID「hana_store」を友だち追加してください。",
        "Écrivez à notre technicien sur WhatsApp au 06 99 00 55 12, il vous montre tout en vidéo.",
        "售后统一在微信上处理，请加一下：hua_fuwu，备注订单号。",
        'Please join our Facebook group "Lock Owners", there you get firmware and help.',
    ],
)
def test_a_messenger_is_seen_beside_words_of_the_product(rules: Callable[..., set[str]], text: str) -> None:
    assert MESSENGER in rules(text, proactive=False)


def test_a_watch_that_shows_messages_is_no_messenger(rules: Callable[..., set[str]]) -> None:
    assert MESSENGER not in rules("La montre affiche les notifications de WhatsApp par Bluetooth.", proactive=False)


def test_the_sellers_own_address_asks_for_none(rules: Callable[..., set[str]]) -> None:
    found = rules("Please write an e-mail to service@homelux.example with your invoice.", proactive=False)
    assert "content.email-address" in found and ASKED not in found


@pytest.mark.parametrize(
    "text",
    [
        "Si no quiere esperar, ¿puede entrar en Amazon, ir a Mis pedidos y pulsar Solicitar cancelación?",
        "当店からキャンセルすると評価に響くため、お客様の方からキャンセルリクエストをお願いできますでしょうか。",
    ],
)
def test_the_way_to_the_cancel_button_is_a_plea(rules: Callable[..., set[str]], text: str) -> None:
    assert CANCEL in rules(text, proactive=True)


def test_stars_or_else_tell_us_picks_the_happy(rules: Callable[..., set[str]]) -> None:
    assert HAPPY in rules("Rate us 5 STARS in all areas. IF NOT, tell us what we can do better.", proactive=True)


def test_who_sells_something_else_by_its_match_promotes_it(rules: Callable[..., set[str]]) -> None:
    text = "Pedido 404-5550001-1234567: le recomiendo combinarla con nuestro molinillo."
    assert "type.cross-sell" in rules(text, proactive=True)


@pytest.mark.parametrize(
    "text",
    [
        "Please reset the star projector by holding the button.",
        "Please change the star tip with the small key.",
        "请把星星灯调到五星模式。",
        "Five star-shaped cookie cutters are in the set.",
        "We are sorry for this stupid mistake in the manual.",
        "I understand that you feel treated like an idiot by the courier, and I am sorry.",
        "Our warranty hotline is 0800 555 0199.",
        "Je vous confirme que votre remboursement a été effectué aujourd'hui.",
        "这里只能文字沟通，微信和电话都不方便加。",
    ],
)
def test_things_have_stars_and_faults_without_a_breach(rules: Callable[..., set[str]], text: str) -> None:
    assert not rules(text, proactive=False)


@pytest.mark.parametrize(
    "text",
    [
        "May we ask you to lift it a little to five? As soon as it shows five we send the rest.",
        "Mögen Sie aus den zwei Sternen jetzt fünf machen?",
        "Una recensione negativa ci fa male. Può aiutarci cancellandola?",
        "已经留的请换成好评，谢谢。",
    ],
)
def test_stars_are_to_be_raised_without_the_word_review(rules: Callable[..., set[str]], text: str) -> None:
    assert CHANGE in rules(text, proactive=False)


@pytest.mark.parametrize("text", ["You are so beautiful, can we meet for a drink?", "你真漂亮，约你出来吃饭好吗？"])
def test_advances_have_no_place_in_messages(rules: Callable[..., set[str]], text: str) -> None:
    assert "content.sensitive" in rules(text, proactive=False)


def test_a_telephone_number_half_in_words_is_one(rules: Callable[..., set[str]]) -> None:
    assert "content.phone-number" in rules("Text me at two one two 555 zero one nine nine.", proactive=False)


@pytest.mark.parametrize(
    "text",
    [
        "Hello, thank you for your order! Here is a coupon for your next purchase: GREEN10.",
        "Voici un bon pour votre prochain achat : GREEN10.",
        "Ecco un buono per il suo prossimo acquisto: GREEN10.",
        "Hier ist ein Gutschein für Ihren nächsten Einkauf: GREEN10.",
        "Aquí tiene un cupón para su próxima compra: GREEN10.",
    ],
)
def test_the_plainest_coupon_is_seen(rules: Callable[..., set[str]], text: str) -> None:
    found = rules(text, proactive=True)
    assert "type.marketing-coupons" in found and "type.thank-you-only" not in found


def test_news_of_the_order_beside_an_advertisement_stays_news(rules: Callable[..., set[str]]) -> None:
    text = (
        "Your order 113-5550001-1234567 is confirmed and on its way! Three reasons to be glad: fast shipping, two years"
        " of warranty, and a 10% coupon (SNUG10) for your next visit. Leave us 5 stars and a free cloth is yours."
    )
    found = rules(text, proactive=True)
    assert {"type.order-or-ship-confirmation", "type.marketing-coupons"} <= found


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("We gave your number to our sister shop, they have lovely offers.", "coc.customer-data"),
        ("我们把您的手机号给了合作店铺，他们会联系您。", "coc.customer-data"),
        ("麻烦您给前面几条点个有用，再把那条差评举报一下。", "coc.no-influence"),
        ("Are you always this dense? Plug it in.", "coc.insult"),
        ("Wer drei Bilder nicht kapiert, sollte keine Möbel kaufen.", "coc.insult"),
        ("The policy is the policy.", "service.courteous"),
        ("CLOUD7 takes 10% off whatever you order next.", "type.marketing-coupons"),
        ("No queda stock, cancélalo tú y pon que fue un error, así no nos penalizan.", "order.never-ask-cancel"),
    ],
)
def test_what_is_told_in_passing_is_heard(rules: Callable[..., set[str]], text: str, rule: str) -> None:
    assert rule in rules(text, proactive=False)


@pytest.mark.parametrize(
    "text",
    [
        "Does Thursday suit, or shall it go to your office?",
        "Ask me anything here, I'm on until eight.",
        "Se per lei è tardi, può rispondere «annulla» e pensiamo noi al rimborso.",
    ],
)
def test_where_it_goes_and_until_when_is_no_breach(rules: Callable[..., set[str]], text: str) -> None:
    assert not rules(text, proactive=False)


def test_an_order_cancelled_without_a_word_why_lacks_its_reason(rules: Callable[..., set[str]]) -> None:
    text = "We cancelled order 113-5550001-1234567. Sorry for that."
    assert "order.problem-message-content" in rules(text, proactive=True)


@pytest.mark.parametrize("text", ["可以加V详聊:mumu_toys8", "加V私聊，备注订单号"])
def test_a_letter_to_be_added_is_a_messenger_whatever_stands_behind(rules: Callable[..., set[str]], text: str) -> None:
    assert "content.physical-address-or-messenger" in rules(text, proactive=False)


@pytest.mark.parametrize(
    "text",
    [
        "We can refund half of it if you agree to leave no feedback.",
        "A $10 refund is on its way, on condition that no negative review is posted.",
        "Nous vous rendons 10 €. En échange, vous ne mettez pas de mauvaise note.",
        "Wir erstatten die Hälfte. Im Gegenzug schreiben Sie bitte keine schlechte Rezension.",
        "Le devuelvo 10 euros. A cambio, no deje ninguna reseña mala, ¿de acuerdo?",
        "Ti rimborso 8 euro, in cambio non lasci nessuna recensione negativa.",
        "退您二十元，前提是您不再追加评价。",
        "退您五十元，那就麻煩不要留負評囉。",
        "部分返金をご希望でしたら、レビューを投稿しないことが条件となります。",
    ],
)
def test_money_for_silence_is_paid_for_the_review(rules: Callable[..., set[str]], text: str) -> None:
    assert "coc.refund-for-review" in rules(text)


@pytest.mark.parametrize(
    "text",
    [
        "We have refunded you in full. You need not leave a review, we only wanted to make it right.",
        "You get the refund even if you do not leave a review.",
        "Nous vous remboursons 10 €. Vous pouvez bien sûr écrire l'avis que vous voulez.",
        "Wir erstatten Ihnen den Betrag, ganz gleich ob und wie Sie bewerten.",
        "已为您退款15元，评价完全由您自己决定。",
    ],
)
def test_money_beside_a_free_review_is_no_bargain(rules: Callable[..., set[str]], text: str) -> None:
    assert "coc.refund-for-review" not in rules(text)


@pytest.mark.parametrize(
    "text",
    [
        "One knife sharpened free in exchange for your honest review.",
        "A free filter in return for a short review, that is our offer.",
        "Le enviamos otra funda a cambio de su reseña.",
        "Vous recevez une seconde lampe en échange d'un avis.",
    ],
)
def test_anything_in_exchange_for_a_review_rewards_it(rules: Callable[..., set[str]], text: str) -> None:
    assert "type.incentivised-review" in rules(text)


@pytest.mark.parametrize(
    "text",
    [
        "We never give anything in exchange for a review.",
        "As a seller I may not offer you anything in return for your review.",
        "Wir dürfen im Gegenzug für Ihre Bewertung nichts anbieten.",
    ],
)
def test_nothing_in_exchange_for_a_review_rewards_none(rules: Callable[..., set[str]], text: str) -> None:
    assert "type.incentivised-review" not in rules(text)


@pytest.mark.parametrize(
    "text",
    [
        "As a small apology, here is code SORRY20 for 20% off.",
        "Per scusarci le regaliamo un buono sconto di 10 euro per il prossimo acquisto.",
        "Como disculpa, le regalamos un cupón de 10 €.",
    ],
)
def test_a_coupon_for_the_trouble_is_advertising(rules: Callable[..., set[str]], text: str) -> None:
    assert "type.marketing-coupons" in rules(text, proactive=False)


@pytest.mark.parametrize(
    "text",
    [
        "We apologise that the coupon was not applied.",
        "Sorry for the trouble with the coupon, Amazon will look into it.",
        "Entschuldigen Sie den Ärger mit dem Gutschein.",
    ],
)
def test_trouble_with_a_coupon_is_no_advertising(rules: Callable[..., set[str]], text: str) -> None:
    assert "type.marketing-coupons" not in rules(text, proactive=False)


@pytest.mark.parametrize(
    "text",
    [
        "Amazon refunds the amount to your bank card within five days.",
        "返金はAmazonからお客様の銀行口座に振り込まれます。",
        "亚马逊会把退款退回到您的银行卡，3-5天到账。",
        "Amazon vous rembourse sur votre carte bancaire sous cinq jours.",
    ],
)
def test_what_amazon_itself_pays_leads_nobody_away(rules: Callable[..., set[str]], text: str) -> None:
    assert "coc.no-circumvention" not in rules(text, proactive=False)


@pytest.mark.parametrize(
    "text",
    [
        "平台会扣手续费，退款我转到您的支付宝。",
        "平台会抽成，您直接转账到支付宝，给您便宜十块。",
    ],
)
def test_a_word_on_amazons_fees_excuses_no_payment_elsewhere(rules: Callable[..., set[str]], text: str) -> None:
    assert "coc.no-circumvention" in rules(text, proactive=False)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("I took your phone number from the shipping label, so I text you about the lamp.", "coc.customer-data"),
        ("Ihre Adresse haben wir an eine Partnerfirma weitergegeben.", "coc.customer-data"),
        ("快递单上有您的手机号，我就直接联系您了。", "coc.customer-data"),
        ("送り状に書かれていた電話番号にご連絡いたしました。", "coc.customer-data"),
        ("J'ai noté votre numéro de téléphone dans mon carnet.", "coc.saved-contacts"),
        ("Ho salvato il suo numero nella nostra rubrica.", "coc.saved-contacts"),
        ("您的邮箱我们已经记下来了，以后有新品通知您。", "coc.saved-contacts"),
        (
            "Rejoignez notre petit groupe d'acheteurs : articles remboursés dès que votre avis est publié.",
            "review.service",
        ),
        ("拉您进我们的福利群，里面有返款。", "review.service"),
        ("Could you have your husband and your neighbours leave us five stars, too?", "review.own-or-competitor"),
    ],
)
def test_what_few_messages_do_is_heard_in_everyday_words(rules: Callable[..., set[str]], text: str, rule: str) -> None:
    assert rule in rules(text, proactive=False)


@pytest.mark.parametrize(
    "text",
    [
        "J'ai bien noté votre numéro de commande et je vérifie.",
        "He anotado su número de pedido.",
        "The carrier needs your phone number; please add it to your address in your Amazon account.",
        "Ihre Adresse auf dem Etikett war unvollständig, deshalb kam das Paket zurück.",
        "快递员会打您的电话，请保持电话畅通。",
        "We are a family business: my wife packs and my son answers mail.",
        "Join our community of plant lovers on the forum.",
        "For five-star brightness choose mode 3.",
        "The spatula offer is withdrawn, so no gift will follow. You do not need to do anything about your review. "
        "If there is a problem with the pan itself, please tell us here and we will solve it.",
    ],
)
def test_the_same_words_in_harmless_sentences_accuse_nobody(rules: Callable[..., set[str]], text: str) -> None:
    assert rules(text, proactive=False) <= {"content.external-link"}
