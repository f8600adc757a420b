"""The evidence pack and the writing of files."""

from __future__ import annotations

import hashlib
import os
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest

from poa.errors import InputError
from poa.export.pack import ExhibitFile, RuleLink, build_index
from poa.export.write import Material, documents, write_files
from poa.wording import Wording
from tests.export.letters import small_letter

WORDS = {"en": Wording("en"), "zh": Wording("zh-Hans")}
EXHIBITS = (
    ExhibitFile(1, "Audit sheet", "..\\..\\sheet.CSV", b"a,b\n"),
    ExhibitFile(2, "用户权限 / page", "p.png", b"png"),
    ExhibitFile(3, "Reply", "", None),
)
MATERIAL = Material(
    exhibits={"en": EXHIBITS}, rules={"en": {"coc.bsm-only": RuleLink("One channel", "https://a.example/x")}}
)


def pack() -> zipfile.ZipFile:
    files = documents([small_letter()], ["pack"], WORDS, MATERIAL)
    return zipfile.ZipFile(BytesIO(files["pack.zip"]))


def test_the_pack_holds_letter_fields_index_exhibits_and_hashes() -> None:
    assert pack().namelist() == [
        "letter.en.docx", "letter.en.txt", "fields.en.txt", "index.en.docx",
        "exhibits/01-audit-sheet.csv", "exhibits/02-用户权限-page.png", "SHA256SUMS.txt",
    ]  # fmt: skip


def test_every_hash_in_the_pack_is_true() -> None:
    archive = pack()
    rows = archive.read("SHA256SUMS.txt").decode().splitlines()
    assert len(rows) == 6
    for row in rows:
        digest, name = row.split("  ", 1)
        assert hashlib.sha256(archive.read(name)).hexdigest() == digest


def test_the_same_input_gives_the_same_bytes() -> None:
    assert documents([small_letter()], ["pack"], WORDS, MATERIAL) == documents(
        [small_letter()], ["pack"], WORDS, MATERIAL
    )


def test_exhibit_names_cannot_leave_the_pack() -> None:
    name = ExhibitFile(4, "../../etc/passwd\x00", "../../../x.sh;rm -rf", b"").packed_name
    assert name.startswith("exhibits/04-") and ".." not in name and name.count("/") == 1


def test_the_index_names_claim_rule_link_and_exhibit() -> None:
    document = docx.Document(BytesIO(build_index(small_letter(), MATERIAL.rules["en"], EXHIBITS, WORDS["en"])))
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows[0] == ["Claim", "Policy rule", "Exhibit"]
    assert ["13 March: Li Wei withdrew the permission.", "", "1"] in rows
    assert "https://a.example/x" in [r.target_ref for r in document.part.rels.values() if r.is_external]
    assert any("file not in the pack" in p.text for p in document.paragraphs)


def test_an_unknown_format_is_refused_by_name() -> None:
    with pytest.raises(InputError, match="pdf"):
        documents([small_letter()], ["pdf"], WORDS, Material())


def test_files_are_the_users_alone_and_leave_no_scraps(tmp_path: Path) -> None:
    written = write_files({"a.txt": b"1"}, tmp_path / "out")
    assert written[0].read_bytes() == b"1"
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["a.txt"]
    if os.name == "posix":
        assert written[0].stat().st_mode & 0o777 == 0o600


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(InputError, match="out"):
        write_files({"a.txt": b"1"}, tmp_path / "out")


def test_the_mirror_names_the_file_as_it_stands_in_the_pack_and_the_whole_claim() -> None:
    from poa.letter import compose
    from tests.letter.cases import GUIDANCE, small_case

    exhibit = ExhibitFile(1, "删除记录", "x.txt", b"x", "Deletion record")
    assert exhibit.packed_name == ExhibitFile(1, "Deletion record", "x.txt", b"x").packed_name
    letter = compose(small_case(), GUIDANCE, "zh")
    document = docx.Document(BytesIO(build_index(letter, {}, [exhibit], WORDS["en"])))
    rows = [row.cells[0].text for row in document.tables[0].rows if row.cells[2].text == "1"]
    assert rows and all("删除号码" in told for told in rows)
    assert any("exhibits/01-deletion-record.txt" in p.text for p in document.paragraphs)


def test_the_chinese_index_has_chinese_punctuation() -> None:
    letter = small_letter(language="zh")
    rules = {
        key: RuleLink(key, "https://a.example/x") for block in letter.blocks for c in block.claims for key in c.rules
    }
    document = docx.Document(BytesIO(build_index(letter, rules, EXHIBITS, WORDS["zh"])))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "附件 1：Audit sheet（exhibits/01-audit-sheet.csv）" in text and "（文件不在证据包中）" in text
    assert not any(
        sign in cell.text for row in document.tables[0].rows for cell in row.cells[1:] for sign in (";", ",")
    )
