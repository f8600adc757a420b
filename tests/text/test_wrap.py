"""poa.text.wrap and width: lines fit, Chinese punctuation stands where it may, nothing is lost."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from poa.text.width import cells, fit, pad
from poa.text.wrap import wrap


def test_no_line_begins_with_closing_or_ends_with_opening_punctuation() -> None:
    text = "您好，感谢您购买我们的产品（台灯）。如有问题，请在“站内信”联系我们！"
    for width in range(6, 30):
        for line in wrap(text, width):
            assert line[0] not in "，。）”！"
            assert line[-1] not in "（“"


def test_latin_words_stay_whole_where_they_fit() -> None:
    assert wrap("请在 Amazon 站内信 reply within 24 hours", 14) == [
        "请在 Amazon 站",
        "内信 reply",
        "within 24",
        "hours",
    ]


def test_a_word_wider_than_the_line_is_cut() -> None:
    assert wrap("https://shop.example/abc", 10) == ["https://sh", "op.example", "/abc"]


def test_empty_lines_stay() -> None:
    assert wrap("a\n\nb", 10) == ["a", "", "b"]


def test_width_counts_cells() -> None:
    assert (cells("中文ab"), cells("e\u0301")) == (6, 1)
    assert fit("中文字符", 5) == "中文…"
    assert pad("中", 4) == "中  "


_MIXED = st.text(st.sampled_from("ab c。，（）“”中文字 \t\n😀é-1$"), max_size=120) | st.text(max_size=80)


@settings(max_examples=60, deadline=None)
@given(_MIXED, st.integers(2, 40))
def test_lines_fit_and_no_character_is_lost(text: str, width: int) -> None:
    from poa.text.clean import clean

    text = clean(text)
    lines = wrap(text, width)
    assert all(cells(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@settings(max_examples=60, deadline=None)
@given(_MIXED, st.integers(0, 30))
def test_fit_never_exceeds_its_width(text: str, width: int) -> None:
    assert cells(fit(text, width)) <= width
