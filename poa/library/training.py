"""Training modules (topic ``training``) and checklists (topic ``checklists``) of guidance/."""

from __future__ import annotations

from typing import Any

from poa.errors import GuidanceError
from poa.library.guidance import Entry, Guidance
from poa.model.rule import Bilingual
from poa.model.training import CheckItem, Checklist, Module, Option, Pair, Point, Practice, QuizItem, Sample

_KINDS = ("choose", "judge", "rewrite")
_VERDICTS = ("send", "fix", "stop")


def load_modules(guidance: Guidance) -> dict[str, Module]:
    """All modules by id, in file order.

    Raises:
        GuidanceError: an entry is incomplete; with file and line.
    """
    return {entry.id: _Reader(entry).module() for entry in guidance.topic("training") if not entry.data.get("off")}


def load_checklists(guidance: Guidance) -> dict[str, Checklist]:
    """All checklists by id, in file order.

    Raises:
        GuidanceError: an entry is incomplete; with file and line.
    """
    return {entry.id: _Reader(entry).checklist() for entry in guidance.topic("checklists")}


class _Reader:
    """Turns one entry into a module or checklist, naming what is wrong with it."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry

    def module(self) -> Module:
        data = self.entry.data
        return Module(
            id=self.entry.id,
            title=self.both(data.get("title"), "title"),
            rules=self.rules(data),
            minutes=int(data.get("minutes", 15)),
            know=tuple(Point(self.both(row, "know"), self.rules(row)) for row in self.rows("know")),
            checklist=tuple(self.both(row, "checklist") for row in self.rows("checklist")),
            pairs=tuple(self.pair(row) for row in self.rows("pairs")),
            practice=tuple(self.practice(row) for row in self.rows("practice")),
            quiz=tuple(self.question(row) for row in self.rows("quiz")),
            file=self.entry.file,
            line=self.entry.line,
        )

    def checklist(self) -> Checklist:
        data = self.entry.data
        items = tuple(
            CheckItem(str(row.get("id", number)), self.both(row, "items"), self.rules(row))
            for number, row in enumerate(self.rows("items"), 1)
        )
        return Checklist(
            self.entry.id, self.both(data.get("title"), "title"), self.both(data.get("when"), "when"), items
        )

    def pair(self, row: dict[str, Any]) -> Pair:
        why = self.both(row.get("why"), "pairs.why")
        return Pair(self.sample(row.get("dont"), "dont"), self.sample(row.get("do"), "do"), self.rules(row), why)

    def practice(self, row: dict[str, Any]) -> Practice:
        name = self.name(row, "practice")
        why = self.both(row.get("why"), f"{name}.why")
        return Practice(name, self.sample(row, name), self.verdict(row, name), self.rules(row), why)

    def question(self, row: dict[str, Any]) -> QuizItem:
        name = self.name(row, "quiz")
        kind = row.get("kind", "choose")
        if kind not in _KINDS:
            raise self.wrong(name, "kind")
        options = tuple(self.option(o, name) for o in row.get("options", ()))
        if kind == "choose" and (len(options) < 2 or not any(o.right for o in options)):
            raise self.wrong(name, "options")
        answer = row.get("answer")
        return QuizItem(
            id=name,
            module=self.entry.id,
            kind=kind,
            question=self.both(row.get("question"), f"{name}.question"),
            rules=self.rules(row),
            why=self.both(row.get("why"), f"{name}.why"),
            options=options,
            message=None if kind == "choose" else self.sample(row.get("message"), f"{name}.message"),
            verdict=self.verdict(row, name) if kind == "judge" else None,
            model_answer=self.sample(answer, f"{name}.answer") if kind == "rewrite" else None,
            needs=self.needs(row, name),
            claim=row.get("claim"),
            says=tuple(str(word) for word in row.get("says", ())),
            ask=row.get("ask"),
            fields=row.get("fields") or {},
        )

    def needs(self, row: dict[str, Any], name: str) -> tuple[tuple[str, ...], ...]:
        """What a rewritten message must tell: lists of words of which one is enough."""
        found = row.get("needs") or []
        if not isinstance(found, list) or not all(isinstance(words, list) and words for words in found):
            raise self.wrong(name, "needs")
        return tuple(tuple(str(word) for word in words) for words in found)

    def option(self, row: dict[str, Any], name: str) -> Option:
        """An option: a statement in both languages, or a message (``text``), which stands as it is."""
        text = row.get("text")
        shown = Bilingual(text, text) if isinstance(text, str) else self.both(row, f"{name}.options")
        return Option(shown, bool(row.get("right")))

    def rows(self, key: str) -> list[dict[str, Any]]:
        rows = self.entry.data.get(key, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise self.wrong(self.entry.id, key)
        return rows

    def name(self, row: dict[str, Any], key: str) -> str:
        if not isinstance(row.get("id"), str):
            raise self.wrong(self.entry.id, f"{key}.id")
        return str(row["id"])

    def both(self, value: object, where: str) -> Bilingual:
        if not isinstance(value, dict) or not value.get("en") or not value.get("zh"):
            raise self.wrong(self.entry.id, where)
        return Bilingual(str(value["en"]), str(value["zh"]))

    def sample(self, value: object, where: str) -> Sample:
        if not isinstance(value, dict) or not isinstance(value.get("text"), str):
            raise self.wrong(self.entry.id, where)
        fields = value.get("message") or {}
        if not isinstance(fields, dict):
            raise self.wrong(self.entry.id, f"{where}.message")
        return Sample(value["text"], str(value.get("lang", "en")), fields)

    def verdict(self, row: dict[str, Any], where: str) -> Any:
        if row.get("verdict") not in _VERDICTS:
            raise self.wrong(where, "verdict")
        return row["verdict"]

    def rules(self, row: dict[str, Any]) -> tuple[str, ...]:
        return tuple(str(rule) for rule in row.get("rules", ()))

    def wrong(self, name: str, where: str) -> GuidanceError:
        return GuidanceError("training.bad_entry", file=self.entry.file, line=self.entry.line, id=name, where=where)
