"""What can be said of one person of a session: there or not, the quiz on the screen, the result of a paper one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from poa.errors import InputError
from poa.tui.screens.choose import ChooseScreen, Option
from poa.tui.screens.training_book import Book, paper_name, told_name
from poa.tui.screens.training_form import Field, FormScreen

if TYPE_CHECKING:
    from poa.model.training import Paper, Session
    from poa.training.quiz import Marked
    from poa.tui.desk import Desk
    from poa.tui.screens.training_session import SessionScreen

ACTS = ("there", "absent", "made_up", "quiz", "result", "details", "withdraw", "remove")


class PersonForms:
    """Opens the forms about the people of one session above its screen."""

    def __init__(self, screen: SessionScreen, book: Book, name: str) -> None:
        self.screen, self.book, self.name = screen, book, name

    def _open(self, form: FormScreen) -> None:
        self.screen.app.push_screen(self.book.form(form, self.name), self.screen.refresh_all)

    def menu(self, record: Session, name: str) -> None:
        """What can be done about a person."""
        from poa.training.people import find_person

        words, person = self.book.desk.words, find_person(record, name)
        typed = [r for r in record.results if r.attendee == name and not r.answers]
        options = [
            Option(act, words(f"tui_training.act.{act}"), words(f"tui_training.act_note.{act}"))
            for act in ACTS
            if not (act == "withdraw" and not typed) and not (act == "made_up" and not person.make_up)
        ]
        acts: dict[str, Callable[[], None]] = {
            "there": lambda: self._there(name),
            "absent": lambda: self._absent(record, name),
            "made_up": lambda: self._made_up(name),
            "quiz": lambda: self._quiz(record, name),
            "result": lambda: self._result(record, name),
            "details": lambda: self._details(record, name),
            "withdraw": lambda: self._withdraw(record, name),
            "remove": lambda: self._remove(name),
        }
        title = told_name(record, person, self.book.desk)

        def chosen(act: str | None) -> None:
            if act:
                acts[act]()

        self.screen.app.push_screen(ChooseScreen(title, options), chosen)

    # ---- there or not

    def _there(self, name: str) -> None:
        from poa.training.people import set_presence

        self.screen.change(lambda found: set_presence(found, name, present=True))

    def _made_up(self, name: str) -> None:
        from poa.training.people import made_up

        today = self.book.desk.local_now.date()
        self.screen.change(lambda found: made_up(found, name, today=today))

    def _absent(self, record: Session, name: str) -> None:
        from poa.training.people import find_person, set_presence

        person = find_person(record, name)

        def keep(read: Mapping[str, str], changed: set[str]) -> None:
            day = date.fromisoformat(read["make_up"]) if read["make_up"] else None
            self.book.change(self.name, lambda found: set_presence(found, name, present=False, make_up=day))

        fields = [Field("make_up", "date", str(person.make_up or ""))]
        self._open(FormScreen("absent", fields, keep, values={"name": told_name(record, person, self.book.desk)}))

    # ---- who it is

    def add(self) -> None:
        """Somebody by hand."""
        from poa.training.desk import written
        from poa.training.people import add_person

        def keep(read: Mapping[str, str], changed: set[str]) -> None:
            # What is known of somebody is not asked a second time.
            name, name_zh, role = self.book.about(read["name"] or read["name_zh"])
            name, name_zh = name or read["name"], read["name_zh"] or name_zh
            role = written(read["role"]) if read["role"].strip() else role
            self.book.change(
                self.name, lambda found: add_person(found, name, name_zh=name_zh, role=role, number=read["number"])
            )

        fields = [Field("name", known=self.book.people()), Field("name_zh"), Field("role"), Field("number")]
        self._open(FormScreen("person", fields, keep))

    def _details(self, record: Session, name: str) -> None:
        from poa.model.case import Text
        from poa.training.people import change_person, find_person

        person = find_person(record, name)
        fields = [
            Field("name", value=person.name, needed=True),
            Field("name_zh", value=person.name_zh),
            Field("role_en", value=person.role.en),
            Field("role_zh", value=person.role.zh),
            Field("number", value=person.number),
            Field("time_in", "time", person.time_in),
            Field("time_out", "time", person.time_out),
        ]

        def keep(read: Mapping[str, str], changed: set[str]) -> None:
            told: dict[str, object] = {key: read[key] for key in changed - {"role_en", "role_zh"}}
            if len(told) < len(changed):
                told["role"] = Text(en=read["role_en"], zh=read["role_zh"])
            self.book.change(self.name, lambda found: change_person(found, name, **told))

        self._open(FormScreen("details", fields, keep, values={"name": told_name(record, person, self.book.desk)}))

    def _remove(self, name: str) -> None:
        from poa.training.people import remove_person

        self.screen.change(lambda found: remove_person(found, name))

    # ---- the quiz

    def _quiz(self, record: Session, name: str) -> None:
        """Let the person take a paper on the screen, today."""
        from poa.training.people import find_person

        if not record.papers:
            self.screen.tell(self.book.desk.words("tui_training.no_paper"), warning=True)
            return
        person = find_person(record, name)

        def keep(read: Mapping[str, str], changed: set[str]) -> tuple[str, date]:
            on = date.fromisoformat(read["taken_on"])
            if on != self.book.desk.local_now.date():
                raise InputError("tui_training.not_today", date=on)
            return read.get("paper") or record.papers[-1].id, on

        def start(chosen: tuple[str, date] | None) -> None:
            if chosen:
                paper = next(paper for paper in record.papers if paper.id == chosen[0])
                self._ask(name, told_name(record, person, self.book.desk), paper, chosen[1])

        fields = [Field("paper", "choice", record.papers[-1].id, options=_papers(record))] if record.papers[1:] else []
        fields.append(Field("taken_on", "date", needed=True))
        form = FormScreen("quiz", fields, keep, values={"name": told_name(record, person, self.book.desk)})
        self.screen.app.push_screen(self.book.form(form, self.name), start)

    def _ask(self, name: str, shown: str, paper: Paper, on: date) -> None:
        from poa.training.desk import add_result
        from poa.training.quiz import result_of
        from poa.tui.screens.training_quiz import QuizScreen

        today = self.book.desk.local_now.date()

        def keep(taken: Paper, marked: tuple[Marked, ...]) -> str:
            result = result_of(marked, name, taken, on)
            record = self.book.change(self.name, lambda found: add_result(found, result, today=today))
            told = self.book.desk.words("tui_training.kept", name=shown, points=result.points, of=result.out_of)
            if record.pass_mark is not None:
                passed = result.points >= record.pass_mark
                told += " " + self.book.desk.words(
                    "tui_training.reached" if passed else "tui_training.missed_mark", mark=record.pass_mark
                )
            return told

        def draw(used: set[str]) -> Paper:
            return self._another(paper) if used else paper

        self.screen.app.push_screen(QuizScreen(lambda: shown, draw, keep), self.screen.refresh_all)

    def _another(self, paper: Paper) -> Paper:
        """A paper of the same length with other questions, kept with the session."""
        from poa.tui.screens.training_forms import seed_of

        record = self.book.load(self.name)
        seed = max(seed_of(one.id) for one in record.papers) + 1
        return self.screen.forms.draw_paper(len(paper.questions), seed).papers[-1]

    # ---- results of paper quizzes

    def _result(self, record: Session, name: str) -> None:
        from poa.model.training import Result
        from poa.training.desk import add_result
        from poa.training.people import find_person

        person = find_person(record, name)
        size = len(record.papers[-1].questions) if record.papers else 0
        fields = [
            Field("points", "count", needed=True),
            Field("out_of", "count", str(size or ""), needed=True),
            Field("taken_on", "date", needed=True),
        ]
        if record.papers[1:]:
            fields.append(Field("paper", "choice", record.papers[-1].id, options=_papers(record)))

        def keep(read: Mapping[str, str], changed: set[str]) -> None:
            on = date.fromisoformat(read["taken_on"])
            if on > self.book.desk.local_now.date():
                raise InputError("tui_training.future", date=on)
            paper = read.get("paper") or (record.papers[-1].id if record.papers else "")
            result = Result(attendee=name, paper=paper, on=on, points=int(read["points"]), out_of=int(read["out_of"]))
            self.book.change(self.name, lambda found: add_result(found, result, today=self.book.desk.local_now.date()))

        self._open(FormScreen("result", fields, keep, values={"name": told_name(record, person, self.book.desk)}))

    def _withdraw(self, record: Session, name: str) -> None:
        """Take out a result that was typed wrongly; those given on the screen stay."""
        from poa.training.desk import remove_result

        typed = [(n, r) for n, r in enumerate(record.results) if r.attendee == name and not r.answers]
        options = [Option(str(n), f"{r.points}/{r.out_of}", str(r.on)) for n, r in typed]

        def chosen(key: str | None) -> None:
            if key:
                wrong = record.results[int(key)]
                self.screen.change(lambda found: remove_result(found, found.results.index(wrong)))

        self.screen.app.push_screen(ChooseScreen(self.book.desk.words("tui_training.which_result"), options), chosen)


def _papers(record: Session) -> Callable[[Desk], list[tuple[str, str]]]:
    """The papers to choose from."""

    def options(desk: Desk) -> list[tuple[str, str]]:
        return [(paper.id, desk.words("tui_training.paper", name=paper_name(paper.id))) for paper in record.papers]

    return options
