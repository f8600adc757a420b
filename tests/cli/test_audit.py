"""``poa audit`` from the outside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from poa.cli import main


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def messages(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("POA_HOME", str(home))
    monkeypatch.setenv("POA_LANG", "en")
    rows = [
        {
            "id": f"m{number}",
            "text": f"Hi, add us on WhatsApp about order 114-5551234-{number:07d}.",
            "order_id": f"114-5551234-{number:07d}",
            "sent": f"2026-0{number + 1}-05T10:00:00Z",
        }
        for number in range(4)
    ]
    file = tmp_path / "m.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return str(file)


def test_the_report_names_period_rules_template_and_suspects(messages: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", messages]) == 1
    out = capsys.readouterr().out
    assert "2026-01-05" in out and "2026-04-05" in out
    assert "sent 4 times to 4 orders" in out
    assert "114-5551234-0000002" in out and "content.physical-address-or-messenger" in out


def test_a_period_is_kept_to(messages: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["audit", messages, "--from", "2026-02-01", "--to", "2026-03-31", "--format", "json"])
    data = json.loads(capsys.readouterr().out)
    assert data["messages"]["breach"] == 2 and data["orders"]["breach"] == 2


def test_a_breach_is_1_even_where_something_else_could_not_be_read(
    messages: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clean = tmp_path / "clean.txt"
    clean.write_text("The new lid leaves tomorrow.", encoding="utf-8")
    assert main(["audit", messages, str(tmp_path / "no.txt"), "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["unusable"] == 1 and told["problems"][0]["id"] == "files.missing"
    assert main(["audit", str(clean), str(tmp_path / "no.txt")]) == 2
    assert main(["audit", str(clean)]) == 0


@pytest.mark.parametrize("words", [["--from", "yesterday"], ["--from", "2026-03-01", "--to", "2026-02-01"]])
def test_an_impossible_period_is_one_sentence(
    messages: str, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["audit", messages, *words]) == 2
    err = capsys.readouterr().err
    assert err.startswith("poa: ") and err.count("\n") == 1


HEADINGS = (
    *(
        "发送日期",
        "消息日期",
        "回复日期",
        "留言时间",
        "留言日期",
        "创建日期",
        "时间戳",
        "寄件日期",
        "送信日時",
        "送信日",
    ),
    *("Gesendet", "Gesendet am", "Datum/Uhrzeit", "Envoyé le", "Date d'envoi", "Date d’envoi", "Fecha de envío"),
    *("Enviado el", "Data di invio", "Inviato il", "Date sent", "Sent at", "Sent on", "Message date", "Timestamp"),
)
BREACH = "Please delete your review, then we refund you."
CLEAN = "The new lid leaves tomorrow."


def table(folder: Path, heading: str, *rows: tuple[str, str]) -> str:
    lines = [
        f"order_id,{heading},text",
        *(f'114-5551234-000000{n},{day},"{text}"' for n, (day, text) in enumerate(rows)),
    ]
    file = folder / "sent.csv"
    file.write_text("\n".join(lines), encoding="utf-8")
    return str(file)


@pytest.mark.parametrize("heading", HEADINGS)
def test_the_date_is_found_under_what_exports_call_it(
    messages: str, tmp_path: Path, heading: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = table(tmp_path, heading, ("2026-03-05 10:00", BREACH), ("2025-03-05 10:00", BREACH))
    assert main(["audit", file, "--from", "2026-01-01", "--format", "json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert data["messages"]["breach"] == 1 and data["messages"]["outside"] == 1


def test_a_period_in_which_nothing_was_judged_is_no_clean_period(
    messages: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    undated = table(tmp_path, "batch", ("x", BREACH), ("y", BREACH))
    assert main(["audit", undated, "--from", "2026-01-01"]) == 2
    out = capsys.readouterr().out
    assert "No message breaks" not in out and "Nothing was audited" in out and "2 messages carry no date" in out
    assert main(["audit", messages, "--from", "2030-01-01"]) == 2
    out = capsys.readouterr().out
    assert "No message breaks" not in out and "Nothing was audited" in out
    assert (
        "messages read" not in out and "4 messages lie outside the period" in out and "2026-01-05 to 2026-04-05" in out
    )


def test_what_carries_no_date_is_not_judged_and_the_rest_is_no_clean_bill(
    messages: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = table(tmp_path, "sent", ("2026-03-05", CLEAN), ("", BREACH))
    assert main(["audit", file, "--from", "2026-01-01"]) == 2
    out = capsys.readouterr().out
    assert "1 message carries no date" in out and "those without a date were not judged" in out
    assert main(["audit", file, messages, "--from", "2026-01-01"]) == 1
    clean = table(tmp_path, "sent", ("2026-03-05", CLEAN), ("2025-03-05", BREACH))
    assert main(["audit", clean, "--from", "2026-01-01"]) == 0
    assert "No message breaks a rule." in capsys.readouterr().out


def test_an_empty_folder_has_no_period_and_no_counts(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("POA_HOME", str(home))
    monkeypatch.setenv("POA_LANG", "en")
    assert main(["audit", str(tmp_path)]) == 2
    told = capsys.readouterr()
    assert "holds no files" in told.err
    assert told.out.splitlines() == ["Audit of messages", "Nothing was audited: no message was read."]


def test_where_all_messages_are_from_buyers_it_says_how_to_name_the_seller(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("POA_HOME", str(home))
    monkeypatch.setenv("POA_LANG", "en")
    file = tmp_path / "m.csv"
    file.write_text("date,direction,text\n2026-03-01,inbound,Where is my lamp?\n", encoding="utf-8")
    assert main(["audit", str(file)]) == 0
    told = capsys.readouterr().out
    assert "no message from the seller was read" in told and "--seller" in told
