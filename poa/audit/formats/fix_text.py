"""What ``poa lint --fix`` tells people: what was mended and where it stands, and what stays in each message."""

from __future__ import annotations

from pathlib import Path

from poa.audit.fixes import diff
from poa.audit.fixing import Outcome
from poa.audit.formats.as_text import TextFormat
from poa.audit.summary import Summary
from poa.model.message import Message


class FixText(TextFormat):
    """Writes each message that was or is to be changed, with its findings that stay; then the counts of the audit."""

    def fix(self, message: Message, outcome: Outcome, file: Path | None) -> None:
        """Tell of one message; ``file`` is the one that it was written to."""
        if outcome.state == "clean":
            return
        words = self._words
        verdict = "send" if outcome.state == "mended" else outcome.after.verdict
        state = outcome.state if outcome.done is None or file else f"would_{outcome.state}"
        told = words(f"audit.fix.{state}", file=str(file) if file else "")
        lines = [f"{self._head(outcome.before)}  {self._dyed(told, verdict)}", *self._found(outcome.after)]
        self._write("\n".join(lines) + "\n")
        if outcome.done and file is None:
            self._write(diff(message, outcome.done))
        self._write("\n")

    def end(self, summary: Summary) -> None:
        """Write the counts, those of the audit first."""
        super().end(summary)
        counts = {state: summary.fixes[state] for state in ("mended", "partly", "left")}
        self._write(self._words("audit.fix.counted", **counts) + "\n")
