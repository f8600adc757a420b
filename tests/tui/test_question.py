"""One question: nothing is chosen by itself, keys and doubts are said beside the field, Esc loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from poa.cases.store import load, save
from poa.model.case import Action, Text

from .conftest import NOW, make_case, screen_lines, settle, shows
from .test_screens import full_case, press


async def ask(pilot: Any, step: int, path: str) -> Any:
    """Open the case and the question at a path."""
    from poa.model.question import STEPS

    await settle(pilot)
    await press(pilot, "enter")
    pilot.app.screen.jump(STEPS[step - 1], path)
    await settle(pilot)
    assert pilot.app.screen.question.path == path
    return pilot.app.screen


async def keep_and_leave(pilot: Any) -> None:
    """Keep the answer and go back to the step, whether or not another question follows."""
    await press(pilot, "ctrl+s")
    if type(pilot.app.screen).__name__ == "QuestionScreen":
        await press(pilot, "escape")


@pytest.mark.parametrize(
    ("step", "path"), [(5, "measures[0].owner"), (5, "measures[0].status"), (4, "actions[0].status")]
)
async def test_mere_enter_chooses_no_owner_and_attests_nothing(
    make_app: Callable[..., Any], home: Path, step: int, path: str
) -> None:
    from poa.tui.paths import value_at, with_value

    folder = full_case(home)
    whole = with_value(load(folder), "measures[0].frequency", Text(en="every day", zh="每天"))
    save(folder, with_value(whole, path, ""), now=NOW)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ask(pilot, step, path)
        assert shows(app, "Nothing is chosen yet.")
        await press(pilot, "enter", "enter", "space")
        assert value_at(load(folder), path) == ""
        assert app.screen.question.path == path
        await press(pilot, "down", "enter")
        assert value_at(load(folder), path) in ("Li Wei", "in_force", "done")


async def test_a_given_answer_stands_under_the_cursor(make_app: Callable[..., Any], home: Path) -> None:
    full_case(home)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await ask(pilot, 5, "measures[0].status")
        assert screen.query_one("#choices").key == "in_force"


async def test_a_box_for_two_languages_says_what_enter_and_tab_do(make_app: Callable[..., Any], home: Path) -> None:
    folder = full_case(home)
    case = load(folder)
    empty = msgspec.structs.replace(case.measures[0], frequency=type(case.measures[0].frequency)())
    save(folder, msgspec.structs.replace(case, measures=(empty,)), now=NOW)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await ask(pilot, 5, "measures[0].frequency")
        assert shows(app, "Enter begins a new line, tab goes to the other language, ^s keeps both.", "tab Next field")
        await press(pilot, "a", "enter", "b", "tab", "c")
        assert screen.raw().texts == ("a\nb", "c")


async def test_enter_in_the_first_of_two_name_boxes_goes_to_the_second(
    make_app: Callable[..., Any], home: Path
) -> None:
    folder = full_case(home)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await ask(pilot, 5, "measures[0].owner")
        screen.query_one("#new-en").focus()
        await press(pilot, *"Ann", "enter")
        assert screen.focused.id == "new-zh"
        await press(pilot, "enter")
        assert load(folder).measures[0].owner == "Ann"


async def test_a_letter_dated_before_its_notice_is_doubted_beside_the_field_and_in_its_line(
    make_app: Callable[..., Any], home: Path
) -> None:
    folder = full_case(home)
    app = make_app()
    async with app.run_test(size=(80, 30)) as pilot:
        await ask(pilot, 1, "letter.on")
        await press(pilot, *"2026-03-01")
        assert shows(app, "dated 1 March 2026, but the notice came on 13 March 2026")
        await keep_and_leave(pilot)
        assert str(load(folder).letter.on) == "2026-03-01"
        case = app.screen
        case.query_one("#rows").select("q:letter.on")
        await settle(pilot)
        assert case.session.progress["notice"] == "problem"
        row = next(item.row for item in case.query_one("#rows").items if item.key == "q:letter.on")
        assert (row.state, "A letter cannot answer a notice that has not come" in row.note) == ("problem", True)
        await press(pilot, "8")
        told = "A letter cannot answer a notice that has not come"
        assert any(told in r.message.en for r in case.session.review.remarks)


async def test_escape_puts_a_changed_tick_by_and_says_so(make_app: Callable[..., Any], home: Path) -> None:
    folder = full_case(home)
    app = make_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await ask(pilot, 4, "actions[0].by")
        await press(pilot, "enter", "escape")
        assert shows(app, "Not kept, but not lost")
        assert load(folder).actions[0].by == ("Li Wei",)
        app.screen.view.open("actions[0].by")
        await settle(pilot)
        assert app.screen.picked == []
        await press(pilot, "f9")
        assert app.screen.picked == ["Li Wei"]


async def test_escape_without_a_change_says_nothing(make_app: Callable[..., Any], home: Path) -> None:
    full_case(home)
    app = make_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await ask(pilot, 4, "actions[0].by")
        await press(pilot, "enter", "enter", "escape")
        assert not shows(app, "not lost")


@pytest.mark.parametrize("keys", [("6", "home", "enter"), ("0", "home", "enter")], ids=["exhibit", "round"])
async def test_other_forms_say_it_too(make_app: Callable[..., Any], home: Path, keys: tuple[str, ...]) -> None:
    full_case(home)
    app = make_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "enter", *keys)
        assert app.screen.query("Input")
        await press(pilot, "x", "escape")
        assert shows(app, "Not kept, but not lost")


@pytest.mark.parametrize(
    ("language", "step", "row", "told"),
    [
        ("zh-Hans", 2, "incident:0", "违规1，订单113-5550741-3306128：还有2题，可以不答"),
        ("en", 6, "q:measures[0].exhibits", "Evidence – Test before access: 1 question left, not needed"),
    ],
)
async def test_a_question_says_which_entry_it_is_about(
    make_app: Callable[..., Any], home: Path, language: str, step: int, row: str, told: str
) -> None:
    full_case(home)
    app = make_app(language)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", str(step))
        app.screen.query_one("#rows").select(row)
        await press(pilot, "enter")
        assert shows(app, told), screen_lines(app)


@pytest.mark.parametrize(("typed", "field"), [("kaja Joneg", "#new-en"), ("王小明", "#new-zh")])
async def test_a_name_typed_while_the_list_of_people_has_the_focus_lands_in_the_field(
    make_app: Callable[..., Any], home: Path, typed: str, field: str
) -> None:
    from poa.cases.drafts import drafts

    folder = full_case(home)
    app = make_app("zh-Hans")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await ask(pilot, 4, "actions[0].by")
        picked = list(screen.picked)
        assert screen.focused.id == "choices"
        await press(pilot, *("space" if char == " " else char for char in typed))
        assert screen.query_one(field).value == typed
        assert screen.picked == picked, "a blank within a name ticks nothing"
        await press(pilot, "escape")
    assert any(typed in draft.fields.values() for draft in drafts(folder))


async def test_characters_that_an_input_method_sends_at_once_all_arrive(
    make_app: Callable[..., Any], home: Path
) -> None:
    from textual.events import Key, Paste

    full_case(home)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await ask(pilot, 4, "actions[0].by")
        for char in "Li Wei":
            screen.query_one("#choices").post_message(Key("space" if char == " " else char, char))
        await settle(pilot)
        assert screen.query_one("#new-en").value == "Li Wei"
        screen.query_one("#choices").focus()
        await settle(pilot)
        app.post_message(Paste(" Peng"))
        await settle(pilot)
        assert screen.query_one("#new-en").value == "Li Wei Peng"


async def test_the_keys_of_a_list_do_there_what_they_did(make_app: Callable[..., Any], home: Path) -> None:
    full_case(home)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await ask(pilot, 4, "actions[0].by")
        picked = list(screen.picked)
        await press(pilot, "space")
        assert screen.picked != picked and screen.query_one("#new-en").value == ""
        await press(pilot, "question_mark")
        assert type(app.screen).__name__ == "HelpScreen"


async def test_a_sentence_that_was_attested_and_becomes_another_is_asked_about_again(
    make_app: Callable[..., Any], home: Path
) -> None:
    folder = full_case(home)
    case = load(folder)
    daily = Text(en="every day", zh="每天")
    whole = msgspec.structs.replace(case.measures[0], frequency=daily, causes=(1,), status="in_force")
    save(folder, msgspec.structs.replace(case, measures=(whole,)), now=NOW)
    owner = whole.owner
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ask(pilot, 5, "measures[0].frequency")
        await keep_and_leave(pilot)
        assert load(folder).measures[0].status == "in_force", "the sentence is the one that was attested"
        app.screen.jump("measures", "measures[0].frequency")
        await settle(pilot)
        app.screen.query_one("#answer-en").text = "every second Friday"
        await keep_and_leave(pilot)
        await settle(pilot)
        measure = load(folder).measures[0]
        assert (measure.owner, measure.frequency.en, measure.status) == (owner, "every second Friday", "")


@pytest.mark.parametrize(("language", "sides"), [("en", 1), ("zh-Hans", 2)])
async def test_the_english_sentence_stands_first_wherever_something_is_attested(
    make_app: Callable[..., Any], home: Path, language: str, sides: int
) -> None:
    folder = full_case(home)
    app = make_app(language)
    async with app.run_test(size=(80, 40)) as pilot:
        screen = await ask(pilot, 5, "measures[0].status")
        *told, blank, lacks = screen.letter_says().splitlines()[1:]
        assert len(told) == sides
        assert told[0].isascii()
        assert (blank, lacks) == ("", app.desk.words("tui_fields.attest_later")), "how often is still to be told"
        screen.session.answer("measures[0].frequency", Text(en="every day", zh="每天"), "measures")
        assert len(screen.letter_says().splitlines()[1:]) == sides
    assert load(folder).measures[0].frequency.en == "every day"


async def test_the_first_line_counts_down_to_the_last_question(make_app: Callable[..., Any], home: Path) -> None:
    folder = make_case(home)
    app = make_app("en")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "1")
        app.screen.query_one("#rows").select("q:store.team_size")
        await press(pilot, "enter")
        # Whether it is the first notice is asked above, and needed all the same.
        assert shows(app, "The notice: 4 questions left, 3 of them needed")
        await press(pilot, "6", "enter")
        assert shows(app, "The notice: 3 questions left")
        await press(pilot, "ctrl+n")
        assert shows(app, "The notice: 3 questions left"), "what is needed and was left open is needed still"
        assert load(folder).store.team_size == 6
        await press(pilot, "escape")
        app.screen.query_one("#rows").select("q:store.team_size")
        await press(pilot, "enter")
        assert not shows(app, "left"), "an answer that is corrected is none of a row"


async def test_whoever_names_a_person_is_asked_for_the_role(make_app: Callable[..., Any], home: Path) -> None:
    make_case(home)
    app = make_app("en")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "1")
        app.screen.query_one("#rows").select("q:people")
        await press(pilot, "enter", *"Li Wei", "enter", "enter")
        assert shows(app, "Li Wei"), screen_lines(app)
        await press(pilot, "enter")
        assert app.screen.question.path == "people[0].role", screen_lines(app)


async def test_a_sentence_is_not_attested_before_it_is_whole_and_what_it_lacks_is_asked(
    make_app: Callable[..., Any], home: Path
) -> None:
    folder = make_case(home)
    save(
        folder,
        msgspec.structs.replace(load(folder), actions=(Action(text=Text("We wrote a procedure.", "写了流程。")),)),
        now=NOW,
    )
    app = make_app("en")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "4")
        app.screen.query_one("#rows").select("action:0")
        await press(pilot, "enter")
        asked = [app.screen.question.path]
        while not asked[-1].endswith("status"):
            await press(pilot, "ctrl+n")
            asked.append(app.screen.question.path)
        assert "actions[0].on" in asked
        await press(pilot, "down", "enter")
        assert load(folder).actions[0].status == "", "nobody has read the sentence with its day"
        assert getattr(app.screen, "path", "") == "actions[0].on", screen_lines(app)
        await press(pilot, *"2026-03-14", "enter")
        assert app.screen.path == "actions[0].status"
        assert "March 14, 2026: We wrote a procedure." in app.screen.letter_says()
        await press(pilot, "down", "enter")
        assert load(folder).actions[0].status == "done"
        assert getattr(app.screen, "path", "") not in asked, "what was left open freely is not asked a second time"


async def test_an_action_that_is_planned_is_kept_without_what_done_would_need(
    make_app: Callable[..., Any], home: Path
) -> None:
    folder = make_case(home)
    action = Action(text=Text("We will write a procedure.", "将写流程。"))
    save(folder, msgspec.structs.replace(load(folder), actions=(action,)), now=NOW)
    app = make_app("en")
    async with app.run_test(size=(80, 24)) as pilot:
        await ask(pilot, 4, "actions[0].status")
        await press(pilot, "down", "down", "enter")
        assert load(folder).actions[0].status == "planned"


async def test_the_sentence_of_a_cause_is_shown_and_confirmed_or_told_in_own_words(
    make_app: Callable[..., Any], home: Path
) -> None:
    from poa.model.case import Cause

    folder = make_case(home)
    slots = {"template": Text("the mail of 2019", "2019 年的邮件")}
    cause = Cause(id="old", entry="c02-outdated-template", status="", slots=slots)
    save(folder, msgspec.structs.replace(load(folder), causes=(cause,)), now=NOW)
    app = make_app("en")
    async with app.run_test(size=(100, 40)) as pilot:
        screen = await ask(pilot, 3, "causes[0].status")
        assert "stayed in use after the rules had changed" in screen.letter_says()
        await press(pilot, "down", "enter")
        assert load(folder).causes[0].status == "true"
        app.screen.jump("causes", "causes[0].slots.orders")
        await settle(pilot)
        await press(pilot, *"409", "enter")
        assert load(folder).causes[0].status == "", "the letter says more than was confirmed"
        assert app.screen.path == "causes[0].status" and "409 orders" in app.screen.letter_says()
        await press(pilot, "down", "down", "enter")
        assert load(folder).causes[0].status == "own_words"
        assert app.screen.path == "causes[0].text", screen_lines(app)


async def test_a_month_is_enough_where_the_sentence_can_tell_it_and_a_day_is_asked_for_elsewhere(
    make_app: Callable[..., Any], home: Path
) -> None:
    from poa.model.case import Cause

    folder = make_case(home)
    cause = Cause(id="old", entry="c02-outdated-template", status="", slots={"template": Text("the mail", "邮件")})
    save(
        folder,
        msgspec.structs.replace(load(folder), causes=(cause,), actions=(Action(entry="a02-stop-tool"),)),
        now=NOW,
    )
    app = make_app("en")
    async with app.run_test(size=(100, 40)) as pilot:
        await ask(pilot, 3, "causes[0].slots.dated")
        await press(pilot, *"May 2019")
        assert shows(app, "= May 2019")
        await press(pilot, "enter")
        assert load(folder).causes[0].slots["dated"] == "2019-05"
        await press(pilot, "escape")
        app.screen.jump("actions", "actions[0].on")
        await settle(pilot)
        await press(pilot, *"May 2019", "enter")
        assert shows(app, "here the letter needs the day")
        assert load(folder).actions[0].on is None
