"""Which causes, actions and measures to look at first, and why. The seller decides; nothing is chosen for him."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from poa.library.playbook import CauseEntry, Playbook
from poa.model.case import Case
from poa.model.question import Suggestion
from poa.model.rule import Bilingual

_INCIDENT, _FINDING, _NOTICE, _TOOL, _CHOSEN = 3.0, 1.0, 1.5, 2.0, 2.5
# What is left of a cause's weight where its tool, provider or card is in none of the messages confirmed.
_UNLIKELY = 0.25


def _as_written(rule: str) -> Bilingual:
    return Bilingual(rule, rule)


def suggest(
    case: Case,
    messages: Iterable[Iterable[str]],
    playbook: Playbook,
    rule_name: Callable[[str], Bilingual] = _as_written,
) -> tuple[Suggestion, ...]:
    """Entries of the playbook with a reason, heaviest first.

    Args:
        case: incidents and causes so far; size of the firm.
        messages: of each message in which the audit found something, the rules that it breaks.
        playbook: where the entries come from.
        rule_name: how a rule is called in a reason; asked only for rules that incidents cite.
    """
    confirmed = Counter(rule for incident in case.incidents for rule in incident.rules)
    found = Counter(frozenset(rules) for rules in messages)
    size = _size(case.store.team_size)
    causes = [
        s
        for entry in playbook.causes.values()
        if (s := _cause(case, playbook, entry, confirmed, found, size, rule_name))
    ]
    follow = [s for s in _following(case, playbook, size)]
    return tuple(sorted((*causes, *follow), key=lambda s: -s.weight))


def _size(people: int | None) -> str | None:
    if people is None:
        return None
    return "one" if people <= 1 else "small" if people < 15 else "thirty"


def _reason(playbook: Playbook, name: str, **values: object) -> Bilingual:
    said = playbook.questions[name].question
    english, chinese = ({k: _in(language, v) for k, v in values.items()} for language in ("en", "zh"))
    return Bilingual(said.en.format(**english), said.zh.format(**chinese))


def _in(language: str, value: object) -> object:
    return value.of(language) if isinstance(value, Bilingual) else value


def _cause(
    case: Case,
    playbook: Playbook,
    entry: CauseEntry,
    confirmed: Counter[str],
    found: Counter[frozenset[str]],
    size: str | None,
    rule_name: Callable[[str], Bilingual],
) -> Suggestion | None:
    reasons: list[Bilingual] = []
    weight = 0.0
    told = [rule for rule in entry.rules if confirmed[rule]]
    told_rules = frozenset(told)
    if told:
        # The more of a cause's rules were broken, the more it is about this and not about something else.
        own = [rule for rule in entry.rules if not rule.startswith("notice.")]
        weight += _INCIDENT + 0.5 * (len(told) - 1) + len(told) / len(own)
        count = sum(not told_rules.isdisjoint(incident.rules) for incident in case.incidents)
        kind = "because_incident" if count == 1 else "because_incidents"
        reasons.append(_reason(playbook, kind, count=count, rule=rule_name(told[0])))
    # A message that breaks several of a cause's rules is one message.
    seen = sum(count for rules, count in found.items() if not rules.isdisjoint(entry.rules))
    if seen:
        # Each of its rules weighs: the more of them a message breaks, the more it is about this cause.
        broken = sum(count * len(rules.intersection(entry.rules)) for rules, count in found.items())
        weight += _FINDING + min(broken, 20) / 20
        reasons.append(_reason(playbook, "because_finding" if seen == 1 else "because_findings", count=seen))
    if f"notice.{case.notice.kind}" in entry.rules:
        weight += _NOTICE
        reasons.append(_reason(playbook, "because_notice"))
    if "tool" in {slot.id for slot in entry.slots} and any(incident.tool for incident in case.incidents):
        weight += _TOOL
        reasons.append(_reason(playbook, "because_tool"))
    if not reasons or not may_be(entry, case) or _in_own_words(entry, case):
        return None
    if entry.wants and case.incidents and not _has(case, entry.wants):
        weight *= _UNLIKELY
    if size and size not in entry.fits:
        weight /= 2
    why = Bilingual("; ".join(reason.en for reason in reasons), "；".join(reason.zh for reason in reasons))
    return Suggestion(entry.id, why, weight)


def _in_own_words(entry: CauseEntry, case: Case) -> bool:
    """Whether the seller told a cause of the same title in words of his own."""
    titles = {entry.title.en.casefold(), entry.title.zh}
    own = [cause.title for cause in case.causes if not cause.entry]
    return any(told and told.strip(" .。").casefold() in titles for title in own for told in (title.en, title.zh))


def may_be(entry: CauseEntry, case: Case) -> bool:
    """Whether a cause does not contradict what is confirmed: nobody denies a breach that he has confirmed."""
    return not (entry.denies and any(incident.rules for incident in case.incidents))


def _has(case: Case, wanted: str) -> bool:
    """Whether a message came by what a cause is about: a tool, a service provider, a card in the parcel."""
    if wanted == "insert":
        return any(i.channel == "package_insert" or "review.inserts" in i.rules for i in case.incidents)
    return any(bool(getattr(incident, wanted)) for incident in case.incidents)


def _following(case: Case, playbook: Playbook, size: str | None) -> Iterator[Suggestion]:
    """Actions and measures that the chosen causes name."""
    seen: set[str] = set()
    for number, cause in enumerate(case.causes, 1):
        entry = playbook.causes.get(cause.entry)
        if entry is None:
            continue
        for place, name in enumerate((*entry.actions, *entry.measures)):
            item = playbook.actions.get(name) or playbook.measures.get(name)
            if name in seen or item is None:
                continue
            seen.add(name)
            fits = size is None or size in item.fits
            said = playbook.questions["because_cause"].question
            why = Bilingual(
                said.en.format(number=number, title=entry.title.en), said.zh.format(number=number, title=entry.title.zh)
            )
            yield Suggestion(name, why, (_CHOSEN if fits else _CHOSEN / 2) - place / 100)
