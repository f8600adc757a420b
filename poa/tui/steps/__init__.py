"""The ten steps of a case: each says what it shows and what choosing a row does."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, cast

from poa.model.question import Step

if TYPE_CHECKING:
    from poa.tui.screens.case import CaseScreen
    from poa.tui.steps.base import StepView


def step_view(step: Step, screen: CaseScreen) -> StepView:
    """The view of a step; its module is imported when it is first shown."""
    module = importlib.import_module(f"poa.tui.steps.{step}")
    return cast("StepView", module.View(screen))
