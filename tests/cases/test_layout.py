"""Names from outside become plain names inside."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poa.cases.layout import free_name, inside, safe_name
from poa.errors import RefusedError


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\system.ini", "system.ini"),
        ("/absolute/report.pdf", "report.pdf"),
        ("C:evil.txt", "C_evil.txt"),
        (".ssh", "ssh"),
        ("..", "file"),
        ("", "file"),
        ("a\x00b\x1b[2J.png", "a_b_[2J.png"),
        ("invoice\u202egnp.exe", "invoice_gnp.exe"),
        ("CON.txt", "_CON.txt"),
        ("lpt1", "_lpt1"),
        ("name. . ", "name"),
        ("截图 1.png", "截图 1.png"),
    ],
)
def test_a_name_becomes_plain(name: str, plain: str) -> None:
    assert safe_name(name) == plain


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_name_stays_inside_and_short(name: str) -> None:
    plain = safe_name(name)
    assert plain and not set(plain) & set('/\\:*?"<>|\x00\n')
    assert len(plain.encode()) <= 130 and not plain.startswith(".") and plain == safe_name(plain)
    assert inside(Path("case"), plain).name == plain


def test_a_taken_name_gets_a_number(tmp_path: Path) -> None:
    (tmp_path / "A.png").write_text("")
    (tmp_path / "a-2.png").write_text("")
    assert free_name(tmp_path, "a.png") == "a-3.png"


@pytest.mark.parametrize("name", ["..", ".", "a/../..", "/etc/passwd", "\x00"])
def test_a_path_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(RefusedError):
        inside(tmp_path, name)
