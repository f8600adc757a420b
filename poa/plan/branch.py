"""Which way of answering fits the notice: the rules stand in guidance/branches.yaml, first fit wins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from poa.library.playbook import Playbook
from poa.model.case import Case

DEFAULT = "plan_of_action"


def choose_branch(case: Case, playbook: Playbook) -> str:
    """The default branch of a case; the seller may choose another. Disputing is never a default."""
    for branch in playbook.branches.values():
        if any(_fits(condition, case) for condition in branch.default_for):
            return branch.id
    return DEFAULT


def _fits(condition: Mapping[str, Any], case: Case) -> bool:
    notice = case.notice
    known: dict[str, Any] = {
        "is_phishing": notice.is_phishing,
        "severity": notice.severity,
        "kind": notice.kind,
    }
    for name, wanted in condition.items():
        if name == "earlier":
            fits = any(earlier.what == wanted for earlier in case.earlier)
        elif name == "recipient":
            fits = any(incident.recipient == wanted for incident in case.incidents)
        elif name == "asks_only":
            fits = bool(notice.asks) and set(notice.asks) <= set(wanted)
        else:
            fits = known.get(name) == wanted
        if not fits:
            return False
    return True
