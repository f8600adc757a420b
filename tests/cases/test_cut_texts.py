"""A comma outside quotation marks must not cut a text in silence."""

from __future__ import annotations

import pytest

from poa.cases.caseyaml import parse_case
from poa.errors import CaseError


def test_words_after_an_unquoted_comma_are_never_lost() -> None:
    text = "store: {name: X}\nopening: {en: destroyed the cards, told the supplier, zh: 销毁了卡片}\n"
    with pytest.raises(CaseError, match=r"answers\.yaml:2.*told the supplier.*quotation marks"):
        parse_case(text.encode(), "answers.yaml")


def test_a_known_key_may_be_left_empty() -> None:
    assert parse_case(b"store: {name: X, marketplace: }\nopening:\n", "case.yaml").store.name == "X"
