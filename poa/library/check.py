"""Checks guidance, templates, wording and a user's own additions, and says what is wrong by file and line.

A check is a plain function from a Ground to problems; to add one, write it and put it into CHECKS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from poa.library.checking import additions, detect, entries, kinds, owners, rules, shape, texts
from poa.library.checking.ground import Ground, Problem

__all__ = ["CHECKS", "Ground", "Problem", "run_checks"]

Check = Callable[[Ground], Iterable[Problem]]

CHECKS: tuple[Check, ...] = (
    entries.readable,
    entries.unique_ids,
    entries.known_topics,
    entries.both_languages,
    entries.links,
    entries.short_excerpts,
    entries.cited_rules,
    rules.sources,
    rules.rules,
    shape.shapes,
    shape.known_keys,
    kinds.kinds,
    detect.names,
    owners.loaders,
    additions.additions_sound,
    texts.templates,
    texts.template_words,
    texts.unread_templates,
    texts.catalogues,
)


def run_checks(ground: Ground, checks: Sequence[Check] = CHECKS) -> list[Problem]:
    """All problems, each once, in the order of files and lines."""
    found: dict[tuple[str, int | None, str, str], Problem] = {}
    for check in checks:
        told_files = {one.file for one in found.values() if one.severity == "error"}
        for problem in check(ground):
            # That something is left out needs no telling where the same file is told of already.
            if check is additions.additions_sound and problem.file in told_files:
                continue
            name = str(problem.values.get("name", ""))
            found.setdefault((problem.file, problem.line, problem.key, name), problem)
    told = {(problem.file, problem.line) for problem in found.values() if problem.key not in shape.GENERAL}
    # Where a check that knows the topic has spoken, the general sentence about shapes adds nothing.
    left = [one for one in found.values() if one.key not in shape.GENERAL or (one.file, one.line) not in told]
    # Nor has it a place; it is told where nothing else says what a loader stumbled over.
    if any(one.severity == "error" and one.key != owners.ODD for one in left):
        left = [one for one in left if one.key != owners.ODD]
    return sorted(left, key=lambda problem: (problem.file, problem.line or 0, problem.key))
