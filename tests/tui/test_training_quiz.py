"""The quiz on the screen: choose, judge, rewrite; explained, kept by name, repeated with other questions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import TextArea

from poa.library.training import load_modules
from poa.model.case import Text
from poa.model.training import Asked, Attendee, Paper, Session
from poa.training.desk import add_paper
from poa.training.quiz import draw_paper
from poa.training.store import load_session, save_session
from poa.tui.screens.training_quiz import QuizScreen

from .conftest import settle, shows
from .training import at, go_to, press, said, typed

GOOD = "We are sorry for the trouble. Please tell us here which step is unclear, and we will help you at once."


def all_kinds() -> Paper:
    """One question of each kind, and one with several right answers where the bank has one."""
    from poa.library.guidance import Guidance
    from poa.resources import root

    modules = list(load_modules(Guidance([root("guidance")])).values())
    bank = draw_paper(modules, sum(len(module.quiz) for module in modules), seed=1).questions
    first = {kind: next(one for one in bank if one.kind == kind) for kind in ("choose", "judge", "rewrite")}
    many = [one for one in bank if one.kind == "choose" and len(one.right) > 1][:1]
    return Paper(id="paper-1", questions=(*first.values(), *many))


async def answer(pilot: Any, asked: Asked, *, right: bool = True) -> None:
    """Answer the question on the screen, and read the explanation."""
    screen = pilot.app.screen
    if asked.kind == "rewrite":
        screen.query_one("#rewrite", TextArea).text = GOOD if right else asked.message
        await press(pilot, "ctrl+s")
        await pilot.app.workers.wait_for_complete()
        await settle(pilot)
    elif asked.kind == "judge":
        places = {"send": 0, "fix": 1, "stop": 2}
        wrong = next(place for verdict, place in places.items() if verdict != asked.verdict)
        await go_to(pilot, "#quiz", places[asked.verdict] if right else wrong)  # type: ignore[arg-type]
        await press(pilot, "enter")
    else:
        wrong = [n for n in range(len(asked.options)) if n not in asked.right][:1]
        for place in asked.right if right else wrong:
            await go_to(pilot, "#quiz", place)  # type: ignore[arg-type]
            await press(pilot, "enter")
        if len(asked.right) > 1:
            await go_to(pilot, "#quiz", "done")
            await press(pilot, "enter")
    assert screen.explaining
    assert screen.marked[-1].right is right


async def test_every_kind_is_asked_explained_and_listed_at_the_end(make_app: Callable[..., Any], home: Path) -> None:
    paper = all_kinds()
    app = make_app()
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(pilot)
        await app.push_screen(QuizScreen(lambda: "All kinds", lambda used: None if used else paper))
        await settle(pilot)
        for number, asked in enumerate(paper.questions):
            await answer(pilot, asked, right=number != 2)
            url = asked.url.removeprefix("https://")[:30]
            assert shows(app, "Right." if number != 2 else "Wrong.") and (not url or shows(app, url))
            await press(pilot, "enter")
        total = len(paper.questions)
        assert shows(app, f"{total - 1} of {total} right", "To look at again", "nothing is kept")
        missed = paper.questions[2]
        assert shows(app, missed.model[:60])
        await press(pilot, "home", "enter")
        assert type(app.screen).__name__ == "RuleScreen"
        await press(pilot, "escape", "r")
        assert said(app, "no other questions")
        await press(pilot, "escape")
        assert not isinstance(app.screen, QuizScreen)


async def test_only_what_is_partly_right_is_not_quite_right(make_app: Callable[..., Any], home: Path) -> None:
    options = tuple(Text(en=letter) for letter in "ABC")
    several = Asked(id="a", kind="choose", question=Text(en="Which?"), options=options,
                    right=(0, 1), why=Text(en="So."))  # fmt: skip
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for picked, said_of_it in (((0,), "Not quite."), ((2,), "Wrong."), ((0, 1), "Right.")):
            await app.push_screen(QuizScreen(lambda: "", lambda used: Paper(id="p", questions=(several,))))
            await settle(pilot)
            assert shows(app, "enter Choose")
            for place in (*picked, "done"):
                await go_to(pilot, "#quiz", place)
                await press(pilot, "enter")
            assert shows(app, said_of_it)
            await press(pilot, "escape")


async def test_a_rewriting_that_breaks_rules_is_told_what_the_check_says(
    make_app: Callable[..., Any], home: Path
) -> None:
    asked = next(one for one in all_kinds().questions if one.kind == "rewrite")
    paper = Paper(id="p", questions=(asked,))
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await app.push_screen(QuizScreen(lambda: "", lambda used: paper))
        await settle(pilot)
        await press(pilot, "ctrl+s")
        assert said(app, "Write the message anew first")
        await typed(pilot, "Send me your WhatsApp number")
        await press(pilot, "ctrl+s")
        await settle(pilot)
        assert shows(app, "Wrong.", "The check says: Stop and ask a person (", "One good way to write it")


async def test_a_check_that_breaks_off_leaves_the_message_to_be_handed_in_again(
    make_app: Callable[..., Any], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = next(one for one in all_kinds().questions if one.kind == "rewrite")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        screen = QuizScreen(lambda: "", lambda used: Paper(id="p", questions=(asked,)))
        await app.push_screen(screen)
        await settle(pilot)
        await typed(pilot, GOOD)
        with monkeypatch.context() as broken:
            broken.setattr(screen, "_marked", lambda text: 1 / 0)
            await pilot.press("ctrl+s")
            for _ in range(100):
                await pilot.pause(0.02)
                if not screen.checking:
                    break
        assert screen.query_one("#rewrite", TextArea).text == GOOD
        await press(pilot, "ctrl+s")
        await settle(pilot)
        assert screen.explaining


async def test_a_message_that_is_not_handed_in_is_not_left_by_one_key(make_app: Callable[..., Any], home: Path) -> None:
    asked = next(one for one in all_kinds().questions if one.kind == "rewrite")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        screen = QuizScreen(lambda: "", lambda used: Paper(id="p", questions=(asked,)))
        await app.push_screen(screen)
        await settle(pilot)
        await typed(pilot, "Dear buyer")
        await press(pilot, "escape")
        assert app.screen is screen
        assert said(app, "not handed in yet")
        await typed(pilot, "")
        await press(pilot, "escape")
        assert app.screen is not screen, "nothing stands there, so nothing is asked"


@pytest.mark.parametrize(
    ("language", "kept", "lost"),
    [("en", "no result is kept", "nothing is lost"), ("zh-Hans", "没有做完不保存成绩", "不会丢失内容")],
)
async def test_the_help_of_a_quiz_does_not_promise_that_nothing_is_lost(
    make_app: Callable[..., Any], home: Path, language: str, kept: str, lost: str
) -> None:
    app = make_app(language)
    async with app.run_test(size=(100, 50)) as pilot:
        await settle(pilot)
        await app.push_screen(QuizScreen(lambda: "", lambda used: all_kinds()))
        await press(pilot, "f1")
        assert shows(app, kept) and not shows(app, lost)
        assert not shows(app, "f9 "), "nothing typed before came back here, so there is nothing to clear"


async def test_other_questions_come_before_those_that_were_put(make_app: Callable[..., Any], home: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "escape", "f5", "q")
        first = {asked.id for asked in app.screen.questions}
        app.screen.marked = [None] * len(first)
        app.screen.action_repeat()
        await settle(pilot)
        assert len(first) == 10 and not first & {asked.id for asked in app.screen.questions}


async def test_practice_messages_are_judged(make_app: Callable[..., Any], home: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "escape", "f5", "enter", "p")
        assert shows(app, "An answer to the buyer. May it be sent?", "Question 1 of 3")
        await press(pilot, "enter")
        assert shows(app, "Right.", "1 of 1 right")


async def test_a_result_is_kept_by_name_when_the_last_question_is_answered(
    make_app: Callable[..., Any], home: Path
) -> None:
    paper = Paper(id="paper-1", questions=all_kinds().questions[:2])
    people = (Attendee(id="chen", name="Chen Xiaoyu", present=True),)
    save_session(
        home, add_paper(Session(id="one", modules=("conduct-and-tone",), attendees=people, pass_mark=2), paper)
    )
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "escape", "f5", "end", "up", "enter")
        await start(pilot, "yesterday\n")
        assert shows(app, "taken today, not on 13 March"), "a quiz on the screen is not dated back"
        await at(pilot, "#f-taken_on", "today\n")
        assert isinstance(app.screen, QuizScreen)
        await answer(pilot, paper.questions[0])
        await press(pilot, "enter", "escape")
        assert isinstance(app.screen, QuizScreen) and said(app, "1 answer would be given up")
        await press(pilot, "escape")
        assert load_session(home, "one").results == () and said(app, "no result is kept")
        await start(pilot, "2026-03-14\n")
        for number, asked in enumerate(paper.questions):
            await answer(pilot, asked, right=number == 0)
            await press(pilot, "enter")
        assert shows(app, "Kept for Chen Xiaoyu: 1 of 2", "pass mark of 2 is not reached")
        result = load_session(home, "one").results[0]
        assert (result.attendee, result.points, result.out_of, result.on) == ("chen", 1, 2, date(2026, 3, 14))
        assert result.missed == (paper.questions[1].id,)
        await press(pilot, "r")
        papers = load_session(home, "one").papers
        assert [len(one.questions) for one in papers] == [2, 2]
        assert not {a.id for a in papers[0].questions} & {a.id for a in papers[1].questions}
        for asked in papers[1].questions:
            await answer(pilot, asked)
            await press(pilot, "enter")
        assert shows(app, "The pass mark of 2 is reached")
        assert [(r.paper, r.points) for r in load_session(home, "one").results] == [("paper-1", 1), (papers[1].id, 2)]


async def start(pilot: Any, day: str) -> None:
    """From the session to the quiz of its only person."""
    await go_to(pilot, "#session", "person:chen")
    await press(pilot, "enter")
    await go_to(pilot, "#options", "quiz")
    await press(pilot, "enter")
    await typed(pilot, day)
