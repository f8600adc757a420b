"""What was typed and not confirmed is kept beside the answers, whatever it is; a damaged file of it hinders nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from poa.cases.drafts import DRAFTS, drafts, drop_draft, drop_drafts, drop_drafts_before, put_draft
from poa.cases.layout import inner

Kept = dict[str, list[dict[str, str]]]


def kept(folder: Path) -> Kept:
    """The fields of each form, oldest first."""
    found: Kept = {}
    for draft in drafts(folder):
        found.setdefault(draft.form, []).append(draft.fields)
    return found


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.dictionaries(st.text(), st.dictionaries(st.text(), st.text(st.characters(codec="utf-8"))), max_size=4))
def test_any_text_comes_back_as_it_was(tmp_path: Path, texts: dict[str, dict[str, str]]) -> None:
    drop_drafts(tmp_path)
    for form, fields in texts.items():
        put_draft(tmp_path, "w", form, fields, 1)
    assert kept(tmp_path) == {form: [fields] for form, fields in texts.items()}
    for form, fields in texts.items():
        assert [draft.fields for draft in drafts(tmp_path, form)] == [fields]


@pytest.mark.parametrize("content", [b"", b"[1]", b'{"form": 1}', b'{"fields": [1]}', b"\xff\xfe", b"[" * 100_000])
def test_a_damaged_file_of_drafts_hinders_nothing(tmp_path: Path, content: bytes) -> None:
    put_draft(tmp_path, "w", "a", {"b": "c"}, 1).file.write_bytes(content)
    assert drafts(tmp_path) == ()
    put_draft(tmp_path, "w", "x", {"y": "z"}, 2)
    assert kept(tmp_path) == {"x": [{"y": "z"}]}
    drop_drafts(tmp_path)
    assert not inner(tmp_path, DRAFTS).exists()
    drop_drafts(tmp_path)


def test_of_one_form_what_another_window_typed_stays_beside(tmp_path: Path) -> None:
    put_draft(tmp_path, "second", "a", {"b": "two"}, 2)
    put_draft(tmp_path, "first", "a", {"b": "one"}, 1)
    assert kept(tmp_path)["a"] == [{"b": "one"}, {"b": "two"}]
    more = put_draft(tmp_path, "second", "a", {"b": "two more"}, 3)
    assert kept(tmp_path)["a"] == [{"b": "one"}, {"b": "two more"}]
    drop_draft(more)
    assert kept(tmp_path) == {"a": [{"b": "one"}]}


def test_what_was_typed_since_it_was_read_is_not_dropped(tmp_path: Path) -> None:
    read = put_draft(tmp_path, "first", "a", {"b": "one"}, 1)
    put_draft(tmp_path, "first", "a", {"b": "one more"}, 2)
    drop_draft(read)
    assert kept(tmp_path) == {"a": [{"b": "one more"}]}


def test_many_that_write_at_once_lose_nothing_of_each_other(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: put_draft(tmp_path, f"w{n % 2}", f"form {n // 2}", {"field": str(n)}, n), range(40)))
    assert kept(tmp_path) == {f"form {n}": [{"field": str(2 * n)}, {"field": str(2 * n + 1)}] for n in range(20)}


def test_half_characters_come_back_as_they_were(tmp_path: Path) -> None:
    put_draft(tmp_path, "w", "\udc81", {"b": "\udc80"}, 1)
    assert kept(tmp_path) == {"\udc81": [{"b": "\udc80"}]}


def test_what_cannot_be_read_at_the_moment_stays(tmp_path: Path) -> None:
    draft = put_draft(tmp_path, "w", "a", {"b": "one"}, 1)

    def held(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "read_bytes", held)
        assert drafts(tmp_path) == ()
        drop_draft(draft)
    assert kept(tmp_path) == {"a": [{"b": "one"}]}


def test_what_is_old_goes_and_what_was_half_written_with_it(tmp_path: Path) -> None:
    put_draft(tmp_path, "w", "old", {"b": "one"}, 1)
    put_draft(tmp_path, "w", "new", {"b": "two"}, 5)
    (inner(tmp_path, DRAFTS) / ".x.json.999999999-0.new").write_text("half")
    drop_drafts_before(tmp_path, 5)
    assert kept(tmp_path) == {"new": [{"b": "two"}]}
    assert len(list(inner(tmp_path, DRAFTS).iterdir())) == 1
    drop_drafts_before(tmp_path / "nowhere", 5)
