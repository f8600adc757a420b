"""Amazon's stores: name, address, spelling, time zone and money of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from poa.errors import GuidanceError
from poa.library.guidance import Entry, Guidance
from poa.model.rule import Bilingual

_NEEDED = ("name", "domain", "seller_central", "spelling", "time_zone", "languages", "currency")


@dataclass(frozen=True, slots=True)
class Marketplace:
    """One store. ``orders`` are beginnings of order numbers that belong to this store alone."""

    code: str
    name: str
    domain: str
    seller_central: str
    spelling: Literal["us", "gb"]
    time_zone: str
    languages: tuple[str, ...]
    currency: str
    country: Bilingual = Bilingual()
    orders: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()


def load_marketplaces(guidance: Guidance) -> dict[str, Marketplace]:
    """All stores by their code, in the order of guidance/marketplaces.yaml.

    Raises:
        GuidanceError: an entry lacks a field; with file and line.
    """
    return {entry.id: _marketplace(entry) for entry in guidance.topic("marketplaces")}


def _marketplace(entry: Entry) -> Marketplace:
    data: dict[str, Any] = entry.data
    for key in _NEEDED:
        if not data.get(key):
            raise GuidanceError("notice.store_lacks", file=entry.file, line=entry.line, id=entry.id, field=key)
    country = data.get("country") or {}
    return Marketplace(
        code=entry.id,
        name=str(data["name"]),
        domain=str(data["domain"]),
        seller_central=str(data["seller_central"]),
        spelling="us" if data["spelling"] == "us" else "gb",
        time_zone=str(data["time_zone"]),
        languages=tuple(str(language) for language in data["languages"]),
        currency=str(data["currency"]),
        country=Bilingual(str(country.get("en", "")), str(country.get("zh", ""))),
        orders=tuple(str(digits) for digits in data.get("orders") or ()),
        signs=tuple(str(sign) for sign in data.get("signs") or ()),
    )
