"""Tells what is sound in a user's own guidance: all of it, but for what the program could not read or use.

Nothing is judged here anew. Each topic's own loader, and for what is looked for the check of its names, is asked until
none of them refuses anything; what one refuses is left out, and what rests on that is looked at again without it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from poa.errors import GuidanceError, PoaError
from poa.library.checking import detect, kinds
from poa.library.checking.ground import Ground, GuidanceFile, Problem
from poa.library.checking.owners import LOADERS, STUMBLES, Loader
from poa.library.guidance import Entry, Guidance
from poa.library.own import Fault, Own, own_files, own_of
from poa.library.rules import load_sources, read_rule
from poa.library.yamlfile import read_yaml
from poa.model.rule import Source
from poa.wording.said import Said

MOST = 20
"""A file with more faults is left out as a whole."""
_RESTING = {
    "check.unknown_rule": ("rules",),
    "check.unknown_name": ("detect",),
    "check.unread_entry": ("detect",),
    "check.unknown_language": ("marketplaces", "detect"),
    "rules.unknown_source": ("sources",),
    "plan.unknown_slot": ("slots",),
    "plan.unknown_entry": ("actions", "measures", "policies"),
}
"""How a problem begins that tells of a name that is not there, and the topics in which it might have been."""
_CONDUCT = frozenset(("phrases", "find", "kinds", "weights"))


@dataclass(frozen=True, eq=False)
class _Candidate:
    """An entry of the user's, with its file and its place there."""

    file: GuidanceFile
    index: int
    entry: Entry


def judge(product: Path, additions: Path, cache: Path | None = None) -> Own:
    """What is sound in the user's folder, and why the rest is not.

    Args:
        product: the product's folder.
        additions: the user's folder.
        cache: see Guidance.

    Raises:
        GuidanceError: the product's own guidance is at fault.
    """
    judging = _Judging(product, additions, cache)
    judging.read()
    while judging.left_out_more():
        pass
    return judging.own()


def additions_sound(ground: Ground) -> Iterator[Problem]:
    """Nothing of the user's folders is left out."""
    for folder in ground.guidance[1:]:
        try:
            faults = judge(ground.guidance[0], folder).faults
        except (PoaError, *STUMBLES):
            return  # The product's own guidance is at fault; others tell it.
        for fault in faults:
            if not fault.follows:
                yield Problem(fault.file, fault.line, fault.key, dict(fault.values))


class _Judging:
    """The judgement while it is made."""

    def __init__(self, product: Path, additions: Path, cache: Path | None) -> None:
        self.folders, self.cache = (product, additions), cache
        self.product = Guidance((product,), cache)
        self.all: list[_Candidate] = []
        self.out: set[_Candidate] = set()
        self.faults: list[Fault] = []
        self._counts: Counter[str] = Counter()
        self._unread: set[str] = set()

    # ---- the files

    def read(self) -> None:
        """Read the files; one that cannot be read is left out as a whole."""
        for topic, path in own_files(self.folders[1]):
            try:
                if path.exists() and not path.is_file():
                    raise GuidanceError("files.not_a_file", file=path)
                file = GuidanceFile(self.folders[1], topic, path, read_yaml(path))
                self._entries(file)
            except PoaError as error:
                self._unread.add(topic)
                self.faults.append(Fault(topic, str(path), error.line, error.key, error.values, whole=True))

    def _entries(self, file: GuidanceFile) -> None:
        data = file.document.data
        if data is not None and not isinstance(data, list):
            raise GuidanceError("files.not_a_list", file=file.path, line=1)
        seen: set[str] = set()
        for index, row in enumerate(data or ()):
            line = file.document.line((index,))
            if not isinstance(row, dict) or not isinstance(row.get("id"), str):
                self._tell(file, Problem(str(file.path), line, "files.no_id"))
            elif row["id"] in seen:
                self._tell(file, Problem(str(file.path), line, "files.double_id", {"id": row["id"]}))
            else:
                seen.add(row["id"])
                self.all.append(_Candidate(file, index, Entry(row, str(file.path), line)))

    # ---- what is left

    def left(self) -> list[_Candidate]:
        """The entries that are not left out."""
        return [one for one in self.all if one not in self.out]

    def own(self) -> Own:
        """What is sound so far."""
        order = {str(path): number for number, (_, path) in enumerate(own_files(self.folders[1]))}
        faults = sorted(self.faults, key=lambda one: (order.get(one.file, 0), one.line or 0))
        return self._own(self.left(), faults)

    def _own(self, candidates: Iterable[_Candidate], faults: Sequence[Fault] = ()) -> Own:
        entries: dict[str, list[Entry]] = {}
        for one in candidates:
            entries.setdefault(one.file.topic, []).append(one.entry)
        return own_of(entries, faults)

    def _guidance(self, candidates: Iterable[_Candidate]) -> Guidance:
        return Guidance(self.folders, self.cache, self._own(candidates))

    def left_out_more(self) -> bool:
        """Leave out what is refused next; what rests on it is refused in a later turn."""
        before = len(self.out)
        for look in (self._kinds, self._rules, self._detect, self._loaders):
            look()
            if len(self.out) > before:
                return True
        return False

    # ---- what refuses

    def _kinds(self) -> None:
        """Values of another kind than the product's, in topics that nothing else is said of."""
        known: dict[str, kinds.Kinds] = {}
        for one in self.left():
            topic = one.file.topic
            if topic not in known:
                known[topic] = kinds.of_topic(topic, self.product)
            for problem in kinds.others(one.file, one.index, one.entry.data, known[topic]):
                self._leave_out([one], problem)

    def _rules(self) -> None:
        """Rules that cannot be read; each by itself, as the loader stops at the first."""
        left = self.left()
        if not any(one.file.topic == "rules" for one in left):
            return
        guidance = self._guidance(left)
        try:
            sources = load_sources(guidance)
        except (PoaError, *STUMBLES):
            return  # Their own loader tells it.
        for entry in guidance.topic("rules"):
            own = self._at(Problem(entry.file, entry.line, "", {"id": entry.id}))
            if own and own[0] not in self.out and entry.data.get("off") is not True:
                problem = _refused(entry, sources)
                if problem is not None:
                    self._leave_out(self._at(problem) or own, problem)

    def _detect(self) -> None:
        """What could find nothing, or hang."""
        rows = [one for one in self.left() if one.file.topic == detect.TOPIC]
        if not rows:
            return
        listed = [(one.file, one.index, one.entry.data) for one in rows]
        for problem in detect.faults_in(listed, self._guidance(self.left())):
            if problem.severity == "error":
                self._leave_out(self._at(problem), problem)
                if self._counts[problem.file] > MOST:
                    return

    def _loaders(self) -> None:
        """What a loader refuses or stumbles over."""
        for loader in LOADERS:
            left = self.left()
            if not _concerned(loader, left):
                continue
            try:
                loader(self._guidance(left))
            except PoaError as error:
                problem = Problem.of(error)
                self._leave_out(*self._found(loader, problem, Said(f"{error.key}.problem", dict(error.values))))
                return
            except STUMBLES as error:
                what = str(error) or type(error).__name__
                self._leave_out(*self._found(loader, Problem("", None, ""), what))
                return

    # ---- whose fault it is

    def _at(self, problem: Problem) -> list[_Candidate]:
        """The entries that stand where a problem is told; several only where they share a line."""
        there = [one for one in self.all if one.entry.file == problem.file and one.entry.line <= (problem.line or 0)]
        last = [one for one in there if one.entry.line == there[-1].entry.line] if there else []
        return [one for one in last if one.entry.id == problem.values.get("id")] or last

    def _found(self, loader: Loader, problem: Problem, what: object) -> tuple[list[_Candidate], Problem]:
        """Whose fault it is that a loader refuses, where need be by trying with fewer entries."""
        there = [one for one in self._at(problem) if one not in self.out]
        if there:
            return there, problem
        left = [one for one in self.left() if one.file.topic in loader.topics]
        below, above = 0, len(left)
        loader(self._guidance(()))  # Raises where the product's own are at fault.
        while above - below > 1:
            middle = (below + above) // 2
            if _refuses(loader, self._guidance(left[:middle])):
                above = middle
            else:
                below = middle
        entry = left[above - 1].entry
        return [left[above - 1]], Problem(entry.file, entry.line, "check.odd_own", {"id": entry.id, "what": what})

    def _leave_out(self, candidates: Sequence[_Candidate], problem: Problem) -> None:
        if not candidates or (self.out.issuperset(candidates) and problem.key.startswith("check.unread_entry")):
            return
        self._tell(candidates[0].file, problem, self._follows(problem))
        self.out.update(candidates)

    def _tell(self, file: GuidanceFile, problem: Problem, follows: bool = False) -> None:
        """Note a fault; a file that has too many is left out as a whole."""
        self._counts[str(file.path)] += 1
        if self._counts[str(file.path)] <= MOST:
            fault = Fault(file.topic, str(file.path), problem.line, problem.key, problem.values, follows=follows)
            self.faults.append(fault)
        elif self._counts[str(file.path)] == MOST + 1:
            self.faults.append(Fault(file.topic, str(file.path), None, "check.many_faults", {"most": MOST}, whole=True))
        if self._counts[str(file.path)] > MOST:
            self.out.update(one for one in self.all if one.file.path == file.path)

    def _follows(self, problem: Problem) -> bool:
        """Whether it is told only because of what is left out."""
        topics = next((topics for key, topics in _RESTING.items() if problem.key.startswith(key)), ())
        if not self._unread.isdisjoint(topics):
            return True
        gone = {one.entry.id for one in self.out if one.file.topic in topics}
        named = {value for value in problem.values.values() if isinstance(value, str)}
        return bool(gone) and (problem.key.startswith("check.unread_entry") or not gone.isdisjoint(named))


def _refused(entry: Entry, sources: Mapping[str, Source]) -> Problem | None:
    """Why an entry is no rule."""
    try:
        read_rule(entry, sources)
    except PoaError as error:
        return Problem.of(error)
    except STUMBLES as error:
        what: dict[str, Any] = {"id": entry.id, "what": str(error) or type(error).__name__}
        return Problem(entry.file, entry.line, "check.odd_own", what)
    return None


def _concerned(loader: Loader, candidates: Collection[_Candidate]) -> bool:
    """Whether a loader reads one of these entries; what is known of the language is dear to compile."""
    if loader.name == "check_conduct":
        return any(one.file.topic == "detect" and not _CONDUCT.isdisjoint(one.entry.data) for one in candidates)
    return any(one.file.topic in loader.topics for one in candidates)


def _refuses(loader: Loader, guidance: Guidance) -> bool:
    try:
        loader(guidance)
    except (PoaError, *STUMBLES):
        return True
    return False
