"""The audit as SARIF 2.1.0 (OASIS), which code-review tools and editors read."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from urllib.parse import quote

from poa import __version__
from poa.audit.summary import Summary, problem_data
from poa.digests import blake2b
from poa.errors import GuidanceError
from poa.model.message import file_and_line
from poa.model.rule import Audited, Finding, Rule

if TYPE_CHECKING:
    from poa.errors import PoaError
    from poa.wording import Wording

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
# Of these files the text is what stands in them, so that places in it are places in the file.
_AS_WRITTEN = (".txt", ".text")
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


class SarifFormat:
    """Writes one run; rules first, results as they come.

    Args:
        write: takes text.
        words: the program's words, in the language of the sentences.
        rules: the rules that can be found.
    """

    def __init__(self, write: Callable[[str], object], words: Wording, rules: Mapping[str, Rule]) -> None:
        self._write = write
        self._words = words
        self._language = words.language
        self._index = {rule: number for number, rule in enumerate(rules)}
        self._first = True
        driver = {
            "name": "poa",
            "version": __version__,
            "rules": [_rule(rule, self._language) for rule in rules.values()],
        }
        write(f'{{"$schema": "{_SCHEMA}", "version": "2.1.0", "runs": [{{"tool": {{"driver": ')
        write(json.dumps(driver, ensure_ascii=False))
        write('}, "columnKind": "unicodeCodePoints", "results": [')

    def message(self, audited: Audited) -> None:
        """Write the findings of one message."""
        for finding in audited.findings:
            self._write("\n" if self._first else ",\n")
            self._first = False
            self._write(json.dumps(self._result(audited, finding), ensure_ascii=False))

    def end(self, summary: Summary) -> None:
        """Close the run; a run in which something could not be read says so, and what; remarks are notes.

        What is left out of the user's own guidance is a matter of configuration.
        """
        own = [problem for problem in summary.problems if isinstance(problem, GuidanceError)]
        unread = (problem for problem in summary.problems if not isinstance(problem, GuidanceError))
        notes = [_notification(problem, self._words, "error") for problem in unread]
        notes += [_notification(told, self._words, "note") for told in summary.remarks]
        invocation = {
            "executionSuccessful": not summary.unusable,
            "exitCode": summary.exit_code,
            "toolExecutionNotifications": notes,
            "toolConfigurationNotifications": [_notification(fault, self._words, "warning") for fault in own],
        }
        self._write(f'\n], "invocations": [{json.dumps(invocation, ensure_ascii=False)}]}}]}}\n')

    def _result(self, audited: Audited, finding: Finding) -> dict[str, object]:
        return {
            "ruleId": finding.rule,
            "ruleIndex": self._index[finding.rule],
            "level": _LEVELS[finding.severity],
            "message": {"text": f"{finding.message.of(self._language)} \u201c{finding.excerpt}\u201d"},
            "locations": [_location(audited, finding)],
            "partialFingerprints": {"poaFinding/v1": _fingerprint(audited, finding)},
            "properties": {"verdict": audited.verdict, "order_id": audited.order_id, "where": finding.where},
        }


def _rule(rule: Rule, language: str) -> dict[str, object]:
    data: dict[str, object] = {
        "id": rule.id,
        "shortDescription": {"text": rule.title.of(language) or rule.id},
        "fullDescription": {"text": rule.summary.of(language)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }
    if rule.url:
        data["helpUri"] = rule.url
    return data


def _location(audited: Audited, finding: Finding) -> dict[str, object]:
    file, line = file_and_line(audited.source or audited.id)
    physical: dict[str, object] = {"artifactLocation": _artifact(file)}
    if line is not None:
        physical["region"] = {"startLine": max(1, line)}
    elif finding.where == "text" and finding.end > finding.start and file.lower().endswith(_AS_WRITTEN):
        physical["region"] = {
            "startLine": audited.text.count("\n", 0, finding.start) + 1,
            "charOffset": finding.start,
            "charLength": finding.end - finding.start,
        }
    else:
        # What readers of results show is a line; of a mail or a document it is the file as a whole.
        physical["region"] = {"startLine": 1}
    return {"physicalLocation": physical, "logicalLocations": [{"name": audited.id, "kind": "message"}]}


def _fingerprint(audited: Audited, finding: Finding) -> str:
    """The same for the same words in the same file, wherever in it they stand by now (SARIF 2.1.0, 3.27.17)."""
    file, _ = file_and_line(audited.source or audited.id)
    parts = (finding.rule, file.replace("\\", "/").rpartition("/")[2], audited.order_id or "", finding.excerpt)
    return blake2b("\x00".join(parts).encode("utf-8", "surrogatepass"), 16).hex()


def _artifact(file: str) -> dict[str, object]:
    """A place as SARIF has it: relative to where the program ran, or a URI with its scheme (3.4.3)."""
    path = file.replace("\\", "/") if os.name == "nt" else file
    # Bytes: a name need not be UTF-8.
    uri = quote(os.fsencode(path))
    if os.path.isabs(file):  # noqa: PTH117
        uri = f"file://{'' if uri.startswith('/') else '/'}{uri}".replace("%3A", ":", 1 if os.name == "nt" else 0)
    return {"uri": uri}


def _notification(problem: PoaError, words: Wording, level: str) -> dict[str, object]:
    """What was not read, or not whole, or is to be known beside the results."""
    told = problem_data(problem, words)
    data: dict[str, object] = {
        "descriptor": {"id": told["id"]},
        "level": level,
        "message": {"text": told["sentence"]},
    }
    if told["file"]:
        physical: dict[str, object] = {"artifactLocation": _artifact(str(told["file"]))}
        if problem.line:
            physical["region"] = {"startLine": problem.line}
        data["locations"] = [{"physicalLocation": physical}]
    return data
