"""Hashes are the ordinary ones, whichever module of Python makes them."""

from __future__ import annotations

import hashlib
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poa.digests import _maker, blake2b, sha256


@settings(max_examples=20, deadline=None)
@given(raw=st.binary(max_size=300), size=st.sampled_from((12, 16)))
def test_hashes_are_those_of_hashlib(raw: bytes, size: int) -> None:
    assert sha256(raw) == hashlib.sha256(raw).hexdigest()
    assert blake2b(raw, size) == hashlib.blake2b(raw, digest_size=size).digest()


def test_a_python_without_the_small_modules_hashes_too(monkeypatch: pytest.MonkeyPatch) -> None:
    _maker.cache_clear()
    for name in ("_sha2", "_sha256", "_blake2"):
        monkeypatch.setitem(sys.modules, name, None)
    assert sha256(b"x") == hashlib.sha256(b"x").hexdigest()
    assert blake2b(b"x", 12) == hashlib.blake2b(b"x", digest_size=12).digest()
    _maker.cache_clear()
