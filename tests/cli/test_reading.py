"""What ``poa lint`` and ``poa audit`` tell of how messages were read, from the outside."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from poa.cli import main

BAD = "Give us five stars and we refund you."
CHAT = f"Anna: Where is my lamp?\nLi: {BAD}\nAnna: thanks\n"


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("POA_HOME", str(place))
    monkeypatch.setenv("POA_LANG", "en")
    return place


def poa(capsys: pytest.CaptureFixture[str], command: str, *words: str) -> tuple[int, str, str]:
    code = main([command, *words])
    out, err = capsys.readouterr()
    return code, out, err


def found(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[set[str], str]:
    """The places with findings, and what was told."""
    _, out, err = poa(capsys, "lint", "--format", "json", *words)
    places = {row["source"] for row in json.loads(out)["messages"] if row["findings"]}
    return {place.rpartition("/")[2] for place in places}, err


@pytest.fixture
def chat(tmp_path: Path) -> str:
    file = tmp_path / "chat.txt"
    file.write_text(CHAT, encoding="utf-8")
    return str(file)


def test_of_a_chat_between_names_it_is_told_that_the_seller_is_not_known(
    chat: str, capsys: pytest.CaptureFixture[str]
) -> None:
    places, told = found(capsys, chat)
    assert "chat.txt:2" in places
    assert 'Nothing tells which of "Anna" and "Li" is the buyer' in told and "--seller NAME" in told


@pytest.mark.parametrize(("seller", "places"), [("Li", {"chat.txt:2"}), ("Anna", set())])
def test_the_seller_may_be_named(chat: str, seller: str, places: set[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert found(capsys, "--seller", seller, chat) == (places, "")
    code, out, err = poa(capsys, "audit", "--seller", seller, "--format", "json", chat)
    counts = json.loads(out)["messages"]
    assert (counts["read"], counts["outbound"], err) == (3, 1 if seller == "Li" else 2, "")
    assert code == bool(places)


def test_a_store_of_the_settings_is_the_seller(home: Path, chat: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path(chat).write_text(CHAT.replace("Li:", "Moonlight:"), encoding="utf-8")
    assert "Nothing tells" in found(capsys, chat)[1]
    (home / "settings.yaml").write_text("stores: [{name: Moonlight}]\n", encoding="utf-8")
    assert found(capsys, chat) == ({"chat.txt:2"}, "")
    (home / "settings.yaml").write_text("stores: 7\n", encoding="utf-8")
    assert "Nothing tells" in found(capsys, chat)[1]


TABLE = f"""sent,text
46082.5,The lid was sent.
46083,"Buyer: {BAD}
Seller: The lid was sent."
46084,
"""


@pytest.mark.parametrize("command", ["lint", "audit"])
def test_what_was_read_otherwise_than_it_stands_is_told_and_no_failure(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "t.csv"
    file.write_text(TABLE, encoding="utf-8")
    code, out, err = poa(capsys, command, "--as", "answer", "--format", "json", str(file))
    assert code == 0, out + err
    assert "t.csv:2: The dates under" in err and "2026-03-01 12:00" in err
    assert "t.csv:3: Some entries hold a whole conversation" in err
    assert "t.csv:5: Some entries hold no words" in err


@pytest.mark.parametrize("command", ["lint", "audit"])
def test_dates_that_cannot_be_read_are_told_where_no_period_is_asked_for(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "t.csv"
    file.write_text("Sent At,text\nyesterday,The lid was sent.\n2 days ago,The lid was sent.\n", encoding="utf-8")
    code, _, err = poa(capsys, command, "--as", "answer", str(file))
    assert code == 2
    assert err.count("poa: ") == 1
    assert 't.csv:2: Dates under "Sent At" could not be read (2, such as "yesterday")' in err


def test_json_lines_without_words_are_no_clean_messages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "t.jsonl"
    file.write_text('{"text": ""}\n{"text": "The lid was sent."}\n{"text": " "}\n', encoding="utf-8")
    code, out, err = poa(capsys, "lint", "--as", "answer", "--format", "json", str(file))
    assert (code, json.loads(out)["summary"]["messages"]) == (0, 1)
    assert "t.jsonl:1: Some entries hold no words (2 in this file)" in err


PLAIN = {
    "m.txt": "The lid was sent. It arrives on Monday: we are sorry.\n",
    "m.jsonl": '{"text": "Hello Anna,\\nthe lid: sent.\\nSize: M", "sent": "2026-03-03"}\n',
    "m.csv": "order id,sent,text\n113-5550000-1111111,2026-03-03,The lid was sent.\n",
    "m.eml": "From: s@shop.example\nTo: x@marketplace.amazon.de\nDate: 3 Mar 2026 09:12:00 +0000\n\nIt was sent.\n",
}


@pytest.mark.parametrize("name", sorted(PLAIN))
def test_what_reads_conversations_is_not_loaded_for_messages_that_are_none(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(PLAIN[name], encoding="utf-8")
    program = (
        "import sys\nfrom poa.messages import read\n"
        f"assert len(list(read([{str(tmp_path / name)!r}]))) == 1\n"
        "dear = ['thread', 'named', 'pasted', 'headings', 'speakers', 'parties', 'facts', 'pieces', 'dayorder']\n"
        "print([name for name in dear if f'poa.messages.{name}' in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, encoding="utf-8")
    assert done.stdout.strip() == "[]", done.stdout + done.stderr
