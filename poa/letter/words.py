"""The small words of letters in one language: numbers, counted nouns, labels, lists, spelling."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from poa.model.case import Text
from poa.text.dates import format_day, format_days, format_items, format_month

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_HAN = r"[\u3400-\u9fff]"
_JOINT = re.compile(rf"(?<={_HAN})(?=[A-Za-z0-9£$€¥@#])|(?<=[A-Za-z0-9%€])(?={_HAN})")


class LetterWords:
    """Words and forms for one language and marketplace.

    Args:
        language: ``en`` or ``zh``.
        data: the language's ``words.yaml`` from the templates.
        spelling: ``us`` or ``gb``.
        dates: the same for dates, where the seller's own words write them the other way.
    """

    def __init__(self, language: str, data: Mapping[str, Any], spelling: str, dates: str = "") -> None:
        self.language, self.data, self.spelling = language, data, spelling
        self.dates = dates or spelling
        self.locale = "zh_Hans_CN" if language == "zh" else f"en_{spelling.upper()}"
        self.date_locale = "zh_Hans_CN" if language == "zh" else f"en_{self.dates.upper()}"

    def pattern(self, name: str, /, **values: str) -> str:
        """One of the patterns of words.yaml, filled in."""
        return str(self.data["patterns"][name]).format(**values)

    def items(self, items: Sequence[str]) -> str:
        """A list in a sentence."""
        return format_items(items, self.locale) if items else ""

    def things(self, items: Sequence[str]) -> str:
        """A list of which a thing may be two by itself: "coupons and offers, and links" keeps them apart."""
        joint = self.items(["-", "-"]).strip("-")
        if len(items) == 2 and joint.strip(" ").isascii() and joint in items[0]:
            return f"{items[0]},{joint}{items[1]}"
        return self.items(items)

    def clauses(self, clauses: Sequence[str]) -> str:
        """What one subject does, one thing after the other; not every language joins verbs as it joins nouns."""
        joints = self.data["clauses"]
        if not joints or len(clauses) < 2:
            return self.items(clauses)
        return f"{joints['between'].join(clauses[:-1])}{joints['last']}{clauses[-1]}"

    def number(self, count: int) -> str:
        """A number in running text: small ones as words, large ones in figures with separators."""
        small: list[str] = self.data["numbers"]
        if 0 <= count < len(small):
            return small[count]
        return self.figure(count)

    def figure(self, count: float) -> str:
        """A number in figures."""
        from babel.numbers import format_decimal

        return str(format_decimal(count, locale=self.locale))

    def counted(self, count: int, noun: str) -> str:
        """``seven messages``, ``1,126 messages``; Chinese with its measure word."""
        form = self.data["nouns"].get(noun, noun)
        if isinstance(form, dict):
            from babel.core import Locale

            form = form.get(Locale.parse(self.locale).plural_form(count), form["other"])
        return str(form).format(n=self.number(count))

    def day(self, day: date, *, year: bool) -> str:
        """One day."""
        return self.spaced(format_day(day, self.date_locale, year=year))

    def month(self, month: date) -> str:
        """The month of a day, with its year."""
        return self.spaced(format_month(month, self.date_locale))

    def days(self, days: Sequence[date], *, year: bool) -> str:
        """Several days."""
        return self.spaced(format_days(days, self.date_locale, year=year))

    def span(self, first: date, last: date, *, year: bool) -> str:
        """A period, the year once where both ends share it."""
        if first == last:
            return self.day(first, year=year)
        start_year = year and (first.year != last.year or self.locale == "zh_Hans_CN")
        end_year = year and not (self.locale == "zh_Hans_CN" and first.year == last.year)
        start, end = self.day(first, year=start_year), self.day(last, year=end_year)
        if self.language == "en" and self.dates == "gb" and (first.year, first.month) == (last.year, last.month):
            start = str(first.day)
        return self.spaced(self.pattern("span", start=start, end=end))

    def spaced(self, text: str) -> str:
        """Chinese text with a thin gap between characters and figures, as the templates write it."""
        return _JOINT.sub(" ", text) if self.language == "zh" else text

    def spelled(self, text: str) -> str:
        """Our own sentences in the spelling of the marketplace (never the seller's words)."""
        if self.language != "en" or self.spelling != "us":
            return text
        for british, american in self.data["spelling"].items():
            text = re.sub(rf"\b{british}\b", american, text)
            text = re.sub(rf"\b{british.capitalize()}\b", american.capitalize(), text)
        return text

    def voiced(self, text: str) -> str:
        """Our own sentences as a shop of one person says them ("we" becomes "I")."""
        for several, one in self.data["alone"].items():
            bound = "" if self.language == "zh" else r"\b"
            text = re.sub(rf"{bound}{several}{bound}", one, text)
            text = re.sub(rf"{bound}{several.capitalize()}{bound}", one[0].upper() + one[1:], text)
        return text

    def uncapped(self, text: str) -> str:
        """A sentence of the seller set behind a comma: small words lose their capital, names keep it."""
        first = re.match(r"\w+", text)
        return text[0].lower() + text[1:] if first and first[0] in self.data["small"] else text

    def is_sentence(self, text: str) -> bool:
        """Whether the seller's words stand by themselves: they say something of something."""
        return re.search(self.data["sentence"], text.strip()) is not None

    def conditional(self, text: str) -> bool:
        """Whether the words say themselves when they hold."""
        return re.search(self.data["conditional"], text) is not None

    def is_service(self, text: str) -> bool:
        """Whether somebody who acts for the seller is meant, not software."""
        return any(word in text.casefold() for word in self.data["services"])

    def quoted_list(self, text: str) -> str:
        """Quoted words in a row as a list in a sentence: the last one joined by "and"."""
        items = re.findall(r'"[^"]+"', text)
        plain = self.language == "en" and re.fullmatch(r'"[^"]+"(?:, ?"[^"]+")+', text.strip())
        return self.items(items) if plain else text

    def titled(self, name: Text) -> Text:
        """The name of a text or paper inside a sentence: ``the sorry script``, ``"sorry v3"``, ``our list of 2024``."""
        english, chinese = name.en.strip(), name.zh.strip()
        if self.language == "zh":
            bare = chinese and not re.search(self.data["own_article"], chinese)
            return Text(en=english, zh=f"“{chinese}”" if bare else chinese)
        quoted = re.fullmatch('"([a-z][^"]*)"', english)
        if quoted and re.search(self.data["papers"], quoted[1]):
            return Text(en=f"the {english}", zh=chinese)
        if not english or re.match(self.data["own_article"], english):
            return name
        plain = english[:1].islower() and re.search(self.data["papers"], english)
        return Text(en=f"the {english}" if plain else f'"{english}"', zh=chinese)

    def money(self, text: str) -> str:
        """An amount as the language writes it, however it was typed: ``EUR 34.90``, ``$34.90``, ``34.90美元``."""
        before = re.fullmatch(r"\s*([A-Z]{3}|US\$|[€£$])\s?([\d.,]+)\s*", text)
        behind = re.fullmatch(r"\s*([\d.,]+)\s*([^\d\s.,]+)\s*", text)
        if before:
            sign, amount, code = before[1], before[2], before[1]
        elif behind:
            amount, sign = behind[1], behind[2]
            code = self.data["money_names"].get(sign.casefold(), sign)
        else:
            return text
        name = self.data["currencies"].get(code)
        if name:
            return f"{amount} {name}"
        return f"{code} {amount}" if behind and re.fullmatch(r"[A-Z]{3}|[€£$]", code) else text

    def references(self, label: str, items: Sequence[str]) -> str:
        """``Cause 1``, ``Causes 1, 3``, ``Exhibits 2, 4``."""
        if not items:
            return ""
        form = self.data["labels"][label]["one" if len(items) == 1 else "other"]
        return str(form).format(items=self.data["labels"]["between"].join(items))


_DAY_FIRST = re.compile(rf"\b\d{{1,2}} (?:{_MONTHS})\b")
_MONTH_FIRST = re.compile(rf"\b(?:{_MONTHS}) \d{{1,2}}\b(?!\d)")


def date_style(texts: Iterable[str]) -> str:
    """``gb`` or ``us`` as the seller's own sentences write dates, empty where they write none.

    A letter that mixes "10 March" and "March 11" reads as pieced together, so our dates follow the seller's.
    """
    day_first = month_first = 0
    for text in texts:
        day_first += len(_DAY_FIRST.findall(text))
        month_first += len(_MONTH_FIRST.findall(text))
    if day_first == month_first:
        return ""
    return "gb" if day_first > month_first else "us"
