"""How well the audit does on labelled messages, by the scoring of benchmarks/quality_messages.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.quality_messages import SHARED, Labels, Score, load_labels, report, score
from poa.audit import Auditor

DATA = Path(__file__).parents[1] / "data"


def measured(path: Path, auditor: Auditor) -> Score:
    if not path.is_file():
        pytest.skip("the labelled messages are not there")
    return score(path, load_labels(SHARED / "labels.yaml"), auditor)


@pytest.mark.parametrize("path", [SHARED / "messages.jsonl", DATA / "violations.jsonl"], ids=["shared", "own"])
def test_what_is_wrong_is_found_and_little_else(path: Path, auditor: Auditor) -> None:
    result = measured(path, auditor)
    assert result.precision >= 0.97, report(result)
    assert result.recall >= 0.95, report(result)


def test_clean_service_messages_are_left_alone(auditor: Auditor) -> None:
    result = measured(DATA / "clean_messages.jsonl", auditor)
    assert result.clean >= 150
    assert result.clean_flagged <= 0.005 * result.clean, report(result)


def test_the_scoring_knows_equivalents_maybe_and_umbrella() -> None:
    labels = Labels({"equivalent": [["a", "b"]], "umbrella": ["u"]})
    assert labels.all(["b", "c"]) == {"a", "c"}
    assert labels.umbrella == {"u"}
