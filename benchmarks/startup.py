"""What starting costs, as ratios to ``python -c pass`` in the same run.

Each round runs every command once, in turn, so that a busy machine slows all of them alike; the ratio of the least
times is the least disturbed one.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 15
BOUNDS = {"poa --version": 2.5, "poa lint FILE": 8.0}


def installed() -> list[str]:
    """The command that was installed beside this Python, else the package as a module (some milliseconds slower)."""
    script = Path(sys.executable).with_name("poa.exe" if os.name == "nt" else "poa")
    return [str(script)] if script.is_file() else [sys.executable, "-m", "poa"]


def main() -> None:
    """Print one line a command: least and median time, ratios, and the bound."""
    with tempfile.TemporaryDirectory() as home:
        message = Path(home) / "message.txt"
        message.write_text("Thank you for your question. The lamp takes any E27 bulb up to 60 W.\n", encoding="utf-8")
        program = installed()
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "poa --version": [*program, "--version"],
            "poa lint FILE": [*program, "lint", str(message)],
            "poa rules ID": [*program, "rules", "coc.insult"],
            "poa status": [*program, "status"],
        }
        environment = {**os.environ, "POA_HOME": home, "POA_LANG": "en", "PYTHONPYCACHEPREFIX": f"{home}/compiled"}
        # An installed program has its modules compiled; a system set not to write them would compile them each time.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        times: dict[str, list[float]] = {name: [] for name in commands}
        for name, words in commands.items():
            subprocess.run(words, env=environment, capture_output=True, check=True)
            del name
        for _ in range(ROUNDS):
            for name, words in commands.items():
                start = time.perf_counter()
                subprocess.run(words, env=environment, capture_output=True, check=True)
                times[name].append(time.perf_counter() - start)
    least = min(times["python -c pass"])
    middle = statistics.median(times["python -c pass"])
    print(f"{'command':<16} {'least ms':>9} {'median ms':>10} {'x least':>8} {'x median':>9} {'bound':>6}")
    for name, spent in times.items():
        low, mid = min(spent), statistics.median(spent)
        bound = f"{BOUNDS[name]:.1f}" if name in BOUNDS else ""
        print(f"{name:<16} {low * 1000:9.1f} {mid * 1000:10.1f} {low / least:8.2f} {mid / middle:9.2f} {bound:>6}")


if __name__ == "__main__":
    main()
