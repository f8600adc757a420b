"""How the state of each step is shown, and the sentence below a step's name that says why it is so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poa.model.question import STEPS, Step

if TYPE_CHECKING:
    from poa.errors import PoaError
    from poa.tui.session import Session

# So wide is the name of an entry in the sentence below a step.
NAME = 40
STATE_MARKS = {"ready": ("✓", "good"), "part": ("~", "warn"), "problem": ("!", "bad"), "empty": (" ", "quiet"),
               "open": ("~", "warn"), "later": (" ", "quiet"), "waiting": ("…", "quiet"), "unneeded": ("-", "quiet"),
               "again": ("!", "warn"), "left": (" ", "quiet")}  # fmt: skip


def shown_states(session: Session) -> dict[Step, str]:
    """Of each step how far it is, or that it is to be looked at again; of a closed case nothing calls for work."""
    progress, again = session.progress, session.again
    states = {step: "again" if step in again else str(progress.get(step, "empty")) for step in STEPS}
    if session.case.closed_on:
        return {step: state if state in ("ready", "unneeded") else "left" for step, state in states.items()}
    return states


def step_intro(session: Session, step: Step) -> str:
    """What a step is about; where its answers contradict each other or wait for another look, that and why."""
    words, state = session.desk.words, shown_states(session)[step]
    if state == "problem" and (why := _problem(session, step)):
        return why
    if state != "again":
        return words(f"tui_steps.{step}.intro")
    if step not in session.case.look_again:
        return words("tui_steps.general.again_record")
    why = session.reasons.get(step, "")
    if why:
        return words("tui_steps.general.again_because", what=why)
    refused = any(one.what == "refusal" for one in session.case.earlier)
    return words("tui_steps.general.again_refused" if refused else "tui_steps.general.again")


def wrong_quotes_of(session: Session) -> tuple[tuple[str, PoaError], ...]:
    """The places of the answers that quote what the kept messages do not say, and what is to be said of each."""
    from poa.cases.misquoted import wrong_quotes

    found: tuple[tuple[str, PoaError], ...] = session.derived(
        "wrong quotes", lambda: tuple(wrong_quotes(session.case, session.mail))
    )
    return found


def _problem(session: Session, step: Step) -> str:
    """The first thing in a step that cannot be true beside the rest."""
    from poa.plan import doubts, problems
    from poa.plan.doubts import told_doubt
    from poa.tui.flow import shortened
    from poa.tui.wayfinding import entry_name, entry_of

    words, case = session.desk.words, session.case
    for doubt in doubts(case):
        if doubt.step == step:
            told, entry = told_doubt(doubt, words), entry_of(doubt.path)
            if entry is None or step not in ("actions", "measures"):
                return told
            name = shortened(entry_name(session, doubt.path.rpartition(".")[0]).rstrip("。. "), NAME)
            return words("tui_steps.problems.of_entry", name=name, told=told)
    for place, path, kind in problems(case, session.desk.playbook):
        if place == step:
            told = words(f"tui_steps.problems.{kind}")
            name = shortened(entry_name(session, path).rstrip("。. "), NAME) if entry_of(path) else ""
            return words("tui_steps.problems.of_entry", name=name, told=told) if name else told
    if step == "messages" and session.beside.misquoted:
        return next((wrong.told(words) for _, wrong in wrong_quotes_of(session)), "")
    return ""
