"""The program's own words, in English and Simplified Chinese: catalogues, never if-statements.

A catalogue is ``wording/<language>/<area>.yaml``: keys to texts with named places ("{count} messages read").
An error is a map ``{problem: ..., remedy: ...}``, both whole sentences.
A text that depends on a number is a map ``{one: ..., other: ...}``, chosen by the value ``n``.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from poa.text.joining import filled

Language = Literal["en", "zh-Hans"]
LANGUAGES: tuple[Language, ...] = ("en", "zh-Hans")

_FOLDER = Path(__file__).resolve().parent
_NAMES: Mapping[str, Language] = {
    "english": "en", "英文": "en", "英语": "en",
    "chinese": "zh-Hans", "cn": "zh-Hans", "chs": "zh-Hans", "中文": "zh-Hans", "简体": "zh-Hans",
    "简体中文": "zh-Hans", "汉语": "zh-Hans",
}  # fmt: skip
"""What people call the languages, beside their codes."""


class Wording:
    """The words of one language.

    Args:
        language: a member of LANGUAGES.
        cache: folder for compiled catalogues, or None.
    """

    def __init__(self, language: Language, cache: Path | None = None) -> None:
        self.language: Language = language
        self._cache = cache
        self._areas: dict[str, Mapping[str, Any]] = {}

    def __call__(self, key: str, /, **values: object) -> str:
        """The words for ``area.key``, with ``values`` filled in.

        Raises:
            KeyError: the catalogue lacks the key, or the call lacks a value (both are faults of the program).
        """
        area, *names = key.split(".")
        text: Any = self.area(area)
        for name in names:
            text = text[name]
        if isinstance(text, dict):
            text = text["one"] if values.get("n") == 1 and "one" in text else text["other"]
        return filled(str(text), values) if values else str(text)

    def area(self, area: str) -> Mapping[str, Any]:
        """One catalogue, loaded when first asked for."""
        if area not in self._areas:
            self._areas[area] = _load(self.language, area, self._cache)
        return self._areas[area]


def _load(language: str, area: str, cache: Path | None) -> Mapping[str, Any]:
    from poa.library.guidance import compiled

    data = compiled(_FOLDER / language / f"{area}.yaml", cache, f"wording-{language}-{area}")
    return data if isinstance(data, dict) else {}


def choose_language(
    wanted: str | None = None, environ: Mapping[str, str] | None = None, *, saved: str | None = None
) -> Language:
    """The language to speak: ``wanted``, else ``POA_LANG``, else ``saved``, else the system's; English where none fits.

    Args:
        wanted: said with this very call.
        environ: the environment, by default the process's.
        saved: chosen in the settings; what is said for one start comes before what was said for all of them.
    """
    env = os.environ if environ is None else environ
    for name in (wanted, env.get("POA_LANG"), saved, *(env.get(key) for key in ("LC_ALL", "LC_MESSAGES", "LANG"))):
        if name:
            return language_named(name) or "en"
    import locale

    try:
        system = locale.getlocale()[0] or ""
    except ValueError:
        system = ""
    return "zh-Hans" if system.lower().startswith(("zh", "chinese")) else "en"


def language_named(name: str) -> Language | None:
    """The language that somebody means: by its code in any spelling (zh, zh_CN, zh-Hans, en_GB.UTF-8) or its name.

    Both Chinese scripts are answered in the one there is. None where no language of the program is meant.
    """
    plain = name.strip().casefold().replace("_", "-").partition(".")[0]
    codes: dict[str, Language] = {code.partition("-")[0]: code for code in LANGUAGES}
    return codes.get(plain.partition("-")[0]) or _NAMES.get(plain.partition(" ")[0].partition("-")[0])
