"""All documents of one session, by file name."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from poa.library.guidance import Guidance
from poa.model.training import Session
from poa.training.calendar import calendar, refresher_dates
from poa.training.papers import (
    policy_log,
    quiz_key,
    quiz_paper,
    record_sheet,
    refresher_plan,
    sign_in_sheet,
    sop_page,
)
from poa.training.roster import results_csv
from poa.wording import Wording

REFRESHERS = 4


def session_documents(
    session: Session, guidance: Guidance, words: Wording, *, every_months: int, today: date
) -> dict[str, bytes]:
    """Sign-in sheet, quiz papers and keys, policy log, record, procedure, refresher plan, results and calendar.

    Args:
        session: the record.
        guidance: modules and rules.
        words: the language of the spreadsheet's heads.
        every_months: how often the training is to be repeated; the calendar needs a date of the session.
        today: the stamp of the calendar file; results of later days are left out of the record.
    """
    from poa.library.rules import load_rules
    from poa.library.training import load_checklists, load_modules

    modules, rules = load_modules(guidance), load_rules(guidance)
    files = {"sign-in.docx": sign_in_sheet(session)}
    for paper in session.papers:
        files[f"quiz-{paper.id}.docx"] = quiz_paper(session, paper)
        files[f"quiz-{paper.id}-key.docx"] = quiz_key(session, paper)
    files["policy-log.docx"] = policy_log(session)
    files["record.docx"] = record_sheet(session, modules, today=today)
    taught = [modules[name] for name in session.modules if name in modules]
    files["procedure.docx"] = sop_page(taught, load_checklists(guidance)["agent"], rules)
    dates = [session.next_on] if session.next_on else []
    if session.on:
        dates = dates or refresher_dates(session.on, every_months, REFRESHERS)
    files["refresher-plan.docx"] = refresher_plan(session, [day.isoformat() for day in dates])
    files["results.csv"] = b"\xef\xbb\xbf" + results_csv(session, words, today).encode()
    if dates:
        title = " / ".join(dict.fromkeys(part for part in (session.topic.en, session.topic.zh) if part))
        files["refresher.ics"] = calendar(dates, title, session.id, today).encode()
    return files


def confirmed_documents(session: Session) -> dict[str, bytes]:
    """The papers that tell what people entered; forms that are still blank, and what is only proposed, are no evidence.

    The sign-in sheet and the procedure are for signing and deciding: what came of them is an exhibit of its own.

    Args:
        session: the record.
    """
    files: dict[str, bytes] = {}
    answered = {result.paper for result in session.results}
    for paper in session.papers:
        if paper.id in answered:
            files[f"quiz-{paper.id}.docx"] = quiz_paper(session, paper)
            files[f"quiz-{paper.id}-key.docx"] = quiz_key(session, paper)
    studied = tuple(policy for policy in session.policies if policy.on and policy.by)
    if studied:
        files["policy-log.docx"] = policy_log(replace(session, policies=studied))
    if session.next_on:
        files["refresher-plan.docx"] = refresher_plan(session, [session.next_on.isoformat()])
    return files
