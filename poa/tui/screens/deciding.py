"""What is decided on a message: it happened, it breaks no rule, or, whatever was found, it is left out of this case."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from poa.cases.deciding import DECIDED, Kept, after_notice, as_incident
from poa.cases.deciding import kept as with_kept
from poa.errors import PoaError
from poa.tui.screens.base import PoaScreen
from poa.tui.undoing import undone

if TYPE_CHECKING:
    from datetime import datetime

    from poa.cases.mail import Wanted
    from poa.cases.suspects import Decision, Decisions
    from poa.model.case import Case
    from poa.model.rule import Audited
    from poa.tui.session import Session

# Mark and style of each decision in the list.
MARKS: dict[Decision, tuple[str, str]] = {
    "incident": ("✓", "good"),
    "listed": ("✓", "good"),
    "innocent": ("-", "quiet"),
    "aside": ("-", "quiet"),
}


def decided_otherwise(before: Case, after: Case) -> set[str]:
    """Ids of the messages on which the two cases say something else."""
    sources = {incident.source for incident in before.incidents} ^ {incident.source for incident in after.incidents}
    ids = before.decided.keys() | after.decided.keys()
    return (sources | {id for id in ids if before.decided.get(id) != after.decided.get(id)}) - {""}


class Decides(PoaScreen[None]):
    """A list of messages on each of which one key decides; the same key takes it back."""

    session: Session
    wanted: Wanted | None

    @property
    def chosen(self) -> Audited | None:
        """The message under the cursor."""
        raise NotImplementedError

    def decided_on(self) -> None:
        """Something was decided: show it, and go on to what is open."""
        raise NotImplementedError

    @property
    def decisions(self) -> Decisions:
        """What is decided so far."""
        from poa.cases.suspects import Decisions

        found: Decisions = self.session.derived("decisions", lambda: Decisions(self.session.case, self.session.folder))
        return found

    def action_make_incident(self) -> None:
        """The message becomes an incident, quoted word for word; details are asked in step 2."""
        audited, case = self.chosen, self.session.case
        if audited is None:
            return
        if any(incident.source == audited.id for incident in case.incidents):
            self.tell(self.words("tui_mail.already"))
            return
        message = self.session.mail.message(audited.id)
        if message is not None and after_notice(case, message):
            self._ask_later(audited, message.sent)
        else:
            self._make_incident(audited)

    def _ask_later(self, audited: Audited, sent: datetime | None) -> None:
        """Of a message that is later than the notice it is asked first whether it belongs to the case at all."""
        from poa.tui.screens.choose import ChooseScreen, Option

        # The first line is under the cursor: a mere Enter decides nothing.
        options = [
            Option(key, self.words(f"tui_mail.later_{name}"), self.words(f"tui_mail.later_{name}_note"))
            for key, name in (("", "open"), ("aside", "aside"), ("incident", "incident"))
        ]

        def chosen(key: str | None) -> None:
            if key == "incident":
                self._make_incident(audited)
            elif key == "aside" and self._keep((audited.id,), "aside"):
                self._say("kept_aside")
                self.decided_on()

        day = self.desk.day(sent) if sent else ""
        received = self.session.case.notice.received
        title = self.words("tui_mail.later_title", day=day, notice=self.desk.day(received) if received else "")
        self.app.push_screen(ChooseScreen(title, options, self.words("tui_mail.later_why")), chosen)

    def _make_incident(self, audited: Audited) -> None:
        case = self.session.case
        try:
            changed, why = as_incident(case, self.session.mail.incident(audited))
            self.session.change(changed, step="messages", why=why)
        except PoaError as problem:
            self.tell_problem(problem)
            return
        self._say("made")
        self.decided_on()

    def action_no_breach(self) -> None:
        """The message was read, and it breaks no rule."""
        self._decide("innocent")

    def action_set_aside(self) -> None:
        """The message is left out of this case."""
        self._decide("aside")

    def _decide(self, kept: Kept) -> None:
        audited = self.chosen
        if audited is None:
            return
        present = self.decisions.of(audited.id, audited.order_id)
        if kept == "innocent" and not any(finding.severity != "info" for finding in audited.findings):
            self.tell(self.words("tui_mail.nothing_found"))
        elif present in ("incident", "listed"):
            self.tell(self.words(f"tui_mail.is_{present}"), warning=True)
        elif present == kept:
            self._keep((audited.id,), None)
            self._say("open_again")
            self.show_decisions()
        elif self._keep((audited.id,), kept):
            self._say(f"kept_{kept}")
            self.decided_on()

    def _say(self, key: str) -> None:
        """What was decided last; of many decisions in a row only this one is said."""
        self.app.clear_notifications()
        self.tell(self.words(f"tui_mail.{key}"))

    def show_decisions(self) -> None:
        """The list and the bars as they are now."""
        self.redraw()
        self.draw_bars()

    def to_messages(self, ids: Collection[str]) -> None:
        """Put the cursor on the first of these messages."""
        raise NotImplementedError

    def action_undo(self) -> None:
        """Take back what was decided here last, and go back to the message that it was decided on."""
        before = self.session.case
        if undone(self, self.session, DECIDED, "incidents["):
            self._say("open_again")
            self.show_decisions()
            self.to_messages(decided_otherwise(before, self.session.case))

    def _keep(self, ids: Sequence[str], kept: Kept | None) -> bool:
        """Save a decision on messages, or that it is open again; False where it could not be saved."""
        try:
            self.session.change(with_kept(self.session.case, ids, kept), why=DECIDED)
        except PoaError as problem:
            self.tell_problem(problem)
            return False
        return True

    # ---- many alike

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only messages that have something in common are decided together."""
        if action == "decide_all":
            return self.wanted is not None
        return super().check_action(action, parameters)

    def action_decide_all(self) -> None:
        """All open messages of this list alike, asked first."""
        from poa.tui.screens.choose import ChooseScreen, Option

        if self.wanted is None:
            return
        ids = self.session.mail.open_ids(self.wanted, self.decisions.of)
        if not ids:
            self.tell(self.words("tui_mail.none_open"))
            return
        # The first line is under the cursor: a mere Enter decides nothing.
        options = [Option("", self.words("tui_mail.all_open"))]
        options += [
            Option(kept, self.words(f"tui_mail.all_{kept}"), self.words(f"tui_mail.all_{kept}_note"))
            for kept in ("innocent", "aside")
        ]
        title = self.words("tui_mail.all_title", n=len(ids), count=len(ids))
        self.app.push_screen(
            ChooseScreen(title, options, self.words("tui_mail.all_note")), lambda key: self._decide_all(ids, key)
        )

    def _decide_all(self, ids: Sequence[str], key: str | None) -> None:
        kept: Kept | None = "innocent" if key == "innocent" else "aside" if key == "aside" else None
        if kept and self._keep(ids, kept):
            self.tell(self.words("tui_mail.all_kept", n=len(ids), count=len(ids)))
            self.show_decisions()
