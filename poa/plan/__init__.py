"""Ask: what to look at first, what to ask next, how far each step is. Pure functions over the case."""

from __future__ import annotations

from poa.plan.branch import choose_branch
from poa.plan.doubts import doubts
from poa.plan.evidence import without_file
from poa.plan.progress import problems, progress
from poa.plan.questions import questions
from poa.plan.suggest import suggest

__all__ = ["choose_branch", "doubts", "problems", "progress", "questions", "suggest", "without_file"]
