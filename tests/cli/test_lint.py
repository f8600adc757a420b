"""``poa lint`` from the outside."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from poa.cli import main

GOOD = "The new lid leaves tomorrow. You can keep the old one."
BAD = "Please send me your WhatsApp number. More at https://lumatek.example/x 😀"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(autouse=True)
def _home(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POA_HOME", str(home))
    monkeypatch.setenv("POA_LANG", "en")


def lint(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["lint", *words])
    out, err = capsys.readouterr()
    return code, out, err


def test_clean_is_0_and_findings_are_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "bad.txt").write_text(BAD, encoding="utf-8")
    assert lint(capsys, str(tmp_path / "good.txt"))[0] == 0
    code, out, _ = lint(capsys, str(tmp_path / "bad.txt"))
    assert code == 1
    assert "coc.ask-contact-details" in out and "hand this one to a person" in out and "https://" in out
    assert "\x1b" not in out


def test_findings_are_1_even_beside_a_file_that_cannot_be_used(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad.txt").write_text(BAD, encoding="utf-8")
    (tmp_path / "broken.txt").write_bytes(bytes(range(256)) * 9)
    code, out, err = lint(capsys, str(tmp_path))
    assert code == 1
    assert "broken.txt" in err and "Traceback" not in err
    assert "content.external-link" in out


def test_nothing_found_is_2_where_not_everything_was_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "broken.txt").write_bytes(bytes(range(256)) * 9)
    assert lint(capsys, str(tmp_path))[0] == 2


CUT = json.dumps({"id": "cut", "text": GOOD + " " * 2_000_000 + GOOD}) + "\n"


@pytest.mark.parametrize(("rest", "code"), [(GOOD, 2), (BAD, 1)])
def test_what_was_not_read_whole_is_told_to_scripts_and_hides_no_finding(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], rest: str, code: int
) -> None:
    file = tmp_path / "m.jsonl"
    file.write_text(CUT + json.dumps({"id": "rest", "text": rest}) + "\n{broken\n", encoding="utf-8")
    found, out, err = lint(capsys, str(file), "--format", "json")
    told = json.loads(out)
    assert found == code and err.count("m.jsonl") == 2 and told["summary"]["unusable"] == 2
    assert [(row["id"], row["file"], row["line"]) for row in told["problems"]] == [
        ("messages.cut_message", str(file), 1),
        ("messages.broken_line", str(file), 3),
    ]
    assert told["problems"][0]["sentence"] in err
    found, out, _ = lint(capsys, str(file), "--format", "sarif")
    (invocation,) = json.loads(out)["runs"][0]["invocations"]
    assert found == code == invocation["exitCode"] and invocation["executionSuccessful"] is False
    notes = invocation["toolExecutionNotifications"]
    assert [note["descriptor"]["id"] for note in notes] == ["messages.cut_message", "messages.broken_line"]
    assert notes[1]["locations"][0]["physicalLocation"]["region"]["startLine"] == 3


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_is_told_beside_the_findings_is_told_to_scripts_too_and_is_no_failure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    row = json.dumps({"id": "1", "text": GOOD, "sent": "1772442720"})
    (tmp_path / "m.jsonl").write_text(row + "\n", encoding="utf-8")
    (tmp_path / "good.txt").write_text(GOOD + " 😀", encoding="utf-8")
    lint(capsys, str(tmp_path), "--fix")
    words = (str(tmp_path), "--rule", "content.external-link", "--language", lang, "--format")
    code, out, err = lint(capsys, *words, "json")
    told = json.loads(out)
    assert code == 0 and told["problems"] == [] and told["summary"]["unusable"] == 0
    assert [(row["id"], row["line"]) for row in told["remarks"]] == [
        ("audit.only_rules", None),
        ("messages.dates_in_seconds", 1),
        ("audit.left_out", None),
    ]
    assert all(row["sentence"] in err for row in told["remarks"][1:])
    _, out, _ = lint(capsys, *words, "sarif")
    (invocation,) = json.loads(out)["runs"][0]["invocations"]
    notes = invocation["toolExecutionNotifications"]
    assert invocation["executionSuccessful"] is True
    assert [note["message"]["text"] for note in notes] == [row["sentence"] for row in told["remarks"]]
    assert {note["level"] for note in notes} == {"note"}


def test_a_thousand_problems_are_kept_and_the_rest_is_counted() -> None:
    from poa.audit.summary import Summary
    from poa.errors import InputError

    summary = Summary()
    for line in range(1500):
        summary.note(InputError("messages.broken_line", line=line))
    assert len(summary.problems) == 1000 and summary.unusable == 1500 and summary.exit_code == 2


def test_nothing_there_is_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = lint(capsys, str(tmp_path / "no.txt"))
    assert code == 2 and "no.txt" in err


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    class Stdin:
        buffer = io.BytesIO(BAD.encode())

    monkeypatch.setattr(sys, "stdin", Stdin)
    assert lint(capsys, "-")[0] == 1


def rows(tmp_path: Path) -> Path:
    file = tmp_path / "m.jsonl"
    data: list[dict[str, Any]] = [{"id": "one", "text": GOOD}, {"id": "two", "text": BAD, "unknown": 1}]
    file.write_text("\n".join(json.dumps(row) for row in data), encoding="utf-8")
    return file


def test_the_json_has_the_promised_form(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = lint(capsys, str(rows(tmp_path)), "--format", "json")
    data = json.loads(out)
    assert code == 1
    assert [message["id"] for message in data["messages"]] == ["one", "two"]
    assert [message["verdict"] for message in data["messages"]] == ["send", "stop"]
    assert {"id", "source", "order_id", "verdict", "findings"} <= set(data["messages"][0])
    for finding in data["messages"][1]["findings"]:
        assert {"rule", "severity", "start", "end", "excerpt", "message", "url"} <= set(finding)
        assert BAD[finding["start"] : finding["end"]] == finding["excerpt"]
    assert data["summary"]["messages"] == 2 and data["summary"]["verdicts"] == {"send": 1, "fix": 0, "stop": 1}


def test_the_sarif_names_rules_levels_and_places(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = lint(capsys, str(rows(tmp_path)), "--format", "sarif")
    data = json.loads(out)
    assert data["version"] == "2.1.0"
    (run,) = data["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == 2


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take no such name")
@pytest.mark.parametrize("words", [["--format", "sarif"], ["--format", "json"], ["--fix"]])
def test_a_name_that_is_no_utf8_is_a_name_like_any_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    file = tmp_path / os.fsdecode(b"\xff.txt")
    file.write_text(GOOD + " 😀", encoding="utf-8")
    for _ in range(2):
        found, out, _ = lint(capsys, str(tmp_path), *words)
        assert found == 1
    assert "%FF.txt" in out or "sarif" not in words
    made = {".poa-fixed.json", os.fsdecode(b"\xff.fixed.txt")} if "--fix" in words else set()
    assert {one.name for one in tmp_path.iterdir()} == {file.name, *made}


def test_a_summary_of_one_rule_promises_nothing_of_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad.txt").write_text(BAD, encoding="utf-8")
    _, out, _ = lint(capsys, str(tmp_path / "bad.txt"), "--rule", "style.emoji")
    assert "1 message read: to mend." in out
    assert "Only these rules were looked at: style.emoji." in out and "without --rule" in out
    _, out, _ = lint(capsys, str(tmp_path / "bad.txt"), "--rule", "style.emoji", "--fix", "--dry-run")
    assert "Only these rules" in out
    assert "Only these rules" not in lint(capsys, str(tmp_path / "bad.txt"))[1]
    json.loads(lint(capsys, str(tmp_path / "bad.txt"), "--rule", "style.emoji", "--format", "json")[1])


def test_one_rule_and_an_unknown_rule(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = lint(capsys, str(rows(tmp_path)), "--rule", "style.emoji", "--format", "json")
    assert set(json.loads(out)["summary"]["rules"]) == {"style.emoji"}
    code, _, err = lint(capsys, str(rows(tmp_path)), "--rule", "style.nothing")
    assert code == 2 and "style.nothing" in err


def test_several_jobs_find_the_same_in_the_same_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "many.jsonl"
    ask = "You can leave a product review for order {o} on your orders page."
    lines = []
    for number in range(60):
        order = f"114-5551234-{number % 50:07d}"
        text = ask.format(o=order) if number % 2 else BAD
        lines.append(json.dumps({"id": str(number), "text": text + str(number), "order_id": order, "proactive": True}))
    file.write_text("\n".join(lines), encoding="utf-8")
    one = lint(capsys, str(file), "--format", "json")
    two = lint(capsys, str(file), "--format", "json", "--jobs", "2")
    assert one == two
    assert json.loads(one[1])["summary"]["rules"]["type.repeat-review-request"] == 5


@pytest.mark.parametrize("sent", [None, "2026-03-05", "2026-03-05T10:11:12Z"])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_equal_review_requests_on_one_order_are_repeated_requests(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], jobs: str, sent: str | None
) -> None:
    row = {"text": "How is the kettle? Please leave a review.", "order_id": "114-5551234-1234567", "sent": sent}
    file, copy = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    file.write_text("\n".join(json.dumps(row) for _ in range(4)), encoding="utf-8")
    copy.write_text(json.dumps(row), encoding="utf-8")
    told = json.loads(lint(capsys, str(file), str(copy), "--format", "json", "--jobs", jobs)[1])
    found = [{finding["rule"] for finding in message["findings"]} for message in told["messages"]]
    # Where the second is told, it is a row exported twice; where it is not, a row is a message.
    again = set() if sent and "T" in sent else {"type.repeat-review-request"}
    assert found == [set(), again, again, again, set()]


CONFIRMED = "Your order has been confirmed and leaves tomorrow."
CONFIRMATION = "type.order-or-ship-confirmation"


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_a_text_would_break_as_a_first_message_is_noted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], jobs: str
) -> None:
    file = tmp_path / "m.jsonl"
    data = [
        {"text": CONFIRMED},
        {"text": CONFIRMED, "proactive": False},
        {"text": f"Thank you for your message. {CONFIRMED}"},
        {"text": CONFIRMED, "proactive": True},
    ]
    file.write_text("\n".join(json.dumps(row) for row in data), encoding="utf-8")
    told = json.loads(lint(capsys, str(file), "--format", "json", "--jobs", jobs)[1])
    assert [message["if_first"] for message in told["messages"]] == [[CONFIRMATION], [], [], []]
    assert [message["verdict"] for message in told["messages"]] == ["send", "send", "send", "fix"]
    assert told["summary"]["if_first"] == 1
    code, out, _ = lint(capsys, str(file))
    assert code == 1 and "first message" in out and out.count("--as first") == 1


def test_a_message_of_unknown_kind_is_what_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "m.txt"
    file.write_text(CONFIRMED, encoding="utf-8")
    first, answer = lint(capsys, str(file), "--as", "first"), lint(capsys, str(file), "--as", "answer")
    assert first[0] == 1 and CONFIRMATION in first[1]
    assert answer[0] == 0 and CONFIRMATION not in answer[1]


def test_a_dry_run_shows_a_diff_and_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "m.txt"
    file.write_text("The new lid leaves tomorrow 😀\n", encoding="utf-8")
    _, out, _ = lint(capsys, str(file), "--fix", "--dry-run")
    assert "-The new lid leaves tomorrow 😀" in out and "+The new lid leaves tomorrow" in out
    assert [path.name for path in tmp_path.iterdir()] == ["m.txt"]


def test_mending_a_folder_again_leaves_its_own_copies_out_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "客服.txt").write_text("The new lid leaves tomorrow 😀\n", encoding="utf-8")
    first = lint(capsys, str(tmp_path), "--fix")
    names = sorted(path.name for path in tmp_path.iterdir())
    again = lint(capsys, str(tmp_path), "--fix")
    assert again[:2] == first[:2] and sorted(path.name for path in tmp_path.iterdir()) == names
    assert not first[2] and again[2].count("\n") == 1 and "1 file that 'poa lint --fix' made" in again[2]
    told = json.loads(lint(capsys, str(tmp_path), "--format", "json")[1])
    assert [Path(row["source"]).name for row in told["messages"]] == ["客服.txt"]
    assert told["summary"]["left_out"] == 1
    assert lint(capsys, str(tmp_path / "客服.fixed.txt"))[0] == 0, "named alone, it is audited"


COUPON = "Order 114-5551234-1234567: use coupon SAVE10 for 10% off your next purchase 😀"


@pytest.mark.parametrize("dry", [[], ["--dry-run"]])
def test_a_coupon_that_stays_is_not_told_as_mended(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], dry: list[str]
) -> None:
    (tmp_path / "m.txt").write_text(COUPON, encoding="utf-8")
    counted = lint(capsys, str(tmp_path / "m.txt"))[1].splitlines()[-1]
    code, out, _ = lint(capsys, str(tmp_path / "m.txt"), "--fix", *dry)
    assert code == 1 and counted in out, "what was found is counted as an audit counts it"
    assert "What stays" in out and "type.marketing-coupons" in out and "mended:" not in out


def test_mending_speaks_json_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "m.jsonl"
    data = [{"id": "clean", "text": GOOD}, {"id": "mended", "text": GOOD + " 😀"}, {"id": "partly", "text": COUPON}]
    data += [{"id": "left", "text": COUPON[:-2]}, {"id": "stop", "text": BAD}]
    file.write_text("\n".join(json.dumps(row) for row in data), encoding="utf-8")
    told = json.loads(lint(capsys, str(file), "--fix", "--format", "json")[1])
    fixes = {message["id"]: message["fix"] for message in told["messages"]}
    assert fixes.pop("clean") is None
    assert {name: fix["state"] for name, fix in fixes.items()} == {name: name for name in fixes}
    assert fixes["mended"]["text"] == GOOD and fixes["mended"]["stays"] == [] and "-" + GOOD in fixes["mended"]["diff"]
    assert {row["rule"] for row in fixes["partly"]["stays"]} == {"type.marketing-coupons"}
    assert Path(fixes["partly"]["file"]).read_text(encoding="utf-8").count("\n") == 2
    assert told["summary"]["fixes"] == {"mended": 1, "partly": 1, "left": 1, "stop": 1}


@pytest.mark.parametrize("words", [["--dry-run"], ["--fix", "--format", "sarif"]])
def test_arguments_that_do_not_go_together_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    code, out, err = lint(capsys, str(rows(tmp_path)), *words)
    assert code == 2 and not out and "--fix" in err
    assert [path.name for path in tmp_path.iterdir()] == ["m.jsonl"]


def test_the_output_speaks_chinese(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = lint(capsys, str(rows(tmp_path)), "--language", "zh")
    assert "请交给专人处理" in out


def test_columns_must_be_pairs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = lint(capsys, str(rows(tmp_path)), "--columns", "text")
    assert code == 2 and "FIELD=COLUMN" in err


def test_linting_loads_nothing_heavy(tmp_path: Path, home: Path) -> None:
    (tmp_path / "m.txt").write_text(BAD, encoding="utf-8")
    program = (
        "import sys\nfrom poa.cli import main\n"
        f"main(['lint', {str(tmp_path / 'm.txt')!r}])\n"
        "heavy = {'textual', 'docx', 'jinja2', 'yaml', 'babel', 'msgspec', 'asyncio', 'openpyxl'}\n"
        "print('LOADED', sorted(heavy & set(sys.modules)))\n"
    )
    for _ in range(2):
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, encoding="utf-8")
    assert done.stdout.splitlines()[-1] == "LOADED []", done.stdout + done.stderr


def test_columns_that_were_named_once_are_known_the_next_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "export.csv"
    table.write_text("Nr,Wer,Was\n1,shop,Please change your review to five stars.\n", encoding="utf-8")
    assert lint(capsys, str(table))[0] == 2
    assert lint(capsys, str(table), "--columns", "text=Was")[0] == 1
    assert lint(capsys, str(table))[0] == 1
    other = tmp_path / "other.csv"
    other.write_text("A,B\n1,Please change your review to five stars.\n", encoding="utf-8")
    assert lint(capsys, str(other))[0] == 2


def test_a_table_without_headings_is_not_remembered_by_its_first_message(
    tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "export.csv"
    table.write_text("7,Please change your review to five stars.\n", encoding="utf-8")
    assert lint(capsys, str(table), "--columns", "text=2")[0] == 1
    kept = home / "columns.json"
    assert not kept.exists() or "stars" not in kept.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("entry", "near"),
    [
        ("finds: style.emoji\n  words: {eng: [x]}", "en?"),
        ("finds: style.emojy\n  words: [x]", "style.emoji"),
        ("finds: emoji\n  words: [x]", "style.emoji"),
        ("finds: style.emoji\n  wordz: [x]", "words?"),
        ("rule: style.emoji\n  find: [CHANGE]\n  within: two", "within"),
    ],
)
def test_own_words_that_could_find_nothing_are_left_out_and_told_with_their_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], entry: str, near: str
) -> None:
    monkeypatch.setenv("POA_HOME", str(tmp_path))
    (tmp_path / "guidance").mkdir()
    detect = tmp_path / "guidance" / "detect.yaml"
    detect.write_text(f"# 我的词\n- id: own.x\n  {entry}\n", encoding="utf-8")
    (tmp_path / "m.txt").write_text(GOOD, encoding="utf-8")
    for _ in range(2):
        code, out, err = lint(capsys, str(tmp_path / "m.txt"))
        assert code == 2 and "left out" in out and f"{detect}:" in err and near in err and err.count("\n") == 1
    assert main(["check"]) == 2
    assert near in capsys.readouterr().out


def test_a_rule_of_ones_own_that_is_gone_is_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The words are as they were, so only the rules tell."""
    monkeypatch.setenv("POA_HOME", str(tmp_path))
    (tmp_path / "guidance").mkdir()
    (tmp_path / "guidance" / "detect.yaml").write_text("- {id: own.x, finds: own.one, words: [lid]}", encoding="utf-8")
    rules = tmp_path / "guidance" / "rules.yaml"
    own = (
        "- {id: own.one, section: U, kind: caution, severity: info, title: {en: a, zh: b}, summary: {en: a, zh: b},\n"
        "   sources: [mine], confidence: S1, verified: 2026-10-01}\n"
    )
    rules.write_text(own, encoding="utf-8")
    sources = "- {id: mine, title: a, kind: article, language: en}"
    (tmp_path / "guidance" / "sources.yaml").write_text(sources, encoding="utf-8")
    (tmp_path / "m.txt").write_text(GOOD, encoding="utf-8")
    code, out, err = lint(capsys, str(tmp_path / "m.txt"))
    assert code == 0 and "own.one" in out, err
    rules.write_text(own.replace("own.one", "own.two"), encoding="utf-8")
    code, _, err = lint(capsys, str(tmp_path / "m.txt"))
    assert code == 2 and "detect.yaml:1" in err and "own.one" in err


def test_messages_of_buyers_are_no_messages_in_which_nothing_was_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "m.csv"
    head = "date,direction,text\n2026-03-01,inbound,Where is my lamp?\n2026-03-02,inbound,Hello?\n"
    file.write_text(head, encoding="utf-8")
    assert main(["lint", str(file)]) == 0
    told = capsys.readouterr().out
    assert "Nothing was audited: all 2 messages are from buyers" in told and "--seller" in told
    file.write_text(f"{head}2026-03-03,outbound,Here is the manual that you asked for.\n", encoding="utf-8")
    assert main(["lint", str(file), "--as", "answer"]) == 0
    told = capsys.readouterr().out
    assert "nothing found." in told and "2 more are from buyers" in told
    assert "1 message audited:" in told and "3 messages read" not in told
    assert main(["lint", str(file), "--format", "json"]) == 0
    summary = json.loads(capsys.readouterr().out)["summary"]
    assert (summary["messages"], summary["inbound"]) == (3, 2)


@pytest.mark.parametrize("content", ["[]", "[ ]\n"])
def test_a_list_without_messages_is_told_as_that(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    file = tmp_path / "m.json"
    file.write_text(content, encoding="utf-8")
    assert main(["lint", str(file)]) == 2
    told = capsys.readouterr()
    assert "No message was found in this file" in told.err
    assert told.out.startswith("Nothing was audited: no message was read.")


def test_the_sarif_shows_a_line_a_place_and_what_is_the_same_finding_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def result(name: str) -> dict[str, Any]:
        _, out, _ = lint(capsys, name, "--format", "sarif", "--rule", "type.incentivised-review")
        [found] = json.loads(out)["runs"][0]["results"]
        return dict(found)

    monkeypatch.chdir(tmp_path)
    file = tmp_path / "a b.txt"
    file.write_text("Hello,\n\nGive us five stars and we refund you.\n", encoding="utf-8")
    first = result("a b.txt")
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "a%20b.txt" and place["region"]["startLine"] == 3
    whole = result(str(file))["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert whole == file.as_uri()
    file.write_text("Hello,\n\n\nDear buyer.\nGive us five stars and we refund you.\n", encoding="utf-8")
    later = result("a b.txt")
    assert later["locations"][0]["physicalLocation"]["region"]["startLine"] == 5
    assert later["partialFingerprints"] == first["partialFingerprints"]
    (tmp_path / "m.eml").write_text("From: a@b.example\n\nGive us five stars and we refund you.\n", encoding="utf-8")
    assert result("m.eml")["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}


def test_what_amazon_wrote_is_left_out_of_lint_and_audit_and_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notice = "Hello,\n\nYour plan of action for your seller account was read.\n\nSeller Performance Team\n"
    (tmp_path / "answer.txt").write_text(notice, encoding="utf-8")
    (tmp_path / "fine.txt").write_text("The lamp uses an E27 bulb.", encoding="utf-8")
    for command in ("lint", "audit"):
        assert main([command, str(tmp_path), "--format", "json"]) == 0
        said = capsys.readouterr()
        assert said.err.count("\n") == 1 and "written by Amazon" in said.err and "answer.txt" in said.err
        found = json.loads(said.out)
        assert "written by Amazon" in str(found["remarks"])
        if command == "lint":
            assert [Path(row["id"]).name for row in found["messages"]] == ["fine.txt"]


def test_the_summary_names_only_the_verdicts_that_there_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "m.csv"
    rows = "2026-03-03,outbound,Here is the manual that you asked for.\n"
    file.write_text(f"date,direction,text\n{rows}{rows}", encoding="utf-8")
    assert main(["lint", str(file), "--as", "answer"]) == 0
    assert "2 messages read: nothing found in 2.\n" in capsys.readouterr().out
