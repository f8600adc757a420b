"""A chat between people who are called by their names alone: "Anna: hello", "小李：在吗", with or without times.

A name and a colon open many a line that is no speech: "Note: ...", "Size: M". So the lines must be a conversation as a
whole: two names take turns, from the first line on, and what they say is said to somebody. Which of the two is the
seller nobody can know from this; names known beforehand tell it, or a word for a side, or the name of a shop.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from poa.messages.facts import is_fact, is_said
from poa.messages.headings import Heading, dated_heading, named_headings
from poa.messages.openings import may_hold_time
from poa.messages.parties import Parties, nobody
from poa.messages.pieces import Piece
from poa.messages.speakers import Speaker, is_person, speaker_of, without_verb
from poa.messages.thread import Text, cut, is_title
from poa.messages.vocabulary import Vocabulary, folded
from poa.model.message import Direction
from poa.text.lazy import lazy

_HALF_DAY = r"(?:(?:上午|下午|早上|中午|晚上|凌晨|午前|午後)\s?)?"
_CLOCK = rf"[\[(（【]?{_HALF_DAY}\d{{1,2}}[:：]\d{{2}}(?:[:：]\d{{2}})?(?:\s?[AaPp]\.?[Mm]\.?)?[\])）】]?"
_LABELLED = lazy(
    rf"^\s{{0,8}}[*_>•-]{{0,3}}\s{{0,3}}(?:{_CLOCK}\s{{0,3}}[-–]?\s{{0,3}})?"
    rf"@?(?P<label>[^\W_][^:：\n]{{0,39}}?)\s{{0,3}}(?:{_CLOCK})?\s{{0,2}}[*_]{{0,2}}[:：](?!//)[*_]{{0,2}}\s?"
)
# As chats of the net write it: "<Tom> hello", "[09:12] <@Tom> hello".
_ANGLED = lazy(rf"^\s{{0,8}}(?:{_CLOCK}\s{{0,3}})?<[@+~%&]?(?P<label>[^\W_][^<>:：\n]{{0,39}})>(?:\s|$)")
_TAGS = frozenset(("a", "b", "br", "div", "em", "h1", "h2", "h3", "hr", "i", "img", "li", "p", "span", "td", "tr"))
"""Names of parts of a page, which nobody is called by."""
_SPOKEN = (('"', '"'), ("“", "”"), ("„", "“"), ("«", "»"), ("「", "」"), ("『", "』"))
_NO_NAME = lazy(r"[,，;；!！?？\"“”<>=/\\|@#$€£%&+…。、]")
_ROUND_NAMES = "<>@+~%& "
_LETTER = lazy(r"[^\W\d_]")
_LONGEST = 80
_LONGEST_SAID = 300
_TELLING_LINES = 6
_FEWEST_TURNS = 3
_FEWEST_CHANGES = 2
# Of all speeches so many, as a share, must be said to somebody.
_SAID = 1 / 3
_OTHER: dict[Direction, Direction] = {"outbound": "inbound", "inbound": "outbound"}


@dataclass(frozen=True, slots=True)
class _Turn:
    """A line that begins with a name; ``key`` is the name as it is compared."""

    heading: Heading
    key: str


def read_named(
    lines: list[str], vocabulary: Vocabulary, known: Callable[[], Parties] | None = None
) -> tuple[list[Piece], tuple[str, ...]]:
    """The speeches of such a chat, and the two names where nothing tells which of them is the seller's.

    Args:
        lines: of the whole text.
        vocabulary: the words for the sides, for facts and for talk.
        known: tells the names known beforehand.

    Returns:
        No pieces where the text is no such chat. Those of a chat between strangers are all outbound, and not certain.
    """
    text = Text.of(lines, vocabulary)
    for headings in (named_headings(lines, vocabulary), _plain_headings(lines, vocabulary)):
        headings = [replace(heading, label=heading.label.strip(_ROUND_NAMES)) for heading in headings]
        names = (known or nobody)().among({heading.label for heading in headings})
        turns = [
            _Turn(heading, folded(heading.label))
            for heading in headings
            if heading.line not in text.orders and _may_name(heading.label, vocabulary, names)
        ]
        chosen = _with_known(turns, names, lines) or _two(turns, lines, vocabulary)
        if chosen and is_title(text.title([turn.heading for turn in chosen])):
            return _cut(chosen, text, vocabulary, names)
    return [], ()


def _plain_headings(lines: Sequence[str], vocabulary: Vocabulary) -> list[Heading]:
    """The lines that begin with up to some words and a colon; a time of day beside them is passed over."""
    found: list[Heading] = []
    for index, line in enumerate(lines):
        head = line[:_LONGEST]
        if "<" in head and (angled := _ANGLED.match(head)) and angled["label"].casefold() not in _TAGS:
            found.append(Heading(index, angled["label"], line[angled.end() :], None, "", True, False, index, index))
            continue
        if ":" not in head and "：" not in head:
            continue
        if may_hold_time(line) and (heading := dated_heading(lines, index, vocabulary)):
            found.append(heading)
        elif match := _LABELLED.match(head):
            written, rest = match["label"].strip(), line[match.end() :]
            label = without_verb(written, vocabulary)
            rest = rest if label == written else _unquoted(rest)
            found.append(Heading(index, label, rest, None, "", True, False, index, index))
    return found


def _unquoted(said: str) -> str:
    """What somebody said without the marks around it: below "Tom said:" they quote Tom, and nobody within his words."""
    inner = said.strip()
    for opening, closing in _SPOKEN:
        if len(inner) > 1 and inner.startswith(opening) and inner.endswith(closing):
            between = inner[1:-1]
            return said if opening in between or closing in between else between
    return said


def _may_name(label: str, vocabulary: Vocabulary, names: Parties) -> bool:
    """Whether words before a colon can be who speaks, and no fact or salutation."""
    if names.named(label):
        return True
    if not _LETTER.search(label) or _NO_NAME.search(label):
        return False
    if speaker_of(label, vocabulary, plain=True, loose=True):
        return True
    return (is_person(label) or " " not in label) and not is_fact(label, vocabulary)


def _with_known(turns: list[_Turn], names: Parties, lines: Sequence[str]) -> list[_Turn]:
    """The turns of people known by name and of those they write with, where both sides speak.

    Whom nobody knows is taken for the buyer beside a known seller, and goes unjudged: so they must take turns, or the
    seller answer a question. "Bonus: ..." above "Lamp World: ..." is no conversation.
    """
    sides = {turn.key: names.named(turn.heading.label) for turn in turns}
    if not any(sides.values()):
        return []
    counts = Counter(turn.key for turn in turns)
    others = [key for key, side in sides.items() if not side]
    spoken = {key for key, side in sides.items() if side or counts[key] > 1 or len(others) == 1}
    chosen = [turn for turn in turns if turn.key in spoken]
    told = {sides[key] for key in spoken}
    if len(told) < len(_OTHER):
        return []
    return chosen if told != {None, "outbound"} or _take_turns(chosen) or _asks(chosen, sides, lines) else []


def _take_turns(turns: Sequence[_Turn]) -> bool:
    changes = sum(one.key != other.key for one, other in pairwise(turns))
    return len(turns) >= _FEWEST_TURNS and changes >= _FEWEST_CHANGES


def _asks(turns: Sequence[_Turn], sides: Mapping[str, Direction | None], lines: Sequence[str]) -> bool:
    """Whether the first asks and is no known seller."""
    asked = lines[turns[0].heading.line : turns[1].heading.line]
    return not sides.get(turns[0].key) and any("?" in line or "？" in line for line in asked)


def _two(turns: list[_Turn], lines: Sequence[str], vocabulary: Vocabulary) -> list[_Turn]:
    """The turns of two names that take them; one of them may have spoken once, if nobody else did.

    A question on the first line and an answer below it are a conversation too, if there is nothing else, and if no word
    makes one of them the seller: "Sale: 20 % off?" above "Shop: ..." must not go unjudged as a buyer's.
    """
    counts = Counter(turn.key for turn in turns)
    if len(counts) == len(turns) == len(_OTHER) and not any(map(str.strip, lines[: turns[0].heading.line])):
        strange = not any(Parties().side(turn.heading.label, vocabulary) for turn in turns)
        return turns if strange and _asks(turns, {}, lines) else []
    spoken = [key for key, count in counts.items() if count > 1]
    if len(spoken) == 1 and len(counts) == len(_OTHER):
        spoken = list(counts)
    if len(spoken) != len(_OTHER):
        return []
    chosen = [turn for turn in turns if turn.key in spoken]
    return chosen if _take_turns(chosen) else []


def _cut(
    chosen: list[_Turn], text: Text, vocabulary: Vocabulary, names: Parties
) -> tuple[list[Piece], tuple[str, ...]]:
    labels = {turn.key: turn.heading.label for turn in chosen}
    sides = {key: names.side(label, vocabulary) for key, label in labels.items()}
    told = {side for side in sides.values() if side}
    if (None not in sides.values() and len(told) < 2) or not _is_talk(chosen, text, vocabulary, names):
        return [], ()
    # Where both sides are known, a third voice is judged rather than not.
    rest: Direction = _OTHER[told.pop()] if len(told) == 1 else "outbound"
    headings = [
        replace(turn.heading, speaker=Speaker(sides[turn.key] or rest, _name(turn, vocabulary))) for turn in chosen
    ]
    strangers = () if any(sides.values()) else tuple(labels.values())
    pieces = cut(headings, text)
    for piece in pieces:
        piece.certain = not strangers
    return pieces, strangers


def _name(turn: _Turn, vocabulary: Vocabulary) -> str:
    speaker = speaker_of(turn.heading.label, vocabulary, plain=True, loose=True)
    return speaker.name if speaker else turn.heading.label


def _is_talk(chosen: Sequence[_Turn], text: Text, vocabulary: Vocabulary, names: Parties) -> bool:
    """Whether something is said to somebody, and above it to nobody. People who are all known by name do talk."""
    if all(names.named(turn.heading.label) for turn in chosen):
        return True
    if any(is_said(line, vocabulary) for line in text.title([turn.heading for turn in chosen])):
        return False
    ends = [turn.heading.first for turn in chosen[1:]] + [len(text.lines)]
    said = 0
    for turn, end in zip(chosen, ends, strict=True):
        below = text.lines[turn.heading.last + 1 : min(end, turn.heading.last + _TELLING_LINES)]
        said += is_said(" ".join((turn.heading.rest, *below))[:_LONGEST_SAID], vocabulary)
    return said >= _SAID * len(chosen)
