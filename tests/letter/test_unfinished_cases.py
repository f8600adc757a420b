"""A case is composed at every keystroke: whatever is still missing, the draft comes and names its gaps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from poa.errors import GapError
from poa.letter import compose
from poa.library.playbook import load_playbook
from poa.model.case import Case
from poa.plan import progress, questions
from tests.letter.cases import ALL, GUIDANCE, answers

BOOK = load_playbook(GUIDANCE)


def _without_one(data: Any) -> Iterator[Any]:
    """The data with one value left out, for each value of it."""
    if isinstance(data, dict):
        for key in data:
            rest = {name: value for name, value in data.items() if name != key}
            yield rest
            for changed in _without_one(data[key]):
                yield {**data, key: changed}
    elif isinstance(data, list):
        for index, item in enumerate(data):
            yield data[:index] + data[index + 1 :]
            for changed in _without_one(item):
                yield [*data[:index], changed, *data[index + 1 :]]


@pytest.mark.parametrize("name", ALL)
def test_a_case_that_lacks_any_one_value_still_gives_a_draft(name: str) -> None:
    data = msgspec.json.decode(msgspec.json.encode(answers(name)))
    for number, changed in enumerate(_without_one(data)):
        if number % 7:  # every seventh of some hundred is enough for one run
            continue
        try:
            case = msgspec.convert(changed, Case)
        except msgspec.ValidationError:
            continue
        letter = compose(case, GUIDANCE, "en", draft=True)
        assert letter.draft == bool(letter.gaps)
        assert progress(case, BOOK)


@pytest.mark.parametrize("branch", [b for b in BOOK.branches if b != "phishing"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_empty_case_gives_a_draft_of_every_kind(branch: str, language: str) -> None:
    case = Case(branch=branch)
    letter = compose(case, GUIDANCE, language, draft=True)
    assert letter.draft
    assert letter.blocks[0].kind == "title"
    assert questions(case, BOOK)
    with pytest.raises(GapError):
        compose(case, GUIDANCE, language)


def test_all_gaps_say_where_they_are_answered() -> None:
    letter = compose(Case(), GUIDANCE, "en", draft=True)
    for gap in letter.gaps:
        assert gap.question.en and gap.question.zh and gap.step
        assert gap.question.en != gap.path
