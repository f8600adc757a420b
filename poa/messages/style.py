"""The look that an HTML element sets for itself: inline CSS and the attributes of older days."""

from __future__ import annotations

import re
from collections.abc import Mapping

HIDING_TAGS = frozenset({"head", "script", "style", "template", "noscript", "object"})

_DECLARATION = re.compile(r"(?<!\s)\s*+(?<![-a-zA-Z])([-a-zA-Z]++)\s*+:\s*+([^;]*+)(?:;|$)")
_NUMBER = re.compile(r"\s*+([0-9]{1,6}(?:\.[0-9]{1,4})?)\s*+(px|pt|em|rem|%|in|cm|mm)?\s*+$")
_PIXELS = {"px": 1.0, "": 1.0, "pt": 4 / 3, "em": 16.0, "rem": 16.0, "in": 96.0, "cm": 37.8, "mm": 3.78}
_RGB = re.compile(r"rgba?\(\s*([0-9]{1,3})[\s,]+([0-9]{1,3})[\s,]+([0-9]{1,3})")
_NAMED = {"white": "ffffff", "snow": "fffafa", "ivory": "fffff0", "black": "000000", "transparent": ""}
# Two colours nearer than this in each channel cannot be told apart on a screen.
_NEAR = 12
# <font size="1"> to "7" in CSS pixels, from the rendering section of the HTML standard.
_FONT_SIZES = {"1": "10px", "2": "13px", "3": "16px", "4": "18px", "5": "24px", "6": "32px", "7": "48px"}
_TWINS = {"color": "color", "face": "font-family", "align": "text-align", "bgcolor": "background-color"}


def declared(tag: str, attributes: Mapping[str, str]) -> dict[str, str]:
    """CSS names and values an element sets: old attributes first, then what ``style`` says over them."""
    style: dict[str, str] = {}
    if tag == "center":
        style["text-align"] = "center"
    for name, css in _TWINS.items():
        if attributes.get(name) and (name != "color" or tag == "font"):
            style[css] = attributes[name].strip().lower()
    if tag == "font" and attributes.get("size"):
        style["font-size"] = _FONT_SIZES.get(attributes["size"].strip(), attributes["size"].strip())
    written = attributes.get("style", "")
    if written:
        for name, value in _DECLARATION.findall(written[:5000]):
            style[name.lower()] = value.replace("!important", "").strip().lower()
    if "background" in style and "background-color" not in style:
        style["background-color"] = style["background"].split(" ")[0]
    return style


def length(value: str) -> float | None:
    """A CSS or attribute length in pixels; None where it has none (``auto``, percent)."""
    found = _NUMBER.match(value.lower())
    if not found or found[2] == "%":
        return None
    return round(float(found[1]) * _PIXELS[found[2] or ""], 2)


def hides(style: Mapping[str, str], attributes: Mapping[str, str]) -> bool:
    """Whether a reader cannot see an element of this style."""
    if "hidden" in attributes or style.get("display") == "none" or style.get("mso-hide") == "all":
        return True
    if style.get("visibility") in ("hidden", "collapse") or _tiny(style.get("font-size"), 1.0):
        return True
    if _zero(style.get("opacity")) or _far_away(style.get("text-indent")) or _far_away(style.get("left")):
        return True
    boxed = style.get("overflow") == "hidden"
    return boxed and any(_tiny(style.get(side), 0.0) for side in ("height", "width", "max-height", "max-width"))


def _tiny(value: str | None, most: float) -> bool:
    size = length(value) if value else None
    return size is not None and size <= most


def _zero(value: str | None) -> bool:
    return value is not None and re.fullmatch(r"0*(?:\.0+)?%?", value) is not None and value != ""


def _far_away(value: str | None) -> bool:
    return value is not None and re.match(r"-[0-9]{3,}", value) is not None


def same_colour(one: str, other: str) -> bool:
    """Whether two CSS colours cannot be told apart (white on white)."""
    first, second = _channels(one), _channels(other)
    if first is None or second is None:
        return False
    return all(abs(a - b) <= _NEAR for a, b in zip(first, second, strict=True))


def _channels(colour: str) -> tuple[int, int, int] | None:
    colour = colour.strip().lower()
    rgb = _RGB.match(colour)
    if rgb:
        return int(rgb[1]), int(rgb[2]), int(rgb[3])
    value = _NAMED.get(colour, colour.removeprefix("#") if colour.startswith("#") else "")
    if len(value) == 3:
        value = "".join(char * 2 for char in value)
    if len(value) != 6 or any(char not in "0123456789abcdef" for char in value):
        return None
    return int(value[:2], 16), int(value[2:4], 16), int(value[4:], 16)
