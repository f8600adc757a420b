"""Two small forms: what was sent, and what Amazon answered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input, TextArea

from poa.errors import InputError, PoaError
from poa.text.dates import read_date
from poa.tui import commands as c
from poa.tui.readings import read_moment
from poa.tui.screens.base import PoaScreen
from poa.tui.session import Session
from poa.tui.widgets.areainput import AreaInput
from poa.tui.widgets.lineinput import LineInput
from poa.tui.widgets.lines import Item, Lines
from poa.tui.widgets.pathinput import file_in
from poa.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from poa.model.notice import Notice


class RoundScreen(PoaScreen[bool]):
    """What both forms share: a date, a sentence on problems, confirm."""

    ACTIONS: ClassVar[tuple[type[c.Command], ...]] = (c.Confirm, c.Back, c.SwitchLanguage, c.Help)
    BINDINGS: ClassVar[list[BindingType]] = c.bindings(*ACTIONS)
    HELP = "answer"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def where(self) -> tuple[str, str, str]:
        """The case."""
        return self.session.title(), self.words("tui_steps.answer.name"), "right"

    def moment(self) -> datetime:
        """The date that was typed; a day alone is its noon, today is now.

        Raises:
            InputError: it is no date.
        """
        typed = self.query_one("#round-on", Input).value
        now = self.desk.local_now
        day = read_date(typed, now.date()) if typed.strip() else now.date()
        if day == now.date():
            return now.astimezone(UTC)
        if day:
            return datetime.combine(day, time(12), tzinfo=now.tzinfo).astimezone(UTC)
        return read_moment(typed, now.date())

    def record(self) -> None:
        """Write it down.

        Raises:
            PoaError: it cannot be recorded; the sentence stands beside the field.
        """
        raise NotImplementedError

    @on(Input.Submitted)
    def action_confirm(self) -> None:
        """Record it."""
        try:
            if self.session.refusal:
                raise self.session.refusal
            self.record()
        except PoaError as problem:
            self.refuse(problem)
            return
        self.forget_draft()
        self.dismiss(True)


class SubmitScreen(RoundScreen):
    """Records the written documents as sent; drafts only once it is said again that they were."""

    asked_again = False
    told_so = False

    def draft(self) -> str:
        """One for what is sent next."""
        return "round sent"

    def body(self) -> Iterable[Widget]:
        """The files and the date."""
        words = self.words
        yield Vertical(
            Prose(words("tui_round.sent_title"), classes="page-title"),
            Prose(id="round-note", classes="page-note"),
            LineInput(id="round-on", placeholder=words("tui_round.when")),
            Prose(id="q-say"),
            Lines(id="round-files", cursor=False),
            classes="page",
        )

    def first_focus(self) -> str:
        """The date."""
        return "#round-on"

    def files(self) -> tuple[list[Path], list[Path]]:
        """Of the case's folder of documents what went to Amazon, and the mirror that is kept with it."""
        from poa.cases.sent import documents

        found = documents(self.session.folder)
        return [*found.sent, *found.others], list(found.mirror)

    def redraw(self) -> None:
        """The files that will be kept as sent."""
        files, mirror = self.files()
        # Without files, what is to be done stands once: here, until it is said as what keeps it from being recorded.
        note = "tui_round.sent_note" if files else "" if self.told_so else "tui_round.no_files"
        self.query_one("#round-note", Prose).update(self.words(note) if note else "")
        old = set(self._outdated())
        items = [self._item(path, path in old, path in mirror) for path in (*files, *mirror)]
        self.query_one("#round-files", Lines).show(items)

    def _outdated(self) -> tuple[Path, ...]:
        from poa.tui.standing import outdated_files

        return outdated_files(self.session)

    def _item(self, path: Path, old: bool, mirror: bool) -> Item:
        """A file; the mirror says what it is kept for, and one that is older than the answers that it is."""
        if not old:
            mark = ("  ", "") if mirror else ("✓ ", "good")
            told = f"  {self.words('tui_round.mirror')}" if mirror else ""
            return Item(spans=[mark, (path.name, ""), (told, "quiet")], hang=2)
        told = self.words("tui_round.old")
        return Item(spans=[("! ", "bad"), (path.name, ""), (f"  {told}", "quiet")], hang=2)

    def record(self) -> None:
        """Copy the files as sent; those that are drafts or older than the answers only once it is said again."""
        from poa.cases.rounds import rounds, sent_already, submit
        from poa.export.drafts import drafts_among

        files, mirror = self.files()
        if not files:
            self.told_so = True
            self.redraw()
            raise InputError("tui_round.nothing_written")
        drafts = drafts_among([*files, *mirror])
        old = () if drafts else self._outdated()
        if (drafts or old) and not self.asked_again:
            self.asked_again = True
            raise InputError("tui_round.draft" if drafts else "tui_round.outdated", name=(*drafts, *old)[0].name)
        same = sent_already(rounds(self.session.folder), files)
        if same and not self.asked_again:
            self.asked_again = True
            raise InputError("tui_round.sent_already", number=same.number)
        submit(
            self.session.folder,
            files,
            sent=self.moment(),
            now=self.desk.now,
            again=self.asked_again,
            mirror=mirror,
        )


class AnswerScreen(RoundScreen):
    """Records Amazon's answer to a round."""

    ACTIONS: ClassVar[tuple[type[c.Command], ...]] = (c.Confirm, c.NextField, c.Back, c.SwitchLanguage, c.Help)

    def __init__(self, session: Session, number: int) -> None:
        super().__init__(session)
        self.number = number

    def draft(self) -> str:
        """One for each round."""
        return f"round {self.number} answer"

    def body(self) -> Iterable[Widget]:
        """The date and the text."""
        words = self.words
        yield Vertical(
            Prose(words("tui_round.answer_title"), classes="page-title"),
            Prose(words("tui_round.answer_note"), classes="page-note"),
            LineInput(id="round-on", placeholder=words("tui_round.when")),
            AreaInput(id="round-text", placeholder=words("tui_round.paste"), tab_behavior="focus", soft_wrap=True),
            Prose(id="q-say"),
            classes="page",
        )

    def first_focus(self) -> str:
        """The place to paste."""
        return "#round-text"

    def record(self) -> None:
        """Keep the answer with its round, and what follows from it in the case."""
        from poa.cases.rounds import record_answer, rounds
        from poa.review.answered import after, hear
        from poa.review.gather import sent_text
        from poa.text.clean import clean

        text = clean(self.query_one("#round-text", TextArea).text).strip()
        if not text:
            raise InputError("tui.errors.nothing_pasted")
        session, guidance = self.session, self.desk.guidance
        file = file_in(text)
        sent = next(one for one in rounds(session.folder) if one.number == self.number)
        answer = self._reader(file, text)
        received = self._received(answer, sent.sent)
        heard = hear(answer(received=received), sent_text(sent), guidance)
        found = record_answer(
            session.folder, self.number, received=received, now=self.desk.now, kind=heard.holds,
            text="" if file else text, files=[file] if file else (),
        )  # fmt: skip
        # What is taken back next is this answer, whether or not anything in the case follows from it.
        session.change(after(session.case, found, heard), why=f"rounds {self.number}", back=self._put_aside)

    def _put_aside(self) -> None:
        """Put the answer that was recorded aside; it is kept with its round."""
        from poa.cases.withdrawing import withdraw_answer

        withdraw_answer(self.session.folder, self.number, now=self.desk.now)

    def _reader(self, file: Path | None, text: str) -> Callable[..., Notice]:
        """Reads the answer, told when it came; a file that was dropped here holds it, and is not its words."""
        if file is None:
            from poa.notice import read_notice

            return partial(read_notice, text, self.desk.guidance)
        from poa.notice.files import notice_in, open_document

        # Opened once: of a screenshot that is what takes its time.
        return partial(notice_in, open_document(file), self.desk.guidance, file=file)

    def _received(self, answer: Callable[..., Notice], sent: datetime) -> datetime:
        """When it came: as typed, else as it says itself, else now."""
        if self.query_one("#round-on", Input).value.strip():
            return self.moment()
        from poa.notice.own import answered_at

        return answered_at(answer(), sent) or self.moment()
