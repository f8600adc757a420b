"""Groups near-identical messages: one text sent to many orders is one template."""

from __future__ import annotations

import re
from array import array
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from struct import Struct
from zlib import crc32

from poa.audit.memory import Digests, Numbers
from poa.audit.normal import fold

MOST = 20_000
"""Groups held with their words at a time; beyond it the rarest, longest ago, keep nothing but their counts."""

_BINS, _SAME = 8, 4
"""The parts of a sketch, joined in pairs to four keys, and how many of them near-identical texts share."""
_EMPTY = 1 << 32
_PACKED = Struct("<8I")
_BEGINNING, _SHOWN = 80, 600
"""Characters kept of a text that was seen once, and of one that came again."""
_ADDRESS = re.compile(r"https?://\S+|(?<!\S)\S+@\S+")
_VARIABLE = re.compile(r"\d+(?:[-.,:/ ]\d+)*|\b[a-z]{1,3}\d\w*\b")
_GREETED = re.compile(
    r"^(?:hi|hello|dear|hey|hallo|guten tag|liebe[rs]?|sehr geehrte[rs]?|bonjour|cher|chère|hola|estimad[oa]|buongiorno"
    r"|gentile|caro|cara|亲爱的|尊敬的)\b[^,!.:\n]{0,40}[,!.:\n]|^[^,。!\n]{1,10}(?:您好|你好|様|さま)[,。!、]?"
)
_WORD = re.compile(r"[^\W_]+|#")
_CJK = re.compile("[぀-ヿ㐀-鿿]")


@dataclass(slots=True)
class Template:
    """One text as it was sent again and again.

    Attributes:
        number: counts the templates in the order they were first seen.
        text: how one of the messages reads; only its beginning while there is no second one.
        messages: how many messages.
        orders: how many different orders.
    """

    number: int
    text: str
    name: str = ""
    messages: int = 0
    orders: int = 0


class Templates:
    """Assigns messages to templates, in some 24 bytes for each different text.

    The texts that came most often or last are held with their words, so that one that differs a little is known for the
    same. Every other text is known again word for word, however long ago it came.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._groups: OrderedDict[int, tuple[Template, bytes]] = OrderedDict()
        self._numbers = Numbers()
        self._keys: dict[int, int] = {}
        self._orders = Digests()
        # How many messages and orders each template has that is not held; the numbers begin at 1.
        self._past_messages, self._past_orders = array("I", [0]), array("I", [0])

    def add(self, text: str, order_id: str | None, name: str = "") -> Template:
        """The template that ``text`` belongs to, with this message counted."""
        plain = skeleton(text)
        exact = name or plain
        number = self._numbers.get(exact)
        if number is None or number not in self._groups:
            sketch = _sketch(plain)
            known = self._near(sketch) if number is None else number
            if known is None or known not in self._groups:
                known = self._hold(known, text, sketch, name)
            if number is None:
                self._numbers.put(exact, known)
            number = known
        template = self._groups[number][0]
        self._groups.move_to_end(number)
        template.messages += 1
        if template.messages == 2:
            template.text = " ".join(text[:_SHOWN].split())
        if order_id and self._orders.add(f"{number} {order_id}"):
            template.orders += 1
        return template

    def __contains__(self, number: int) -> bool:
        """Whether template ``number`` is still held."""
        return number in self._groups

    def ranked(self, least: int = 2) -> list[Template]:
        """Templates of at least ``least`` messages, the most frequent first."""
        found = [template for template, _ in self._groups.values() if template.messages >= least]
        return sorted(found, key=lambda template: (-template.messages, template.number))

    def _near(self, sketch: tuple[int, ...]) -> int | None:
        for key in _keys(sketch):
            number = self._keys.get(key)
            if number is not None and number in self._groups:
                other = _PACKED.unpack(self._groups[number][1])
                if sum(a == b for a, b in zip(sketch, other, strict=True)) >= _SAME:
                    return number
        return None

    def _hold(self, number: int | None, text: str, sketch: tuple[int, ...], name: str) -> int:
        """Hold a new template, or one again that was known by its counts alone."""
        if number is None:
            number = len(self._past_messages)
            self._past_messages.append(0)
            self._past_orders.append(0)
        messages = self._past_messages[number]
        shown = " ".join(text[: _SHOWN if messages else _BEGINNING].split())
        template = Template(number, shown, name, messages, self._past_orders[number])
        self._groups[number] = (template, _PACKED.pack(*sketch))
        for key in _keys(sketch):
            self._keys[key] = number
        if len(self._groups) > self._most:
            self._let_go()
        return number

    def _let_go(self) -> None:
        """Keep the counts alone of the rarer half of the groups, the older first, and no key that leads nowhere."""
        newest = next(reversed(self._groups))
        rarest = sorted(self._groups, key=lambda number: self._groups[number][0].messages)
        for number in rarest[: max(1, len(rarest) // 2)]:
            if number != newest:
                template, _ = self._groups.pop(number)
                self._past_messages[number], self._past_orders[number] = template.messages, template.orders
        self._keys = {key: number for key, number in self._keys.items() if number in self._groups}


def skeleton(text: str) -> str:
    """What is left of a text without what changes from buyer to buyer: numbers, addresses, the name greeted."""
    plain = _GREETED.sub("", fold(text[:4000]).strip(), count=1)
    if "@" in plain or "://" in plain:
        plain = _ADDRESS.sub("#", plain)
    return _VARIABLE.sub("#", plain)


def _sketch(plain: str) -> tuple[int, ...]:
    words = _WORD.findall(plain)
    if (len(words) < 12 and _CJK.search(plain)) or len(_CJK.findall(plain[:200])) > 40:
        letters = "".join(words)
        pieces = {letters[at : at + 3] for at in range(max(1, len(letters) - 2))}
    else:
        pieces = {" ".join(words[at : at + 2]) for at in range(max(1, len(words) - 1))}
    return _least(crc32(piece.encode("utf-8", "surrogatepass")) for piece in pieces)


def _least(hashes: Iterable[int]) -> tuple[int, ...]:
    """The least hash of each bin: two texts share one as often as they share pieces.

    Minhash with one permutation (Li, Owen and Zhang 2012); an empty bin takes over the next (Shrivastava and Li 2014).
    """
    least = [_EMPTY] * _BINS
    for value in hashes:
        if value < least[value % _BINS]:
            least[value % _BINS] = value
    for at in range(_BINS - 1, -_BINS - 1, -1):
        if least[at] == _EMPTY:
            least[at] = least[(at + 1) % _BINS]
    return tuple(least)


def _keys(sketch: tuple[int, ...]) -> list[int]:
    return [(sketch[at] << 34) | (sketch[at + 1] << 2) | at // 2 for at in range(0, len(sketch), 2)]
