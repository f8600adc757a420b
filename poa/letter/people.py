"""How the letter names people: with the role where they first appear, shortly afterwards."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from poa.letter.words import LetterWords
from poa.model.case import Case, Person, Text
from poa.text.pinyin import has_han, name_in_pinyin

# What somebody else said or wrote.
QUOTED = r"“[^”]{0,2000}”|\"[^\"]{0,2000}\"|「[^」]{0,2000}」|『[^』]{0,2000}』|《[^》]{0,2000}》"
_HAN = r"[\u3400-\u9fff]"
# The dot between the parts of a Western name in Chinese letters.
_WESTERN = re.compile("[·・•.]")
_SIGNS = re.compile(r"[\s.,'’·・•_-]+")
_BRACKETS = re.compile(r"\s*[(（]\s*([^()（）]*?)\s*[)）]")
_PARTS = re.compile(r"[\s_/|,，()（）-]+")
# The account of an agent: letters and digits in one word.
_ACCOUNT = re.compile(r"[A-Za-z]{0,8}[-_#]?\d{1,6}")
# How clauses begin that name nobody as their subject.
_SPEAKERS = {"en": ("We", "I", "He", "She", "They"), "zh": ("我们", "我", "他们", "他", "她")}
# "客服2", "Agent 3", "店铺A".
_NUMBERED = re.compile(r"(?:\d+号?|(?<=[\u3400-\u9fff])[a-z])$")


def find_person(case: Case, name: str) -> Person | None:
    """The person called ``name``: by id, by the Chinese name, which tells apart whom pinyin does not, else by the
    English one; in another script than the case's where that means one person and nobody else; and with the number of
    his account before or behind the name ("cs04 Chen Xiaoyu"), as help desks sign."""
    wanted = name.strip()
    bare = without_account(wanted)
    return _called(case, wanted) or (_called(case, bare) if bare != wanted else None)


def without_account(name: str) -> str:
    """A name without the number of an account beside it; "Agent 3" is somebody else than "Agent" and stays whole."""
    bare = " ".join(part for part in name.split() if not _ACCOUNT.fullmatch(part))
    return bare if " " in bare or has_han(bare) else name


def _called(case: Case, wanted: str) -> Person | None:
    """The person called exactly so, whatever the script."""
    for told in ("id", "zh", "en"):
        for person in case.people:
            if wanted and getattr(person, told) == wanted:
                return _fuller(case, person)
    if not wanted:
        return None
    alike = [p for p in case.people if p.en and _letters(p.en) == _letters(wanted)] or list(
        _in_other_script(case, wanted)
    )
    return _fuller(case, alike[0]) if alike else None


def _letters(name: str) -> str:
    """A name as it is compared: "Wang Li", "wang-li" and "WangLi" are written alike."""
    return _SIGNS.sub("", name.casefold())


def _in_other_script(case: Case, name: str) -> Iterator[Person]:
    """The one person whom a name in characters or in pinyin means; nobody where it may mean two."""
    if has_han(name):
        spelled = _letters(name_in_pinyin(name))
        found = [person for person in case.people if not has_han(person.zh) and _letters(person.en) == spelled]
    else:
        spelled = _letters(name)
        found = [p for p in case.people if has_han(p.zh) and _letters(name_in_pinyin(p.zh)) == spelled]
    return iter(found if len({_key(person) for person in found}) == 1 else ())


def _fuller(case: Case, person: Person) -> Person:
    """The entry of the same person that says more, where he was entered twice: with his Chinese name and without."""
    if person.zh:
        return person
    others = [
        other
        for other in case.people
        if other.zh and _letters(other.en) == _letters(person.en) and not (other.id and person.id)
    ]
    return others[0] if len({other.zh for other in others}) == 1 else person


def is_office(case: Case, name: str, words: Collection[str]) -> bool:
    """Whether ``name`` is the store's own, an address or a role, so that no person is told by it.

    Args:
        case: its store, and the people whom the seller named himself.
        name: a sender, as a message or the seller gives it.
        words: what stands for a side or a mailbox ("客服", "support"), folded.
    """
    person = find_person(case, name)
    if person and (person.role or person.since or case.store.team_size == 1 or _own_characters(case, person)):
        return False
    if "@" in name or "://" in name:
        return True
    store = [_letters(part) for part in _PARTS.split(case.store.name) if part]
    parts = [_letters(part) for part in _PARTS.split(name) if part]
    if store and (_letters(name) == _letters(case.store.name) or (not person and parts == store[:1])):
        return True
    if store and set(store) <= set(parts):
        parts = [part for part in parts if part not in store]
    return bool(parts) and all(_is_of_office(part, store, words) for part in parts)


def _own_characters(case: Case, person: Person) -> bool:
    """Whether a person has a Chinese name that is not the store's."""
    return has_han(person.zh) and _letters(person.zh) != _letters(case.store.name)


def _is_of_office(part: str, store: Sequence[str], words: Collection[str]) -> bool:
    """Whether a word is one for a role, with or without the store's name before it and a number behind it."""
    for name in sorted(store, key=len, reverse=True):
        part = part.removeprefix(name)
    bare = _NUMBERED.sub("", part)
    return bare in words or not bare


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

    def told(self, people: Iterable[Person], form: str = "", also: Sequence[str] = ()) -> str:
        """The names as a list in a sentence, each person once; ``also`` stands behind them."""
        once = {_key(person): person for person in people}.values()
        named = sorted(once, key=lambda person: person == self.alone)
        alike = len(named) + len(also) > 1
        return self.words.items([*(self._one(person, form, alike) for person in named), *also])

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
        # Of a name that nobody entered as a person's it is not known which part of it is the surname.
        if (
            person not in self.case.people
            or has_han(name)
            or (has_han(person.zh) and not _WESTERN.search(person.zh))
            or " " not in name
        ):
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
        if pattern == "role_after":
            # No brackets within brackets.
            role = _BRACKETS.sub(lambda found: self.words.pattern("role_within", part=found[1]), role)
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


def as_in_chinese(text: str, people: Iterable[Person]) -> str:
    """Chinese words in which the whole names of ``people`` are written as their Chinese ones, so that nobody is called
    in two ways; a name in quotation marks, or beside its Chinese one, stays."""
    called: dict[str, set[str]] = {}
    for person in people:
        called.setdefault(person.en, set()).add(person.zh)
    for english, (chinese, *others) in called.items():
        if others or " " not in english or not has_han(chinese) or chinese in text or english not in text:
            continue
        # Between Chinese characters a name in Latin letters stands right beside them; a firm's goes on behind it.
        bare = rf"(?<![A-Za-z\d-]){re.escape(english)}(?![A-Za-z\d-]| +[A-Z])"
        name = rf"(?:(?<={_HAN}) +)?{bare}(?: +(?={_HAN}))?"
        parts = re.split(f"({QUOTED})", text)
        # What is quoted stands at every second place.
        text = "".join(part if n % 2 else re.sub(name, chinese, part) for n, part in enumerate(parts))
    return text


def without_subject(text: Text, people: Iterable[Person]) -> Text:
    """The seller's words without their subject, where they begin with "we" or with one of ``people``."""
    named = list(people)
    english = [*_SPEAKERS["en"], *(name for one in named for name in (one.en, *one.en.split()))]
    # "客服李伟辱骂了买家": the role stands before the name.
    roles = [one.role.zh + name for one in named for name in (one.zh, one.en, "") if one.role.zh]
    chinese = [*_SPEAKERS["zh"], *roles, *(name for one in named for name in (one.zh, one.en))]
    return Text(en=_behind(text.en, english, r"\s+"), zh=_behind(text.zh, chinese, r"\s*(?!的)"))


def _behind(text: str, names: Iterable[str], gap: str) -> str:
    """What stands behind the longest of ``names`` that a text begins with, or the text as it is."""
    whole = text.strip()
    for name in sorted(filter(None, names), key=len, reverse=True):
        begun = re.match(rf"{re.escape(name)}{gap}", whole)
        if begun and whole[begun.end() :]:
            return whole[begun.end() :]
    return text
