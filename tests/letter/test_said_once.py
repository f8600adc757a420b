"""An answer that begins with the word before its place says it once in the letter."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from poa.letter import compose
from poa.model.case import Cause, Text
from tests.letter.cases import GUIDANCE, small_case


def _letter(language: str, en: str, zh: str) -> str:
    slots = {"act": "asked", "reason": Text(en=en, zh=zh)}
    cause = Cause(entry="c08-asks-for-contact", status="true", slots=slots)
    return compose(replace(small_case(), causes=(cause,)), GUIDANCE, language, draft=True).text


@pytest.mark.parametrize(
    "said", ["because the steps existed only as a video", "Because the steps existed only as a video"]
)
def test_because_stands_once(said: str) -> None:
    assert "because the steps existed only as a video" in _letter("en", said, "步骤只有视频")
    assert "because because" not in _letter("en", said, "步骤只有视频").casefold()


@pytest.mark.parametrize("said", ["因为步骤只有视频", "由于步骤只有视频", "是因为步骤只有视频"])
def test_the_reason_stands_without_its_own_because(said: str) -> None:
    assert "原因是：步骤只有视频" in _letter("zh", "the steps existed only as a video", said)


def test_a_word_that_only_begins_alike_is_kept() -> None:
    assert "because becauseway is a street" in _letter("en", "becauseway is a street", "x")
    assert _letter("en", "because", "因为").count("because because") == 1, "an answer is never emptied"
