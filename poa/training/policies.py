"""The policy pages that can be studied: named as letters name them, with their address."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from poa.library.guidance import Guidance
from poa.model.case import Text
from poa.model.rule import Rule
from poa.model.training import PolicyRead
from poa.training.find import find


def policy_pages(guidance: Guidance, rules: Mapping[str, Rule]) -> dict[str, PolicyRead]:
    """Every page that a rule was read on, by id, the pages that have a name of their own first; none is read yet.

    Args:
        guidance: the policies and their pages.
        rules: all rules.
    """
    from poa.library.rules import load_sources

    sources = load_sources(guidance)
    pages: dict[str, PolicyRead] = {}
    for entry in guidance.topic("policies"):
        source = sources.get(str(entry.data.get("page", "")))
        if source:
            name = entry.data.get("name") or {}
            title = Text(en=str(name.get("en", source.title)), zh=str(name.get("zh", "")))
            pages[entry.id] = PolicyRead(title=title, url=source.url)
    known = {page.url for page in pages.values()}
    for rule in rules.values():
        for source in rule.sources:
            if source.kind == "official" and source.url not in known:
                known.add(source.url)
                pages[source.key] = PolicyRead(title=Text(en=source.title), url=source.url)
    return pages


def pages_of(pages: Mapping[str, PolicyRead], rules: Mapping[str, Rule], taught: Collection[str]) -> list[str]:
    """The ids of all pages, those on which the most of the taught rules stand first."""
    counts: dict[str, int] = {}
    for name in taught:
        for source in rules[name].sources if name in rules else ():
            counts[source.url] = counts.get(source.url, 0) + 1
    return sorted(pages, key=lambda name: -counts.get(pages[name].url, 0))


def policy_read(
    name: str,
    pages: Mapping[str, PolicyRead],
    rules: Mapping[str, Rule],
    *,
    on: date | None = None,
    version: str = "",
    by: tuple[str, ...] = (),
) -> PolicyRead:
    """A note that a page was studied.

    Args:
        name: id of a page, or of a rule that stands on one.
        pages: of ``policy_pages``.
        rules: all rules.
        on: the day, entered by a person.
        version: the version or date that the page shows.
        by: who read it.

    Raises:
        InputError: there is neither a page nor a rule of that id.
    """
    from msgspec.structs import replace

    if name in rules and name not in pages:
        urls = [source.url for source in rules[name].sources]
        found = next((page for page in pages.values() if page.url in urls), None)
        page = found or PolicyRead(title=Text(en=rules[name].title.en, zh=rules[name].title.zh), url=rules[name].url)
    else:
        page = find({**dict.fromkeys(rules, PolicyRead(title=Text(), url="")), **pages}, name, "training.no_rule")
    return replace(page, on=on, version=version, by=by)
