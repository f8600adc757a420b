"""Messages of a case: taken in masked, all or nothing, and read one by one."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest

from poa.cases import store
from poa.cases.mail import CaseMail, ImportResult, Wanted, import_messages
from poa.errors import CaseError
from poa.library.guidance import Guidance
from poa.model.case import Case
from poa.model.message import Message
from poa.model.rule import Audited, Bilingual, Finding, Severity
from poa.resources import root

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)


pytestmark = pytest.mark.usefixtures("simple_audit")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "case"
    store.create(place, Case(), now=NOW)
    return place


def rows(*texts: str, **more: object) -> str:
    return "".join(
        json.dumps(
            {
                "id": f"m{n}",
                "order_id": f"113-5550000-000000{n}",
                "sent": f"2026-03-0{n + 1}T10:00:00Z",
                "text": text,
                **more,
            }
        )
        + "\n"
        for n, text in enumerate(texts)
    )


def take(folder: Path, content: str, name: str = "sent.jsonl", **options: object) -> ImportResult:
    source = folder.parent / name
    source.write_text(content, encoding="utf-8")
    return import_messages(folder, [source], guidance=Guidance([root("guidance")]), now=NOW, **options)  # type: ignore[arg-type]


def test_messages_are_counted_ranked_and_read_one_by_one(folder: Path) -> None:
    done = take(
        folder,
        rows(
            "Your order is on its way.", "A coupon for you.", "Hello. Add me on WhatsApp now! Thank you.", sender="Li"
        ),
    )
    mail = CaseMail(folder)
    assert (done.imported, done.known, done.suspects, mail.count) == (3, 0, 2, 3)
    assert [audited.id for audited in mail.suspects()] == ["m2", "m1"]
    assert [audited.id for audited in mail.suspects(1, 1)] == ["m1"]
    assert [audited.id for audited in mail.suspects(wanted=Wanted(rule="x.coupon"))] == ["m1"]
    for wanted in (None, Wanted(rule="x.coupon"), Wanted(ids=("m0", "m1"))):
        listed = [(row.id, row.verdict, [f.rule for f in row.findings]) for row in mail.listed(wanted=wanted)]
        found = mail.suspects(wanted=wanted)
        assert listed == [(audited.id, audited.verdict, [f.rule for f in audited.findings]) for audited in found]
    assert [row.id for row in mail.listed(1)] == ["m2"]
    assert [row.begins for row in mail.listed(wanted=Wanted(ids=("m0", "m1")))] == ["Your order is on its way.", ""]
    message = mail.message("m1")
    assert message and message.text == "A coupon for you."
    assert mail.message("none") is None
    clean = mail.audited("m0")
    assert clean and clean.findings == ()
    incident = mail.incident(mail.suspects()[0])
    assert (incident.quote, incident.on, incident.by, incident.rules) == (
        "Add me on WhatsApp now!", date(2026, 3, 3), "Li", ("x.contact",),
    )  # fmt: skip


def test_the_gravest_stand_first_and_of_those_alike_the_named_orders_and_the_latest(folder: Path) -> None:
    take(folder, rows("A coupon.", "WhatsApp and a coupon.", "WhatsApp.", "Only WhatsApp.", "ok", "Another coupon."))
    mail = CaseMail(folder)
    assert [audited.id for audited in mail.suspects()] == ["m3", "m2", "m1", "m5", "m0"]
    named = ["113-5550000-0000001", "113-5550000-0000000"]
    assert [audited.id for audited in mail.suspects(named=named)] == ["m1", "m3", "m2", "m0", "m5"]
    assert [row.id for row in mail.listed(2, named=named)] == ["m1", "m3"]
    assert [audited.id for audited in mail.suspects(2, 1, named=named)] == ["m3", "m2"]


def test_many_small_findings_weigh_less_than_one_grave_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import poa.audit

    def check(self: object, message: Message) -> Audited:
        severity: Severity = "error" if "grave" in message.text else "warning"
        found = [Finding(f"x.{n}", severity, 0, 1, "x", Bilingual("no")) for n in range(int(message.text.split()[0]))]
        return Audited(message.id, message.source, message.order_id, "fix", tuple(found), message.text)

    monkeypatch.setattr(poa.audit.Auditor, "check", check)
    take(folder, rows("1 grave", "30 small", "200 grave", "1 small"))
    assert [audited.id for audited in CaseMail(folder).suspects()] == ["m2", "m0", "m3", "m1"]


def test_messages_without_a_decision_are_known(folder: Path) -> None:
    take(folder, rows("A coupon.", "WhatsApp.", "ok", "Another coupon."))
    mail = CaseMail(folder)
    assert sorted(mail.open_ids(Wanted(), lambda id, order: id == "m1")) == ["m0", "m3"]
    assert mail.open_ids(Wanted(rule="x.coupon"), lambda id, order: order == "113-5550000-0000000") == ("m3",)
    assert mail.open_ids(Wanted(ids=("m1", "m2")), lambda id, order: False) == ("m1",)


def test_the_report_counts_and_outlives_the_index(folder: Path) -> None:
    take(
        folder,
        rows("ok", "coupon", "WhatsApp coupon", sender="Li")
        + json.dumps({"id": "in", "direction": "inbound", "text": "WhatsApp?"}),
    )
    report = CaseMail(folder).report()
    assert (report.read, report.sent, report.received, report.in_breach, report.orders_in_breach) == (4, 3, 1, 2, 2)
    assert report.by_sender == {"Li": (3, 2)}
    assert report.by_rule == {"x.coupon": 2, "x.contact": 1}
    assert (report.period_from, report.period_to) == (date(2026, 3, 1), date(2026, 3, 3))
    (folder / ".poa" / "mail.sqlite").unlink()
    assert CaseMail(folder).report() == report


def test_personal_data_is_masked_but_what_was_really_sent_is_audited(folder: Path) -> None:
    text = "Your address anna.schmidt@example.org is noted, then a coupon follows."
    take(folder, rows(text))
    mail = CaseMail(folder)
    kept = "".join(path.read_text(encoding="utf-8") for path in (folder / "messages").iterdir())
    assert "anna.schmidt" not in kept
    assert "anna.schmidt" not in (folder / ".poa" / "mail.sqlite").read_bytes().decode("latin-1")
    audited = mail.suspects()[0]
    finding = audited.findings[0]
    assert audited.text[finding.start : finding.end] == "coupon"
    message = mail.message("m0")
    assert message and message.text == audited.text and message.text.endswith("then a coupon follows.")


def test_the_sellers_own_address_stays_and_an_old_import_that_masked_it_is_mended_by_a_new_one(folder: Path) -> None:
    said = "Please write us at help@shop.example, then a coupon follows."
    take(folder, rows(said.replace("help@", "***@")))
    take(folder, rows(said))
    mail = CaseMail(folder)
    assert [mail.message(one.id).text for one in mail.suspects()] == [said]  # type: ignore[union-attr]
    assert mail.count == 1


def test_raw_text_is_kept_only_if_the_user_says_so(folder: Path) -> None:
    take(folder, rows("Write to anna.schmidt@example.org"), mask=False)
    message = CaseMail(folder).message("m0")
    assert message and "anna.schmidt" in message.text
    assert CaseMail(folder).report().masked is False


def test_the_same_export_twice_adds_nothing_and_a_clash_of_ids_loses_nothing(folder: Path) -> None:
    take(folder, rows("one", "two"))
    again = take(folder, rows("one", "two"))
    assert (again.imported, again.known, again.file) == (0, 2, "")
    other = take(folder, rows("another text"), name="other.jsonl")
    assert other.imported == 1
    message = CaseMail(folder).message("m0~2")
    assert message and message.text == "another text"
    assert sorted(path.name for path in (folder / "messages").iterdir()) == [
        "imported-0001.jsonl",
        "imported-0002.jsonl",
    ]


def test_an_import_that_breaks_off_leaves_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    take(folder, rows("one"))

    def stop(count: int) -> None:
        raise KeyboardInterrupt

    many = "".join(json.dumps({"id": f"n{n}", "text": "coupon"}) + "\n" for n in range(300))
    with pytest.raises(KeyboardInterrupt):
        take(folder, many, name="many.jsonl", progress=stop)
    assert CaseMail(folder).count == 1
    assert [path.name for path in (folder / "messages").iterdir()] == ["imported-0001.jsonl"]
    assert take(folder, many, name="many.jsonl").imported == 300


def test_a_lost_or_damaged_index_is_made_anew_with_the_next_import(folder: Path) -> None:
    take(folder, rows("one", "coupon"))
    index = folder / ".poa" / "mail.sqlite"
    index.write_bytes(b"this is no database" * 100)
    with pytest.raises(CaseError, match="Import any message file again"):
        _ = CaseMail(folder).count
    take(folder, rows("WhatsApp"), name="b.jsonl")
    assert CaseMail(folder).count == 3
    index.unlink()
    assert CaseMail(folder).count == 0
    take(folder, rows("one"))
    assert CaseMail(folder).count == 3
    assert [audited.id for audited in CaseMail(folder).suspects()] == ["m0~2", "m1"]


def test_files_that_cannot_be_read_are_told_and_the_rest_is_taken_in(folder: Path) -> None:
    (folder.parent / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    (folder.parent / "ok.jsonl").write_text(rows("one"))
    paths = [folder.parent / "picture.txt", folder.parent / "ok.jsonl", folder.parent / "none.csv"]
    done = import_messages(folder, paths, guidance=Guidance([root("guidance")]), now=NOW)
    assert done.imported == 1
    assert len(done.problems) == 2


def test_a_large_case_opens_without_loading_its_messages(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    take(folder, "".join(json.dumps({"id": f"n{n}", "text": "coupon " + "x" * 2000}) + "\n" for n in range(1000)))
    read = []
    real = Path.open
    monkeypatch.setattr(Path, "open", lambda self, *a, **k: (read.append(self.name), real(self, *a, **k))[1])
    mail = CaseMail(folder)
    assert mail.count == 1000 and mail.report().read == 1000 and len(mail.suspects(10)) == 10
    assert not [name for name in read if name.endswith(".jsonl")]
    assert mail.message("n500") is not None
    assert [name for name in read if name.endswith(".jsonl")] == ["imported-0001.jsonl"]


def test_hostile_ids_are_data(folder: Path) -> None:
    nasty = "'; DROP TABLE messages; --"
    take(
        folder,
        json.dumps({"id": nasty, "text": "coupon"})
        + "\n"
        + json.dumps({"id": "\ud800x\x1b[2J", "text": "\ud83d WhatsApp\x00"}),
    )
    mail = CaseMail(folder)
    assert mail.count == 2
    assert mail.message(nasty) is not None
    with sqlite3.connect(folder / ".poa" / "mail.sqlite") as connection:
        assert connection.execute("SELECT count(*) FROM messages").fetchone() == (2,)


def test_of_a_grave_message_only_what_is_grave_is_proposed_as_an_incident(folder: Path) -> None:
    take(folder, rows("Hello. Add me on WhatsApp now! Thank you."))
    mail = CaseMail(folder)
    (audited,) = mail.suspects()
    first = audited.findings[0]
    both = tuple(replace(first, rule=f"x.{name}", severity=name) for name in ("warning", "error", "info"))
    assert mail.incident(replace(audited, findings=both)).rules == ("x.error",)
    assert mail.incident(replace(audited, findings=both[:1])).rules == ("x.warning",)


def test_who_writes_for_the_seller_in_a_chat_may_be_known(folder: Path, tmp_path: Path) -> None:
    chat = tmp_path / "chat.txt"
    chat.write_text("Anna: hi\nMoonlight: hello\nAnna: it broke\n", encoding="utf-8")
    guidance = Guidance([root("guidance")])
    strange = import_messages(folder, [chat], guidance=guidance, now=NOW)
    assert [problem.key for problem in strange.problems] == ["messages.sides_unclear"]
    known = import_messages(folder, [chat], guidance=guidance, sellers=["Moonlight"], now=NOW)
    assert (known.problems, known.imported, known.replaced) == ((), 0, 2)


def test_what_was_read_otherwise_than_it_stands_is_told_and_no_failure(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text('sent,text\n46082.5,hi\n46083,"Buyer: a?\nSeller: b"\n46084,\nsoon,x\n', encoding="utf-8")
    result = import_messages(folder, [file], guidance=Guidance([root("guidance")]), now=NOW)
    assert result.imported == 4
    assert {remark.key for remark in result.remarks} == {
        "messages.dates_in_days",
        "messages.cells_cut",
        "messages.empty_rows",
    }
    assert [problem.key for problem in result.problems] == ["messages.dates_unread_in"]


CHAT = (
    "Amanda Cole: Where is my parcel, please?\nLily: Hi Amanda, it is on its way.\n"
    "Amanda Cole: Thanks, do you have WhatsApp?\nLily: Here is a coupon for you, Amanda.\nAmanda Cole: No, thank you.\n"
)


def sides(folder: Path) -> list[str]:
    return [message.direction for message in CaseMail(folder).messages()]


def test_a_chat_that_comes_again_with_the_buyer_named_takes_the_place_of_what_was_read_before(folder: Path) -> None:
    take(folder, CHAT, "chat.txt")
    assert sides(folder) == ["outbound"] * 5
    done = take(folder, CHAT.replace("Amanda Cole:", "Amanda Cole（买家）:"), "chat.txt")
    mail, right = CaseMail(folder), ["inbound", "outbound", "inbound", "outbound", "inbound"]
    assert (done.imported, done.replaced, mail.count, mail.report().sent, sides(folder)) == (0, 3, 5, 2, right)
    assert [one.id for one in mail.suspects()] == ["chat.txt#4"]
    assert mail.report().by_rule == {"x.coupon": 1}
    again = take(folder, CHAT.replace("Amanda Cole:", "Amanda Cole（买家）:"), "chat.txt")
    assert (again.known, again.replaced, mail.count) == (5, 0, 5)
    (folder / ".poa" / "mail.sqlite").unlink()
    take(folder, rows("New."), "new.jsonl")
    assert sides(folder) == [*right, "outbound"]


def test_sides_that_were_named_wrongly_are_put_right_although_names_are_masked(folder: Path) -> None:
    take(folder, CHAT.replace("Lily:", "Lily (buyer):"), "chat.txt")
    assert sides(folder) == ["outbound", "inbound", "outbound", "inbound", "outbound"]
    done = take(folder, CHAT, "chat.txt", sellers=("Lily",))
    assert (done.imported, done.replaced) == (0, 5)
    assert sides(folder) == ["inbound", "outbound", "inbound", "outbound", "inbound"]


def test_an_incident_whose_message_is_the_buyers_after_all_is_told(folder: Path) -> None:
    take(folder, CHAT, "chat.txt")
    case = store.load(folder)
    incidents = tuple(CaseMail(folder).incident(one) for one in CaseMail(folder).suspects())
    store.save(folder, msgspec.structs.replace(case, incidents=incidents), now=NOW)
    done = take(folder, CHAT, "chat.txt", sellers=("Lily",))
    assert [(one.key, one.values["places"]) for one in done.remarks] == [("cases.turned_incidents", "chat.txt#3")]
    assert store.load(folder).incidents == incidents


def test_a_message_of_another_file_or_time_never_takes_the_place_of_one(folder: Path) -> None:
    take(folder, rows("Thank you.", "Thank you.", direction="outbound"))
    later = rows("Thank you.", "Thank you.", direction="inbound").replace("10:00", "11:00")
    assert take(folder, later).replaced == 0
    assert take(folder, rows("Thank you.", direction="inbound"), "other.jsonl").replaced == 0
    assert CaseMail(folder).count == 5
    assert take(folder, rows("Thank you.", "Thank you.", direction="inbound")).replaced == 2


def test_messages_without_a_date_are_counted_beside_the_period_of_the_others(folder: Path) -> None:
    first, last = date(2026, 3, 1), date(2026, 3, 2)
    take(folder, rows("One.", "Two.", sender="Li"))
    assert CaseMail(folder).sent() == (2, first, last, 0)
    take(folder, json.dumps({"id": "x", "text": "Three.", "sender": "Li"}), "undated.jsonl")
    mail = CaseMail(folder)
    assert mail.sent() == (3, first, last, 1)
    assert mail.senders() == (("Li", 3, None, None),)
    (left_out,) = (id for id in mail.ids_of() if mail.message(id).sent is None)
    assert mail.sent({left_out}) == (2, first, last, 0)
    assert mail.senders({left_out}) == (("Li", 2, "2026-03-01", "2026-03-02"),)
    assert mail.sent(set(mail.ids_of())) == (0, None, None, 0)


def test_counts_of_an_earlier_version_are_made_anew_before_they_are_proposed(folder: Path) -> None:
    take(folder, rows("One.") + json.dumps({"id": "x", "text": "Two."}))
    kept = folder / ".poa" / "audit.json"
    content = json.loads(kept.read_text(encoding="utf-8"))
    del content["undated"]
    kept.write_text(json.dumps(content), encoding="utf-8")
    assert CaseMail(folder).report().undated == 1
