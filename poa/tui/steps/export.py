"""Step 9: write the documents, copy the fields, see where everything is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from poa.export.written import PACK
from poa.model.letter import Gap
from poa.model.question import Step
from poa.plan import choose_branch, without_file
from poa.plan.leftout import left_out
from poa.tui.counts import words_in
from poa.tui.flow import shortened
from poa.tui.steps.base import Row, State, StepView, head, next_row
from poa.tui.stepstates import NAME
from poa.tui.wayfinding import entry_name, step_of

# What the mirror lacks is named so far; step 8 lists all.
SHOWN = 3


class View(StepView):
    """Export."""

    step: ClassVar[Step] = "export"

    def rows(self) -> Iterable[Row]:
        """Where to click, documents, fields, files."""
        gaps = self.session.letter("en").gaps
        branch = self.desk.playbook.branches[self.case.branch or choose_branch(self.case, self.desk.playbook)]
        if gaps:
            yield Row("gaps", self.say("gaps", n=len(gaps), count=len(gaps)), state="problem")
            yield Row("write:draft", self.say("draft"), state="action")
        else:
            lacking = self.mirror_gaps()
            yield Row("write:docx,txt,md", self.say("write_english" if lacking else "write"), state="action")
            yield Row("write:pack", self.say("pack"), state="action")
            if lacking:
                yield Row("mirror", self.say("no_mirror"), note=self.lacking_told(lacking), state="open")
        yield from self._unfilled()
        yield from self._without_file()
        yield from self._left_out()
        yield from self.question_rows()
        yield head(self.say("where"))
        yield Row("", self.desk.tell(branch.where), note=self.desk.tell(branch.option), state="info")
        yield head(self.say("fields"))
        yield from self._fields()
        files = self.files()
        if files:
            yield head(self.say("files", folder=self.session.folder / "out"))
        old = self.outdated()
        for name, size in files:
            note = self.say("outdated") if name in old else ""
            told = self.say("size", size=max(1, size // 1024))
            yield Row(self._again(name) if note else "", name, told, note, "problem" if note else "done", True)
        yield from next_row(self)

    def unfilled(self) -> dict[str, str]:
        """Places that were never filled in ("TODO"), in either letter: the path of each answer and the words there."""
        from poa.review import unfilled

        return {
            path: words
            for language in ("zh", "en")
            for words, path in unfilled(
                self.session.letter(language),
                guidance=self.desk.guidance,
                case=self.case,
                today=self.desk.now.date(),
            )
        }

    def _unfilled(self) -> Iterable[Row]:
        """Each of them, with the way to its answer: no finished letter is written with it."""
        for path, words in self.unfilled().items():
            told = self.say("unfilled", words=words)
            yield Row(f"fill:{path}", told, note=entry_name(self.session, path), state="problem")

    def _without_file(self) -> Iterable[Row]:
        """The exhibits that the letter lists and that nobody will find in the pack."""
        numbers = without_file(self.case)
        if numbers:
            shown = self.desk.words("tui.between").join(map(str, numbers))
            told = self.desk.words("export.without_file", n=len(numbers), count=len(numbers), numbers=shown)
            yield Row("no_file", told, state="todo")

    def _left_out(self) -> Iterable[Row]:
        """What is planned and stands in no letter, with the way to the answer that it lacks."""
        for left in left_out(self.case, self.desk.playbook):
            told = self.say("left_out", name=shortened(self.desk.tell(left.name), NAME))
            yield Row(f"fill:{left.path}", told, state="todo")

    def mirror_gaps(self) -> tuple[Gap, ...]:
        """What the Chinese mirror alone lacks; without it no mirror is written."""
        return self.session.letter("zh").gaps

    def lacking_told(self, gaps: Sequence[Gap]) -> str:
        """The first few of them, each with the entry it belongs to."""
        told = []
        for gap in gaps[:SHOWN]:
            entry = entry_name(self.session, gap.path)
            asked = self.desk.tell(gap.question)
            told.append(self.desk.words("tui.aside", text=asked, note=entry) if entry else asked)
        if len(gaps) > SHOWN:
            told.append(self.say("more_lacking", n=len(gaps) - SHOWN, count=len(gaps) - SHOWN))
        return "\n".join(f"- {one}" for one in told)

    def _fields(self) -> Iterable[Row]:
        from poa.export.plain import field_gaps, field_texts

        letter = self.session.letter("en")
        limits, lacking = self.case.letter.limits, field_gaps(letter)
        for name, text in field_texts(letter).items():
            limit = limits.get(name)
            missing = lacking[name]
            state: State = "problem" if missing or (limit and len(text) > limit) else "info"
            told = (
                self.say("field_limit", count=len(text), limit=limit) if limit else self.say("field", count=len(text))
            )
            told = self._with_gaps(told, missing)
            yield Row(f"copy:{name}", self.desk.words(f"tui_preview.part_{name}"), told, state=state)
        told = self.desk.words("tui_preview.words", count=words_in(letter.text, "en"))
        missing = len(letter.gaps)
        yield Row("copy:", self.say("whole"), self._with_gaps(told, missing), state="problem" if missing else "info")

    def _with_gaps(self, told: str, missing: int) -> str:
        """The length, and how much is missing in what would be pasted."""
        return self.say("with_gaps", n=missing, told=told, count=missing) if missing else told

    def outdated(self) -> frozenset[str]:
        """The names of the written documents that are older than what they are made of."""
        from poa.tui.standing import outdated_files

        return frozenset(path.name for path in outdated_files(self.session))

    def _again(self, name: str) -> str:
        """What writes a document anew; nothing where facts are missing."""
        if self.session.letter("en").gaps:
            return ""
        return "write:pack" if name == PACK else "write:docx,txt,md"

    def files(self) -> list[tuple[str, int]]:
        """What stands in the folder of written documents."""
        place = self.session.folder / "out"
        if not place.is_dir():
            return []
        found = sorted(path for path in place.iterdir() if path.is_file() and not path.name.startswith("."))
        return [(path.name, path.stat().st_size) for path in found]

    def choose(self, key: str) -> None:
        """Write, copy, or go to what is missing."""
        kind, _, rest = key.partition(":")
        if kind == "write":
            draft = rest == "draft"
            self.screen.export(("docx", "txt", "md") if draft else tuple(rest.split(",")), draft=draft)
        elif kind == "copy":
            self._copy(rest)
        elif kind == "fill":
            self.jump(rest, step_of(self.session, rest))
        elif key == "gaps" and len(self.session.letter("en").gaps) == 1:
            (gap,) = self.session.letter("en").gaps
            self.jump(gap.path, gap.step)
        elif key == "no_file":
            at = next(n for n, exhibit in enumerate(self.case.exhibits) if not exhibit.file.strip())
            self.screen.jump("evidence", f"exhibits[{at}].file")
        elif key in ("gaps", "mirror"):
            self.screen.jump("review")
        else:
            super().choose(key)

    def _copy(self, field: str) -> None:
        from poa.export.plain import field_gaps, field_texts, to_text
        from poa.tui.clipboard import copy

        letter = self.session.letter("en")
        text = field_texts(letter)[field] if field else to_text(letter, self.desk.wording("en"))
        copy(self.screen.app, text)
        missing = field_gaps(letter)[field] if field else len(letter.gaps)
        open_places = [words for words in self.unfilled().values() if words in text]
        if missing:
            self.screen.tell(self.say("copied_gaps", n=missing, count=len(text), missing=missing), warning=True)
        elif open_places:
            self.screen.tell(self.say("copied_unfilled", count=len(text), words=open_places[0]), warning=True)
        else:
            self.screen.tell(self.say("copied", count=len(text)))
