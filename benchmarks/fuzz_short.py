"""Short inputs by the million: what people paste and what files hold, on all cores.

Called by ``benchmarks/fuzz.py --inputs 1000000``. An input has at most four thousand bytes, so one that takes a second
of the processor is a finding: something in it is tried again and again.
"""

from __future__ import annotations

import json
import os
import random
import tempfile
from collections.abc import Iterator
from datetime import date
from multiprocessing import Pool
from pathlib import Path
from typing import Any

from benchmarks.fuzz import Tally, Target, messages_of, run
from poa.library.guidance import Guidance
from poa.resources import root

LONGEST = 4000
SLOW = 1.0
DATES = ["3 days ago", "前天", "13 March 2026", "3月13日", "next Friday", "上周五", "2026-03-13 11:59 pm", "last month"]
LISTED = "id,date,direction,order_id,sender,text\n"
# Parts of a hundred inputs; what is dear gets fewer.
PARTS = {"dates": 14, "clean": 10, "html": 20, "audit": 36, "notice": 4, "importer": 16}


def short_targets(folder: Path) -> Iterator[tuple[float, Target]]:
    """Every reader of short texts with its part of the inputs."""
    from poa.audit import Auditor
    from poa.messages.html import read_html
    from poa.messages.lines import message_of
    from poa.notice import read_notice
    from poa.text.clean import clean
    from poa.text.dates import read_date

    guidance = Guidance([root("guidance")], folder / "cache")
    auditor = Auditor(guidance)
    practice = root("guidance") / "practice"
    rows = [json.loads(line) for line in (practice / "messages.jsonl").read_text("utf-8").splitlines() if line.strip()]
    texts = [str(row["text"]).encode() for row in rows]
    notice = (practice / "notice.txt").read_bytes()

    def audit(raw: bytes) -> object:
        found = auditor.check(message_of({"id": "m", "text": raw.decode("utf-8", "replace")}, "fuzz", 1))
        for finding in found.findings:
            if finding.where == "text" and not 0 <= finding.start <= finding.end <= len(found.text):
                raise AssertionError(f"{finding.rule} points out of the text")
        return found

    def text(raw: bytes) -> str:
        return raw.decode("utf-8", "replace")

    pages = [b"<p>%b</p><a href='https://x.example'>more</a><img src=x>" % one for one in texts]
    yield (
        PARTS["dates"],
        Target("dates", [d.encode() for d in DATES], lambda raw: read_date(text(raw), date(2026, 3, 14))),
    )
    yield PARTS["clean"], Target("clean", texts, lambda raw: clean(text(raw)))
    yield PARTS["html"], Target("html", pages, lambda raw: read_html(text(raw)))
    yield PARTS["audit"], Target("audit", texts, audit)
    yield PARTS["notice"], Target("notice", [notice, notice[:600]], lambda raw: read_notice(text(raw), guidance))
    files: dict[str, list[bytes]] = {
        ".txt": texts,
        ".eml": [b"From: a@example.com\nSubject: =?utf-8?b?5aW9?=\nDate: Fri, 13 Mar 2026 08:20:00 +0000\n\n" + one
                 for one in texts],
        ".csv": [LISTED.encode() + b'1,2026-03-13,outbound,113-5550741-3306128,Li,"%b"\n' % one for one in texts],
        ".jsonl": [json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows],
    }  # fmt: skip
    for suffix, samples in files.items():
        yield PARTS["importer"] / len(files), Target(f"importer {suffix}", samples, _importer(suffix, folder))


def _importer(suffix: str, folder: Path) -> Any:
    return lambda raw: messages_of(raw, suffix, folder)


def _share(work: tuple[int, int]) -> list[tuple[str, Tally]]:
    """One process's part of the inputs."""
    inputs, seed = work
    with tempfile.TemporaryDirectory(prefix="poa-fuzz-") as place:
        found = []
        for part, target in short_targets(Path(place)):
            target.longest, target.slow = LONGEST, SLOW
            count = max(1, round(inputs * part / 100))
            found.append((target.name, run(target, float("inf"), random.Random(f"{seed} {target.name}"), count)))
        return found


def run_short(inputs: int, seed: int) -> list[tuple[str, Tally]]:
    """``inputs`` short inputs over all readers, on all cores.

    Returns:
        the name of each reader with what happened to it.
    """
    jobs = os.cpu_count() or 1
    sums: dict[str, Tally] = {}
    with Pool(jobs) as pool:
        for share in pool.imap_unordered(_share, [(inputs // jobs, seed + number) for number in range(jobs)]):
            for name, tally in share:
                total = sums.setdefault(name, Tally())
                total.inputs += tally.inputs
                total.results += tally.results
                total.sentences += tally.sentences
                total.slowest = max(total.slowest, tally.slowest)
                total.findings |= tally.findings
    return list(sums.items())
