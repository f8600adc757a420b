"""The message as detectors see it: language, sentences, quoted words, kind of message."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poa.audit.view import MessageView
from poa.model.message import Message, ThreadItem


def view(text: str = "", **fields: object) -> MessageView:
    return MessageView(Message(id="m", text=text, **fields))  # type: ignore[arg-type]


def quoted(text: str, words: str) -> bool:
    seen = view(text)
    start = seen.norm.index(words)
    return seen.quoted(start, start + len(words))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We have sent you the new part and it will be with you on Friday."),
        ("de", "Wir haben Ihnen das neue Teil geschickt und es ist am Freitag bei Ihnen."),
        ("fr", "Nous vous avons envoyé la nouvelle pièce et elle sera chez vous vendredi."),
        ("es", "Le hemos enviado la pieza nueva y la tendrá en su casa el viernes."),
        ("it", "Le abbiamo inviato il nuovo pezzo e sarà da lei venerdì per la consegna."),
        ("ja", "新しい部品をお送りいたしました。金曜日に届く予定です。"),
        ("zh-Hans", "新的配件我们已经寄出，预计星期五送到您家里，请注意查收。"),
        ("zh-Hant", "新的配件我們已經寄出，預計星期五送到您家裡，請注意查收。"),
    ],
)
def test_the_language_is_told_by_the_message_itself(language: str, text: str) -> None:
    seen = view(text)
    assert (seen.lang, seen.lang_sure) == (language, True)


@pytest.mark.parametrize("text", ["OK", "112-5551234-1234567", "Größe M?", "https://www.amazon.com/returns", ""])
def test_a_short_text_is_never_sure_of_its_language(text: str) -> None:
    assert not view(text).lang_sure


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Thanks.\n> please change your review\nBye", "change your review"),
        ("Sorry.\n\nOn Mon, 3 May 2026 at 10:00, Ann wrote:\nYou are idiots", "you are idiots"),
        ("您好。\n在 2026年3月1日 王先生 写道：\n给我好评", "给我好评"),
        ('You wrote: "call me on WhatsApp". We cannot.', "call me on whatsapp"),
        ("您说“加我微信”，这个我们做不到。", "加我微信"),
        ("Sie schrieben: „rufen Sie mich an“. Das geht nicht.", "rufen sie mich an"),
        ("お客様の「LINEで連絡したい」とのご希望ですが、できません。", "lineで连络したい"),
    ],
)
def test_words_of_the_buyer_are_told_apart(text: str, words: str) -> None:
    assert quoted(text, words)


def test_quotation_marks_alone_do_not_make_words_the_buyers() -> None:
    assert not quoted('Please choose "change my review" in the menu.', "change my review")


def test_spans_that_the_importer_separated_count_as_quoted() -> None:
    text = "Thanks.  Old words"
    seen = view(text, quoted=((9, len(text)),))
    start = seen.norm.index("old words")
    assert seen.quoted(start, len(seen.norm))


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({}, None),
        ({"proactive": True}, True),
        ({"subject": "Re: lamp"}, False),
        ({"subject": "回复：灯"}, False),
        ({"thread": (ThreadItem("inbound", "?", datetime(2026, 1, 1, tzinfo=UTC)),)}, False),
    ],
)
def test_an_answer_is_known_by_subject_and_thread(fields: dict[str, object], kind: bool | None) -> None:
    assert view("x", **fields).proactive is kind


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.data())
def test_any_span_leads_back_into_the_text(text: str, data: st.DataObject) -> None:
    seen = view(text)
    start = data.draw(st.integers(0, len(seen.norm)))
    end = data.draw(st.integers(start, len(seen.norm)))
    first, last = seen.original(start, end)
    assert 0 <= first <= last <= len(seen.text)
    assert all(0 <= a <= b <= len(seen.norm) for a, b in (*seen.sentences, *seen.quoted_parts))
