"""Kills the program at random moments while it edits and exports, and counts what was lost.

    python benchmarks/kill_test.py [--kills 1000] [--seed N]

A child process answers, exports and records rounds as fast as it can. After each save that has returned it tells its
parent the answer's number; the parent ends it with SIGKILL at a random moment, then looks at everything on the disk:
each confirmed answer must be there, and no file may be half written. A second part does the same on a small file system
that runs full (a tmpfs where it may be mounted, else a limit on the size of files).

It shows what survives the end of the process, not what survives the end of the power: for that each save is flushed
and synced before it is confirmed, which tests/cases/test_failures.py holds to.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import msgspec

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from poa.cases import store
from poa.cases.lock import acquire
from poa.cases.rounds import Round, altered, rounds, submit
from poa.cases.versions import content, history
from poa.errors import CaseError, PoaError
from poa.library.guidance import Guidance
from poa.model.case import Action, Case, Incident, LetterOptions, NoticeFacts, Store, Text
from poa.resources import root

SLOTS = 40
_NUMBER = struct.Struct("<Q")

Export = Callable[[Path, Case], None]


@dataclass
class Figures:
    """What happened."""

    kills: int = 0
    confirmed: int = 0
    exports: int = 0
    lost: int = 0
    damaged: list[str] = field(default_factory=list)
    full: int = 0


def first_case() -> Case:
    """A case of usual size, with Chinese text."""
    incident = Incident(
        order_id="114-5550311-2087164", quote="加我微信, I refund you.", act=Text(en="asked", zh="索要")
    )
    action = Action(status="done", text=Text(en="Withdrew the right to write.", zh="取消了写信权限。"))
    return Case(
        store=Store(name="Kill Test Garden", marketplace="US"),
        notice=NoticeFacts(kind="inappropriate_communication", deadline_hours=72.0),
        incidents=(incident,) * 20,
        actions=(action,) * 10,
    )


def with_answer(case: Case, number: int, padding: str = "") -> Case:
    """The case with one more answer; each of the slots holds the last number that went into it."""
    edits = {**case.letter.edits, str(number % SLOTS): str(number)}
    return msgspec.structs.replace(case, letter=LetterOptions(edits=edits), notes=padding)


def exporter() -> Export:
    """Writes the letters, fields and pack of the case as the product does."""
    from poa.export.case import export_case

    guidance = Guidance([root("guidance")])

    def export(folder: Path, case: Case) -> None:
        export_case(folder, case, guidance, formats=("docx", "txt", "md", "pack"), draft=True)

    # Once in the parent, so that each child has everything loaded.
    with tempfile.TemporaryDirectory() as place:
        export(Path(place), first_case())
    return export


def child(folder: Path, pipe: int, number: int, export: Export | None) -> None:
    """Answer, export and record until killed; write each confirmed number to the pipe."""
    with acquire(folder, "kill test", datetime.now(UTC)):
        case = store.load(folder)
        while True:
            number += 1
            case = with_answer(case, number)
            store.save(folder, case, now=datetime.now(UTC), why=f"letter.edits.{number % SLOTS}")
            os.write(pipe, _NUMBER.pack(number))
            if export and number % 7 == 0:
                export(folder, case)
                os.write(pipe, _NUMBER.pack(0))
            if number % 50 == 0:
                submit(folder, [folder / "case.yaml"], sent=datetime.now(UTC), now=datetime.now(UTC))


def one_kill(folder: Path, number: int, wait: float, export: Export | None) -> tuple[list[int], bool]:
    """Fork a child, kill it after ``wait`` seconds; the numbers that it confirmed, and whether it was killed."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        try:
            child(folder, writing, number, export)
        except (Exception, KeyboardInterrupt) as problem:  # noqa: BLE001
            sys.stderr.write(f"child: {problem!r}: {problem}\n")
        finally:
            os._exit(1)
    os.close(writing)
    time.sleep(wait)
    os.kill(pid, signal.SIGKILL)
    status = os.waitpid(pid, 0)[1]
    with os.fdopen(reading, "rb") as stream:
        told = stream.read()
    whole = len(told) - len(told) % _NUMBER.size
    return [entry[0] for entry in _NUMBER.iter_unpack(told[:whole])], os.WIFSIGNALED(status)


def look(folder: Path, confirmed: dict[int, int]) -> tuple[int, list[str]]:
    """How many confirmed answers are missing, and which files are not whole."""
    damaged = []
    try:
        edits = store.load(folder).letter.edits
    except CaseError as problem:
        return len(confirmed), [str(problem)]
    lost = sum(int(edits.get(str(slot), "0")) < number for slot, number in confirmed.items())
    for version in history(folder)[:3]:
        try:
            content(folder, version.number)
        except CaseError as problem:
            damaged.append(str(problem))
    for path in (folder / "out").glob("[!.]*"):
        if path.suffix in (".docx", ".zip"):
            if not zipfile.is_zipfile(path) or zipfile.ZipFile(path).testzip():
                damaged.append(str(path))
        elif not path.read_bytes().endswith(b"\n"):
            damaged.append(str(path))
    for entry in _rounds(folder, damaged):
        damaged.extend(str(path) for path in altered(entry))
    return lost, damaged


def _rounds(folder: Path, damaged: list[str]) -> list[Round]:
    try:
        return list(rounds(folder))[-2:]
    except CaseError as problem:
        damaged.append(str(problem))
        return []


def kill_many(place: Path, kills: int, chance: random.Random, export: Export | None) -> Figures:
    """The first part: kills at random moments."""
    folder = place / "case"
    store.create(folder, first_case(), now=datetime.now(UTC))
    figures = Figures()
    confirmed: dict[int, int] = {}
    number = 0
    while figures.kills < kills:
        # Mostly short lives, full of answers; some long enough to finish exports and be killed in the next.
        wait = chance.uniform(0.001, 0.12) if chance.random() < 0.7 else chance.uniform(0.1, 1.0)
        told, killed = one_kill(folder, number, wait if export else wait / 4, export)
        if not killed:
            figures.damaged.append("the child ended by itself")
            break
        figures.kills += 1
        answers = [entry for entry in told if entry]
        figures.exports += len(told) - len(answers)
        figures.confirmed += len(answers)
        confirmed.update({entry % SLOTS: entry for entry in answers})
        # What was being saved when the kill came may be there or not; the next answers count on from behind it.
        number = max([number, *answers]) + 1
        lost, damaged = look(folder, confirmed)
        figures.lost += lost
        figures.damaged.extend(damaged)
    with acquire(folder, "the end", datetime.now(UTC)):
        figures.damaged.extend(f"left behind: {path}" for path in folder.rglob("*.new"))
    return figures


def fill_up(place: Path, megabytes: float) -> Figures:
    """The second part: answers that grow until the disk is full, then smaller ones again."""
    folder = place / "case"
    store.create(folder, first_case(), now=datetime.now(UTC))
    figures = Figures()
    case = store.load(folder)
    confirmed: dict[int, int] = {}
    ballast = place / "ballast"
    ballast.write_bytes(bytes(int(megabytes * 50_000)))
    step = max(1000, int(megabytes * 20_000))
    for number in range(1, 400):
        # Long and short ones in turn: after a refusal there may be room again, and the save must go through.
        size = step * (number % 10 + 1)
        wanted = with_answer(case, number, "x" * size)
        try:
            store.save(folder, wanted, now=datetime.now(UTC))
        except CaseError as problem:
            if problem.key != "cases.disk_full":
                figures.damaged.append(str(problem))
            figures.full += 1
        else:
            case = wanted
            figures.confirmed += 1
            confirmed[number % SLOTS] = number
        lost, damaged = look(folder, confirmed)
        figures.lost += lost
        figures.damaged.extend(damaged)
        figures.damaged.extend(f"left behind: {path}" for path in folder.rglob("*.new"))
        if figures.full >= 40:
            break
    # The remedy that the sentence names: free some space and save again.
    ballast.unlink()
    wanted = with_answer(case, 1000)
    store.save(folder, wanted, now=datetime.now(UTC))
    figures.lost += store.load(folder) != wanted
    figures.confirmed += 1
    return figures


@contextlib.contextmanager
def small_disk(megabytes: float) -> Iterator[tuple[Path, str]]:
    """A place that runs full soon, and how it is limited."""
    place = Path(tempfile.mkdtemp(prefix="poa-full-"))
    size = f"size={int(megabytes * 1024)}k"
    mounted = False
    if sys.platform == "linux" and os.geteuid() == 0:
        command = ["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(place)]
        with contextlib.suppress(OSError):
            mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    try:
        if mounted:
            yield place, f"tmpfs of {megabytes} MB"
        else:
            import resource

            old = resource.getrlimit(resource.RLIMIT_FSIZE)
            resource.setrlimit(resource.RLIMIT_FSIZE, (int(megabytes * 100_000), old[1]))
            try:
                yield place, f"files of at most {int(megabytes * 100)} KB"
            finally:
                resource.setrlimit(resource.RLIMIT_FSIZE, old)
    finally:
        if mounted:
            subprocess.run(["umount", str(place)], check=False)
        shutil.rmtree(place, ignore_errors=True)


def tell(title: str, figures: Figures, seconds: float) -> None:
    """Print what happened, and the first few damages."""
    print(
        f"{title}: kills {figures.kills}, confirmed answers {figures.confirmed}, exports {figures.exports}, "
        f"refused for want of space {figures.full}, lost {figures.lost}, damaged {len(figures.damaged)}, "
        f"{seconds:.0f} s"
    )
    for line in figures.damaged[:10]:
        print(f"  {line}")


def main() -> int:
    """Run both parts."""
    if os.name != "posix":
        print("The kill test needs SIGKILL and fork: run it on Linux or macOS.")
        return 0
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=None)
    args = parser.parse_args()
    seed = args.seed if args.seed is not None else random.SystemRandom().randrange(10**6)
    print(f"seed {seed}")
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="poa-kill-") as place:
        killed = kill_many(Path(place), args.kills, random.Random(seed), exporter())
    tell("killed", killed, time.monotonic() - begun)
    begun = time.monotonic()
    with small_disk(1.5) as (full, limit):
        filled = fill_up(full, 1.5)
    tell(f"full disk ({limit})", filled, time.monotonic() - begun)
    bad = killed.lost + filled.lost + len(killed.damaged) + len(filled.damaged)
    return 1 if bad or killed.kills < args.kills or not filled.full else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except PoaError as stopped:
        sys.exit(f"kill test: {stopped}")
