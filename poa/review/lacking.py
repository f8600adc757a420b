"""What costs a point although no sentence is at fault: the letter lacks it, so it is named in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from poa.model.review import Criterion, Remark
from poa.model.rule import Bilingual
from poa.review.criteria import Bench, incident_texts, was_searched
from poa.review.remarks import remark, texts

_TOLD = ("opening", "root_cause", "actions", "measures")


def lacking(bench: Bench, criteria: Sequence[Criterion], told: Sequence[Remark]) -> list[Remark]:
    """One remark for each criterion below 3: what was not found, or, where a remark says it already, nothing.

    Args:
        bench: the letter.
        criteria: the scores.
        told: the remarks made so far.
    """
    known = bench.view.known
    said = {one.criterion for one in told if one.weight in ("veto", "warning")}
    names = {reading.value: reading.name for reading in known.field("lack")}
    found: list[Remark] = []
    named: set[str] = set()
    for one in criteria:
        if one.score == 3:
            continue
        lacks = list(_missing(bench, one.id))
        # What two criteria miss is asked for once; the second says why it has its points.
        missing = [names[name] for name in lacks if name not in named]
        named.update(lacks)
        kind = "lacking" if missing else "costs"
        if missing:
            words = Bilingual("; ".join(name.en for name in missing), "；".join(name.zh for name in missing))
        elif one.id in said:
            continue
        else:
            words = one.reason
        found.append(_remark(bench, one, kind, words))
    return found


def _remark(bench: Bench, criterion: Criterion, kind: str, words: Bilingual) -> Remark:
    told = remark(bench.view, kind, words=words)
    reading = next(one for one in bench.view.known.field("criterion") if one.id == criterion.id)
    return Remark(
        criterion.id, told.weight, told.message, texts(reading, "remedy"), step=str(reading.data.get("step", "review"))
    )


def _missing(bench: Bench, criterion: str) -> Iterator[str]:
    """The names of what a criterion did not find."""
    look = _LOOKS.get(criterion)
    return (name for name, there in look(bench) if not there) if look else iter(())


Looked = tuple[tuple[str, bool], ...]


def _facts(bench: Bench) -> Looked:
    view = bench.view
    texts_ = incident_texts(view)
    body = "\n".join(texts_)
    return (
        ("order", bool(view.orders) or view.has("to_staff", body)),
        ("date", any(view.days(text) for text in texts_)),
        ("person", view.person(body) or view.has("role", body) or view.has("channel", body)),
        ("quote", view.has("quoted_words", body) or any(b.kind == "quote" for b in view.letter.blocks)),
        ("audit", was_searched(view)),
    )


def _cause(bench: Bench) -> Looked:
    view, causes = bench.view, bench.parts.causes
    return (
        ("process", any(view.has("process", text) for text in causes)),
        ("unseen", any(view.has("unseen", text) for text in causes)),
    )


def _owning(bench: Bench) -> Looked:
    told = bench.sentences("opening", "root_cause")
    return (("broken", bench.view.count("broken", told) > 0), ("own_it", bench.view.count("own_it", told) > 0))


def _policy(bench: Bench) -> Looked:
    view = bench.view
    told = [place.text for place in view.of(*_TOLD)]
    return (
        ("policy", any(view.has("policy", text) for text in told)),
        ("rule", any(view.has("rule", t) and (view.has("policy", t) or view.has("some_policy", t)) for t in told)),
        ("broken", view.count("broken", told) > 0),
    )


def _remedy(bench: Bench) -> Looked:
    view = bench.view
    done = [item.text for item in bench.parts.actions if not item.future]
    return (
        ("stopped", view.count("stopped", done) > 0),
        ("audit", was_searched(view)),
        ("cleaned", view.count("cleaned", done) > 0),
    )


def _controls(bench: Bench) -> Looked:
    return (("consequence", any(item.if_broken for item in bench.parts.measures)),)


def _loop(bench: Bench) -> Looked:
    return (("numbered", bool(bench.parts.cause_numbers)),)


def _training(bench: Bench) -> Looked:
    view = bench.view
    every = " ".join(bench.sentences("actions", "measures"))
    trained = [item for item in bench.parts.actions if view.has("training", item.text)]
    return (
        ("training", bool(trained)),
        ("test", view.has("tested", " ".join(item.text for item in trained))),
        ("record", view.has("refresher", every) or any(item.exhibits for item in trained)),
    )


_LOOKS: dict[str, Callable[[Bench], Looked]] = {
    "R2": _facts, "R3": _cause, "R4": _owning, "R5": _policy, "R7": _remedy, "R8": _controls, "R9": _loop,
    "R12": _training,
}  # fmt: skip
