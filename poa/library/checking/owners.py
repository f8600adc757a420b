"""Lets each topic's own loader read its guidance, so that what the program would refuse is told beforehand."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from operator import attrgetter
from typing import NamedTuple

from poa.errors import PoaError
from poa.library.checking.ground import Ground, Problem
from poa.library.guidance import Guidance

ODD = "check.odd_entry"
STUMBLES = (AttributeError, LookupError, TypeError, ValueError, OverflowError, RecursionError)
"""What a loader raises over data so odd that nobody thought of it."""


class Loader(NamedTuple):
    """A topic's own loader: where it stands, and the topics that it reads."""

    module: str
    name: str
    topics: tuple[str, ...]

    def __call__(self, guidance: Guidance) -> None:
        """Read the topics of ``guidance``.

        Raises:
            PoaError: an entry is refused; or one of STUMBLES.
        """
        attrgetter(self.name)(importlib.import_module(self.module))(guidance)


# What takes the guidance at the command's or the screen's side; a topic with a loader of its own is added here.
LOADERS = (
    Loader("poa.library.rules", "load_rules", ("sources", "rules")),
    Loader("poa.audit.detect", "Detect.load", ("detect",)),
    Loader("poa.audit.conduct.finder", "check_conduct", ("detect",)),
    Loader("poa.library.marketplaces", "load_marketplaces", ("marketplaces",)),
    Loader(
        "poa.library.playbook",
        "load_playbook",
        ("slots", "actions", "measures", "policies", "causes", "branches", "conduct", "questions"),
    ),
    Loader("poa.library.training", "load_modules", ("training",)),
    Loader("poa.library.training", "load_checklists", ("checklists",)),
    Loader("poa.notice.knowledge", "check_knowledge", ("notices", "review")),
)


def loaders(ground: Ground) -> Iterator[Problem]:
    """Each loader accepts its topics. Data so odd that a loader stumbles over it is a fault of the data."""
    for loader in LOADERS:
        try:
            loader(ground.loader)
        except PoaError as error:
            yield Problem.of(error)
        except STUMBLES as error:
            yield Problem(f"{loader.module}.{loader.name}", None, ODD, {"what": str(error) or type(error).__name__})
