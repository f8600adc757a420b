"""Settings, declared once in poa.cases.settings and shown here as they are there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input, TextArea

from poa.errors import InputError, PoaError
from poa.tui import commands as c
from poa.tui.screens.base import PoaScreen
from poa.tui.screens.choose import ChooseScreen, Option
from poa.tui.widgets.lineinput import LineInput
from poa.tui.widgets.lines import Item, Line, Lines, columns, flow_spans
from poa.tui.widgets.prose import Prose

# Widths of the columns: the longest name, and what a value needs at least.
NAME, ROOM = 42, 20


class SettingLine(Item):
    """Name and value beside each other in columns, or below each other where it is narrow; then what it is for."""

    def __init__(self, key: str, name: str, value: str, told: str) -> None:
        super().__init__(key)
        self.name, self.value, self.told = name, value, told

    def lines(self, width: int) -> list[Line]:
        """Two lines, and more where the words need them."""
        if width >= NAME + ROOM:
            first = [columns([(self.name, NAME, "bold"), (self.value, width - NAME - 2, "accent")])]
        else:
            first = flow_spans([(self.name, "bold"), (f"  {self.value}", "accent")], width, 0, 2)
        return [*first, *flow_spans([(self.told, "quiet")], width)]


class SettingsScreen(PoaScreen[None]):
    """All settings with their present values."""

    ACTIONS: ClassVar[tuple[type[c.Command], ...]] = (c.Change, c.Back, c.SwitchLanguage, c.Help)
    BINDINGS: ClassVar[list[BindingType]] = c.bindings(*ACTIONS[1:])
    HELP = "settings"

    def body(self) -> Iterable[Widget]:
        """The list."""
        yield Vertical(
            Prose(self.words("tui_settings.file", file=self.desk.places.settings), classes="page-note"),
            Lines(id="settings"),
            classes="page",
        )

    def where(self) -> tuple[str, str, str]:
        """The screen's name."""
        return self.words("tui_settings.where"), "", "right"

    def first_focus(self) -> str:
        """The list."""
        return "#settings"

    def redraw(self) -> None:
        """Name, value and explanation of each."""
        from poa.cases.settings import SETTINGS

        items: list[Item] = []
        for setting in SETTINGS:
            value = self._told(setting, self.desk.settings[setting.key])
            name, told = self.words(setting.words), self.words(setting.words + "_help")
            items.append(SettingLine(setting.key, name, value, told))
        self.query_one("#settings", Lines).show(items)

    def _told(self, setting: Any, value: Any) -> str:
        if setting.type == "choice":
            return self.words(f"cases.settings.choices.{value}")
        if setting.type == "yes_no":
            return self.words("tui_fields.yes" if value else "tui_fields.no")
        if setting.type == "stores":
            return self.words("tui.between").join(store["name"] for store in value) or self.words("tui_settings.none")
        if setting.type == "count" and not value:
            return self.words("tui_settings.no_limit")
        return str(value) or self.words("tui_settings.usual")

    @on(Lines.Chosen, "#settings")
    def action_change(self) -> None:
        """Change the setting under the cursor."""
        from poa.cases.settings import SETTINGS

        key = self.query_one("#settings", Lines).key
        setting = next(setting for setting in SETTINGS if setting.key == key)
        value = self.desk.settings[key]
        if setting.type == "yes_no":
            self._set(key, not value)
        elif setting.type == "choice":
            options = [Option(name, self._told(setting, name), present=name == value) for name in setting.choices]
            screen = ChooseScreen(self.words(setting.words), options, self.words(setting.words + "_help"))
            self.app.push_screen(screen, lambda name: self._set(key, name) if name else None)
        else:
            self.app.push_screen(
                EditScreen(setting, value), lambda new: self._set(key, new) if new is not None else None
            )

    def _set(self, key: str, value: Any) -> None:
        try:
            self.desk.set_setting(key, value)
        except PoaError as problem:
            self.tell_problem(problem)
            return
        self.desk.drafts.drop(_draft(key))
        self.call_later(self.poa.apply_setting, key)
        self.redraw()


class EditScreen(PoaScreen[Any]):
    """Types one setting; checked before it is kept."""

    ACTIONS: ClassVar[tuple[type[c.Command], ...]] = (c.Confirm, c.Back, c.SwitchLanguage)
    BINDINGS: ClassVar[list[BindingType]] = c.bindings(*ACTIONS)
    HELP = "settings"

    def __init__(self, setting: Any, value: Any) -> None:
        super().__init__()
        self.setting = setting
        self.value = value

    def body(self) -> Iterable[Widget]:
        """Name, explanation, field."""
        words = self.words
        if self.setting.type == "stores":
            field: Widget = TextArea(_stores_text(self.value), id="setting", tab_behavior="focus")
            note = words("tui_settings.stores_note")
        else:
            field, note = LineInput(str(self.value or ""), id="setting"), ""
        yield Vertical(
            Prose(words(self.setting.words), classes="page-title"),
            Prose(words(self.setting.words + "_help"), classes="page-note"),
            Prose(note, classes="page-note"),
            field,
            Prose(id="q-say"),
            classes="page",
        )

    def first_focus(self) -> str:
        """The field."""
        return "#setting"

    @on(Input.Submitted)
    def action_confirm(self) -> None:
        """Keep it if it fits."""
        widget = self.query_one("#setting")
        typed = widget.text if isinstance(widget, TextArea) else self.query_one("#setting", Input).value
        try:
            value: Any = _stores(typed) if self.setting.type == "stores" else typed.strip()
            if self.setting.type == "count" and not value:
                value = self.setting.default
            self.desk.settings.with_value(self.setting.key, value)
        except InputError as problem:
            self.refuse(problem)
            return
        # It comes back where the settings cannot be written.
        self.put_by()
        self.dismiss(value)

    def draft(self) -> str:
        """One for each setting."""
        return _draft(self.setting.key)


def _draft(key: str) -> str:
    return f"setting {key}"


def _stores_text(stores: Iterable[dict[str, Any]]) -> str:
    rows = []
    for store in stores:
        parts = (store.get("name", ""), store.get("marketplace", ""), store.get("team_size") or "")
        rows.append(" | ".join(str(part) for part in parts).rstrip(" |"))
    return "\n".join(rows)


def _stores(text: str) -> list[dict[str, Any]]:
    """One store a line: name | marketplace | number of people."""
    stores = []
    for line in text.splitlines():
        parts = [part.strip() for part in line.replace("｜", "|").split("|")]
        if not parts[0]:
            continue
        store: dict[str, Any] = {"name": parts[0]}
        if len(parts) > 1 and parts[1]:
            store["marketplace"] = parts[1].upper()
        if len(parts) > 2 and parts[2].isdecimal():
            store["team_size"] = int(parts[2])
        stores.append(store)
    return stores
