"""The trainings of one folder, as the screens use them: the open case's, or the user's own."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from poa.errors import PoaError
from poa.text.dates import told_day

if TYPE_CHECKING:
    from poa.model.case import Case, Text
    from poa.model.training import Attendee, Session
    from poa.training.session import Doubt
    from poa.tui.desk import Desk
    from poa.tui.screens.training_form import FormScreen
    from poa.tui.screens.training_pick import PickScreen
    from poa.tui.session import Session as CaseSession

Asking = TypeVar("Asking", bound="FormScreen | PickScreen")


class Book:
    """Sessions and ticks of a folder; read anew each time, since another window or the command line may write too.

    Args:
        desk: what all screens share.
        opened: the open case; without one these are the user's own trainings.
    """

    def __init__(self, desk: Desk, opened: CaseSession | None = None) -> None:
        self.desk = desk
        self.opened = opened
        # Session, before, after; equal ones stand for a step that changed the case alone.
        self._changes: list[tuple[str, Session, Session]] = []

    @property
    def folder(self) -> Path:
        """Where they are kept."""
        return self.opened.folder if self.opened else self.desk.places.home

    @property
    def case(self) -> Case | None:
        """The answers of the open case."""
        return self.opened.case if self.opened else None

    def title(self) -> str:
        """The case's name, or that these are one's own; a case that another window holds is marked."""
        if self.opened is None:
            return self.desk.words("tui_training.own")
        if not self.opened.read_only:
            return self.opened.title()
        return self.desk.words("tui.aside", text=self.opened.title(), note=self.desk.words("tui_held.read_only"))

    def form(self, form: Asking, about: str = "") -> Asking:
        """Let a form put by what is typed in it where its training is, under what it is about there."""
        form.session, form.about = self.opened, about
        return form

    # ---- sessions

    def sessions(self) -> list[tuple[str, Session | PoaError]]:
        """Every session, or why it cannot be read; by date, those without one last."""
        from poa.training.store import sessions

        found: list[tuple[str, Session | PoaError]] = []
        for name in sessions(self.folder):
            try:
                found.append((name, self.load(name)))
            except PoaError as problem:
                found.append((name, problem))
        return sorted(found, key=lambda pair: (str(getattr(pair[1], "on", None) or "9999"), pair[0]))

    def load(self, name: str) -> Session:
        """A session as it stands on the disk now."""
        from poa.training.store import load_session

        return load_session(self.folder, name)

    def change(self, name: str, change: Callable[[Session], Session]) -> Session:
        """Change a session as it stands on the disk now.

        Raises:
            LockedError: another window holds the case.
            PoaError: what the change refuses.
        """
        from poa.training.store import change_session

        before: list[Session] = []

        def noted(found: Session) -> Session:
            before.append(found)
            return change(found)

        after = change_session(self.folder, name, noted, self.desk.now)
        if after != before[0]:
            self._changes.append((name, before[0], after))
        return after

    def noted(self, record: Session) -> None:
        """A record went into the case or out of it: that is what undo takes back next."""
        self._changes.append((record.id, record, record))

    def undo(self, name: str) -> str:
        """Take back the last step done to a session here, and say which; nothing where there is none.

        Raises:
            RefusedError: a result given on the screen stays, or session or case were changed elsewhere meanwhile.
        """
        from poa.errors import RefusedError
        from poa.training.store import change_session

        place = next((n for n in range(len(self._changes) - 1, -1, -1) if self._changes[n][0] == name), None)
        if place is None:
            return ""
        _, before, after = self._changes[place]
        if before == after:
            told = self._case_undone()
            del self._changes[place]
            return told
        if any(result.answers for result in after.results if result not in before.results):
            raise RefusedError("training.own_answers")

        def back(found: Session) -> Session:
            if found != after:
                raise RefusedError("tui_training.changed_elsewhere")
            return before

        change_session(self.folder, name, back, self.desk.now)
        del self._changes[place]
        return self.desk.words("tui_training.undone", what=_what(before, after, self.desk))

    def _case_undone(self) -> str:
        from poa.errors import RefusedError
        from poa.tui.screens.training_files import TAKEN

        if self.opened is None or self.opened.last_change != TAKEN:
            raise RefusedError("tui_training.changed_elsewhere")
        self.opened.undo()
        return self.desk.words("tui_training.undone_taken")

    def create(self, topic: str, topic_zh: str, modules: list[str]) -> str:
        """A new session; its id."""
        from poa.model.case import Text
        from poa.model.training import Session
        from poa.training.desk import set_modules
        from poa.training.store import new_session, session_id, sessions

        known = self.desk.modules
        name = session_id(topic or topic_zh, sessions(self.folder))
        fresh = Session(id=name, topic=Text(en=topic, zh=topic_zh), made_for=tuple(sorted(self.broken)))
        new_session(self.folder, set_modules(fresh, [known[one] for one in modules], known), self.desk.now)
        return name

    @property
    def broken(self) -> set[str]:
        """The rules that the incidents of the case broke."""
        return {rule for incident in self.case.incidents for rule in incident.rules} if self.case else set()

    def suggested(self) -> list[str]:
        """Ids of the modules that teach those rules, the closest first."""
        from poa.training.quiz import suggest_modules

        return suggest_modules(self.desk.modules, self.broken)

    # ---- what is to be cleared up

    def doubts(self, record: Session) -> list[Doubt]:
        """What keeps the record from proving anything, the gravest first."""
        from poa.training.into_case import breaches
        from poa.training.session import doubts

        case = self.case
        received = case.notice.received if case else None
        found = doubts(
            record,
            today=self.desk.local_now.date(),
            incidents=breaches(case) if case else (),
            notice=received.date() if received else None,
            letter=case.letter.on if case else None,
        )
        return sorted(found, key=lambda doubt: ("bar", "ask", "note").index(doubt.weight))

    def told(self, doubt: Doubt) -> str:
        """A doubt in words."""
        values = {key: self._shown(value) for key, value in doubt.values.items()}
        return self.desk.words(f"training.doubt_{doubt.key}", **values)

    def _shown(self, value: Any) -> object:
        """A day or a text in two languages as it is read; anything else as it is."""
        from datetime import date

        if isinstance(value, date):
            return told_day(value, self.desk.words)
        return self.desk.tell(value) if hasattr(value, "of") else value

    def figures(self, record: Session) -> str:
        """How many were invited, there, tested, passed."""
        from poa.training.session import figures

        count = figures(record, self.desk.local_now.date())
        if not count.invited:
            return ""
        return self.desk.words(
            "training.figures", invited=count.invited, present=count.present, tested=count.tested, passed=count.passed
        )

    # ---- people

    def people(self) -> list[str]:
        """Names that are known here: of the case, of the sessions, of whoever ticked."""
        from poa.training.ticks import load_ticks

        names = [name for person in (self.case.people if self.case else ()) for name in (person.en, person.zh)]
        for _, record in self.sessions():
            names += [person.name for person in getattr(record, "attendees", ())]
            names.append(getattr(record, "trainer", ""))
        # What is wrong with the file of ticks is said where ticks are shown; here it only offers fewer names.
        with contextlib.suppress(PoaError):
            names += [person for people in load_ticks(self.folder).values() for person in people]
        return list(dict.fromkeys(name for name in names if name))

    def about(self, name: str) -> tuple[str, str, Text]:
        """Both forms of a name and the role, as the case or an earlier session has them; nothing of one unknown."""
        from poa.letter.people import find_person
        from poa.model.case import Text

        found = find_person(self.case, name) if self.case and name.strip() else None
        if found is not None:
            return found.en, found.zh, found.role
        for _, record in self.sessions():
            for person in getattr(record, "attendees", ()):
                if name.strip() in (person.name, person.name_zh) and name.strip():
                    return person.name, person.name_zh, person.role
        return "", "", Text()


# What the parts of a session are called where it is said what was taken back.
_PARTS = {"start": "fact.time", "end": "fact.time", "content": "fact.modules", "attendees": "people",
          "papers": "papers", "policies": "policies", "results": "results"}  # fmt: skip


def _what(before: Session, after: Session, desk: Desk) -> str:
    """The parts of a session in which two states differ."""
    changed = [name for name in before.__struct_fields__ if getattr(before, name) != getattr(after, name)]
    told = (desk.words(f"tui_training.{_PARTS.get(name, f'fact.{name}')}") for name in changed)
    return desk.words("tui.between").join(dict.fromkeys(told))


def full_name(person: Attendee) -> str:
    """Both forms of a name."""
    return person.name if person.name_zh in ("", person.name) else f"{person.name} {person.name_zh}"


def told_name(record: Session, person: Attendee, desk: Desk) -> str:
    """Both forms of a name; whoever shares it with another is told apart by role and number."""
    from poa.training.names import twins

    name = full_name(person)
    if not twins(record, person):
        return name
    apart = [part for part in (desk.tell(person.role), person.number) if part]
    return desk.words("tui.aside", text=name, note=desk.words("tui.between").join(apart or [person.id]))


def topic_of(record: Session, desk: Desk) -> str:
    """What a session is called."""
    told: Any = desk.tell(record.topic)
    return str(told) or record.id


def paper_name(name: str) -> str:
    """What a paper is called: the number it was drawn with."""
    return name.removeprefix("paper-")
