"""Colours: one accent, four states, light and dark. Every state is also said in words."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="poa-dark",
    primary="#7fb4f5",
    secondary="#7fb4f5",
    accent="#7fb4f5",
    foreground="#e6e8ec",
    background="#14171c",
    surface="#14171c",
    panel="#1f242c",
    success="#8ccf9e",
    warning="#e6bd62",
    error="#ff9088",
    dark=True,
    variables={"quiet": "#9aa4b3", "line": "#39414d", "raised": "#1f242c", "chosen": "#2a3442", "mark": "#4a3a12"},
)
LIGHT = Theme(
    name="poa-light",
    primary="#0b57a4",
    secondary="#0b57a4",
    accent="#0b57a4",
    foreground="#1c2127",
    background="#fcfbf8",
    surface="#fcfbf8",
    panel="#f0eee8",
    success="#1d6b41",
    warning="#805300",
    error="#ad2218",
    dark=False,
    variables={"quiet": "#59616d", "line": "#cfccc3", "raised": "#f0eee8", "chosen": "#dde8f4", "mark": "#f7e3ae"},
)
CONTRAST = Theme(
    name="poa-contrast",
    primary="#ffff66",
    secondary="#ffff66",
    accent="#ffff66",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    success="#66ff99",
    warning="#ffd24d",
    error="#ff9c9c",
    dark=True,
    variables={"quiet": "#e0e0e0", "line": "#ffffff", "raised": "#1c1c1c", "chosen": "#00407a", "mark": "#6b4e00"},
)
THEMES = (DARK, LIGHT, CONTRAST)
DEFAULTS = dict(DARK.variables)
