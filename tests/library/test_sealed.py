"""What is kept behind a checksum: it comes back as it was, or not at all."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poa.library.sealed import sealed, unsealed

plain = st.recursive(
    st.integers() | st.text(max_size=8) | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=12,
)
with_bytes = st.recursive(
    st.dictionaries(st.text(max_size=4), plain | st.binary(max_size=40), max_size=4),
    lambda inner: st.dictionaries(st.text(max_size=4), inner | plain | st.binary(max_size=40), max_size=3),
    max_leaves=6,
)


@given(plain | with_bytes)
@settings(max_examples=60, deadline=None)
def test_data_comes_back_as_it_was(data: Any) -> None:
    assert unsealed(sealed(data)) == data


def test_nothing_and_half_characters_come_back_too() -> None:
    data = {"a": None, "b": ["\ud800", None]}
    assert unsealed(sealed(data)) == data


@given(with_bytes, st.data())
@settings(max_examples=60, deadline=None)
def test_a_changed_byte_is_noticed_wherever_it_lies(data: Any, draw: st.DataObject) -> None:
    raw = sealed(data)
    at = draw.draw(st.integers(0, len(raw) - 1))
    other = draw.draw(st.integers(0, 255).filter(lambda byte: byte != raw[at]))
    broken = raw[:at] + bytes([other]) + raw[at + 1 :]
    with suppress(ValueError):
        assert unsealed(broken) == data


def test_a_changed_size_of_empty_bytes_is_noticed() -> None:
    for data in ({"0": b"", "": b""}, {"\x1f": b""}):
        raw = sealed(data)
        for at in range(raw.index(b"\n")):
            for other in {*b"0123456789abcdef \n"} - {raw[at]}:
                with pytest.raises(ValueError):
                    unsealed(raw[:at] + bytes([other]) + raw[at + 1 :])


@pytest.mark.parametrize("raw", [b"", b"\n", b"zz\n{}", b"00000000\n{}", b"00000000 2\n{}", b"44e2d8a9\n"])
def test_what_was_never_sealed_is_refused(raw: bytes) -> None:
    with pytest.raises(ValueError):
        unsealed(raw)


def test_what_was_cut_off_is_refused() -> None:
    raw = sealed({"text": b"0123456789"})
    for size in range(len(raw)):
        with pytest.raises(ValueError):
            unsealed(raw[:size])
