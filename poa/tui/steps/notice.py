"""Step 1: what was read from the notice, with the words it was read from; confirm, correct, choose how to answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

import msgspec

from poa.model.question import Question, SlotType, Step
from poa.model.rule import Bilingual
from poa.notice.told import told_end_of_day
from poa.plan.answers import DEADLINE
from poa.tui.answers import both_names
from poa.tui.fields import EARLIER
from poa.tui.noticeread import free_of_deadline
from poa.tui.paths import value_at, without
from poa.tui.screens.choose import ChooseScreen, Option
from poa.tui.steps.base import Row, StepView, head, next_row
from poa.tui.steps.deadline import choose_deadline, open_row

if TYPE_CHECKING:
    from poa.tui.noticeread import Source

# path in the case, type, evidence key of the notice, required
READ: tuple[tuple[str, SlotType, str, bool], ...] = (
    ("store.name", "text", "", True),
    ("store.marketplace", "choice", "marketplace", True),
    ("notice.kind", "choice", "kind", True),
    ("notice.severity", "choice", "severity", True),
    ("notice.received", "text", "received", True),
    ("notice.deadline_hours", "count", "deadline", False),
    ("notice.deadline_at", "text", "deadline", False),
    ("notice.order_ids", "text", "order_ids", False),
    ("notice.asins", "text", "asins", False),
    ("notice.quoted_message", "quote", "quoted_message", False),
)
KINDS = (
    "inappropriate_communication", "review_manipulation_by_message", "off_platform_contact", "messaging_restricted",
    "code_of_conduct", "other",
)  # fmt: skip
_PERSON = re.compile(r"q:people\[(\d+)\]")
SEVERITIES = ("info", "warning", "at_risk", "messaging_restricted", "deactivated", "refusal")


class View(StepView):
    """The notice."""

    step: ClassVar[Step] = "notice"

    def rows(self) -> Iterable[Row]:
        """Look-alike warning first; then what was read, what is asked, how to answer."""
        case = self.case
        if case.notice.is_phishing:
            yield Row("branch", self.say("phishing"), note=self._signs(), state="problem")
        yield Row("do_now", self.say("do_now"), self._ticks(), state="info")
        yield Row("text", self.say("show_text"), case.notice.file, state="info")
        yield head(self.say("read"))
        yield from self._profiles()
        told = ""
        for row in self.question_rows(self.read_questions()):
            shown = open_row(self, self._with_evidence(row))
            # Kind and gravity are often read from the same words: said once is enough.
            yield replace(shown, note="") if row.key == "q:notice.severity" and shown.note == told else shown
            told = shown.note
        yield from self._other_periods()
        yield Row("", self.say("asks"), self._asks(), state="info")
        rest = self._further()
        if rest:
            yield head(self.say("more"))
            yield from self.question_rows(rest)
        yield head(self.say("way"))
        branch = self.desk.playbook.branches[case.branch or self._proposed()]
        told = self.desk.tell(branch.title)
        if not case.branch:
            told = self.say("branch_proposed", branch=told)
        yield Row("branch", self.say("branch"), told, self.desk.tell(branch.where), "done" if case.branch else "open")
        yield from next_row(self)

    def _signs(self) -> str:
        """What shows that the notice is forged, in words."""
        from poa.notice.knowledge import knowledge

        known = knowledge(self.desk.guidance)
        names = {one.value: one.name for one in (*known.field("phishing_domain"), *known.field("phishing"))}
        signs = self.session.notice.phishing_signs if self.session.notice else ()
        return "\n".join(f"- {self.desk.tell(names[sign])}" for sign in signs if sign in names)

    def _profiles(self) -> Iterable[Row]:
        """The user's stores from the settings, as long as the case names none."""
        if self.case.store.name:
            return
        for number, store in enumerate(self.desk.settings["stores"]):
            if store.get("marketplace", "") in ("", self.case.store.marketplace) or not self.case.store.marketplace:
                yield Row(f"store:{number}", self.say("use_store", name=store["name"]), state="action")

    def _use_profile(self, number: int) -> None:
        profile = self.desk.settings["stores"][number]
        store = self.case.store
        fresh = msgspec.structs.replace(
            store,
            name=profile["name"],
            marketplace=store.marketplace or profile.get("marketplace", ""),
            team_size=store.team_size or profile.get("team_size"),
        )
        self.change(msgspec.structs.replace(self.case, store=fresh), "store")

    def remove(self, key: str) -> None:
        """A person whom nothing in the case names."""
        from poa.cases.people import is_named

        found = _PERSON.match(key)
        if found is None:
            return
        index = int(found[1])
        person = self.case.people[index]
        name = both_names(person.en, person.zh, self.desk.words)
        if is_named(self.case, person):
            self.screen.tell(self.say("person_named", name=name), warning=True)
            return
        self.change(without(self.case, f"people[{index}]"), f"- people[{index}]")
        self.screen.tell(self.say("person_removed", name=name))

    def _other_periods(self) -> Iterable[Row]:
        """The periods of the notice that are no time to answer, such as the length of a restriction."""
        from poa.notice.knowledge import knowledge

        evidence = self.session.notice.evidence if self.session.notice else {}
        names = {one.value: one.name for one in knowledge(self.desk.guidance).field("period")}
        for name, quotes in evidence.items():
            role = name.removeprefix("other_period.")
            if role != name and role in names:
                told = self.desk.words("tui.between").join(" ".join(quote.text.split()) for quote in quotes)
                yield Row("", self.desk.tell(names[role]), self.desk.words("notice.quoted", words=told), state="info")

    @property
    def free(self) -> str:
        """The words of the notice that no answer is due by any day; empty where one is, or nothing is said."""
        return free_of_deadline(self.session.notice, self.case)

    def questions(self) -> Sequence[Question]:
        """What was read, then what else is asked."""
        return [*self.read_questions(), *self._further()]

    def _further(self) -> list[Question]:
        """What the interview asks beyond the notice; earlier warnings can always be told."""
        own = {path for path, *_ in READ} | {"branch"}
        found = [question for question in self.session.questions(self.step) if question.path not in own]
        first = next((n for n, q in enumerate(found) if q.path == "earlier_none"), None)
        if first is not None and not self.case.earlier_none and all(q.path != EARLIER for q in found):
            fixed = self.desk.playbook.questions[EARLIER]
            asked = Question(EARLIER, self.step, fixed.type, fixed.question, fixed.why, fixed.example, required=False)
            found.insert(first + 1, asked)
        return found

    def read_questions(self) -> list[Question]:
        """The fields of the notice as questions, already answered where something was read."""
        found = []
        free = bool(self.free)
        for path, kind, _, required in READ:
            value = value_at(self.case, path)
            if path == "notice.deadline_hours" and free:
                continue
            if path == "notice.deadline_at" and value is None and self.case.notice.deadline_hours is not None:
                continue
            if path == "notice.deadline_hours" and value is None and self.case.notice.deadline_at is not None:
                continue
            name = path.split(".")[1]
            found.append(
                Question(
                    path=path,
                    step=self.step,
                    type=kind,
                    prompt=self.desk.both(f"tui_steps.notice.field_{name}"),
                    why=self.desk.both(f"tui_steps.notice.why_{name}"),
                    required=required and not self.case.notice.is_phishing,
                    choices=self._choices(path),
                    answered=value not in (None, "", ()) or (path == "notice.deadline_at" and free),
                )
            )
        return found

    def _choices(self, path: str) -> tuple[tuple[str, Bilingual], ...]:
        if path == "notice.kind":
            return tuple((kind, self.desk.both(f"tui.kinds.{kind}")) for kind in KINDS)
        if path == "notice.severity":
            return tuple((name, self.desk.both(f"tui.severities.{name}")) for name in SEVERITIES)
        if path == "store.marketplace":
            shops = self.desk.marketplaces
            return tuple(
                (code, Bilingual(en=shop.name, zh=f"{shop.name} {shop.country.zh}")) for code, shop in shops.items()
            )
        return ()

    def _with_evidence(self, row: Row) -> Row:
        path = row.key[2:]
        if path == "notice.kind" and self._kind_unread():
            return noted(replace(row, state="open"), note=self.say("kind_unread"))
        if path == "notice.deadline_at" and (words := self.free):
            return replace(row, value=self.desk.words("notice.no_deadline", words=words), state="done")
        shown = self._read_from(row, path)
        if path == "notice.deadline_at":
            shop = self.desk.marketplaces.get(self.case.store.marketplace)
            day = told_end_of_day(self.case.notice.deadline_at, self.desk.words, shop.time_zone if shop else "")
            return noted(shown, note="\n".join(filter(None, (shown.note, day))))
        return shown

    def _read_from(self, row: Row, path: str) -> Row:
        """The row with the words it was read from."""
        key = next((evidence for name, _, evidence, _ in READ if name == path), "")
        if not key or not row.value:
            return row
        for source in self.sources:
            quotes = source.quotes(key)
            if quotes and value_at(source.case, path) == value_at(self.case, path):
                words = " … ".join(dict.fromkeys(quote.text.strip() for quote in quotes[:2]))
                said = "read_from_answer" if source.on else "read_from"
                return noted(row, note=self.say(said, words=words, on=self.desk.day(source.on) if source.on else ""))
        return row

    def _kind_unread(self) -> bool:
        """Whether the matter stands as another one only because the text names none; that is nothing found."""
        notice = self.session.notice
        return self.case.notice.kind == "other" and notice is not None and "kind" in notice.unread

    @property
    def sources(self) -> tuple[Source, ...]:
        """What the facts of the notice may have been read from: the notice, and refusals that set a new deadline."""
        from poa.tui.noticeread import sources_of

        notice, file = self.session.notice, self.case.notice.file
        if notice is None:
            return ()
        facts = self.case.notice
        found: tuple[Source, ...] = self.session.kept(
            f"sources {self.case.earlier} {facts.deadline_at} {facts.deadline_hours}",
            lambda: sources_of(self.session.folder, notice, file, self.desk.guidance),
        )
        return found

    def _asks(self) -> str:
        asks = self.case.notice.asks
        return self.desk.words("tui.between").join(self.desk.words(f"tui.asks.{ask}") for ask in asks) or self.say(
            "asks_nothing"
        )

    def _ticks(self) -> str:
        from poa.tui.screens.donow import DO

        return self.say("ticks", done=len(self.case.do_now), total=len(DO))

    # ---- choosing

    def choose(self, key: str) -> None:
        """A question, the card, the text, or the way to answer."""
        if key == "do_now":
            self.screen.action_do_now()
        elif key == "text":
            self._show_text()
        elif key == "branch":
            self._choose_branch()
        elif key.removeprefix("q:") in DEADLINE and self.case.notice.other_deadlines:
            choose_deadline(self)
        elif key.startswith("store:"):
            self._use_profile(int(key.partition(":")[2]))
        else:
            super().choose(key)

    def _proposed(self) -> str:
        from poa.plan import choose_branch

        return choose_branch(self.case, self.desk.playbook)

    def _choose_branch(self) -> None:
        options = []
        present = self.case.branch or self._proposed()
        for branch in self.desk.playbook.branches.values():
            note = self.desk.tell(branch.when)
            options.append(Option(branch.id, self.desk.tell(branch.title), note, branch.id == present))
        screen = ChooseScreen(self.say("branch_title"), options, self.say("branch_note"))
        self.screen.app.push_screen(screen, self._branch_chosen)

    def _branch_chosen(self, branch: str | None) -> None:
        if branch:
            self.change(msgspec.structs.replace(self.case, branch=branch), "branch")

    def _show_text(self) -> None:
        from poa.tui.screens.reading import ReadingScreen

        if self.session.notice is None:
            self.screen.tell(self.say("text_gone"), warning=True)
            return
        spans = sorted({(q.start, q.end) for quotes in self.session.notice.evidence.values() for q in quotes})
        self.screen.app.push_screen(
            ReadingScreen(self.say("text_title"), self.session.notice.text, spans, self.say("text_note"))
        )


def noted(row: Row, *, note: str) -> Row:
    """The row with a note."""
    return replace(row, note=note)
