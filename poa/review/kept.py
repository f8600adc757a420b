"""What the messages that a case keeps hold against its letter: other words than are quoted, and kinds told nowhere."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from poa.errors import PoaError
from poa.model.case import Case
from poa.model.review import Remark
from poa.model.rule import Bilingual
from poa.review.remarks import at_place, entry, remark
from poa.review.view import View
from poa.wording import LANGUAGES, Wording

if TYPE_CHECKING:
    from poa.cases.untold import Untold
    from poa.library.guidance import Guidance


@dataclass(frozen=True, slots=True)
class Kept:
    """``misquoted``: paths of quotations that the messages do not hold, and what is said of them; ``untold``: kinds of
    breach that only the list of orders stands for."""

    misquoted: tuple[tuple[str, Bilingual], ...] = ()
    untold: tuple[Untold, ...] = ()


def kept_of(folder: Path, case: Case, guidance: Guidance) -> Kept:
    """Hold the answers to the messages of the case; of messages that cannot be read others tell."""
    from poa.cases.mail import CaseMail
    from poa.cases.misquoted import wrong_quotes
    from poa.cases.untold import untold
    from poa.library.playbook import load_playbook

    try:
        wrong = tuple((path, _twice(problem)) for path, problem in wrong_quotes(case, CaseMail(folder)))
        return Kept(wrong, untold(folder, case, load_playbook(guidance)))
    except PoaError:
        return Kept()


def _twice(problem: PoaError) -> Bilingual:
    return Bilingual(*(problem.problem(Wording(language)) for language in LANGUAGES))


def kept_remarks(view: View, kept: Kept) -> list[Remark]:
    """No letter quotes what was not sent; what the list of orders stands for is to be told by kind and rule."""
    veto = entry(view.known, "veto", "V12")
    found = [replace(at_place(view, veto, "veto", None, words=told), path=path) for path, told in kept.misquoted]
    for one in kept.untold:
        orders = Bilingual(", ".join(one.orders), "、".join(one.orders))
        told = remark(view, "listed_untold", kind=one.kind, orders=orders)
        found.append(replace(told, path="audit.ledger"))
    return found
