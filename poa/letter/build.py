"""Lays out the view of a case, renders the branch's template over it and reads the result back as claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from poa.letter.blocks import read_blocks
from poa.letter.desk import Desk
from poa.letter.dispute import dispute
from poa.letter.edits import with_edits
from poa.letter.kinds import broken_rules, in_order, kinds_of
from poa.letter.links import with_links
from poa.letter.marks import Mark
from poa.letter.norms import norms
from poa.letter.opening import acts, acts_of_another, ownership, scope
from poa.letter.plan import actions, measures, orphans, scheduled
from poa.letter.render import render, template_folders
from poa.letter.rootcause import audit, causes, incidents, quoted, statements, unnamed
from poa.letter.sums import together
from poa.letter.told import Teller
from poa.letter.totals import Totals, totals
from poa.letter.words import LetterWords, date_style
from poa.library.guidance import Guidance
from poa.library.marketplaces import Marketplace, load_marketplaces
from poa.library.playbook import Playbook, load_playbook
from poa.library.rules import load_rules
from poa.library.yamlfile import read_yaml
from poa.model.case import Case
from poa.model.letter import Letter
from poa.model.rule import Rule
from poa.resources import root

DEFAULT_TEMPLATE = "plan"


@dataclass(frozen=True)
class _Library:
    """What a composition reads, loaded once for each Guidance: the preview composes at every keystroke."""

    playbook: Playbook
    rules: dict[str, Rule]
    markets: dict[str, Marketplace]
    words: dict[str, Any]
    offices: frozenset[str]
    unfit: dict[str, dict[str, str]]


_LIBRARIES: WeakKeyDictionary[Guidance, _Library] = WeakKeyDictionary()


def _library(guidance: Guidance) -> _Library:
    found = _LIBRARIES.get(guidance)
    if found is None:
        words = {name: read_yaml(root("templates") / name / "words.yaml").data for name in ("en", "zh")}
        unfit = {way: {name: data["unfit"][way] for name, data in words.items()} for way in words["en"]["unfit"]}
        found = _Library(
            load_playbook(guidance), load_rules(guidance), load_marketplaces(guidance), words, offices(guidance), unfit
        )
        _LIBRARIES[guidance] = found
    return found


def offices(guidance: Guidance) -> frozenset[str]:
    """The words by which messages call a side or a mailbox instead of a person."""
    from poa.messages.vocabulary import folded, load_vocabulary

    speakers = load_vocabulary(guidance).speakers
    kinds = ("inbound", "outbound", "mailbox", "role")
    return frozenset(
        folded(part) for kind in kinds for word in speakers.get(kind, ()) for part in (word, *word.split())
    )


def build(case: Case, guidance: Guidance, language: str, length: str, templates: Sequence[Path]) -> Letter:
    """The letter with its gaps; see poa.letter.compose."""
    from poa.plan.branch import choose_branch

    library = _library(guidance)
    playbook, market, data = library.playbook, library.markets.get(case.store.marketplace), library.words[language]
    words = LetterWords(language, data, market.spelling if market else "us", date_style(_own_words(case)))
    branch = case.branch or choose_branch(case, playbook)
    template = playbook.branches[branch].template if branch in playbook.branches else ""
    desk = Desk(case, playbook, library.rules, words, length, branch, library.offices, library.unfit)
    name = template or DEFAULT_TEMPLATE
    view = _view(desk, market, name)
    rendered = render(name, view, template_folders(templates, language))
    teller = Teller(words, desk.naming(), case.letter.on)
    blocks = read_blocks(rendered, desk.record, teller)
    blocks = with_edits(blocks, case, language)
    blocks, cited = with_links(blocks, playbook, broken_rules(case.incidents), market, language)
    return Letter(
        language="zh" if language == "zh" else "en",
        branch=branch,
        store=case.store.name,
        marketplace=case.store.marketplace,
        on=case.letter.on,
        blocks=tuple(blocks),
        gaps=tuple(desk.gaps),
        draft=bool(desk.gaps),
        length=length,
        rules_cited=cited,
        exhibits={e.number: e.title.of(language) or e.title.en or e.title.zh for e in case.exhibits},
    )


def _own_words(case: Case) -> Iterator[str]:
    """Every English text of the case that the letter may show, quotations left out."""
    for turn in case.conversation:
        yield turn.text.en
    for part in (case.opening, case.why_earlier_failed, case.dispute, case.audit.limits):
        yield part.en
    for incident in case.incidents:
        yield from (incident.act.en, incident.before.en, incident.after.en)
    yield from (cause.text.en for cause in case.causes)
    yield from (action.text.en for action in case.actions)
    yield from (measure.text.en for measure in case.measures)
    yield from (statement.text.en for statement in case.statements)
    yield from (cause.why.en for cause in case.causes)
    for measure in case.measures:
        yield from (measure.check.en, measure.frequency.en, measure.if_broken.en)
    yield from (row.outcome.en for row in case.audit.ledger)
    yield from (exhibit.title.en for exhibit in case.exhibits)


def _barred(desk: Desk) -> None:
    """Ask for the dates that cannot be beside each other: a letter with one of them is not finished."""
    from poa.plan.doubts import doubts, told_twice

    for doubt in doubts(desk.case):
        if doubt.bars:
            desk.need(doubt.path, told_twice(doubt), doubt.step)


def _view(desk: Desk, market: Marketplace | None, template: str) -> dict[str, Any]:
    counts = totals(desk.case)
    for path, listed, typed in counts.clash:
        desk.need(path, desk.fixed("counts_differ", listed=listed, typed=typed), "messages")
    _barred(desk)
    if market is None and desk.case.store.marketplace:
        desk.need("store.marketplace", desk.fixed("unknown_marketplace", name=desk.case.store.marketplace))
    view = {**_head(desk, market, template), "branch": desk.branch, "length": desk.length, "exhibits": _exhibits(desk)}
    view["statements"] = {place: statements(desk, place) for place in ("opening", "found", "cause", "open")}
    view["audit"] = audit(desk, counts)
    if template == "dispute":
        return {**view, **dispute(desk), "incidents": incidents(desk, quoted(desk))}
    return {**view, **_plan(desk, counts)}


def _plan(desk: Desk, counts: Totals) -> dict[str, Any]:
    case = desk.case
    missing: dict[str, Any] = {"rules": []}
    if not case.incidents and not case.opening:
        missing["incidents"] = desk.need("incidents")
    if case.incidents and not broken_rules(case.incidents) and not _names_policy(desk):
        desk.need("incidents[0].rules")
    for index, incident in enumerate(case.incidents):
        if incident.act and not case.opening:
            acts_of_another(desk, index)
        for rule in incident.rules:
            if rule not in desk.rules and not desk.playbook.conduct_of((rule,)):
                asked = desk.fixed("unknown_rule", name=rule)
                missing["rules"].append(desk.need(f"incidents[{index}].rules", asked, "messages"))
    if not case.causes:
        missing["causes"] = desk.need("causes")
    if not any(a.status == "done" for a in case.actions) and not any(s.place == "done" for s in case.statements):
        missing["actions"] = desk.need("actions")
    if not any(m.status == "in_force" or (m.status == "planned" and m.since) for m in case.measures):
        # What is planned without a day stands in no letter: with its day the section has something to tell.
        planned = next((n for n, measure in enumerate(case.measures) if measure.status == "planned"), None)
        missing["measures"] = desk.need("measures" if planned is None else f"measures[{planned}].since")
    if case.opening:
        desk.told.update(range(len(case.incidents)))
    told = acts(desk, counts) if not case.opening else []
    view = {
        "opening": desk.own(case.opening, "opening") or "",
        "acts": told,
        "together": together(desk, told, counts),
        "norms": norms(desk, kinds_of(desk)),
        "ownership": ownership(desk, counts),
        "scope": scope(desk, counts) if not case.opening else {"kind": ""},
        "earlier": _earlier(desk),
        "incidents": incidents(desk, quoted(desk)),
        "causes": causes(desk),
        "actions": actions(desk),
        "scheduled": scheduled(desk),
        "measures": measures(desk),
        "missing": missing,
    }
    if case.opening and _names_policy(desk):
        view["norms"] = []
    view["unnamed"] = unnamed(desk, " ".join(_own_words(case)))
    orphans(desk)
    return view


def _names_policy(desk: Desk) -> bool:
    """Whether the seller's own opening already says which policy was broken."""
    text = desk.case.opening.of(desk.language)
    kinds = kinds_of(desk)
    # Without a rule of the incidents to go by, any policy will do.
    policies = {name for kind in kinds for name in kind.policies} or set(desk.playbook.policies)
    names = [alias for p in policies for alias in (desk.playbook.policies[p].name.of(desk.language),
             *desk.playbook.policies[p].aliases)]  # fmt: skip
    return any(name.casefold() in text.casefold() for name in names)


def _head(desk: Desk, market: Marketplace | None, template: str) -> dict[str, Any]:
    case, notice = desk.case, desk.case.notice
    received = notice.received.date() if notice.received else None
    store = desk.record.text(case.store.name, "store.name") if case.store.name else desk.need("store.name")
    place = market.name if market else case.store.marketplace
    if not place:
        desk.need("store.marketplace")
    orders = desk.orders(notice.order_ids, "notice.order_ids") if 0 < len(notice.order_ids) <= 3 else ""
    # Whoever reads looks the case up by them; a product is named beside orders as long as the line stays one line.
    asins = notice.asins if not notice.order_ids or len(notice.asins) <= 3 else ()
    if len(notice.order_ids) > 3:
        orders = desk.counted(len(notice.order_ids), "order", "notice.order_ids")
    return {
        "title": _title(desk) if template != "dispute" else desk.phrase(case.letter.title, "letter.title") or "",
        "store": store,
        "marketplace": desk.record.text(place, "store.marketplace") if place else "",
        "notice": {
            "day": desk.day(received, "notice.received", full=True) or desk.need("notice.received"),
            "orders": orders,
            "origin": desk.origin("notice"),
            "asins": desk.record.text(", ".join(asins), "notice.asins") if asins else "",
        },
        "date": desk.day(case.letter.on, "letter.on", full=True) or desk.need("letter.on"),
    }


def _title(desk: Desk) -> str:
    """The conduct in plain words: the seller's, or those of the kinds of breach (three at most).

    The gravest come first; of equally grave ones that of the message which the letter tells first.
    """
    own = desk.phrase(desk.case.letter.title, "letter.title")
    if own:
        return own
    kinds = kinds_of(desk) or desk.playbook.conduct_of((f"notice.{desk.case.notice.kind}",))
    told = [desk.playbook.conduct_of(desk.case.incidents[place].rules) for place in in_order(desk.case)]
    first = {kind.id: place for place, group in reversed(list(enumerate(told))) for kind in group}
    gravest = sorted(kinds, key=lambda kind: (-kind.gravity, first.get(kind.id, len(told))))
    names = list(dict.fromkeys(kind.title.of(desk.language) for kind in gravest))[:3]
    rules = [rule for incident in desk.case.incidents for rule in incident.rules]
    return desk.words.items(names) + desk.origin("incidents", rules=rules) if names else desk.need("incidents")


def _earlier(desk: Desk) -> dict[str, Any]:
    """Earlier plans that this one replaces, and earlier warnings that it must explain."""
    case = desk.case
    appeals = [(i, e) for i, e in enumerate(case.earlier) if e.what == "appeal"]
    warnings = [(i, e) for i, e in enumerate(case.earlier) if e.what in ("warning", "restriction")]
    further = desk.branch == "further_appeal"
    answered = any(cause.earlier for cause in case.causes)
    if (further and not case.why_earlier_failed) or (warnings and not case.why_earlier_failed and not answered):
        desk.need("why_earlier_failed")
    view: dict[str, Any] = {"failed": desk.own(case.why_earlier_failed, "why_earlier_failed") or "", "replaces": "",
                            "count": len(appeals), "repeat": "", "warned": "", "refused": "",
                            "origin": desk.origin("earlier")}  # fmt: skip
    if further and appeals:
        view["replaces"] = desk.days([e.on for _, e in appeals], *(f"earlier[{i}].on" for i, _ in appeals))
    elif further and not case.earlier:
        desk.need("earlier")
    told = " ".join(text.of(desk.language) for text in (case.why_earlier_failed, case.opening)).casefold()
    # "This plan replaces it" needs a plan that has been named by its day.
    days = [desk.words.day(e.on, year=False).casefold() for _, e in appeals]
    view["named"] = bool(days) and all(day in desk.words.spaced(told) for day in days)
    refusals = [(i, e) for i, e in enumerate(case.earlier) if e.what == "refusal"]
    if further and appeals and refusals and view["failed"] and not view["named"]:
        # The seller's words on why it failed speak of a plan that nothing has named yet.
        index, last = max(refusals, key=lambda pair: pair[1].on)
        view["refused"] = desk.day(last.on, f"earlier[{index}].on") or ""
    view["says_so"] = any(word in told for word in ("this plan replaces", "取代"))
    if warnings:
        index, latest = warnings[-1]
        view["repeat"] = desk.day(latest.on, f"earlier[{index}].on") or ""
        view["about"] = desk.phrase(latest.about, f"earlier[{index}].about") or ""
        view["what"] = latest.what
        facts = tuple(f"earlier[{i}].on" for i, _ in warnings)
        view["warned"] = desk.record.add(Mark("days", dates=tuple(e.on for _, e in warnings), facts=facts, form="full"))
    return view


def _exhibits(desk: Desk) -> list[dict[str, Any]]:
    numbers = [exhibit.number for exhibit in desk.case.exhibits]
    if len(set(numbers)) != len(numbers):
        desk.need("exhibits", desk.fixed("exhibit_twice"), "evidence")
    return [
        {
            "number": exhibit.number,
            "title": desk.phrase(exhibit.title, f"exhibits[{index}].title") or desk.need(f"exhibits[{index}].title"),
            "origin": desk.origin(f"exhibits[{index}]", exhibits=(exhibit.number,)),
        }
        for index, exhibit in sorted(enumerate(desk.case.exhibits), key=lambda pair: pair[1].number)
    ]
