"""What ``poa lint --fix`` tells scripts: the audit as JSON, with a ``fix`` beside each message that has findings."""

from __future__ import annotations

from pathlib import Path

from poa.audit.fixes import diff
from poa.audit.fixing import Outcome
from poa.audit.formats.as_json import JsonFormat, finding_data, message_data
from poa.audit.summary import Summary
from poa.model.message import Message


class FixJson(JsonFormat):
    """Writes the object of JsonFormat: ``messages`` with their ``fix``, and a ``summary`` with ``fixes`` counted."""

    def fix(self, message: Message, outcome: Outcome, file: Path | None) -> None:
        """Tell of one message; ``file`` is the one that it was written to."""
        self._row(message_data(outcome.before, self._language) | {"fix": self._fix(message, outcome, file)})

    def end(self, summary: Summary) -> None:
        """Write the counts and close the object."""
        fixes = {state: summary.fixes[state] for state in ("mended", "partly", "left", "stop")}
        self._close(summary, summary.data() | {"fixes": fixes})

    def _fix(self, message: Message, outcome: Outcome, file: Path | None) -> dict[str, object] | None:
        if outcome.state == "clean":
            return None
        data: dict[str, object] = {"state": outcome.state, "verdict": outcome.after.verdict}
        if outcome.done:
            data["subject"] = outcome.done.subject_after
            data["html" if message.html else "text"] = outcome.done.after
            data["diff"] = diff(message, outcome.done)
            data["file"] = str(file) if file else None
        data["stays"] = [finding_data(finding, self._language) for finding in outcome.after.findings]
        data["if_first"] = list(outcome.after.if_first)
        return data
