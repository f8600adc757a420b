"""Digits in the place of letters are read, and nothing else that holds digits is touched."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poa.audit import Auditor
from poa.audit.leet import disguised, spelled
from poa.audit.normal import normalise
from poa.model.message import Message


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("p1ease de1ete y0ur revi3w", "please delete your review"),
        ("a g1ft c@rd", "a gift card"),
        ("part l0ve3d-de1ete2 and fuse f1a-3e", "part l0ve3d-de1ete2 and fuse f1a-3e"),
        ("revi3w@mail.example, https://revi3w.example/de1ete", "revi3w@mail.example, https://revi3w.example/de1ete"),
        (
            "add luminook888 or lum1nook, order 114-5551234-1234567",
            "add luminook888 or lum1nook, order 114-5551234-1234567",
        ),
        ("usb3c, mp3s, h2o, b2b, 4k tv", "usb3c, mp3s, h2o, b2b, 4k tv"),
    ],
)
def test_only_words_that_hide_from_a_filter_are_spelled(text: str, plain: str) -> None:
    assert spelled(text) == plain
    assert disguised(text) == (text != plain)


def test_a_disguised_plea_is_found_where_it_stands(auditor: Auditor) -> None:
    text = "Hello! We saw the 2-star note. P1ease de1ete y0ur revi3w and we refund 20 dollars."
    first, second = (Message(id=str(number), text=text.replace("20", str(number))) for number in (20, 30))
    for message, audited in auditor.check_many((first, second)):
        (found,) = [finding for finding in audited.findings if finding.rule == "type.review-change-request"][:1]
        assert "de1ete y0ur revi3w" in message.text[found.start : found.end]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="abderivw013457@ .-\n", max_size=60))
def test_spelling_keeps_every_place(text: str) -> None:
    assert len(spelled(text)) == len(text)
    norm, back = normalise(text)
    assert len(back) == len(norm) + 1
