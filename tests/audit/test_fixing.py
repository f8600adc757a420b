"""Safe rewrites take out what can go, and leave conduct to a person."""

from __future__ import annotations

from pathlib import Path

import pytest

from poa.audit import Auditor
from poa.audit.fixing import fixed, mend, rewrite
from poa.model.message import Message

ORDER = "114-5551234-1234567"


def mended(auditor: Auditor, **fields: object) -> Message | None:
    message = Message(id="m", proactive=True, order_id=ORDER, **fields)  # type: ignore[arg-type]
    done = rewrite(message, auditor.check(message))
    return fixed(message, done) if done else None


def test_emoji_and_empty_lines_go(auditor: Auditor) -> None:
    after = mended(auditor, text=f"Order {ORDER}: which colour? 😀\n\n\n\nBlue or red 🎉?")
    assert after and after.text == f"Order {ORDER}: which colour?\n\nBlue or red?"


def test_the_retired_tag_goes_from_the_subject(auditor: Auditor) -> None:
    after = mended(auditor, subject="[Important] Your engraving", text=f"Order {ORDER}: is 'Max' right?")
    assert after and after.subject == "Your engraving"


def test_a_counting_pixel_goes_from_the_html(auditor: Auditor) -> None:
    html = f'<p>Order {ORDER}: which colour?</p><img src="https://t.example/o.gif" width="1" height="1" alt="">'
    after = mended(auditor, html=html)
    assert after and after.html == f"<p>Order {ORDER}: which colour?</p>"


def test_conduct_is_never_rewritten(auditor: Auditor) -> None:
    assert mended(auditor, text=f"Order {ORDER}: delete your review and get a refund 😀") is None


def test_a_mended_message_has_no_more_to_mend(auditor: Auditor) -> None:
    after = mended(auditor, text=f"👋 Order {ORDER} 😀 which colour?\n\n\n\nThanks 🙏🙏")
    assert after and auditor.check(after).verdict == "send"


@pytest.mark.parametrize("suffix", [".txt", ".jsonl"])
def test_a_new_file_stands_beside_and_the_original_is_untouched(tmp_path: Path, auditor: Auditor, suffix: str) -> None:
    from poa.audit.fixes import write_fixes
    from poa.audit.formats.fix_text import FixText
    from poa.audit.summary import Summary
    from poa.wording import Wording

    source = tmp_path / f"a{suffix}"
    source.write_text("original", encoding="utf-8")
    (tmp_path / f"a.fixed{suffix}").write_text("mine", encoding="utf-8")
    message = Message(id="m", text="Which colour? 😀", source=str(source) + ("" if suffix == ".txt" else ":1"))
    told: list[str] = []
    written = FixText(told.append, Wording("en"), auditor.rules, "en")
    write_fixes([(message, auditor.check(message))], auditor, Summary(), written, dry=False)
    assert source.read_text(encoding="utf-8") == "original"
    assert (tmp_path / f"a.fixed{suffix}").read_text(encoding="utf-8") == "mine"
    assert "Which colour?" in (tmp_path / f"a.fixed-2{suffix}").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (f"Order {ORDER}: which colour?", "clean"),
        (f"Order {ORDER}: which colour? 😀", "mended"),
        (f"Order {ORDER}: use coupon SAVE10 for 10% off your next purchase 😀", "partly"),
        (f"Order {ORDER}: use coupon SAVE10 for 10% off your next purchase.", "left"),
        (f"Order {ORDER}: delete your review and get a refund 😀", "stop"),
    ],
)
def test_mended_is_only_what_a_new_audit_finds_nothing_in(auditor: Auditor, text: str, state: str) -> None:
    message = Message(id="m", proactive=True, order_id=ORDER, text=text)
    outcome = mend(auditor, message, auditor.check(message))
    assert outcome.state == state
    assert (outcome.after.verdict == "send") == (state in ("clean", "mended"))


@pytest.mark.parametrize("second", [False, True])
def test_mending_a_review_request_does_not_make_it_a_second_one(auditor: Auditor, second: bool) -> None:
    order = f"114-5559876-{int(second):07d}"
    ask = f"Order {order}: you can leave a product review on your orders page."
    if second:
        auditor.check(Message(id="1", proactive=True, order_id=order, text=ask + " First."))
    message = Message(id="2", proactive=True, order_id=order, text=ask + " 😀")
    outcome = mend(auditor, message, auditor.check(message))
    assert outcome.state == ("partly" if second else "mended")
