"""The Word files of a training, bilingual: staff sign what they can read, and the investigator reads English.

Dates, scores, presence and signatures come from the record or stay empty; nothing is filled in for anybody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from poa.export.word import finish, furnish, legal, new_document, set_properties
from poa.export.wordstyle import Lists, Look, add_link, number_paragraph
from poa.model.case import Text
from poa.model.rule import Bilingual, Rule
from poa.model.training import Asked, Attendee, Checklist, Module, Paper, Session
from poa.training.names import twins
from poa.training.session import Standing, ends_early, standings
from poa.wording import Wording

EMPTY_ROWS = 4
MOST_MISSED = 5


class _Sheet:
    """A bilingual document being written."""

    def __init__(self, title: str, session: Session | None = None) -> None:
        self.en, self.zh = Wording("en"), Wording("zh-Hans")
        self.document, self.lists = self._start(title)
        if session is not None:
            self.facts(session)

    def _start(self, title: str) -> tuple[Any, Lists]:
        document, lists = new_document(Look("en"))
        shown = self.label(title)
        set_properties(document, shown, "", "en-US")
        furnish(document, self.en)
        document.add_paragraph(shown, style="Title")
        return document, lists

    def label(self, key: str, between: str = "  ") -> str:
        """The words of both languages, side by side (or below one another)."""
        return f"{self.en(f'training_papers.{key}')}{between}{self.zh(f'training_papers.{key}')}"

    def heading(self, key: str, level: int = 1) -> None:
        self.document.add_paragraph(self.label(key), style=f"Heading {level}")

    def both(self, text: Bilingual | Text, style: str = "Normal") -> Any:
        """English, then Chinese on its own line."""
        paragraph = self.document.add_paragraph(style=style)
        first, second = text.of("en"), text.of("zh")
        paragraph.add_run(legal(first or second))
        if first and second and first != second:
            paragraph.add_run().add_break()
            paragraph.add_run(legal(second))
        return paragraph

    def item(self, text: Bilingual | Text, list_id: int, links: Sequence[Rule] = ()) -> None:
        paragraph = self.both(text, "List Paragraph")
        number_paragraph(paragraph, list_id)
        for rule in links:
            paragraph.add_run("  ")
            add_link(paragraph, rule.title.en or rule.id, rule.url)

    def tick_line(
        self, text: Bilingual | Text, *, ticked: bool = False, label: str = "", together: bool = False
    ) -> None:
        """A box and its words, the second language below the first; ``together`` with what follows."""
        from docx.shared import Mm

        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.left_indent = Mm(7)
        paragraph.paragraph_format.first_line_indent = Mm(-7)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(7))
        paragraph.paragraph_format.keep_together = True
        paragraph.paragraph_format.keep_with_next = together
        first, second = text.of("en"), text.of("zh")
        paragraph.add_run(legal(f"{'☑' if ticked else '☐'}\t{label}{first or second}"))
        if first and second and first != second:
            paragraph.add_run().add_break()
            paragraph.add_run(legal(second))

    def facts(self, session: Session) -> None:
        """The head of every sheet: what, when, where, by whom; unknown things stay as lines to fill in."""
        # Times that cannot be stay a line to fill in.
        time = "" if ends_early(session) else " – ".join(part for part in (session.start, session.end) if part)
        rows = (
            ("topic", _pair(session.topic)),
            ("date", session.on.isoformat() if session.on else ""),
            ("time", time),
            ("place", session.place),
            ("trainer", session.trainer),
        )
        self.table((), [[self.label(key), value] for key, value in rows], (0.3, 0.7))

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[float]) -> Any:
        table = self.document.add_table(rows=0, cols=len(shares))
        table.style = self.document.styles["Table Grid"]
        table.autofit = False
        if heads:
            self._row(table, [self.label(head, "\n") for head in heads], bold=True)
        for row in rows:
            self._row(table, row, tall=bool(heads))
        section = self.document.sections[0]
        room = section.page_width - section.left_margin - section.right_margin
        for column, share in zip(table.columns, shares, strict=True):
            column.width = int(room * share)
            for cell in column.cells:
                cell.width = int(room * share)
        self.document.add_paragraph()
        return table

    @staticmethod
    def _row(table: Any, cells: Sequence[str], *, bold: bool = False, tall: bool = False) -> None:
        """A row; tall ones leave room to write by hand."""
        from docx.shared import Mm, Pt

        row = table.add_row()
        if tall:
            row.height = Mm(10)
        for cell, text in zip(row.cells, cells, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(3)
            paragraph.paragraph_format.space_before = Pt(3)
            paragraph.add_run(legal(text)).bold = bold

    def done(self) -> bytes:
        return finish(self.document)


def _pair(text: Text | Bilingual) -> str:
    parts = [part for part in (text.of("en"), text.of("zh")) if part]
    return " / ".join(dict.fromkeys(parts))


def sign_in_sheet(session: Session) -> bytes:
    """Who took part: a row a person with room for a signature; absentees with their make-up date."""
    sheet = _Sheet("sign_in", session)
    if session.content:
        sheet.heading("content")
        list_id = sheet.lists.start("number")
        for content in session.content:
            sheet.item(content, list_id)
    sheet.heading("attendance")
    here = [a for a in session.attendees if a.present is not False]
    rows = [[str(n), _name(session, a), _pair(a.role), "", a.time_in, a.time_out] for n, a in enumerate(here, 1)]
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
    lines = (person.name, person.name_zh, person.number if twins(session, person) else "", _pair(person.role) * role)
    return "\n".join(dict.fromkeys(line for line in lines if line))


def quiz_paper(session: Session, paper: Paper) -> bytes:
    """The questions, without answers, with room for name, date and score."""
    sheet = _Sheet("quiz", session)
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
    sheet = _Sheet("key", session)
    for number, asked in enumerate(paper.questions, 1):
        _question(sheet, number, asked, key=True)
    return sheet.done()


def _question(sheet: _Sheet, number: int, asked: Asked, *, key: bool = False) -> None:
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


def _answer(sheet: _Sheet, asked: Asked) -> None:
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

    sheet = _Sheet("policy_log", session)
    heads = ("policy", "address", "version", "date_read", "by", "initials")
    empty = [[""] * len(heads)] * (0 if session.policies else EMPTY_ROWS)
    table = sheet.table(heads, empty, (0.2, 0.23, 0.14, 0.15, 0.14, 0.14))
    for policy in session.policies:
        row = table.add_row()
        row.height = Mm(10)
        cells = row.cells
        cells[0].paragraphs[0].add_run(legal(_pair(policy.title)))
        add_link(cells[1].paragraphs[0], legal(policy.url), policy.url)
        day = policy.on.isoformat() if policy.on else ""
        for cell, text in zip(cells[2:], (policy.version, day, ", ".join(policy.by), ""), strict=True):
            cell.paragraphs[0].add_run(legal(text))
    return sheet.done()


def record_sheet(session: Session, modules: Mapping[str, Module], *, today: date) -> bytes:
    """The record: what was taught and read, who took part, results against the pass mark, gaps and follow-up.

    Results of a day before the training or after ``today`` are left out (poa.training.session.left_out names them).
    """
    sheet = _Sheet("record", session)
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


def _presence(sheet: _Sheet, row: Standing) -> str:
    person = row.attendee
    if person.present:
        made_up = f"\n{sheet.label('make_up')}:\n{person.make_up}" if person.make_up else ""
        return f"{sheet.label('present')}{made_up}"
    if person.present is None:
        return ""
    return f"{sheet.label('absent')}\n{sheet.label('make_up')}:\n{person.make_up or '______'}"


def _policies(sheet: _Sheet, session: Session) -> None:
    list_id = sheet.lists.start("number")
    for policy in session.policies:
        paragraph = sheet.document.add_paragraph(style="List Paragraph")
        number_paragraph(paragraph, list_id)
        paragraph.add_run(legal(f"{_pair(policy.title)}  "))
        add_link(paragraph, legal(policy.url), policy.url)
        told = ", ".join(part for part in (policy.version, str(policy.on or "")) if part)
        paragraph.add_run(legal(f"  ({told})" if told else ""))


def _gaps(sheet: _Sheet, session: Session, people: Sequence[Standing]) -> None:
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
    sheet = _Sheet("sop")
    sheet.table((), [[sheet.label(key), ""] for key in ("owner", "edition", "valid_from", "approved")], (0.45, 0.55))
    for module in modules:
        sheet.document.add_paragraph(legal(_pair(module.title)), style="Heading 1")
        list_id = sheet.lists.start("number")
        for point in module.know:
            sheet.item(point.text, list_id, [rules[rule] for rule in point.rules if rule in rules and rules[rule].url])
    sheet.document.add_paragraph(legal(_pair(checklist.title)), style="Heading 1")
    for item in checklist.items:
        sheet.tick_line(item.text)
    return sheet.done()


def checklist_page(
    checklist: Checklist, *, person: str = "", on: date | None = None, ticked: Collection[str] = ()
) -> bytes:
    """A checklist to print, with room for name, date and signature, or as a person ticked it on a day."""
    sheet = _Sheet("checklist")
    values = {"name": person, "date": on.isoformat() if on else "", "signature": ""}
    sheet.table((), [[sheet.label(key), value] for key, value in values.items()], (0.3, 0.7))
    sheet.document.add_paragraph(legal(_pair(checklist.title)), style="Heading 1")
    sheet.both(checklist.when)
    for item in checklist.items:
        sheet.tick_line(item.text, ticked=item.id in ticked)
    return sheet.done()


def refresher_plan(session: Session, dates: Sequence[str]) -> bytes:
    """When the training is repeated, and for whom; signed when done."""
    sheet = _Sheet("refresher", session)
    rows = [[date, _pair(session.topic), "", ""] for date in dates] or [["", "", "", ""] for _ in range(EMPTY_ROWS)]
    sheet.table(("date", "topic", "held_on", "signature"), rows, (0.18, 0.4, 0.18, 0.24))
    return sheet.done()
