"""The audit as JSON, in the form that scripts rely on."""

from __future__ import annotations

import json
from collections.abc import Callable

from poa.audit.summary import Summary
from poa.model.rule import Audited, Finding


class JsonFormat:
    """Writes one object: ``messages`` in the order they were read, then ``summary``.

    Args:
        write: takes text.
        language: of the sentences in ``message``.
    """

    def __init__(self, write: Callable[[str], object], language: str) -> None:
        self._write = write
        self._language = language
        self._first = True
        write('{"messages": [')

    def message(self, audited: Audited) -> None:
        """Write one message with its findings."""
        self._row(message_data(audited, self._language))

    def end(self, summary: Summary) -> None:
        """Write the counts and close the object."""
        self._close(json.dumps(summary.data(), ensure_ascii=False))

    def _row(self, data: dict[str, object]) -> None:
        self._write("\n" if self._first else ",\n")
        self._first = False
        self._write(json.dumps(data, ensure_ascii=False))

    def _close(self, summary: str) -> None:
        self._write("\n], " if not self._first else "], ")
        self._write(f'"summary": {summary}}}\n')


def message_data(audited: Audited, language: str) -> dict[str, object]:
    """One audited message as plain data."""
    return {
        "id": audited.id,
        "source": audited.source,
        "order_id": audited.order_id,
        "verdict": audited.verdict,
        "findings": [finding_data(finding, language) for finding in audited.findings],
        "if_first": list(audited.if_first),
    }


def finding_data(finding: Finding, language: str) -> dict[str, object]:
    """One finding as plain data."""
    data: dict[str, object] = {
        "rule": finding.rule,
        "severity": finding.severity,
        "start": finding.start,
        "end": finding.end,
        "excerpt": finding.excerpt,
        "message": finding.message.of(language),
        "url": finding.url,
        "where": finding.where,
    }
    if finding.rewrite is not None:
        data["rewrite"] = finding.rewrite
    return data
