"""What all screens share: folders, clock, words, and the core's tables, each loaded when first used."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from functools import cached_property
from typing import TYPE_CHECKING, Any

from poa.places import Places
from poa.wording import LANGUAGES, Language, Wording

if TYPE_CHECKING:
    from poa.library.guidance import Guidance
    from poa.model.rule import Bilingual, Rule


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

    @cached_property
    def guidance(self) -> Guidance:
        """The product's guidance with the user's additions."""
        from poa.library.guidance import Guidance
        from poa.resources import root

        folders = [root("guidance")]
        if self.places.additions.is_dir():
            folders.append(self.places.additions)
        return Guidance(folders, self.places.cache)

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """All policy rules by id."""
        from poa.library.rules import load_rules

        return load_rules(self.guidance)

    @cached_property
    def playbook(self) -> Any:
        """Causes, actions, measures and evidence."""
        from poa.library.playbook import load_playbook

        return load_playbook(self.guidance)

    @cached_property
    def marketplaces(self) -> dict[str, Any]:
        """Marketplaces by code."""
        from poa.library.marketplaces import load_marketplaces

        return dict(load_marketplaces(self.guidance))

    @cached_property
    def auditor(self) -> Any:
        """Checks single messages that the user types; remembers none of them."""
        from poa.audit import Auditor

        return Auditor(self.guidance, self.rules)
