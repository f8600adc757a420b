"""The audit as JSON, in the form that scripts rely on."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

from poa.audit.summary import Summary
from poa.model.rule import Audited, Finding

if TYPE_CHECKING:
    from poa.wording import Wording


class JsonFormat:
    """Writes one object: ``messages`` in the order they were read, ``problems`` of what was not read, ``remarks``
    of what else is to be known, then ``summary``.

    Args:
        write: takes text.
        words: the program's words, in the language of the sentences.
    """

    def __init__(self, write: Callable[[str], object], words: Wording) -> None:
        self._write = write
        self._words = words
        self._language = words.language
        self._first = True
        write('{"messages": [')

    def message(self, audited: Audited) -> None:
        """Write one message with its findings."""
        self._row(message_data(audited, self._language))

    def end(self, summary: Summary) -> None:
        """Write the counts and close the object."""
        self._close(summary, summary.data())

    def _row(self, data: dict[str, object]) -> None:
        self._write("\n" if self._first else ",\n")
        self._first = False
        self._write(json.dumps(data, ensure_ascii=False))

    def _close(self, summary: Summary, counts: dict[str, object]) -> None:
        self._write("\n], " if not self._first else "], ")
        problems = json.dumps(summary.problem_data(self._words), ensure_ascii=False)
        remarks = json.dumps(summary.remark_data(self._words), ensure_ascii=False)
        self._write(
            f'"problems": {problems}, "remarks": {remarks}, "summary": {json.dumps(counts, ensure_ascii=False)}}}\n'
        )


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
