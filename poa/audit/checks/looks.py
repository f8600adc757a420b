"""What an html body looks like: pictures, counting pixels, fonts, sizes, margins, alignment, contrast, breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from poa.audit.hit import Hit
from poa.audit.normal import fold
from poa.text.lazy import lazy

if TYPE_CHECKING:
    from poa.audit.detect import Detect
    from poa.audit.view import MessageView
    from poa.messages.html import Styled

_NUMBER = r"\s*([0-9]{1,30}(?:\.[0-9]{0,30})?|\.[0-9]{1,30})"
# A share of the width: of what stands around it, or of the screen.
_SHARE = lazy(_NUMBER + r"\s*(?:%|vw)")
_INHERIT = frozenset(
    (
        "",
        "inherit",
        "initial",
        "unset",
        "normal",
        "currentcolor",
        "auto",
        "windowtext",
        "black",
        "#000",
        "#000000",
        "rgb(0,0,0)",
        "rgb(0, 0, 0)",
    )
)
_HOST = lazy(r"(?:https?:)?//([^/?#:\s]+)(?::\d+)?([^?#\s]*)")
_RULES = lazy(r"([^{}]{1,300})\{([^{}]*)\}")
_ELEMENTS = lazy(r"(?<![\w.#:-])(?:[a-z][a-z0-9]*|\*)(?![\w-])")
_MOST_STYLE = 50_000
"""So much of a style sheet is read."""
_URLS = lazy(r"url\(['\" ]*([^'\")\s]+)")
_UNRELATED = ("looks.unrelated", "looks.social-image")
_SHOWN_WIDTH = 600.0
"""Pixels of a message's width where only pixels are given."""


def find(view: MessageView) -> Iterator[Hit]:
    """Breaches of the styling rules and of those on pictures."""
    assert view.html is not None
    detect = view.found.detect
    limits = detect.data["looks.limits"]
    if view.html.images:
        yield from _pictures(view, detect, limits)
    if view.html.styled or "style" in view.html.tags:
        yield from _styles(view, limits)
    for pause in view.html.breaks:
        if pause.count > limits["line_breaks"] and 0 < pause.at < len(view.text):
            yield Hit("style.line-breaks-2", *view.folded(pause.at, min(len(view.text), pause.at + pause.count)))


def _pictures(view: MessageView, detect: Detect, limits: dict[str, Any]) -> Iterator[Hit]:
    for tag in _image_tags(view.message.html):
        attributes, start, end = tag.attributes, tag.start, tag.end
        src, alt = attributes.get("src", "").strip(), attributes.get("alt")
        place: dict[str, Any] = {"where": "html"}
        if _counts_openings(detect, attributes, src):
            yield Hit("content.tracking-pixel", start, end, rewrite="", **place)
            continue
        name = fold(f"{src} {alt or ''}")
        if alt is None:
            yield Hit("style.accessibility", start, end, **place)
        if src.lower().startswith("http:"):
            yield Hit("style.insecure-image", start, end, **place)
        if _any(detect, "looks.gif", src.lower().split("?")[0]):
            yield Hit("style.gif", start, end, **place)
        if _too_wide(attributes, limits["image_percent"]):
            yield Hit("style.image-80", start, end, **place)
        linked = _link_at(view, src)
        logo = _any(detect, "looks.logo", name) or _leads_home(linked, alt or "")
        if logo and (linked or _any(detect, "looks.address-in-name", fold(alt or ""))):
            yield Hit("content.logo-with-link", start, end, **place)
        elif not logo:
            yield from _subject_of_picture(view, detect, name, start, end)


def _subject_of_picture(view: MessageView, detect: Detect, name: str, start: int, end: int) -> Iterator[Hit]:
    bought = _any(detect, "looks.bought-image", name) and not _any(detect, "looks.proof", name)
    if bought:
        yield Hit("content.purchased-product-image", start, end, where="html")
    elif any(_any(detect, entry, name) for entry in _UNRELATED) or view.found.spans("looks.unrelated-words"):
        yield Hit("content.unrelated-image", start, end, where="html")
    elif _any(detect, "looks.proof", name):
        return
    elif _any(detect, "looks.product-image", name) or view.found.spans("looks.sending-picture"):
        yield Hit("content.purchased-product-image", start, end, where="html")


def _image_tags(html: str) -> Iterator[Any]:
    from poa.messages.markup import Tag, tokens

    for token in tokens(html):
        if isinstance(token, Tag) and token.name == "img" and not token.closing:
            yield token


def _link_at(view: MessageView, src: str) -> str:
    assert view.html is not None
    amazons = view.found.detect.compiled("links.amazon")
    for image in view.html.images:
        host = _HOST.match(image.link.lower()) if image.src == src else None
        if host and not any(pattern.search(host[1]) for pattern in amazons):
            return image.link
    return ""


def _leads_home(link: str, alt: str) -> bool:
    """Whether a picture leads to the front page of a site, or to one that is called like its words: a logo does."""
    host = _HOST.match(link.lower())
    if host is None:
        return False
    brand = re.sub(r"[^a-z0-9]", "", alt.lower())
    return host[2] in ("", "/") or (len(brand) > 3 and brand in re.sub(r"[^a-z0-9]", "", host[1]))


def _counts_openings(detect: Detect, attributes: dict[str, str], src: str) -> bool:
    from poa.messages.style import declared, hides, length

    style = declared("img", attributes)
    sizes = [length(style.get(side) or attributes.get(side, "")) for side in ("width", "height")]
    if any(size is not None and size <= 3 for size in sizes):
        return True
    return (hides(style, attributes) and src.lower().startswith(("http", "//"))) or (
        all(size is None for size in sizes)
        and not attributes.get("alt")
        and _any(detect, "looks.pixel-path", src.lower())
    )


def _too_wide(attributes: dict[str, str], percent: float) -> bool:
    from poa.messages.style import declared

    style = declared("img", attributes)
    for value in (style.get("width"), style.get("min-width"), attributes.get("width")):
        if not value:
            continue
        share = _SHARE.match(value)
        if share:
            return float(share[1]) > percent
        pixels = re.match(r"\s*([0-9]+)", value)
        return pixels is not None and float(pixels[1]) > _SHOWN_WIDTH * percent / 100
    return False


_OWN_SIZES = {"h1": "2em", "h2": "1.5em", "h3": "1.17em", "small": "smaller", "big": "larger"}
"""What these look like where nothing else is said; the other headings are about as large as the text."""


def _styles(view: MessageView, limits: dict[str, Any]) -> Iterator[Hit]:
    assert view.html is not None
    given = {styled.tag for styled in view.html.styled if "font-size" in styled.style}
    sizes = {size for tag, size in _OWN_SIZES.items() if tag in view.html.tags and tag not in given}
    seen: set[str] = set()
    for styled in (*view.html.styled, *_sheet(view)):
        if any(_any(view.found.detect, "looks.pixel-path", url) for url in _backgrounds(styled)):
            yield Hit("content.tracking-pixel", *view.folded(styled.start, styled.end))
        if not view.text[styled.start : styled.end].strip():
            continue
        size = styled.style.get("font-size", "")
        if size and size not in ("inherit", "initial", "medium", "100%", "1em", "1rem"):
            sizes.add(size.replace(" ", ""))
        for rule in _broken(styled, limits):
            if rule not in seen:
                seen.add(rule)
                yield Hit(rule, *view.folded(styled.start, styled.end))
    if len(sizes) > limits["font_sizes"]:
        yield Hit("style.font-sizes-3", where="message")


def _backgrounds(styled: Styled) -> list[str]:
    return _URLS.findall(f"{styled.style.get('background-image', '')} {styled.style.get('background', '')}")


def _sheet(view: MessageView) -> Iterator[Styled]:
    """What style sheets in the body say of elements that it has: as if it were said there, for the whole text."""
    assert view.html is not None
    if "style" not in view.html.tags:
        return
    from poa.messages.html import Styled
    from poa.messages.markup import Data, tokens
    from poa.messages.style import declared

    source = view.message.html
    for token in tokens(source):
        if not isinstance(token, Data) or token.raw != "style":
            continue
        for rule in _RULES.finditer(source[token.start : min(token.end, token.start + _MOST_STYLE)]):
            names = _ELEMENTS.findall(rule[1].lower())
            if any(name == "*" or name in view.html.tags for name in names):
                yield Styled(names[-1], 0, len(view.text), declared(names[-1], {"style": rule[2]}))


def _broken(styled: Styled, limits: dict[str, Any]) -> Iterator[str]:
    style = styled.style
    if style.get("text-align", "left") in (
        "center",
        "right",
        "justify",
        "end",
        "-webkit-center",
        "-webkit-right",
        "middle",
    ):
        yield "style.alignment"
    colour = style.get("color", "")
    own_colour = colour not in _INHERIT and styled.tag != "a"
    if own_colour or _set(style, "font-family") or _set(style, "line-height") or "font" in style:
        yield "style.font-override"
    if re.search(r"url\(['\" ]*http:", f"{style.get('background-image', '')} {style.get('background', '')}"):
        yield "style.insecure-image"
    if _wide_margin(style, limits["margin_percent"]):
        yield "style.margin-20"
    background = style.get("background-color", "")
    least = limits["contrast_large" if _large(style.get("font-size", "")) else "contrast"]
    if colour and (background or own_colour) and _contrast(colour, background or "#ffffff") < least:
        yield "style.accessibility"


def _large(size: str) -> bool:
    """Large text as WCAG 2.1 defines it: 18 points or 24 pixels."""
    from poa.messages.style import length

    return (length(size) or 0) >= 24


def _set(style: dict[str, str], name: str) -> bool:
    return style.get(name, "") not in _INHERIT


def _wide_margin(style: dict[str, str], percent: float) -> bool:
    values = [style.get(name, "") for name in ("margin-left", "margin-right", "padding-left", "padding-right")]
    for name in ("margin", "padding"):
        parts = style.get(name, "").split()
        if parts:
            values.extend(parts[1:2] + parts[3:4] if len(parts) > 1 else parts)
    return any(_share(value) > percent for value in values)


def _share(value: str) -> float:
    share = _SHARE.match(value)
    if share:
        return float(share[1])
    pixels = re.match(_NUMBER + "px", value)
    return float(pixels[1]) / _SHOWN_WIDTH * 100 if pixels else 0.0


def _contrast(one: str, other: str) -> float:
    """Contrast of two colours as WCAG 2.1 defines it; 21 where a colour cannot be read."""
    first, second = _luminance(one), _luminance(other)
    if first is None or second is None:
        return 21.0
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)


_NAMES = {
    "white": "ffffff", "black": "000000", "red": "ff0000", "yellow": "ffff00", "lime": "00ff00",
    "silver": "c0c0c0", "lightgray": "d3d3d3", "lightgrey": "d3d3d3", "gray": "808080", "grey": "808080",
    "orange": "ffa500", "pink": "ffc0cb", "green": "008000", "blue": "0000ff", "cyan": "00ffff",
    "aqua": "00ffff", "gold": "ffd700", "gainsboro": "dcdcdc", "whitesmoke": "f5f5f5",
    "lightyellow": "ffffe0", "navy": "000080", "maroon": "800000", "purple": "800080",
}  # fmt: skip


def _luminance(colour: str) -> float | None:
    text = _NAMES.get(colour.strip(), colour.strip().removeprefix("#"))
    rgb = re.match(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})", colour)
    if rgb:
        channels = [int(part) for part in rgb.groups()]
    elif re.fullmatch(r"[0-9a-f]{3}", text):
        channels = [int(char * 2, 16) for char in text]
    elif re.fullmatch(r"[0-9a-f]{6}", text):
        channels = [int(text[at : at + 2], 16) for at in (0, 2, 4)]
    else:
        return None
    linear = [c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _any(detect: Detect, entry: str, text: str) -> bool:
    return any(pattern.search(text) for pattern in detect.compiled(entry))
