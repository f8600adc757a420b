"""What was typed and not confirmed is kept beside the answers, whatever it is; a damaged file of it hinders nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from poa.cases.drafts import DRAFTS, drafts, keep_drafts
from poa.cases.layout import inner


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.dictionaries(st.text(), st.dictionaries(st.text(), st.text(st.characters(codec="utf-8")))))
def test_any_text_comes_back_as_it_was(tmp_path: Path, texts: dict[str, dict[str, str]]) -> None:
    keep_drafts(tmp_path, texts)
    assert drafts(tmp_path) == texts


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b'{"a": 1}', b"\xff\xfe", b"[" * 100_000])
def test_a_damaged_file_of_drafts_hinders_nothing(tmp_path: Path, content: bytes) -> None:
    keep_drafts(tmp_path, {"a": {"b": "c"}})
    inner(tmp_path, DRAFTS).write_bytes(content)
    assert drafts(tmp_path) == {}
    keep_drafts(tmp_path, {"x": {"y": "z"}})
    assert drafts(tmp_path) == {"x": {"y": "z"}}


def test_without_any_the_file_goes(tmp_path: Path) -> None:
    keep_drafts(tmp_path, {"a": {"b": "c"}})
    keep_drafts(tmp_path, {})
    assert not inner(tmp_path, DRAFTS).exists()
    keep_drafts(tmp_path, {})
