"""What html bodies look like: logos, pictures, style sheets, empty lines."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Rules = Callable[..., set[str]]
CDN = "https://m.media-amazon.com/images/S/"


@pytest.mark.parametrize(
    "html, logo",
    [
        (f'<a href="https://hatshop.example"><img src="{CDN}a.png" alt="Hats"></a>', True),
        (f'<a href="https://www.hat-shop.example/en"><img src="{CDN}a.png" alt="Hat Shop"></a>', True),
        (f'<a href="https://www.amazon.com/"><img src="{CDN}logo.png" alt="Hat Shop"></a>', False),
        (f'<a href="https://www.amazon.com/returns"><img src="{CDN}a.png" alt="Open the return"></a>', False),
        (f'<img src="{CDN}a.png" alt="Hat Shop">', False),
    ],
)
def test_a_picture_that_leads_to_a_front_page_is_a_logo_with_a_link(rules: Rules, html: str, logo: bool) -> None:
    assert ("content.logo-with-link" in rules(html=f"<p>The hat leaves today.</p>{html}")) is logo


def test_a_picture_of_what_was_bought_is_none_of_something_else(rules: Rules) -> None:
    found = rules(html=f'<p>Here it is:</p><img src="{CDN}a.jpg" alt="Your ordered baby hat" width="40%">')
    assert "content.purchased-product-image" in found
    assert "content.unrelated-image" not in found


def test_a_background_may_count_openings(rules: Rules) -> None:
    page = '<div style="background:url(https://x.example/track/open?uid=1)"><p>The hat leaves today.</p></div>'
    assert "content.tracking-pixel" in rules(html=page)
    assert "content.tracking-pixel" not in rules(html=page.replace("track/open?uid=1", "hats.png"))


def test_a_style_sheet_speaks_for_the_elements_it_names(rules: Rules) -> None:
    sheet = "<style>p, td {font-family: Papyrus} p.x{text-align:center}</style>"
    found = rules(html=f"{sheet}<p>The hat leaves today.</p>")
    assert {"style.font-override", "style.alignment"} <= found
    assert not rules(html=f"{sheet}<div>The hat leaves today.</div>")


def test_the_end_is_no_usual_side(rules: Rules) -> None:
    assert "style.alignment" in rules(html='<p style="text-align:end">The hat leaves today.</p>')


@pytest.mark.parametrize("blank", ["<p>&nbsp;</p>", "<div>&nbsp;</div>", "<br>"])
def test_empty_lines_count_between_words_alone(rules: Rules, blank: str) -> None:
    assert "style.line-breaks-2" in rules(html=f"<p>Hello,</p>{blank * 4}<p>the hat leaves today.</p>")
    assert not rules(html=f"<p>Hello, the hat leaves today.</p>{blank * 4}")
