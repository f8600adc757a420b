"""Orders in breach, bodies of messages and a conversation: proposed, confirmed one by one, kept at once."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from poa.cases.store import load, save
from poa.model.case import Audit, Incident, LedgerRow, Person, Stream, Text

from .conftest import NOW, make_case, settle, shows

ONE, TWO = "113-5550741-3306128", "113-5550742-1188204"
ROWS = (
    {
        "id": "a",
        "text": "Please give me your WhatsApp number.",
        "order_id": ONE,
        "sent": "2026-03-10",
        "sender": "Dana",
    },
    {"id": "b", "text": "Give me your WhatsApp number now.", "order_id": TWO, "sent": "2026-03-11", "sender": "Dana"},
    {"id": "c", "text": "The lamp uses an E27 bulb.", "order_id": TWO, "sent": "2026-03-12", "sender": "Bo"},
    {"id": "d", "text": "Which bulb fits?", "order_id": ONE, "sent": "2026-03-09", "direction": "inbound"},
)


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with four messages of two senders on two orders, made once."""
    from poa.cases.mail import import_messages
    from poa.library.guidance import Guidance
    from poa.resources import root

    home = tmp_path_factory.mktemp("scope")
    folder = make_case(home)
    source = home / "m.jsonl"
    source.write_text("\n".join(json.dumps(row) for row in ROWS), encoding="utf-8")
    import_messages(folder, [source], guidance=Guidance([root("guidance")]), now=NOW)
    return folder


@pytest.fixture
def folder(home: Path, imported: Path) -> Path:
    """A copy of it in the home of the test."""
    folder = home / "cases" / imported.name
    shutil.copytree(imported, folder)
    return folder


async def press(pilot: Any, *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def beside(app: Any) -> str:
    """What stands beside the list."""
    drawn = app.screen.query_one("#entry-side")._drawn
    return " ".join(" ".join(text for lines in drawn for line in lines for text, _ in line).split())


def listed(app: Any) -> str:
    drawn = app.screen.query_one("#entries")._drawn
    return " ".join(" ".join(text for lines in drawn for line in lines for text, _ in line).split())


async def opened(pilot: Any, place: str) -> Any:
    await settle(pilot)
    await press(pilot, "enter", "2")
    pilot.app.screen.view.choose(place)
    await settle(pilot)
    return pilot.app.screen


def with_audit(folder: Path, audit: Audit, **fields: Any) -> None:
    import msgspec

    save(folder, msgspec.structs.replace(load(folder), audit=audit, **fields), now=NOW)


async def test_a_proposed_order_is_a_fact_only_after_enter(make_app: Callable[..., Any], folder: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, "audit.ledger")
        assert shows(app, "Counted, not confirmed", ONE, "1 imported message with a finding")
        assert "Please give me your WhatsApp" in beside(app), "the message stands beside its order"
        assert load(folder).audit.ledger == ()
        await press(pilot, "enter")
        (row,) = load(folder).audit.ledger
        assert (row.order_id, row.messages, row.by, row.on) == (ONE, 1, "Dana", (date(2026, 3, 10),))
        assert screen.query_one("#entries").key == f"proposal:{TWO}"


async def test_the_letter_counts_from_the_table_only_once_it_is_called_complete(
    make_app: Callable[..., Any], folder: Path
) -> None:
    with_audit(folder, Audit(ledger=(LedgerRow(order_id=ONE, messages=2),), messages_in_breach=5))
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, "audit.ledger")
        assert "does not count from it" in listed(app)
        screen.query_one("#entries").select("complete")
        await press(pilot, "enter")
        assert load(folder).audit.ledger_complete
        assert "The letter counts" in listed(app)
        assert "is 5, the table counts 2" in listed(app)
        await press(pilot, "ctrl+z")
        assert not load(folder).audit.ledger_complete


async def test_what_was_said_and_its_outcome_are_added_in_one_form(make_app: Callable[..., Any], folder: Path) -> None:
    with_audit(folder, Audit(ledger=(LedgerRow(order_id=ONE),)))
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, "audit.ledger")
        await press(pilot, "home", "enter", "down", "down", *"12 Mar", "down", *"张伟")
        assert shows(app, "new in your list of people")
        await press(pilot, "down", *"asking")
        assert shows(app, "In one language so far")
        assert load(folder).audit.ledger == (LedgerRow(order_id=ONE),), "nothing is kept before the form is"
        await press(pilot, "ctrl+s")
        case = load(folder)
        assert case.audit.ledger[0].on == (date(2026, 3, 12),)
        assert case.audit.ledger[0].said.en == "asking"
        assert (case.people[0].zh, case.audit.ledger[0].by) == ("张伟", case.people[0].en)


async def test_a_form_goes_to_the_field_that_does_not_fit(make_app: Callable[..., Any], folder: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, "audit.ledger")
        await press(pilot, "+", *"113", "down", "ctrl+s")
        assert shows(app, "An Amazon order number has the form")
        assert app.screen.focused.id == "f-order_id"
        app.screen.query_one("#f-order_id").value = ONE
        await press(pilot, "down", "end", "backspace", "ctrl+s")
        assert shows(app, "This field is still needed: Messages")
        await press(pilot, "3", "ctrl+s")
        assert load(folder).audit.ledger == (LedgerRow(order_id=ONE, messages=3),)


async def test_leaving_a_form_keeps_nothing_and_says_so(make_app: Callable[..., Any], folder: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, "audit.ledger")
        await press(pilot, "+", "1", "escape")
        assert load(folder).audit.ledger == ()
        assert "but not lost" in str([note.message for note in app._notifications])
        await press(pilot, "+")
        assert app.screen.query_one("#f-order_id").value == "1"


async def test_a_body_of_messages_is_taken_in_both_languages_without_a_number_in_breach(
    make_app: Callable[..., Any], folder: Path
) -> None:
    app = make_app("zh-Hans")
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, "audit.streams")
        screen.query_one("#entries").select("proposal:Dana")
        await settle(pilot)
        await press(pilot, "enter")
        (stream,) = load(folder).audit.streams
        assert (stream.what.en, stream.what.zh) == ("messages sent by Dana", "Dana 发出的消息")
        assert (stream.read, stream.in_breach) == (2, None)
        assert shows(app, "合计")


async def test_a_body_told_by_hand_needs_words_and_number(make_app: Callable[..., Any], folder: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, "audit.streams")
        await press(pilot, "+", "ctrl+s")
        assert shows(app, "This field is still needed: What")
        await press(pilot, *"typed", "down", "down", "backspace", *"356", "ctrl+s")
        assert [(stream.what.en, stream.read) for stream in load(folder).audit.streams] == [("typed", 356)]


async def test_the_conversation_is_offered_in_a_dispute_alone(make_app: Callable[..., Any], folder: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 50)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "2")
        assert not shows(app, "The conversation")
        app.screen.session.answer("branch", "dispute", "notice")
        await settle(pilot)
        assert shows(app, "The conversation")
        app.screen.view.choose("conversation")
        await settle(pilot)
        await press(pilot, "enter", "enter")
        talk = load(folder).conversation
        assert [(turn.sender, turn.quote) for turn in talk] == [
            ("buyer", "Which bulb fits?"),
            ("us", "Please give me your WhatsApp number."),
        ]


async def test_chinese_words_open_the_form_for_their_english(make_app: Callable[..., Any], folder: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 40)) as pilot:
        await opened(pilot, "conversation")
        await press(pilot, "+", "right", "down", "down", "down")
        app.screen.query_one("#f-quote").load_text("请加我")
        await press(pilot, "ctrl+s")
        assert load(folder).conversation == ()
        assert app.screen.focused.id == "f-quote_en"
        app.screen.query_one("#f-quote_en").load_text("Please add me")
        await press(pilot, "ctrl+s")
        assert load(folder).conversation[0].quote_en == "Please add me"
        assert load(folder).conversation[0].sender == "buyer"


async def test_another_number_marks_later_steps_to_look_at_again(make_app: Callable[..., Any], folder: Path) -> None:
    from poa.model.case import Cause, Text

    with_audit(folder, Audit(ledger=(LedgerRow(order_id=ONE),)), causes=(Cause(text=Text(en="Why.", zh="因。")),))
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, "audit.ledger")
        await press(pilot, "home", "enter", "down", "end", "backspace", "4", "ctrl+s")
        assert load(folder).audit.ledger[0].messages == 4
        assert "causes" in load(folder).look_again
        assert screen.session.reasons["causes"].endswith("Orders in breach")


async def test_what_was_counted_is_a_proposal_until_it_is_kept(make_app: Callable[..., Any], folder: Path) -> None:
    app = make_app()
    async with app.run_test(size=(120, 50)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "2")
        assert shows(app, "proposed: 3 (counted in 3 imported messages that you sent)")
        assert load(folder).audit.messages_read is None
        app.screen.view.choose("q:audit.messages_read")
        await settle(pilot)
        assert shows(app, "Proposed is 3, counted in 3 imported messages that you sent.")
        await press(pilot, "f8", "enter")
        assert load(folder).audit.messages_read == 3


async def test_a_sentence_of_the_table_leads_to_its_order(make_app: Callable[..., Any], folder: Path) -> None:
    from poa.tui.wayfinding import question_of, step_of

    with_audit(folder, Audit(ledger=(LedgerRow(order_id=ONE), LedgerRow(order_id=TWO))))
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        session = app.screen.session
        for path in ("audit.ledger[1].said", "audit.ledger[1].order_id"):
            assert question_of(session, path).path == path
            assert step_of(session, path) == "messages"
        assert question_of(session, "audit.ledger").path == "audit.ledger[0].order_id"
        assert question_of(session, "audit.streams[4].what") is None
        app.screen.jump("messages", question_of(session, "audit.ledger[1].said").path)
        await settle(pilot)
        assert type(app.screen).__name__ == "LedgerScreen"
        assert app.screen.query_one("#entries").key == "entry:1"


async def test_an_example_is_kept_only_when_it_is_confirmed_once_more(
    make_app: Callable[..., Any], folder: Path
) -> None:
    with_audit(folder, Audit(ledger=(LedgerRow(order_id=ONE),)))
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, "audit.ledger")
        await press(pilot, "home", "enter")
        app.screen.query_one("#f-outcome-en").focus()
        await press(pilot, "f8", "ctrl+s")
        assert shows(app, "This is still the example")
        assert not load(folder).audit.ledger[0].outcome
        await press(pilot, "ctrl+s")
        assert load(folder).audit.ledger[0].outcome.en == "The buyer did not answer."


async def test_a_card_in_parcels_is_told_as_one(make_app: Callable[..., Any], folder: Path) -> None:
    from poa.model.case import Incident, Text

    with_audit(folder, Audit(), incidents=(Incident(order_id=ONE, quote="Scan me"), Incident(act=Text(en="wrote"))))
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, "details")
        assert shows(app, "More about which incident?", "Scan me")
        await press(pilot, "enter")
        assert shows(app, "Buyer-Seller Messaging", "1. Order 113-5550741-3306128")
        await press(pilot, "left", "down", "down", *"18 Aug 2025", "ctrl+s")
        first, second = load(folder).incidents
        assert (first.channel, first.recipient, first.until) == ("package_insert", "buyer", date(2025, 8, 18))
        assert second == Incident(act=Text(en="wrote"))


async def test_what_cannot_be_true_together_is_refused_in_words(make_app: Callable[..., Any], folder: Path) -> None:
    with_audit(folder, Audit(ledger=(LedgerRow(order_id=ONE),)))
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, "audit.ledger")
        await press(pilot, "+")
        app.screen.query_one("#f-order_id").value = ONE
        await settle(pilot)
        await press(pilot, "ctrl+s")
        assert shows(app, "stands in the table already")
        await press(pilot, "escape", "escape")
        app.screen.view.choose("audit.streams")
        await settle(pilot)
        await press(pilot, "+")
        for field, text in (("what-en", "tool"), ("read", "5"), ("in_breach", "6")):
            app.screen.query_one(f"#f-{field}").value = text
        await settle(pilot)
        await press(pilot, "ctrl+s")
        assert shows(app, "6 in breach are more than the 5 that were read.")
        app.screen.query_one("#f-in_breach").value = "5"
        app.screen.query_one("#f-sample_of").value = "3"
        await settle(pilot)
        await press(pilot, "ctrl+s")
        assert shows(app, "A sample of 5 cannot be taken from 3.")
        assert load(folder).audit.streams == ()


async def test_turns_stand_in_order_of_their_days(make_app: Callable[..., Any], folder: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 40)) as pilot:
        await opened(pilot, "conversation")
        for day, words in (("2026-03-11", "later"), ("2026-03-09", "first"), ("2026-03-09", "second")):
            await press(pilot, "+")
            app.screen.query_one("#f-on").value = day
            app.screen.query_one("#f-quote").load_text(words)
            await press(pilot, "ctrl+s")
        assert [turn.quote for turn in load(folder).conversation] == ["first", "second", "later"]
        await press(pilot, "+", "ctrl+s")
        assert shows(app, "neither its words nor a phrase")


async def test_what_was_turned_to_stays_when_the_language_changes(
    make_app: Callable[..., Any], case_folder: Path
) -> None:
    from poa.model.case import Incident
    from poa.tui.widgets.choice import Choice

    told = (Incident(order_id="113-5550741-3306128"),)
    save(case_folder, msgspec.structs.replace(load(case_folder), incidents=told), now=NOW)
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "2")
        app.screen.view.choose("details")
        await settle(pilot)
        app.screen.query_one("#f-channel", Choice).focus()
        await press(pilot, "right", "ctrl+l")
        assert app.screen.query_one("#f-channel", Choice).value == "direct_email"
        await press(pilot, "ctrl+s")
    assert load(case_folder).incidents[0].channel == "direct_email"


async def test_what_changed_in_the_case_while_a_form_was_open_stays(make_app: Callable[..., Any], folder: Path) -> None:
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await opened(pilot, "audit.ledger")
        screen.action_add()
        await settle(pilot)
        session = screen.session
        people = (*session.case.people, Person(en="Trainer"))
        session.change(
            msgspec.structs.replace(session.case, people=people, training=("basics",)), why="training basics"
        )
        app.screen.query_one("#f-order_id").value = ONE
        app.screen.query_one("#f-messages").value = "2"
        app.screen.query_one("#f-by").value = "Bo Lin"
        await press(pilot, "ctrl+s")
        assert app.screen is screen
    case = load(folder)
    assert case.training == ("basics",)
    assert [person.en for person in case.people] == ["Trainer", "Bo Lin"]
    assert [(row.order_id, row.by) for row in case.audit.ledger] == [(ONE, "Bo Lin")]


async def test_a_form_that_asked_for_more_still_puts_by_what_was_typed(
    make_app: Callable[..., Any], folder: Path
) -> None:
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await opened(pilot, "conversation")
        screen.action_add()
        await settle(pilot)
        app.screen.query_one("#f-quote").load_text("您好，请问")
        await press(pilot, "ctrl+s")
        assert app.screen is not screen
        await press(pilot, "escape")
        assert app.screen is screen
        assert any("Not kept, but not lost" in note.message for note in app._notifications)
        screen.action_add()
        await settle(pilot)
        assert app.screen.query_one("#f-quote").text == "您好，请问"
    assert not load(folder).conversation


async def test_the_period_of_some_messages_is_not_taken_for_all(make_app: Callable[..., Any], folder: Path) -> None:
    from poa.cases.mail import import_messages
    from poa.library.guidance import Guidance
    from poa.resources import root

    source = folder.parent / "undated.jsonl"
    source.write_text(json.dumps({"id": "u", "text": "Thank you.", "sender": "Bo"}), encoding="utf-8")
    import_messages(folder, [source], guidance=Guidance([root("guidance")]), now=NOW)
    app = make_app()
    async with app.run_test(size=(80, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "2")
        (row,) = (row for row in app.screen.view.rows() if row.key == "counts")
        assert (row.title, row.note[:26]) == (
            "Take over how many messages were imported",
            "1 of them carries no date,",
        )
        app.screen.view.choose("counts")
        audit = load(folder).audit
        assert (audit.messages_read, audit.period_from, audit.period_to) == (4, None, None)
        await press(pilot, "2")
        app.screen.view.choose("report")
        await settle(pilot)
        assert shows(app, "1 of them without a date")


async def test_what_is_set_aside_counts_in_no_proposal(make_app: Callable[..., Any], folder: Path) -> None:
    from poa.cases.mail import CaseMail, import_messages
    from poa.library.guidance import Guidance
    from poa.resources import root

    source = folder.parent / "sheet.txt"
    source.write_text("Spatulas left on shelf 4: 84 pieces", encoding="utf-8")
    import_messages(folder, [source], guidance=Guidance([root("guidance")]), now=NOW)
    mail = CaseMail(folder)
    (sheet,) = (id for id in mail.ids_of() if mail.message(id).sent is None)
    save(folder, msgspec.structs.replace(load(folder), decided={sheet: "aside"}), now=NOW)
    app = make_app()
    async with app.run_test(size=(120, 50)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "2")
        (row,) = (row for row in app.screen.view.rows() if row.key == "counts")
        assert row.note == "", "all that count carry a date"
        assert shows(app, "proposed: 3 (counted in 3 imported messages that you sent)")
        app.screen.view.choose("audit.streams")
        await settle(pilot)
        assert "not named" not in listed(app)


async def test_what_is_proposed_agrees_with_the_bodies_of_messages_that_were_confirmed(
    make_app: Callable[..., Any], folder: Path
) -> None:
    from poa.tui.steps.counted import told_proposal

    told = Stream(what=Text("messages of the tool", "工具消息"), read=412, in_breach=412, orders=409)
    typed = Stream(what=Text("typed messages", "手写消息"), read=356, in_breach=2, orders=2)
    incident = Incident(order_id=ONE, on=date(2026, 5, 19), quote="Take 10% off.", rules=("type.marketing-coupons",))
    with_audit(folder, Audit(streams=(told, typed)), incidents=(incident,))
    app = make_app()
    async with app.run_test(size=(120, 50)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "2")
        session = app.screen.session
        assert "414" in told_proposal(session, "audit.messages_in_breach")
        assert "411" in told_proposal(session, "audit.orders_in_breach")
        assert told_proposal(session, "audit.breach_to") == "", "of the others the days are not known"
