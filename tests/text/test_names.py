"""Names of files are told on one line, and no byte of them is lost."""

from __future__ import annotations

import os

import pytest

from poa.errors import InputError
from poa.text.names import told_name


@pytest.mark.parametrize("name", ["a.txt", "客服 回复.txt", "é\u3000x", "👩\u200d🔧.txt", r"C:\x\n"])
def test_a_name_that_can_be_shown_stays(name: str) -> None:
    assert told_name(name) == name


@pytest.mark.parametrize(
    ("name", "told"),
    [("a\nb", r"a\nb"), ("a\x1b[2Jb", r"a\x1b[2Jb"), ("a\u202egpj", r"a\u202egpj"), ("a\u2028b", r"a\u2028b")],
)
def test_what_cannot_be_shown_is_written_out(name: str, told: str) -> None:
    assert told_name(name) == told


@pytest.mark.skipif(os.name != "posix", reason="names are bytes on POSIX only")
def test_a_byte_that_is_no_utf8_is_not_lost() -> None:
    assert told_name(os.fsdecode(b"a\xff.txt")) == r"a\xff.txt"


def test_an_error_about_a_file_is_one_line() -> None:
    assert "\n" not in InputError("files.missing", file="x\npoa: y.txt: all is well").place
