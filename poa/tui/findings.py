"""What was found in a message, as lines: how grave, the words in question, what they could be instead, the rule."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from poa.tui.flow import shortened
from poa.tui.widgets.lines import Item

if TYPE_CHECKING:
    from poa.model.rule import Finding
    from poa.tui.desk import Desk

STYLES = {"error": "bad", "warning": "warn", "info": "quiet"}
EXCERPT = 100


def rule_name(rule: str, desk: Desk) -> str:
    """What a rule is called, under which F3 finds it; the name for scripts where it has no other."""
    title = desk.rule_titles.get(rule)
    named = desk.tell(title) if title else ""
    return desk.words("tui_check.rule", name=named) if named else rule


def finding_items(findings: Iterable[Finding], desk: Desk, *, instead: bool) -> list[Item]:
    """The lines of findings.

    Args:
        findings: what is told.
        desk: words and language.
        instead: say also what the words in question could be.
    """
    words = desk.words
    items: list[Item] = []
    for finding in findings:
        grave = words("tui.label", name=words(f"tui_mail.severity_{finding.severity}"))
        items.append(Item(spans=[(grave, STYLES[finding.severity]), (desk.tell(finding.message), "")], hang=2))
        if finding.excerpt:
            items.append(Item(spans=[(f"“{shortened(finding.excerpt, EXCERPT)}”", "")], indent=2))
        if instead and finding.rewrite is not None:
            told = finding.rewrite or words("tui_check.leave_out")
            items.append(Item(spans=[(words("tui_check.instead"), "good"), (told, "")], indent=2))
        items.append(Item(spans=[(rule_name(finding.rule, desk), "quiet")], indent=2))
    return items
