"""Step 9: write the documents, copy the fields, see where everything is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from poa.model.question import Step
from poa.tui.counts import words_in
from poa.tui.steps.base import Row, State, StepView, head, next_row


class View(StepView):
    """Export."""

    step: ClassVar[Step] = "export"

    def rows(self) -> Iterable[Row]:
        """Where to click, documents, fields, files."""
        gaps = self.session.letter("en").gaps
        branch = self.desk.playbook.branches.get(self.case.branch)
        if gaps:
            yield Row("gaps", self.say("gaps", n=len(gaps), count=len(gaps)), state="problem")
            yield Row("write:draft", self.say("draft"), state="action")
        else:
            yield Row("write:docx,txt,md", self.say("write"), state="action")
            yield Row("write:pack", self.say("pack"), state="action")
        yield from self.question_rows()
        yield head(self.say("fields"))
        if branch:
            yield Row("", self.desk.tell(branch.where), note=self.desk.tell(branch.option), state="info")
        yield from self._fields()
        files = self.files()
        if files:
            yield head(self.say("files", folder=self.session.folder / "out"))
        for name, size in files:
            yield Row("", name, self.say("size", size=max(1, size // 1024)), state="done")
        yield from next_row(self)

    def _fields(self) -> Iterable[Row]:
        from poa.export.plain import field_texts

        letter = self.session.letter("en")
        limits = self.case.letter.limits
        for name, text in field_texts(letter).items():
            limit = limits.get(name)
            state: State = "problem" if limit and len(text) > limit else "info"
            told = (
                self.say("field_limit", count=len(text), limit=limit) if limit else self.say("field", count=len(text))
            )
            yield Row(f"copy:{name}", self.desk.words(f"tui_preview.part_{name}"), told, state=state)
        yield Row(
            "copy:", self.say("whole"), self.desk.words("tui_preview.words", count=words_in(letter.text)), state="info"
        )

    def files(self) -> list[tuple[str, int]]:
        """What stands in the folder of written documents."""
        place = self.session.folder / "out"
        if not place.is_dir():
            return []
        return [(path.name, path.stat().st_size) for path in sorted(place.iterdir()) if not path.name.startswith(".")]

    def choose(self, key: str) -> None:
        """Write, copy, or go to what is missing."""
        kind, _, rest = key.partition(":")
        if kind == "write":
            draft = rest == "draft"
            self.screen.export(("docx", "txt", "md") if draft else tuple(rest.split(",")), draft=draft)
        elif kind == "copy":
            self._copy(rest)
        elif key == "gaps":
            self.screen.jump("review")
        else:
            super().choose(key)

    def _copy(self, field: str) -> None:
        from poa.export.plain import field_texts, to_text
        from poa.tui.clipboard import copy

        letter = self.session.letter("en")
        text = field_texts(letter)[field] if field else to_text(letter, self.desk.wording("en"))
        copy(self.screen.app, text)
        self.screen.tell(self.say("copied", count=len(text)))
