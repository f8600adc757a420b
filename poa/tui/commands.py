"""All actions of the interface, one class each; see poa.tui.command."""

from __future__ import annotations

from poa.tui.command import Command, bindings, key_name
from poa.tui.commands_training import (
    AddPerson,
    ChangeFact,
    HandIn,
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
    "ChangeFact",
    "Command",
    "HandIn",
    "NewSession",
    "Practise",
    "Repeat",
    "ShowAnswers",
    "StartQuiz",
    "TakeOut",
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

    name, keys = "open_check", ("ctrl+k",)


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


# ---- texts


class Copy(Command):
    """Copy to the clipboard."""

    name, keys, footer = "copy", ("ctrl+y",), True


class Languages(Command):
    """English, Chinese or both."""

    name, keys, footer = "languages", ("v",), True


class Pick(Command):
    """Take the line under the cursor; the list itself hears Enter."""

    name, keys, footer, bound = "pick", ("enter",), True, False


class JumpToAnswer(Command):
    """To the answer a sentence stands on."""

    name, keys, footer = "jump", ("enter",), True


class EditParagraph(Command):
    """Rewrite a paragraph by hand."""

    name, keys, footer = "edit_paragraph", ("e",), True


class OwnText(Command):
    """Back to the composed words."""

    name, keys, footer, priority = "own_text", ("ctrl+r",), True, True


class OpenLink(Command):
    """Open the link in the browser."""

    name, keys = "open_link", ("o",)


class MakeIncident(Command):
    """Confirm that this message was sent and breaks the rule."""

    name, keys, footer = "make_incident", ("i",), True


class SwitchView(Command):
    """The suspects, or the messages counted by rule, sender, text and month."""

    name, keys, footer = "switch_view", ("v",), True


class ShowMessages(Command):
    """The messages behind a count."""

    name, keys, footer = "show_messages", ("enter",), True


class ReadMessage(Command):
    """The whole message."""

    name, keys, footer = "read_message", ("enter",), True


class ShowRule(Command):
    """The rule behind a finding."""

    name, keys, footer = "show_rule", ("r",), True


class ShowDetails(Command):
    """The rule in full."""

    name, keys, footer = "show_details", ("enter",), True


class Change(Command):
    """Change a setting."""

    name, keys, footer = "change", ("enter",), True


class Proactive(Command):
    """An answer, or a message of one's own accord."""

    name, keys, footer, priority = "proactive", ("ctrl+n",), True, True


class TakeWords(Command):
    """Take the words that are shown; the list of lines would swallow Enter."""

    name, keys, footer, priority = "take_words", ("enter", "ctrl+s"), True, True


class BuyerLanguage(Command):
    """The language in which the buyer wrote."""

    name, keys, footer = "buyer_language", ("f6",), True
    # The field for the text has other uses for these keys.
    priority = True


class ChooseMarketplace(Command):
    """The marketplace of the message."""

    name, keys, footer = "choose_marketplace", ("f7",), True
    priority = True


class TakeRewrite(Command):
    """Take the safe wording."""

    name, keys, footer, priority = "take_rewrite", ("ctrl+r",), True, True
