"""Lets each topic's own loader read its guidance, so that what the program would refuse is told beforehand."""

from __future__ import annotations

import importlib
from collections.abc import Iterator

from poa.errors import PoaError
from poa.library.checking.ground import Ground, Problem

# module, function taking the guidance; a topic with a loader of its own is added here.
LOADERS = (
    ("poa.library.marketplaces", "load_marketplaces"),
    ("poa.library.playbook", "load_playbook"),
    ("poa.library.training", "load_modules"),
    ("poa.library.training", "load_checklists"),
)


def loaders(ground: Ground) -> Iterator[Problem]:
    """Each loader accepts its topics."""
    for module, name in LOADERS:
        try:
            getattr(importlib.import_module(module), name)(ground.loader)
        except PoaError as error:
            yield Problem.of(error)
