"""Random input for every reader: each must give a result or one sentence, in reasonable time.

    python benchmarks/fuzz.py [--seconds 60] [--seed N] [--only NAME ...]
    python benchmarks/fuzz.py --inputs 1000000      short inputs by number instead of time, on all cores

Inputs are made from samples by cutting, doubling, splicing and flipping, and from pieces that are known to hurt:
control characters, direction marks, template and screen markup, formulas, deep nests, long lines, odd encodings. What
counts as a finding: any exception that is not a PoaError, an error whose sentence cannot be told in both languages, or
an input that takes longer than five seconds. A finding is printed with its input and becomes a test.
"""

from __future__ import annotations

import argparse
import contextlib
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.fuzz_samples import PIECES, full_case, mail, message_samples
from poa.errors import PoaError
from poa.library.guidance import Guidance
from poa.library.yamlfile import parse_yaml, write_yaml
from poa.resources import root
from poa.wording import LANGUAGES, Wording

SLOW = 5.0
NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)


@dataclass
class Target:
    """One reader: samples to start from, and what to call with the mangled bytes.

    ``tree`` samples are YAML whose values are changed instead of its bytes, so that most stay readable.
    """

    name: str
    samples: list[bytes]
    call: Callable[[bytes], Any]
    tree: bool = False
    longest: int = 300_000
    slow: float = SLOW


@dataclass
class Tally:
    """What happened to one target."""

    inputs: int = 0
    results: int = 0
    sentences: int = 0
    slowest: float = 0.0
    findings: dict[str, bytes] = field(default_factory=dict)


def mangle(sample: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """A sample, changed in one to six ways."""
    raw = bytearray(sample)
    for _ in range(chance.randint(1, 6)):
        at = chance.randint(0, len(raw))
        match chance.randrange(7):
            case 0:
                raw[at:at] = chance.choice(PIECES)
            case 1:
                del raw[at : at + chance.randint(1, 40)]
            case 2:
                raw[at:at] = raw[at : at + chance.randint(1, 200)] * chance.randint(1, 5)
            case 3 if raw:
                raw[at % len(raw)] = chance.randrange(256)
            case 4:
                other = chance.choice(others)
                start = chance.randint(0, len(other))
                raw[at:] = other[start:]
            case 5:
                del raw[at:]
            case _:
                lines = bytes(raw).splitlines(keepends=True)
                chance.shuffle(lines)
                raw = bytearray(b"".join(lines))
    return bytes(raw[:300_000])


def mangle_tree(sample: bytes, chance: random.Random) -> bytes:
    """A YAML sample with some of its values replaced, doubled or taken out."""
    data = parse_yaml(sample.decode(), "sample").data
    for _ in range(chance.randint(1, 8)):
        holder, key = data, chance.choice(list(data))
        while isinstance(holder[key], (dict, list)) and holder[key] and chance.random() < 0.85:
            holder = holder[key]
            key = chance.choice(list(holder)) if isinstance(holder, dict) else chance.randrange(len(holder))
        match chance.randrange(5):
            case 0 if isinstance(holder, dict) and len(holder) > 1:
                del holder[key]
            case 1 if isinstance(holder, list):
                holder.append(holder[key])
            case 2 if isinstance(holder[key], int):
                holder[key] = chance.choice([-1, 0, 10**15, 2])
            case _ if isinstance(holder[key], str):
                piece = chance.choice(PIECES).decode("utf-8", "replace")
                holder[key] = chance.choice(["", piece, holder[key] + piece, holder[key] * 50])
    return write_yaml(data).encode()


def targets(folder: Path) -> Iterator[Target]:
    """Every reader, with samples of its kind."""
    guidance = Guidance([root("guidance")], folder / "cache")
    practice = root("guidance") / "practice"
    notice = (practice / "notice.txt").read_bytes()
    lines = (practice / "messages.jsonl").read_bytes()
    answers = (practice / "answers.yml").read_bytes()
    yield Target("notice reader", [notice, *PIECES[10:12]], lambda raw: _notice(raw, guidance))
    yield Target("notice file", [notice, mail()], lambda raw: _notice_file(raw, guidance, folder))
    for suffix, samples in message_samples(lines).items():
        yield Target(f"importer {suffix}", samples, lambda raw, end=suffix: messages_of(raw, end, folder))  # type: ignore[misc]
    yield Target("audit", [lines], lambda raw: _audit(raw, guidance, folder))
    yield Target("case loader", [answers, full_case()], _case)
    yield Target("case values", [answers, full_case()], _case, tree=True)
    settings = b"theme: dark\nlimits: {actions: 9}\nstores: [{name: x}]\n"
    yield Target("settings", [settings], lambda raw: _settings(raw, folder))
    cases = [answers, full_case()]
    yield Target("letter composer", cases, lambda raw: _letter(raw, guidance), tree=True)
    yield Target("review", cases, lambda raw: _review(raw, guidance), tree=True)


def _notice(raw: bytes, guidance: Guidance) -> object:
    from poa.notice import read_notice

    return read_notice(raw.decode("utf-8", "replace"), guidance)


def _notice_file(raw: bytes, guidance: Guidance, folder: Path) -> object:
    from poa.notice.files import read_notice_file

    path = folder / "notice.eml"
    path.write_bytes(raw)
    return read_notice_file(path, guidance)


def messages_of(raw: bytes, suffix: str, folder: Path) -> object:
    """The messages of a file with these bytes; what cannot be read of it must be told in a sentence."""
    from poa.messages import read

    path = folder / f"messages{suffix}"
    path.write_bytes(raw)
    told: list[PoaError] = []
    found = list(read([path], mask=True, on_problem=told.append))
    for problem in told:
        _tell(problem)
    return found


_auditors: list[Any] = []


def _audit(raw: bytes, guidance: Guidance, folder: Path) -> object:
    from poa.audit import Auditor
    from poa.messages import read

    if not _auditors:
        _auditors.append(Auditor(guidance))
    path = folder / "messages.jsonl"
    path.write_bytes(raw)
    found = [_auditors[0].check(message) for message in read([path], on_problem=lambda _: None)]
    for audited in found:
        for finding in audited.findings:
            if finding.where == "text" and not 0 <= finding.start <= finding.end <= len(audited.text):
                raise AssertionError(f"{finding.rule} points out of the text")
    return found


def _case(raw: bytes) -> object:
    from poa.cases.caseyaml import dump_case, parse_case

    case = parse_case(raw, "case.yaml")
    if parse_case(dump_case(case), "case.yaml") != case:
        raise AssertionError("a case does not come back as it was saved")
    return case


def _settings(raw: bytes, folder: Path) -> object:
    from poa.cases.settings import load_settings, save_settings

    path = folder / "settings.yaml"
    path.write_bytes(raw)
    settings = load_settings(path)
    save_settings(path, settings)
    if load_settings(path) != settings:
        raise AssertionError("settings do not come back as they were saved")
    return settings


def _letter(raw: bytes, guidance: Guidance) -> object:
    from poa.cases.caseyaml import parse_case
    from poa.export.plain import to_text
    from poa.export.word import build_docx
    from poa.letter import compose

    case = parse_case(raw, "case.yaml")
    letters = [compose(case, guidance, language, draft=True) for language in ("en", "zh")]
    for letter, language in zip(letters, LANGUAGES, strict=True):
        build_docx(letter, Wording(language))
        to_text(letter, Wording(language))
    return letters


def _review(raw: bytes, guidance: Guidance) -> object:
    from poa.cases.caseyaml import parse_case
    from poa.letter import compose
    from poa.review import review

    case = parse_case(raw, "case.yaml")
    letter, mirror = (compose(case, guidance, language, draft=True) for language in ("en", "zh"))
    return review(letter, guidance=guidance, case=case, mirror=mirror, today=date(2026, 3, 12))


def _tell(problem: PoaError) -> None:
    for language in LANGUAGES:
        if not problem.told(Wording(language)).strip():
            raise AssertionError("an error without a sentence")


def run(target: Target, seconds: float, chance: random.Random, inputs: float = float("inf")) -> Tally:
    """Feed a target for some time, or with so many inputs. Time is the processor's: others may be at work here."""
    tally = Tally()
    # Loading guidance and templates is no input's fault.
    with contextlib.suppress(Exception):
        target.call(target.samples[0])
    end = time.monotonic() + seconds
    others = target.samples + PIECES
    while tally.inputs < inputs and time.monotonic() < end:
        sample = chance.choice(target.samples)
        raw = mangle_tree(sample, chance) if target.tree else mangle(sample, others, chance)
        raw = raw[: target.longest]
        tally.inputs += 1
        begun = time.process_time()
        try:
            target.call(raw)
            tally.results += 1
        except PoaError as problem:
            tally.sentences += 1
            _keep(tally, lambda problem=problem: _tell(problem), raw)  # type: ignore[misc]
        except Exception:  # noqa: BLE001
            tally.findings.setdefault(_where(), raw)
        spent = time.process_time() - begun
        tally.slowest = max(tally.slowest, spent)
        if spent > target.slow:
            tally.findings.setdefault(f"slow: {spent:.1f} s", raw)
    return tally


def _keep(tally: Tally, check: Callable[[], None], raw: bytes) -> None:
    try:
        check()
    except Exception:  # noqa: BLE001
        tally.findings.setdefault(_where(), raw)


def _where() -> str:
    """The exception with the last place in the program, so that one fault is one finding."""
    kind, value, trace = sys.exc_info()
    frames = [frame for frame in traceback.extract_tb(trace) if "/poa/" in frame.filename.replace("\\", "/")]
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "outside"
    return f"{kind.__name__ if kind else ''} at {place}: {str(value)[:120]}"


def _tallies(args: argparse.Namespace, seed: int) -> Iterator[tuple[str, Tally]]:
    if args.inputs:
        from benchmarks.fuzz_short import run_short

        yield from run_short(args.inputs, seed)
        return
    with tempfile.TemporaryDirectory(prefix="poa-fuzz-") as place:
        chosen = [t for t in targets(Path(place)) if not args.only or any(word in t.name for word in args.only)]
        for target in chosen:
            yield target.name, run(target, args.seconds / len(chosen), random.Random(seed))


def main() -> int:
    """Run all targets, each for its share of the time; 1 where something was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--inputs", type=int, default=0, help="so many short inputs, on all cores, instead")
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--keep", type=Path, help="a folder for the inputs that found something")
    args = parser.parse_args()
    seed = args.seed if args.seed is not None else random.SystemRandom().randrange(10**6)
    print(f"seed {seed}")
    begun = time.monotonic()
    inputs = findings = 0
    for name, tally in _tallies(args, seed):
        inputs += tally.inputs
        findings += len(tally.findings)
        print(
            f"{name:<16} inputs {tally.inputs:>6}, results {tally.results:>6}, "
            f"sentences {tally.sentences:>6}, slowest {tally.slowest:.2f} s, findings {len(tally.findings)}"
        )
        for number, (where, raw) in enumerate(tally.findings.items()):
            print(f"  {where}\n    input ({len(raw)} bytes): {raw[:200]!r}")
            if args.keep:
                args.keep.mkdir(parents=True, exist_ok=True)
                (args.keep / f"{name.replace(' ', '-')}-{seed}-{number}").write_bytes(raw)
    print(f"{inputs} inputs in {time.monotonic() - begun:.0f} s, findings {findings}")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
