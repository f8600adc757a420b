"""What was typed and not confirmed is kept beside the answers, whatever it is; a damaged file of it hinders nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from poa.cases.drafts import DRAFTS, change_draft, drafts, drop_drafts
from poa.cases.layout import inner
from poa.errors import CaseError


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.dictionaries(st.text(), st.dictionaries(st.text(), st.text(st.characters(codec="utf-8"))), max_size=4))
def test_any_text_comes_back_as_it_was(tmp_path: Path, texts: dict[str, dict[str, str]]) -> None:
    drop_drafts(tmp_path)
    for form, fields in texts.items():
        change_draft(tmp_path, form, None, fields)
    assert drafts(tmp_path) == {form: (fields,) for form, fields in texts.items()}


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b'{"a": 1}', b'{"a": [1]}', b"\xff\xfe", b"[" * 100_000])
def test_a_damaged_file_of_drafts_hinders_nothing(tmp_path: Path, content: bytes) -> None:
    change_draft(tmp_path, "a", None, {"b": "c"})
    inner(tmp_path, DRAFTS).write_bytes(content)
    assert drafts(tmp_path) == {}
    change_draft(tmp_path, "x", None, {"y": "z"})
    assert drafts(tmp_path) == {"x": ({"y": "z"},)}


def test_without_any_the_file_goes(tmp_path: Path) -> None:
    change_draft(tmp_path, "a", None, {"b": "c"})
    change_draft(tmp_path, "a", {"b": "c"}, None)
    assert not inner(tmp_path, DRAFTS).exists()
    drop_drafts(tmp_path)


def test_of_one_form_what_another_window_typed_stays_beside(tmp_path: Path) -> None:
    change_draft(tmp_path, "a", None, {"b": "one"})
    change_draft(tmp_path, "a", None, {"b": "two"})
    assert drafts(tmp_path)["a"] == ({"b": "one"}, {"b": "two"})
    change_draft(tmp_path, "a", {"b": "two"}, {"b": "two more"})
    assert drafts(tmp_path)["a"] == ({"b": "one"}, {"b": "two more"})
    change_draft(tmp_path, "a", {"b": "two more"}, None)
    assert drafts(tmp_path) == {"a": ({"b": "one"},)}


def test_many_that_write_at_once_lose_nothing_of_each_other(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: change_draft(tmp_path, f"form {n}", None, {"field": str(n)}), range(40)))
    assert drafts(tmp_path) == {f"form {n}": ({"field": str(n)},) for n in range(40)}


def test_half_characters_come_back_as_they_were_so_that_a_window_knows_its_own(tmp_path: Path) -> None:
    change_draft(tmp_path, "a", None, {"b": "\udc80"})
    change_draft(tmp_path, "a", {"b": "\udc80"}, {"b": "\udc80!"})
    assert drafts(tmp_path) == {"a": ({"b": "\udc80!"},)}


def test_what_cannot_be_read_at_the_moment_is_not_written_over(tmp_path: Path) -> None:
    change_draft(tmp_path, "a", None, {"b": "one"})

    def held(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "read_bytes", held)
        assert drafts(tmp_path) == {}
        with pytest.raises(CaseError):
            change_draft(tmp_path, "c", None, {"d": "two"})
    assert drafts(tmp_path) == {"a": ({"b": "one"},)}
