"""Every Word file that leaves is sound by an independent checker: references, numbering, parts."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import docx_integrity
import pytest

from poa.export.appendix import Picture
from poa.export.pack import build_index
from poa.export.word import build_docx
from poa.library.training import load_checklists, load_modules
from poa.training import papers
from poa.wording import Wording
from tests.export.letters import small_letter
from tests.export.test_pack import EXHIBITS, MATERIAL
from tests.export.test_word import PIXEL
from tests.training.people import GUIDANCE, held

WORDS = Wording("en")


def made() -> dict[str, bytes]:
    session = held()
    modules = load_modules(GUIDANCE)
    return {
        "letter": build_docx(small_letter(), WORDS),
        "draft": build_docx(small_letter("A&B <店> 😀", draft=True), WORDS),
        "pictures": build_docx(small_letter(), WORDS, pictures=[Picture(1, "x", PIXEL, (0, 0, 50, 50))]),
        "index": build_index(small_letter(), MATERIAL.rules["en"], EXHIBITS, WORDS),
        "sign-in": papers.sign_in_sheet(session),
        "quiz": papers.quiz_paper(session, session.papers[0]),
        "key": papers.quiz_key(session, session.papers[0]),
        "policy-log": papers.policy_log(session),
        "record": papers.record_sheet(session, modules, today=date(2026, 12, 31)),
        "procedure": papers.sop_page(list(modules.values())[:2], load_checklists(GUIDANCE)["agent"], {}),
        "refresher": papers.refresher_plan(session, ["2026-09-15"]),
    }


FILES = made()


@pytest.mark.parametrize("name", FILES)
def test_a_word_file_is_sound(name: str, tmp_path: Path) -> None:
    place = tmp_path / f"{name}.docx"
    place.write_bytes(FILES[name])
    found = [f for f in docx_integrity.check(str(place)) if f.severity == docx_integrity.ERROR]
    assert not found, found


def test_the_checker_would_notice_a_broken_file(tmp_path: Path) -> None:
    import zipfile

    place = tmp_path / "broken.docx"
    with zipfile.ZipFile(BytesIO(FILES["letter"])) as old, zipfile.ZipFile(place, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/_rels/document.xml.rels":
                data = data.replace(b"numbering.xml", b"nowhere.xml")
            new.writestr(name, data)
    assert [f for f in docx_integrity.check(str(place)) if f.severity == docx_integrity.ERROR]
