"""``poa notice`` as scripts and people use it."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from poa.cli import main
from poa.cli.clock import told_at
from tests.each import each

NOTICE = """From: no-reply@amazon.com
Subject: Action needed
Date: Fri, 13 Mar 2026 08:20:00 +0000

Hello,

One of your messages was rude. Order 113-5550001-0000001. Please respond within 72 hours with the root cause.
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("POA_LANG", "en")


def test_json_has_the_fields_that_scripts_rely_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "notice.txt"
    file.write_text(NOTICE, encoding="utf-8")
    assert main(["notice", str(file), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["kind"] == "inappropriate_communication"
    assert found["deadline_hours"] == 72
    assert found["deadline_at"] == "2026-03-16T08:20:00+00:00"
    assert found["deadline_from"] == "this_notice"
    assert found["order_ids"] == ["113-5550001-0000001"]
    assert found["asks"] == ["root_cause"]
    assert found["is_phishing"] is False
    assert any("72 hours" in words for words in found["evidence"]["deadline_hours"])


@pytest.mark.parametrize("language", ["en", "zh"])
def test_text_says_what_was_read_in_both_languages(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "notice.txt"
    file.write_text("Please respond within 72 hours.", encoding="utf-8")
    assert main(["--language", language, "notice", str(file)]) == 0
    assert "72" in capsys.readouterr().out


def test_a_look_alike_is_warned_about(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "notice.txt"
    file.write_text("From: a@amazon-help.example\n\nSend us your password within 24 hours!!", encoding="utf-8")
    assert main(["notice", str(file)]) == 0
    told = capsys.readouterr().out
    assert told.startswith("WARNING")
    assert "sellercentral.amazon.com" in told


@pytest.mark.parametrize("content", [b"", b"   \n", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, b"a" * 10_000_001])
def test_unusable_input_is_one_sentence(content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "notice.txt"
    file.write_bytes(content)
    assert main(["notice", str(file)]) == 2
    told = capsys.readouterr().err
    assert "notice.txt" in told
    assert "Traceback" not in told


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030", "utf-8-sig"])
def test_other_encodings_are_read(encoding: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "notice.txt"
    file.write_bytes("您好：请在 72 小时内提交说明，解释根本原因。卖家绩效团队".encode(encoding))
    assert main(["notice", str(file), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["deadline_hours"] == 72


def test_a_wrong_time_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "notice.txt"
    file.write_text(NOTICE, encoding="utf-8")
    assert main(["notice", str(file), "--received", "yesterday-ish"]) == 2
    assert "yesterday-ish" in capsys.readouterr().err


def test_what_is_asked_in_unknown_words_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "notice.txt"
    file.write_text(f"{NOTICE}\nPlease also provide:\n- The name of your insurance company\n", encoding="utf-8")
    assert main(["notice", str(file)]) == 0
    assert "The name of your insurance company" in capsys.readouterr().out


def own_clock(moment: str) -> str:
    return told_at(datetime.fromisoformat(moment))


def told_of(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[str, str]:
    file = tmp_path / "notice.txt"
    file.write_text(text, encoding="utf-8")
    assert main(["notice", str(file), *more]) == 0
    said = capsys.readouterr()
    return said.out, said.err


def test_of_a_language_that_is_not_read_nothing_is_told_as_not_stated(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Olá, a sua conta foi suspensa com efeito imediato. Envie o plano em até 48 horas. Amazon.com.br"
    out, _ = told_of(text, tmp_path, capsys)
    assert "I do not read Portuguese" in out
    assert "About:" not in out
    assert "none found" not in out


def test_what_no_words_were_found_for_is_no_matter_of_another_kind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, _ = told_of("Amazon.com: your account was reviewed, and we write to you about it.", tmp_path, capsys)
    assert "something else" not in out


def test_a_text_that_names_no_amazon_is_asked_about(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = told_of("A friend was once warned for review manipulation. Tea on Monday?", tmp_path, capsys)
    assert out.startswith("This does not look like a notice from Amazon")
    assert "reviews influenced" not in out


def test_business_days_are_told_with_the_end_of_both_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = NOTICE.replace("72 hours", "three business days")
    out, _ = told_of(text, tmp_path, capsys)
    assert f"until {own_clock('2026-03-16T08:20Z')}" in out
    assert f"Monday to Friday alone it ends on {own_clock('2026-03-18T08:20Z')}" in out


def test_products_that_were_taken_down_are_told_as_such(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = told_of("Amazon.com: we have removed the listings below: B0ABCDE123. Send invoices.", tmp_path, capsys)
    assert "products were taken down" in out


def test_the_store_is_asked_where_a_date_depends_on_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = told_of("Please send us your plan of action by 15 May 2026.", tmp_path, capsys)
    assert f"I took {own_clock('2026-05-15T23:59+10:00')}" in out


def test_a_time_given_without_zone_is_said_to_be_the_computers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, without = told_of(NOTICE, tmp_path, capsys, "--received", "2026-03-10T15:20")
    _, with_one = told_of(NOTICE, tmp_path, capsys, "--received", "2026-03-10T15:20+08:00")
    assert "this computer's" in without
    assert with_one == ""


def test_a_plain_warning_is_told_as_a_warning(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = told_of("Amazon.com: this is a policy warning about your messages to buyers.", tmp_path, capsys)
    assert "How grave: a warning" in out


def test_an_acceptance_is_told_as_one_and_where_to_record_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Thank you for your plan. We have decided to reinstate your account. You may sell on Amazon.com again."
    out, _ = told_of(text, tmp_path, capsys)
    assert out.startswith("This is no warning") and "decided to reinstate" in out
    assert "poa rounds DIR --answer FILE" in out and "--outcome accepted" in out
    assert "Please tell me" not in out and "not stated" not in out
    out, _ = told_of(text, tmp_path, capsys, "--format", "json")
    assert json.loads(out)["outcome"] == "accepted"
    out, _ = told_of(NOTICE, tmp_path, capsys)
    assert "no warning" not in out


def test_a_text_that_is_no_notice_is_called_that_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = told_of("buy milk and eggs, tomorrow at noon call mum", tmp_path, capsys)
    assert out.startswith("This does not look like a notice from Amazon") and "not stated" not in out
    out, _ = told_of("buy milk and eggs", tmp_path, capsys, "--format", "json")
    assert json.loads(out)["is_notice"] is False


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        ("48 hours", "48 hours (2 days)"),
        ("72 hours", ": 3 days;"),
        ("14 days", ": 14 days;"),
        ("100 hours", "4 days 4"),
    ],
)
def test_long_times_are_told_in_days(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], stated: str, told: str
) -> None:
    out, _ = told_of(NOTICE.replace("72 hours", stated), tmp_path, capsys)
    assert told in out


@pytest.mark.parametrize(
    "text",
    [
        "尊敬的卖家：\n您的账户已恢复。但是我们再次发现您要求买家删除差评，请在2026/12/01前提交行动计划，否则我们会停用您的账户。",
        "Your account has been reinstated. However, we found again that you asked buyers to remove reviews. "
        "Your account is at risk of deactivation.",
        "您的账户已恢复。之后我们又发现您索要好评，请在72小时内提交行动计划，否则账户将被停用。",
    ],
)
def test_a_warning_that_tells_of_an_earlier_acceptance_is_no_acceptance(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, _ = told_of(text, tmp_path, capsys)
    assert out.startswith("What this notice says") and "Time to answer" in out
    out, _ = told_of(text, tmp_path, capsys, "--format", "json")
    assert json.loads(out)["outcome"] is None


@each(
    ("said", "words"),
    [
        ("Please reply by 12/01 with the root cause.", "Please reply by 12/01"),
        ("Please send the root cause by Friday.", "by Friday"),
        ("请于12月1日前回复并说明根本原因。", "请于12月1日前回复"),
    ],
)
def test_a_day_without_a_year_is_shown_and_the_day_of_receipt_asked_for(
    said: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "notice.txt"
    file.write_text(f"One of your messages on Amazon was rude. {said}", encoding="utf-8")
    assert main(["notice", str(file)]) == 0
    told = capsys.readouterr().out
    assert words in told and "none found" not in told and "--received" in told
    assert "Does Account Health show a date" not in told
    assert main(["notice", str(file), "--received", "2026-11-25T09:00:00Z"]) == 0
    assert "until 2026-1" in capsys.readouterr().out


def test_a_new_case_tells_of_a_day_that_cannot_be_dated_yet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "notice.txt"
    file.write_text("Your messages on Amazon were rude. Reply by 12/01 with the root cause.", encoding="utf-8")
    assert main(["--language", "zh", "new", str(tmp_path / "case"), "--notice", str(file)]) == 0
    assert "Reply by 12/01" in capsys.readouterr().err


def test_a_day_that_there_is_not_is_shown_as_that(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "notice.txt"
    file.write_text("Your messages on Amazon were rude. Reply by February 30.", encoding="utf-8")
    assert main(["notice", str(file), "--received", "2026-01-10T15:20Z"]) == 0
    told = capsys.readouterr().out
    assert "a day that there is not" in told and "Reply by February 30" in told
    assert "Does Account Health show a date" in told


@pytest.mark.parametrize(
    ("language", "store", "orders"),
    [("en", "  Marketplace: Amazon.com", "how many"), ("zh", "  站点", "订单号或数量")],
)
def test_a_marketplace_is_not_called_the_store_and_a_number_of_orders_no_list(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    store: str,
    orders: str,
) -> None:
    monkeypatch.setenv("POA_LANG", language)
    text = "From: no-reply@amazon.com\n\nYour messages are restricted. Tell us how many orders got them."
    (tmp_path / "n.txt").write_text(text, encoding="utf-8")
    assert main(["notice", str(tmp_path / "n.txt")]) == 0
    out = capsys.readouterr().out
    assert store in out
    assert orders in out
