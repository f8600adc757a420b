"""What the screens do: confirm suspects, check messages, jump from a sentence to its answer, keep what was typed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from poa.cases.store import acquire, load

from .conftest import NOW, make_case, settle, shows
from .test_screens import checked, full_case, press


async def open_case(pilot: Any, *keys: str) -> Any:
    await settle(pilot)
    await press(pilot, "enter", *keys)
    return pilot.app.screen


async def test_one_key_makes_an_incident_with_the_quotation(make_app: Callable[..., Any], home: Path) -> None:
    import msgspec

    from poa.cases.store import save

    folder = full_case(home)
    save(folder, msgspec.structs.replace(load(folder), incidents=()), now=NOW)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_case(pilot, "2", "home", "down", "enter", "i")
        incidents = load(folder).incidents
        assert [incident.order_id for incident in incidents] == ["113-5550741-3306128"]
        assert "WhatsApp number" in incidents[0].quote
        await press(pilot, "home", "i")
        assert len(load(folder).incidents) == 1
        await press(pilot, "escape", "ctrl+z")
        assert load(folder).incidents == ()


async def test_a_message_is_judged_while_it_is_typed_and_nothing_of_it_is_kept(
    make_app: Callable[..., Any], case_folder: Path, home: Path
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await checked(pilot)
        assert shows(app, "Stop. Do not send this.")
        from poa.tui.widgets.marktext import MarkedTextArea

        area = app.screen.query_one("#check-text", MarkedTextArea)
        marked = area.get_line(0)
        assert any("underline" in str(span.style) for span in marked.spans)
        area.text = "Thank you for your question, the lamp uses an E27 bulb from the box."
        for _ in range(100):
            await pilot.pause(0.1)
            if not shows(app, "Stop."):
                break
        assert not shows(app, "Stop.")
    kept = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
    assert b"add my WhatsApp for a refund" not in kept


async def test_enter_on_a_sentence_goes_to_the_answer_behind_it(make_app: Callable[..., Any], home: Path) -> None:
    full_case(home)
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await open_case(pilot, "ctrl+r")
        for _ in range(40):
            if "actions[0].on" in screen.place.claim.facts:
                break
            await press(pilot, "down")
        assert shows(app, "You said")
        await press(pilot, "enter")
        assert type(app.screen).__name__ == "QuestionScreen"
        assert app.screen.question.path.startswith("actions[0]")


async def test_gaps_are_counted_and_can_be_seen(make_app: Callable[..., Any], home: Path) -> None:
    full_case(home)
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await open_case(pilot, "ctrl+r")
        assert shows(app, "facts missing", "[missing:")


async def test_a_language_switch_keeps_what_was_typed(make_app: Callable[..., Any], case_folder: Path) -> None:
    from textual.widgets import Input

    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_case(pilot, "2", "home", "enter", "t", "m", "p")
        assert app.screen.query_one("#mail-path", Input).value == "tmp"
        await press(pilot, "ctrl+l")
        assert app.screen.query_one("#mail-path", Input).value == "tmp"
        assert shows(app, "导入您发给买家的消息")
        await press(pilot, "escape")
        assert shows(app, "导入消息")


async def test_a_path_that_is_not_there_is_said_beside_the_field(
    make_app: Callable[..., Any], case_folder: Path
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_case(pilot, "2", "home", "enter", *"nowhere", "enter")
        assert shows(app, "There is no such file or folder.")


async def test_a_case_held_elsewhere_can_be_read_and_not_changed(
    make_app: Callable[..., Any], case_folder: Path
) -> None:
    held = acquire(case_folder, "another window", NOW)
    before = load(case_folder)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_case(pilot)
        assert shows(app, "read only")
        await press(pilot, "ctrl+d", "enter")
        assert load(case_folder) == before
    held.release()


async def test_leaving_a_case_in_any_way_lets_others_write(make_app: Callable[..., Any], case_folder: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_case(pilot)
        await press(pilot, "ctrl+q")
    acquire(case_folder, "next", NOW).release()


async def test_the_list_is_searched_and_archived_cases_come_back(
    make_app: Callable[..., Any], case_folder: Path
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "slash", *"nothing like it")
        assert shows(app, "No case fits these words.")
        await press(pilot, "escape", "a")
        assert load(case_folder).archived
        assert not shows(app, "1 d 22 h left")
        await press(pilot, "s", "a")
        assert not load(case_folder).archived


async def test_a_broken_case_is_named_and_the_others_open(make_app: Callable[..., Any], case_folder: Path) -> None:
    broken = case_folder.parent / "broken"
    broken.mkdir()
    (broken / "case.yaml").write_text("store: {nme: x}\n", encoding="utf-8")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert shows(app, "broken", "case.yaml", "Harbor Lamps")
        await press(pilot, "enter")
        assert type(app.screen).__name__ == "CasesScreen"
        await press(pilot, "down", "enter")
        assert type(app.screen).__name__ == "CaseScreen"


@pytest.mark.parametrize("pasted", ["", "   ", "\u200b\u202e"])
async def test_an_empty_warning_is_asked_for_again(make_app: Callable[..., Any], home: Path, pasted: str) -> None:
    from textual.widgets import TextArea

    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.screen.query_one("#notice-text", TextArea).load_text(pasted)
        await press(pilot, "ctrl+s")
        assert type(app.screen).__name__ == "FirstScreen"
        assert not (home / "cases").exists()


async def test_the_practice_case_opens_marked_as_invented(make_app: Callable[..., Any], home: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+e")
        assert shows(app, "practice, invented")
        await press(pilot, "escape", "escape")
        assert shows(app, "practice, invented")


async def test_a_paragraph_rewritten_by_hand_is_kept_and_can_be_given_back(
    make_app: Callable[..., Any], home: Path
) -> None:
    from textual.widgets import TextArea

    folder = full_case(home)
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await open_case(pilot, "ctrl+r")
        for _ in range(30):
            if screen.session.letter("en").blocks[screen.place.block].kind == "paragraph":
                break
            await press(pilot, "down")
        await press(pilot, "e")
        app.screen.query_one("#edit", TextArea).load_text("We wrote this sentence ourselves.")
        await press(pilot, "ctrl+s")
        assert "We wrote this sentence ourselves." in load(folder).letter.edits.values()
        assert shows(app, "We wrote this sentence ourselves.")
        await press(pilot, "e", "ctrl+r")
        assert load(folder).letter.edits == {}


async def test_a_fact_that_no_form_holds_is_told_in_its_place(make_app: Callable[..., Any], home: Path) -> None:
    folder = full_case(home)
    app = make_app()
    async with app.run_test(size=(80, 40)) as pilot:
        screen = await open_case(pilot, "4")
        rows = screen.query_one("#rows")
        rows.select("statement")
        await press(pilot, "enter", *["down"] * 5, "enter")
        await press(pilot, *"Older", "tab", *"x", "ctrl+s")
        statement = load(folder).statements[0]
        assert (statement.place, statement.text.en) == ("open", "Older")
        rows.select("statement:0")
        await press(pilot, "delete")
        assert load(folder).statements == ()


async def test_a_store_of_the_settings_fills_a_new_case(make_app: Callable[..., Any], home: Path) -> None:
    import msgspec

    from poa.cases.store import save
    from poa.model.case import Store

    folder = make_case(home)
    save(folder, msgspec.structs.replace(load(folder), store=Store(marketplace="US")), now=NOW)
    app = make_app()
    app.desk.set_setting("stores", [{"name": "Harbor Lamps", "marketplace": "US", "team_size": 6}])
    async with app.run_test(size=(80, 40)) as pilot:
        screen = await open_case(pilot)
        screen.query_one("#rows").select("store:0")
        await press(pilot, "enter")
        assert load(folder).store == Store(name="Harbor Lamps", marketplace="US", team_size=6)


async def test_the_mouse_does_what_the_keys_do(make_app: Callable[..., Any], case_folder: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_case(pilot)
        await pilot.click("#outline", offset=(8, 2))
        await settle(pilot)
        assert screen.step == "messages"
        await pilot.click("#rows", offset=(6, 0))
        await settle(pilot)
        assert type(app.screen).__name__ == "ImportScreen"
        await press(pilot, "escape")
        await pilot.click("#keys", offset=(3, 0))
        await settle(pilot)
        assert screen.step == "causes"


async def test_a_forged_notice_is_called_that_and_gets_no_letter(make_app: Callable[..., Any], home: Path) -> None:
    import msgspec

    from poa.cases.store import save

    folder = make_case(home)
    case = load(folder)
    forged = msgspec.structs.replace(case.notice, is_phishing=True)
    save(folder, msgspec.structs.replace(case, notice=forged), now=NOW)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_case(pilot)
        assert shows(app, "This looks forged.")
        await press(pilot, "ctrl+r")
        assert app.screen is screen
        await press(pilot, "9")
        assert shows(app, "there is no", "letter to write")


async def test_the_review_compares_with_earlier_rounds_and_other_cases(
    make_app: Callable[..., Any], home: Path
) -> None:
    from poa.cases.rounds import submit
    from poa.tui.session import open_session

    folder, other = full_case(home), make_case(home)
    app = make_app()
    session = open_session(app.desk, folder)
    why = "Dana received message permission on her first working day because nobody had to approve such access."
    session.answer("causes", [{"id": "own", "text": {"en": why, "zh": "没有人审批消息权限。"}}], "causes")
    text = session.letter("en").text
    alone = {remark.message.en for remark in session.review.remarks}
    session.close()
    sent = home / "letter.en.txt"
    sent.write_text(text.replace("March 14", "March 12"), encoding="utf-8")
    submit(folder, [sent], sent=NOW, now=NOW)
    (other / "out").mkdir()
    (other / "out" / "letter.en.txt").write_text(text, encoding="utf-8")
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(pilot)
        app.open_case(folder)
        await settle(pilot)
        assert app.screen.session.compared == ((), ()), "nothing is read before it is needed"
        await press(pilot, "8")
        new = [r.message.en for r in app.screen.session.review.remarks if r.message.en not in alone]
        shown = [item.row.title for item in app.screen.query_one("#rows").items]
    assert any(other.name in message for message in new), new
    assert any("March 12" in message for message in new), new
    assert set(new) <= set(shown)


async def test_the_letter_on_the_screen_follows_the_users_own_templates(
    make_app: Callable[..., Any], home: Path
) -> None:
    from poa.places import places
    from poa.resources import root

    full_case(home)
    own = places().templates / "en"
    own.mkdir(parents=True)
    text = (root("templates") / "en" / "exhibits.j2").read_text(encoding="utf-8")
    (own / "exhibits.j2").write_text(text + "\np own | Written by our own template.\n", encoding="utf-8")
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await open_case(pilot)
        assert "Written by our own template." in screen.session.letter("en").text


async def test_the_messages_on_the_orders_of_the_notice_and_all_messages_can_be_read(
    make_app: Callable[..., Any], home: Path
) -> None:
    import msgspec

    from poa.cases.store import save

    folder = full_case(home)
    save(folder, msgspec.structs.replace(load(folder), incidents=()), now=NOW)
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await open_case(pilot, "2")
        named = screen.session.mail.ids_of(screen.session.case.notice.order_ids)
        everything = screen.session.mail.ids_of()
        assert 0 < len(named) < len(everything)
        screen.view.choose("named")
        await settle(pilot)
        assert shows(app, "Messages on the orders that Amazon named")
        await press(pilot, "escape")
        app.screen.view.choose("all")
        await settle(pilot)
        listing = app.screen.query_one("#suspects")
        clean = next(id for id in everything if not screen.session.mail.audited(id).findings)
        listing.select(clean)
        await press(pilot, "i")
        (incident,) = load(folder).incidents
        assert incident.source == clean and incident.quote and incident.rules == ()
