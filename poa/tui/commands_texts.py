"""The actions on texts, findings and rules, one class each; see poa.tui.command."""

from __future__ import annotations

from poa.tui.command import Command


class Copy(Command):
    """Copy to the clipboard."""

    name, keys, footer = "copy", ("ctrl+y",), True


class Languages(Command):
    """English, Chinese or both."""

    name, keys, footer = "languages", ("v",), True


class TakeIn(Command):
    """Put the entry that is shown into the case."""

    name, keys, footer, priority = "take_in", ("enter", "ctrl+s"), True, True


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


class NoBreach(Command):
    """Confirm that this message breaks no rule, or take that back."""

    name, keys, footer = "no_breach", ("n",), True


class SetAside(Command):
    """Leave this message out of the case, or take that back."""

    name, keys, footer = "set_aside", ("s",), True


class DecideAll(Command):
    """Decide on all open messages of the list alike."""

    name, keys, footer = "decide_all", ("a",), True


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
