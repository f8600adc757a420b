"""Makes text from anywhere safe to show in a terminal, to write into Word's XML and to keep in YAML."""

from __future__ import annotations

from poa.text.lazy import lazy

# One look says whether there is anything to do: nearly every message is clean already.
_SUSPECT = lazy(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
# ECMA-48: strings (OSC, DCS, SOS, PM, APC) end with BEL or ST; control sequences with a final byte. A string that never
# ends loses only its introducer, so nobody can make the rest of a message vanish.
_STRINGS = lazy("(?:\x1b[\\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x90\x98\x9c-\x9f]*+(?:\x07|\x1b\\\\|\x9c)")
_SEQUENCES = lazy("(?:\x1b\\[|\x9b)[0-?]{0,64}[ -/]{0,16}[@-~]|\x1b[ -/]{0,16}[0-~]")
_INVISIBLE = lazy(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_NEWLINES = lazy("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_PICTURE = "\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff"
_LONE_JOINER = lazy(f"(?<![{_PICTURE}])\u200d|\u200d(?![{_PICTURE}])")


def clean(text: str) -> str:
    """``text`` without what a reader cannot see and a program might obey.

    Removed: terminal escapes, control characters but newline and tab, bidirectional controls, zero-width characters
    (the joiner inside one emoji stays), lone surrogates and non-characters. All kinds of line end become a newline.
    Every visible character stays, so quotations stay word for word. Cleaning twice changes nothing more.
    """
    if text.isprintable() or not _SUSPECT.search(text):
        return text
    if "\x1b" in text or "\x9b" in text or _STRINGS.search(text):
        text = _SEQUENCES.sub("", _STRINGS.sub("", text))
    text = _INVISIBLE.sub("", text)
    return _LONE_JOINER.sub("", _NEWLINES.sub("\n", text))
