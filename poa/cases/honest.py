"""What a case must be before it is sent: quoted word for word, nothing undone called done, no record altered."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from poa.cases import guard
from poa.cases.exhibits import altered_exhibits
from poa.cases.mail import CaseMail
from poa.cases.misquoted import wrong_quotes
from poa.cases.rounds import altered, rounds
from poa.cases.suspects import grave_undecided
from poa.errors import RefusedError
from poa.model.case import Case


def refuse_dishonest(folder: Path, case: Case, today: date) -> None:
    """Refuse to export or record a case that says what is not so.

    Args:
        folder: the case folder, with its messages, exhibits and rounds.
        case: the answers.
        today: the user's own date.

    Raises:
        RefusedError: an action is called done before its day, a training's record says otherwise by now, a quotation
            is not what the kept messages say, or a file of an exhibit or of a round is no longer what was taken in.
        CaseError: the messages or a round cannot be read.
    """
    from poa.training.into_case import refuse_disproved

    guard.refuse_undone_as_done(case, today)
    refuse_disproved(folder, case, today)
    for _, refusal in wrong_quotes(case, CaseMail(folder)):
        raise refusal
    _refuse_denial(folder, case)
    guard.refuse_altered(altered_exhibits(folder, case))
    for entry in rounds(folder):
        guard.refuse_altered(altered(entry))


def _refuse_denial(folder: Path, case: Case) -> None:
    """A letter that says "we found none" may not lie beside what looks like a breach and was not decided on.

    Raises:
        RefusedError: names the first order of such a message, and how many there are.
    """
    if case.branch != "dispute":
        return
    left = grave_undecided(folder, case)
    if left:
        raise RefusedError("cases.denied_undecided", count=len(left), order=left[0] or "-")
