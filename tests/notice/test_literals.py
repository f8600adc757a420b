"""Words that a pattern needs: no match is ever passed over for them, and long notices are read in linear time."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest

from poa.library.guidance import Guidance
from poa.notice import read_notice
from poa.notice.knowledge import knowledge
from poa.notice.literals import lowered, needed
from poa.resources import root

GUIDANCE = Guidance([root("guidance")])
NOTICES = [json.loads(line)["text"] for line in (Path(__file__).parent / "notices.jsonl").open(encoding="utf-8")]


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("within", ("within",)),
        (r"(?:plan)? of action", (" of action",)),
        (r"(?:root causes?|行动)\b", ("root cause", "行动")),
        (r"(?:send|\d+)", ()),
        (r"x?\d+", ()),
        ("a|bc", ()),
        ("(?:abc", ()),
    ],
)
def test_what_must_stand_in_a_match_is_told(pattern: str, words: tuple[str, ...]) -> None:
    assert needed(pattern) == tuple(sorted(words))


def test_no_match_in_any_notice_is_passed_over() -> None:
    tried = 0
    for topic in ("notices", "review"):
        known = knowledge(GUIDANCE, topic)
        signals = [signal for field in known._fields.values() for reading in field for _, signal in reading.signals]
        for text in NOTICES:
            low = lowered(text)
            for signal in signals:
                if not signal.may_stand_in(low):
                    tried += 1
                    assert not signal.find.search(text), signal.find.pattern
    assert tried > 1000


def test_letters_that_are_one_without_case_are_one_here() -> None:
    for letter in "İıſ\u212a\u00b5":
        for plain in "iskμ":
            if re.fullmatch(letter, plain, re.IGNORECASE):
                assert lowered(letter) == lowered(plain)


@pytest.mark.parametrize("piece", ["- a\n", "root cause. ", "http://a.b ", "1/", "within 72 hours, "])
def test_a_hostile_notice_takes_time_in_proportion(piece: str) -> None:
    def taken(length: int) -> float:
        text = (piece * length)[:length]
        start = time.process_time()
        read_notice(text, GUIDANCE)
        return time.process_time() - start

    taken(1_000)
    assert taken(48_000) < 40 * max(taken(6_000), 0.005)
