"""Whom a letter names: nobody twice in one list, and the store as no person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from poa.cases.checks import strangers
from poa.letter.people import find_person, is_office
from poa.model.case import Case
from poa.model.review import Remark
from poa.review.remarks import at_place, entry, remark, step_of
from poa.review.view import Place, View
from poa.text.pinyin import name_in_pinyin

_NAME = r"[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){0,3}"
_SEGMENT = re.compile(r"[^.;:!?。；：！？，\n]+")
_JOINT = re.compile(r",? and |, |、|以及|[和及与]")
_ROLE = re.compile(r"\s*[(（][^()（）]{1,60}[)）]\s*$")
_ENDS = re.compile(rf"(?:^|(?P<before>[\w'’]+)\s+)(?P<name>{_NAME})$")
_STARTS = re.compile(rf"^\s*(?:[a-z]+ ){{0,3}}(?P<name>{_NAME})(?P<after>.*)$", re.DOTALL)
_ITEM = 40


@dataclass(frozen=True, slots=True)
class _Listed:
    """A name of a list; ``sure`` where it cannot be the end of one clause and the beginning of the next."""

    name: str
    start: int
    end: int
    sure: bool


def naming_remarks(view: View) -> Iterator[Remark]:
    """Names given twice in one list, the store in a list of people, and messages that name nobody as sender."""
    told: set[str] = set()
    for place in view.of("opening", "root_cause", "actions", "measures"):
        for names in _lists(view, place.masked):
            for one, veto in (*_twice(view, names), *_stores(view, names)):
                if veto + one.name not in told:
                    told.add(veto + one.name)
                    reading = entry(view.known, "veto", veto)
                    yield at_place(view, reading, "veto", place, (one.start, one.end), words=one.name)
        yield from _store_as_owner(view, place)
    yield from _nameless(view)
    yield from _strangers(view)


def _lists(view: View, text: str) -> Iterator[list[_Listed]]:
    """The lists of names in a sentence."""
    for segment in _SEGMENT.finditer(text):
        found: list[_Listed] = []
        for piece, start in _pieces(segment[0], segment.start()):
            one = _listed(view, piece, start, first=not found)
            if one is None or not _goes_on(piece, one, start):
                yield from [[*found, one]] if one and found else [found] if len(found) > 1 else []
                one = _listed(view, piece, start, first=True)
                found = [one] if one else []
            else:
                found.append(one)
        if len(found) > 1:
            yield found


def _pieces(text: str, offset: int) -> Iterator[tuple[str, int]]:
    at = 0
    for joint in (*_JOINT.finditer(text), None):
        end = joint.start() if joint else len(text)
        yield text[at:end], offset + at
        at = joint.end() if joint else end


def _goes_on(piece: str, one: _Listed, start: int) -> bool:
    """Whether nothing stands behind the name, so that the list may go on."""
    return not _ROLE.sub("", piece[one.end - start :]).strip()


def _listed(view: View, piece: str, start: int, *, first: bool) -> _Listed | None:
    """The name that a piece of a list ends with (the first) or begins with (any other)."""
    bare = _ROLE.sub("", piece).rstrip()
    for name in _known(view):
        at = bare.rfind(name) if first else bare.find(name)
        fits = at >= 0 and (bare.endswith(name) if first else at <= _ITEM // 4 and not bare[:at].strip("客服的 "))
        if fits and not name.isascii():
            return _Listed(name, start + at, start + at + len(name), True)
    found = _ENDS.search(bare) if first else _STARTS.match(piece)
    if found is None:
        return None
    words = found["name"].split(" ")
    while words and view.has("not_a_name", words[0]):
        words.pop(0)
    if not words:
        return None
    name = " ".join(words)
    # "It was checked by Li Wei and Li Wei signed it" is no list.
    sure = not first or name != found["name"] or not (found["before"] or "A").islower()
    return _Listed(name, start + found.end("name") - len(name), start + found.end("name"), sure)


def _known(view: View) -> Sequence[str]:
    """Chinese names that the case knows, the longest first, and the store's."""
    people = view.case.people if view.case else ()
    names = {person.zh for person in people if person.zh} | {_store(view)}
    return sorted((name for name in names if name and not name.isascii()), key=len, reverse=True)


def _store(view: View) -> str:
    return (view.case.store.name if view.case else "") or view.letter.store


def _twice(view: View, names: Sequence[_Listed]) -> Iterator[tuple[_Listed, str]]:
    seen: dict[str, _Listed] = {}
    for one in names:
        key = _key(view.case, one.name)
        if key in seen and (len(names) > 2 or seen[key].sure):
            yield one, "V10"
        seen.setdefault(key, one)


def _key(case: Case | None, name: str) -> str:
    """What two ways of writing one name have in common."""
    person = find_person(case, name) if case else None
    return (person.zh or person.en) if person else "".join(name_in_pinyin(name).casefold().split())


def _stores(view: View, names: Sequence[_Listed]) -> Iterator[tuple[_Listed, str]]:
    """The store's name, or its last word as if it were a surname, in a list with people."""
    store = _store(view).casefold().strip()
    if not store:
        return
    words = store.split()
    told = {store, words[-1]} if len(words) > 1 else {store}
    others = [one for one in names if one.name.casefold() not in told]
    for one in names:
        if others and one.name.casefold() in told and not _is_person(view, one.name):
            yield one, "V11"


def _is_person(view: View, name: str) -> bool:
    """Whether the case knows somebody who is called so."""
    people = view.case.people if view.case else ()
    return any(name in (p.en, p.zh, p.en.rsplit(" ", 1)[-1]) and not _is_store(view, p.en) for p in people)


def _is_store(view: View, name: str) -> bool:
    return view.case is not None and is_office(view.case, name, frozenset())


def _store_as_owner(view: View, place: Place) -> Iterator[Remark]:
    """A measure whose owner is the store."""
    store = _store(view)
    if not store or place.part != "measures" or view.speaks_as_one or _is_person(view, store):
        return
    found = re.search(rf"(?:Owner:|负责人：)\s*({re.escape(store)})(?!\w)", place.text)
    if found:
        yield at_place(view, entry(view.known, "veto", "V11"), "veto", place, found.span(1), words=store)


def _nameless(view: View) -> Iterator[Remark]:
    """Messages under the name of the store or of a role: the letter cannot say who wrote them."""
    case = view.case
    if case is None or case.store.team_size == 1 or view.letter.branch == "dispute":
        return
    found = [
        (index, incident)
        for index, incident in enumerate(case.incidents)
        if incident.by and not (incident.tool or incident.service) and is_office(case, incident.by, offices(view))
    ]
    if found:
        names = ", ".join(dict.fromkeys(incident.by for _, incident in found))
        told = remark(view, "sender_is_no_person", words=names, count=len(found))
        yield replace(told, path=f"incidents[{found[0][0]}].by", step="messages")


def _strangers(view: View) -> Iterator[Remark]:
    """Names that the letter has from the answers and that none of the people bears: written wrongly, or not entered."""
    if view.case is None:
        return
    # A name in small letters may stand with a capital at the head of a sentence.
    text = view.letter.text.casefold()
    found = [(path, name) for path, name in strangers(view.case) if name.casefold() in text]
    words = {name: path for path, name in reversed(found) if not is_office(view.case, name, offices(view))}
    if words:
        told = remark(view, "stranger", words=", ".join(reversed(words)))
        path = next(path for path, name in found if name in words)
        yield replace(told, path=path, step=step_of(path) or told.step)


def offices(view: View) -> frozenset[str]:
    """The words by which messages call a side or a mailbox."""
    from poa.letter.build import offices as words_of

    return words_of(view.guidance)
