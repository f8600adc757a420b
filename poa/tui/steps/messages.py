"""Step 2: import the messages, look at the suspects, confirm what happened, say how the audit was made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import ClassVar

import msgspec

from poa.cases.mail import Wanted
from poa.cases.unfinished import forget
from poa.cases.untold import Untold, untold
from poa.model.question import Question, Step
from poa.tui.flow import shortened
from poa.tui.paths import without
from poa.tui.steps.base import Row, State, StepView, head, next_row
from poa.tui.steps.counted import LISTED, asked_with, counted, counts_row, list_rows, told_proposal, told_reading
from poa.tui.stepstates import wrong_quotes_of


class View(StepView):
    """The messages."""

    step: ClassVar[Step] = "messages"

    def rows(self) -> Iterable[Row]:
        """Import, suspects, incidents, audit."""
        count = self.session.mail.count
        yield Row("import", self.say("import"), state="action")
        if left := self.session.beside.unfinished:
            names = self.desk.words("status.comma").join(left)
            yield Row("unfinished", self.say("unfinished", names=names), state="problem")
        if count:
            yield self._suspects_row(count)
            yield from self._untold_rows()
            yield from self._to_read()
            yield Row("report", self.desk.words("tui_scope.step.report"), state="action")
        elif self.session.mail.purged:
            yield Row("", self.say("purged"), state="info")
        yield head(self.say("incidents"))
        quoted_wrongly = wrong_quotes_of(self.session)
        for number, incident in enumerate(self.case.incidents):
            title = self._incident_title(number)
            told = shortened(incident.quote or self.desk.tell(incident.act), 400)
            path = f"incidents[{number}]"
            wrong = next((one.problem(self.desk.words) for at, one in quoted_wrongly if at == f"{path}.quote"), "")
            state = "problem" if wrong else self.state_of(path)
            yield Row(f"incident:{number}", title, f"“{told}”" if told else "", wrong, state)
        yield Row("add", self.say("add"), state="action")
        if self.case.incidents:
            yield Row("details", self.desk.words("tui_scope.step.details"), state="action")
        rest = self.others("incidents")
        if rest:
            yield head(self.say("audit"))
        if count and self.case.audit.messages_read is None and not self.case.audit.streams:
            yield counts_row(self)
        if rest:
            yield from list_rows(self)
            yield from self.question_rows(rest)
        yield from next_row(self)

    def _suspects_row(self, count: int) -> Row:
        """How many messages were read, and on how many of those with findings nothing is decided yet."""
        suspects, left = self.session.mail.suspect_count, self.session.beside.undecided
        told = self.say("all_decided", n=suspects, count=suspects) if suspects else self.say("no_suspects")
        if left:
            told = self.say("suspects", n=left, left=left, count=suspects)
        state: State = "todo" if left else "done"
        return Row("suspects", self.say("read", n=count, count=count), told, told_reading(self.session), state)

    def _untold(self) -> tuple[Untold, ...]:
        found: tuple[Untold, ...] = self.session.derived(
            "untold", lambda: untold(self.session.folder, self.case, self.desk.playbook)
        )
        return found

    def _untold_rows(self) -> Iterable[Row]:
        """What the list of orders stands for, and no incident tells."""
        for number, one in enumerate(self._untold()):
            orders = self.desk.words("status.comma").join(one.orders)
            told = self.desk.words("audit.suspects.untold", kind=self.desk.tell(one.kind), orders=shortened(orders, 80))
            yield Row(f"untold:{number}", told, state="todo")

    def _to_read(self) -> Iterable[Row]:
        """The messages that a person should read whatever was found in them: those on the orders of the notice."""
        named = self._on_named_orders()
        if named:
            yield Row(
                "named", self.say("on_named", n=len(named), count=len(named)), self.say("on_named_note"), state="action"
            )
        yield Row("all", self.say("all_messages"), state="action")

    def _on_named_orders(self) -> tuple[str, ...]:
        orders = self.case.notice.order_ids
        return self.session.mail.ids_of(orders) if orders else ()

    def questions(self) -> Sequence[Question]:
        """The questions of this step; an open one brings what was counted as its example."""
        return asked_with(self.session, super().questions())

    def question_rows(self, questions: Sequence[Question] | None = None) -> Iterable[Row]:
        """Questions as rows; what was counted stands beside an open one as a proposal."""
        for row in super().question_rows(questions):
            told = told_proposal(self.session, row.key[2:]) if row.state in ("open", "todo") else ""
            yield replace(row, value=told) if told else row

    def ask(
        self, start: str, provider: Callable[[], Sequence[Question]] | None = None, topic: Callable[[], str] = str
    ) -> None:
        """Open a question, or the list in which the place stands."""
        listed = next((place for place in LISTED if start.startswith(place)), "")
        if listed and start != "audit.ledger_complete":
            number = start.partition("[")[2].partition("]")[0]
            self._open_list(listed, int(number) if number else None)
        else:
            super().ask(start, provider, topic)

    def told_day(self, day: date | None) -> str:
        """A day as it stands in lists."""
        return self.desk.day(day) if day else self.say("no_day")

    def choose(self, key: str) -> None:
        """Import, suspects, an incident, a question."""
        if key in ("import", "unfinished"):
            self._import()
        elif key == "suspects":
            self._suspects()
        elif key.startswith("untold:"):
            one = self._untold()[int(key.partition(":")[2])]
            self._suspects(Wanted(ids=one.ids), self.desk.tell(one.kind))
        elif key == "report":
            self._report()
        elif key == "named":
            self._suspects(Wanted(ids=self._on_named_orders()), self.say("named_title"))
        elif key == "all":
            self._suspects(Wanted(ids=self.session.mail.ids_of()), self.say("all_title"))
        elif key == "add":
            self.add()
        elif key == "counts":
            self._take_counts()
        elif key == "details":
            self._details()
        elif key in LISTED:
            self._open_list(key)
        elif key.startswith("incident:"):
            self.ask_about(f"incidents[{key.partition(':')[2]}]")
        else:
            super().choose(key)

    def add(self) -> None:
        """An incident that is told by hand."""
        from poa.model.case import Incident

        orders = self.case.notice.order_ids
        self.ask_new("incidents", Incident(order_id=orders[0] if len(orders) == 1 else ""))

    def remove(self, key: str) -> None:
        """Take an incident out, where the messages stay; or leave out what an unfinished import was to take in."""
        if key == "unfinished" and self.session.refusal:
            self.screen.tell_problem(self.session.refusal)
        elif key == "unfinished":
            forget(self.session.folder)
            self.screen.tell(self.say("left_out"))
            self.screen.redraw()
        elif key.startswith("incident:"):
            path = f"incidents[{key.partition(':')[2]}]"
            self.change(without(self.case, path), f"- {path}")
            self.screen.tell(self.desk.words("tui_steps.general.removed"))

    def _take_counts(self) -> None:
        """Period and number of the imported messages become answers; breaches are only counted once confirmed."""
        found = counted(self.session)
        names = ("period_from", "period_to", "messages_read")
        known = {name: found[f"audit.{name}"][0] for name in names if f"audit.{name}" in found}
        changes = {name: value for name, value in known.items() if getattr(self.case.audit, name) is None}
        audit = msgspec.structs.replace(self.case.audit, **changes)
        self.change(msgspec.structs.replace(self.case, audit=audit), "audit")

    def dropped(self, text: str) -> bool:
        """Messages to import."""
        self._import(text)
        return True

    def _import(self, dropped: str = "") -> None:
        from poa.tui.screens.importing import ImportScreen
        from poa.tui.widgets.pathinput import take_into

        screen = ImportScreen(self.session)
        self.screen.app.push_screen(screen, self._imported)
        take_into(screen, "#mail-path", dropped)

    def _imported(self, came: object) -> None:
        self.session.forget_mail()
        self.screen.redraw()
        if came:
            self.screen.to_next()

    def _details(self) -> None:
        """What few incidents need: the way it was sent, to whom, until when, by which tool or firm."""
        from poa.tui.screens.choose import ChooseScreen, Option

        if len(self.case.incidents) == 1:
            self._open_details("0")
            return
        options = [
            Option(
                str(number),
                self._incident_title(number),
                shortened(incident.quote or self.desk.tell(incident.act), 160),
            )
            for number, incident in enumerate(self.case.incidents)
        ]
        title = self.desk.words("tui_scope.incidents.choose")
        self.screen.app.push_screen(ChooseScreen(title, options), self._open_details)

    def _open_details(self, number: str | None) -> None:
        from poa.tui.screens.entry import EntryScreen

        if number is not None:
            title = self._incident_title(int(number))
            self.screen.app.push_screen(EntryScreen(self.session, self.case, f"incidents[{number}]", lambda: title))

    def _incident_title(self, number: int) -> str:
        incident = self.case.incidents[number]
        return self.say("incident", number=number + 1, order=incident.order_id or "?", on=self.told_day(incident.on))

    def _open_list(self, place: str, entry: int | None = None) -> None:
        """The orders, bodies of messages or conversation, each a screen of its own."""
        if place == "audit.ledger":
            from poa.tui.screens.ledger import LedgerScreen as Screen
        elif place == "audit.streams":
            from poa.tui.screens.streams import StreamsScreen as Screen  # type: ignore[assignment]
        else:
            from poa.tui.screens.conversation import ConversationScreen as Screen  # type: ignore[assignment]
        self.screen.app.push_screen(Screen(self.session, entry))

    def _report(self) -> None:
        from poa.tui.screens.report import ReportScreen

        self.screen.app.push_screen(ReportScreen(self.session))

    def _suspects(self, wanted: Wanted | None = None, title: str = "") -> None:
        from poa.tui.screens.suspects import SuspectsScreen

        self.screen.app.push_screen(SuspectsScreen(self.session, wanted, title))
