"""From a record to an exhibit, a sentence of the letter and a measure."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from poa.cases.beside import beside
from poa.cases.exhibits import add_exhibit
from poa.cases.honest import refuse_dishonest
from poa.cases.standing import standing_of
from poa.cases.store import create, load, save, summaries
from poa.errors import RefusedError
from poa.letter import compose
from poa.model.case import Case, Incident, Person, Store, Text
from poa.model.standing import settled
from poa.training.into_case import disproved, outdated, standing_in, take_into_case, without_record
from poa.training.store import save_session
from tests.training.people import GUIDANCE, TODAY, held

NOW = datetime(2026, 3, 20, tzinfo=UTC)


def a_case(tmp_path: Path) -> Path:
    create(tmp_path / "case", Case(store=Store(name="Lumen", marketplace="US"), branch="plan_of_action"), now=NOW)
    return tmp_path / "case"


def test_the_record_becomes_an_exhibit_and_a_true_sentence(tmp_path: Path) -> None:
    folder = a_case(tmp_path)
    files = take_into_case(folder, held(next_on=date(2026, 9, 15)), GUIDANCE, today=TODAY, now=NOW)
    case = load(folder)
    assert files[0].is_file() and case.exhibits[0].file.startswith("exhibits/")
    text = compose(case, GUIDANCE, "en", draft=True).text
    assert "3 taking part" in text and "One channel" in text and "pass mark: 3 right answers" in text
    assert "=Chen passed at a later attempt" in text
    assert "15 September" in text or "September 15" in text
    mirror = compose(case, GUIDANCE, "zh", draft=True).text
    assert "只用一个渠道" in mirror and "3 人" in mirror


def test_how_long_it_took_is_told_where_both_times_are_known(tmp_path: Path) -> None:
    folder, record = a_case(tmp_path), replace(held(), start="10:00", end="")
    take_into_case(folder, record, GUIDANCE, today=TODAY, now=NOW)
    before = load(folder)
    assert "minutes" not in compose(before, GUIDANCE, "en", draft=True).text
    whole = replace(record, end="11:30")
    # A letter that does not tell it is none the worse for it.
    assert standing_in(before, whole) == "yes"
    other = tmp_path / "other"
    create(other, Case(branch="plan_of_action"), now=NOW)
    take_into_case(other, whole, GUIDANCE, today=TODAY, now=NOW)
    case = load(other)
    assert "The training took 90 minutes." in compose(case, GUIDANCE, "en", draft=True).text
    assert "培训时长 90 分钟" in compose(case, GUIDANCE, "zh", draft=True).text
    assert standing_in(case, whole) == "yes" and standing_in(case, replace(whole, end="11:00")) == "old"
    assert standing_in(case, record) == "old"


def test_a_refresher_is_a_prompt_until_the_seller_attests_it(tmp_path: Path) -> None:
    folder = a_case(tmp_path)
    take_into_case(folder, held(next_on=date(2026, 9, 15)), GUIDANCE, today=TODAY, now=NOW)
    assert load(folder).measures[0].status == ""


def test_a_record_that_has_grown_since_is_renewed_and_the_earlier_file_stays(tmp_path: Path) -> None:
    folder = a_case(tmp_path)
    early = replace(held(), results=held().results[:1])
    first = take_into_case(folder, early, GUIDANCE, today=TODAY, now=NOW)[0]
    assert load(folder).actions[0].slots["passed"] == 1
    assert standing_in(load(folder), early) == "yes"
    assert standing_in(load(folder), held()) == "old"
    second = take_into_case(folder, held(), GUIDANCE, today=TODAY, now=NOW)[0]
    case = load(folder)
    assert (len(case.actions), len(case.exhibits), case.actions[0].slots["passed"]) == (1, 1, 3)
    assert case.exhibits[0].file == f"exhibits/{second.name}"
    assert first.is_file() and first != second


def test_renewing_a_record_leaves_the_other_exhibits_of_its_action_alone(tmp_path: Path) -> None:
    folder = a_case(tmp_path)
    photo = tmp_path / "photo.png"
    photo.write_bytes(b"\x89PNG\r\n\x1a\n")
    save(folder, add_exhibit(folder, load(folder), photo, now=NOW)[0], now=NOW)
    take_into_case(folder, replace(held(), results=held().results[:1]), GUIDANCE, today=TODAY, now=NOW)
    case = load(folder)
    save(folder, replace(case, actions=(replace(case.actions[0], exhibits=(1, 2)),)), now=NOW)
    second = take_into_case(folder, held(), GUIDANCE, today=TODAY, now=NOW)[0]
    assert [exhibit.file for exhibit in load(folder).exhibits] == ["exhibits/01-photo.png", f"exhibits/{second.name}"]
    third = take_into_case(folder, held(results=held().results[:2]), GUIDANCE, today=TODAY, now=NOW)[0]
    assert [exhibit.file for exhibit in load(folder).exhibits] == ["exhibits/01-photo.png", f"exhibits/{third.name}"]


def test_a_training_before_the_last_breach_is_kept_out(tmp_path: Path) -> None:
    folder = a_case(tmp_path)
    incident = Incident(on=date(2026, 3, 16), channel="buyer_seller_messages", act=Text(en="asked for a number"))
    save(folder, replace(load(folder), incidents=(incident,)), now=NOW)
    with pytest.raises(RefusedError):
        take_into_case(folder, held(), GUIDANCE, today=TODAY, now=NOW)
    take_into_case(folder, held(on=date(2026, 3, 17)), GUIDANCE, today=TODAY, now=NOW)
    assert len(load(folder).actions) == 1


def test_people_given_in_chinese_stand_in_each_letter_by_their_name_there(tmp_path: Path) -> None:
    folder = a_case(tmp_path)
    people = tuple(
        replace(one, name="Chen Xiaoyu", name_zh="陈晓雨") if one.id == "chen" else one for one in held().attendees
    )
    take_into_case(folder, held(attendees=people, trainer="李伟"), GUIDANCE, today=TODAY, now=NOW)
    english, chinese = (compose(load(folder), GUIDANCE, code, draft=True).text for code in ("en", "zh"))
    assert "Li Wei held the training" in english and "Chen Xiaoyu passed at a later attempt" in english
    assert "李伟" in chinese and "陈晓雨" in chinese and "Chen Xiaoyu" not in chinese


def test_without_a_test_no_figures_of_a_test_are_told(tmp_path: Path) -> None:
    folder = a_case(tmp_path)
    take_into_case(folder, replace(held(), results=()), GUIDANCE, today=TODAY, now=NOW)
    assert set(load(folder).actions[0].slots) == {"topic", "present", "minutes"}


def test_the_same_record_is_taken_in_once(tmp_path: Path) -> None:
    folder = a_case(tmp_path)
    take_into_case(folder, held(), GUIDANCE, today=TODAY, now=NOW)
    assert take_into_case(folder, held(), GUIDANCE, today=TODAY, now=NOW) == []
    assert len(load(folder).actions) == 1


@pytest.mark.parametrize("on", [None, date(2026, 3, 21)])
def test_a_training_that_was_not_held_is_refused(tmp_path: Path, on: date | None) -> None:
    folder = a_case(tmp_path)
    with pytest.raises(RefusedError):
        take_into_case(folder, held(on=on), GUIDANCE, today=TODAY, now=NOW)
    assert load(folder).actions == ()


def test_an_open_attendance_is_not_told_as_nobody(tmp_path: Path) -> None:
    folder = a_case(tmp_path)
    open_ones = tuple(replace(one, present=None) for one in held().attendees)
    for people, says in ((open_ones, "leaves open who was there"), ((), "leaves open who was there")):
        with pytest.raises(RefusedError, match=says):
            take_into_case(folder, held(attendees=people, results=()), GUIDANCE, today=TODAY, now=NOW)
    away = tuple(replace(one, present=False) for one in held().attendees)
    with pytest.raises(RefusedError, match="nobody was present"):
        take_into_case(folder, held(attendees=away, results=()), GUIDANCE, today=TODAY, now=NOW)
    assert load(folder).actions == ()


@pytest.mark.parametrize("trainer", ["", "陈主管"])
def test_a_record_needs_the_full_name_of_its_trainer(tmp_path: Path, trainer: str) -> None:
    folder = a_case(tmp_path)
    with pytest.raises(RefusedError, match="full name"):
        take_into_case(folder, held(trainer=trainer), GUIDANCE, today=TODAY, now=NOW)
    assert load(folder).people == ()


def test_a_case_whose_training_record_says_otherwise_by_now_is_not_sent(tmp_path: Path) -> None:
    folder = a_case(tmp_path)
    save_session(folder, held())
    take_into_case(folder, held(), GUIDANCE, today=TODAY, now=NOW)
    refuse_dishonest(folder, load(folder), TODAY)
    later = held(on=date(2026, 3, 21))
    save_session(folder, later)
    assert next(doubt.key for doubt in disproved(load(folder), later, TODAY)) == "in_the_future"
    with pytest.raises(RefusedError, match="in the future"):
        refuse_dishonest(folder, load(folder), TODAY)
    save_session(folder, held(results=held().results[:1]))
    with pytest.raises(RefusedError, match="otherwise than its record"):
        refuse_dishonest(folder, load(folder), TODAY)
    save_session(folder, held(trainer="Zhou Min"))
    with pytest.raises(RefusedError, match="otherwise than its record"):
        refuse_dishonest(folder, load(folder), TODAY)


def test_the_sentence_of_a_record_can_be_taken_out_again(tmp_path: Path) -> None:
    folder = a_case(tmp_path)
    save_session(folder, held(on=date(2026, 3, 21)))
    take_into_case(folder, held(next_on=date(2026, 9, 15)), GUIDANCE, today=TODAY, now=NOW)
    left = without_record(load(folder), held())
    assert (left.actions, left.measures, left.training, len(left.exhibits)) == ((), (), (), 1)
    refuse_dishonest(folder, left, TODAY)


def test_several_people_at_a_later_attempt_are_listed_and_told_apart(tmp_path: Path) -> None:
    folder = a_case(tmp_path)
    first, second = held().attendees[1], held().attendees[0]
    people = (
        replace(first, name="Li Wei", name_zh="李伟", role=Text(en="agent", zh="客服")),
        replace(second, name="Li Wei", name_zh="李伟", role=Text(en="lead", zh="主管")),
    )
    tries = (*held().results[1:3], *(replace(one, attendee=second.id) for one in held().results[1:3]))
    take_into_case(folder, held(attendees=people, results=tries), GUIDANCE, today=TODAY, now=NOW)
    english, chinese = (compose(load(folder), GUIDANCE, code, draft=True).text for code in ("en", "zh"))
    assert "Li Wei (agent) and Li Wei (lead) passed at a later attempt." in english
    assert "其中李伟（客服）、李伟（主管）经补考通过" in chinese


def test_the_mirror_calls_people_as_the_case_does_and_the_record_stays_the_same(tmp_path: Path) -> None:
    folder = a_case(tmp_path)
    kim = replace(held().attendees[1], name="Kim Doyle")
    session = held(attendees=(held().attendees[0], kim, held().attendees[2]))
    save_session(folder, session)
    take_into_case(folder, session, GUIDANCE, today=TODAY, now=NOW)
    assert "其中 Kim Doyle 经补考通过" in compose(load(folder), GUIDANCE, "zh", draft=True).text
    case = replace(load(folder), people=(*load(folder).people, Person(id="kim", en="Kim Doyle", zh="金·多伊尔")))
    save(folder, case, now=NOW)
    assert outdated(folder, case, TODAY) == (), "a name in characters makes no other record"
    case = without_record(case, session)
    save(folder, case, now=NOW)
    take_into_case(folder, session, GUIDANCE, today=TODAY, now=NOW)
    assert "其中金·多伊尔经补考通过" in compose(load(folder), GUIDANCE, "zh", draft=True).text
    assert "Kim Doyle passed at a later attempt" in compose(load(folder), GUIDANCE, "en", draft=True).text
    assert outdated(folder, load(folder), TODAY) == ()


def test_one_person_is_counted_as_one(tmp_path: Path) -> None:
    folder = a_case(tmp_path)
    alone = held().attendees[:1]
    take_into_case(folder, held(attendees=alone, results=held().results[:1]), GUIDANCE, today=TODAY, now=NOW)
    assert (
        "with 1 taking part; 1 passed the test of 4 questions" in compose(load(folder), GUIDANCE, "en", draft=True).text
    )


def test_a_record_that_says_otherwise_by_now_is_known_and_seen_in_the_list(tmp_path: Path) -> None:
    folder = a_case(tmp_path)
    take_into_case(folder, held(), GUIDANCE, today=TODAY, now=NOW)
    save_session(folder, held())
    assert outdated(folder, load(folder), TODAY) == ()

    def told() -> str:
        (found,) = summaries(tmp_path, NOW, steps=lambda case: {"training": "ready", "export": "open"})
        return f"{found.steps['training']} {found.steps['export']}"

    assert told() == "ready open"
    save_session(folder, held(results=held().results[:1]))
    assert outdated(folder, load(folder), TODAY) == (held().id,)
    assert told() == "problem later"
    save_session(folder, held())
    assert told() == "ready open"
    save_session(folder, replace(held(), attendees=()))
    assert outdated(folder, load(folder), TODAY) == (held().id,)
    (folder / "training" / held().id / "session.yaml").write_text("attendees: nobody", encoding="utf-8")
    assert outdated(folder, load(folder), TODAY) == ()


def test_a_training_that_is_planned_is_a_step_begun(tmp_path: Path) -> None:
    folder = a_case(tmp_path)
    assert (
        settled({"training": "empty"}, standing_of(folder, "", beside(folder, TODAY)), closed=False)["training"]
        == "empty"
    )
    save_session(folder, held())
    found = beside(folder, TODAY)
    assert (found.sessions, found.outdated) == (1, ())
    assert settled({"training": "empty"}, standing_of(folder, "", found), closed=False)["training"] == "part"
    assert beside(folder, TODAY) == found, "as it was kept"
