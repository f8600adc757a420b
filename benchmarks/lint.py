"""Speed and memory of the message check, beside peers in the same run.

    python benchmarks/lint.py [--messages 20000]

Generates a corpus (fixed seed; 60 to 120 words, eight languages, about half with something to find), audits it in one
process, and measures on the same texts: proselint where it is installed, and the same words and patterns tried one by
one with Python's ``re``. Ratios within a run say more than absolute rates: machines and neighbours differ.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import perf_counter, process_time

from poa.audit import Auditor
from poa.audit.detect import Detect
from poa.audit.normal import fold
from poa.library.guidance import Guidance
from poa.model.message import Message
from poa.resources import root

SHARES = {"en": 44, "de": 8, "fr": 8, "it": 8, "es": 8, "ja": 8, "zh-Hans": 10, "zh-Hant": 6}
PEER_SECONDS = 6.0
_ORDER = re.compile(r"\d{3}-\d{7}-\d{7}")


def sentences() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Sentences of the test corpora by language: plain ones, and ones with something to find."""
    import json

    data = Path(__file__).resolve().parents[1] / "tests" / "data"
    plain: dict[str, list[str]] = {}
    bad: dict[str, list[str]] = {}
    for name, into in (("clean_messages.jsonl", plain), ("violations.jsonl", bad)):
        for line in (data / name).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            text = row.get("text", "")
            into.setdefault(row["lang"], []).extend(part for part in re.split(r"(?<=[.!?。！？])\s*", text) if part)
    return plain, bad


def corpus(count: int) -> Iterator[Message]:
    """``count`` messages, the same ones every time; numbers and names vary from message to message."""
    plain, bad = sentences()
    dice = random.Random(20_201_106)
    languages = list(SHARES)
    weights = list(SHARES.values())
    for number in range(count):
        language = dice.choices(languages, weights)[0]
        aim = dice.randint(60, 120) * (2 if language in ("ja", "zh-Hans", "zh-Hant") else 6)
        parts: list[str] = []
        order = f"114-{5550000 + number % 9999:07d}-{dice.randrange(10**7):07d}"
        while sum(map(len, parts)) < aim:
            parts.append(dice.choice(plain[language]))
            if dice.random() < 0.12:
                parts.append(f"({dice.randrange(1000)}-{dice.choice('ABCDEFG')}{dice.randrange(100)})")
        for _ in range(dice.choice((0, 0, 0, 1, 1, 2))):
            parts.insert(dice.randrange(len(parts) + 1), dice.choice(bad[language]))
        joint = "" if language in ("ja", "zh-Hans", "zh-Hant") else " "
        text = _ORDER.sub(order, joint.join(parts))
        yield Message(id=str(number), text=text, order_id=order, proactive=dice.random() < 0.5)


def timed(work: Callable[[Message], object], messages: Sequence[Message], limit: float | None = None) -> float:
    """Messages a second of processor time; no longer than ``limit`` seconds."""
    begun, count = process_time(), 0
    for message in messages:
        work(message)
        count += 1
        if limit is not None and process_time() - begun > limit:
            break
    return count / max(process_time() - begun, 1e-9)


def one_by_one(detect: Detect) -> Callable[[Message], object]:
    """The reference: every word in one ``re`` alternation and every pattern by itself."""
    words = sorted({word for data in detect.data.values() for word in _listed(data)}, key=len, reverse=True)
    alternation = re.compile("|".join(re.escape(word) for word in words))
    patterns = [re.compile(pattern) for pattern in detect.patterns]

    def work(message: Message) -> object:
        norm = fold(message.text)
        return alternation.findall(norm), [pattern.search(norm) for pattern in patterns]

    return work


def _listed(data: dict[str, object]) -> Iterator[str]:
    listed = data.get("words") or []
    for group in listed.values() if isinstance(listed, dict) else [listed]:
        for word in group or ():
            yield fold(str(word).strip("*"))


def proselint() -> Callable[[Message], object] | None:
    """proselint's check of one text, or None where it is not installed."""
    try:
        from proselint.checks import __register__
        from proselint.registry import CheckRegistry
        from proselint.tools import LintFile
    except ImportError:
        return None
    CheckRegistry().register_many(__register__)
    return lambda message: LintFile(content=message.text, source="m").lint()


def memory() -> float:
    """Peak memory of this process in megabytes; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1024 / (1024 if sys.platform == "darwin" else 1)


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=20_000)
    count = parser.parse_args().messages
    messages = list(corpus(count))
    size = sum(len(message.text.encode()) for message in messages) / 1e6
    with tempfile.TemporaryDirectory() as cache:
        begun = perf_counter()
        auditor = Auditor(Guidance([root("guidance")], Path(cache)))
        auditor.check(messages[0])
        ready = perf_counter() - begun
        found = {"send": 0, "fix": 0, "stop": 0}

        def check(message: Message) -> None:
            found[auditor.check(message).verdict] += 1

        before = memory()
        rate = timed(check, messages)
    sys.stdout.write(f"{count} messages, {size:.1f} MB; rules {len(auditor.rules)}, ready in {ready:.2f} s (cold)\n")
    sys.stdout.write(f"verdicts: {found}\n")
    sys.stdout.write(f"poa            {rate:10,.0f} messages/s {rate * size / count:8.2f} MB/s\n")
    sys.stdout.write(f"peak memory {memory():.0f} MB ({memory() - before:+.0f} MB over the run)\n")
    peers = {"re, one by one": one_by_one(auditor.detect), "proselint": proselint()}
    for name, work in peers.items():
        if work is None:
            sys.stdout.write(f"{name:<15}not installed\n")
            continue
        other = timed(work, messages, PEER_SECONDS)
        sys.stdout.write(f"{name:<15}{other:10,.0f} messages/s   poa is {rate / other:,.1f} times as fast\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
