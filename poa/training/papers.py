"""The Word files of a training, bilingual: staff sign what they can read, and the investigator reads English.

Dates, scores, presence and signatures come from the record or stay empty; nothing is filled in for anybody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from poa.export.word import legal
from poa.export.wordstyle import add_link, number_paragraph
from poa.model.case import Text
from poa.model.rule import Bilingual, Rule
from poa.model.training import Asked, Attendee, Checklist, Module, Paper, Session
from poa.training.names import twins
from poa.training.session import Standing, standings
from poa.training.sheet import Sheet, pair

EMPTY_ROWS = 4
MOST_MISSED = 5


def sign_in_sheet(session: Session) -> bytes:
    """Who took part: a row a person with room for a signature; absentees with their make-up date."""
    sheet = Sheet("sign_in", session)
    if session.content:
        sheet.heading("content")
        list_id = sheet.lists.start("number")
        for content in session.content:
            sheet.item(content, list_id)
    sheet.heading("attendance")
    here = [a for a in session.attendees if a.present is not False]
    rows = [[str(n), _name(session, a), pair(a.role), "", a.time_in, a.time_out] for n, a in enumerate(here, 1)]
    rows += [[str(len(here) + n), "", "", "", "", ""] for n in range(1, EMPTY_ROWS + 1 if not here else 1)]
    sheet.table(("number", "name", "role", "signature", "in", "out"), rows, (0.08, 0.24, 0.22, 0.22, 0.12, 0.12))
    absent = [a for a in session.attendees if a.present is False]
    if absent:
        sheet.heading("absent")
        shown = [[_name(session, a, role=True), a.make_up.isoformat() if a.make_up else "", ""] for a in absent]
        sheet.table(("name", "make_up", "signature"), shown, (0.4, 0.25, 0.35))
    sheet.table((), [[sheet.label("trainer_signature"), ""]], (0.4, 0.6))
    sheet.document.add_paragraph(sheet.label("sign_after"))
    return sheet.done()


def _name(session: Session, person: Attendee, *, role: bool = False) -> str:
    """Both forms of a name, one below the other, the number where names are shared, the role where no column has it."""
    lines = (person.name, person.name_zh, person.number if twins(session, person) else "", pair(person.role) * role)
    return "\n".join(dict.fromkeys(line for line in lines if line))


def quiz_paper(session: Session, paper: Paper) -> bytes:
    """The questions, without answers, with room for name, date and score."""
    sheet = Sheet("quiz", session)
    score = f"______ / {len(paper.questions)}"
    if session.pass_mark is not None:
        score += f"   ({sheet.label('pass_mark')}: {session.pass_mark})"
    rows = [[sheet.label("name"), ""], [sheet.label("date_taken"), ""], [sheet.label("score"), score]]
    sheet.table((), [*rows, [sheet.label("signature"), ""]], (0.3, 0.7))
    for number, asked in enumerate(paper.questions, 1):
        _question(sheet, number, asked)
    return sheet.done()


def quiz_key(session: Session, paper: Paper) -> bytes:
    """The answers with their reason and the rule's link; for the trainer."""
    sheet = Sheet("key", session)
    for number, asked in enumerate(paper.questions, 1):
        _question(sheet, number, asked, key=True)
    return sheet.done()


def _question(sheet: Sheet, number: int, asked: Asked, *, key: bool = False) -> None:
    head = sheet.document.add_paragraph(style="Heading 3")
    head.add_run(f"{number}. {legal(asked.question.en)}")
    head.add_run().add_break()
    head.add_run(legal(asked.question.zh))
    head.paragraph_format.keep_with_next = True
    if asked.kind == "choose" and len(asked.right) > 1:
        sheet.document.add_paragraph(sheet.label("several")).paragraph_format.keep_with_next = True
    if asked.message:
        sheet.document.add_paragraph(legal(asked.message), style="Quote").paragraph_format.keep_with_next = True
    for place, option in enumerate(asked.options):
        together = key or place + 1 < len(asked.options)
        mark = f"{chr(ord('A') + place)}.  "
        sheet.tick_line(option, ticked=key and place in asked.right, label=mark, together=together)
    if key:
        _answer(sheet, asked)
    elif asked.kind == "judge":
        sheet.document.add_paragraph("   ".join(f"☐ {sheet.label(f'verdict_{v}')}" for v in ("send", "fix", "stop")))
    elif asked.kind == "rewrite":
        for _ in range(3):
            sheet.document.add_paragraph("_" * 70)


def _answer(sheet: Sheet, asked: Asked) -> None:
    """What is right, an example of it, why, and where it stands."""
    if asked.verdict:
        sheet.document.add_paragraph(f"{sheet.label('right_verdict')}: {sheet.label(f'verdict_{asked.verdict}')}")
    if asked.model:
        sheet.document.add_paragraph(f"{sheet.label('model')}:").paragraph_format.keep_with_next = True
        sheet.document.add_paragraph(legal(asked.model), style="Quote")
    paragraph = sheet.both(asked.why)
    if asked.url:
        paragraph.add_run("  ")
        add_link(paragraph, ", ".join(asked.rules), asked.url)


def policy_log(session: Session) -> bytes:
    """Which policy pages were studied: title, address, version read, when, by whom, initials."""
    from docx.shared import Mm

    sheet = Sheet("policy_log", session)
    heads = ("policy", "address", "version", "date_read", "by", "initials")
    empty = [[""] * len(heads)] * (0 if session.policies else EMPTY_ROWS)
    table = sheet.table(heads, empty, (0.2, 0.23, 0.14, 0.15, 0.14, 0.14))
    for policy in session.policies:
        row = table.add_row()
        row.height = Mm(10)
        cells = row.cells
        cells[0].paragraphs[0].add_run(legal(pair(policy.title)))
        add_link(cells[1].paragraphs[0], legal(policy.url), policy.url)
        day = policy.on.isoformat() if policy.on else ""
        for cell, text in zip(cells[2:], (policy.version, day, ", ".join(policy.by), ""), strict=True):
            cell.paragraphs[0].add_run(legal(text))
    return sheet.done()


def record_sheet(session: Session, modules: Mapping[str, Module], *, today: date) -> bytes:
    """The record: what was taught and read, who took part, results against the pass mark, gaps and follow-up.

    Results of a day before the training or after ``today`` are left out (poa.training.session.left_out names them).
    """
    sheet = Sheet("record", session)
    taught = [modules[name].title for name in session.modules if name in modules]
    content: Sequence[Text | Bilingual] = session.content or taught
    if content:
        sheet.heading("content")
        list_id = sheet.lists.start("number")
        for line in content:
            sheet.item(line, list_id)
    if session.policies:
        sheet.heading("read")
        _policies(sheet, session)
    sheet.heading("results")
    mark = "" if session.pass_mark is None else str(session.pass_mark)
    sheet.document.add_paragraph(f"{sheet.label('pass_mark')}: {mark or '______'}")
    people = standings(session, today)
    rows = [
        [
            _name(session, row.attendee, role=True),
            _presence(sheet, row),
            "\n".join(f"{r.on.isoformat()}: {r.points}/{r.out_of}" for r in row.counted),
            "" if row.passed is None else sheet.label("passed" if row.passed else "failed", "\n"),
            "",
        ]
        for row in people
    ]
    sheet.table(("name", "attendance", "tries", "outcome", "signature"), rows, (0.23, 0.2, 0.23, 0.16, 0.18))
    _gaps(sheet, session, people)
    sheet.table((), [[sheet.label("trainer_signature"), ""]], (0.4, 0.6))
    return sheet.done()


def _presence(sheet: Sheet, row: Standing) -> str:
    person = row.attendee
    if person.present:
        made_up = f"\n{sheet.label('make_up')}:\n{person.make_up}" if person.make_up else ""
        return f"{sheet.label('present')}{made_up}"
    if person.present is None:
        return ""
    return f"{sheet.label('absent')}\n{sheet.label('make_up')}:\n{person.make_up or '______'}"


def _policies(sheet: Sheet, session: Session) -> None:
    list_id = sheet.lists.start("number")
    for policy in session.policies:
        paragraph = sheet.document.add_paragraph(style="List Paragraph")
        number_paragraph(paragraph, list_id)
        paragraph.add_run(legal(f"{pair(policy.title)}  "))
        add_link(paragraph, legal(policy.url), policy.url)
        told = ", ".join(part for part in (policy.version, str(policy.on or "")) if part)
        paragraph.add_run(legal(f"  ({told})" if told else ""))


def _gaps(sheet: Sheet, session: Session, people: Sequence[Standing]) -> None:
    """What was answered wrongly most often, what is done about it, and when the next training is."""
    sheet.heading("follow_up")
    asked = {one.id: one.question for paper in session.papers for one in paper.questions}
    missed = Counter(name for row in people for result in row.counted for name in result.missed if name in asked)
    if missed:
        sheet.document.add_paragraph(sheet.label("missed"))
        list_id = sheet.lists.start("bullet")
        for name, count in missed.most_common(MOST_MISSED):
            question = asked[name]
            zh = f"{question.zh} ({count}×)" if question.zh else ""
            sheet.item(Text(en=f"{question.en} ({count}×)", zh=zh), list_id)
    if session.follow_up:
        sheet.both(session.follow_up)
    else:
        sheet.document.add_paragraph("_" * 70)
    next_on = session.next_on.isoformat() if session.next_on else "______"
    sheet.document.add_paragraph(f"{sheet.label('next')}: {next_on}")


def sop_page(modules: Sequence[Module], checklist: Checklist, rules: Mapping[str, Rule]) -> bytes:
    """The one-page procedure "Buyer messages": what holds, and the check before sending."""
    sheet = Sheet("sop")
    sheet.table((), [[sheet.label(key), ""] for key in ("owner", "edition", "valid_from", "approved")], (0.45, 0.55))
    for module in modules:
        sheet.document.add_paragraph(legal(pair(module.title)), style="Heading 1")
        list_id = sheet.lists.start("number")
        for point in module.know:
            sheet.item(point.text, list_id, [rules[rule] for rule in point.rules if rule in rules and rules[rule].url])
    sheet.document.add_paragraph(legal(pair(checklist.title)), style="Heading 1")
    for item in checklist.items:
        sheet.tick_line(item.text)
    return sheet.done()


def checklist_page(
    checklist: Checklist, *, person: str = "", on: date | None = None, ticked: Collection[str] = ()
) -> bytes:
    """A checklist to print, with room for name, date and signature, or as a person ticked it on a day."""
    sheet = Sheet("checklist")
    values = {"name": person, "date": on.isoformat() if on else "", "signature": ""}
    sheet.table((), [[sheet.label(key), value] for key, value in values.items()], (0.3, 0.7))
    sheet.document.add_paragraph(legal(pair(checklist.title)), style="Heading 1")
    sheet.both(checklist.when)
    for item in checklist.items:
        sheet.tick_line(item.text, ticked=item.id in ticked)
    return sheet.done()


def refresher_plan(session: Session, dates: Sequence[str]) -> bytes:
    """When the training is repeated, and for whom; signed when done."""
    sheet = Sheet("refresher", session)
    rows = [[date, pair(session.topic), "", ""] for date in dates] or [["", "", "", ""] for _ in range(EMPTY_ROWS)]
    sheet.table(("date", "topic", "held_on", "signature"), rows, (0.18, 0.4, 0.18, 0.24))
    return sheet.done()
