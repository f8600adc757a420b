"""All actions of the interface, one class each; see poa.tui.command."""

from __future__ import annotations

from poa.tui.command import Command, bindings, key_name
from poa.tui.commands_texts import (
    BuyerLanguage,
    Change,
    ChooseMarketplace,
    Copy,
    DecideAll,
    EditParagraph,
    JumpToAnswer,
    Languages,
    MakeIncident,
    NoBreach,
    OpenLink,
    OwnText,
    Pick,
    Proactive,
    ReadMessage,
    SetAside,
    ShowDetails,
    ShowMessages,
    ShowRule,
    SwitchView,
    TakeIn,
    TakeRewrite,
    TakeWords,
)
from poa.tui.commands_training import (
    AddPerson,
    ChangeFact,
    HandIn,
    LeaveQuiz,
    NewSession,
    Practise,
    Repeat,
    ShowAnswers,
    StartQuiz,
    TakeOut,
    Who,
    WriteWord,
)

__all__ = [
    "AddPerson",
    "BuyerLanguage",
    "Change",
    "ChangeFact",
    "ChooseMarketplace",
    "Command",
    "Copy",
    "DecideAll",
    "EditParagraph",
    "HandIn",
    "JumpToAnswer",
    "Languages",
    "LeaveQuiz",
    "MakeIncident",
    "NewSession",
    "NoBreach",
    "OpenLink",
    "OwnText",
    "Pick",
    "Practise",
    "Proactive",
    "ReadMessage",
    "Repeat",
    "SetAside",
    "ShowAnswers",
    "ShowDetails",
    "ShowMessages",
    "ShowRule",
    "StartQuiz",
    "SwitchView",
    "TakeIn",
    "TakeOut",
    "TakeRewrite",
    "TakeWords",
    "Who",
    "WriteWord",
    "bindings",
    "key_name",
]

# ---- everywhere


class Help(Command):
    """The help of the present screen."""

    name, keys, footer = "help", ("f1", "question_mark"), True


class Palette(Command):
    """All actions, to search."""

    name, keys, priority = "palette", ("ctrl+p",), True


class SwitchLanguage(Command):
    """English or Chinese."""

    name, keys, footer, priority = "switch_language", ("ctrl+l",), True, True


class SwitchTheme(Command):
    """Light or dark."""

    name, keys, priority = "switch_theme", ("ctrl+t",), True


class Quit(Command):
    """Leave the program."""

    name, keys, priority = "leave", ("ctrl+q",), True


class Back(Command):
    """One screen back."""

    name, keys, footer = "back", ("escape",), True


# ---- places to go


class OpenCheck(Command):
    """Check a message before sending."""

    # A field of text would cut the rest of its line with this key, and the first screen is such a field.
    name, keys, priority = "open_check", ("ctrl+k",), True


class OpenRules(Command):
    """The policy rules."""

    name, keys = "open_rules", ("f3",)


class OpenSettings(Command):
    """Settings."""

    name, keys = "open_settings", ("f4",)


class OpenTraining(Command):
    """Training."""

    name, keys = "open_training", ("f5",)


# ---- first screen


class ReadNotice(Command):
    """Read the pasted warning."""

    name, keys, footer, priority = "read_notice", ("ctrl+s",), True, True


class OpenPractice(Command):
    """The practice case."""

    name, keys, footer, priority = "open_practice", ("ctrl+e",), True, True


# ---- list of cases


class NewCase(Command):
    """A new case."""

    name, keys, footer = "new_case", ("n", "ctrl+n"), True


class OpenCase(Command):
    """Open the case under the cursor."""

    name, keys, footer = "open_case", ("enter",), True


class Search(Command):
    """Search in the list."""

    name, keys, footer = "search", ("slash", "ctrl+f"), True


class Archive(Command):
    """Put a case away or bring it back."""

    name, keys, footer = "archive", ("a",), True


class ShowArchived(Command):
    """Show archived cases too."""

    name, keys = "show_archived", ("s",)


# ---- a case


class NextStep(Command):
    """The next step."""

    name, keys, footer, priority = "next_step", ("ctrl+n", "right_square_bracket"), True, False


class PreviousStep(Command):
    """The step before."""

    name, keys = "previous_step", ("ctrl+b", "left_square_bracket")


class Outline(Command):
    """To the outline of the steps and back."""

    name, keys, footer = "outline", ("ctrl+o",), True


class TogglePreview(Command):
    """The letter beside the step, or on its own."""

    name, keys, footer = "toggle_preview", ("ctrl+r",), True


class Undo(Command):
    """Take the last answer back."""

    name, keys, footer = "undo", ("ctrl+z",), True


class Add(Command):
    """Add an entry."""

    name, keys = "add", ("plus", "insert")


class Remove(Command):
    """Take an entry out."""

    name, keys = "remove", ("delete", "backspace")


class TakeOver(Command):
    """Take the case over from a window on another computer."""

    name, keys, footer = "take_over", ("ctrl+g",), True


class DoNow(Command):
    """The card of what to do now."""

    name, keys = "do_now", ("ctrl+d",)


class Tick(Command):
    """Tick a line or take the tick away; the list itself hears Enter."""

    name, keys, footer = "tick", ("enter",), True


class ToSteps(Command):
    """From the card to the steps."""

    name, keys, footer = "to_steps", ("ctrl+n", "tab"), True


# ---- fields


class NextField(Command):
    """To the next field; Textual itself hears Tab."""

    name, keys, footer, bound = "next_field", ("tab",), True, False


# ---- a question


class Confirm(Command):
    """Keep the answer and go on."""

    name, keys, footer, priority = "confirm", ("ctrl+s",), True, True


class Skip(Command):
    """Leave the question for later."""

    name, keys, footer, priority = "skip", ("ctrl+n",), True, True


class Earlier(Command):
    """The question before."""

    name, keys, priority = "earlier", ("ctrl+b",), True


class DropDraft(Command):
    """Give up what was typed the time before and not kept."""

    name, keys = "drop_draft", ("f9",)


class CopyOver(Command):
    """Take the example's or the other field's text."""

    name, keys = "copy_over", ("f8",)


# ---- entries that were counted


class Decide(Command):
    """Make a proposal a fact, or open what is one already."""

    name, keys, footer = "decide", ("enter",), True


# ---- files


class StartImport(Command):
    """Read the files behind the path."""

    name, keys, footer = "start_import", ("enter",), True


class ReadTable(Command):
    """Read the table with these columns."""

    name, keys, footer, priority = "read_table", ("ctrl+s",), True, True


class Complete(Command):
    """Complete the path."""

    name, keys, footer = "complete", ("right",), True
