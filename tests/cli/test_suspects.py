"""``poa suspects``: what is to be decided is listed with numbers, and decided as the assistant decides it."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from poa.cases import store
from poa.cases.lock import acquire
from poa.cases.mail import CaseMail
from poa.cases.suspects import undecided
from poa.cli import main
from poa.model.case import Action, Audit, Case, Incident, LedgerRow, Text

CASES = Path(__file__).parents[1] / "data" / "cases"
NOW = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
ORDERS = [f"113-555074{n}-330612{n}" for n in range(5)]
ROWS: list[dict[str, Any]] = [
    {"id": "甲", "text": "亲，请加我微信 abc12345 谈退款。", "sent": "2026-03-05T10:00:00Z", "sender": "李娜"},
    {"id": "b", "text": "Please change your review to five stars.", "sent": "2026-03-06T10:00:00Z", "sender": "Li Na"},
    {"id": "c", "text": "Which colour do you want? 😀", "sent": "2026-03-07T10:00:00Z"},
    {"id": "7", "text": "Please tell us the colour you chose. 😀", "sent": "2026-03-04T10:00:00Z"},
    {"id": "fine", "text": "The lamp uses an E27 bulb."},
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with four messages to look at, two of them grave, and one without a finding."""
    place = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("POA_HOME", str(place / "home"))
        (place / "notice.txt").write_text("Your account shows inappropriate communication.", encoding="utf-8")
        lines = [json.dumps(row | {"order_id": order}) for row, order in zip(ROWS, ORDERS, strict=True)]
        (place / "m.jsonl").write_text("\n".join(lines), encoding="utf-8")
        words = ["new", str(place / "case"), "--notice", str(place / "notice.txt"), "--messages"]
        assert main([*words, str(place / "m.jsonl")]) == 0
    return place


@pytest.fixture
def folder(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("POA_HOME", str(made / "home"))
    monkeypatch.setenv("POA_LANG", "en")
    return Path(shutil.copytree(made / "case", tmp_path / "案件"))


def change(folder: Path, **parts: Any) -> Case:
    case = msgspec.structs.replace(store.load(folder), **parts)
    store.save(folder, case, now=NOW)
    return case


def told(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = main(["suspects", *map(str, words)])
    return code, *capsys.readouterr()


def listed(capsys: pytest.CaptureFixture[str], *words: object) -> dict[str, Any]:
    code, out, err = told(capsys, *words, "--format", "json")
    assert code == 0, err
    found: dict[str, Any] = json.loads(out)
    return found


def test_the_list_has_numbers_rules_words_and_the_gravest_first(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = told(capsys, folder)
    assert code == 0 and "4 of 4 to decide" in out
    assert (
        out.index("   1  forbidden  113-5550741") < out.index("   2  forbidden  113-5550740") < out.index("   3  to ch")
    )
    assert "type.review-change-request: " in out and "微信 abc12345”" in out and "2026-03-06  Li Na" in out
    found = listed(capsys, folder)
    assert [(row["number"], row["id"], row["decision"]) for row in found["suspects"]] == [
        (1, "b", None), (2, "甲", None), (3, "c", None), (4, "7", None),
    ]  # fmt: skip
    assert found["suspects"][1]["quote"] == ROWS[0]["text"]
    assert found["summary"] == {"suspects": 4, "left": 4, "counted": 0, "not_shown": 0} and found["decided"] == []


def test_decisions_are_kept_as_the_assistant_keeps_them(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = told(capsys, folder, "--incident", "1", "--innocent", "2", "--aside", "3")
    assert code == 0 and "1 of 4 to decide" in out and "five stars" in out
    case, mail = store.load(folder), CaseMail(folder)
    audited = mail.audited("b")
    assert audited and case.incidents == (mail.incident(audited),)
    assert case.decided == {"甲": "innocent", "c": "aside"} and undecided(folder, case) == 1
    assert [version.why for version in store.history(folder)][:2] == ["incidents[0]", "decided"]
    assert [row["number"] for row in listed(capsys, folder)["suspects"]] == [4], "deciding moves no number"
    decisions = [row["decision"] for row in listed(capsys, folder, "--all")["suspects"]]
    assert decisions == ["incident", "innocent", "aside", None]


def test_what_was_decided_can_be_taken_back(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = store.load(folder)
    told(capsys, folder, "--incident", "1", "--innocent", "2-4")
    assert undecided(folder, store.load(folder)) == 0
    found = listed(capsys, folder, "--undo", "1", "2-4")
    assert found["summary"]["left"] == 4 and all(row["changed"] for row in found["decided"])
    after = store.load(folder)
    assert (after.incidents, after.decided) == (before.incidents, before.decided)


def test_the_same_decision_again_changes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--incident", "1", "--innocent", "2", "--undo", "4"]
    told(capsys, folder, *words)
    versions = len(store.history(folder))
    found = listed(capsys, folder, *words)
    assert [row["changed"] for row in found["decided"]] == [False, False, False]
    assert len(store.history(folder)) == versions and len(store.load(folder).incidents) == 1


def test_a_message_that_is_named_twice_is_one_incident(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = told(capsys, folder, "--incident", "1", "--incident", "b")
    assert code == 0 and out.count("is an incident now") == 1
    assert [incident.source for incident in store.load(folder).incidents] == ["b"]


def test_a_message_is_named_by_its_id_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, folder, "--aside", "甲")
    assert store.load(folder).decided == {"甲": "aside"}
    told(capsys, folder, "--innocent", "甲")
    assert store.load(folder).decided == {"甲": "innocent"}
    told(capsys, folder, "--incident", "甲")
    case = store.load(folder)
    assert case.decided == {} and [incident.source for incident in case.incidents] == ["甲"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--innocent", "1", "5"], "no number 5"),
        (["--innocent", "0"], "no number 0"),
        (["--innocent", "2-9"], "no number 2-9"),
        (["--innocent", "1", "nothere"], "id nothere"),
        (["--innocent", "fine"], "message fine"),
        (["--incident", "1-2"], "message by message"),
        (["--innocent", "1", "--aside", "b"], "Two different"),
        (["--rule", "style.emojy"], "style.emoji"),
        (["--limit", "-1"], "-1"),
    ],
)
def test_what_cannot_be_decided_is_one_sentence_and_changes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], says: str
) -> None:
    before = (folder / "case.yaml").read_bytes()
    code, out, err = told(capsys, folder, *words)
    assert code == 2 and not out and says in err and err.count("\n") == 1
    assert (folder / "case.yaml").read_bytes() == before


def test_what_the_answers_tell_already_is_not_made_an_incident_twice(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    order = listed(capsys, folder)["suspects"][0]["order_id"]
    case = change(folder, incidents=(Incident(order_id=order),))
    code, _, err = told(capsys, folder, "--incident", 1)
    assert code != 0
    assert "already tell what message 1 did" in err
    assert store.load(folder).incidents == case.incidents


def test_what_stands_otherwise_is_not_decided_over(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, folder, "--incident", "1")
    change(folder, audit=Audit(ledger=(LedgerRow(order_id=ORDERS[2]),)))
    assert "--undo" in told(capsys, folder, "--innocent", "4", "1")[2]
    assert "list of orders" in told(capsys, folder, "--aside", "3")[2]
    assert "list of orders" in told(capsys, folder, "--undo", "3")[2]
    case = change(folder, incidents=(msgspec.structs.replace(store.load(folder).incidents[0], by="Li Na 2"),))
    assert "would lose" in told(capsys, folder, "--undo", "1")[2]
    by_hand = change(folder, incidents=(*case.incidents, Incident(order_id=ORDERS[0])))
    assert "would lose" in told(capsys, folder, "--undo", "2")[2]
    assert store.load(folder) == by_hand


@pytest.mark.parametrize(("words", "again"), [(["--incident", "1"], ("actions",)), (["--innocent", "1"], ())])
def test_a_new_incident_has_later_answers_looked_at_again(
    folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], again: tuple[str, ...]
) -> None:
    change(
        folder, actions=(Action(status="done", text=Text(en="Withdrew the right to write.", zh="取消了写信权限。")),)
    )
    told(capsys, folder, *words)
    assert store.load(folder).look_again == again


def test_a_case_that_is_open_elsewhere_is_read_and_not_changed(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (folder / "case.yaml").read_bytes()
    with acquire(folder, "another window", NOW):
        code, out, err = told(capsys, folder, "--innocent", "1")
        assert code == 4 and not out and "another window" in err
        assert told(capsys, folder)[0] == 0
    assert (folder / "case.yaml").read_bytes() == before
    assert told(capsys, folder, "--innocent", "1")[0] == 0


def test_a_folder_that_may_not_be_read_is_no_fault_of_the_program(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(place: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(place))

    monkeypatch.setattr("poa.cases.layout.is_case", refuse)
    code, _, err = told(capsys, folder)
    assert code == 2 and str(folder) in err and "permission denied" in err and err.count("\n") == 1


def test_only_what_is_asked_for_is_listed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = listed(capsys, folder, "--rule", "style.emoji", "--limit", "1")
    assert [row["id"] for row in found["suspects"]] == ["c"] and found["summary"]["not_shown"] == 1
    out = told(capsys, folder, "--limit", "1")[1]
    assert "   1  " in out and "   2  " not in out and "3 more" in out


def test_a_case_without_messages_says_where_they_come_from(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store.create(tmp_path / "none", Case(), now=NOW)
    code, out, _ = told(capsys, tmp_path / "none")
    assert code == 0 and "poa messages DIR" in out
    for wrong, says in ((tmp_path / "gone", "no such folder"), (tmp_path, "no case"), (folder / "case.yaml", "a file")):
        code, _, err = told(capsys, wrong)
        assert code == 2 and says in err


def test_it_speaks_chinese(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--language", "zh", "suspects", str(folder), "--incident", "2"]) == 0
    out = capsys.readouterr().out
    assert "已记为事件" in out and "4 条里还有 3 条待判断" in out


def status(capsys: pytest.CaptureFixture[str], folder: Path) -> tuple[dict[str, Any], str]:
    """What ``poa status`` says of a case, to scripts and to people."""
    assert main(["status", str(folder), "--format", "json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["cases"]
    assert main(["status", str(folder)]) == 0
    return row, capsys.readouterr().out


def test_the_list_of_cases_counts_what_is_left_to_decide(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row, text = status(capsys, folder)
    assert row["undecided"] == 4 and "4 messages with findings to decide on" in text
    told(capsys, folder, "--innocent", "1-3")
    row, text = status(capsys, folder)
    assert row["undecided"] == 1 and "1 message with findings to decide on" in text
    told(capsys, folder, "--aside", "4")
    row, text = status(capsys, folder)
    assert row["undecided"] == 0 and "to decide on" not in text


def test_a_case_with_messages_to_decide_on_is_not_ready(
    folder: Path, made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = tmp_path / "whole"
    words = ["--notice", str(CASES / "case-2" / "notice.txt"), "--answers", str(CASES / "own-insult" / "answers.yaml")]
    assert main(["new", str(whole), *words, "--messages", str(made / "m.jsonl")]) == 0
    capsys.readouterr()
    row, _ = status(capsys, whole)
    assert row["readiness"] == "open" and row["undecided"] and "messages" in row["missing"]
    told(capsys, whole, "--aside", "1-4")
    row, _ = status(capsys, whole)
    assert row["readiness"] == "ready" and not row["undecided"] and "messages" not in row["missing"]


def test_breaches_that_are_counted_and_not_listed_are_told_beside_what_is_left(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(folder, audit=Audit(messages_in_breach=3))
    found = listed(capsys, folder)
    assert found["summary"] == {"suspects": 4, "left": 1, "counted": 3, "not_shown": 0}
    assert len(found["suspects"]) == found["summary"]["left"] + found["summary"]["counted"]
    assert status(capsys, folder)[0]["undecided"] == found["summary"]["left"]
    change(folder, audit=Audit(messages_in_breach=9))
    out = told(capsys, folder)[1]
    assert "0 of 4 to decide" in out and "4 that are open stand in the number" in out and "All 4" not in out


def test_another_message_of_an_order_told_by_hand_becomes_an_incident(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hand = Incident(order_id=ORDERS[1], quote="We offered you 10 dollars for a better review.")
    for told_by_hand in (hand, msgspec.structs.replace(hand, quote="", on=date(2026, 3, 1))):
        change(folder, incidents=(told_by_hand,))
        code, out, err = told(capsys, folder, "--incident", 1)
        assert code == 0 and "is an incident now" in out, err
        assert [one.source for one in store.load(folder).incidents] == ["", "b"]
    change(folder, incidents=(msgspec.structs.replace(hand, quote="Please, change your review to 5 (five) stars"),))
    assert "already tell what message 1 did" in told(capsys, folder, "--incident", 1)[2]


@pytest.mark.parametrize("first", [True, False])
def test_undo_beside_a_twin_told_by_hand_takes_back_its_own_incident_alone(
    folder: Path, capsys: pytest.CaptureFixture[str], first: bool
) -> None:
    told(capsys, folder, "--incident", 1)
    (own,) = store.load(folder).incidents
    hand = msgspec.structs.replace(own, source="")
    change(folder, incidents=(hand, own) if first else (own, hand))
    code, out, _ = told(capsys, folder, "--undo", 1)
    assert code == 0 and "is open again" not in out and "what you told by hand stays" in out
    assert store.load(folder).incidents == (hand,)
    assert "would lose" in told(capsys, folder, "--undo", 1)[2] and store.load(folder).incidents == (hand,)


def test_undo_takes_back_the_incident_to_which_nothing_was_added(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told(capsys, folder, "--incident", 1)
    (own,) = store.load(folder).incidents
    answered = msgspec.structs.replace(own, by="Somebody else")
    change(folder, incidents=(answered, own))
    assert told(capsys, folder, "--undo", 1)[0] == 0
    assert store.load(folder).incidents == (answered,)


@pytest.mark.parametrize(
    ("language", "listed", "said"),
    [("en", "-05 (after the notice)", "so the notice cannot be about it"), ("zh", "(在通知之后)", "指的不可能是它")],
)
def test_a_message_later_than_the_notice_is_named_when_it_is_listed_and_when_it_is_decided(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    listed: str,
    said: str,
) -> None:
    monkeypatch.setenv("POA_LANG", language)
    notice = msgspec.structs.replace(store.load(folder).notice, received=datetime(2026, 3, 4, 12, tzinfo=UTC))
    change(folder, notice=notice)
    _, out, _ = told(capsys, folder)
    assert listed in out
    _, out, _ = told(capsys, folder, "--incident", "甲")
    assert said in out
    # That of 4 March, 10:00, came before it.
    _, out, _ = told(capsys, folder, "--incident", "7")
    assert said not in out


def test_numbers_that_are_not_listed_are_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "decided (--all" not in told(capsys, folder)[1]
    told(capsys, folder, "--innocent", "2", "3")
    assert "2 more are decided (--all lists them)" in told(capsys, folder)[1]
    assert "--all lists" not in told(capsys, folder, "--all")[1]


def test_a_paper_that_was_never_sent_is_left_out(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "script.txt").write_text("Please change your review to five stars.", encoding="utf-8")
    (tmp_path / "sheet.txt").write_text("Packing\n- tape\n- box\n", encoding="utf-8")
    (tmp_path / "in.jsonl").write_text('{"id": "theirs", "text": "Where is it?", "direction": "inbound"}\n')
    names = [str(tmp_path / name) for name in ("script.txt", "sheet.txt", "in.jsonl")]
    assert main(["messages", str(folder), *names]) == 0
    assert "--aside FILE" in capsys.readouterr().err
    (line,) = [line for line in told(capsys, folder)[1].splitlines() if "script.txt" in line]
    assert "no day, order or sender" in line
    assert told(capsys, folder)[1].count("no day, order or sender") == 1
    assert told(capsys, folder, "--aside", "sheet.txt", "script.txt")[0] == 0
    assert store.load(folder).decided == {"sheet.txt": "aside", "script.txt": "aside"}
    assert told(capsys, folder, "--undo", "sheet.txt")[0] == 0
    for wrong in (["--innocent", "sheet.txt"], ["--incident", "sheet.txt"], ["--aside", "theirs"]):
        code, _, err = told(capsys, folder, *wrong)
        assert code == 2 and "Nothing that breaks a rule" in err


def test_a_message_told_in_other_words_than_were_sent_stays_open(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told_otherwise = Incident(order_id=ORDERS[1], on=date(2026, 3, 6), quote="You are stupid.")
    change(folder, incidents=(told_otherwise,))
    code, out, _ = told(capsys, folder)
    assert code == 0 and f"The quotation of order {ORDERS[1]} of 6 March 2026 stands in none" in out
    assert ORDERS[1] in out.split("The quotation")[0] and "leave the quotation out" in out
    row = LedgerRow(order_id=ORDERS[1], messages=1, on=(date(2026, 3, 6),))
    change(folder, audit=Audit(ledger=(row,)))
    found = listed(capsys, folder)
    assert ORDERS[1] in [one["order_id"] for one in found["suspects"]] and found["summary"]["left"] == 4
    assert [one["path"] for one in found["misquoted"]] == ["incidents[0].quote"]
    assert [one["orders"] for one in found["untold"]] == []
    change(folder, audit=Audit())
    change(folder, incidents=(msgspec.structs.replace(told_otherwise, quote="Please change your review"),))
    assert ORDERS[1] not in told(capsys, folder)[1]


def test_a_listed_message_of_a_kind_that_is_told_nowhere_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = LedgerRow(order_id=ORDERS[1], messages=1, on=(date(2026, 3, 6),))
    own = Incident(order_id=ORDERS[0], on=date(2026, 3, 5), rules=("coc.ask-contact-details",))
    change(folder, incidents=(own,), audit=Audit(ledger=(row,)))
    assert f"({ORDERS[1]}). Make one such message an incident" in told(capsys, folder)[1]
    assert [one["orders"] for one in listed(capsys, folder)["untold"]] == [[ORDERS[1]]]
    change(folder, incidents=(own, msgspec.structs.replace(own, rules=("type.review-change-request",))))
    assert "Make one such message" not in told(capsys, folder)[1]


def test_a_letter_that_counts_all_says_that_some_are_not_decided_on(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in (["export", str(folder), "--draft", "--to", "txt"], ["review", str(folder)]):
        change(folder, audit=Audit(messages_in_breach=1), incidents=(Incident(order_id="113-5550799-3306129"),))
        capsys.readouterr()
        main(command)
        assert "not decided on, and the letter counts all" in capsys.readouterr().err
        change(folder, audit=Audit())
        main(command)
        assert "not decided on" not in capsys.readouterr().err
