"""Safe rewrites take out what can go, and leave conduct to a person."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from poa import atomic
from poa.audit import Auditor
from poa.audit.copies import RECORD, Copies, LeftOut
from poa.audit.fixes import write_fixes
from poa.audit.fixing import Outcome, fixed, mend, rewrite
from poa.audit.formats.fix_text import FixText
from poa.audit.summary import Summary
from poa.errors import InputError
from poa.messages import read
from poa.model.message import Message
from poa.model.rule import Audited
from poa.wording import Wording

ORDER = "114-5551234-1234567"


def mended(auditor: Auditor, **fields: object) -> Message | None:
    message = Message(id="m", proactive=True, order_id=ORDER, **fields)  # type: ignore[arg-type]
    done = rewrite(message, auditor.check(message))
    return fixed(message, done) if done else None


def test_emoji_and_empty_lines_go(auditor: Auditor) -> None:
    after = mended(auditor, text=f"Order {ORDER}: which colour? 😀\n\n\n\nBlue or red 🎉?")
    assert after and after.text == f"Order {ORDER}: which colour?\n\nBlue or red?"


def test_the_retired_tag_goes_from_the_subject(auditor: Auditor) -> None:
    after = mended(auditor, subject="[Important] Your engraving", text=f"Order {ORDER}: is 'Max' right?")
    assert after and after.subject == "Your engraving"


def test_a_counting_pixel_goes_from_the_html(auditor: Auditor) -> None:
    html = f'<p>Order {ORDER}: which colour?</p><img src="https://t.example/o.gif" width="1" height="1" alt="">'
    after = mended(auditor, html=html)
    assert after and after.html == f"<p>Order {ORDER}: which colour?</p>"


def test_conduct_is_never_rewritten(auditor: Auditor) -> None:
    assert mended(auditor, text=f"Order {ORDER}: delete your review and get a refund 😀") is None


@pytest.mark.parametrize(
    "text",
    [
        "Which colour, 🔴 or 🔵?",
        "Please choose: 👍 for yes or 👎 for no.",
        "It takes 1️⃣ day, or 2️⃣ days.",
        "I ❤️ this lamp too, and it is dimmable.",
        "The colours are: 🟥red 🟦blue 🟩green",
        "😀😀😀",
        "[Important]",
    ],
)
def test_what_says_something_is_left_to_a_person(auditor: Auditor, text: str) -> None:
    assert mended(auditor, text=text) is None


@pytest.mark.parametrize(
    "text, after",
    [
        ("The lamp is 30 cm high 😀", "The lamp is 30 cm high"),
        ("Hallo 😀 die Lampe ist 30 cm hoch.", "Hallo die Lampe ist 30 cm hoch."),
        ("你好，灯泡是E27的😀。祝好", "你好，灯泡是E27的。祝好"),
        ("📦 Which floor is it?", "Which floor is it?"),
        ("Hi,\n\n😀\n\nWhich floor is it?", "Hi,\n\nWhich floor is it?"),
        ("🙏\nWhich floor is it?", "Which floor is it?"),
    ],
)
def test_a_decoration_goes_with_the_line_that_it_alone_fills(auditor: Auditor, text: str, after: str) -> None:
    message = mended(auditor, text=text)
    assert message is not None
    assert message.text == after


def test_a_tag_behind_a_tag_goes_too(auditor: Auditor) -> None:
    message = Message(id="m", text="[Important] [URGENT] Which flat number is it?", proactive=False)
    outcome = mend(auditor, message, auditor.check(message))
    assert outcome.state == "mended"
    assert outcome.done is not None
    assert outcome.done.after == "Which flat number is it?"


def test_a_mended_message_has_no_more_to_mend(auditor: Auditor) -> None:
    after = mended(auditor, text=f"👋 Order {ORDER} 😀 which colour?\n\n\n\nThanks 🙏🙏")
    assert after and auditor.check(after).verdict == "send"


@pytest.mark.parametrize("suffix", [".txt", ".jsonl"])
def test_a_new_file_stands_beside_and_the_original_is_untouched(tmp_path: Path, auditor: Auditor, suffix: str) -> None:
    source = tmp_path / f"a{suffix}"
    source.write_text("original", encoding="utf-8")
    (tmp_path / f"a.fixed{suffix}").write_text("mine", encoding="utf-8")
    message = Message(id="m", text="Which colour? 😀", source=str(source) + ("" if suffix == ".txt" else ":1"))
    told: list[str] = []
    written = FixText(told.append, Wording("en"), auditor.rules, "en")
    write_fixes([(message, auditor.check(message))], auditor, Summary(), written, False, unexpected)
    assert source.read_text(encoding="utf-8") == "original"
    assert (tmp_path / f"a.fixed{suffix}").read_text(encoding="utf-8") == "mine"
    assert "Which colour?" in (tmp_path / f"a.fixed-2{suffix}").read_text(encoding="utf-8")


def unexpected(problem: InputError) -> None:
    raise problem


class Files:
    """Takes the files that are told."""

    def __init__(self) -> None:
        self.told: list[Path | None] = []

    def fix(self, message: Message, outcome: Outcome, file: Path | None) -> None:
        self.told.append(file)

    def end(self, summary: Summary) -> None:
        pass


class Mended:
    """Runs mending over the rows of a file, as often as wanted."""

    def __init__(self, source: Path, auditor: Auditor) -> None:
        self.source, self.auditor = source, auditor
        self.problems: list[InputError] = []

    def run(self, *texts: str) -> list[Path | None]:
        rows = [Message(id=str(n), text=text, source=f"{self.source}:{n}") for n, text in enumerate(texts, 1)]
        results = ((message, self.auditor.check(message)) for message in rows)
        written = Files()
        write_fixes(results, self.auditor, Summary(), written, False, self.problems.append)
        return written.told

    def files(self) -> dict[str, tuple[str, int]]:
        found = sorted(path for path in self.source.parent.iterdir() if path.name != RECORD)
        return {path.name: (path.read_text(encoding="utf-8"), path.stat().st_mtime_ns) for path in found}


@pytest.fixture(params=["客服.jsonl", "消息.csv", "pasted.txt", "no-suffix"])
def file(request: pytest.FixtureRequest, tmp_path: Path, auditor: Auditor) -> Mended:
    source = tmp_path / request.param
    source.write_text("original", encoding="utf-8")
    return Mended(source, auditor)


COLOUR, LID = "Which colour? 😀", "您要哪一种盖子？😀"


def test_mending_the_same_again_writes_nothing(file: Mended) -> None:
    first = file.run(COLOUR, LID)
    files = file.files()
    assert first[0] and set(first) == {first[0]} and len(files) == 2 and "您要哪一种盖子" in files[first[0].name][0]
    assert file.run(COLOUR, LID) == first and file.files() == files


def test_a_changed_original_renews_its_own_copy(file: Mended) -> None:
    (name, _) = file.run(COLOUR, LID)
    assert file.run(COLOUR) == [name] and name and "盖子" not in name.read_text(encoding="utf-8")
    assert len(file.files()) == 2


def test_a_copy_changed_by_hand_is_never_written_over(file: Mended) -> None:
    (name,) = file.run(COLOUR)
    assert name
    name.write_text("my own words", encoding="utf-8")
    (other,) = file.run(COLOUR)
    assert other != name and name.read_text(encoding="utf-8") == "my own words"
    assert file.run(COLOUR) == [other] and len(file.files()) == 3


def test_a_copy_changed_while_mending_is_never_written_over(file: Mended) -> None:
    copies = Copies()
    target = copies.add(file.source, ".txt", "ours")
    assert target
    target.write_text("my own words", encoding="utf-8")
    copies.finish(file.problems.append)
    copies.abandon()
    assert [problem.key for problem in file.problems] == ["audit.copy_changed"]
    assert target.read_text(encoding="utf-8") == "my own words" and len(file.files()) == 2


def test_the_time_grows_with_the_files_and_no_faster(tmp_path: Path) -> None:
    def spent(count: int) -> float:
        folder = tmp_path / str(count)
        folder.mkdir()
        start = time.process_time()
        for text in ("first", "second"):
            copies = Copies()
            for number in range(count):
                copies.add(folder / f"{number}.txt", ".txt", text)
            copies.finish(unexpected)
        return time.process_time() - start

    spent(10)
    assert spent(800) < 16 * (spent(100) + 0.005)


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such rights")
@pytest.mark.parametrize(("mode", "copied"), [(0o600, 0o600), (0o640, 0o640), (0o755, 0o644), (0o400, 0o600)])
def test_a_copy_is_for_no_more_people_than_its_original(file: Mended, mode: int, copied: int) -> None:
    file.source.chmod(mode)
    (name,) = file.run(COLOUR)
    assert name and name.stat().st_mode & 0o777 == copied


def test_two_files_of_one_stem_have_each_its_own_copy(tmp_path: Path, auditor: Auditor) -> None:
    one, two = Mended(tmp_path / "m.csv", auditor), Mended(tmp_path / "m.eml", auditor)
    (first,), (second,) = one.run(COLOUR), two.run(LID)
    assert first != second
    assert two.run(LID) == [second] and one.run(COLOUR) == [first]


def test_what_is_broken_off_leaves_no_trace(file: Mended) -> None:
    with pytest.raises(KeyboardInterrupt):

        def texts() -> Iterator[tuple[Message, Audited]]:
            message = Message(id="1", text=COLOUR, source=f"{file.source}:1")
            yield message, file.auditor.check(message)
            raise KeyboardInterrupt

        write_fixes(texts(), file.auditor, Summary(), Files(), False, unexpected)
    assert list(file.files()) == [file.source.name]


def test_a_spoilt_record_costs_a_second_copy_and_nothing_else(file: Mended) -> None:
    (name,) = file.run(COLOUR)
    assert name
    for spoilt in ("", "[1]", '{"a": 1}', '{"' + name.name + '": {"of": []}}', "\x00"):
        (file.source.parent / RECORD).write_text(spoilt, encoding="utf-8")
        left_out = LeftOut([])
        assert not left_out(name)
    assert file.run(COLOUR) != [name] and len(file.files()) == 3


def test_what_cannot_be_written_is_told_once_and_the_rest_goes_on(
    file: Mended, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, *more: object, **named: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "touch", full)
    assert file.run(COLOUR, LID) == [None, None]
    assert [problem.key for problem in file.problems] == ["audit.copy_unwritable"]
    assert list(file.files()) == [file.source.name]


def test_copies_are_left_out_beside_their_originals_only(file: Mended) -> None:
    (name,) = file.run(COLOUR)
    assert name
    left_out = LeftOut([file.source.parent])
    assert left_out(name) and not left_out(file.source) and left_out.count == 1
    assert LeftOut([name, file.source])(name) and not LeftOut([name])(name), "a copy named alone is wanted"
    name.write_text("my own words", encoding="utf-8")
    assert not LeftOut([])(name), "what somebody wrote is audited"
    file.run(COLOUR)
    file.source.unlink()
    assert not any(LeftOut([])(path) for path in file.source.parent.iterdir()), "the copies are all there is"


@pytest.mark.parametrize("of", ["", "a/", "a/b", "\x00", "x" * 5_000, "/"])
def test_a_record_that_names_no_file_leaves_nothing_out(file: Mended, of: str) -> None:
    (name,) = file.run(COLOUR)
    assert name
    record = file.source.parent / RECORD
    rows = json.loads(record.read_text(encoding="utf-8"))
    rows[name.name]["of"] = of
    record.write_text(json.dumps(rows), encoding="utf-8")
    assert not LeftOut([])(name)


def test_the_objects_of_a_json_file_have_one_copy(tmp_path: Path, auditor: Auditor) -> None:
    source = tmp_path / "消息.json"
    source.write_text(json.dumps([{"text": text} for text in (COLOUR, LID)]), encoding="utf-8")
    for _ in range(2):
        written = Files()
        results = ((message, auditor.check(message)) for message in read([source]))
        write_fixes(results, auditor, Summary(), written, False, unexpected)
        assert set(written.told) == {tmp_path / "消息.fixed.jsonl"}
    assert len((tmp_path / "消息.fixed.jsonl").read_text(encoding="utf-8").splitlines()) == 2
    assert [message.source for message in read([tmp_path], leave_out=LeftOut([tmp_path]))] == [
        f"{source}#1",
        f"{source}#2",
    ]


def test_the_copy_holds_what_is_known_beside_the_words(tmp_path: Path, auditor: Auditor) -> None:
    known = {
        "id": "a1", "order_id": "113-5550123-4567890", "sent": "2026-03-05T10:00:00Z", "proactive": False,
        "sender": "Li", "marketplace": "DE", "order_completed": "2026-03-01", "template": "colour", "buyer_lang": "en",
        "thread": [{"direction": "inbound", "text": "Where is it?", "sent": "2026-03-04T10:00:00Z"}],
    }  # fmt: skip
    source = tmp_path / "in.jsonl"
    source.write_text(json.dumps({"text": COLOUR, **known}) + "\n", encoding="utf-8")
    results = ((message, auditor.check(message)) for message in read([source]))
    write_fixes(results, auditor, Summary(), Files(), False, unexpected)
    copy = tmp_path / "in.fixed.jsonl"
    row = json.loads(copy.read_text(encoding="utf-8"))
    assert row.pop("text") != COLOUR and row == known
    (before,), (after,) = read([source]), read([copy])
    assert replace(after, text=before.text, source=before.source) == before


@pytest.mark.parametrize("source", ["", "-", "-:2", "-#2"])
def test_what_was_read_from_no_file_gets_none(
    tmp_path: Path, auditor: Auditor, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    monkeypatch.chdir(tmp_path)
    message = Message(id="1", text=COLOUR, source=source)
    written = Files()
    write_fixes([(message, auditor.check(message))], auditor, Summary(), written, False, unexpected)
    assert written.told == [None] and not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (f"Order {ORDER}: which colour?", "clean"),
        (f"Order {ORDER}: which colour? 😀", "mended"),
        (f"Order {ORDER}: use coupon SAVE10 for 10% off your next purchase 😀", "partly"),
        (f"Order {ORDER}: use coupon SAVE10 for 10% off your next purchase.", "left"),
        (f"Order {ORDER}: delete your review and get a refund 😀", "stop"),
    ],
)
def test_mended_is_only_what_a_new_audit_finds_nothing_in(auditor: Auditor, text: str, state: str) -> None:
    message = Message(id="m", proactive=True, order_id=ORDER, text=text)
    outcome = mend(auditor, message, auditor.check(message))
    assert outcome.state == state
    assert (outcome.after.verdict == "send") == (state in ("clean", "mended"))


@pytest.mark.parametrize("second", [False, True])
def test_mending_a_review_request_does_not_make_it_a_second_one(auditor: Auditor, second: bool) -> None:
    order = f"114-5559876-{int(second):07d}"
    ask = f"Order {order}: you can leave a product review on your orders page."
    if second:
        auditor.check(Message(id="1", proactive=True, order_id=order, text=ask + " First."))
    message = Message(id="2", proactive=True, order_id=order, text=ask + " 😀")
    outcome = mend(auditor, message, auditor.check(message))
    assert outcome.state == ("partly" if second else "mended")


def test_a_copy_and_the_record_are_on_the_disk_before_they_take_their_places(
    file: Mended, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    for name in ("_sync", "_replace", "sync_folder"):
        real = getattr(atomic, name)
        monkeypatch.setattr(atomic, name, lambda *a, real=real, name=name: (order.append(name), real(*a))[1])
    file.run(COLOUR)
    assert order == ["_sync", "_replace", "sync_folder"] * 2
