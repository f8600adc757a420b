"""The report over a period, the grouping of texts, and what is remembered."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from poa.audit import Auditor
from poa.audit.formats.report_text import report_text
from poa.audit.memory import Digests, Numbers, RequestMemory
from poa.audit.report import Report, report_data
from poa.audit.templates import Templates
from poa.model.message import Message
from poa.wording import Wording


def message(number: int, text: str, day: int = 1, sender: str = "Ann", **fields: object) -> Message:
    return Message(
        id=f"m{number}",
        text=text,
        sent=datetime(2026, 3, day, 9, tzinfo=UTC),
        sender=sender,
        order_id=f"114-5551234-{number:07d}",
        **fields,  # type: ignore[arg-type]
    )


def filled(auditor: Auditor, report: Report) -> Report:
    names = ("Kim", "Leo", "Mia", "Noa", "Ole")
    for number, name in enumerate(names):
        text = f"Hi {name}, please add us on WhatsApp +1 415 555 01{number}0 about order 114-5551234-{number:07d}."
        one = message(number, text, day=number + 1)
        report.add(one, auditor.check(one))
    clean = message(50, "The new lid leaves tomorrow.", day=28, sender="Bo")
    report.add(clean, auditor.check(clean))
    asked = message(51, "Where is my lid? 😀", day=2, direction="inbound")
    report.add(asked, auditor.check(asked))
    return report


def test_the_report_counts_what_a_letter_needs(auditor: Auditor) -> None:
    data = report_data(filled(auditor, Report()), auditor.rules)
    assert data["period"] == {"from": "2026-03-01", "to": "2026-03-28"}
    assert data["messages"] == {
        "read": 7,
        "outbound": 6,
        "undated": 0,
        "outside": 0,
        "breach": 5,
        "stop": 5,
    }
    assert data["orders"]["breach"] == 5 and len(data["orders"]["ids"]) == 5  # type: ignore[index,call-overload]
    assert data["senders"][0] == {"sender": "Ann", "messages": 5, "breach": 5}  # type: ignore[index]
    assert data["months"] == [{"month": "2026-03", "messages": 6, "breach": 5}]


def test_one_text_to_five_buyers_is_one_template(auditor: Auditor) -> None:
    report = filled(auditor, Report())
    first = report.templates.ranked()[0]
    assert (first.messages, first.orders) == (5, 5)
    assert "content.physical-address-or-messenger" in report.template_rules(first)


def test_only_the_period_is_counted(auditor: Auditor) -> None:
    report = filled(auditor, Report(date(2026, 3, 2), date(2026, 3, 3)))
    assert (report.read, report.outbound) == (3, 2)


def test_conduct_comes_first_among_the_suspects(auditor: Auditor) -> None:
    report = Report()
    for number, text in enumerate(("Nice 😀", "Please delete your review and you get a refund.", "Fine 😀")):
        one = message(number, text)
        report.add(one, auditor.check(one))
    assert report.suspects()[0].id == "m1"


MONEY = "Delete your review and we will refund you 20 dollars by PayPal."
COUPON = "Here is a coupon code SAVE20 for 20% off your next order in our shop."


INNOCENT = (
    "The new lid leaves tomorrow.",
    "Our carrier picked up both boxes this morning.",
    "You can keep what arrived broken.",
    "Which size did you want instead?",
    "Turn the grey knob until it clicks.",
    "A second cable is packed under the foam.",
    "Repairs take nine working days.",
    "Both screws belong into the left hinge.",
    "Wash it by hand with cold water only.",
    "Rain delayed trucks near Denver.",
    "Press reset, then wait ten seconds.",
    "This shade fits bulbs up to sixty watts.",
)


def test_what_is_graver_comes_first_and_no_text_in_breach_falls_off_the_end(auditor: Auditor) -> None:
    report = Report(catalogue=auditor.rules)
    numbers = iter(range(1000))
    for text in (*INNOCENT * 3, *[COUPON] * 3, *[MONEY] * 2):
        one = message(next(numbers), text)
        report.add(one, auditor.check(one))
    assert [text.text for text in report.texts()[:2]] == [MONEY, COUPON]
    assert [suspect.id for suspect in report.suspects()] == ["m39", "m40", "m36", "m37", "m38"]
    shown = report_text(report, Wording("en"), auditor.rules, "en")
    block = shown.partition("Texts sent more than once")[2].partition("\n\n")[0]
    assert MONEY[:40] in block.splitlines()[1] and "and 4 more (in breach: 0)" in block


def test_texts_that_differ_in_a_few_words_are_one_template() -> None:
    templates = Templates()
    text = (
        "Dear {}, thank you for buying the {}. The driver could not find your house on Monday and will come again on "
        "Thursday between nine and twelve. Please tell us the gate code in a reply to this message so that he can open."
    )
    numbers = {
        templates.add(text.format(name, what), None).number
        for name, what in (("Ann", "blue lamp"), ("Bob", "big red table"), ("Cy", "kettle"))
    }
    assert len(numbers) == 1
    assert templates.add("The refund was issued today and takes three days to arrive.", None).number not in numbers


def test_templates_stay_bounded_and_keep_the_frequent_ones() -> None:
    templates = Templates(most=50)
    for number in range(500):
        word = "".join(chr(97 + int(digit)) for digit in str(number))
        templates.add(f"{word} {word[::-1]} only once {word}x {word}y", None)
        templates.add("the same every time, again and again", f"o{number}")
    assert templates.ranked()[0].orders == 500
    assert len(templates.ranked(1)) <= 51


def words_of(number: int) -> str:
    """A text without digits, which are left out of the comparison."""
    word = "".join(chr(97 + int(digit)) for digit in str(number))
    return f"{word} {word[::-1]} only {word}x and {word}y"


def test_a_text_that_came_long_ago_is_known_again_with_its_counts() -> None:
    templates = Templates(most=20)
    for round in range(3):
        for number in range(400):
            template = templates.add(words_of(number), f"o{number}-{round % 2}")
            assert (template.messages, template.orders) == (round + 1, min(round + 1, 2))
    assert len(templates.ranked(1)) <= 20


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(max_size=8), max_size=600))
def test_numbers_are_kept_by_text(texts: list[str]) -> None:
    numbers, wanted = Numbers(), {}
    for number, text in enumerate(texts, 1):
        assert numbers.get(text) == wanted.get(text)
        numbers.put(text, number)
        wanted[text] = number
    assert all(numbers.get(text) == number for text, number in wanted.items())


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(max_size=8), max_size=600))
def test_a_set_of_digests_counts_like_a_set(texts: list[str]) -> None:
    digests = Digests()
    assert [digests.add(text) for text in texts].count(True) == len(set(texts)) == len(digests)


def test_only_a_different_request_for_the_same_order_is_a_repetition() -> None:
    memory = RequestMemory()
    assert [memory.repeated(f"o{n}", "a") for n in range(2000)] == [False] * 2000
    assert not memory.repeated("o7", "a") and memory.repeated("o7", "b")
    assert len(memory) == 2000


def test_the_same_words_in_another_line_of_a_file_are_another_request_and_in_another_file_a_copy() -> None:
    memory = RequestMemory()
    assert not memory.repeated("o1", "a", "sent.csv:2")
    assert not memory.repeated("o1", "a", "sent.csv:2"), "the same message, looked at again"
    assert memory.repeated("o1", "a", "sent.csv:3") and memory.repeated("o1", "a", "sent.csv:4")
    assert not memory.repeated("o1", "a", "copy.csv:3") and not memory.repeated("o1", "a")
    assert memory.repeated("o1", "b", "copy.csv:3")


def test_texts_that_differ_in_a_few_words_are_one_template_and_others_are_not() -> None:
    body = (
        "the left hinge of the cabinet door is covered by our warranty and leaves the warehouse tomorrow by post, "
        "so please keep the old hinge until the new one has arrived and tell us the colour of the screws you need"
    )
    other = (
        "your question about the lamp was forwarded to our workshop, which looks at the driver and the cable today "
        "and answers in this thread as soon as the result of the test in the laboratory is known to our engineer"
    )
    templates = Templates()
    numbers = [
        templates.add(f"Hello {name}, {body} {more}.", None).number
        for name, more in (("Ann", "until Monday"), ("Bob", "until Friday"), ("Eve", "by 17 May"))
    ]
    assert len(set(numbers)) == 1
    assert templates.add(f"Hello Ann, {other}.", None).number not in numbers
    assert templates.add("Mail ann@mail.example or see http://a.example/1 on 12 May", None).text


def test_messages_without_a_date_are_named_where_a_period_is_asked_for() -> None:
    from poa.audit.formats.report_text import report_text
    from poa.library.guidance import Guidance
    from poa.resources import root
    from poa.wording import Wording

    report = Report(since=date(2026, 3, 1))
    auditor = Auditor(Guidance([root("guidance")]))
    message = Message(id="m", text="Please change your review.")
    report.add(message, auditor.check(message))
    assert "no date" in report_text(report, Wording("en"), auditor.rules, "en")


def test_messages_in_no_month_are_counted_in_the_head(auditor: Auditor) -> None:
    report = filled(auditor, Report())
    assert "no month" not in report_text(report, Wording("en"), auditor.rules, "en")
    for number in (60, 61, 62):
        text = "Please add us on WhatsApp +1 415 555 0177." if number == 60 else f"The lid number {number} is packed."
        undated = replace(message(number, text), sent=None)
        report.add(undated, auditor.check(undated))
    report.add(replace(message(63, "Where is it?", direction="inbound"), sent=None), auditor.check(message(63, "?")))
    told = report_text(report, Wording("en"), auditor.rules, "en").splitlines()
    assert told[3] == "3 of them carry no date that can be read, and are in no month"
    month = told.index("By month")
    assert [line.split() for line in told[month + 1 : month + 3]] == [
        ["5/6", "2026-03"],
        ["1/3", "(without", "a", "date)"],
    ]
    assert "其中 3 条没有能读出的日期" in report_text(report, Wording("zh-Hans"), auditor.rules, "zh")


def test_where_no_message_is_dated_that_is_said_once(auditor: Auditor) -> None:
    report = Report()
    undated = replace(message(1, "The new lid leaves tomorrow."), sent=None)
    report.add(undated, auditor.check(undated))
    assert report_text(report, Wording("en"), auditor.rules, "en").count("date") == 1
