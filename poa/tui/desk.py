"""What all screens share: folders, clock, words, and the core's tables, each loaded when first used."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, tzinfo
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from poa.places import Places, user_path
from poa.tui.drafts import Drafts
from poa.wording import LANGUAGES, Language, Wording

if TYPE_CHECKING:
    from poa.cases.settings import Settings
    from poa.library.guidance import Guidance
    from poa.model.rule import Bilingual, Rule


Table = TypeVar("Table")


def _now() -> datetime:
    return datetime.now(UTC)


class Desk:
    """The shared things of one run.

    Args:
        places: the user's folders.
        language: the language to begin with.
        clock: gives the present time, aware; tests stop it.
        zone: the user's time zone, None for the system's.
    """

    def __init__(
        self,
        places: Places,
        language: Language,
        clock: Callable[[], datetime] = _now,
        zone: tzinfo | None = None,
    ) -> None:
        self.places = places
        self.language: Language = language
        self.clock = clock
        self.zone = zone
        self._settings: Settings | None = None
        self.drafts = Drafts(places.home, make=True)
        self._words = {language: Wording(language, places.cache)}

    @property
    def words(self) -> Wording:
        """The program's words in the present language."""
        return self.wording(self.language)

    def wording(self, language: Language) -> Wording:
        """The words of one language."""
        if language not in self._words:
            self._words[language] = Wording(language, self.places.cache)
        return self._words[language]

    def other_language(self) -> Language:
        """The language that a switch leads to."""
        return LANGUAGES[(LANGUAGES.index(self.language) + 1) % len(LANGUAGES)]

    def tell(self, text: Bilingual | Any) -> str:
        """A bilingual text of guidance or of the case in the present language, or in the other where it is empty."""
        other = "en" if self.language.startswith("zh") else "zh"
        return str(text.of(self.language) or text.of(other))

    def both(self, key: str, **values: object) -> Bilingual:
        """The words for ``key`` in both languages."""
        from poa.model.rule import Bilingual

        told = {language: self.wording(language)(key, **values) for language in LANGUAGES}
        return Bilingual(en=told["en"], zh=told["zh-Hans"])

    @property
    def now(self) -> datetime:
        """The present time, aware."""
        return self.clock()

    @property
    def local_now(self) -> datetime:
        """The present time on the user's own clock."""
        return self.now.astimezone(self.zone)

    def day(self, day: date) -> str:
        """A day as it stands in lists; of a moment, the day on the user's own clock."""
        from poa.text.dates import told_day

        if isinstance(day, datetime):
            day = (day if day.tzinfo else day.replace(tzinfo=UTC)).astimezone(self.zone).date()
        return told_day(day, self.words)

    def days(self, first: date, last: date) -> str:
        """From which day to which; one day is told once."""
        told, end = self.day(first), self.day(last)
        return told if told == end else self.words("tui_scope.period", first=told, last=end)

    # ---- settings

    @property
    def settings(self) -> Settings:
        """The user's settings; read when first asked for."""
        if self._settings is None:
            from poa.cases.settings import load_settings

            self._settings = load_settings(self.places.settings)
        return self._settings

    def set_setting(self, key: str, value: Any) -> None:
        """Change a setting and keep it.

        Raises:
            InputError: the value does not fit.
            CaseError: it could not be written.
        """
        from poa.cases.settings import save_settings

        changed = self.settings.with_value(key, value)
        save_settings(self.places.settings, changed)
        self._settings = changed

    @property
    def theme(self) -> str:
        """light, dark, contrast or system; without a settings file nothing is imported to find out."""
        return str(self.settings["theme"]) if self.places.settings.is_file() else "system"

    @property
    def cases(self) -> Path:
        """The folder of cases."""
        chosen = str(self.settings["cases"]) if self.places.settings.is_file() else ""
        return user_path(chosen) if chosen else self.places.cases

    # ---- tables of the core

    @cached_property
    def guidance(self) -> Guidance:
        """The product's guidance with what is sound of the user's additions."""
        from poa.library.guidance import with_additions
        from poa.resources import root

        return with_additions(root("guidance"), self.places.additions, self.places.cache)

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """All policy rules by id."""
        from poa.library.rules import load_rules

        return self._without_topics(load_rules)

    @cached_property
    def rule_titles(self) -> dict[str, Bilingual]:
        """What each rule is called, by its id; the rules themselves take a hundred times the memory."""
        from poa.library.rules import load_titles

        return self._without_topics(load_titles)

    @cached_property
    def stops(self) -> frozenset[str]:
        """The ids of the rules whose breach hands a message to a person."""
        from poa.library.rules import load_stops

        return self._without_topics(load_stops)

    @cached_property
    def playbook(self) -> Any:
        """Causes, actions, measures and evidence."""
        from poa.library.playbook import load_playbook

        return self._without_topics(load_playbook)

    @cached_property
    def marketplaces(self) -> dict[str, Any]:
        """Marketplaces by code."""
        from poa.library.marketplaces import load_marketplaces

        return dict(self._without_topics(load_marketplaces))

    @cached_property
    def modules(self) -> dict[str, Any]:
        """Training modules by id."""
        from poa.library.training import load_modules

        return dict(self._without_topics(load_modules))

    @cached_property
    def auditor(self) -> Any:
        """Checks single messages that the user types; remembers none of them."""
        from poa.audit import Auditor

        return Auditor(self.guidance, self.rules)

    def _without_topics(self, load: Callable[[Guidance], Table]) -> Table:
        """A table, without keeping beside it what it was made of."""
        table = load(self.guidance)
        self.guidance.forget()
        return table
