"""Lets each topic's own loader read its guidance, so that what the program would refuse is told beforehand."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from operator import attrgetter

from poa.errors import PoaError
from poa.library.checking.ground import Ground, Problem

ODD = "check.odd_entry"
# module, what takes the guidance there; a topic with a loader of its own is added here.
LOADERS = (
    ("poa.audit.detect", "Detect.load"),
    ("poa.audit.conduct.finder", "check_conduct"),
    ("poa.library.marketplaces", "load_marketplaces"),
    ("poa.library.playbook", "load_playbook"),
    ("poa.library.training", "load_modules"),
    ("poa.library.training", "load_checklists"),
    ("poa.notice.knowledge", "check_knowledge"),
)


def loaders(ground: Ground) -> Iterator[Problem]:
    """Each loader accepts its topics. Data so odd that a loader stumbles over it is a fault of the data."""
    for module, name in LOADERS:
        try:
            attrgetter(name)(importlib.import_module(module))(ground.loader)
        except PoaError as error:
            yield Problem.of(error)
        except (AttributeError, LookupError, TypeError, ValueError, OverflowError) as error:
            yield Problem(f"{module}.{name}", None, ODD, {"what": str(error) or type(error).__name__})
