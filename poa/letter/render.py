"""Renders a template over the view. The user's folders come first, then the product's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from poa.errors import GuidanceError
from poa.resources import root


def template_folders(templates: Sequence[Path], language: str) -> tuple[Path, ...]:
    """Where templates of a language are looked up, first hit wins."""
    return tuple(folder / language for folder in (*templates, root("templates")))


def render(name: str, view: Mapping[str, Any], folders: Sequence[Path]) -> str:
    """The text of template ``name`` over ``view``.

    Raises:
        GuidanceError: the template has a fault (unknown value, syntax, forbidden access); with file and line.
    """
    from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError
    from jinja2.exceptions import SecurityError, UndefinedError

    try:
        return str(_environment(tuple(map(str, folders))).get_template(f"{name}.j2").render(view))
    except TemplateSyntaxError as problem:
        file = problem.filename or f"{name}.j2"
        raise GuidanceError("plan.bad_template", file=file, line=problem.lineno, what=problem.message) from None
    except TemplateNotFound as problem:
        raise GuidanceError("plan.no_template", name=problem.name) from None
    except (UndefinedError, SecurityError, TemplateError, TypeError, ValueError, ArithmeticError) as problem:
        place = _place(problem, folders)
        raise GuidanceError("plan.bad_template", file=place[0], line=place[1], what=problem) from None


def _place(problem: BaseException, folders: Sequence[Path]) -> tuple[Path | None, int | None]:
    """The template and line in which the fault lies: the innermost frame that is a template."""
    trace, found = problem.__traceback__, (None, None)
    inside = tuple(str(folder) for folder in folders)
    while trace:
        file = trace.tb_frame.f_code.co_filename
        if file.startswith(inside):
            found = (Path(file), trace.tb_lineno)  # type: ignore[assignment]
        trace = trace.tb_next
    return found


@lru_cache(maxsize=8)
def _environment(folders: tuple[str, ...]) -> Any:
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(list(folders)),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
