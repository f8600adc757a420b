"""What all parts of the composing share: the case, the words, the marks, and the list of what is missing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from poa.letter.marks import Mark, Recorder, Value
from poa.letter.people import QUOTED, Naming, alone_person, as_in_chinese, find_person, is_office, reference
from poa.letter.words import LetterWords
from poa.library.playbook import Playbook
from poa.model.case import Case, Person, Text
from poa.model.letter import Gap
from poa.model.rule import Bilingual, Rule
from poa.text.pinyin import has_han
from poa.wording import LANGUAGES, Language

# Words between quotation marks are quoted and may be in any language.
_QUOTED = re.compile(QUOTED)
_INDEX = re.compile(r"\[[^\]]*\]")
# Small words make a phrase that somebody has to say in Chinese; "MailLoop" or "EUR 34.90" are not.
_SENTENCE = re.compile(r"\b[a-z]{2,}\b")
_SHOWN = 80
_END = re.compile(r"[.!?:。！？：…][\"'”’」』)）]*$")


@dataclass
class Desk:
    """The working table of one composition."""

    case: Case
    playbook: Playbook
    rules: dict[str, Rule]
    words: LetterWords
    length: str
    branch: str
    # Words that stand for a side or a mailbox, folded: who is called so is nobody in particular.
    offices: frozenset[str] = frozenset()
    # How words of the seller's own begin that do not fit where they are to stand, by name and language.
    unfit: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    record: Recorder = field(default_factory=Recorder)
    gaps: list[Gap] = field(default_factory=list)
    # Incidents that the opening tells; the others need a line of their own.
    told: set[int] = field(default_factory=set)
    # Orders whose numbers stand in the letter.
    named: set[str] = field(default_factory=set)

    @property
    def language(self) -> str:
        """``en`` or ``zh``."""
        return self.words.language

    @property
    def alone(self) -> Person | None:
        """The person who speaks as "I", in a shop of one."""
        return alone_person(self.case)

    def naming(self) -> Naming:
        """A fresh order of first mentions."""
        return Naming(self.case, self.words)

    def need(self, path: str, question: Bilingual | None = None, step: str = "") -> Value:
        """Note a missing fact and give the mark that shows the hole in a draft."""
        fixed = self.playbook.questions.get(_INDEX.sub("", path))
        asked = question or (fixed.question if fixed else Bilingual(path, path))
        gap = Gap(path, asked, step or (fixed.step if fixed else "notice"))
        if gap not in self.gaps:
            self.gaps.append(gap)
        told = self.words.data["labels"]["gap"].format(what=asked.of(self.language).rstrip("?？.。"))
        return self.record.add(Mark("gap", told, facts=(path,)))

    def fixed(self, name: str, /, **values: object) -> Bilingual:
        """A question of guidance by its id, with its places filled."""
        found = self.playbook.questions[name].question
        if not values:
            return found
        english, chinese = ({k: _said(language, v) for k, v in values.items()} for language in LANGUAGES)
        return Bilingual(found.en.format(**english), found.zh.format(**chinese))

    def words_of(self, text: Text, path: str) -> str | None:
        """The seller's words in the letter's language; None where there are none.

        The English letter takes English alone: what is only there in Chinese becomes a gap, never a translation and
        never an omission. So it is with the Chinese mirror, where figures alone may stand as they are, and names: those
        of the case's people stand as they are called in Chinese.
        """
        if self.language == "zh":
            if text.zh.strip() or not _SENTENCE.search(text.en):
                return as_in_chinese(text.zh.strip() or text.en.strip(), self.case.people) or None
            self.need(path, self.fixed("say_in_chinese", what=text.en.strip()[:60]), self.step_of(path))
            return None
        if text.en.strip() and not has_han(_QUOTED.sub("", text.en)):
            return text.en.strip()
        if not text:
            return None
        shown = (text.en or text.zh).strip()
        self.need(path, self.fixed("say_in_english", what=shown[:60]), self.step_of(path))
        return None

    def begins_unfit(self, name: str, text: Text, told: Text, path: str, step: str) -> bool:
        """Whether the seller's words begin in a way that cannot be right there, in either language; he is asked again.

        Args:
            name: which way, as templates and questions call it.
            text: the words, as they are looked at.
            told: the words as he gave them.
            path: where they stand.
            step: the step that asks for them.
        """
        for language, signs in self.unfit.get(name, {}).items():
            if re.match(signs, text.of(language).strip()):
                shown = told.of(language).strip()
                shown = shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1].rstrip() + "…"
                self.need(path, self.fixed(name, words=shown), step)
                return True
        return False

    def phrase(self, text: Text, path: str) -> Value | None:
        """Words of the seller inside one of our sentences."""
        found = self.words_of(text, path)
        if found is None:
            return self._hole(text.zh or text.en) if text else None
        return self.record.text(found.rstrip(".。 "), path)

    def own(self, text: Text, path: str) -> Value | None:
        """Whole sentences of the seller, closed with a full stop where one is missing."""
        found = self.words_of(text, path)
        if found is None:
            return self._hole(text.zh or text.en) if text else None
        return self.record.own(self.closed(found), path)

    def inner(self, text: Text) -> Text:
        """The words as they stand behind a comma: a small first word loses its capital, a name keeps it."""
        en = text.en.strip()
        named = any(en.startswith((person.en, person.en.split(" ")[-1])) for person in self.case.people if person.en)
        return text if named else Text(en=self.words.uncapped(en), zh=text.zh)

    def _hole(self, what: str) -> Value:
        """The place of words that are there, but not in the letter's language."""
        return self.record.add(Mark("gap", self.words.data["labels"]["gap"].format(what=what[:60])))

    def closed(self, text: str) -> str:
        """``text`` with a full stop where it has no end."""
        return text if _END.search(text) else text + self.words.data["patterns"]["stop"]

    def step_of(self, path: str) -> str:
        """The step of the case that asks for ``path``."""
        head = re.split(r"[.\[]", path, maxsplit=1)[0]
        steps = {"causes": "causes", "actions": "actions", "measures": "measures", "exhibits": "evidence"}
        if head in ("incidents", "audit"):
            return "messages"
        return steps.get(head, "actions" if head == "statements" else "notice")

    def person(self, name: str, path: str) -> Person | None:
        """The person named in the case; a name nobody carries is used as it stands."""
        if not name.strip():
            return None
        found = find_person(self.case, name)
        if found is None:
            if self.language == "en" and has_han(name):
                from poa.text.pinyin import name_in_pinyin

                question = self.fixed("name_in_latin", name=name, pinyin=name_in_pinyin(name))
                self.need(path, question, self.step_of(path))
            return Person(en=name, zh=name)
        if self.language == "en" and (has_han(found.en) or not found.en.strip()):
            self.need(f"people[{self.case.people.index(found)}].en", self.fixed("say_in_english", what=found.en))
        elif self.language == "en" and found.role and not found.role.en:
            self.need(f"people[{self.case.people.index(found)}].role", self.fixed("say_in_english", what=found.role.zh))
        elif self.language == "zh" and found.role.en and not found.role.zh:
            question = self.fixed("say_in_chinese", what=found.role.en)
            self.need(f"people[{self.case.people.index(found)}].role", question)
        return found

    def people(
        self, names: Iterable[str], path: str | Sequence[str], form: str = "", also: Sequence[str] = ()
    ) -> Value | None:
        """People as the letter names them, each once.

        Args:
            names: as the case refers to them.
            path: where the names stand, one place for all or one for each.
            form: see Mark.
            also: senders without a name, behind the people.
        """
        names = list(names)
        paths = [path] * len(names) if isinstance(path, str) else path
        found = [person for name, at in zip(names, paths, strict=True) if (person := self.person(name, at))]
        if not found:
            return None
        return self.record.add(
            Mark("people", people=tuple(found), also=tuple(also), form=form, facts=tuple(dict.fromkeys(paths)))
        )

    def sender(self, name: str) -> str:
        """Who sent a message, under the name that means him alone; empty where it names no person."""
        if not name.strip() or is_office(self.case, name, self.offices):
            return ""
        person = find_person(self.case, name)
        return reference(self.case, person) if person else name.strip()

    def day(self, day: date | None, path: str, *, full: bool = False) -> Value | None:
        """A day; the year is shown where it is not clear."""
        return self.record.add(Mark("day", dates=(day,), facts=(path,), form="full" if full else "")) if day else None

    def days(self, days: Sequence[date], *paths: str) -> Value | None:
        """One or several days."""
        return self.record.add(Mark("days", dates=tuple(sorted(set(days))), facts=paths)) if days else None

    def span(self, first: date | None, last: date | None, path: str) -> Value | None:
        """A period."""
        if not first or not last:
            return None
        return self.record.add(Mark("span", dates=(first, last), facts=(f"{path}_from", f"{path}_to")))

    def counted(self, count: int, noun: str, *paths: str) -> Value:
        """A number with its noun."""
        return self.record.text(self.words.spaced(self.words.counted(count, noun)), *paths)

    def figure(self, count: float, *paths: str) -> Value:
        """A number in figures."""
        return self.record.text(self.words.figure(count), *paths)

    def origin(self, *facts: str, rules: Iterable[str] = (), exhibits: Iterable[int] = ()) -> Value:
        """An invisible note of what a sentence stands on."""
        return self.record.add(Mark("origin", facts=facts, rules=tuple(rules), exhibits=tuple(exhibits)))

    def orders(self, ids: Sequence[str], *paths: str) -> Value:
        """``order 1-2-3`` or ``orders 1-2-3 and 4-5-6``."""
        self.named.update(ids)
        label = self.words.data["labels"]["order"]["one" if len(ids) == 1 else "other"]
        return self.record.text(self.words.spaced(label.format(items=self.words.items(list(ids)))), *paths)


def _said(language: Language, value: object) -> object:
    """A value in a question: a day as the language writes it."""
    from poa.text.dates import told_day
    from poa.wording import Wording

    return told_day(value, Wording(language)) if isinstance(value, date) else value
