"""An exported draft is known again, in whatever form, and is not taken for a letter that can be sent."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from poa.cases.sent import named
from poa.cases.store import create
from poa.errors import InputError
from poa.export.case import export_case
from poa.export.drafts import drafts_among
from poa.export.write import set_aside
from poa.library.guidance import Guidance
from poa.model.case import Case, NoticeFacts, Store
from poa.resources import root
from poa.review import review
from poa.review.gather import other_letters
from poa.review.reading import letter_from_text, read_letter

GUIDANCE = Guidance([root("guidance")])
EMPTY = Case(branch="plan_of_action", store=Store(name="Lamp World"), notice=NoticeFacts(received=datetime(2026, 3, 1)))


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("case")
    export_case(folder, EMPTY, GUIDANCE, draft=True)
    return folder / "out"


@pytest.mark.parametrize("name", ["letter.en.txt", "letter.en.md", "letter.en.docx", "letter.zh.txt", "letter.zh.md"])
def test_its_blanks_are_its_gaps_and_are_not_judged(out: Path, name: str) -> None:
    letter = read_letter(out / name, GUIDANCE)
    found = review(letter, guidance=GUIDANCE, case=None, today=date(2026, 3, 3))
    assert letter.draft and found.gaps == len(letter.gaps) >= 4
    shown = [one for one in found.remarks if "missing" in one.excerpt or "缺少" in one.excerpt]
    assert not shown and found.own_share == 0
    told = [one.message for one in found.remarks if one.weight == "veto" and one.criterion == "R14"]
    assert len(told) == found.gaps and all(one.en.isascii() and not one.zh.isascii() for one in told)
    assert found.band == "not_yet"


def test_a_blank_within_a_sentence_leaves_the_rest_of_it(out: Path) -> None:
    letter = letter_from_text("On [missing: When did you do it] we deleted the text.\nWe are sorry.", GUIDANCE)
    assert [run.text for run in letter.blocks[0].claims[0].runs if run.gap] == ["[missing: When did you do it]"]
    assert letter.blocks[0].text == "On [missing: When did you do it] we deleted the text."
    assert [gap.question.zh for gap in letter.gaps] == ["When did you do it"]


def test_brackets_that_mark_nothing_make_no_draft() -> None:
    assert not letter_from_text("We wrote [sic] to 3 buyers [see Exhibit 1].", GUIDANCE).draft


@pytest.mark.parametrize("name", ["letter.en.docx", "letter.en.txt", "letter.zh.md"])
def test_it_is_told_from_a_letter_in_every_form(out: Path, tmp_path: Path, name: str) -> None:
    renamed = tmp_path / name.replace("letter", "Letter").upper()
    renamed.write_bytes((out / name).read_bytes())
    letter = tmp_path / "letter.en.txt"
    letter.write_text("Plan of Action\n\nOn 3 May 2026 we deleted the text.\n", encoding="utf-8")
    assert drafts_among([renamed, letter]) == (renamed,)


def test_capitals_in_a_name_hide_no_letter(tmp_path: Path) -> None:
    there = [Path("pack.zip"), Path("Letter.EN.docx"), Path("letter.en.docx.bak"), Path("letter.en.txt")]
    assert named(there, ("letter.en.docx", "letter.en.txt")) == [there[1], there[3]]
    for name in ("one", "two"):
        create(tmp_path / name, Case(), now=datetime.fromisoformat("2026-03-01T00:00:00+00:00"))
    (tmp_path / "two/out").mkdir(exist_ok=True)
    (tmp_path / "two/out/Letter.en.TXT").write_text("On 3 May 2026 we deleted it.", encoding="utf-8")
    assert other_letters(tmp_path / "one", "en") == (("two", "On 3 May 2026 we deleted it."),)
    assert [file.name for file in set_aside(tmp_path / "two/out", "en")] == ["Letter.en.TXT"]


def test_a_draft_in_word_alone_is_no_submission(out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from poa.cli import main

    create(tmp_path / "case", EMPTY, now=datetime.fromisoformat("2026-03-01T00:00:00+00:00"))
    (tmp_path / "case/out").mkdir(exist_ok=True)
    (tmp_path / "case/out/Letter.en.docx").write_bytes((out / "letter.en.docx").read_bytes())
    assert main(["--language", "en", "rounds", str(tmp_path / "case"), "--submit"]) == InputError.exit_code
    assert "draft" in capsys.readouterr().err
