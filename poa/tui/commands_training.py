"""The actions of the training screens, one class each; see poa.tui.command."""

from __future__ import annotations

from poa.tui.command import Command


class Practise(Command):
    """Judge the practice messages."""

    name, keys, footer = "practise", ("p",), True


class HandIn(Command):
    """Have the rewritten message checked."""

    name, keys, footer, priority = "hand_in", ("ctrl+s",), True, True


class LeaveQuiz(Command):
    """Leave a quiz: the way back that keeps no answers of one that is not at its end."""

    name, called, keys, footer = "back", "leave_quiz", ("escape",), True


class Repeat(Command):
    """Other questions."""

    name, keys, footer = "repeat", ("r",), True


class NewSession(Command):
    """A new training session."""

    name, keys, footer = "new_session", ("n", "plus"), True


class ChangeFact(Command):
    """What the line of a session is about."""

    name, keys, footer = "change_fact", ("enter",), True


class AddPerson(Command):
    """Somebody for the list of a session."""

    name, keys, footer = "add_person", ("plus", "n"), True


class TakeOut(Command):
    """Take a person, paper or page out of a session."""

    name, keys = "take_out", ("delete", "backspace")


class WriteWord(Command):
    """Write Word files."""

    name, keys, footer = "write_word", ("w",), True


class ShowAnswers(Command):
    """The key of a quiz paper, or without it."""

    name, keys, footer = "show_answers", ("a",), True


class Who(Command):
    """Who ticks, and on which day."""

    name, keys, footer = "who", ("b",), True


class StartQuiz(Command):
    """Try oneself."""

    name, keys, footer = "start_quiz", ("q",), True
