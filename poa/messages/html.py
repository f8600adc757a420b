"""An HTML message as a reader sees it: text with the way back to the source, links, pictures, styles, hidden words."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace

from poa.messages.markup import Data, Tag, tokens
from poa.messages.style import HIDING_TAGS, declared, hides, length, same_colour

MAX_SOURCE = 1_000_000
MAX_ITEMS = 20_000
MAX_DEPTH = 200

_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figure",
        "figcaption", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav",
        "ol", "p", "pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul",
    }
)  # fmt: skip
_CELLS = frozenset({"td", "th"})
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
# An opening tag of the same kind ends the one before it, as browsers do.
_SELF_CLOSING = frozenset({"p", "li", "tr", "td", "th", "dt", "dd", "option"})
_SPACE = re.compile(r"[ \t\n\r\f]+")
_ENTITY = re.compile(r"&(?:#[0-9]{1,8};?|#[xX][0-9a-fA-F]{1,8};?|[a-zA-Z][a-zA-Z0-9]{1,31};?)")
# An entity, white space to be folded, or words with single spaces between them, which stand as they are.
_WORD = r"[^& \t\n\r\f]++"
_PIECES = re.compile(rf"{_ENTITY.pattern}|[ \t\n\r\f]+|{_WORD}(?: {_WORD})*+|&")


@dataclass(frozen=True, slots=True)
class Link:
    """A link: where it leads, the words (or pictures' alt texts) it stands on, and their span in the text."""

    href: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Image:
    """A picture at ``at`` in the text. Sizes in pixels where they are given; ``link`` is where a click leads."""

    src: str
    alt: str
    width: float | None
    height: float | None
    at: int
    link: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Styled:
    """An element that sets a look of its own for ``text[start:end]``; ``style`` holds CSS names and values.

    Old attributes count as their CSS twins: ``<font color size face>``, ``align``, ``bgcolor``, ``<center>``.
    """

    tag: str
    start: int
    end: int
    style: dict[str, str]


@dataclass(frozen=True, slots=True)
class Break:
    """``count`` line breaks (or empty paragraphs) in a row at ``at`` in the text."""

    at: int
    count: int


@dataclass(frozen=True, slots=True)
class HtmlText:
    """What ``read_html`` found. Spans and places point into ``text``; ``hidden`` words are part of it."""

    text: str
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()
    styled: tuple[Styled, ...] = ()
    hidden: tuple[tuple[int, int], ...] = ()
    breaks: tuple[Break, ...] = ()
    tags: dict[str, int] = field(default_factory=dict)
    cut: bool = False
    _text_at: tuple[int, ...] = ()
    _source_at: tuple[int, ...] = ()

    def source_at(self, place: int) -> int:
        """The offset in the HTML source of the character at ``place`` of the text."""
        if not self._text_at:
            return 0
        index = max(0, bisect_right(self._text_at, place) - 1)
        return self._source_at[index] + max(0, place - self._text_at[index])

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The part of the source that shows ``text[start:end]``."""
        return self.source_at(start), self.source_at(end - 1) + 1 if end > start else self.source_at(start)


@dataclass(slots=True)
class _Open:
    """An element that is still open, with what it passes on to those inside; ``start`` is -1 before its first word."""

    tag: str
    start: int
    style: dict[str, str]
    hidden: bool
    color: str
    background: str
    pre: bool
    href: str = ""
    images_from: int = 0


def read_html(html: str) -> HtmlText:
    """Read an HTML body.

    Args:
        html: the source; what exceeds MAX_SOURCE characters is left out and ``cut`` is set.

    Never raises and takes time in proportion to the length, however broken the source is.
    """
    reader = _Reader(html[:MAX_SOURCE])
    return reader.read(len(html) > MAX_SOURCE)


class _Reader:
    """One reading of one source."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.parts: list[str] = []
        self.size = 0
        self.text_at: list[int] = []
        self.source_at: list[int] = []
        self.links: list[Link] = []
        self.images: list[Image] = []
        self.styled: list[Styled] = []
        self.hidden: list[tuple[int, int]] = []
        self.breaks: list[Break] = []
        self.tags: dict[str, int] = {}
        self.words_to = 0
        self.stack: list[_Open] = [_Open("", 0, {}, False, "", "", False)]
        self.space = self.held_open = False
        self.newlines = 1

    def read(self, cut: bool) -> HtmlText:
        for token in tokens(self.source):
            if isinstance(token, Data):
                if token.raw in ("", "textarea", "xmp"):
                    self._data(token.start, token.end)
            elif token.closing:
                self._close(token)
            else:
                self._open(token)
        # Line ends after the last words belong to nothing; what is still open ends with the words.
        while self.parts and self.parts[-1] == "\n":
            self.parts.pop()
            self.size -= 1
        while len(self.stack) > 1:
            self._pop()
        return HtmlText(
            text="".join(self.parts),
            links=tuple(
                replace(link, start=min(link.start, self.size), end=min(link.end, self.size)) for link in self.links
            ),
            images=tuple(replace(image, at=min(image.at, self.size)) for image in self.images),
            styled=tuple(
                replace(look, start=min(look.start, self.size), end=min(look.end, self.size)) for look in self.styled
            ),
            hidden=_merged(self.hidden),
            breaks=tuple(replace(found, at=min(found.at, self.size)) for found in self.breaks),
            tags=self.tags,
            cut=cut,
            _text_at=tuple(self.text_at),
            _source_at=tuple(self.source_at),
        )

    def _data(self, start: int, end: int) -> None:
        """Add text, white space folded as a browser does, entities resolved, each stretch with its place."""
        top = self.stack[-1]
        for piece in _PIECES.finditer(self.source, start, end):
            word = piece[0]
            first = word[0]
            if first in " \t\n\r\f":
                if top.pre:
                    self._put(word.replace("\r\n", "\n"), piece.start())
                else:
                    self.space = True
                continue
            if first == "&" and len(word) > 1:
                from html import unescape

                word = unescape(word)
            if not word.strip() and self.newlines and not top.pre:
                # Blanks that do not break, alone on a line, only keep it open.
                self.held_open = True
            elif word:
                self._put(word, piece.start())

    def _put(self, word: str, at: int) -> None:
        if self.space and not self.newlines:
            self._note(at - 1)
            self.parts.append(" ")
            self.size += 1
        self.space = self.held_open = False
        self.newlines = 0
        self._note(at)
        if word.strip():
            self._begin()
            self.words_to = self.size + len(word)
            if self.stack[-1].hidden:
                self.hidden.append((self.size, self.words_to))
        self.parts.append(word)
        self.size += len(word)

    def _begin(self) -> None:
        """Elements begin with their first word; those around one that has begun have begun too."""
        for element in reversed(self.stack):
            if element.start >= 0:
                break
            element.start = self.size

    def _note(self, at: int) -> None:
        if self.text_at and self.source_at[-1] + (self.size - self.text_at[-1]) == at:
            return
        self.text_at.append(self.size)
        self.source_at.append(at)

    def _newline(self, at: int, wanted: int = 1) -> None:
        """Make sure that ``wanted`` line ends stand before what follows."""
        self.space = False
        while self.newlines < wanted and self.size:
            self._note(at)
            self.parts.append("\n")
            self.size += 1
            self.newlines += 1

    def _open(self, tag: Tag) -> None:
        name = tag.name
        self.tags[name] = self.tags.get(name, 0) + 1
        if name in _SELF_CLOSING and self.stack[-1].tag == name:
            self._pop()
        if name == "br":
            self._break(tag.start)
        elif name in _BLOCKS:
            self._newline(tag.start)
        elif name in _CELLS and not self.newlines:
            self._cell(tag.start)
        if name == "img":
            self._image(tag)
        elif name not in _VOID and len(self.stack) < MAX_DEPTH:
            self._push(tag)

    def _cell(self, at: int) -> None:
        self.space = False
        self._note(at)
        self.parts.append("\t")
        self.size += 1

    def _push(self, tag: Tag) -> None:
        above = self.stack[-1]
        style = declared(tag.name, tag.attributes)
        color = style.get("color", above.color)
        background = style.get("background-color", above.background)
        hidden = above.hidden or tag.name in HIDING_TAGS or hides(style, tag.attributes)
        hidden = hidden or (bool(color) and same_colour(color, background or "#fff"))
        href = tag.attributes.get("href", "").strip() if tag.name in ("a", "area") else above.href
        pre = above.pre or tag.name in ("pre", "textarea", "xmp")
        self.stack.append(_Open(tag.name, -1, style, hidden, color, background, pre, href, len(self.images)))

    def _close(self, tag: Tag) -> None:
        if tag.name == "br":
            self._break(tag.start)
            return
        for depth in range(len(self.stack) - 1, 0, -1):
            if self.stack[depth].tag == tag.name:
                while len(self.stack) > depth:
                    self._pop()
                break
        if tag.name in _BLOCKS:
            if (tag.name == "p" or self.held_open) and self.newlines > 0:
                self._break(tag.start)
                self.held_open = False
            self._newline(tag.start)

    def _pop(self) -> None:
        done = self.stack.pop()
        start = self.size if done.start < 0 else done.start
        end = max(start, min(self.words_to, self.size))
        if done.tag == "a" and done.href and len(self.links) < MAX_ITEMS:
            text = self._since(start)[: end - start]
            if not text:
                text = " ".join(image.alt for image in self.images[done.images_from :] if image.alt)
            self.links.append(Link(done.href, text, start, end))
        if done.style and len(self.styled) < MAX_ITEMS:
            self.styled.append(Styled(done.tag, start, end, done.style))

    def _since(self, start: int) -> str:
        """The text from ``start`` on, without joining the whole text again."""
        taken: list[str] = []
        size = self.size
        while size > start:
            part = self.parts[-1 - len(taken)]
            taken.append(part)
            size -= len(part)
        return "".join(reversed(taken))[start - size :]

    def _image(self, tag: Tag) -> None:
        if len(self.images) >= MAX_ITEMS:
            return
        style = declared(tag.name, tag.attributes)
        width = length(style.get("width") or tag.attributes.get("width", ""))
        height = length(style.get("height") or tag.attributes.get("height", ""))
        top = self.stack[-1]
        hidden = top.hidden or hides(style, tag.attributes)
        alt, src = tag.attributes.get("alt", "").strip(), tag.attributes.get("src", "").strip()
        self.images.append(Image(src, alt, width, height, self.size, top.href, hidden))

    def _break(self, at: int) -> None:
        count = self.breaks[-1].count + 1 if self.breaks and self.breaks[-1].at + self.newlines >= self.size else 0
        if count and self.newlines:
            self.breaks[-1] = Break(self.breaks[-1].at, count)
        elif len(self.breaks) < MAX_ITEMS:
            self.breaks.append(Break(self.size, 1))
        self._newline(at, min(self.newlines + 1, 3))


def _merged(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Neighbouring spans as one; a single space or line end between two belongs to both."""
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start - merged[-1][1] <= 1:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return tuple(merged)
