"""From when to when messages in breach were sent is told once, wherever they are counted."""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec.structs import replace

from poa.letter import compose
from poa.model.case import Audit
from tests.letter.cases import GUIDANCE, small_case


def _letter(language: str = "en", **changes: Any) -> str:
    audit = Audit(
        read_by=("li",), messages_read=1126, messages_in_breach=7, orders_in_breach=4,
        breach_from=date(2026, 1, 5), breach_to=date(2026, 3, 10),
    )  # fmt: skip
    return compose(small_case(audit=replace(audit, **changes)), GUIDANCE, language, draft=True).text


def test_the_days_of_the_breaches_stand_with_their_number() -> None:
    assert "Seven messages on four orders were in breach, sent from 5 January to 10 March" in _letter()
    assert "违规，发送日期为 1 月 5 日至 3 月 10 日" in _letter("zh")


def test_an_opening_that_tells_the_days_is_not_repeated() -> None:
    text = _letter(alike=True)
    assert text.count("10 March") - _letter(alike=True, breach_from=None, breach_to=None).count("10 March") <= 1
    assert text.count("5 January") == 1


def test_without_both_days_nothing_is_told() -> None:
    assert "sent from" not in _letter(breach_from=None)
