"""Gives each policy its address where the letter names it first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from poa.library.marketplaces import Marketplace
from poa.library.playbook import Playbook, Policy
from poa.model.letter import Block, Claim, Run

DEFAULT_HOST = "https://sellercentral.amazon.com"


def policy_url(policy: Policy, market: Marketplace | None) -> str:
    """The page of a policy on the marketplace's own Seller Central (page ids are shared by all stores)."""
    return f"{market.seller_central if market else DEFAULT_HOST}/help/hub/reference/{policy.page}"


def with_links(
    blocks: Sequence[Block], playbook: Playbook, broken: Sequence[str], market: Marketplace | None, language: str
) -> tuple[list[Block], tuple[str, ...]]:
    """The blocks with live links at first mentions, and the rules the letter cites."""
    waiting = dict(playbook.policies)
    found: list[Block] = []
    rules: dict[str, None] = {}
    for block in blocks:
        if block.kind in ("paragraph", "item") and not block.edited:
            claims = []
            for claim in block.claims:
                before = set(waiting)
                claim = _linked(claim, waiting, market, language)
                named = _rules_of(before - set(waiting), broken, playbook)
                claims.append(replace(claim, rules=tuple(dict.fromkeys((*claim.rules, *named)))))
            block = replace(block, claims=tuple(claims))
        rules.update((rule, None) for claim in block.claims for rule in claim.rules)
        found.append(block)
    return found, tuple(rule for rule in dict.fromkeys((*rules, *broken)) if rule in rules)


def _rules_of(named: set[str], broken: Sequence[str], playbook: Playbook) -> list[str]:
    """The broken rules that stand in the policies a sentence names."""
    return [rule for rule in broken for kind in playbook.conduct_of((rule,)) if named.intersection(kind.policies)]


def _linked(claim: Claim, waiting: dict[str, Policy], market: Marketplace | None, language: str) -> Claim:
    runs: list[Run] = list(claim.runs)
    for name, policy in list(waiting.items()):
        names = (policy.name.of(language), *policy.aliases)
        pattern = re.compile("|".join(re.escape(n) for n in sorted(names, key=len, reverse=True)))
        for index, run in enumerate(runs):
            match = None if run.link or run.gap else pattern.search(run.text)
            if match:
                runs[index : index + 1] = _cut(run, match, policy_url(policy, market))
                del waiting[name]
                break
    return replace(claim, runs=tuple(runs)) if len(runs) != len(claim.runs) else claim


def _cut(run: Run, match: re.Match[str], url: str) -> list[Run]:
    parts = [
        replace(run, text=run.text[: match.start()]),
        replace(run, text=match[0], link=url),
        replace(run, text=run.text[match.end() :]),
    ]
    return [part for part in parts if part.text]
