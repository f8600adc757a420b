"""Of the documents that were written only what goes to Amazon counts as sent; the mirror is kept with it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from poa.cases import store
from poa.cases.layout import OUT
from poa.cases.rounds import altered, rounds, sent_already, submit
from poa.cases.sent import documents
from poa.model.case import Case

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
ENGLISH = ["letter.en.docx", "letter.en.txt", "fields.en.txt", "pack.zip"]
CHINESE = ["letter.zh.docx", "letter.zh.txt"]


@pytest.mark.parametrize(
    ("written", "sent", "mirror", "others"),
    [
        ([*ENGLISH, *CHINESE, "letter.en.md", "letter.zh.md", "fields.zh.txt"], ENGLISH, CHINESE, []),
        (CHINESE, CHINESE, [], []),
        (["letter.en.md", "letter.zh.md"], ["letter.en.md"], [], []),
        (["Letter.EN.docx", "LETTER.zh.txt", ".hidden", "a.pdf"], ["Letter.EN.docx"], ["LETTER.zh.txt"], ["a.pdf"]),
        ([], [], [], []),
    ],
)  # fmt: skip
def test_what_goes_to_amazon_is_told_from_what_is_kept_with_it(
    tmp_path: Path, written: list[str], sent: list[str], mirror: list[str], others: list[str]
) -> None:
    (tmp_path / OUT).mkdir()
    for name in written:
        (tmp_path / OUT / name).write_text("Plan.")
    found = documents(tmp_path)
    assert [[file.name for file in part] for part in (found.sent, found.mirror, found.others)] == [sent, mirror, others]


def test_the_mirror_is_kept_and_watched_and_counts_as_no_file_that_was_sent(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    store.create(folder, Case(), now=NOW)
    english, chinese = tmp_path / "letter.en.txt", tmp_path / "letter.zh.txt"
    english.write_text("Plan.")
    chinese.write_text("计划。", encoding="utf-8")
    made = submit(folder, [english], sent=NOW, now=NOW, mirror=[chinese])
    assert [file.name for file in made.files] == ["letter.en.txt"] and made == rounds(folder)[0]
    assert [file.name for file in made.mirror] == ["letter.zh.txt"] and altered(made) == ()
    assert sent_already(rounds(folder), [english]) == made
    kept = made.folder / "letter.zh.txt"
    kept.chmod(0o600)
    kept.write_text("别的。", encoding="utf-8")
    assert altered(made) == (kept,)
