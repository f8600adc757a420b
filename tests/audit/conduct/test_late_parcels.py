"""A parcel that is late, and a cancellation that came from the buyer, are no breach; asking for one is."""

from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "We wanted to let you know that your order 111-5556353-8162725 is experiencing a slight shipping delay. We're "
        "actively working with the carrier to get it moving.",
        "Order 111-5556353-8162726: customs has opened your parcel, so it will be about a week late. Sorry, we ask the "
        "carrier every day.",
        "Bestellung 302-5556353-8162727: Ihr Paket verspätet sich leider um einige Tage.",
        "订单 111-5556353-8162728：包裹因天气晚到几天，很抱歉，我们每天都在催快递。",
    ],
)
def test_news_of_a_delay_is_no_confirmation(rules: Callable[..., set[str]], text: str) -> None:
    assert "type.order-or-ship-confirmation" not in rules(text, proactive=True)


@pytest.mark.parametrize(
    "text",
    [
        "あなたからのキャンセルリクエストを受け取りました。商品が戻りましたら返金いたします。",
        "您的取消申请我们已收到，货款会原路退回。",
        "Wir haben Ihre Stornierungsanfrage bekommen und angenommen.",
        "Nous avons reçu votre demande d'annulation, tout est remboursé.",
        "You asked whether the refund depends on your feedback. It does not.",
    ],
)
def test_what_the_buyer_asked_for_is_not_asked_of_him(rules: Callable[..., set[str]], text: str) -> None:
    assert not {"order.never-ask-cancel", "coc.no-influence"} & rules(text, proactive=False)


@pytest.mark.parametrize(
    "text",
    [
        "キャンセルリクエストを送っていただけますか。在庫がありません。",
        "お客様からのキャンセルをお願いできますでしょうか。",
        "Nous vous prions d'envoyer votre demande d'annulation, le produit est épuisé.",
        "Por favor envíenos la solicitud de cancelación, ya no tenemos existencias.",
        "Bitte stellen Sie eine Stornierungsanfrage, wir haben den Artikel nicht mehr.",
        "Please send a cancellation request from your side.",
        "这款停产了发不出来，麻烦您那边点一下申请取消哈，原因随便选一个“买错了”，我秒同意。",
    ],
)
def test_a_buyer_who_is_to_ask_for_it_is_asked_to_cancel(rules: Callable[..., set[str]], text: str) -> None:
    assert "order.never-ask-cancel" in rules(text, proactive=False)


@pytest.mark.parametrize(
    "text",
    [
        "The pallet is at the Estes terminal in Reno. Please ring their dispatch at 775-555-0148.",
        "Das Paket liegt in der Zustellbasis, deren Nummer ist 030 5550148.",
    ],
)
def test_the_number_of_whoever_has_the_parcel_may_be_given(rules: Callable[..., set[str]], text: str) -> None:
    assert "content.phone-number" not in rules(text, proactive=False)


@pytest.mark.parametrize(
    "text",
    [
        "Like all retailers, we require the product to be returned to us before we can issue a refund.",
        "We are sorry that your order is still not there. It seldom happens, and a few checks help. Ask the "
        "sorting office near you, even if no card was left. Nine in ten lost parcels are found there. Did a "
        "neighbour take it in? That happens more than you would think, so ask those next door. The driver may"
        " also have left it in a shed, a bin or behind a plant pot, which his notes do not always say. If you"
        " have looked in all of these places and it is nowhere to be seen, write to us again on Thursday, and"
        " we send another one at once or give you your money back.",
    ],
)
def test_long_answers_about_parcels_and_recalls_accuse_nobody(rules: Callable[..., set[str]], text: str) -> None:
    assert not rules(text, proactive=False)
