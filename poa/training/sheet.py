"""A bilingual Word document while it is written: headings, texts, ticks and tables in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from poa.export.word import finish, furnish, legal, new_document, set_properties
from poa.export.wordstyle import Lists, Look, add_link, number_paragraph
from poa.model.case import Text
from poa.model.rule import Bilingual, Rule
from poa.model.training import Session
from poa.training.session import ends_early
from poa.wording import Wording


class Sheet:
    """A bilingual document being written.

    Args:
        title: the key of its title.
        session: the session whose facts stand at its head.
    """

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
        """A heading."""
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
        """An item of a list, with the rules that it rests on."""
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
            ("topic", pair(session.topic)),
            ("date", session.on.isoformat() if session.on else ""),
            ("time", time),
            ("place", session.place),
            ("trainer", session.trainer),
        )
        self.table((), [[self.label(key), value] for key, value in rows], (0.3, 0.7))

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[float]) -> Any:
        """A table over the width of the page; ``shares`` of it go to the columns."""
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
        """The file."""
        return finish(self.document)


def pair(text: Text | Bilingual) -> str:
    """Both languages on one line; one of them alone where they are the same."""
    parts = [part for part in (text.of("en"), text.of("zh")) if part]
    return " / ".join(dict.fromkeys(parts))
