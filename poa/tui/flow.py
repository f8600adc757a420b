"""Screen lines of a text that remember where in the text they stand, so that a span can be shown on its line."""

from __future__ import annotations

from collections.abc import Sequence

from poa.text.clean import clean
from poa.text.width import cells as width_of
from poa.text.width import fit, pad
from poa.text.wrap import wrap

__all__ = ["APART", "break_lines", "clean", "in_column", "padded", "shortened", "width_of", "wrapped"]


# Between parts of a line that are of different kinds: a day, a name, a number.
APART = " · "
# From this width on a line holds sentences, not names; a word longer than that may be cut.
SENTENCE, LONG_WORD = 40, 20


def break_lines(text: str, width: int) -> list[tuple[int, int]]:
    """The ``(start, end)`` of each screen line of ``text``; blanks at a break belong to no line."""
    lines: list[tuple[int, int]] = []
    start = 0
    for paragraph in text.split("\n"):
        if len(paragraph) * 2 <= width or width_of(paragraph) <= width:
            lines.append((start, start + len(paragraph)))
        else:
            plain, position = paragraph.replace("\t", " "), 0
            for line in wrap(plain, width):
                position = max(position, plain.find(line, position))
                lines.append((start + position, start + position + len(line)))
                position += len(line)
        start += len(paragraph) + 1
    return lines


def wrapped(text: str, width: int) -> list[str]:
    """The screen lines of ``text`` themselves."""
    return [text[start:end] for start, end in break_lines(text, width)]


def shortened(text: str, width: int) -> str:
    """``text`` on one line of at most ``width`` cells, with an ellipsis where something was cut.

    Where there is room for a sentence, no part of a word stands before the ellipsis.
    """
    flat = _flat(text, width)
    cut = fit(flat, width)
    if cut == flat or width < SENTENCE:
        return cut
    kept = cut[:-1]
    word = max(kept.rfind(" ") + 1, len(kept) - LONG_WORD)
    if _latin(flat[len(kept)]) and _latin(kept[-1]) and kept[word - 1] == " ":
        kept = kept[:word]
    return kept.rstrip() + cut[-1]


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def padded(text: str, width: int) -> str:
    """``text`` cut or filled with blanks to exactly ``width`` cells."""
    return pad(_flat(text, width), width)


def in_column(texts: Sequence[str], most: int = 16) -> list[str]:
    """The texts filled with blanks to the width of the widest; one wider than ``most`` cells stays as it is."""
    widths = [width_of(text) for text in texts]
    column = max((width for width in widths if width <= most), default=0)
    return [text + " " * max(0, column - width) for text, width in zip(texts, widths, strict=True)]


def _flat(text: str, width: int) -> str:
    """The beginning of a text on one line, without what a terminal might obey."""
    return " ".join(clean(text[: width * 4 + 400]).split())
