"""What a session asks, form by form; each answer goes to the session as it stands on the disk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from poa.tui.screens.choose import ChooseScreen, Option
from poa.tui.screens.training_book import Book, full_name, topic_of
from poa.tui.screens.training_form import Field, FormScreen
from poa.tui.screens.training_person import PersonForms
from poa.tui.screens.training_pick import PickScreen

if TYPE_CHECKING:
    from poa.model.training import Module, PolicyRead, Session
    from poa.tui.screens.training_session import SessionScreen

USUAL_COUNT = 10


class Forms:
    """Opens the forms of one session above its screen."""

    def __init__(self, screen: SessionScreen, book: Book, name: str) -> None:
        self.screen, self.book, self.name = screen, book, name
        self.people = PersonForms(screen, book, name)

    def _open(self, form: FormScreen) -> None:
        self.screen.app.push_screen(self.book.form(form, self.name), self.screen.refresh_all)

    # ---- facts

    def facts(self, record: Session, start: str) -> None:
        """The facts of the session, beginning at one."""
        from poa.training.desk import own_content, set_field, set_own_content

        desk, known = self.book.desk, self.book.people()
        also = "; ".join(desk.tell(line) for line in own_content(record, desk.modules))
        fields = [
            Field("topic", value=record.topic.en),
            Field("topic_zh", value=record.topic.zh),
            Field("also", value=also),
            Field("trainer", value=record.trainer, known=known),
            Field("on", "date", str(record.on or "")),
            Field("start", "time", record.start),
            Field("end", "time", record.end),
            Field("place", value=record.place),
            Field("pass_mark", "count", "" if record.pass_mark is None else str(record.pass_mark)),
            Field("follow_up", value=record.follow_up.en),
            Field("follow_up_zh", value=record.follow_up.zh),
            Field("next_on", "date", str(record.next_on or "")),
        ]

        def keep(read: Mapping[str, str], changed: set[str]) -> None:
            def entered(found: Session) -> Session:
                if "also" in changed:
                    found = set_own_content(found, read["also"], desk.modules)
                for field in fields:
                    if field.name in changed - {"also"}:
                        found = set_field(found, field.name, read[field.name])
                return found

            self.book.change(self.name, entered)

        self._open(FormScreen("facts", fields, keep, where=topic_of(record, desk), start=start))

    def modules(self, record: Session) -> None:
        """What is taught."""
        words, taught = self.book.desk.words, record.modules

        def kept(chosen: list[str] | None) -> None:
            from poa.training.desk import set_modules

            if chosen is not None:
                known = self.book.desk.modules
                picked = [known[name] for name in chosen]
                self.screen.change(lambda found: set_modules(found, picked, known))

        pick = PickScreen(
            lambda: self.book.desk.words("tui_training.pick_modules"),
            lambda: words("tui_training.pick_modules_note"),
            lambda: module_options(self.book, taught),
        )
        self.screen.app.push_screen(self.book.form(pick, self.name), kept)

    # ---- people

    def person(self, record: Session, name: str) -> None:
        """What can be said of one person."""
        self.people.menu(record, name)

    def add_person(self) -> None:
        """Somebody by hand."""
        self.people.add()

    def roster(self) -> None:
        """People from a .csv file."""
        from poa.training.people import add_people

        def keep(read: Mapping[str, str], changed: set[str]) -> tuple[int, int]:
            from poa.places import user_path
            from poa.training.roster import read_roster

            people = read_roster(user_path(read["roster"]), self.book.desk.guidance)
            before = len(self.book.load(self.name).attendees)
            added = len(self.book.change(self.name, lambda found: add_people(found, people)).attendees) - before
            return added, len(people) - added

        def told(counts: tuple[int, int] | None) -> None:
            self.screen.refresh_all()
            if counts:
                words = self.book.desk.words
                self.screen.tell(words("tui_training.roster_read", count=counts[0], known=counts[1]))

        form = FormScreen("roster", [Field("roster", "path", needed=True)], keep)
        self.screen.app.push_screen(self.book.form(form, self.name), told)

    # ---- papers

    def draw(self, record: Session) -> None:
        """A quiz paper of so many questions; the same number draws the same paper again."""
        bank = sum(len(module.quiz) for module in self._taught(record))
        seed = max((seed_of(paper.id) for paper in record.papers), default=0) + 1
        fields = [
            Field("count", "count", str(min(USUAL_COUNT, bank)), needed=True),
            Field("seed", "count", str(seed), needed=True),
        ]

        def keep(read: Mapping[str, str], changed: set[str]) -> None:
            self.draw_paper(int(read["count"]), int(read["seed"]))

        self._open(FormScreen("paper", fields, keep, values={"bank": bank, "put": len(_used(record))}))

    def draw_paper(self, count: int, seed: int) -> Session:
        """Draw a paper into the session; questions that were put already come last."""
        from poa.training.desk import add_paper
        from poa.training.quiz import draw_paper

        rules = self.book.desk.rules

        def drawn(found: Session) -> Session:
            paper = draw_paper(
                self._taught(found), count, seed=seed, rules=found.made_for, used=_used(found), guidance_rules=rules
            )
            return add_paper(found, paper)

        return self.book.change(self.name, drawn)

    def _taught(self, record: Session) -> list[Module]:
        known = self.book.desk.modules
        return [known[name] for name in record.modules if name in known] or list(known.values())

    def paper(self, record: Session, name: str) -> None:
        """The questions of a paper, and their key."""
        from poa.tui.screens.training_paper import PaperScreen

        paper = next(paper for paper in record.papers if paper.id == name)
        self.screen.app.push_screen(PaperScreen(self.book, record, paper))

    # ---- pages read

    def policy(self, record: Session, number: int | None) -> None:
        """A page that was studied: a new one is chosen first."""
        from poa.training.policies import pages_of, policy_pages

        if number is not None:
            self._read(record, record.policies[number], number)
            return
        desk = self.book.desk
        pages = policy_pages(desk.guidance, desk.rules)
        taught = [rule for module in self._taught(record) for rule in module.rules]
        noted = {policy.url for policy in record.policies}
        options = [
            Option(name, desk.tell(pages[name].title), pages[name].url, present=pages[name].url in noted)
            for name in pages_of(pages, desk.rules, taught)
        ]
        chooser = ChooseScreen(desk.words("tui_training.which_page"), options)
        self.screen.app.push_screen(chooser, lambda name: self._read(record, pages[name], None) if name else None)

    def _read(self, record: Session, page: PolicyRead, number: int | None) -> None:
        from datetime import date

        from msgspec.structs import replace

        from poa.training.desk import add_policy, remove_policy

        fields = [
            Field("read_on", "date", str(page.on or "")),
            Field("version", value=page.version),
            Field("by", value=", ".join(page.by), known=[full_name(person) for person in record.attendees]),
        ]

        def keep(read: Mapping[str, str], changed: set[str]) -> None:
            by = tuple(
                part.strip() for part in read["by"].replace("，", ",").replace("、", ",").split(",") if part.strip()
            )
            day = date.fromisoformat(read["read_on"]) if read["read_on"] else None
            noted = replace(page, on=day, version=read["version"], by=by)

            def entered(found: Session) -> Session:
                if number is not None and number < len(found.policies) and found.policies[number] == page:
                    found = remove_policy(found, number)
                return add_policy(found, noted, today=self.book.desk.local_now.date())

            self.book.change(self.name, entered)

        values = {"title": self.book.desk.tell(page.title), "url": page.url}
        self._open(FormScreen("policy", fields, keep, values=values))


def module_options(book: Book, picked: tuple[str, ...] | list[str]) -> list[Option]:
    """All modules, those on the broken rules first and named as such."""
    desk, fitting = book.desk, book.suggested()
    order = [*fitting, *(name for name in desk.modules if name not in fitting)]
    fits = desk.words("tui_training.fits")
    return [
        Option(name, desk.tell(desk.modules[name].title), fits if name in fitting else "", present=name in picked)
        for name in order
    ]


def _used(record: Session) -> set[str]:
    from poa.training.desk import used_questions

    return used_questions(record)


def seed_of(name: str) -> int:
    """The number a paper was drawn with, as its id tells it."""
    digits = name.removeprefix("paper-").partition("-")[0]
    return int(digits) if digits.isdecimal() else 0
