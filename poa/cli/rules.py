"""``poa rules``: the policy rules with their links, for reading and for scripts."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from poa.cli.run import Context
from poa.model.rule import Bilingual, Example, Rule, Source

if TYPE_CHECKING:
    from poa.errors import InputError
    from poa.library.guidance import Guidance


def add_arguments(parser: argparse.ArgumentParser, context: Context) -> None:
    """Declare the arguments."""
    words = context.words
    parser.add_argument("id", nargs="?", metavar="ID", help=words("rules.help_id"))
    parser.add_argument("--search", nargs="+", metavar="WORDS", help=words("rules.help_search"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=words("rules.help_format"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Print the list, the hits of a search, or one rule in full.

    Raises:
        InputError: there is no rule with that id.
    """
    from poa.library.rules import load_rules

    rules = load_rules(context.guidance)
    chosen: Sequence[Rule] = [_one(args.id, rules, context.guidance)] if args.id else list(rules.values())
    missed = ""
    if args.search:
        chosen, missed = _searched(chosen, " ".join(args.search), context)
    if args.format == "json":
        _write_json(chosen)
    elif args.id and chosen:
        _write("\n".join(_Page(context).full(chosen[0])))
    elif missed:
        _write(missed)
    else:
        _write("\n".join(_Page(context).listing(chosen, ranked=bool(args.search))))
    return 0


def _searched(rules: Sequence[Rule], typed: str, context: Context) -> tuple[Sequence[Rule], str]:
    """What was found, the nearest first; where nothing was, why."""
    from poa.library.search import found_in, haystack, missed, wanted_words, word_groups

    texts = [(rule, haystack(rule)) for rule in rules]
    plain = [text for _, text in texts]
    wanted = wanted_words(typed, plain, word_groups(context.guidance))
    found = found_in(texts, wanted)
    if found:
        return found, ""
    return found, f"{missed(wanted, plain).told(context.words)}\n{context.words('rules.try')}"


def _one(wanted: str, rules: dict[str, Rule], guidance: Guidance) -> Rule:
    if wanted in rules:
        return rules[wanted]
    raise unknown_rule(wanted, rules, guidance)


def unknown_rule(wanted: str, rules: Mapping[str, Rule], guidance: Guidance) -> InputError:
    """The error for an id that no rule has, with those that may be meant, or with the place that switches it off."""
    from poa.errors import InputError
    from poa.library.entries import line_of
    from poa.library.search import near_rules

    for entry in guidance.topic("rules"):
        if entry.id == wanted and entry.data.get("off") is True:
            return InputError("rules.switched_off", file=entry.file, line=line_of(entry, "off"), id=wanted)
    near = near_rules(wanted, rules)
    if near:
        return InputError("rules.unknown_rule", id=wanted, near=", ".join(near))
    return InputError("rules.unknown_rule_alone", id=wanted)


def _write(text: str) -> None:
    from poa.text.clean import clean

    sys.stdout.write(f"{clean(text)}\n")


def _write_json(rules: Iterable[Rule]) -> None:
    import json

    data = {"rules": [rule_data(rule) for rule in rules]}
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")


def rule_data(rule: Rule) -> dict[str, object]:
    """A rule as scripts get it."""
    return {
        "id": rule.id,
        "section": rule.section,
        "kind": rule.kind,
        "severity": rule.severity,
        "title": _both(rule.title),
        "summary": _both(rule.summary),
        "url": rule.url,
        "sources": [_source(source) for source in rule.sources],
        "since": rule.since,
        "retired": rule.retired,
        "verified": rule.verified,
        "confidence": rule.confidence,
        "stop": rule.stop,
        "detectable": rule.detectable,
        "act": _both(rule.act),
        "why": _both(rule.why),
        "exceptions": [_both(text) for text in rule.exceptions],
        "conflicts": [_both(text) for text in rule.conflicts],
        "marketplaces": list(rule.marketplaces),
        "equivalent": list(rule.equivalent),
        "examples": {
            "violates": [_example(example) for example in rule.violates],
            "passes": [_example(example) for example in rule.passes],
        },
    }


def _both(text: Bilingual) -> dict[str, str]:
    return {"en": text.en, "zh": text.zh}


def _source(source: Source) -> dict[str, str]:
    keys = ("key", "url", "title", "kind", "language", "seen")
    return {key: getattr(source, key) for key in keys}


def _example(example: Example) -> dict[str, object]:
    return {"text": example.text, "lang": example.lang, "message": example.message}


class _Page:
    """Lays rules out as lines of text for a terminal."""

    def __init__(self, context: Context) -> None:
        import shutil

        self.words = context.words
        self.language = context.language
        self.width = max(40, min(shutil.get_terminal_size((100, 24)).columns, 110))

    def listing(self, rules: Sequence[Rule], *, ranked: bool = False) -> Iterator[str]:
        """One line a rule, under the headings of the sections; without these where the nearest stands first."""
        from poa.text.width import fit, pad

        if not rules:
            return
        names = max(len(rule.id) for rule in rules)
        grades = max(len(self.word("severities", rule.severity)) * 2 for rule in rules)
        section = ""
        for rule in rules:
            if rule.section != section and not ranked:
                section = rule.section
                yield ("" if rule is rules[0] else "\n") + f"{section}  {self.word('sections', section)}"
            grade = pad(self.word("severities", rule.severity), min(grades, 8))
            yield fit(f"  {pad(rule.id, names)}  {grade}  {rule.title.of(self.language)}", self.width)
        yield ""
        yield self.words("rules.counted", n=len(rules), count=len(rules))

    def full(self, rule: Rule) -> Iterator[str]:
        """Everything about one rule."""
        yield f"{rule.id}  {rule.title.of(self.language)}"
        yield from self.block(" · ".join(self.facts(rule)), "")
        yield ""
        yield from self.block(rule.summary.of(self.language), "")
        yield from self.paragraph("why", rule.why.of(self.language))
        yield from self.items("exceptions", rule.exceptions)
        yield from self.items("conflicts", rule.conflicts)
        yield from self.paragraph("act", rule.act.of(self.language))
        yield from self.paragraph("same", ", ".join(rule.equivalent))
        yield "\n" + self.words("rules.head_sources")
        for source in rule.sources:
            kind = self.word("source_kinds", source.kind)
            yield from self.block(f"{source.title} ({source.key}, {kind}, {source.language})", "  ")
            if source.url:
                yield f"    {source.url}"
        yield from self.examples("violates", rule.violates)
        yield from self.examples("passes", rule.passes)

    def facts(self, rule: Rule) -> Iterator[str]:
        """Grade, kind, dates and how sure it is."""
        yield self.word("severities", rule.severity)
        yield self.word("kinds", rule.kind)
        for name in ("since", "retired", "verified"):
            if getattr(rule, name):
                yield self.words(f"rules.{name}", date=getattr(rule, name))
        sure = ", ".join(self.word("confidence", part) for part in rule.confidence.split("+"))
        yield self.words("rules.sure", how=sure)
        if rule.marketplaces:
            yield self.words("rules.where", stores=", ".join(rule.marketplaces))

    def word(self, group: str, name: str) -> str:
        """A word of the catalogue, or the name itself where a user's own rule brings one that is not there."""
        return str(self.words.area("rules")[group].get(name, name))

    def paragraph(self, name: str, text: str) -> Iterator[str]:
        """A heading with a text, nothing where the text is empty."""
        if text:
            yield "\n" + self.words(f"rules.head_{name}")
            yield from self.block(text, "  ")

    def items(self, name: str, texts: Sequence[Bilingual]) -> Iterator[str]:
        """A heading with a list, nothing where the list is empty."""
        if texts:
            yield "\n" + self.words(f"rules.head_{name}")
        for text in texts:
            yield from self.block(text.of(self.language), "    ", "  - ")

    def examples(self, name: str, examples: Sequence[Example]) -> Iterator[str]:
        """Example messages, long ones cut."""
        if examples:
            yield "\n" + self.words(f"rules.head_{name}")
        for example in examples:
            text = example.text or str(example.message.get("html", ""))
            text = text if len(text) <= 300 else f"{text[:300]}…"
            yield from self.block(f"[{example.lang}] {text}", "    ", "  - ")

    def block(self, text: str, indent: str, first: str | None = None) -> Iterator[str]:
        """Wrapped lines, the first with its own beginning."""
        from poa.text.wrap import wrap

        lines = wrap(text, self.width - len(indent))
        yield (indent if first is None else first) + lines[0]
        yield from (indent + line for line in lines[1:])
