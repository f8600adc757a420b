"""Measures the audit on labelled messages: precision, recall, a table by rule, and every miss and false alarm.

    python -m benchmarks.quality_messages [FILE.jsonl [LABELS.yaml]]

The scoring: ids of an equivalent group count as one; an id in ``maybe`` is neither a false alarm nor a miss; a general
("umbrella") id is no false alarm on a message that has a label; ``info`` only informs and does not count.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "data"


@dataclass
class Score:
    """Counts over a labelled set."""

    hits: Counter[str] = field(default_factory=Counter)
    misses: Counter[str] = field(default_factory=Counter)
    alarms: Counter[str] = field(default_factory=Counter)
    clean: int = 0
    clean_flagged: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of flagged ids that are right."""
        right, wrong = self.hits.total(), self.alarms.total()
        return right / (right + wrong) if right + wrong else 1.0

    @property
    def recall(self) -> float:
        """Share of labelled ids that were flagged."""
        right, missed = self.hits.total(), self.misses.total()
        return right / (right + missed) if right + missed else 1.0


class Labels:
    """How ids compare."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.names = {rule: group[0] for group in data.get("equivalent", ()) for rule in group}
        self.umbrella = {self.of(rule) for rule in data.get("umbrella", ())}

    def of(self, rule: str) -> str:
        """The name that an id shares with its equivalents."""
        return self.names.get(rule, rule)

    def all(self, rules: Any) -> set[str]:
        """The names of several ids."""
        return {self.of(rule) for rule in rules or ()}


def score(path: Path, labels: Labels, auditor: Any) -> Score:
    """Audit every message of ``path`` and compare with its labels."""
    result = Score()
    for row, message in messages(path):
        audited = auditor.check(message)
        found = labels.all(finding.rule for finding in audited.findings if finding.severity != "info")
        wanted, maybe = labels.all(row.get("labels")), labels.all(row.get("maybe"))
        allowed = wanted | maybe | (labels.umbrella if wanted else set())
        result.hits.update(found & wanted)
        result.misses.update(wanted - found)
        result.alarms.update(found - allowed)
        if not wanted and not maybe:
            result.clean += 1
            result.clean_flagged += bool(found)
        excerpts = {labels.of(finding.rule): finding.excerpt for finding in audited.findings}
        for kind, rules in (("missed", wanted - found), ("false alarm", found - allowed)):
            for rule in sorted(rules):
                result.notes.append(f"{kind:<11} {row['id']:<14} {rule:<40} {excerpts.get(rule, '')[:90]}")
    return result


def messages(path: Path) -> Iterator[tuple[dict[str, Any], Any]]:
    """Each row of a labelled file, and the message that it is."""
    from poa.messages import read

    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    by_id = {str(row["id"]): row for row in rows}
    for message in read([path]):
        yield by_id[message.id], message


def report(result: Score) -> str:
    """The table that people read."""
    lines = [f"{'rule':<42}{'right':>7}{'missed':>8}{'false':>7}"]
    for rule in sorted(set(result.hits) | set(result.misses) | set(result.alarms)):
        lines.append(f"{rule:<42}{result.hits[rule]:>7}{result.misses[rule]:>8}{result.alarms[rule]:>7}")
    lines += ["", *result.notes, ""]
    lines.append(f"precision {result.precision:.3f}   recall {result.recall:.3f}")
    lines.append(f"clean messages without any flag: {result.clean - result.clean_flagged} of {result.clean}")
    return "\n".join(lines)


def load_labels(path: Path) -> Labels:
    """The comparison of ids in a labels file; plain when there is none."""
    from poa.library.yamlfile import read_yaml

    return Labels(read_yaml(path).data if path.is_file() else {})


def main(arguments: list[str]) -> int:
    """Print the measurement of a labelled file."""
    from poa.audit import Auditor
    from poa.library.guidance import Guidance
    from poa.resources import root

    path = Path(arguments[0]) if arguments else SHARED / "messages.jsonl"
    labels = Path(arguments[1]) if len(arguments) > 1 else SHARED / "labels.yaml"
    if not path.is_file():
        sys.stdout.write(f"{path}: not there, nothing to measure\n")
        return 0
    result = score(path, load_labels(labels), Auditor(Guidance([root("guidance")])))
    sys.stdout.write(report(result) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
