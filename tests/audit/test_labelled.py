"""The labelled messages that the weights are learned from, and what the audit makes of them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from poa.audit import Auditor
from poa.audit.conduct.finder import FAMILIES
from poa.library.guidance import Guidance
from tools.labelled_messages import CODES, LEARNED, own, own_lines

ROOT = Path(__file__).resolve().parents[2]
LINES = [*own_lines()]
LANGUAGES = {"en", "zh-Hans", "zh-Hant", "de", "fr", "it", "es", "ja"}


def test_every_line_has_five_fields_with_known_codes() -> None:
    for place, line in LINES:
        fields = line.split("\t")
        assert len(fields) == 5, place
        lang, kind, labels, maybe, text = fields
        assert lang in LANGUAGES, place
        assert kind in ("A", "P"), place
        assert {*labels.split(), *maybe.split()} <= {*CODES, "-"}, place
        assert text.strip(), place


def test_no_message_stands_twice() -> None:
    texts = Counter(line.split("\t")[4] for _, line in LINES)
    assert not [text for text, times in texts.items() if times > 1]


@pytest.mark.parametrize("family", FAMILIES)
def test_the_weights_were_learned_from_the_messages_that_are_there(family: str) -> None:
    entry = next(one for one in Guidance([ROOT / "guidance"]).topic("detect") if one.id == f"weights.{family}")
    assert entry.data["learned_from"] == len(LINES), "run: make learn"


def test_the_audit_hears_most_of_what_it_was_taught_and_leaves_the_innocent_alone() -> None:
    auditor = Auditor(Guidance([ROOT / "guidance"]))
    same = {rule: {rule, *auditor.rules[rule].equivalent} for rule in CODES.values()}
    right = missed = flagged = innocent = 0
    for message, labels, maybe, _ in (own(place, line) for place, line in LINES[::5]):
        found = {finding.rule for finding in auditor.check(message).findings if finding.severity != "info"}
        for rule in labels & set(LEARNED):
            right, missed = right + bool(found & same[rule]), missed + (not found & same[rule])
        if not labels | maybe:
            innocent += 1
            flagged += any(found & same[rule] for rule in LEARNED)
    assert right / (right + missed) >= 0.8
    assert flagged / innocent <= 0.02
