"""Which way to answer, what to look at first, what is asked, and how far a case is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from poa.errors import InputError
from poa.letter import compose
from poa.library.playbook import load_playbook
from poa.model.case import (
    Action,
    Audit,
    Case,
    Cause,
    Earlier,
    Incident,
    LetterOptions,
    NoticeFacts,
    Person,
    Store,
    Text,
)
from poa.model.question import STEPS
from poa.model.rule import Bilingual
from poa.model.standing import Standing, settled
from poa.plan import choose_branch, doubts, progress, questions, suggest
from poa.plan.answers import answer_at, moved_deadline, set_answer
from poa.plan.suggest import may_be
from tests.letter.cases import GUIDANCE, WORKED, answers, small_case

BOOK = load_playbook(GUIDANCE)


@pytest.mark.parametrize(
    ("changes", "branch"),
    [
        ({"notice": NoticeFacts(is_phishing=True, severity="refusal")}, "phishing"),
        ({"notice": NoticeFacts(severity="refusal")}, "further_appeal"),
        ({"earlier": (Earlier(on=date(2026, 1, 1), what="refusal"),)}, "further_appeal"),
        ({"notice": NoticeFacts(kind="messaging_restricted")}, "messaging_restriction"),
        ({"notice": NoticeFacts(asks=("acknowledgement",))}, "acknowledge"),
        ({"notice": NoticeFacts(asks=("acknowledgement", "root_cause"))}, "plan_of_action"),
        ({"incidents": (Incident(recipient="amazon_staff"),)}, "amazon_staff"),
        ({"notice": NoticeFacts(kind="inappropriate_communication", severity="deactivated")}, "plan_of_action"),
    ],
)
def test_the_notice_decides_the_default_way_of_answering(changes: dict[str, Any], branch: str) -> None:
    assert choose_branch(Case(**changes), BOOK) == branch


def test_causes_that_fit_a_confirmed_breach_come_first_with_the_reason() -> None:
    case = Case(incidents=(Incident(rules=("coc.refund-for-review",)),))
    found = suggest(case, [{"order.never-ask-cancel"}], BOOK)
    assert "coc.refund-for-review" in BOOK.causes[found[0].entry].rules
    assert "coc.refund-for-review" in found[0].why.en
    assert "c12-cancel-request" in [suggestion.entry for suggestion in found]


def test_a_message_that_breaks_two_rules_of_a_cause_is_counted_once() -> None:
    entry = next(entry for entry in BOOK.causes.values() if len(entry.rules) > 1 and not entry.denies)
    found = suggest(Case(), [set(entry.rules), {entry.rules[0]}, set()], BOOK)
    why = next(suggestion.why for suggestion in found if suggestion.entry == entry.id)
    assert "the audit found 2 messages of this kind" in why.en
    assert "核查共发现 2 条这类消息" in why.zh


def test_nothing_is_suggested_without_a_reason() -> None:
    assert suggest(Case(), [], BOOK) == ()


def test_a_cause_that_was_told_in_own_words_is_not_suggested_under_the_same_title() -> None:
    entry = BOOK.causes["c12-cancel-request"]
    found = [{rule} for rule in entry.rules]
    assert entry.id in {s.entry for s in suggest(Case(), found, BOOK)}
    for title in (Text(zh=f"{entry.title.zh}。"), Text(en=entry.title.en.title())):
        assert entry.id not in {s.entry for s in suggest(Case(causes=(Cause(title=title),)), found, BOOK)}
    other = Case(causes=(Cause(title=Text(en="A bonus tied to stars", zh="奖金与星级挂钩")),))
    assert entry.id in {s.entry for s in suggest(other, found, BOOK)}


def test_a_chosen_cause_suggests_its_actions_and_measures() -> None:
    found = {s.entry for s in suggest(Case(causes=(Cause(entry="c07-package-insert"),)), [], BOOK)}
    assert {"a11-stop-cards", "m10-print-sign-off"} <= found


def test_what_does_not_fit_the_size_of_the_firm_weighs_less() -> None:
    def weight(size: int) -> float:
        case = Case(store=Store(team_size=size), causes=(Cause(entry="c13-quarrel"),))
        return next(s.weight for s in suggest(case, [], BOOK) if s.entry == "m11-angry-threads")

    assert weight(1) < weight(5)


def test_earlier_warnings_are_asked_about_before_anything_else() -> None:
    paths = [question.path for question in questions(Case(), BOOK)]
    assert paths.index("earlier_none") < paths.index("store.name") < paths.index("incidents") < paths.index("causes")


def test_steps_come_in_their_order_and_paths_once() -> None:
    asked = questions(answers("case-1"), BOOK)
    places = [STEPS.index(question.step) for question in asked if question.step != "evidence"]
    assert places == sorted(places)
    assert len({question.path for question in asked}) == len(asked)


def test_a_repeated_offence_must_explain_itself() -> None:
    case = Case(earlier=(Earlier(on=date(2026, 1, 1), what="warning"),))
    asked = {question.path: question for question in questions(case, BOOK, "notice")}
    assert asked["why_earlier_failed"].required and not asked["why_earlier_failed"].answered


def test_a_chosen_entry_asks_for_its_slots_and_requires_only_what_it_cannot_do_without() -> None:
    case = Case(causes=(Cause(entry="c03-new-staff"),))
    asked = {q.path: q for q in questions(case, BOOK, "causes")}
    assert asked["causes[0].slots.agent"].required
    assert not asked["causes[0].slots.habit"].required
    case = Case(causes=(Cause(entry="c03-new-staff", slots={"agent": "li"}),))
    assert not [q.path for q in questions(case, BOOK, "causes") if q.required and not q.answered]


def test_own_words_replace_the_questions_of_the_entry() -> None:
    case = Case(causes=(Cause(entry="c03-new-staff", text=Text(en="Own.")),))
    assert [q.path for q in questions(case, BOOK, "causes")] == ["causes[0].text", "causes[0].why"]


def test_what_is_not_true_asks_nothing_more() -> None:
    case = Case(actions=(Action(status="not_true"),))
    assert [q.path for q in questions(case, BOOK, "actions")] == ["actions[0].status"]


def test_a_dispute_asks_for_no_causes() -> None:
    case = Case(branch="dispute")
    assert not questions(case, BOOK, "causes")
    assert "dispute" in [q.path for q in questions(case, BOOK, "messages")]
    states = progress(case, BOOK)
    assert {states["causes"], states["actions"], states["measures"]} == {"unneeded"}, "neither done nor to be done"


def test_of_a_message_that_a_dispute_shows_it_is_not_asked_what_it_did() -> None:
    shown = Incident(order_id="1", quote="The maker's hotline is 1-800-555-0142.")
    for branch, asked in (("dispute", False), ("plan_of_action", True)):
        case = Case(branch=branch, incidents=(shown,))
        assert ("incidents[0].act" in [q.path for q in questions(case, BOOK, "messages")]) is asked
    told = Case(branch="dispute", incidents=(replace(shown, act=Text(en="named a hotline")),))
    assert "incidents[0].act" in [q.path for q in questions(told, BOOK, "messages")]


def test_a_look_alike_asks_nothing() -> None:
    case = Case(notice=NoticeFacts(is_phishing=True))
    assert [q.path for q in questions(case, BOOK)] == ["branch"]


def test_an_empty_case_is_empty_and_the_last_steps_are_not_due_yet() -> None:
    states = progress(Case(), BOOK)
    last = {step: states.pop(step) for step in ("review", "export", "answer")}
    assert set(states.values()) == {"empty"}
    assert set(last.values()) == {"later"}


@pytest.mark.parametrize(
    ("standing", "last"),
    [
        (Standing(), ("open", "open", "later")),
        (Standing(read="one_more_round"), ("open", "open", "later")),
        (Standing(read="ready"), ("ready", "open", "later")),
        (Standing(read="ready", written=True), ("ready", "ready", "open")),
        (Standing(written=True, sent=True), ("open", "ready", "waiting")),
        (Standing(sent=True, answered=True), ("open", "open", "open")),
    ],
)
def test_the_last_steps_tell_what_can_be_done_now(standing: Standing, last: tuple[str, ...]) -> None:
    states = progress(small_case(earlier_none=True), BOOK, standing)
    assert (states["review"], states["export"], states["answer"]) == last


def test_a_closed_case_waits_for_nothing() -> None:
    case = msgspec.structs.replace(small_case(), closed_on=date(2026, 4, 1))
    assert progress(case, BOOK, Standing(sent=True))["answer"] == "ready"


def test_states_that_were_kept_settle_the_same_way_again() -> None:
    states = progress(small_case(earlier_none=True), BOOK, Standing(read="ready", written=True))
    assert settled(states, Standing(written=True, sent=True), closed=False)["answer"] == "waiting"
    assert settled({"review": "ready", "export": "ready"}, Standing(), closed=False) == {
        "review": "open", "export": "open", "answer": "later",
    }  # fmt: skip


@pytest.mark.parametrize(("on", "doubted"), [(date(2026, 3, 12), True), (date(2026, 3, 13), False), (None, False)])
def test_a_letter_dated_before_its_notice_is_doubted(on: date | None, doubted: bool) -> None:
    received = datetime(2026, 3, 13, 8, 20, tzinfo=UTC)
    case = Case(letter=LetterOptions(on=on), notice=NoticeFacts(received=received))
    assert [doubt.path for doubt in doubts(case)] == ["letter.on"] * doubted
    assert (progress(case, BOOK)["notice"] == "problem") is doubted


def test_no_time_zone_makes_a_doubt_of_a_true_date() -> None:
    received = datetime(2026, 3, 13, 3, 0, tzinfo=UTC)  # still the 12th on the Pacific coast
    assert not doubts(Case(letter=LetterOptions(on=date(2026, 3, 12)), notice=NoticeFacts(received=received)))


def test_a_message_that_breaks_several_rules_of_a_cause_is_one_breach() -> None:
    entry = next(entry for entry in BOOK.causes.values() if len(entry.rules) > 1)
    found = suggest(Case(incidents=(Incident(rules=tuple(entry.rules)),)), [], BOOK)
    assert next(one.why.en for one in found if one.entry == entry.id).startswith("fits the breach that you confirmed")


def test_a_reason_names_the_rule_and_counts_only_where_there_are_several() -> None:
    def why(count: int) -> str:
        case = Case(incidents=(Incident(rules=("coc.refund-for-review",)),) * count)
        return suggest(case, [], BOOK, lambda rule: Bilingual("No refund for a review", "不得以退款换评论"))[0].why.en

    assert why(1) == "fits the breach that you confirmed: No refund for a review"
    assert why(2) == "fits 2 breaches that you confirmed, such as: No refund for a review"


def test_a_cause_about_cards_does_not_lead_where_no_card_was_sent() -> None:
    def order(**changes: Any) -> list[str]:
        rules = ("type.incentivised-review", "coc.no-circumvention")
        case = Case(
            incidents=(Incident(rules=rules, **changes),), notice=NoticeFacts(kind="review_manipulation_by_message")
        )
        return [one.entry for one in suggest(case, [], BOOK)]

    assert order()[0] not in ("c07-package-insert", "c01-tool-autoresponder", "c11-service-provider")
    assert order(channel="package_insert")[0] == "c07-package-insert"
    assert "c01-tool-autoresponder" in order(tool=Text(en="MailLoop"))[:2]


def test_a_cause_that_denies_is_not_offered_beside_confirmed_breaches() -> None:
    denial = BOOK.causes["c23-not-guilty"]
    assert may_be(denial, Case())
    assert not may_be(denial, Case(incidents=(Incident(rules=("coc.insult",)),)))


@pytest.mark.parametrize("name", WORKED)
def test_the_worked_cases_are_ready(name: str) -> None:
    states = progress(answers(name), BOOK)
    assert {s: states[s] for s in ("notice", "messages", "causes", "actions", "measures")} == dict.fromkeys(
        ("notice", "messages", "causes", "actions", "measures"), "ready"
    )
    assert states["export"] == "open"


def test_a_done_action_after_the_letter_is_a_problem() -> None:
    case = Case(letter=LetterOptions(on=date(2026, 1, 1)), actions=(Action(status="done", on=date(2026, 1, 2)),))
    assert progress(case, BOOK)["actions"] == "problem"


def test_ready_steps_mean_a_letter_without_gaps() -> None:
    case = small_case(earlier_none=True)
    assert progress(case, BOOK)["export"] == "open"
    assert compose(case, GUIDANCE, "en").gaps == ()


def test_an_answer_is_put_in_place_and_the_old_case_stays() -> None:
    case = Case()
    changed = set_answer(case, "incidents[0].on", "2026-03-10")
    changed = set_answer(changed, "causes[0].slots.agent", "li")
    changed = set_answer(changed, "people[0]", Person(en="Li Wei"))
    assert changed.incidents[0].on == date(2026, 3, 10)
    assert answer_at(changed, "causes[0].slots.agent") == "li"
    assert changed.people[0].en == "Li Wei"
    assert case == Case()


def test_none_takes_an_answer_or_an_entry_away() -> None:
    case = set_answer(small_case(), "actions[0].on", None)
    assert case.actions[0].on is None
    assert set_answer(case, "actions[0]", None).actions == ()


@pytest.mark.parametrize(
    ("path", "value"),
    [("nothing", 1), ("actions[5].on", "2026-01-01"), ("letter.on", "soon"), ("store", 3), ("[0]", 1), ("", 1),
     ("actions[0].status", "maybe"), ("store.name.en", "x")],
)  # fmt: skip
def test_a_wrong_answer_is_refused_in_a_sentence(path: str, value: object) -> None:
    with pytest.raises(InputError) as refusal:
        set_answer(small_case(), path, value)
    assert "Traceback" not in str(refusal.value)


def test_every_worked_case_survives_being_answered_anew() -> None:
    case = answers("case-2")
    assert set_answer(case, "store.name", case.store.name) == case
    assert msgspec.convert(msgspec.to_builtins(case), Case) == case


def test_a_search_that_is_told_wants_its_number_unless_a_limit_stands_for_it() -> None:
    from poa.model.case import Audit

    def wanted(audit: Audit) -> bool:
        asked = questions(small_case(audit=audit), BOOK, "messages")
        return next(q.required for q in asked if q.path == "audit.messages_read")

    assert wanted(Audit(period_from=date(2026, 1, 1)))
    assert not wanted(Audit())
    assert not wanted(Audit(period_from=date(2026, 1, 1), limits=Text(en="The tool keeps no copies.", zh="没有副本。")))


def test_what_an_entry_asks_in_its_own_words_is_not_asked_twice() -> None:
    from poa.model.case import Measure

    case = small_case(measures=(Measure(entry="m01-test-before-access", status="in_force"), Measure(status="in_force")))
    paths = {q.path for q in questions(case, BOOK, "measures")}
    assert "measures[0].slots.after" in paths
    assert "measures[0].if_broken" not in paths
    assert {"measures[1].if_broken", "measures[1].check"} <= paths


def test_that_it_is_not_the_first_notice_is_kept_and_the_earlier_ones_are_asked_for() -> None:
    case = small_case(earlier=(), earlier_none=False, branch="plan_of_action")
    by_path = {question.path: question for question in questions(case, BOOK, "notice")}
    assert by_path["earlier_none"].answered and by_path["earlier"].required
    assert not {q.path: q for q in questions(small_case(earlier=()), BOOK, "notice")}["earlier_none"].answered


def test_the_question_for_a_role_names_the_person_and_stays_when_it_is_answered() -> None:
    people = (Person(en="Yang Liu", zh="刘洋", role=Text(en="agent", zh="客服")), Person(en="Fang Chen", zh="陈芳"))
    asked = [q for q in questions(small_case(people=people), BOOK, "notice") if q.path.endswith(".role")]
    assert [(q.prompt.en, q.answered) for q in asked] == [
        ("What is the role of Yang Liu?", True),
        ("What is the role of Fang Chen?", False),
    ]
    assert asked[1].prompt.zh == "陈芳的职务是什么？"


def test_what_the_audit_answered_is_not_asked_again_by_the_action_that_tells_it() -> None:
    def asked(**changes: Any) -> set[str]:
        case = Case(
            audit=Audit(messages_read=9, period_from=date(2026, 1, 2)),
            incidents=(Incident(rules=("coc.insult",)),),
            actions=(Action(entry="a04-audit-sent", **changes),),
        )
        return {q.path.rpartition(".")[2] for q in questions(case, BOOK, "actions") if ".slots." in q.path}

    assert asked() == set()
    assert asked(slots={"messages": 7}) == {"messages", "since", "until"}


def test_of_own_words_it_is_asked_first_what_was_done_then_when_then_by_whom() -> None:
    from poa.model.case import Measure, Statement

    case = Case(
        actions=(Action(),),
        measures=(Measure(),),
        statements=(Statement(place="done", text=Text()),),
    )
    asked = [question.path.partition("].")[2] for question in questions(case, BOOK, "actions")]
    assert asked[:5] == ["text", "on", "by", "causes", "status"]
    assert asked[5:] == ["text", "on"]
    measure = [q.path.partition("].")[2] for q in questions(case, BOOK, "measures") if q.path.startswith("measures[")]
    assert measure[:3] == ["text", "title", "owner"]


CAME = datetime(2026, 3, 10, 9, tzinfo=UTC)
LATER = datetime(2026, 3, 12, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("notice", "due"),
    [
        # Counted from the notice: it moves along.
        (
            NoticeFacts(received=CAME, deadline_hours=72, deadline_at=CAME + timedelta(hours=72)),
            LATER + timedelta(hours=72),
        ),
        # Chosen by hand, named as the end of a day, or counted from the first notice: it stays.
        (
            NoticeFacts(received=CAME, deadline_hours=72, deadline_at=CAME + timedelta(hours=90)),
            CAME + timedelta(hours=90),
        ),
        (NoticeFacts(received=CAME, deadline_at=CAME + timedelta(hours=72)), CAME + timedelta(hours=72)),
        (
            NoticeFacts(
                received=CAME.replace(minute=59),
                deadline_hours=62,
                deadline_at=CAME.replace(day=12, hour=23, minute=59),
            ),
            CAME.replace(day=12, hour=23, minute=59),
        ),
        (
            NoticeFacts(
                received=CAME,
                deadline_hours=72,
                deadline_at=CAME + timedelta(hours=72),
                deadline_from="original_notice",
            ),
            CAME + timedelta(hours=72),
        ),
    ],
)
def test_a_deadline_counted_from_the_notice_moves_with_its_date(notice: NoticeFacts, due: datetime) -> None:
    before = Case(notice=notice)
    after = set_answer(before, "notice.received", LATER)
    assert (after.notice.received, after.notice.deadline_at) == (LATER, due)
    moved = due if due != notice.deadline_at else None
    assert moved_deadline(before, after, "notice.received") == moved
    assert moved_deadline(before, after, "notice.kind") is None
    assert set_answer(before, "notice.received", None).notice.deadline_at == notice.deadline_at
