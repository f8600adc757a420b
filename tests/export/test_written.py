"""Documents that are older than what they are made of are known, and the pack holds what somebody confirmed."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from msgspec.structs import replace

from poa.cases.caseyaml import load_answers
from poa.cases.mail import CaseMail, import_messages
from poa.cases.store import create, save
from poa.cli import main
from poa.errors import InputError
from poa.export.case import export_case, outdated
from poa.library.guidance import Guidance
from poa.model.case import Case, Exhibit, Text
from poa.model.training import Asked, Attendee, Paper, PolicyRead, Result, Session
from poa.resources import root
from poa.training.store import save_session

GUIDANCE = Guidance([root("guidance")])
ANSWERS = Path(__file__).parents[1] / "data" / "cases" / "case-1" / "answers.yaml"
NOW = datetime(2026, 5, 1, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    create(tmp_path / "case", worked(), now=NOW)
    return tmp_path / "case"


def worked(**changes: object) -> Case:
    answers = load_answers(ANSWERS)
    return replace(answers, branch=answers.branch or "plan_of_action", **changes)


def names(paths: tuple[Path, ...]) -> list[str]:
    return [path.name for path in paths]


def packed(folder: Path) -> dict[str, bytes]:
    with ZipFile(folder / "out" / "pack.zip") as pack:
        return {name: pack.read(name) for name in pack.namelist()}


def test_a_pack_that_holds_the_letter_of_before_is_outdated(folder: Path) -> None:
    export_case(folder, worked(), GUIDANCE, formats=["txt", "pack"])
    assert outdated(folder, worked(), GUIDANCE) == ()
    later = worked(store=replace(worked().store, name="Kettle Corner"))
    assert set(names(outdated(folder, later, GUIDANCE))) >= {"letter.en.txt", "pack.zip"}
    export_case(folder, later, GUIDANCE, formats=["txt"])
    assert names(outdated(folder, later, GUIDANCE)) == ["pack.zip"], "the letters are new, the pack is not"
    export_case(folder, later, GUIDANCE, formats=["pack"])
    assert outdated(folder, later, GUIDANCE) == ()


def test_a_pack_is_outdated_once_there_is_another_exhibit(folder: Path) -> None:
    export_case(folder, worked(), GUIDANCE, formats=["txt", "pack"])
    more = Exhibit(number=99, title=Text(en="Log", zh="日志"), file="exhibits/99-log.txt")
    added = worked(exhibits=(*worked().exhibits, more))
    assert "pack.zip" in names(outdated(folder, added, GUIDANCE))
    assert "letter.zh.docx" not in names(outdated(folder, added, GUIDANCE))


def test_a_pack_with_other_letters_than_those_beside_it_is_known_without_any_note(folder: Path) -> None:
    export_case(folder, worked(), GUIDANCE, formats=["txt", "pack"])
    (folder / ".poa" / "written.json").unlink()
    assert outdated(folder, worked(), GUIDANCE) == ()
    (folder / "out" / "letter.en.txt").write_text("another letter", encoding="utf-8")
    assert names(outdated(folder, worked(), GUIDANCE)) == ["pack.zip"]


def test_a_pack_with_damaged_bytes_is_passed_over(folder: Path) -> None:
    export_case(folder, worked(), GUIDANCE, formats=["txt", "pack"])
    pack = folder / "out" / "pack.zip"
    data = bytearray(pack.read_bytes())
    with ZipFile(pack) as packed_files:
        start = packed_files.getinfo("letter.en.txt").header_offset + 30 + len("letter.en.txt")
    data[start : start + 40] = b"\xff" * 40
    pack.write_bytes(bytes(data))
    assert outdated(folder, worked(), GUIDANCE) == ()


def test_recording_what_was_sent_refuses_documents_older_than_the_answers(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("POA_LANG", "en")
    monkeypatch.setenv("POA_HOME", str(folder.parent / "home"))
    export_case(folder, worked(), GUIDANCE, formats=["txt", "docx", "pack"])
    save(folder, worked(store=replace(worked().store, name="Kettle Corner")), now=NOW)
    assert main(["rounds", str(folder), "--submit"]) == 2
    assert "older than the answers" in capsys.readouterr().err
    assert main(["rounds", str(folder), "--submit", str(folder / "out" / "letter.en.txt")]) == 0


def session(**more: object) -> Session:
    return Session(id="refunds", topic=Text(en="Refunds", zh="退款"), trainer="Zhou", on=date(2026, 4, 2), **more)  # type: ignore[arg-type]


def test_forms_that_are_blank_and_dates_that_nobody_entered_stay_out_of_the_pack(folder: Path) -> None:
    place = save_session(folder, session()).parent
    for name in ("sign-in", "procedure", "policy-log", "refresher-plan", "record"):
        (place / f"{name}.docx").write_bytes(b"as written for the folder")
    export_case(folder, worked(training=("refunds",)), GUIDANCE, formats=["pack"])
    assert [name for name in packed(folder) if "training" in name] == ["training/refunds/record.docx"]


def test_what_was_entered_in_a_training_is_packed(folder: Path) -> None:
    asked = Asked(
        id="q1", kind="choose", question=Text(en="May you?", zh="可以吗？"), options=(Text(en="No", zh="否"),)
    )
    save_session(
        folder,
        session(
            next_on=date(2026, 10, 2),
            attendees=(Attendee(id="he", name="He Wen", present=True),),
            papers=(Paper(id="a", questions=(asked,)), Paper(id="b", questions=(asked,))),
            results=(Result(attendee="he", paper="a", on=date(2026, 4, 2), points=1, out_of=1),),
            policies=(
                PolicyRead(title=Text(en="P", zh="P"), url="https://p.example", on=date(2026, 4, 2), by=("He",)),
            ),
        ),
    )
    export_case(folder, worked(training=("refunds",)), GUIDANCE, formats=["pack"])
    assert {name.rpartition("/")[2] for name in packed(folder) if "training" in name} == {
        "quiz-a.docx", "quiz-a-key.docx", "policy-log.docx", "refresher-plan.docx",
    }  # fmt: skip


def test_a_record_that_is_an_exhibit_is_packed_once(folder: Path) -> None:
    place = save_session(folder, session()).parent
    (folder / "exhibits").mkdir(exist_ok=True)
    for file in (place / "record.docx", folder / "exhibits" / "01-record.docx"):
        file.write_bytes(b"the record")
    case = worked(
        training=("refunds",), exhibits=(Exhibit(number=1, title=Text(en="R"), file="exhibits/01-record.docx"),)
    )
    case = replace(case, **{part: () for part in ("actions", "measures")}, branch="further_appeal")
    export_case(folder, case, GUIDANCE, formats=["pack"], draft=True)
    assert [name for name, data in packed(folder).items() if data == b"the record"] == ["exhibits/01-r.docx"]


def test_the_messages_that_the_notice_asks_for_are_packed(folder: Path, tmp_path: Path, notice_asks: Callable) -> None:  # type: ignore[type-arg]
    case = notice_asks("message_records")
    order = case.incidents[0].order_id
    table = tmp_path / "sent.csv"
    table.write_text(
        f"order-id,message\n{order},=Please write to us\n111-1111111-1111111,Not on it\n", encoding="utf-8"
    )
    import_messages(folder, [table], guidance=GUIDANCE, now=NOW)
    export_case(folder, case, GUIDANCE, formats=["pack"])
    rows = list(csv.reader(StringIO(packed(folder)["messages.csv"].decode("utf-8-sig"))))
    assert [(row[0], row[4]) for row in rows[1:]] == [(order, "'=Please write to us")]
    id = CaseMail(folder).of_order(order)[0].id
    aside = replace(case, decided={id: "aside"})
    export_case(folder, aside, GUIDANCE, formats=["pack"])
    assert "messages.csv" not in packed(folder)
    export_case(folder, notice_asks("root_cause"), GUIDANCE, formats=["pack"])
    assert "messages.csv" not in packed(folder), "nobody asked for them"


@pytest.fixture
def notice_asks() -> Callable[[str], Case]:
    return lambda name: worked(notice=replace(worked().notice, asks=(name,)))


def test_an_empty_exhibit_is_never_packed(folder: Path) -> None:
    (folder / "exhibits").mkdir(exist_ok=True)
    (folder / "exhibits" / "01-x.png").write_bytes(b"")
    case = worked(exhibits=(Exhibit(number=1, title=Text(en="X"), file="exhibits/01-x.png"),))
    with pytest.raises(InputError, match="empty_exhibit"):
        export_case(folder, case, GUIDANCE, formats=["pack"], draft=True)


def test_sums_name_every_file_of_the_pack(folder: Path) -> None:
    export_case(folder, worked(), GUIDANCE, formats=["pack"])
    files = packed(folder)
    sums = files.pop("SHA256SUMS.txt").decode()
    assert all(f"{hashlib.sha256(data).hexdigest()}  {name}" in sums for name, data in files.items())
