"""Hashes without OpenSSL: ``hashlib`` loads it at once, half a megabyte for the few kilobytes that are hashed here.

The same is done in Python's own ``random``; where Python is built otherwise, ``hashlib`` is taken.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any


def sha256(raw: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal digits."""
    return str(_maker("sha256", "_sha2", "_sha256")(raw).hexdigest())


def blake2b(raw: bytes, size: int) -> bytes:
    """The BLAKE2b of some bytes, ``size`` bytes long."""
    return bytes(_maker("blake2b", "_blake2")(raw, digest_size=size).digest())


@cache
def _maker(name: str, *modules: str) -> Any:
    for module in (*modules, "hashlib"):
        try:
            return getattr(import_module(module), name)
        except (ImportError, AttributeError):
            continue
    raise ImportError(name)
