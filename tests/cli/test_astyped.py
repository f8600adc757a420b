"""A folder in a command that is shown can be typed as it stands."""

from __future__ import annotations

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poa.cli.astyped import as_typed


@pytest.mark.parametrize(
    ("name", "typed"),
    [("acme", "acme"), ("cases/灯具", "cases/灯具"), ("weird name é 中", '"weird name é 中"'), ("-x", '"-x"')],
)
def test_a_name_is_quoted_only_where_it_must(name: str, typed: str) -> None:
    assert as_typed(name) == typed


@given(st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=30))
def test_what_is_shown_means_the_same_folder(name: str) -> None:
    if "\\" not in as_typed(name) or as_typed(name).startswith("'"):
        assert shlex.split(as_typed(name)) == [name]
