"""What is remembered of sentences says of a message what reading it as a whole says."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poa.audit import Auditor
from poa.audit.memory import RequestMemory
from poa.audit.pieces import Pieces
from poa.audit.view import MessageView
from poa.library.guidance import Guidance
from poa.model.message import Message
from poa.model.rule import Audited
from poa.resources import root

SENTENCES = (
    "Thank you for your order 114-5551234-1234567.",
    "Please change your review to 5 stars!",
    "We refund 20 % within 24 hours if you delete it.",
    "Add me on WhatsApp: +1 415 555 0132",
    "Order (12-B7) left today; it costs 1,234.50 $.",
    "Wie gefällt Ihnen die Lampe?",
    "Bitte ändern Sie Ihre Bewertung auf 5 Sterne.",
    "您好，好评返5元。",
    "加我微信 lumate88，谢谢！",
    "★★★★★ を付けていただけますか。",
    'You wrote: "call me".',
    "n.º 17",
    "See www.lumatek.example/x?a=b",
    "Mail ann (at) lumatek.example",
    "g o o d  r e v i e w",
    "e.g. amazon.de",
    "…",
)
GLUES = (" ", "", "  ", "\n", "\n\n\n", ". ", "。", "？", "\u3000", " > ", "\u00a0", "\u2009", "\ufe0f", "1", "a")


@pytest.fixture(scope="module")
def auditors() -> tuple[Auditor, Auditor]:
    return Auditor(Guidance([root("guidance")])), Auditor(Guidance([root("guidance")]))


def _both(auditors: tuple[Auditor, Auditor], messages: list[Message]) -> tuple[list[Audited], list[Audited]]:
    """The audit of messages by their sentences, and of each as a whole."""
    remembering, fresh = auditors
    remembering.memory, fresh.memory = RequestMemory(), RequestMemory()
    return [audited for _, audited in remembering.check_many(messages)], [*map(fresh.check, messages)]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32))
def test_messages_of_known_sentences_are_judged_as_if_each_were_read_as_a_whole(
    auditors: tuple[Auditor, Auditor], seed: int
) -> None:
    dice = random.Random(seed)
    messages = [
        Message(
            id=str(n),
            text="".join(dice.choice(SENTENCES) + dice.choice(GLUES) for _ in range(dice.randrange(1, 7))),
            proactive=dice.choice((True, False, None)),
            order_id=dice.choice((None, "114-5551234-1234567")),
        )
        for n in range(8)
    ]
    by_sentences, whole = _both(auditors, messages)
    assert by_sentences == whole


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_folded_by_its_sentences_as_it_is_folded_whole(one: str, other: str) -> None:
    pieces = Pieces()
    for text in (one + other, one + ". " + other, other + "1" + one, one + ". " + other):
        message = Message(id="m", text=text)
        by_sentences, whole = MessageView(message, pieces), MessageView(message)
        assert by_sentences.norm == whole.norm
        assert [*by_sentences.back] == [*whole.back]
        assert by_sentences.lang == whole.lang
        assert by_sentences.quoted_parts == whole.quoted_parts


def test_numbers_make_no_sentence_new_and_keep_their_places(auditors: tuple[Auditor, Auditor]) -> None:
    texts = [f"Case ({n}-A{n % 90}): change your review to {n % 7} stars, then we refund {n} $." for n in range(300)]
    by_sentences, whole = _both(auditors, [Message(id=str(n), text=text) for n, text in enumerate(texts)])
    assert by_sentences == whole
    assert any(audited.findings for audited in whole)


def test_what_is_remembered_stays_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("poa.audit.pieces._MOST", 20)
    pieces = Pieces()
    for n in range(500):
        word = "".join(chr(97 + int(digit)) for digit in str(n))
        assert pieces.of(f"Plain {word}. With {word} {n}. Again {n % 3}.")
    assert len(pieces._known) <= 20
    assert len(pieces._older) <= 20


def test_a_sentence_that_comes_again_stays_remembered_while_others_are_forgotten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("poa.audit.pieces._MOST", 20)
    pieces = Pieces()
    first = pieces.of("This one comes again.")
    for n in range(500):
        word = "".join(chr(97 + int(digit)) for digit in str(n))
        again = pieces.of(f"This one comes again. That one with {word} never does.")
        assert first and again and again.pieces[0] is first.pieces[0]
