"""poa rules on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from poa.cli import main
from poa.errors import GuidanceError
from poa.text.width import cells


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("POA_HOME", str(tmp_path))
    monkeypatch.setenv("POA_LANG", "en")
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


def test_the_json_has_the_promised_keys(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)["rules"]
    assert len(rows) == 127
    for row in rows:
        assert {"id", "kind", "severity", "summary", "sources", "since", "verified", "confidence"} <= set(row)
        assert set(row["summary"]) == {"en", "zh"}
        for source in row["sources"]:
            assert {"key", "url", "title", "kind", "language", "seen"} == set(source)


def test_one_rule_as_json_is_a_list_of_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "content.attachment", "--format", "json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["rules"]
    assert row["id"] == "content.attachment" and row["examples"]["violates"]


def test_one_rule_shows_links_exceptions_conflicts_and_examples(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "content.phone-number"]) == 0
    shown = capsys.readouterr().out
    for part in (
        "https://sellercentral.amazon.com/help/hub/reference/G1701",
        "Exceptions",
        "sources disagree",
        "138 0013",
    ):
        assert part in shown


def test_the_list_is_in_the_language_of_the_screen_and_fits_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert main(["--language", "zh", "rules"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any("行为准则" in line for line in lines) and lines[-1] == "共 127 条规则"
    assert max(cells(line) for line in lines) <= 60


def test_search_takes_words_of_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--search", "取消", "order"]) == 0
    assert "order.never-ask-cancel" in capsys.readouterr().out


def test_what_is_found_stands_nearest_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--search", "view"]) == 0
    assert "type.review-change-request" in capsys.readouterr().out
    assert main(["rules", "--search", "coupons"]) == 0
    assert "type.marketing-coupons" in capsys.readouterr().out.splitlines()[0]
    assert main(["rules", "--search", "coupons", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["rules"][0]["id"] == "type.marketing-coupons"


def test_a_search_without_a_hit_says_which_word_is_unknown_and_what_to_try(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["rules", "--search", "emoji cuopon"]) == 0
    told = capsys.readouterr().out
    assert "speaks of “cuopon”. Did you mean “coupons”?" in told
    assert "poa rules" in told
    assert main(["rules", "--search", "emoji refund subject"]) == 0
    assert "not all of them in one place" in capsys.readouterr().out


def test_an_unknown_id_is_one_sentence_with_near_ids(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "phone-number"]) == 2
    told = capsys.readouterr()
    assert told.out == "" and told.err.count("\n") == 1
    assert "content.phone-number" in told.err
    assert main(["rules", "zzz"]) == 2


def test_a_users_rules_are_listed_and_their_control_signs_removed(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "guidance").mkdir()
    (home / "guidance" / "rules.yaml").write_text(
        '- id: style.emoji\n  title: {en: "Red \\e[31malert", zh: 红}\n- {id: style.gif, off: true}\n', encoding="utf-8"
    )
    assert main(["rules", "--search", "style."]) == 0
    shown = capsys.readouterr().out
    assert "\x1b" not in shown and "alert" in shown and "style.gif" not in shown


def test_a_broken_addition_is_told_by_file_and_line(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "guidance").mkdir()
    (home / "guidance" / "rules.yaml").write_text("- id: style.emoji\n  severity: loud\n", encoding="utf-8")
    assert main(["rules", "style.emoji"]) == 0
    assert f"{home / 'guidance' / 'rules.yaml'}:2" in capsys.readouterr().err


def test_a_rule_that_is_switched_off_is_told_with_its_place(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "guidance").mkdir()
    (home / "guidance" / "rules.yaml").write_text("- id: style.gif\n  off: true\n", encoding="utf-8")
    (home / "m.txt").write_text("Hello", encoding="utf-8")
    for words in (["rules", "style.gif"], ["lint", "--rule", "style.gif", str(home / "m.txt")]):
        assert main(words) == 2
        told = capsys.readouterr().err
        assert f"{home / 'guidance' / 'rules.yaml'}:2" in told and "switched off" in told and "off: true" in told


def test_a_broken_template_is_told_with_a_way_on(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = home / "templates"

    def refuse(*_: object) -> int:
        raise GuidanceError("check.bad_template", file=folder / "en" / "letter.j2", line=3, what="x")

    monkeypatch.setattr("poa.cli.rules.run", refuse)
    assert main(["rules"]) == 2
    told = capsys.readouterr().err
    assert f"Rename the folder {folder} to templates-off" in told and told.count("\n") == 1
