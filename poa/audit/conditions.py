"""When a rule can be broken at all: kind of message, channel, marketplace, who wrote the words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from poa.audit.hit import Hit

if TYPE_CHECKING:
    from poa.audit.detect import Detect
    from poa.audit.view import MessageView
    from poa.model.rule import Rule


class Conditions:
    """The lists of guidance/detect/conditions.yaml.

    Args:
        detect: the detection data that holds them.
    """

    def __init__(self, detect: Detect) -> None:
        self.proactive_only = _rules(detect, "conditions.proactive-only")
        self.surely_proactive = _rules(detect, "conditions.surely-proactive")
        self.told_by_kind = self.proactive_only - self.surely_proactive
        """Rules of which the kind of a message decides, and its words tell whether they are broken."""
        self._spoken = _rules(detect, "conditions.spoken")
        self.messaging_only = _rules(detect, "conditions.messaging-only")

    def hold(self, hit: Hit, rule: Rule, view: MessageView) -> bool:
        """Whether ``hit`` counts in this message."""
        message = view.message
        if rule.id in self.messaging_only and message.channel != "buyer_seller_messaging":
            return False
        if rule.id in self.proactive_only and not self._proactive(rule.id, view):
            return False
        if rule.marketplaces and message.marketplace and message.marketplace not in rule.marketplaces:
            return False
        return hit.where != "text" or hit.end <= hit.start or not view.quoted(hit.start, hit.end)

    def spoken_of(self, hit: Hit, view: MessageView) -> bool:
        """Whether ``hit`` is no more than a title or words that are spoken of."""
        return hit.rule in self._spoken and view.named(hit.start, hit.end)

    def _proactive(self, rule: str, view: MessageView) -> bool:
        if view.proactive is not None:
            return view.proactive
        if rule in self.surely_proactive:
            return False
        return not self.answers(view)

    def answers(self, view: MessageView) -> bool:
        """Whether the words of a message of unknown kind read like an answer."""
        return "conditions.answer" in view.found


def _rules(detect: Detect, name: str) -> frozenset[str]:
    listed: Iterable[object] = detect.data.get(name, {}).get("rules") or ()
    return frozenset(str(rule) for rule in listed)
