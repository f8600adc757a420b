"""case.yaml as text <-> poa.model.case.Case, and answers files, which have the same structure."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import Any

from poa.cases.convert import refuse_cut_texts, to_case
from poa.cases.migrate import SCHEMA, migrate
from poa.errors import CaseError
from poa.library.yamlfile import MAX_BYTES, parse_yaml, write_yaml
from poa.model.case import Case
from poa.wording.system import unreadable

# What no document may hold (XML 1.0) and what commands a terminal: control characters, lone surrogates, byte order
# marks, non-characters. They carry no meaning in an answer, so they are left out on the way in and on the way out.
_UNWANTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


def parse_case(raw: bytes, file: Path | str) -> Case:
    """The case in the bytes of a case.yaml or of an answers file.

    Args:
        raw: UTF-8, with or without a byte order mark.
        file: named in errors.

    Raises:
        CaseError: with file, line and remedy, for anything that is not a case of this or an earlier format.
    """
    if len(raw) > MAX_BYTES:
        raise CaseError("files.too_large", file=file, megabytes=MAX_BYTES // 1_000_000)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise CaseError("files.not_utf8", file=file, line=raw[: problem.start].count(b"\n") + 1) from None
    if not text.strip():
        raise CaseError("cases.empty", file=file)
    document = parse_yaml(text, file, CaseError)
    if not isinstance(document.data, dict):
        raise CaseError("cases.not_a_case", file=file, line=1)
    refuse_cut_texts(document.data, document, file)
    data = migrate(_cleaned(document.data), document, file)
    return to_case(data, document, file)


def dump_case(case: Case, header: str = "") -> bytes:
    """The bytes of case.yaml: comments first, the format's number, then the answers in the order of the model.

    Args:
        case: the answers.
        header: comment lines, each beginning with ``#``.
    """
    import msgspec

    data = _cleaned(msgspec.to_builtins(case))
    data.pop("schema", None)
    parts = [header, f"schema: {SCHEMA}\n", *(_part(key, value) for key, value in data.items())]
    return "".join(parts).encode("utf-8")


# The text of each part as last written: an answer changes one part, and writing YAML is the dearest step of a save.
_written: dict[str, tuple[bytes, str]] = {}


def _part(key: str, value: Any) -> str:
    """One part of the file as YAML."""
    import msgspec

    # Not the values themselves: 1, 1.0 and true are equal in Python.
    state = msgspec.json.encode(value)
    kept = _written.get(key)
    if kept is None or kept[0] != state:
        text = write_yaml({key: value})
        # Behind a text that ends in line ends the writer closes the document; more parts follow here.
        kept = _written[key] = (state, text[:-4] if text.endswith("\n...\n") else text)
    return kept[1]


def leading_comments(raw: bytes) -> str:
    """The comment lines at the top of a case.yaml, which a save keeps."""
    kept = []
    for line in raw.decode("utf-8-sig", errors="replace").splitlines():
        if line.startswith("#"):
            kept.append(_UNWANTED.sub("", line) + "\n")
        elif line.strip():
            break
    return "".join(kept)


def load_answers(path: Path) -> Case:
    """The answers file that ``poa new --answers`` reads.

    Raises:
        CaseError: with file, line and remedy.
    """
    raw = read_small(path)
    if not raw.strip():
        raise CaseError("cases.empty_answers", file=path)
    return parse_case(raw, path)


def read_small(path: Path) -> bytes:
    """A file's bytes, unless it is far larger than a case can be.

    Raises:
        CaseError: it cannot be read, or is too large.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise CaseError("files.too_large", file=path, megabytes=MAX_BYTES // 1_000_000)
        return path.read_bytes()
    except OSError as problem:
        raise unreadable(path, problem, CaseError) from None


def _cleaned(data: Any) -> Any:
    """``data`` with every text cleaned, and without the empty places that a hand left in maps."""
    if isinstance(data, str):
        return _UNWANTED.sub("", data.replace("\r\n", "\n").replace("\r", "\n"))
    if isinstance(data, dict):
        cleaned = ((_cleaned(key), _cleaned(value)) for key, value in data.items())
        return {key: value for key, value in cleaned if value is not None}
    if isinstance(data, (list, tuple)):
        return [_cleaned(value) for value in data]
    if isinstance(data, float) and not math.isfinite(data):
        return None
    return data
