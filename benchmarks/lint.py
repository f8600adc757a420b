"""Speed and memory of the message check, beside peers in the same run.

    python benchmarks/lint.py [--messages 20000] [--stream]

Generates a corpus (fixed seed; 60 to 120 words, eight languages, about half with something to find), audits it in one
process, and measures on the same texts: the same words and patterns tried one by one with Python's ``re``, and what is
installed of proselint, write-good, alex and textlint (the last three through node, one process for all texts, whose
start does not count; textlint reads plain text with its rule of terms). Ratios within a run say more than absolute
rates: machines and neighbours differ.

The sentences of the corpus come again, as those of templates do; "each read once" is the rate where none is remembered.
Memory is told by a second process that audits them as a stream, without holding them. ``--stream`` does that alone, for
as many messages as one likes; so does ``--report``, which counts them for ``poa audit`` as well.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from poa.audit import Auditor
from poa.audit.detect import Detect
from poa.audit.engine import BATCH
from poa.audit.normal import fold
from poa.audit.report import Report
from poa.audit.view import MessageView
from poa.library.guidance import Guidance
from poa.model.message import Message
from poa.resources import root

SHARES = {"en": 44, "de": 8, "fr": 8, "it": 8, "es": 8, "ja": 8, "zh-Hans": 10, "zh-Hant": 6}
PEER_SECONDS = 6.0
_ORDER = re.compile(r"\d{3}-\d{7}-\d{7}")


def sentences() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Sentences of the test corpora by language: plain ones, and ones with something to find."""
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


_NODE = """
const text = require('fs').readFileSync(0, 'utf8').split('\\0');
const limit = Number(process.argv[1]) * 1000, name = process.argv[2];
const own = (found) => found.default || found;
const textlint = () => {
  const kernel = new (require('@textlint/kernel').TextlintKernel)();
  const plugins = [{ pluginId: 'text', plugin: own(require('@textlint/textlint-plugin-text')) }];
  const rules = [{ ruleId: 'terminology', rule: own(require('textlint-rule-terminology')) }];
  return (one) => kernel.lintText(one, { ext: '.txt', plugins, rules });
};
const check = {
  'write-good': () => require('write-good'),
  'alex': () => require('alex').markdown,
  'textlint': textlint,
}[name]();
const main = async () => {
  const begun = process.cpuUsage(); let count = 0;
  for (const one of text) {
    await check(one); count++;
    const used = process.cpuUsage(begun);
    if ((used.user + used.system) / 1000 > limit) break;
  }
  const used = process.cpuUsage(begun);
  console.log(count / ((used.user + used.system) / 1e6));
};
main();
"""


def through_node(name: str, messages: Sequence[Message]) -> float | None:
    """Messages a second of a checker that runs in node, or None where it cannot be used."""
    node = shutil.which("node")
    if node is None:
        return None
    texts = "\0".join(message.text for message in messages[:4000])
    command = [node, "-e", _NODE, str(PEER_SECONDS), name]
    try:
        done = subprocess.run(command, input=texts, capture_output=True, text=True, timeout=4 * PEER_SECONDS)
        return float(done.stdout)
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None


def streamed(auditor: Auditor, count: int, report: Report | None = None) -> None:
    """Tell the memory at 10,000 messages and at the end of a stream that nobody holds."""
    begun = process_time()
    for number, (message, audited) in enumerate(auditor.check_many(corpus(count)), 1):
        if report is not None:
            report.add(message, audited)
        if number in (10_000, count):
            spent = process_time() - begun
            sys.stdout.write(f"streamed {number:>9,} messages in {spent:4.0f} s: peak memory {memory():.0f} MB\n")
            sys.stdout.flush()


def tell_memory(count: int) -> None:
    """Print the memory that a process takes for as many messages, when it holds none of them.

    To be asked before anything else: on some systems what this process takes counts for those that it starts.
    """
    command = [sys.executable, "-m", "benchmarks.lint", "--stream", "--messages", str(count)]
    sys.stdout.flush()
    subprocess.run(command, cwd=Path(__file__).resolve().parents[1], check=False)


def memory() -> float:
    """Peak memory of this process in megabytes; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1024 / (1024 if sys.platform == "darwin" else 1)


def batches(messages: Sequence[Message]) -> Iterator[Sequence[Message]]:
    """The messages in the portions that the audit works on."""
    return (messages[at : at + BATCH] for at in range(0, len(messages), BATCH))


def stages(auditor: Auditor, messages: Sequence[Message]) -> dict[str, float]:
    """Seconds of processor time that each step of the audit takes."""
    spent = dict.fromkeys(("cutting", "words and patterns", "technical", "conduct", "judging"), 0.0)

    def step(name: str, work: Callable[[], list[Any]]) -> list[Any]:
        begun = process_time()
        done = work()
        spent[name] += process_time() - begun
        return done

    for batch in batches(messages):
        views: list[MessageView] = step("cutting", partial(auditor.views, batch))
        step("words and patterns", partial(list, map(auditor.detect.scan, views)))
        technical = step("technical", partial(list, map(auditor.technical, views)))
        conduct = step("conduct", partial(list, map(auditor.conduct, views)))
        hits = [one + other for one, other in zip(technical, conduct, strict=True)]
        step("judging", partial(list, map(auditor.judge, views, hits)))
    return spent


def by_jobs(file: Path, home: Path, jobs: int) -> tuple[float, float]:
    """Seconds on the clock and of processor time that ``poa lint`` takes for a file with a number of processes."""
    command = [sys.executable, "-m", "poa", "lint", str(file), "--jobs", str(jobs)]
    environment = {**os.environ, "POA_HOME": str(home), "POA_LANG": "en"}
    here = Path(__file__).resolve().parents[1]
    clock, before = perf_counter(), os.times()
    subprocess.run(command, env=environment, cwd=here, stdout=subprocess.DEVNULL, check=False)
    clock, after = perf_counter() - clock, os.times()
    work = after.children_user + after.children_system - before.children_user - before.children_system
    return clock, work


def tell_jobs(messages: Sequence[Message]) -> None:
    """Print what a second process brings: by the clock, and as it would be if nothing else ran on two cores."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "messages.jsonl"
        with file.open("w", encoding="utf-8") as out:
            for one in messages:
                row = {"id": one.id, "text": one.text, "order_id": one.order_id, "proactive": one.proactive}
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
        short = Path(folder) / "short.jsonl"
        short.write_text("".join(file.read_text(encoding="utf-8").splitlines(True)[:100]), encoding="utf-8")
        by_jobs(short, Path(folder), 1)
        one_clock, one_work = by_jobs(file, Path(folder), 1)
        two_clock, two_work = by_jobs(file, Path(folder), 2)
    ratios = f"{one_clock / two_clock:.2f} times as fast; {2 * one_work / two_work:.2f} times on idle cores"
    sys.stdout.write(f"poa lint --jobs 2 is {ratios} ({one_clock:.1f} s, {two_clock:.1f} s by the clock)\n")


def forgetful(auditor: Auditor) -> Callable[[Message], object]:
    """The audit of a message whose sentences were never seen before."""

    def work(message: Message) -> object:
        auditor.forget()
        return auditor.check(message)

    return work


def compared(auditor: Auditor, messages: Sequence[Message], rate: float) -> None:
    """Print the rates of all others on the same messages, and how many times as fast this program is."""
    once = timed(forgetful(auditor), messages, PEER_SECONDS)
    sys.stdout.write(f"each read once {once:10,.0f} messages/s\n")
    works = {"re, one by one": one_by_one(auditor.detect), "proselint": proselint()}
    rates = {name: timed(work, messages, PEER_SECONDS) if work else None for name, work in works.items()}
    rates.update({name: through_node(name, messages) for name in ("write-good", "alex", "textlint")})
    for name, other in rates.items():
        if other is None:
            sys.stdout.write(f"{name:<15}not installed\n")
        else:
            ratios = f"poa is {rate / other:,.1f} times as fast, {once / other:,.1f} times where each is read once"
            sys.stdout.write(f"{name:<15}{other:10,.0f} messages/s   {ratios}\n")


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=20_000)
    parser.add_argument("--stream", action="store_true")
    parser.add_argument("--report", action="store_true")
    asked = parser.parse_args()
    count: int = asked.messages
    if not (asked.stream or asked.report):
        tell_memory(count)
    with tempfile.TemporaryDirectory() as cache:
        begun = perf_counter()
        guidance = Guidance([root("guidance")], Path(cache))
        auditor = Auditor(guidance)
        for _ in auditor.check_many(corpus(100)):
            pass  # every language is loaded and compiled
        ready = perf_counter() - begun
        if asked.stream or asked.report:
            streamed(auditor, count, Report() if asked.report else None)
            return 0
        messages = list(corpus(count))
        gc.freeze()  # as poa lint does: what stays for good need not be looked at again and again
        size = sum(len(message.text.encode()) for message in messages) / 1e6
        found = {"send": 0, "fix": 0, "stop": 0}
        begun = process_time()
        for _, audited in auditor.check_many(messages):
            found[audited.verdict] += 1
        rate = count / (process_time() - begun)
        sys.stdout.write(
            f"{count} messages, {size:.1f} MB; rules {len(auditor.rules)}, ready in {ready:.2f} s (cold)\n"
        )
        sys.stdout.write(f"verdicts: {found}\n")
        sys.stdout.write(f"poa            {rate:10,.0f} messages/s {rate * size / count:8.2f} MB/s\n")
        spent = stages(auditor, messages[:10_000])
        shares = ", ".join(f"{name} {used / sum(spent.values()):.0%}" for name, used in spent.items())
        sys.stdout.write(f"shares         {shares}\n")
        tell_jobs(messages)
        compared(auditor, messages, rate)
    return 0


if __name__ == "__main__":
    sys.exit(main())
