"""Words with digits in the place of letters ("de1ete y0ur revi3w"), which hide them from filters, spelled plainly.

Only words that a filter could be meant to miss are read so: part numbers, names of accounts and addresses keep their
digits. The list stands here and not in the guidance, because the words of the guidance are folded by it themselves.
"""

from __future__ import annotations

import re

from poa.text.lazy import lazy

_LISTED = """
review reviews reviewed reviewing rating ratings feedback feedbacks stars star negative positive comment comments
delete deleted deleting remove removed removing change changed changing update updated edit revise withdraw
please your yours leave write post give send offer order orders cancel product customer seller
refund refunds refunded money cash cashback gift gifts card cards coupon coupons discount discounts voucher vouchers
reward rewards compensation free bonus paypal prize
contact email mail phone number address message messages website online store shop link outside directly
text call chat reply account
"""
_WORDS = frozenset(_LISTED.split())
_PLAIN = tuple(str.maketrans("013457@", f"o{one}easta") for one in "li")
"""The letters that digits stand for; 1 is two of them."""
_HINT = lazy("[013457@](?<=[a-z].)(?=[a-z])")
_WORD = lazy(r"[a-z0-9@](?<![\w.@/-].)[a-z0-9@]{3,13}(?![\w@/-]|\.[a-z])")


def spelled(norm: str) -> str:
    """Folded text, as long as it is, with such words in letters."""
    return _WORD.sub(_word, norm) if _HINT.search(norm) else norm


def disguised(text: str) -> bool:
    """Whether a text holds such a word."""
    low = text.lower()
    return spelled(low) != low


def _word(match: re.Match[str]) -> str:
    word = match[0]
    if word.isalpha() or word.isdigit():
        return word
    return next((plain for table in _PLAIN if (plain := word.translate(table)) in _WORDS), word)
