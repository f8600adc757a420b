"""Steps 8 and 9: each gap once, with the name of what it is about; the way there; why there is no mirror."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from poa.cases.begin import begin
from poa.cases.store import load, save
from poa.library.guidance import Guidance
from poa.model.case import Measure, Text
from poa.model.letter import Gap
from poa.model.rule import Bilingual
from poa.resources import root

from .conftest import NOW, screen_lines, settle, shows
from .test_question import keep_and_leave
from .test_screens import full_case, press


def two_measures(home: Path) -> Path:
    """A case with two measures that lack the same fact."""
    folder = full_case(home)
    case = load(folder)
    second = Measure(status="in_force", owner="Li Wei", title=Text(en="Weekly reading", zh="每周抽查"))
    save(folder, msgspec.structs.replace(case, measures=(*case.measures, second)), now=NOW)
    return folder


def rows(app: Any) -> list[Any]:
    """The rows of the step that is shown."""
    return [item.row for item in app.screen.query_one("#rows").items]


async def test_each_gap_is_listed_once_and_names_its_measure(make_app: Callable[..., Any], home: Path) -> None:
    two_measures(home)
    app = make_app()
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "8")
        told = [(row.title, row.note) for row in rows(app) if row.key.startswith(("gap:", "remark:"))]
        assert len(told) == len(set(told))
        often = [note for title, note in told if title == "How often is it checked?"]
        assert often == ["Preventive measures – Test before access", "Preventive measures – Weekly reading"]
        assert not any("How often" in title and "missing" in title for title, _ in told)


async def test_enter_on_a_gap_asks_about_that_very_measure(make_app: Callable[..., Any], home: Path) -> None:
    folder = two_measures(home)
    app = make_app()
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "8")
        key = next(row.key for row in rows(app) if row.note.endswith("Weekly reading"))
        app.screen.query_one("#rows").select(key)
        await press(pilot, "enter")
        assert app.screen.question.path == "measures[1].frequency"
        assert shows(app, "Weekly reading")
        assert not shows(app, "left"), "one question, and back"
        await press(pilot, *"Mondays", "tab", *"x")
        await keep_and_leave(pilot)
        assert load(folder).measures[1].frequency.en == "Mondays"


async def test_a_remark_without_a_question_leads_to_the_line_of_its_entry(
    make_app: Callable[..., Any], home: Path
) -> None:
    two_measures(home)
    app = make_app()
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "8")
        view = app.screen.view
        view.jump("measures[1].proof", "measures")
        await settle(pilot)
        assert (app.screen.step, app.screen.query_one("#rows").key) == ("measures", "entry:1")


async def test_a_cause_that_nothing_answers_leads_to_the_choice_of_what_does(
    make_app: Callable[..., Any], home: Path
) -> None:
    folder = two_measures(home)
    case = load(folder)
    second = msgspec.structs.replace(case.causes[0], id="unseen")
    save(folder, msgspec.structs.replace(case, causes=(*case.causes, second)), now=NOW)
    app = make_app()
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "8")
        (gap,) = [row for row in rows(app) if "about cause 2" in row.title][:1]
        app.screen.query_one("#rows").select(gap.key)
        await press(pilot, "enter")
        assert shows(app, "What was done about cause 2", "Weekly reading"), screen_lines(app)
        await press(pilot, *"weekly", "enter")
        assert load(folder).measures[1].causes[-1] == "unseen"
        assert not any("about cause 2" in row.title for row in rows(app))


async def test_what_the_mirror_alone_lacks_is_named_and_keeps_the_letter_from_nothing(
    make_app: Callable[..., Any], home: Path
) -> None:
    from poa.cases.store import create
    from tests.letter.cases import small_case

    cause = msgspec.structs.replace(small_case().causes[0], text=Text(en="No rule named a channel."))
    folder = home / "cases" / "one"
    create(folder, small_case(causes=(cause,), branch="plan_of_action", earlier_none=True), now=NOW)
    app = make_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "8")
        assert any(row.key.startswith("gap:zh:") for row in rows(app))
        await press(pilot, "9")
        assert shows(app, "No Chinese mirror is written yet", "Write letter in English (Word")
        app.screen.query_one("#rows").select("write:docx,txt,md")
        await press(pilot, "enter")
        assert shows(app, "without the Chinese mirror")
        names = {path.name for path in (folder / "out").iterdir()}
        assert "letter.en.docx" in names
        assert not any(".zh." in name for name in names)


async def test_much_that_only_the_mirror_lacks_is_one_line_behind_the_remarks_until_it_is_asked_for(
    make_app: Callable[..., Any], home: Path
) -> None:
    from poa.cases.store import create
    from tests.letter.cases import small_case

    causes = tuple(
        msgspec.structs.replace(small_case().causes[0], text=Text(en=f"No rule named channel {n}.")) for n in range(5)
    )
    create(home / "cases" / "one", small_case(causes=causes, branch="plan_of_action"), now=NOW)
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "8")
        keys = [row.key for row in rows(app)]
        (line,) = (row for row in rows(app) if row.key == "mirror")
        assert line.title == "5 texts in English only: list them"
        assert keys.index("mirror") > max(n for n, key in enumerate(keys) if key.startswith("remark:"))
        app.screen.query_one("#rows").select("mirror")
        await press(pilot, "enter")
        assert sum(row.key.startswith("gap:zh:") for row in rows(app)) == 5


async def test_an_exhibit_without_its_file_is_told_beside_the_export_with_the_way_to_it(
    make_app: Callable[..., Any], home: Path
) -> None:
    from poa.cases.store import create
    from poa.model.case import Exhibit
    from tests.letter.cases import small_case

    exhibit = Exhibit(number=1, title=Text(en="Deletion record", zh="删除记录"))
    create(home / "cases" / "one", small_case(exhibits=(exhibit,), branch="plan_of_action"), now=NOW)
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "9")
        (row,) = [row for row in rows(app) if row.key == "no_file"]
        assert row.title.startswith("Exhibit 1 is listed in the letter but has no file")
        app.screen.query_one("#rows").select("no_file")
        await press(pilot, "enter")
        await settle(pilot)
        assert shows(app, "Deletion record") and not shows(app, "Where it is sent")


async def test_the_way_to_click_stands_under_its_own_heading(make_app: Callable[..., Any], home: Path) -> None:
    full_case(home)
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "9")
        titles = [row.title for row in rows(app)]
        place = titles.index("Where it is sent")
        assert "Account Health →" in titles[place + 1]
        assert titles[place + 2] == "Paste into the form (enter copies)"


@pytest.mark.parametrize("missing", [1, 2])
async def test_the_only_missing_fact_is_one_key_away_from_the_export(
    make_app: Callable[..., Any], home: Path, monkeypatch: pytest.MonkeyPatch, missing: int
) -> None:
    full_case(home)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "9")
        case = app.screen
        letter = case.session.letter("en")
        gaps = tuple(Gap(f"actions[0].{name}", Bilingual("?", "？"), "actions") for name in ("on", "by"))[:missing]
        monkeypatch.setattr(type(case.session), "letter", lambda self, language: replace(letter, gaps=gaps))
        case.view.choose("gaps")
        await settle(pilot)
        if missing == 1:
            assert app.screen.question.path == "actions[0].on"
        else:
            assert case.step == "review"


async def test_a_letter_that_reads_well_names_the_steps_that_are_not_finished(
    make_app: Callable[..., Any], home: Path
) -> None:
    source, folder = Path(__file__).parents[1] / "data" / "cases" / "case-1", home / "cases" / "one"
    answers = source / "answers.yaml"
    begin(folder, source / "notice.txt", Guidance([root("guidance")]), answers=answers, now=NOW)
    app = make_app("zh-Hans")
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "8")
        assert app.screen.session.review.band == "ready"
        assert shows(app, "还有步骤没做完：6证据"), screen_lines(app)
        assert not shows(app, "可以通读后提交")
