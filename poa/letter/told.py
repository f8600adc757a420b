"""Puts facts back into words in the order of the letter: first mentions, years, capitals, spacing."""

from __future__ import annotations

import re
from datetime import date

from poa.letter.marks import Mark
from poa.letter.people import Naming
from poa.letter.words import LetterWords
from poa.model.letter import Part

_HAN_END = re.compile(r"[\u3400-\u9fff]$")
_LATIN_END = re.compile(r"[A-Za-z0-9%]$")
_US_YEAR = re.compile(r"[A-Z][a-z]+ \d{1,2}(?:(?:, \d{1,2})*,? and \d{1,2})?, \d{4}$")


class Teller:
    """Remembers what the reader already knows.

    A year is shown with the first date of each field, with every date of another year, and with the first date after
    such a one; the fields may be pasted one by one, so each must be clear by itself.
    """

    def __init__(self, words: LetterWords, naming: Naming, letter_day: date | None) -> None:
        self.words, self.naming, self.letter_day = words, naming, letter_day
        self.part: Part = "opening"
        self.year: int | None = None

    def enter(self, part: Part) -> None:
        """A new field begins."""
        if part != self.part and not (self.part == "opening" and part == "root_cause"):
            self.year = None
        self.part = part

    def fact(self, mark: Mark, before: str) -> str:
        """The words of a fact behind ``before``."""
        if mark.kind in ("day", "days", "span"):
            return self.joined(self._date(mark), before)
        if mark.kind == "people":
            form = mark.form
            if form == "again":
                return self.joined(self.words.items([self.naming.short(p) for p in dict.fromkeys(mark.people)]), before)
            return self.joined(
                self._capital(self.words.spaced(self.naming.told(mark.people, form, mark.also)), before), before
            )
        if mark.kind == "gap":
            return mark.text
        first = not before.strip() or before.rstrip().endswith(".")
        return self.joined(self._capital(mark.text, before) if first else mark.text, before)

    def template(self, text: str, before: str) -> str:
        """Words of our own behind ``before``."""
        told = self._own_voice(self.words.spelled(text), before)
        if _US_YEAR.search(before) and re.match(r" (?!\()", told):
            told = f",{told}"
        if self.words.language == "zh" and before.endswith("。"):
            told = told.lstrip()
        if not before and self.words.language == "en":
            told = told.lstrip()
            if told[:1].isalpha():
                told = told[0].upper() + told[1:]
        return self.joined(told, before)

    def own(self, text: str, before: str) -> str:
        """A sentence of the seller behind ``before``: it begins with a capital where it begins a sentence."""
        opens = not before.strip() or before.rstrip().endswith((".", "?", "!"))
        if opens and self.words.language == "en" and re.match(r"[a-z]+\b(?!\.)", text):
            text = text[0].upper() + text[1:]
        return self.joined(text, before)

    def _own_voice(self, text: str, before: str) -> str:
        """Template words as a shop of one person says them."""
        if not self.naming.alone:
            return text
        told = self.words.voiced(text)
        if re.search(rf"\b{self.words.data['alone_name']}$", before.rstrip()):
            for third, first in self.words.data["alone_verbs"].items():
                told = re.sub(rf"^ {third}\b", f" {first}", told)
        return told

    def joined(self, text: str, before: str) -> str:
        """``text`` set behind ``before``; Chinese letters keep a gap between characters and figures."""
        if self.words.language == "zh" and text and before:
            latin, han = re.match(r"[A-Za-z0-9£$€¥]", text), re.match(r"[\u3400-\u9fff]", text)
            if (latin and _HAN_END.search(before)) or (han and _LATIN_END.search(before)):
                return f" {text}"
        return text

    def _capital(self, text: str, before: str) -> str:
        start = not before.strip() or before.rstrip().endswith((":", ".", "?", "!"))
        return text[0].upper() + text[1:] if start and self.words.language == "en" and text else text

    def _date(self, mark: Mark) -> str:
        dates = mark.dates
        home = self.letter_day.year if self.letter_day else None
        year = mark.form == "full" or self.year is None or any(d.year != home for d in dates) or self.year != home
        if mark.form != "full":
            self.year = dates[-1].year
        if mark.kind == "span":
            return self.words.span(dates[0], dates[-1], year=year)
        if len(dates) == 1:
            return self.words.day(dates[0], year=year)
        return self.words.days(dates, year=year)
