"""What the policies say about the kinds of breach: one sentence, each policy named once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from poa.letter.desk import Desk
from poa.letter.kinds import broken_rules
from poa.letter.marks import Value
from poa.library.playbook import Conduct

# Clauses of the sentence; a further one stands only for a policy not named yet.
MAX_NORMS = 3


def norms(desk: Desk, kinds: Sequence[Conduct]) -> list[dict[str, Any]]:
    """What the policies say about these kinds of breach: the clauses of one sentence, each policy named once."""
    groups: dict[tuple[str, ...], list[Conduct]] = {}
    for kind in kinds:
        if kind.forbids.en or kind.says.en:
            groups.setdefault(tuple(sorted(kind.policies)), []).append(kind)
    # What is forbidden comes before what is said beside it.
    ordered = sorted(groups.values(), key=lambda together: not any(kind.forbids.en for kind in together))
    named: list[str] = []
    found: dict[tuple[str, ...], list[Conduct]] = {}
    for together in ordered:
        mine = together[0].policies
        # Where all of them are named already, the first one is enough.
        policies = [name for name in mine if name not in named] or list(mine[:1])
        key = tuple(policies)
        if len(found) == MAX_NORMS and key not in found and all(name in named for name in policies):
            continue
        named += [name for name in policies if name not in named]
        found.setdefault(key, []).extend(together)
    return [
        {
            "policies": _policies(desk, policies),
            "clauses": _clauses(desk, together, _plural(desk, policies)),
            "origin": _rules(desk, together),
        }
        for policies, together in found.items()
    ]


def _clauses(desk: Desk, together: Sequence[Conduct], plural: bool) -> str:
    """ "prohibit A and B and require C": the verb phrases of one group."""
    forbidden = [kind.forbids.of(desk.language) for kind in together if kind.forbids.en]
    said = [_verb(desk, kind, plural) for kind in together if not kind.forbids.en]
    if forbidden:
        verb = desk.words.pattern("prohibit" if plural else "prohibits", what=desk.words.things(forbidden))
        said.insert(0, desk.words.spelled(verb))
    return desk.words.clauses(said)


def _rules(desk: Desk, kinds: Sequence[Conduct]) -> Value:
    mine = broken_rules(desk.case.incidents)
    return desk.origin("notice.kind", rules=[rule for kind in kinds for rule in mine if rule in kind.rules])


def _policies(desk: Desk, ids: Sequence[str]) -> str:
    names = [desk.playbook.policies[name].name.of(desk.language) for name in ids]
    return desk.words.items([desk.words.pattern("policy", name=name) for name in names])


def _plural(desk: Desk, ids: Sequence[str]) -> bool:
    return len(ids) > 1 or desk.playbook.policies[ids[0]].name.en.endswith("s")


def _verb(desk: Desk, kind: Conduct, plural: bool) -> str:
    """``{allow|allows}``: the form that agrees with the policies named before it."""
    said = re.sub(r"\{([^|{}]*)\|([^|{}]*)\}", lambda m: m[1] if plural else m[2], kind.says.of(desk.language))
    return desk.words.spelled(said)
