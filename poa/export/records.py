"""The messages that a notice asks for, as a table for the evidence pack."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import Path

from poa.errors import CaseError
from poa.model.case import Case
from poa.model.message import Message
from poa.wording import Wording

RECORDS = "messages.csv"
_COLUMNS = ("order", "sent", "direction", "sender", "text", "source")


def message_records(folder: Path, case: Case) -> bytes:
    """The imported messages on the orders of the notice, the incidents and the ledger; empty where none is asked for.

    They stand as they are kept, so buyers' personal data are masked where the case masks them.

    Args:
        folder: the case.
        case: the answers; the notice says whether message records are asked for.
    """
    if "message_records" not in case.notice.asks:
        return b""
    try:
        found = {message.id: message for message in _wanted(folder, case)}
    except CaseError:
        # Messages that were removed or cannot be read are told of where messages are shown.
        return b""
    return _table(found.values()) if found else b""


def _wanted(folder: Path, case: Case) -> Iterator[Message]:
    from poa.cases.mail import CaseMail

    mail = CaseMail(folder)
    incidents, ledger = case.incidents, case.audit.ledger
    orders = [*case.notice.order_ids, *(one.order_id for one in incidents), *(row.order_id for row in ledger)]
    left_out = {id for id, decision in case.decided.items() if decision == "aside"}
    for order in dict.fromkeys(order for order in orders if order):
        yield from (message for message in mail.of_order(order) if message.id not in left_out)
    for incident in incidents:
        if incident.source and not incident.order_id:
            yield from mail.from_source(incident.source)


def _table(messages: Iterable[Message]) -> bytes:
    from poa.training.roster import harmless

    english = Wording("en")
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([english(f"export.records_{name}") for name in _COLUMNS])
    for message in messages:
        sent = f"{message.sent:%Y-%m-%d %H:%M %Z}" if message.sent else ""
        side = english(f"export.records_{message.direction}")
        cells = (message.order_id or "", sent, side, message.sender or "", message.text, message.source)
        writer.writerow([harmless(cell) for cell in cells])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")
