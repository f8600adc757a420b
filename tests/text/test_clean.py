"""poa.text.clean: nothing invisible or obeyed is left, nothing visible is lost."""

from __future__ import annotations

import io
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poa.library.yamlfile import parse_yaml, write_yaml
from poa.text.clean import clean

_ANY = st.text(st.characters(), max_size=200) | st.text(
    st.sampled_from("a中\x1b[]\\;m\x07\x9b\x9d\x9c\x90PX^_0123\r\n\t\x00\u200d\u202e\u2066\ufeff😀\ud800\u2028"),
    max_size=80,
)


@pytest.mark.parametrize(
    ("dirty", "seen"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07text", "text"),
        ("\x1b]8;;http://x.example\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1bPq secret \x1b\\shown", "shown"),
        ("\x9b1mbold \x9d0;t\x9cend", "bold end"),
        ("a\x1b]never ends", "anever ends"),
        ("one\r\ntwo\rthree\u2028four\x0bfive", "one\ntwo\nthree\nfour\nfive"),
        ("N\x00U\x07L", "NUL"),
        ("tab\tstays", "tab\tstays"),
        ("abc\u202edcba\u202c\u2066x\u2069", "abcdcbax"),
        ("W\u200bh\u200cats\u2060App\ufeff", "WhatsApp"),
        ("soft\u00adhyphen", "softhyphen"),
        ("family 👨\u200d👩\u200d👧 ok", "family 👨\u200d👩\u200d👧 ok"),
        ("a\u200db", "ab"),
        ("\ud83d lone", " lone"),
        ("[Important] [/b] {{ x }} 重要", "[Important] [/b] {{ x }} 重要"),
    ],
)
def test_only_what_cannot_be_seen_goes(dirty: str, seen: str) -> None:
    assert clean(dirty) == seen


@settings(max_examples=60, deadline=None)
@given(_ANY)
def test_clean_text_is_safe_for_terminal_word_and_yaml(text: str) -> None:
    from docx import Document

    done = clean(text)
    assert clean(done) == done
    assert not any(unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t" for char in done)
    document = Document()
    document.add_paragraph(done)
    document.save(io.BytesIO())
    assert parse_yaml(write_yaml({"text": done}), "x").data == {"text": done}


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), max_size=200))
def test_visible_text_stays_word_for_word(text: str) -> None:
    assert clean(text) == text
