"""Between quotation marks stands what was sent; what was masked is left out in brackets."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from poa.letter import compose
from poa.letter.quotes import without_masks
from poa.model.case import Turn
from poa.review import review
from tests.letter.cases import GUIDANCE, answers, small_case

LABELS = {"email": "[mail]", "phone": "[phone]", "other": "[left out]"}


@pytest.mark.parametrize(
    ("masked", "shown"),
    [
        ("write us at ***@haojia-home.example instead", "write us at [mail] instead"),
        ("auf WhatsApp +49 *** 6789, dort", "auf WhatsApp [phone], dort"),
        ("call *** 1234 now", "call [phone] now"),
        ("*** Road, Apt ***", "[left out] Road, Apt [left out]"),
        ("Hello ***, thanks", "Hello [left out], thanks"),
        ("5 stars ** please", "5 stars ** please"),
    ],
)
def test_a_mask_becomes_a_bracket(masked: str, shown: str) -> None:
    assert without_masks(masked, LABELS) == shown


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_mask_stands_in_a_letter_and_the_review_asks_whose_it_is(language: str) -> None:
    case = small_case()
    incident = msgspec.structs.replace(case.incidents[0], quote="Write us at ***@shop.example or +49 *** 6789")
    case = msgspec.structs.replace(case, incidents=(incident,))
    letter = compose(case, GUIDANCE, language, draft=True)
    assert "***" not in letter.text and "[" in letter.text
    found = review(letter, guidance=GUIDANCE, case=case, today=date(2026, 4, 1))
    assert [one.path for one in found.remarks if "bracket" in one.message.en] == ["incidents[0].quote"]


def test_an_address_that_was_sent_stays_as_it_was() -> None:
    case = small_case()
    incident = msgspec.structs.replace(case.incidents[0], quote="Write us at help@shop.example")
    letter = compose(msgspec.structs.replace(case, incidents=(incident,)), GUIDANCE, "en", draft=True)
    assert '"Write us at help@shop.example"' in letter.text


def test_what_a_buyer_gave_is_called_his() -> None:
    case = answers("own-dispute")
    case = msgspec.structs.replace(case, conversation=(Turn(sender="buyer", quote="Mail me at ***@mail.example"),))
    assert "[buyer's e-mail address]" in compose(case, GUIDANCE, "en", draft=True).text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_quotation_marks_inside_a_quotation_do_not_end_it(language: str) -> None:
    words = 'Hi! Post "5 stars" and\nsend us a photo, it "helps".'
    incident = msgspec.structs.replace(small_case().incidents[0], quote=words)
    letter = compose(small_case(incidents=(incident,)), GUIDANCE, language, draft=True)
    assert '“Hi! Post "5 stars" and”\n' in letter.text and '“send us a photo, it "helps".”' in letter.text
    turn = Turn(sender="buyer", on=date(2026, 3, 10), quote='Is it "new"?', quote_zh="是“新”的吗？")
    dispute = msgspec.structs.replace(answers("own-dispute"), conversation=(turn,))
    assert '“Is it "new"?”' in compose(dispute, GUIDANCE, language, draft=True).text
    assert '"Please give me' in compose(small_case(), GUIDANCE, language, draft=True).text
