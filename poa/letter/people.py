"""How the letter names people: with the role where they first appear, shortly afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterable

from poa.letter.words import LetterWords
from poa.model.case import Case, Person
from poa.text.pinyin import has_han

# The dot between the parts of a Western name in Chinese letters.
_WESTERN = re.compile("[·・•.]")


def find_person(case: Case, name: str) -> Person | None:
    """The person called ``name``: by id, by the Chinese name, which tells apart whom pinyin does not, else by the
    English one."""
    wanted = name.strip()
    for told in ("id", "zh", "en"):
        for person in case.people:
            if wanted and getattr(person, told) == wanted:
                return person
    folded = wanted.casefold()
    return next((p for p in case.people if p.en.casefold() == folded), None)


def reference(case: Case, person: Person) -> str:
    """The id or name that means this person of the case and nobody else, as far as there is one."""
    names = (person.id, person.en, person.zh)
    return next((name for name in names if name and find_person(case, name) == person), person.en)


class Naming:
    """Names people in the order in which they appear in the letter.

    A Western name is shortened to the surname, a Chinese one stays whole (two short words, and the surname alone
    would be ambiguous); a surname that two people share is never used alone.
    """

    def __init__(self, case: Case, words: LetterWords) -> None:
        self.case, self.words = case, words
        self.introduced: set[str] = set()
        self.alone = alone_person(case)

    def told(self, people: Iterable[Person], form: str = "") -> str:
        """The names as a list in a sentence."""
        named = sorted(people, key=lambda person: person == self.alone)
        alike = len(named) > 1
        return self.words.items([self._one(person, form, alike) for person in named])

    def saw(self, text: str) -> None:
        """Note people whom the seller's own words introduce with their role."""
        for person in self.case.people:
            name, role = self.full(person), person.role.of(self.words.language)
            if name and name in text and (not role or role.casefold() in text.casefold()):
                self.introduced.add(_key(person))

    def full(self, person: Person) -> str:
        """The whole name in the letter's language."""
        return (person.zh or person.en) if self.words.language == "zh" else person.en

    def short(self, person: Person) -> str:
        """The name after the first mention."""
        if person == self.alone:
            return str(self.words.data["alone_name"])
        name = self.full(person)
        if has_han(name) or (has_han(person.zh) and not _WESTERN.search(person.zh)) or " " not in name:
            return name
        surname = name.rsplit(" ", 1)[1]
        shared = sum(1 for other in self.case.people if self.full(other).rsplit(" ", 1)[-1] == surname)
        return name if shared > 1 else surname

    def _one(self, person: Person, form: str, in_list: bool) -> str:
        role = person.role.of(self.words.language)
        if person == self.alone:
            return str(self.words.data["alone_name"])
        known = _key(person) in self.introduced
        # Who is called as somebody else is told by his role each time.
        if (known or form == "plain") and not (role and self._has_namesake(person)):
            return self.short(person) if known else self.full(person)
        self.introduced.add(_key(person))
        if not role:
            return self.full(person)
        # "agent Chen", but "He Wen (finance)"; in a list all roles stand behind the names.
        before = role.casefold() in self.words.data["roles_before"] and not (in_list and form != "our")
        pattern = "role_before" if before else "role_after"
        if form == "aside" and not before:
            pattern = "role_aside"
        if form == "our" and before and role.casefold() not in self.words.data["roles_alone"]:
            pattern = "our_role"
        return self.words.pattern(pattern, name=self.full(person), role=role)

    def _has_namesake(self, person: Person) -> bool:
        name = self.full(person).casefold()
        return any(self.full(other).casefold() == name for other in self.case.people if _key(other) != _key(person))


def _key(person: Person) -> str:
    """Tells persons apart: two who are written differently in Chinese may be spelled alike."""
    return person.zh or person.en


def alone_person(case: Case) -> Person | None:
    """The one person of a shop of one, who speaks as "I"; None where the seller's own texts use the name.

    It is the one who owns the measures, else who acted, else the first person named.
    """
    if case.store.team_size != 1 or not case.people:
        return None
    acting = [*(m.owner for m in case.measures), *(name for a in case.actions for name in a.by),
              *(i.by for i in case.incidents), case.people[0].en]  # fmt: skip
    found = next((person for name in acting if (person := find_person(case, name))), None)
    texts = [case.opening, case.why_earlier_failed, case.letter.title]
    texts += [t for i in case.incidents for t in (i.act, i.before, i.after)]
    texts += [t for c in case.causes for t in (c.text, c.why)] + [a.text for a in case.actions]
    texts += [t for m in case.measures for t in (m.text, m.check, m.if_broken)] + [s.text for s in case.statements]
    named = found and any(name in text.en for text in texts for name in found.en.split() if len(name) > 1)
    return None if named else found


def mentions(text: str, person: Person) -> bool:
    """Whether ``text`` names the person, in whatever form."""
    names = [person.zh, person.en, *person.en.split()]
    return any(name and len(name) > 1 and name in text for name in names)
