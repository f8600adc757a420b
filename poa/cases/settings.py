"""The user's settings: declared once here, for the screen, the file and the documents.

settings.yaml is readable and may be edited by hand; keys that this program does not know are kept as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from poa.cases.files import make_folder, write_atomic
from poa.errors import CaseError, InputError
from poa.library.yamlfile import read_yaml, write_yaml
from poa.places import user_path
from poa.wording import LANGUAGES, language_named

SettingType = Literal["choice", "text", "folder", "count", "yes_no", "stores"]


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. Its name and help are ``cases.settings.<key>`` and ``cases.settings.<key>_help``.

    ``means`` gives the choice that a text means which is none by itself.
    """

    key: str
    type: SettingType
    default: Any
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int = 0
    means: Callable[[str], str | None] | None = None

    @property
    def words(self) -> str:
        """The key of its name in the catalogue; ``<words>_help`` is the key of its explanation."""
        return "cases.settings." + self.key.replace(".", "_")


SETTINGS: tuple[Setting, ...] = (
    Setting("language", "choice", "system", ("system", *LANGUAGES), means=language_named),
    Setting("theme", "choice", "system", ("system", "light", "dark", "contrast")),
    Setting("cases", "folder", ""),
    Setting("mask", "yes_no", True),
    Setting("purge_days", "count", 30, least=1, most=3650),
    Setting("limits.root_cause", "count", 0, most=100_000),
    Setting("limits.actions", "count", 0, most=100_000),
    Setting("limits.measures", "count", 0, most=100_000),
    Setting("stores", "stores", ()),
)
_BY_KEY = {setting.key: setting for setting in SETTINGS}
STORE_KEYS = ("name", "marketplace", "team_size")


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings as chosen; what was not chosen has its default. ``rest`` holds keys of other versions."""

    chosen: Mapping[str, Any] = field(default_factory=dict)
    rest: Mapping[str, Any] = field(default_factory=dict)

    def __getitem__(self, key: str) -> Any:
        return self.chosen.get(key, _BY_KEY[key].default)

    def with_value(self, key: str, value: Any) -> Settings:
        """The settings with one of them changed; a text (from a field or the command line) is understood by its type.

        Raises:
            InputError: there is no such setting, or the value does not fit.
        """
        if key not in _BY_KEY:
            raise InputError("cases.no_setting", name=key, known=", ".join(_BY_KEY))
        setting = _BY_KEY[key]
        fitting = _fitting(setting, value)
        chosen = {**self.chosen, key: _folder(setting, fitting) if setting.type == "folder" and fitting else fitting}
        if chosen[key] == setting.default:
            del chosen[key]
        return Settings(chosen, self.rest)

    @property
    def limits(self) -> dict[str, int]:
        """The lengths of the form's fields that the user has set, by field."""
        found = {key.removeprefix("limits."): self[key] for key in _BY_KEY if key.startswith("limits.")}
        return {name: limit for name, limit in found.items() if limit}


def fits(data: object) -> bool:
    """Whether what a file of settings holds is taken by load_settings, told without reading the file once more."""
    if not isinstance(data, dict):
        return data is None
    try:
        for key, value in _flat(data).items():
            if key in _BY_KEY:
                _fitting(_BY_KEY[key], value)
    except InputError:
        return False
    return True


def load_settings(path: Path) -> Settings:
    """The settings in a file; defaults where there is none.

    Raises:
        CaseError: the file is not plain YAML, or a value does not fit; with file, line and remedy.
    """
    if not path.exists():
        return Settings()
    document = read_yaml(path, CaseError)
    if document.data is None:
        return Settings()
    if not isinstance(document.data, dict):
        raise CaseError("cases.wrong_map", file=path, line=1, place=path.name, value="…")
    chosen: dict[str, Any] = {}
    rest: dict[str, Any] = {}
    for key, value in _flat(document.data).items():
        if key not in _BY_KEY:
            rest[key] = value
            continue
        try:
            chosen[key] = _fitting(_BY_KEY[key], value)
        except InputError as problem:
            problem.file, problem.line = path, document.line(tuple(key.split(".")))
            raise
    return Settings(chosen, rest)


def store_names(settings: Settings) -> tuple[str, ...]:
    """What the user's stores are called."""
    stores = settings["stores"]
    return tuple(str(store["name"]) for store in stores) if isinstance(stores, tuple) else ()


def save_settings(path: Path, settings: Settings) -> None:
    """Write the settings, whole or not at all; the defaults are left out.

    Raises:
        CaseError: they could not be written; the old ones stand.
    """
    data: dict[str, Any] = {}
    order = {setting.key: place for place, setting in enumerate(SETTINGS)}
    for key, value in sorted(settings.chosen.items(), key=lambda pair: order[pair[0]]):
        _place(data, key, [dict(store) for store in value] if _BY_KEY[key].type == "stores" else value)
    for key, value in settings.rest.items():
        _place(data, key, value)
    make_folder(path.parent)
    write_atomic(path, write_yaml(data).encode() if data else b"")


def _flat(data: Mapping[str, Any]) -> dict[str, Any]:
    """``limits: {actions: 900}`` -> ``limits.actions: 900``."""
    flat: dict[str, Any] = {}
    for key, value in data.items():
        nested = isinstance(value, dict) and any(known.startswith(f"{key}.") for known in _BY_KEY)
        flat.update({f"{key}.{name}": below for name, below in value.items()} if nested else {key: value})
    return flat


def _place(data: dict[str, Any], key: str, value: Any) -> None:
    group, dot, name = key.partition(".")
    if dot and any(known.startswith(f"{group}.") for known in _BY_KEY):
        data.setdefault(group, {})[name] = value
    else:
        data[key] = value


_YES = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}


def _fitting(setting: Setting, value: Any) -> Any:
    """``value`` as the setting's type, or an error in words."""
    if value is None:
        return setting.default
    match setting.type:
        case "choice":
            if setting.means and isinstance(value, str):
                value = setting.means(value) or value.strip().casefold()
            if value not in setting.choices:
                known = ", ".join(setting.choices)
                key = "cases.wrong_language" if setting.means else "cases.wrong_choice"
                raise InputError(key, place=setting.key, value=_short(value), known=known)
            return value
        case "yes_no":
            found = value if isinstance(value, bool) else _YES.get(str(value).strip().lower())
            if found is None:
                raise InputError("cases.wrong_yes_no", place=setting.key, value=_short(value))
            return found
        case "count":
            return _count(setting, value)
        case "stores":
            return _stores(setting, value)
        case _:
            if not isinstance(value, str):
                raise InputError("cases.wrong_text", place=setting.key, value=_short(value))
            return value.strip()


def _folder(setting: Setting, value: str) -> str:
    """The whole path of a folder that is there, or whose parent is: a slip would make all cases vanish."""
    path = user_path(value).absolute()
    if not path.is_dir() and (path.exists() or not path.parent.is_dir()):
        raise InputError("cases.not_a_folder", place=setting.key, value=_short(value))
    return str(path)


def _count(setting: Setting, value: Any) -> int:
    text = str(value).strip()
    digits = text.removeprefix("-")
    if isinstance(value, bool) or not (digits.isascii() and digits.isdigit() and len(digits) < 10):
        raise InputError("cases.wrong_whole_number", place=setting.key, value=_short(value))
    if not setting.least <= int(text) <= setting.most:
        raise InputError("cases.out_of_range", place=setting.key, value=text, least=setting.least, most=setting.most)
    return int(text)


def _stores(setting: Setting, value: Any) -> tuple[dict[str, Any], ...]:
    if not isinstance(value, (list, tuple)):
        raise InputError("cases.wrong_list", place=setting.key, value=_short(value))
    for index, store in enumerate(value):
        if not isinstance(store, Mapping) or not isinstance(store.get("name"), str):
            raise InputError("cases.missing_key", place=f"{setting.key}[{index}]", key=STORE_KEYS[0])
    return tuple(dict(store) for store in value)


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 40 else f"{text[:37]}…"
