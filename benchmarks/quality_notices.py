"""Field accuracy of the notice reader over rows with expected values.

    python benchmarks/quality_notices.py [ROWS.jsonl ...]

Without an argument the project's own rows (tests/notice/notices.jsonl) are read, and development data beside the
checkout when it is there.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

from poa.library.guidance import Guidance
from poa.notice import read_notice
from poa.resources import root

FIELDS = (
    "kind", "severity", "marketplace", "language", "deadline_hours", "deadline_from", "order_ids", "asins", "asks",
    "quoted_message", "is_phishing",
)  # fmt: skip
ROOT = Path(__file__).resolve().parents[1]


def expected(row: dict[str, Any]) -> dict[str, Any]:
    """The values a row expects, by field; a look-alike has no deadline."""
    values = {field: row[field] for field in FIELDS if field in row}
    values["language"] = row["lang"]
    if row.get("is_phishing"):
        values["deadline_hours"] = values["deadline_from"] = None
    return values


def read(row: dict[str, Any], guidance: Guidance) -> dict[str, Any]:
    """The values that the reader finds."""
    received = row.get("received")
    notice = read_notice(
        row["text"],
        guidance,
        sender=row.get("from", ""),
        subject=row.get("subject", ""),
        received=datetime.fromisoformat(received) if received else None,
    )
    return {field: getattr(notice, field) for field in FIELDS} | {"evidence": notice.evidence}


def same(field: str, want: object, have: object) -> bool:
    """Whether a field was read as expected; lists of questions have no order."""
    if field in ("asks", "order_ids", "asins"):
        return set(want or ()) == set(have or ())  # type: ignore[call-overload]
    return want == have


def main(files: list[Path]) -> int:
    """Print hits per field and every miss."""
    guidance = Guidance([root("guidance")])
    for file in files:
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
        hits: Counter[str] = Counter()
        seen: Counter[str] = Counter()
        for row in rows:
            found = read(row, guidance)
            for field, want in expected(row).items():
                seen[field] += 1
                hits[field] += same(field, want, found[field])
                if not same(field, want, found[field]):
                    print(f"{row['id']}  {field}: expected {want!r}, read {found[field]!r}")
        print(f"\n{file.name}: {len(rows)} notices")
        for field in FIELDS:
            if seen[field]:
                print(f"  {field:16} {hits[field]:3}/{seen[field]}")
        print(f"  all fields       {sum(hits.values())}/{sum(seen.values())}\n")
    return 0


if __name__ == "__main__":
    chosen = [Path(name) for name in sys.argv[1:]]
    own = [ROOT / "tests/notice/notices.jsonl", ROOT.parent / "shared/data/notices.jsonl"]
    sys.exit(main(chosen or [file for file in own if file.is_file()]))
