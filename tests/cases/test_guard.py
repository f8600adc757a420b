"""What the program refuses, in words."""

from __future__ import annotations

from datetime import UTC, date, datetime
from time import process_time

import pytest

from poa.cases import guard
from poa.errors import RefusedError
from poa.model.case import Action, Case, Measure, Statement, Text
from poa.wording import Wording

TODAY = date(2026, 3, 12)


@pytest.mark.parametrize(
    "case",
    [
        Case(actions=(Action(status="done", on=date(2026, 3, 13)),)),
        Case(measures=(Measure(status="in_force", since=date(2026, 4, 1)),)),
        Case(statements=(Statement(place="done", text=Text(en="x"), on=date(2027, 1, 1)),)),
    ],
)
def test_what_is_still_to_come_is_not_called_done(case: Case) -> None:
    with pytest.raises(RefusedError) as caught:
        guard.refuse_undone_as_done(case, TODAY)
    assert "planned" in str(caught.value)
    assert caught.value.told(Wording("zh-Hans"))


def test_what_was_done_today_or_is_planned_is_fine() -> None:
    guard.refuse_undone_as_done(
        Case(actions=(Action(status="done", on=TODAY), Action(status="planned", on=date(2026, 5, 1)))), TODAY
    )


def test_a_date_that_was_told_to_amazon_is_not_moved_back() -> None:
    before = Case(actions=(Action(id="a", status="done", on=date(2026, 3, 10)),))
    after = Case(actions=(Action(id="a", status="done", on=date(2026, 3, 1)),))
    sent = datetime(2026, 3, 11, tzinfo=UTC)
    with pytest.raises(RefusedError, match=r"Action 1 .* on 10 March 2026"):
        guard.refuse_back_dating(before, after, sent)
    guard.refuse_back_dating(before, after, None)
    guard.refuse_back_dating(before, before, sent)


MESSAGE = "Dear buyer,\nplease add me on WhatsApp.  I will refund you\nif you delete the review. Thanks."


@pytest.mark.parametrize(
    "quote",
    [
        "please add me on WhatsApp.",
        "I will refund you if you delete",
        "please add me on WhatsApp. [...] Thanks.",
        "please add me … if you delete the review",
        "please add me on WhatsApp.\n\nif you delete the review.",
    ],
)
def test_a_quotation_word_for_word_is_fine(quote: str) -> None:
    guard.refuse_altered_quote(quote, MESSAGE)


@pytest.mark.parametrize(
    "quote",
    [
        "please add me.",
        "please add us on WhatsApp.",
        "Thanks. [...] please add me",
        "I will refund you if you keep the review",
    ],
)
def test_an_altered_quotation_is_refused(quote: str) -> None:
    with pytest.raises(RefusedError, match="word for word"):
        guard.refuse_altered_quote(quote, MESSAGE, "113-5550000-0000001")


def test_a_quotation_of_nothing_but_spaces_takes_no_longer_the_more_of_them_stand() -> None:
    """Four times as many take four times as long, not sixteen times."""

    def taken(count: int) -> float:
        quote = f"please{' ' * count}add{'　' * count}me"
        times = []
        for _ in range(3):
            begun = process_time()
            with pytest.raises(RefusedError):
                guard.refuse_altered_quote(quote + "!", MESSAGE)
            times.append(process_time() - begun)
        return min(times)

    assert taken(40_000) < 9 * taken(10_000)


@pytest.mark.parametrize("gap", [" … ", " [...] ", "[ … ]", "\n", " （……） ", "   \n  \n "])
def test_spaces_around_what_is_left_out_are_no_words(gap: str) -> None:
    guard.refuse_altered_quote(f"please add me{gap}Thanks.", MESSAGE)
