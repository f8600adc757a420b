"""Cases: ten thousand of them listed, and one with a hundred thousand messages opened.

    python benchmarks/cases.py [--cases 10000] [--messages 100000]

Times are given as ratios to reading the same case.yaml files bare (open, read, close) in the same run, since seconds
say more about the machine than about the program.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from poa.cases import store
from poa.cases.caseyaml import dump_case
from poa.cases.mail import CaseMail
from poa.cases.summary import INDEX, note_summary
from poa.model.case import Action, Case, Incident, NoticeFacts, Store, Text

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)


def a_case(number: int) -> Case:
    """A case of usual size."""
    incident = Incident(
        order_id="114-5550311-2087164", quote="加我微信, I refund you.", act=Text(en="asked", zh="索要")
    )
    action = Action(status="done", on=NOW.date(), text=Text(en="Withdrew the right to write.", zh="取消了写信权限。"))
    received = NOW - timedelta(hours=number % 200)
    return Case(
        store=Store(name=f"Store {number}", marketplace="US"),
        notice=NoticeFacts(kind="inappropriate_communication", deadline_hours=72.0, received=received),
        incidents=(incident,) * 5,
        actions=(action,) * 8,
    )


def make_cases(root: Path, count: int) -> None:
    """Case folders as the program leaves them, without waiting for the disk at each."""
    template = dump_case(a_case(0))
    for number in range(count):
        folder = root / f"case-{number:05}"
        (folder / ".poa").mkdir(parents=True)
        case = a_case(number)
        raw = template.replace(b"name: Store 0\n", f"name: Store {number}\n".encode())
        (folder / "case.yaml").write_bytes(raw)
        note_summary(folder, msgspec.structs.replace(case), {"notice": "ready"})


def best(work: Callable[[], Any], times: int = 3) -> float:
    """The shortest of some runs, in seconds."""
    found = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        found.append(time.perf_counter() - begun)
    return min(found)


def list_cases(count: int) -> None:
    """Print the ratios of the list."""
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        make_cases(root, count)
        files = [entry.path + os.sep + "case.yaml" for entry in os.scandir(root)]

        def bare() -> None:
            for file in files:
                with open(file, "rb") as stream:  # noqa: PTH123
                    stream.read()

        def listed() -> int:
            return len(list(store.summaries(root, NOW)))

        def anew() -> int:
            (root / INDEX).unlink(missing_ok=True)
            return listed()

        base = best(bare)
        first = best(anew)
        again = best(listed)
        assert listed() == count
        print(f"{count} cases, files read bare: {base:.3f} s")
        print(f"  listed again (index kept):    {again:.3f} s, ratio {again / base:.2f}")
        print(f"  listed first (index missing): {first:.3f} s, ratio {first / base:.2f}")


class _Quiet:
    """Takes the audit's place while the messages are made: here it is the opening that is measured."""

    def __init__(self, *_: object) -> None: ...

    def check(self, message: Any) -> Any:
        from poa.model.rule import Audited, Bilingual, Finding

        bad = message.text.startswith("coupon")
        found = (Finding("content.coupon", "warning", 0, 6, "coupon", Bilingual("no")),) if bad else ()
        return Audited(message.id, message.source, message.order_id, "fix" if bad else "send", found, message.text)


_OPEN = """
import resource, sys, time
from pathlib import Path
from poa.cases.mail import CaseMail
from poa.cases.store import load
begun = time.perf_counter()
folder = Path(sys.argv[1])
case, mail = load(folder), CaseMail(folder)
report, suspects, message = mail.report(), mail.suspects(50), mail.message("m77")
spent = time.perf_counter() - begun
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(spent, peak // (1 if sys.platform == "linux" else 1024), report.read, len(suspects))
"""


def open_large(count: int) -> None:
    """Print what it costs to open a case with many messages."""
    import poa.audit
    from poa.cases.mailimport import import_messages
    from poa.library.guidance import Guidance

    poa.audit.Auditor = _Quiet  # type: ignore[assignment,misc]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "large"
        store.create(folder, a_case(1), now=NOW)
        source = Path(place) / "sent.jsonl"
        with source.open("w", encoding="utf-8") as stream:
            for number in range(count):
                text = f"{'coupon' if number % 20 == 0 else 'Hello'} your order is on its way. " * 6
                row = {"id": f"m{number}", "order_id": f"114-555{number % 9999:04}-0000001", "text": text}
                stream.write(json.dumps(row) + "\n")
        begun = time.perf_counter()
        import_messages(folder, [source], guidance=Guidance([]), mask=False, now=NOW)
        print(f"{count} messages taken in, without the audit: {time.perf_counter() - begun:.1f} s")
        small = Path(place) / "small"
        store.create(small, a_case(1), now=NOW)
        size = sum(path.stat().st_size for path in (folder / "messages").iterdir())
        script = [sys.executable, "-c", _OPEN]
        env = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[1])}
        for name, case in (("no messages", small), (f"{count} messages, {size // 1_000_000} MB", folder)):
            done = subprocess.run([*script, str(case)], capture_output=True, text=True, check=True, env=env)
            spent, peak, read, suspects = done.stdout.split()
            figures = f"{float(spent) * 1000:.0f} ms, peak {int(peak) // 1024} MB"
            print(f"  opened with {name}: {figures} ({read} counted, {suspects} shown)")
        assert CaseMail(folder).count == count


def main() -> None:
    """Run both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--messages", type=int, default=100_000)
    args = parser.parse_args()
    list_cases(args.cases)
    if os.name == "posix":
        open_large(args.messages)


if __name__ == "__main__":
    main()
