"""The audit: one message in, its findings and its verdict out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from poa.audit.checks.contact import OFFERS
from poa.audit.conditions import Conditions
from poa.audit.context import clause
from poa.audit.detect import Detect
from poa.audit.hit import Hit, Where
from poa.audit.memory import RequestMemory
from poa.audit.merging import merge
from poa.audit.view import MessageView
from poa.model.finding import Audited, Bilingual, Finding, Verdict
from poa.model.message import Message

if TYPE_CHECKING:
    from poa.audit.pieces import Pieces
    from poa.library.guidance import Guidance
    from poa.model.rule import Rule

EXCERPT = 160
"""The longest excerpt; longer spans are shown from their beginning."""

MAX_CONDUCT = 8_000
"""Conduct is read in the first characters only; a message through Amazon has 4,000 at most."""

SHORT = 12
"""A shorter span of conduct ("you") shows nobody what is meant; its clause is shown instead."""

BATCH = 256
"""Messages worked on together."""

PER_RULE = 12
"""Findings of one rule in one message; more of them tell nothing new."""


class Auditor:
    """Checks messages against the policy rules.

    Args:
        guidance: the product's guidance with the user's additions.
        rules: the rules to use, by default all of ``guidance`` that are not switched off.
        only: report these rules alone.
        memory: what is known of earlier review requests, shared where several auditors read one stream.
        if_first: tell of a message that may be an answer what it breaks if it is none.
    """

    def __init__(
        self,
        guidance: Guidance,
        rules: dict[str, Rule] | None = None,
        only: frozenset[str] | None = None,
        memory: RequestMemory | None = None,
        if_first: bool = False,
    ) -> None:
        self.rules: Mapping[str, Rule]
        if rules is None:
            from poa.library.rules import Rules

            self.rules = own = Rules(guidance)
            self._groups = _groups(own.equivalent)
        else:
            self.rules = rules
            self._groups = _groups({rule.id: rule.equivalent for rule in rules.values()})
        self.only = only
        self.if_first = if_first
        self.detect = Detect.load(guidance)
        self.memory = RequestMemory() if memory is None else memory
        self._pieces: Pieces | None = None
        self._conditions = Conditions(self.detect)
        self._told: dict[str, Bilingual] = {}
        from poa.audit.checks import find
        from poa.audit.conduct import find as find_conduct

        self._find, self._find_conduct = find, find_conduct

    def check(self, message: Message) -> Audited:
        """Everything found in ``message``; inbound messages are never judged."""
        return self.check_batch((message,))[0]

    def check_again(self, message: Message, before: Audited) -> Audited:
        """The audit of a message whose words were changed since ``before``; what stands around it is as it was."""
        from poa.audit.checks.thread import REPEATED
        from poa.audit.memory import Settled

        memory = self.memory
        self.memory = Settled(any(finding.rule == REPEATED for finding in before.findings))
        try:
            return self.check(message)
        finally:
            self.memory = memory

    def check_many(self, messages: Iterable[Message]) -> Iterator[tuple[Message, Audited]]:
        """Each of ``messages`` with everything found in it, some dozens of them worked on at a time."""
        stream = iter(messages)
        while batch := list(islice(stream, BATCH)):
            yield from zip(batch, self.check_batch(batch), strict=True)

    def check_batch(self, messages: Sequence[Message]) -> list[Audited]:
        """The same for messages that are held together.

        One step after the other is taken with all of them: what a step needs stays in the processor's cache. What is
        known of their sentences is remembered, except for a message by itself: reading it as a whole starts sooner.
        """
        views = self.views([message for message in messages if message.direction == "outbound"])
        for view in views:
            self.detect.scan(view)
        found = [self.technical(view) for view in views]
        for view, hits in zip(views, found, strict=True):
            hits += self.conduct(view)
        judgements = [self.judge(view, hits) for view, hits in zip(views, found, strict=True)]
        if self.if_first:
            judgements = [self._first(view, audited) for view, audited in zip(views, judgements, strict=True)]
        judged = iter(judgements)
        return [
            next(judged) if message.direction == "outbound" else _audited(message, message.text, "send", ())
            for message in messages
        ]

    def views(self, messages: Sequence[Message]) -> list[MessageView]:
        """The messages as the detectors see them, with what is remembered of their sentences."""
        if self._pieces is None and len(messages) > 1:
            from poa.audit.pieces import Pieces

            self._pieces = Pieces()
        return [MessageView(message, self._pieces) for message in messages]

    def forget(self) -> None:
        """Forget the sentences read before; words and phrases stay known."""
        from poa.audit.conduct.finder import conduct_of

        conduct_of(self.detect).forget()
        if self._pieces is not None:
            self._pieces.forget()

    def technical(self, view: MessageView) -> list[Hit]:
        """What the technical detectors see in a scanned message, before conditions and severities."""
        return list(self._find(view, self.detect, self.memory))

    def conduct(self, view: MessageView) -> list[Hit]:
        """The same for the conduct detectors, which read the language."""
        if len(view.norm) > MAX_CONDUCT:
            view = _beginning(view, self.detect)
        return [
            _shown(view, hit)
            for hit in self._find_conduct(view, self.detect)
            if hit.rule != OFFERS and not self._conditions.spoken_of(hit, view)
        ]

    def judge(self, view: MessageView, hits: Iterable[Hit]) -> Audited:
        """Findings and verdict from ``hits``."""
        kept = [hit for hit in hits if self._counts(hit, view)]
        if not kept:
            return _audited(view.message, view.text, "send", ())
        findings = tuple(self._finding(hit, view) for hit in merge(kept, self._groups, PER_RULE))
        verdict: Verdict = "send"
        for finding in findings:
            if finding.severity != "info":
                verdict = "stop" if self.rules[finding.rule].stop else max(verdict, "fix", key=_WEIGHT.__getitem__)
            if verdict == "stop":
                break
        return _audited(view.message, view.text, verdict, findings)

    def _first(self, view: MessageView, audited: Audited) -> Audited:
        """``audited`` with the rules that the message breaks if it is none of the answers that it may be."""
        if view.proactive is not None or audited.verdict == "stop" or self._conditions.answers(view):
            return audited
        broken = {finding.rule for finding in audited.findings}
        first = view.as_first()
        more = {
            hit.rule
            for hit in self.conduct(first)
            if hit.rule in self._conditions.told_by_kind and hit.rule not in broken and self._counts(hit, first)
        }
        grave = sorted(rule for rule in more if self.rules[rule].severity != "info")
        return replace(audited, if_first=tuple(grave)) if grave else audited

    def _counts(self, hit: Hit, view: MessageView) -> bool:
        rule = self.rules.get(hit.rule)
        if rule is None or (self.only is not None and hit.rule not in self.only):
            return False
        return self._conditions.hold(hit, rule, view)

    def _finding(self, hit: Hit, view: MessageView) -> Finding:
        start, end = hit.start, hit.end
        if hit.where == "text":
            start, end = view.original(start, end)
            if hit.rewrite is None:
                end = _to_end_of_word(view.text, start, end)
        return self.finding(hit.rule, start, end, _excerpt(hit, view, start, end), hit.where, hit.rewrite)

    def finding(self, name: str, start: int, end: int, excerpt: str, where: Where, rewrite: str | None) -> Finding:
        """A finding with what its rule says."""
        rule = self.rules[name]
        if name not in self._told:
            self._told[name] = _told(rule)
        return Finding(name, rule.severity, start, end, excerpt, self._told[name], rule.url, where, rewrite)


def _to_end_of_word(text: str, start: int, end: int) -> int:
    """Where the word ends that a span would cut, and no blank behind it; a span that is shown is read by people."""
    while start < end < len(text) and end - start < EXCERPT and all(map(_in_word, text[end - 1 : end + 1])):
        end += 1
    return max(start, len(text[:end].rstrip())) if end > start else end


def _in_word(char: str) -> bool:
    return char.isascii() and char.isalnum()


_WEIGHT = {"send": 0, "fix": 1, "stop": 2}


def _shown(view: MessageView, hit: Hit) -> Hit:
    """A hit of conduct, with its clause where its own words are too few to show."""
    if hit.where != "text" or hit.end - hit.start >= SHORT:
        return hit
    start, end = clause(view, hit.start, hit.end)
    return hit._replace(start=start, end=end)


def _beginning(view: MessageView, detect: Detect) -> MessageView:
    message = replace(view.message, text=view.text[: view.back[MAX_CONDUCT]], html="", quoted=())
    part = MessageView(message)
    detect.scan(part)
    return part


def _audited(message: Message, text: str, verdict: Verdict, findings: tuple[Finding, ...]) -> Audited:
    return Audited(
        message.id, message.source, message.order_id, verdict, findings, text, message.sender, message.template
    )


def _told(rule: Rule) -> Bilingual:
    title, summary = rule.title, rule.summary
    return Bilingual(summary.en or title.en, summary.zh or title.zh)


def _excerpt(hit: Hit, view: MessageView, start: int, end: int) -> str:
    if "excerpt" in hit.values:
        return hit.values["excerpt"]
    fields = {"text": view.text, "subject": view.message.subject, "html": view.message.html}
    words = " ".join(fields.get(hit.where, "")[start:end].split())
    return words if len(words) <= EXCERPT else words[: EXCERPT - 1] + "…"


def _groups(equivalent: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Each rule's name for comparison: the smallest id among a rule and its equivalents."""
    return {rule: min((rule, *others)) for rule, others in equivalent.items()}
