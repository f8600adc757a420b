"""Loads the policy rules and their sources from guidance, with the user's changes on top.

An entry with ``off: true`` (usually in the user's own folder) takes a rule out; the rest of the program never sees it.
Nothing heavy is imported here: this module is on the way of every ``poa lint``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, get_args

from poa.library.entries import Fields
from poa.library.guidance import Entry, Guidance
from poa.model.finding import Bilingual, Severity

if TYPE_CHECKING:
    from poa.model.rule import Example, Rule, Source

SourceKind = Literal["official", "amazon-staff", "api", "secondary", "notice", "article"]
Kind = Literal[
    "permitted", "required", "recommended", "conduct", "prohibited_message", "prohibited_content",
    "caution", "fact", "consequence", "change",
]  # fmt: skip

SOURCE_KINDS: tuple[str, ...] = get_args(SourceKind)
KINDS: tuple[str, ...] = get_args(Kind)
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
CONFIDENCES = ("O", "O*", "O-API", "S1", "S2", "S3", "S4", "S5", "SEED", "INF", "conflict")
"""How a rule is known; several are joined by a plus sign."""
SECTIONS = "ABCDEFGHIJKLU"

SOURCE_KEYS = frozenset(("id", "url", "title", "kind", "language", "seen", "note"))
RULE_KEYS = frozenset(
    (
        *("id", "section", "kind", "severity", "title", "summary", "sources", "confidence", "since", "retired"),
        *("verified", "stop", "detectable", "act", "why", "exceptions", "conflicts", "marketplaces", "equivalent"),
        *("examples", "off"),
    )
)
MOST_TIMES = 10_000
"""So often an example may repeat its text; more would fill the memory."""
EXAMPLE_KEYS = frozenset(("text", "lang", "message", "times"))
MESSAGE_KEYS = frozenset(
    (
        *("html", "subject", "direction", "channel", "proactive", "order_id", "sent", "order_completed"),
        *("buyer_lang", "marketplace", "sender", "template", "reason", "attachments", "thread"),
    )
)


def load_sources(guidance: Guidance) -> dict[str, Source]:
    """The sources by key.

    Raises:
        GuidanceError: an entry is not a source; with file, line and key.
    """
    return {entry.id: _source(entry) for entry in guidance.topic("sources")}


def load_rules(guidance: Guidance) -> dict[str, Rule]:
    """The rules by id, sections in order, without those that are switched off.

    Raises:
        GuidanceError: an entry is not a rule, or cites a source that does not exist; with file, line and id.
    """
    sources = load_sources(guidance)
    rules = [read_rule(entry, sources) for entry in guidance.topic("rules") if entry.data.get("off") is not True]
    return {rule.id: rule for rule in rules}


def load_titles(guidance: Guidance) -> dict[str, Bilingual]:
    """What each rule is called, by its id, without the rules themselves.

    Raises:
        GuidanceError: see load_rules.
    """
    return guidance.derived(
        ("rules", "sources"),
        "titles",
        lambda: {rule.id: [rule.title.en, rule.title.zh] for rule in load_rules(guidance).values()},
        lambda rows: {id: Bilingual(*title) for id, title in rows.items()},
        (__file__,),
    )


def load_stops(guidance: Guidance) -> frozenset[str]:
    """The ids of the rules whose breach hands a message to a person, without the rules themselves.

    Raises:
        GuidanceError: see load_rules.
    """
    return guidance.derived(
        ("rules", "sources"),
        "stops",
        lambda: [rule.id for rule in load_rules(guidance).values() if rule.stop],
        frozenset,
        (__file__,),
    )


class Rules(Mapping[str, "Rule"]):
    """The rules of ``guidance``, read only when one of them is asked for: most messages break none.

    Attributes:
        equivalent: for each rule's id the ids of its equivalents.

    Raises:
        GuidanceError: see load_rules.
    """

    def __init__(self, guidance: Guidance) -> None:
        self._guidance = guidance
        self.equivalent: dict[str, list[str]] = guidance.derived(
            ("rules", "sources"), "equivalents", self._equivalent, dict, (__file__,)
        )

    @cached_property
    def _rules(self) -> dict[str, Rule]:
        return load_rules(self._guidance)

    def _equivalent(self) -> dict[str, list[str]]:
        return {rule.id: list(rule.equivalent) for rule in self._rules.values()}

    def __getitem__(self, rule: str) -> Rule:
        return self._rules[rule]

    def __contains__(self, rule: object) -> bool:
        return rule in self.equivalent

    def __iter__(self) -> Iterator[str]:
        return iter(self.equivalent)

    def __len__(self) -> int:
        return len(self.equivalent)


def _source(entry: Entry) -> Source:
    from poa.model.rule import Source

    fields = Fields(entry, SOURCE_KEYS)
    kind = fields.choice("kind", SOURCE_KINDS)
    url = fields.text("url", required=kind not in ("notice", "article"))
    return Source(
        key=entry.id,
        url=url,
        title=fields.text("title", required=True),
        kind=kind,
        language=fields.text("language", required=True),
        seen=fields.text("seen"),
    )


def read_rule(entry: Entry, sources: Mapping[str, Source]) -> Rule:
    """One entry of the topic ``rules`` as a rule.

    Raises:
        GuidanceError: see load_rules.
    """
    from poa.model.rule import Rule

    fields = Fields(entry, RULE_KEYS)
    violates, passes = _examples(fields)
    severity: Any = fields.choice("severity", SEVERITIES)
    return Rule(
        id=entry.id,
        section=fields.choice("section", SECTIONS),
        kind=fields.choice("kind", KINDS),
        severity=severity,
        summary=fields.bilingual("summary", required=True),
        sources=_cited(fields, sources),
        confidence=fields.text("confidence", required=True),
        since=fields.text("since"),
        retired=fields.text("retired"),
        verified=fields.text("verified"),
        stop=fields.flag("stop"),
        detectable=fields.flag("detectable"),
        title=fields.bilingual("title", required=True),
        act=fields.bilingual("act"),
        why=fields.bilingual("why"),
        exceptions=fields.bilinguals("exceptions"),
        conflicts=fields.bilinguals("conflicts"),
        marketplaces=fields.words("marketplaces"),
        equivalent=fields.words("equivalent"),
        violates=violates,
        passes=passes,
        file=entry.file,
        line=entry.line,
    )


def _cited(fields: Fields, sources: Mapping[str, Source]) -> tuple[Source, ...]:
    keys = fields.words("sources")
    if not keys:
        raise fields.wrong("rules.no_source", "sources")
    for index, key in enumerate(keys):
        if key not in sources:
            raise fields.wrong("rules.unknown_source", "sources", index, key=key)
    return tuple(sources[key] for key in keys)


def _examples(fields: Fields) -> tuple[tuple[Example, ...], tuple[Example, ...]]:
    examples = fields.data.get("examples") or {}
    if not isinstance(examples, dict) or set(examples) - {"violates", "passes"}:
        raise fields.wrong("rules.not_examples", "examples")
    return _example_list(fields, examples, "violates"), _example_list(fields, examples, "passes")


def _example_list(fields: Fields, examples: Mapping[str, Any], name: str) -> tuple[Example, ...]:
    rows = examples.get(name) or []
    if not isinstance(rows, list):
        raise fields.wrong("rules.not_list", "examples", name, name=name)
    return tuple(_example(fields, row, name, index) for index, row in enumerate(rows))


def _example(fields: Fields, row: Any, name: str, index: int) -> Example:
    from poa.model.rule import Example

    path = ("examples", name, index)
    if not isinstance(row, dict):
        raise fields.wrong("rules.not_example", *path)
    message = row.get("message") or {}
    text, lang, times = row.get("text", ""), row.get("lang", "en"), row.get("times", 1)
    counted = type(times) is int and times <= MOST_TIMES
    right = isinstance(text, str) and isinstance(lang, str) and counted and isinstance(message, dict)
    if not right or (not text and not (message.get("html") or message.get("attachments"))):
        raise fields.wrong("rules.not_example", *path)
    for key in (*(set(row) - EXAMPLE_KEYS), *(set(message) - MESSAGE_KEYS)):
        raise fields.unknown(key, EXAMPLE_KEYS | MESSAGE_KEYS, *path)
    return Example(text * times, lang, message)
