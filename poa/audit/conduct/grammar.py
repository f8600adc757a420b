"""Whether an act is denied, forbidden or only reported, by the words around it."""

from __future__ import annotations

from poa.audit.conduct.alphabet import COMMA, QUESTION, STOP, Alphabet

_REACH = 9
"""How many words before an act a denial is looked for."""
_AFTER = {"de": 3, "ja": 40}
"""How many words after it, where the language puts its "not" there."""


class Grammar:
    """The symbols that decide whether an act is denied or only reported.

    Args:
        alphabet: gives the symbols.
        lang: the language whose word order counts.
    """

    def __init__(self, alphabet: Alphabet, lang: str = "") -> None:
        self._denials = frozenset(map(alphabet.symbol, ("NEG", "SAID", "FORBID")))
        self._fresh = frozenset(map(alphabet.symbol, ("PLEASE", "BUT")))
        opening = frozenset(map(alphabet.symbol, ("PLEASE", "YOU", "WE", "COND", "TIE", "BUT", "SO", "ONYOURSIDE")))
        # German sets a comma before "to change your review" itself.
        self._opening = opening - {alphabet.symbol("YOU")} if lang == "de" else opening
        # In Chinese a comma ends what a denial covers, but for a further verb in a row of them.
        acts = ("CHANGE", "DELETE", "DROPREVIEW", "WRITE", "REVIEWIT", "ASK", "CANCEL", "CONTACT", "CHATID")
        self._listed = frozenset(map(alphabet.symbol, acts)) if lang == "zh" else None
        self._post = frozenset(map(alphabet.symbol, ("NEG", "FORBID")))
        self._after = _AFTER.get(lang, 0)
        self._halts = self._fresh | {STOP, QUESTION} | ({COMMA} if lang == "de" else set())

    def denied(self, symbols: str, start: int, end: int) -> bool:
        """Whether the act at ``symbols[start:end]`` is denied, forbidden or somebody else's words."""
        for at in range(start - 1, max(-1, start - 1 - _REACH), -1):
            symbol = symbols[at]
            if symbol in self._denials:
                return True
            if symbol in self._fresh or symbol in (STOP, QUESTION):
                break
            if symbol == COMMA and self._opens(symbols[at + 1]):
                break
        for symbol in symbols[end : end + self._after]:
            if symbol in self._post:
                return True
            if symbol in self._halts:
                break
        return False

    def _opens(self, symbol: str) -> bool:
        """Whether what follows a comma begins a statement of its own."""
        return symbol in self._opening or (self._listed is not None and symbol not in self._listed)
