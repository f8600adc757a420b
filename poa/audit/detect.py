"""The compiled detection data: every word and pattern of topic ``detect``, found in one pass over a message.

An entry of guidance/detect/*.yaml::

    - id: contact.messenger            # the name that detectors ask for
      words: {en: [whatsapp], zh: [微信]}   # a Latin word only as a whole word, "word*" also as a stem
      patterns: ['\\badd (?:me|us) on\\b']   # Python patterns over the folded text; group ``hit`` narrows the span

``late: true`` keeps an entry out of the one pass: common words that matter only beside something found already.
``scan: false`` keeps the patterns out of it too; they serve other texts, such as hosts and file names.
A user's entry may add ``also: [words]`` and take away ``never: [words]``. Further keys are the detectors' own.
Literals go through Aho-Corasick; patterns through RE2 sets that tell which could match, and only those run in ``re``;
a user's own run in poa.audit.linear, where none can hang.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from poa.audit.matching import Filter, WordMatcher, unordered
from poa.audit.normal import hans
from poa.errors import GuidanceError

if TYPE_CHECKING:
    from poa.audit.conduct.finder import Conduct
    from poa.audit.linear import Linear
    from poa.audit.view import MessageView
    from poa.library.guidance import Entry, Guidance

    Pattern = re.Pattern[str] | Linear
Span = tuple[int, int]

CONDUCT = frozenset(("phrases", "find", "kinds", "weights"))
"""Keys of the entries that only poa.audit.conduct reads."""

NARROW = 2_000
"""So long a stretch is searched by itself for words that matter in it alone."""

MOST = 200
"""Places of one entry that are looked at in one message."""


class Detect:
    """Detection data ready for use.

    Args:
        entries: the entries of topic ``detect``.
        supersets: by pattern its RE2 forms, of its core and of all of it, worked out earlier; filled where missing.
        words: for each folded word the names of its entries, worked out earlier.
        lates: the folded words of late entries, by name, worked out earlier.
        own: the patterns that are a user's own.

    Attributes:
        data: the entries' own data, by name (those of the conduct detectors only where it was made from all entries).
        every: gives all entries, those of the conduct detectors too.
        conduct: what the conduct detectors made of their entries, once they were asked.
        kept: ``(name, make, use)`` gives ``use(made)`` of what was made before, where there is a cache.
        patterns: all patterns of the one pass, in order.
        lates: the late entries, by name.
        direct: entries that find a rule by themselves (``finds``), with the rule.
        finding: the names of these entries.
        lates_direct: whether one of them is late.

    Raises:
        GuidanceError: a pattern is no valid pattern; with file, line and entry.
    """

    def __init__(
        self,
        entries: Iterable[Entry],
        supersets: dict[str, Sequence[str]] | None = None,
        words: Mapping[str, Sequence[str]] | None = None,
        lates: Mapping[str, Sequence[str]] | None = None,
        own: Iterable[str] = (),
    ) -> None:
        entries = tuple(entries)
        self.every: Callable[[], Iterable[Entry]] = lambda: entries
        self.kept: Callable[[str, Callable[[], Any], Callable[[Any], Any]], Any] = _made
        self.conduct: Conduct | None = None
        self.data: dict[str, dict[str, Any]] = {}
        self.supersets: dict[str, Sequence[str]] = {} if supersets is None else supersets
        self.own = frozenset(own)
        self._compiled: dict[int, Pattern] = {}
        self.lates: dict[str, _Late] = {}
        self._aside: dict[str, Entry] = {}
        self._by_name: dict[str, tuple[Pattern, ...]] = {}
        self.patterns: list[str] = []
        self._owners: list[str] = []
        found: dict[str, list[str]] = {}
        for entry in entries:
            self.data[entry.id] = entry.data
            if entry.data.get("late") is True:
                for pattern in patterns_of(entry.data):
                    self._relax(pattern, entry)
                listed = sorted(_gathered(entry.data)) if lates is None else lates[entry.id]
                self.lates[entry.id] = _Late(entry, self, listed)
                continue
            for word in _gathered(entry.data) if words is None else ():
                found.setdefault(word, []).append(entry.id)
            if entry.data.get("scan") is False:
                self._aside[entry.id] = entry
                continue
            for pattern in patterns_of(entry.data):
                self.patterns.append(pattern)
                self._owners.append(entry.id)
                self._relax(pattern, entry)
        self.direct = tuple((name, str(data["finds"])) for name, data in self.data.items() if data.get("finds"))
        self.finding = frozenset(name for name, _ in self.direct)
        self.lates_direct = any(name in self.lates for name, _ in self.direct)
        self.words: Mapping[str, Sequence[str]] = found if words is None else words
        self._words = WordMatcher(self.words)
        self._filter = Filter([self.supersets[pattern] for pattern in self.patterns], self._words.bare)

    @classmethod
    def load(cls, guidance: Guidance) -> Detect:
        """The detection data of ``guidance``, with what is dear to work out kept in its cache folder.

        Raises:
            GuidanceError: an entry of the user's has a key that nothing reads, names what is not there, or holds what
                cannot be looked for; with file and line.
        """
        from poa.library.guidance import Entry

        def every() -> Iterable[Entry]:
            return guidance.topic("detect")

        def make() -> dict[str, Any]:
            from poa.audit.gathering import own_patterns, refuse_faults

            refuse_faults(guidance)
            entries = guidance.topic("detect")
            own = own_patterns(guidance)
            full = cls(entries, own=own)
            rows = [[entry.data, entry.file, entry.line] for entry in entries if CONDUCT.isdisjoint(entry.data)]
            lates = {name: late.words for name, late in full.lates.items()}
            return {"rows": rows, "supersets": full.supersets, "words": full.words, "lates": lates, "own": own}

        def use(data: Mapping[str, Any]) -> Detect:
            return cls(
                [Entry(*row) for row in data["rows"]], data["supersets"], data["words"], data["lates"], data["own"]
            )

        def kept(name: str, make: Callable[[], Any], use: Callable[[Any], Any]) -> Any:
            return guidance.derived(("detect",), name, make, use, _code())

        # What finds a rule must name one that there is, and a language one that a marketplace has. What was found sound
        # of a user's does.
        topics = ("detect", "rules", "marketplaces") if guidance.own is None else ("detect",)
        detect: Detect = guidance.derived(topics, "detected", make, use, _code())
        detect.every, detect.kept = every, kept
        return detect

    def scan(self, view: MessageView) -> Scan:
        """Everything of the detection data that occurs in ``view``, in one pass, kept with the view."""
        if view.scanned is None or view.scanned.detect is not self:
            view.scanned = self._scan(view.norm, unordered(view.norm, view.runs))
        return view.scanned

    def scan_text(self, norm: str) -> Scan:
        """The same for any folded text, such as a subject."""
        return self._scan(norm, unordered(norm))

    def _scan(self, norm: str, raw: bytes) -> Scan:
        indexes, worded = self._filter.candidates(raw)
        return Scan(self, norm, self._words.find(norm) if worded else {}, indexes)

    def pattern(self, index: int) -> Pattern:
        """The compiled pattern ``index``, compiled when first needed."""
        if index not in self._compiled:
            self._compiled[index] = self.ready(self.patterns[index])
        return self._compiled[index]

    def ready(self, pattern: str) -> Pattern:
        """A pattern compiled: for ``re``, or, where it is a user's own, for what cannot hang."""
        if pattern not in self.own:
            return re.compile(pattern)
        from poa.audit.linear import linear

        return linear(pattern)

    def compiled(self, name: str) -> tuple[Pattern, ...]:
        """The patterns of an entry with ``scan: false``: they are for other texts (hosts, file names)."""
        if name not in self._by_name:
            entry = self._aside.get(name)
            listed = patterns_of(entry.data) if entry else ()
            self._by_name[name] = tuple(map(self.ready, listed))
        return self._by_name[name]

    def owner(self, index: int) -> str:
        """The entry that pattern ``index`` belongs to."""
        return self._owners[index]

    def _relax(self, pattern: str, entry: Entry) -> None:
        if pattern in self.supersets:
            return
        from poa.audit.superset import core, superset

        try:
            self.supersets[pattern] = (core(pattern), superset(pattern))
        except re.error as problem:
            raise GuidanceError(
                "audit.bad_pattern", file=entry.file, line=entry.line, id=entry.id, pattern=pattern, why=str(problem)
            ) from None


_NOTHING: frozenset[str] = frozenset()


class Scan:
    """What one pass found: spans of words, and the patterns that could match.

    Attributes:
        words: spans of the words found, by entry.
        candidates: entries of which a pattern could match (``re`` has not confirmed it yet).
        present: entries of either kind.
    """

    __slots__ = ("_indexes", "_spans", "candidates", "detect", "norm", "present", "words")

    def __init__(self, detect: Detect, norm: str, words: dict[str, list[Span]], indexes: Sequence[int]) -> None:
        self.detect = detect
        self._indexes = indexes
        self._spans: dict[str, tuple[Span, ...]] = {}
        self.norm = norm
        self.words: Mapping[str, list[Span]] = words
        self.candidates = frozenset(map(detect.owner, indexes)) if indexes else _NOTHING
        self.present = self.candidates.union(words) if words else self.candidates

    def __contains__(self, name: str) -> bool:
        """Whether entry ``name`` occurs: a word surely, a pattern possibly."""
        return name in self.present or (name in self.detect.lates and bool(self.spans(name)))

    def any(self, names: Iterable[str]) -> bool:
        """Whether one of ``names`` occurs."""
        return any(name in self for name in names)

    def spans(self, name: str) -> tuple[Span, ...]:
        """Every place where a word or (confirmed) pattern of entry ``name`` stands, in order."""
        if name not in self._spans:
            late = self.detect.lates.get(name)
            if late is not None:
                self._spans[name] = late.find(self.norm)
                return self._spans[name]
            found = set(self.words.get(name, ()))
            if name in self.candidates:
                for index in self._indexes:
                    if self.detect.owner(index) == name:
                        found.update(_places(self.detect.pattern(index), self.norm))
            self._spans[name] = tuple(sorted(found))
        return self._spans[name]

    def first(self, name: str) -> tuple[Span, ...]:
        """The first MOST places of ``name``: enough to judge a message by, and bounded in a hostile one."""
        return self.spans(name)[:MOST]

    def within(self, name: str, start: int, end: int) -> Iterator[Span]:
        """The places of ``name`` that lie wholly in ``norm[start:end]``."""
        late = self.detect.lates.get(name)
        if late is not None and late.worded and name not in self._spans and end - start <= NARROW:
            yield from late.within(self.norm, start, end)
            return
        spans = self.spans(name)
        for index in range(bisect_left(spans, (start, 0)), len(spans)):
            if spans[index][0] >= end:
                return
            if spans[index][1] <= end:
                yield spans[index]


class _Late:
    """An entry that is looked up by itself, when a detector asks for it."""

    def __init__(self, entry: Entry, detect: Detect, words: Sequence[str]) -> None:
        self._listed = patterns_of(entry.data)
        self.worded = not self._listed
        """Whether it has words alone, which one place needs no other to be seen."""
        self.words = words
        self._made: WordMatcher | None = None
        self._supersets, self._ready = detect.supersets, detect.ready
        self._filter: Filter | None = None
        self._compiled: dict[int, Pattern] = {}

    def find(self, norm: str) -> tuple[Span, ...]:
        """Every place in ``norm``, in order."""
        found = set(self._matcher().find(norm).get("", ()))
        if self._listed:
            if self._filter is None:
                self._filter = Filter([self._supersets[pattern] for pattern in self._listed])
            for index in self._filter.candidates(norm.encode("utf-8", "surrogatepass"))[0]:
                if index not in self._compiled:
                    self._compiled[index] = self._ready(self._listed[index])
                found.update(_places(self._compiled[index], norm))
        return tuple(sorted(found))

    def within(self, norm: str, start: int, end: int) -> list[Span]:
        """The places of words that lie wholly in ``norm[start:end]``, in order; the text around it is not read."""
        begin = max(0, start - 1)
        found = set(self._matcher().find(norm[begin : end + 1]).get("", ()))
        places = sorted((begin + first, begin + last) for first, last in found)
        return [place for place in places if place[0] >= start and place[1] <= end]

    def _matcher(self) -> WordMatcher:
        if self._made is None:
            self._made = WordMatcher({word: ("",) for word in self.words})
        return self._made


def _made(name: str, make: Callable[[], Any], use: Callable[[Any], Any]) -> Any:
    return use(make())


def _code() -> list[str]:
    """The files of the modules that compile the detection data."""
    here = Path(__file__).parent
    names = ("detect", "gathering", "linear", "normal", "hanzi", "leet", "superset")
    conduct = ("alphabet", "concepts", "phrases", "units", "patterns", "finder", "weighing")
    return [str(here / f"{name}.py") for name in (*names, *(f"conduct/{part}" for part in conduct))]


def _places(pattern: Pattern, norm: str) -> Iterable[Span]:
    group: str | int = "hit" if "hit" in pattern.groupindex else 0
    for match in pattern.finditer(norm):
        span = match.span(group)
        if span[1] > span[0]:
            yield span


def _gathered(data: Mapping[str, Any]) -> set[str]:
    from poa.audit.gathering import words_of

    return words_of(data)


def listed(value: Any) -> Sequence[object]:
    """What is listed; a single text is one word, not its letters."""
    return value if isinstance(value, (list, tuple)) else [] if value is None else [value]


def patterns_of(data: Mapping[str, Any]) -> list[str]:
    """The patterns of an entry, as they are compiled."""
    patterns = data.get("patterns") or []
    groups = patterns.values() if isinstance(patterns, dict) else [patterns]
    return [hans(str(pattern)) for group in groups for pattern in listed(group)]
