"""poa.messages.html: what a reader sees, with the way back to the source."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poa.messages.html import read_html


def test_text_is_laid_out_as_a_browser_does() -> None:
    source = (
        "<p>Hello&nbsp;<b>Ann</b>,</p>\n <div>one   two<br>three</div><ul><li>a<li>b</ul><table><tr><td>x<td>y</table>"
    )
    assert read_html(source).text == "Hello\xa0Ann,\none two\nthree\na\nb\nx\ty"


def test_scripts_styles_and_comments_are_not_text() -> None:
    assert read_html("<style>p{}</style><script>if(a<b)</script><!-- no -->yes<title>t</title>").text == "yes"


def test_a_place_in_the_text_leads_back_to_the_source() -> None:
    source = "<p>Price &lt; 5 &amp; <i>contact\n us</i></p>"
    page = read_html(source)
    start = page.text.index("contact")
    assert source[slice(*page.source_span(start, start + 7))] == "contact"
    start = page.text.index("us")
    assert source[slice(*page.source_span(start, start + 2))] == "us"


def test_links_carry_their_target_words_and_span() -> None:
    page = read_html('<p>see <a href="https://x.example/?a=1&amp;b=2">our <b>site</b></a></p>')
    [link] = page.links
    assert (link.href, link.text, page.text[link.start : link.end]) == (
        "https://x.example/?a=1&b=2",
        "our site",
        "our site",
    )


def test_pictures_carry_sizes_from_attributes_or_style_and_their_link() -> None:
    page = read_html('<a href="http://y"><img src=cid:1 alt="Logo" width=1 style="height:2px"></a><img src=b>')
    first, second = page.images
    assert (first.src, first.alt, first.width, first.height, first.link) == ("cid:1", "Logo", 1.0, 2.0, "http://y")
    assert (second.width, second.link) == (None, "")
    assert page.links[0].text == "Logo"


@pytest.mark.parametrize(
    "tag",
    [
        '<div style="display:none">X</div>',
        '<span style="font-size:0">X</span>',
        '<span style="FONT-SIZE: 1px !important">X</span>',
        "<font color=white>X</font>",
        '<div style="background:#000"><span style="color:#000000">X</span></div>',
        '<span style="color:rgb(255,255,255)">X</span>',
        '<div style="visibility:hidden">X</div>',
        '<div style="opacity:0">X</div>',
        '<div style="max-height:0;overflow:hidden">X</div>',
        "<div hidden>X</div>",
    ],
)
def test_words_that_nobody_sees_are_marked(tag: str) -> None:
    page = read_html(f"<p>shown</p>{tag}<p>also</p>")
    assert [page.text[start:end] for start, end in page.hidden] == ["X"]


def test_visible_colours_are_not_hidden() -> None:
    assert read_html('<p style="color:#333">a</p><p bgcolor=black><font color=white>b</font></p>').hidden == ()


def test_looks_are_kept_by_element_old_attributes_too() -> None:
    page = read_html(
        '<center><font color="Red" size=5 face=Arial>Sale</font></center><p style="line-height:3;margin:9px">x</p>'
    )
    looks = {look.tag: look.style for look in page.styled}
    assert looks["font"] == {"color": "red", "font-size": "24px", "font-family": "arial"}
    assert looks["p"] == {"line-height": "3", "margin": "9px"}
    assert [page.text[s.start : s.end] for s in page.styled if s.style.get("text-align") == "center"] == ["Sale"]


def test_line_breaks_in_a_row_are_counted() -> None:
    page = read_html("a<br>b<br><br><br>c<p></p><p>&nbsp;</p>")
    assert [found.count for found in page.breaks if found.count > 1] == [3, 2]


@pytest.mark.parametrize("line", ["<p>&nbsp;</p>", "<div>&#160;</div>", "<p>&nbsp; &nbsp;</p>"])
def test_lines_with_nothing_but_blanks_that_do_not_break_are_empty_lines(line: str) -> None:
    page = read_html(f"<p>Hello,</p>{line * 3}<p>your&nbsp;part</p>")
    assert [found.count for found in page.breaks] == [3]
    assert page.text == "Hello,\n\n\nyour\xa0part"


def test_blanks_that_do_not_break_stay_between_words() -> None:
    assert read_html("<p>10&nbsp;cm</p>").text == "10\xa0cm"


@pytest.mark.parametrize(
    "piece", ["<a", "<a ", "<!--", '<a href="', "<a href='", "&", "<p>", "<b><i>", "</", '<a="', "<br>", "<table>"]
)
def test_broken_markup_takes_time_in_proportion(piece: str) -> None:
    took = []
    for size in (20_000, 160_000):
        start = time.perf_counter()
        read_html(piece * (size // len(piece)))
        took.append(time.perf_counter() - start)
    assert took[1] < max(24 * took[0], 0.5)


def test_an_endless_page_is_cut_and_says_so() -> None:
    page = read_html("<p>x" * 300_000)
    assert page.cut
    assert len(page.text) <= 1_000_000


_TAGS = st.sampled_from(
    [
        "<p>", "</p>", '<a href="x">', "</a>", "<b>", "text", "&amp;", "&#0;", "&#x110000;",
        "<img src=1 width=9>", "<br>", '<div style="display:none">', "</div>", "<", ">", '"', "'", "<!--",
        "-->", "<style>", "</style>", "<td>", "<table>", "</table>", "<font color=white>", "<pre>", "\n",
        " ", "中", "<a",
    ]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=100) | st.lists(_TAGS, max_size=40).map("".join))
def test_every_span_points_into_the_text_and_the_source(source: str) -> None:
    page = read_html(source)
    spans = [
        *page.hidden,
        *((x.start, x.end) for x in (*page.links, *page.styled)),
        *((b.at, b.at) for b in page.breaks),
    ]
    assert all(0 <= start <= end <= len(page.text) for start, end in spans)
    assert all(0 <= page.source_at(place) <= len(source) for place in range(len(page.text)))
