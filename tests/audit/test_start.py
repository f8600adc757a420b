"""What is kept between starts, and what a start leaves alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from poa.audit import Auditor
from poa.library.guidance import Guidance
from poa.model.message import Message
from poa.resources import root

TEXTS = (
    "Please change your review to five stars and we will refund you.",
    "您好,好评返5美元,请联系我们。",
    "Bitte ändern Sie Ihre Bewertung, dann erstatten wir den Kaufpreis.",
    "Thank you for your order, it ships tomorrow.",
)


def verdicts(cache: Path | None) -> list[object]:
    auditor = Auditor(Guidance([root("guidance")], cache))
    return [auditor.check(Message(id=str(n), text=text)) for n, text in enumerate(TEXTS)]


def test_a_start_from_the_cache_finds_the_same(tmp_path: Path) -> None:
    without = verdicts(None)
    assert verdicts(tmp_path) == without
    kept = {file.name: file.stat().st_mtime_ns for file in tmp_path.iterdir()}
    assert any(name.startswith("phrases.") for name in kept)
    assert verdicts(tmp_path) == without
    assert {file.name: file.stat().st_mtime_ns for file in tmp_path.iterdir()} == kept


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"{}", b"null", b'{"nodes": 3}', b"\xff\xfe"])
def test_a_damaged_cache_is_made_again(tmp_path: Path, damage: bytes) -> None:
    without = verdicts(tmp_path)
    for file in tmp_path.iterdir():
        if not file.name.startswith(("detect-", "rules-", "sources-")):
            file.write_bytes(damage)
    assert verdicts(tmp_path) == without


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    place = tmp_path / "file"
    place.write_text("in the way", encoding="utf-8")
    assert verdicts(place / "below") == verdicts(None)


def test_changed_guidance_makes_the_cache_anew(tmp_path: Path) -> None:
    own = tmp_path / "guidance" / "detect"
    own.mkdir(parents=True)
    folders = [root("guidance"), own.parent]
    message = Message(id="1", text="Please visit zorbleflop now.")
    first = Auditor(Guidance(folders, tmp_path / "cache")).check(message)
    assert not first.findings
    (own / "own.yaml").write_text(
        "- {id: own.word, finds: content.external-link, words: [zorbleflop]}\n", encoding="utf-8"
    )
    second = Auditor(Guidance(folders, tmp_path / "cache")).check(message)
    assert second == first or second.findings
    assert "own.word" in Auditor(Guidance(folders, tmp_path / "cache")).detect.data


def test_an_auditor_loads_nothing_heavy() -> None:
    code = (
        "import sys; from pathlib import Path; from poa.audit import Auditor;"
        "from poa.library.guidance import Guidance;"
        "from poa.resources import root; from poa.model.message import Message;"
        "Auditor(Guidance([root('guidance')], Path(sys.argv[1]))).check(Message(id='1', text='Thank you.'));"
        "print(*sorted({'yaml', 'email', 'csv', 'hashlib', 'shutil', 'asyncio', 'phonenumbers'} & set(sys.modules)))"
    )
    import tempfile

    with tempfile.TemporaryDirectory() as cache:
        for _ in range(2):
            done = subprocess.run([sys.executable, "-c", code, cache], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
