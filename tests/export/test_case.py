"""What the export refuses, with words."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from poa.cases.caseyaml import load_answers
from poa.errors import GapError, InputError, RefusedError
from poa.export.case import compose_letters, export_case
from poa.library.guidance import Guidance
from poa.model.case import Case, LedgerRow, Stream, Text
from poa.resources import root
from poa.wording import Language, Wording

GUIDANCE = Guidance([root("guidance")])
CASES = Path(__file__).parents[1] / "data" / "cases"


def case(name: str) -> Case:
    answers = load_answers(CASES / name / "answers.yaml")
    return replace(answers, branch=answers.branch or "plan_of_action")


def test_a_not_guilty_letter_that_also_admits_is_refused(tmp_path: Path) -> None:
    dispute = case("own-dispute")
    admits = Text(
        en="We asked the buyer for a telephone number, and we are responsible for this breach.", zh="责任在我们。"
    )
    both = replace(dispute, dispute=Text(en=f"{dispute.dispute.en} {admits.en}", zh=f"{dispute.dispute.zh}{admits.zh}"))
    with pytest.raises(RefusedError):
        export_case(tmp_path, both, GUIDANCE, formats=["txt"])
    assert not (tmp_path / "out").exists()
    assert export_case(tmp_path, dispute, GUIDANCE, formats=["txt"]).files


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"rules": ("coc.off-platform-contact",)}, "incidents[0].rules"),
        ({"act": Text(en="asked the buyer to call", zh="让买家打电话")}, "incidents[0].act"),
        ({"messages_in_breach": 4}, "audit.messages_in_breach"),
        ({"orders_in_breach": 3}, "audit.orders_in_breach"),
        ({"ledger": (LedgerRow(order_id="111-5550909-3321774", messages=1),)}, "audit.ledger"),
        ({"streams": (Stream(what=Text(en="mails", zh="邮件"), read=3, in_breach=1),)}, "audit.streams[0].in_breach"),
    ],
)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_dispute_beside_answers_that_tell_a_breach_is_not_finished(
    change: dict[str, Any], path: str, language: str
) -> None:
    dispute = case("own-dispute")
    if path.startswith("audit"):
        told = replace(dispute, audit=replace(dispute.audit, **{"messages_in_breach": None, **change}))
    else:
        told = replace(dispute, incidents=(replace(dispute.incidents[0], **change),))
    with pytest.raises(GapError) as refused:
        compose_letters(told, GUIDANCE, [language])
    assert path in [gap.path for gap in refused.value.values["gaps"]]
    # A rule of form alone is no breach that a dispute denies, and a message that is only shown is none.
    slip = replace(dispute, incidents=(replace(dispute.incidents[0], rules=("style.emoji",)),))
    assert compose_letters(slip, GUIDANCE, [language])


def test_a_place_never_filled_in_is_not_exported_and_named_with_its_answer(tmp_path: Path) -> None:
    worked = case("case-1")
    open_ = replace(worked, audit=replace(worked.audit, limits=Text(en="Not read: TODO.", zh="未读：TODO。")))
    with pytest.raises(RefusedError) as refused:
        export_case(tmp_path, open_, GUIDANCE, languages=["en"], formats=["txt"])
    assert refused.value.values == {"words": "TODO", "place": "audit.limits", "path": "audit.limits"}
    assert not (tmp_path / "out").exists()
    assert export_case(tmp_path, open_, GUIDANCE, languages=["en"], formats=["txt"], draft=True).files


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_place_never_filled_in_is_named_with_the_answer_that_holds_it(tmp_path: Path, language: str) -> None:
    worked = case("case-1")
    cause = replace(worked.causes[0], entry="", text=Text(en="Nobody knew, see xxx.", zh="没人知道，见 xxx。"))
    titled = replace(cause, title=Text(en="No rule", zh="没有规定"))
    open_ = replace(worked, causes=(titled, *worked.causes[1:]))
    with pytest.raises(RefusedError) as refused:
        export_case(tmp_path, open_, GUIDANCE, languages=[language], formats=["txt"])
    assert refused.value.values["path"] == "causes[0].text"


def test_a_placeholder_that_a_message_really_held_is_quoted(tmp_path: Path) -> None:
    worked = case("case-1")
    sent = replace(worked.incidents[0], quote="Dear {{name}}, please write to us.", source="")
    quoted = replace(worked, incidents=(sent, *worked.incidents[1:]))
    (written, *_) = export_case(tmp_path, quoted, GUIDANCE, languages=["en"], formats=["txt"]).files
    assert written.exists()


def test_what_the_letter_lacks_is_told_without_what_the_mirror_lacks(tmp_path: Path) -> None:
    worked = case("case-1")
    english = replace(worked, audit=replace(worked.audit, limits=Text(en="Older messages were not read.")))
    lacking = replace(english, actions=(replace(english.actions[0], on=None), *english.actions[1:]))
    with pytest.raises(GapError) as refused:
        export_case(tmp_path, lacking, GUIDANCE, formats=["txt"])
    assert [gap.path for gap in refused.value.values["gaps"]] == ["actions[0].on"]


def test_an_action_in_the_future_is_never_exported_as_done(tmp_path: Path) -> None:
    worked = case("case-1")
    late = replace(worked.actions[0], on=date(2199, 1, 1))
    with pytest.raises((GapError, RefusedError)):
        export_case(tmp_path, replace(worked, actions=(late, *worked.actions[1:])), GUIDANCE, formats=["txt"])


def test_a_look_alike_gets_no_letter(tmp_path: Path) -> None:
    with pytest.raises(RefusedError):
        export_case(tmp_path, replace(case("case-1"), branch="phishing"), GUIDANCE)


def test_an_unknown_language_is_named() -> None:
    with pytest.raises(InputError, match="fr"):
        compose_letters(case("case-1"), GUIDANCE, ["fr"])


def test_gaps_are_named_in_the_readers_language() -> None:
    from poa.wording import Wording

    with pytest.raises(GapError) as caught:
        compose_letters(Case(branch="plan_of_action"), GUIDANCE, ["en"])
    assert "?" in caught.value.told(Wording("en"))
    assert "？" in caught.value.told(Wording("zh-Hans"))
    # Which answer is asked for, where several of one kind are there.
    assert "store.name: " in caught.value.told(Wording("en"))
    assert "store.name：" in caught.value.told(Wording("zh-Hans"))


def test_exhibit_files_outside_the_case_are_refused(tmp_path: Path) -> None:
    from poa.model.case import Exhibit

    shutil.copy(CASES / "case-1" / "notice.txt", tmp_path / "secret.txt")
    folder = tmp_path / "case"
    folder.mkdir()
    outside = Exhibit(number=9, title=Text(en="x", zh="x"), file="../secret.txt")
    worked = case("case-1")
    with pytest.raises(InputError, match="9"):
        export_case(folder, replace(worked, exhibits=(*worked.exhibits, outside)), GUIDANCE, formats=["pack"])


def test_fields_over_the_sellers_limit_are_reported_and_not_cut(tmp_path: Path) -> None:
    worked = case("case-1")
    short = replace(worked, letter=replace(worked.letter, limits={"actions": 100}))
    done = export_case(tmp_path, short, GUIDANCE, formats=["txt"])
    assert done.too_long[0][0] == "actions"
    assert "6. 15 March" in (tmp_path / "out" / "fields.en.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_missing_facts_are_told_as_sentences_that_end_once(tmp_path: Path, language: Language) -> None:
    with pytest.raises(GapError) as found:
        export_case(tmp_path, Case(branch="plan_of_action"), GUIDANCE, formats=["txt"])
    told = found.value.told(Wording(language))
    for twice in ("?.", ".;", "?;", "..", "。。", "？；", "？。", "。；", ".。"):
        assert twice not in told
    assert told.count("?") + told.count("？") >= 1
