"""Whether a message is in another language than the one the buyer prefers; only where there is no doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poa.text.lazy import lazy

if TYPE_CHECKING:
    from poa.audit.view import MessageView

RULE = "form.buyer-language"

_HAN = lazy("[\u4e00-\u9fff]")
_KANA = lazy("[ぁ-んァ-ヶ]")
_LETTER = lazy("[a-z]")
_ENOUGH = 10


def wrong_language(view: MessageView) -> bool:
    """Whether an unasked message surely is not in the buyer's language; a text in both languages is not wrong."""
    wanted = (view.message.buyer_lang or "").replace("_", "-").lower().split("-")[0]
    if not wanted or view.proactive is False:
        return False
    written = _language(view)
    return written is not None and written != wanted


def _language(view: MessageView) -> str | None:
    han, kana = len(_HAN.findall(view.norm)), len(_KANA.findall(view.norm))
    if han + kana:
        if han + kana < _ENOUGH or len(_LETTER.findall(view.norm)) > han + kana:
            return None
        return "ja" if kana * 6 > han else "zh"
    return view.lang if view.lang_sure and view.lang else None
