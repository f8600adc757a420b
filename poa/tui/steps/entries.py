"""What causes, actions and measures share: entries of the playbook with suggestions, slots, own words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar, Literal

from poa.tui.paths import appended, without
from poa.tui.screens.choose import ChooseScreen, Option
from poa.tui.steps.base import Row, State, StepView, head, next_row

OWN = "own"
Place = Literal["causes", "actions", "measures"]


class EntriesView(StepView):
    """A list of entries in the case at ``place`` (``causes``)."""

    place: ClassVar[Place]

    # ---- said by each step

    def entries(self) -> Mapping[str, Any]:
        """The playbook's entries for this step."""
        return dict(getattr(self.desk.playbook, self.place))

    def fresh(self, entry: str) -> Any:
        """A new entry of the case; without ``entry`` in the seller's own words."""
        raise NotImplementedError

    def suggested(self) -> Iterable[tuple[str, str]]:
        """``(entry, why)`` worth looking at, the best first."""
        known = self.entries()
        for suggestion in self.session.suggestions:
            if suggestion.entry in known:
                yield suggestion.entry, self.desk.tell(suggestion.why)

    def told(self, item: Any) -> str:
        """What is said below an entry's name."""
        text = self.desk.tell(item.text)
        return "" if text == self.title(item) else text

    # ---- rows

    def chosen(self) -> tuple[Any, ...]:
        """The entries of the case."""
        return tuple(getattr(self.case, self.place))

    def rows(self) -> Iterable[Row]:
        """Chosen entries, questions about none of them, suggestions, the way to all."""
        items = self.chosen()
        if items:
            yield head(self.say("chosen"))
        for number, item in enumerate(items):
            prefix = f"{self.place}[{number}]"
            yield Row(
                f"entry:{number}",
                f"{number + 1}. {self.title(item)}",
                self.told(item),
                self._open(prefix),
                self.state(prefix, item),
            )
        rest = self.others(self.place)
        if rest:
            yield head(self.say("more"))
            yield from self.question_rows(rest)
        taken = {item.entry for item in items}
        ideas = [(entry, why) for entry, why in self.suggested() if entry not in taken][:6]
        if ideas:
            yield head(self.say("suggested"))
        for entry, why in ideas:
            yield Row(f"take:{entry}", self.desk.tell(self.entries()[entry].title), note=why, state="action")
        yield head("")
        yield Row("all", self.say("all"), state="action")
        yield Row(f"take:{OWN}", self.say("own"), state="action")
        yield from next_row(self)

    def title(self, item: Any) -> str:
        """An entry's name."""
        entry = self.entries().get(item.entry)
        own = self.desk.tell(item.title) if getattr(item, "title", None) else ""
        return own or (self.desk.tell(entry.title) if entry else self.desk.tell(item.text) or self.say("own_empty"))

    def state(self, prefix: str, item: Any) -> State:
        """Whether an entry is complete."""
        return self.state_of(prefix)

    def _open(self, prefix: str) -> str:
        mine = [q for q in self.questions() if q.path.startswith((f"{prefix}.", f"{prefix}[")) and not q.answered]
        needed = sum(q.required for q in mine)
        count, key = (needed, "open") if needed else (len(mine), "optional_left")
        return self.desk.words(f"tui_steps.general.{key}", n=count, count=count) if count else ""

    # ---- choosing

    def choose(self, key: str) -> None:
        """An entry, a suggestion, all entries, a question."""
        kind, _, rest = key.partition(":")
        if kind == "entry":
            self._ask(int(rest))
        elif kind == "take":
            self.take() if rest == OWN else self.show(rest, lambda: None)
        elif key == "all":
            self.add()
        else:
            super().choose(key)

    def add(self, start: str = "") -> None:
        """Look through all entries of the playbook, beginning at one."""
        taken = {item.entry for item in self.chosen()}
        options = []
        for entry in self.entries().values():
            process = getattr(entry, "process", None)
            options.append(
                Option(
                    entry.id, self.desk.tell(entry.title), self.desk.tell(process) if process else "", entry.id in taken
                )
            )
        screen = ChooseScreen(self.say("all_title"), options, self.say("all_note"), start)
        self.screen.app.push_screen(screen, lambda entry: self.show(entry, lambda: self.add(entry)) if entry else None)

    def show(self, entry: str, left: Callable[[], None]) -> None:
        """Show an entry of the playbook; it comes into the case when the user says so, else ``left`` goes on."""
        from poa.tui.guide import Topic
        from poa.tui.screens.entrycard import EntryCard

        known = self.entries()[entry]
        topic = Topic(self.place, entry, known.title, known)
        card = EntryCard(self.session, topic, lambda: dict(self.suggested()).get(entry, ""))
        self.screen.app.push_screen(card, lambda taken: self.take(entry) if taken else left())

    def take(self, entry: str = "") -> None:
        """Put an entry, or own words, into the case and ask about it. It claims nothing until it is answered."""
        number = len(self.chosen())
        if not entry:
            self.ask_new(self.place, self.fresh(""), lambda: self.title(self.chosen()[number]))
            return
        self.change(appended(self.case, self.place, self.fresh(entry)), f"{self.place}[{number}]")
        if len(self.chosen()) > number:
            self._ask(number)

    def _ask(self, number: int) -> None:
        self.ask_about(f"{self.place}[{number}]", lambda: self.title(self.chosen()[number]))

    def remove(self, key: str) -> None:
        """Take an entry out of the case; undo brings it back."""
        if key.startswith("entry:"):
            path = f"{self.place}[{key.partition(':')[2]}]"
            self.change(without(self.case, path), f"- {path}")
            self.screen.tell(self.desk.words("tui_steps.general.removed"))

    def new_id(self, base: str) -> str:
        """An id that no entry of this list has yet."""
        used = {item.id for item in self.chosen()}
        number, name = 1, base
        while name in used:
            number += 1
            name = f"{base}-{number}"
        return name
