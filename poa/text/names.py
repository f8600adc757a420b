"""Names of files told to people: any name on one line, with nothing in it that a terminal obeys and no byte lost."""

from __future__ import annotations

# Control characters, invisible ones (bidirectional marks among them), lone surrogates, and all that breaks a line.
_HIDDEN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_JOINER = "\u200d"


def told_name(name: str) -> str:
    """``name`` on one line; what cannot be shown is written as Python and shells write it (``\\n``, ``\\xff``).

    A name with a line break in it would otherwise begin a line of its own, which anybody could word as a result.
    """
    if name.isprintable():
        return name
    import unicodedata

    return "".join(_told(char) if unicodedata.category(char) in _HIDDEN and char != _JOINER else char for char in name)


def _told(char: str) -> str:
    code = ord(char)
    if 0xDC80 <= code <= 0xDCFF:
        # A byte that is no UTF-8, as Python keeps it in names (PEP 383).
        return f"\\x{code - 0xDC00:02x}"
    return _SHORT.get(char) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")
