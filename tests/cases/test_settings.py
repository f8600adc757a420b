"""The user's settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from poa.cases.settings import SETTINGS, Settings, load_settings, save_settings
from poa.errors import CaseError, InputError, PoaError
from poa.wording import LANGUAGES, Wording


def test_settings_come_back_as_they_were_saved(tmp_path: Path) -> None:
    path = tmp_path / "home" / "settings.yaml"
    chosen = (
        Settings().with_value("language", "zh-Hans").with_value("limits.actions", "4000").with_value("mask", "no")
        .with_value("stores", [{"name": "灯具店", "marketplace": "US", "team_size": 3}])
    )  # fmt: skip
    save_settings(path, chosen)
    found = load_settings(path)
    assert found["language"] == "zh-Hans" and found["mask"] is False and found["purge_days"] == 30
    assert found.limits == {"actions": 4000}
    assert found["stores"] == ({"name": "灯具店", "marketplace": "US", "team_size": 3},)


def test_there_are_defaults_without_a_file(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "none.yaml")["theme"] == "system"
    (tmp_path / "empty.yaml").write_text("")
    assert load_settings(tmp_path / "empty.yaml").limits == {}


def test_unknown_keys_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.yaml"
    path.write_text("future: {a: [1, 2]}\nlimits: {actions: 5, other: 7}\ntheme: dark\n")
    save_settings(path, load_settings(path).with_value("language", "en"))
    text = path.read_text()
    assert "future:" in text and "other: 7" in text and "theme: dark" in text
    assert load_settings(path).limits == {"actions": 5}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("theme: pink\n", "settings.yaml:1: theme cannot be 'pink'"),
        ("mask: true\npurge_days: soon\n", "settings.yaml:2: purge_days must be a whole number"),
        ("purge_days: 0\n", "from 1 to 3650"),
        ("limits:\n  actions: many\n", "settings.yaml:2: limits.actions"),
        ("mask: perhaps\n", "true or false"),
        ("stores: Lamp\n", "must be a list"),
        ("stores: [{marketplace: US}]\n", "'name' is missing"),
        ("- a\n", "must have keys"),
        ("cases: [1]\n", "must be text"),
    ],
)
def test_a_wrong_value_is_told_with_file_and_line(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "settings.yaml"
    path.write_text(text)
    with pytest.raises((CaseError, InputError)) as caught:
        load_settings(path)
    assert words in str(caught.value)


def test_an_unknown_setting_is_refused_by_name() -> None:
    with pytest.raises(PoaError, match="language, theme"):
        Settings().with_value("colour", "red")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_setting_has_a_name_and_a_help_in_each_language(language: str) -> None:
    words = Wording(language)  # type: ignore[arg-type]
    for setting in SETTINGS:
        assert words(setting.words) and words(f"{setting.words}_help")
        for choice in setting.choices:
            assert words.area("cases")["settings"]["choices"][choice]


def test_a_folder_behind_an_unknown_name_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        Settings().with_value("cases", "~nobody-of-this-name/cases")
