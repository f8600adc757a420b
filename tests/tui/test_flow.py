"""Lines of a text keep their places, so that a marked span is drawn where it stands."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poa.tui.flow import break_lines, padded, shortened, width_of, wrapped

TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]) | st.sampled_from("卖家，。 \n\t(（"), max_size=200
)


@settings(max_examples=60, deadline=None)
@given(TEXT, st.integers(2, 40))
def test_lines_stand_in_order_and_lose_nothing_but_blanks(text: str, width: int) -> None:
    spans = break_lines(text, width)
    assert all(start <= end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    kept = "".join(text[start:end] for start, end in spans)
    assert kept.split() == text.split() or "".join(kept.split()) == "".join(text.split())


@pytest.mark.parametrize("width", [10, 17, 30])
def test_chinese_is_broken_between_characters_and_never_before_a_comma(width: int) -> None:
    lines = wrapped("Amazon 卖家收到通知后，请先关闭自动消息，再保存最近几个月的往来。", width)
    assert all(width_of(line) <= width for line in lines)
    assert not any(line.startswith(("，", "。")) for line in lines)
    assert lines[0] != "Amazon"


def test_a_shortened_text_fits_and_says_that_something_is_missing() -> None:
    assert shortened("与买家的沟通不当，请立即处理", 10).endswith("…")
    assert width_of(shortened("与买家的沟通不当，请立即处理", 10)) <= 10
    assert width_of(padded("与买家", 12)) == 12


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The repair steps existed only as a video, on three of them", "The repair steps existed only as a…"),
        ("The repair steps existed only as a videos", "The repair steps existed only as a…"),
        ("维修步骤只有视频，没有写明允许使用的渠道，客服索要联系方式", "维修步骤只有视频，没有写明允许使用的渠…"),
        ("https://sellercentral.amazon.com/help/hub/reference", "https://sellercentral.amazon.com/help/h…"),
        ("Harbor Lamps and Lanterns of the old town", "Harbor Lamps and Lanterns of the old…"),
    ],
)
def test_a_shortened_sentence_ends_with_a_whole_word(text: str, told: str) -> None:
    assert shortened(text, 40) == told
    assert shortened("Harbor Lanterns", 10) == "Harbor La…", "of a name in a column as much as fits is told"


def test_what_may_stay_open_stands_behind_its_title_where_there_is_room() -> None:
    from poa.tui.steps.base import Row, row_item
    from poa.wording import Wording

    words = Wording("zh-Hans")
    item = row_item(Row("q:a", "核查的消息从哪天到哪天，一共几天？", words("tui_fields.optional"), state="open"), words)
    told = ["".join(text for text, _ in line) for line in item.lines(48)]
    assert told == ["- 核查的消息从哪天到哪天，一共几天？  可以留空"]
    told = ["".join(text for text, _ in line) for line in item.lines(40)]
    assert [line.strip() for line in told] == ["- 核查的消息从哪天到哪天，一共几天？", "可以留空"]
