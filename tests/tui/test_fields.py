"""From typed text to the value of an answer."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from poa.errors import InputError
from poa.model.case import Case, Incident, Person, Text
from poa.model.question import Question
from poa.model.rule import Bilingual
from poa.tui.fields import Raw, applied, raw_of
from poa.tui.readings import read_earlier, read_moment

TODAY = date(2026, 3, 14)
CASE = Case(incidents=(Incident(order_id="113-5550741-3306128"),), people=(Person(en="Li Wei", zh="李伟"),))


def question(path: str, kind: str, *, required: bool = True) -> Question:
    return Question(path, "messages", kind, Bilingual("?", "？"), required=required)  # type: ignore[arg-type]


def test_a_spoken_date_becomes_a_day() -> None:
    case = applied(question("incidents[0].on", "date"), Raw(("前天",)), CASE, TODAY)
    assert case.incidents[0].on == date(2026, 3, 12)


def test_a_new_person_is_added_with_a_name_in_latin_letters() -> None:
    case = applied(question("incidents[0].by", "person"), Raw(("", "王小明")), CASE, TODAY)
    assert case.incidents[0].by == "Wang Xiaoming"
    assert case.people[-1] == Person(en="Wang Xiaoming", zh="王小明")


@pytest.mark.parametrize("typed", [("李莉", ""), ("李莉", "李莉"), ("李莉", "Li Li"), ("Li Li", "李莉")])
def test_characters_are_the_chinese_name_whichever_box_they_were_typed_into(typed: tuple[str, str]) -> None:
    case = applied(question("incidents[0].by", "person"), Raw(typed), CASE, TODAY)
    assert case.people[-1] == Person(en="Li Li", zh="李莉")
    assert case.incidents[0].by == "Li Li"


def test_a_name_spelled_in_latin_letters_keeps_its_characters() -> None:
    before = Case(people=(Person(en="李莉"), Person(en="王五", zh="王武")))
    after = applied(question("people[0].en", "text"), Raw(("Li Li",)), before, TODAY)
    after = applied(question("people[1].en", "text"), Raw(("Wang Wu",)), after, TODAY)
    assert after.people == (Person(en="Li Li", zh="李莉"), Person(en="Wang Wu", zh="王武"))


def test_characters_that_were_lacking_are_added_to_the_person() -> None:
    known = Case(incidents=CASE.incidents, people=(Person(en="Li Li"),))
    case = applied(question("incidents[0].by", "person"), Raw(("", "李莉")), known, TODAY)
    assert case.people == (Person(en="Li Li", zh="李莉"),)


def test_a_known_person_is_not_added_again() -> None:
    case = applied(question("incidents[0].by", "person"), Raw(("Li Wei", "")), CASE, TODAY)
    assert len(case.people) == 1


def test_two_who_are_spelled_alike_are_two() -> None:
    case = applied(question("incidents[0].by", "person"), Raw(("", "李维")), CASE, TODAY)
    assert [(person.en, person.zh) for person in case.people] == [("Li Wei", "李伟"), ("Li Wei", "李维")]
    assert case.incidents[0].by == "李维"


def test_both_languages_of_an_answer_are_kept() -> None:
    case = applied(question("incidents[0].act", "bilingual"), Raw(("asked for a number", "索要号码")), CASE, TODAY)
    assert case.incidents[0].act == Text(en="asked for a number", zh="索要号码")


def test_an_answer_can_be_taken_away_only_where_it_may_stay_open() -> None:
    given = applied(question("incidents[0].on", "date"), Raw(("2026-03-01",)), CASE, TODAY)
    assert (
        applied(question("incidents[0].on", "date", required=False), Raw(("",)), given, TODAY).incidents[0].on is None
    )
    with pytest.raises(InputError):
        applied(question("incidents[0].on", "date"), Raw(("",)), given, TODAY)


@pytest.mark.parametrize(
    ("path", "kind", "typed"),
    [
        ("incidents[0].on", "date", "soonish"),
        ("incidents[0].order_id", "order_id", "113-555-1"),
        ("audit.messages_read", "count", "many"),
        ("notice.received", "text", "last week"),
        ("notice.order_ids", "text", "113-5550741-3306128, 12"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(path: str, kind: str, typed: str) -> None:
    with pytest.raises(InputError) as refused:
        applied(question(path, kind), Raw((typed,)), CASE, TODAY)
    assert typed.split(", ")[-1] in str(refused.value)


def test_counts_may_have_separators() -> None:
    assert applied(question("audit.messages_read", "count"), Raw(("1,126",)), CASE, TODAY).audit.messages_read == 1126


def test_figures_of_an_input_method_are_figures_and_words_stay_as_they_are() -> None:
    count = question("audit.messages_read", "count")
    assert applied(count, Raw(("１１２６",)), CASE, TODAY).audit.messages_read == 1126
    assert str(applied(question("letter.on", "date"), Raw(("３月１３日",)), CASE, TODAY).letter.on) == "2026-03-13"
    assert applied(question("store.name", "text"), Raw(("店（一）",)), CASE, TODAY).store.name == "店（一）"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-03-13 08:20 +08:00", datetime(2026, 3, 13, 0, 20, tzinfo=UTC)),
        ("2026-03-13T08:20:00Z", datetime(2026, 3, 13, 8, 20, tzinfo=UTC)),
        ("Fri, 13 Mar 2026 08:20:00 +0000", datetime(2026, 3, 13, 8, 20, tzinfo=UTC)),
        ("2026年3月13日 8:20 +08:00", datetime(2026, 3, 13, 0, 20, tzinfo=UTC)),
    ],
)
def test_the_date_line_of_a_mail_is_a_moment(typed: str, meant: datetime) -> None:
    assert read_moment(typed, TODAY) == meant


@pytest.mark.parametrize(
    ("typed", "days_ago", "hour", "minute"),
    [
        ("yesterday", 1, 0, 0),
        ("前天", 2, 0, 0),
        ("前天 9:30", 2, 9, 30),
        ("前天上午9点30分", 2, 9, 30),
        ("昨天下午3点", 1, 15, 0),
        ("昨天的 21:05", 1, 21, 5),
        ("yesterday at 9:30 pm", 1, 21, 30),
        ("yesterday, 9:30", 1, 9, 30),
        ("3 days ago 08:15", 3, 8, 15),
        ("今天上午10点", 0, 10, 0),
        ("昨天下午3点一刻", 1, 15, 15),
        ("三天前下午两点", 3, 14, 0),
        ("昨晚10点半", 1, 22, 30),
        ("今早8点", 0, 8, 0),
        ("yesterday 9.30pm", 1, 21, 30),
        ("9:30 yesterday", 1, 9, 30),
        ("9:30 am the day before yesterday", 2, 9, 30),
        ("yesterday 12am", 1, 0, 0),
    ],
)
def test_a_day_in_words_with_its_hour_is_a_moment_of_the_users_clock(
    typed: str, days_ago: int, hour: int, minute: int
) -> None:
    found = read_moment(typed, TODAY)
    assert found.replace(tzinfo=None) == datetime.combine(TODAY - timedelta(days=days_ago), time(hour, minute))


@pytest.mark.parametrize(
    "typed",
    [
        "soon 9:30",
        "前天的前天 9:30",
        "9:30",
        "yesterday 99:99",
        "昨天25:00",
        "2026-03-13 25:00",
        "2026年3月13日 夜里两点",
    ],
)
def test_what_names_no_day_or_no_such_hour_is_no_moment(typed: str) -> None:
    with pytest.raises(InputError):
        read_moment(typed, TODAY)


def test_earlier_appeals_are_read_in_both_languages() -> None:
    found = read_earlier("24 April 2025, appeal；2025年5月2日，拒绝", TODAY)
    assert [(entry.on, entry.what) for entry in found] == [(date(2025, 4, 24), "appeal"), (date(2025, 5, 2), "refusal")]


def test_the_fields_show_what_was_answered() -> None:
    case = applied(question("incidents[0].act", "bilingual"), Raw(("a", "b")), CASE, TODAY)
    assert raw_of(question("incidents[0].act", "bilingual"), case).texts == ("a", "b")
    assert raw_of(question("incidents[0].order_id", "order_id"), case).texts == ("113-5550741-3306128",)


@pytest.mark.parametrize("typed", ["0001-01-01", "9999-12-31 23:59 -08:00"])
def test_a_moment_that_no_notice_can_have_is_refused(typed: str) -> None:
    with pytest.raises(InputError):
        read_moment(typed, TODAY)


@pytest.mark.parametrize("typed", ["9999-12-31 23:59", "Fri, 31 Dec 9999 23:59:59 -0800", "0001-01-01 00:00 +08:00"])
def test_a_moment_at_the_edge_of_the_calendar_is_refused_in_words(typed: str) -> None:
    with pytest.raises(InputError):
        read_moment(typed, TODAY)


@pytest.mark.parametrize("typed", ["没有", "没有。", "无", "没有过", "none", "No", "Never."])
def test_no_says_that_there_was_no_earlier_warning(typed: str) -> None:
    case = applied(question("earlier", "choice"), Raw((typed,)), Case(earlier_none=False), TODAY)
    assert (case.earlier_none, case.earlier) == (True, ())


def test_no_does_not_take_earlier_warnings_away() -> None:
    known = applied(question("earlier", "choice"), Raw(("24 April 2025, appeal",)), CASE, TODAY)
    with pytest.raises(InputError, match="listed already"):
        applied(question("earlier", "choice"), Raw(("没有",)), known, TODAY)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("20条", 20),
        ("二十条", 20),
        ("２０ 条消息", 20),
        ("20 messages", 20),
        ("1,126 e-mails", 1126),
        ("共 1126 条。", 1126),
        ("十二", 12),
        ("一千零五封", 1005),
        ("三万二千", 32000),
        ("两百", 200),
    ],
)
def test_a_number_may_bring_its_noun_and_be_written_in_characters(typed: str, number: int) -> None:
    case = applied(question("audit.messages_read", "count"), Raw((typed,)), CASE, TODAY)
    assert case.audit.messages_read == number


@pytest.mark.parametrize(
    "typed",
    [
        "20-30条", "二三十条", "三百五", "20 minutes", "2万", "-20", "1.5", "二十多条", "20%", "条", "not 20", "一二三",
        "十百", "1,26 messages", "千条", "零十",
    ],
)  # fmt: skip
def test_a_number_that_is_not_certain_is_refused(typed: str) -> None:
    with pytest.raises(InputError, match="whole number"):
        applied(question("audit.messages_read", "count"), Raw((typed,)), CASE, TODAY)


@pytest.mark.parametrize("typed", ["about 20 messages", "大约二十条", "约20"])
def test_a_number_that_is_about_right_is_not_made_exact(typed: str) -> None:
    with pytest.raises(InputError, match="write 20 if it is exactly that"):
        applied(question("audit.messages_read", "count"), Raw((typed,)), CASE, TODAY)


@pytest.mark.parametrize(
    ("path", "kind", "typed"),
    [
        ("incidents[0].on", "date", "３月三十二日吧（大概）"),
        ("incidents[0].on", "time", "下午２点左右"),
        ("audit.messages_read", "count", "好多条（没数过）"),
        ("incidents[0].order_id", "order_id", "１１３－5550741"),
        ("notice.order_ids", "text", "１１３－5550741"),
        ("notice.received", "date", "上个月（大约）"),
        ("audit.ledger[0].on", "text", "３月三十二日吧（大概）"),
    ],
)
def test_what_is_refused_is_quoted_as_it_was_typed_and_not_at_any_length(path: str, kind: str, typed: str) -> None:
    for told in (typed, typed + "很" * 5_000):
        with pytest.raises(InputError) as refused:
            applied(question(path, kind), Raw((told,)), CASE, TODAY)
        quoted = refused.value.values["text"]
        assert quoted.rstrip("…") and told.startswith(quoted.rstrip("…"))
        assert len(quoted) <= 40
        assert (quoted == told) == (told == typed)


@pytest.mark.parametrize(
    "typed", ["2026-01-20 到 2026-03-10", "from 2026-01-20 to 2026-03-10", "2026-01-20—2026-03-10"]
)
def test_two_days_in_the_first_field_fill_both(typed: str) -> None:
    case = applied(question("audit.period_from", "date"), Raw((typed,)), CASE, TODAY)
    assert (case.audit.period_from, case.audit.period_to) == (date(2026, 1, 20), date(2026, 3, 10))


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("audit.period_to", "2026-03-20"),
        ("audit.finished", "2026-04-01"),
        ("audit.period_from", "2026-01-20 to 2026-04-01"),
        ("audit.period_from", "2026-03-10 to 2026-01-20"),
    ],
)
def test_messages_cannot_be_checked_up_to_a_day_to_come_or_backwards(path: str, typed: str) -> None:
    with pytest.raises(InputError):
        applied(question(path, "date"), Raw((typed,)), CASE, TODAY)
