"""Style sheets parsed once a run: each application, and each change of theme, would parse all of them again."""

from __future__ import annotations

from typing import Any

from textual.css.stylesheet import Stylesheet

_parsed: dict[tuple[object, ...], list[Any]] = {}


def install() -> None:
    """Keep the rules of a sheet by its text, its place and the colours it was parsed with."""
    parse = Stylesheet._parse_rules

    def parse_once(self: Any, css: str, read_from: Any, *place: Any, **named: Any) -> list[Any]:
        key = (css, read_from, place, *sorted(named.items()), frozenset(self._variables.items()))
        if key not in _parsed:
            _parsed[key] = parse(self, css, read_from, *place, **named)
        return _parsed[key]

    Stylesheet._parse_rules = parse_once  # type: ignore[assignment]
