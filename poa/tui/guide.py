"""What the search of the rules finds beside rules: trainings, and the causes, actions and measures of the playbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING, Any, Literal

from poa.model.question import STEPS
from poa.model.rule import Bilingual

if TYPE_CHECKING:
    from poa.library.playbook import Playbook
    from poa.library.search import Groups
    from poa.tui.desk import Desk

Kind = Literal["training", "causes", "actions", "measures", "step"]


@dataclass(frozen=True, slots=True)
class Topic:
    """A place where more is said: its kind, its id among these, what it is called, and the entry itself."""

    kind: Kind
    id: str
    title: Bilingual
    entry: Any = None


@dataclass(frozen=True, slots=True)
class Guide:
    """All topics with the text in which each is searched, and the words that the audit takes for the same."""

    texts: tuple[tuple[Topic, str], ...]
    groups: Groups


def load_guide(desk: Desk) -> Guide:
    """Read it; takes a moment, so it is called behind the screen's back, and shares no table with the screen."""
    from poa.library.guidance import Guidance
    from poa.library.playbook import load_playbook
    from poa.library.search import word_groups
    from poa.library.training import load_modules

    guidance = Guidance(desk.guidance.folders, desk.places.cache, desk.guidance.own)
    playbook = load_playbook(guidance)
    entries: dict[Kind, Mapping[str, Any]] = {
        "causes": playbook.causes, "actions": playbook.actions, "measures": playbook.measures,
        "training": load_modules(guidance),
    }  # fmt: skip
    topics = [Topic(kind, id, one.title, one) for kind, some in entries.items() for id, one in some.items()]
    texts = [(topic, "\n".join(_texts(topic.entry)).casefold()) for topic in topics]
    return Guide((*_steps(desk, playbook), *texts), word_groups(guidance))


def told_topic(topic: Topic, desk: Desk) -> str:
    """An entry of the playbook as a text to read: what it says, what it asks, what may prove it."""
    entry, words = topic.entry, desk.words
    told = [desk.tell(text) for text in (getattr(entry, "direct", None), getattr(entry, "process", None)) if text]
    told += _listed(words("tui_rules.second_why"), [desk.tell(text) for text in getattr(entry, "second_why", ())])
    told += _listed(words("tui_rules.asks"), [desk.tell(slot.question) for slot in entry.slots])
    told += _listed(words("tui_rules.proves"), [desk.tell(text) for text in getattr(entry, "evidence", ())])
    told += _listed(
        words("tui_rules.stands_on"),
        [desk.tell(desk.rules[rule].title) for rule in getattr(entry, "rules", ()) if rule in desk.rules],
    )
    return "\n".join(told)


def _listed(heading: str, lines: Iterable[str]) -> list[str]:
    found = [f"  - {line}" for line in lines if line]
    return ["", heading, *found] if found else []


def _steps(desk: Desk, playbook: Playbook) -> Iterator[tuple[Topic, str]]:
    """The steps of a case: their names, what they are for, what is asked in them."""
    for step in STEPS:
        told = [desk.both(f"tui_steps.{step}.{key}") for key in ("name", "short", "intro")]
        asked = [one for one in playbook.questions.values() if one.step == step]
        yield Topic("step", step, told[0]), "\n".join(_texts([told, asked])).casefold()


def _texts(thing: Any) -> Iterator[str]:
    """All texts in an entry of guidance."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, Mapping):
        for part in thing.values():
            yield from _texts(part)
    elif isinstance(thing, tuple | list):
        for part in thing:
            yield from _texts(part)
    elif is_dataclass(thing):
        for one in fields(thing):
            if one.name != "file":
                yield from _texts(getattr(thing, one.name))
