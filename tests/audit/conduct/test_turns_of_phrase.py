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
