"""Many small rows in one test: every row is judged, and all that fail are told together, each by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from inspect import signature
from traceback import extract_tb
from typing import Any

import pytest


def each(
    names: str | Sequence[str], rows: Iterable[Any], ids: Sequence[str] | Callable[[Any], str] | None = None
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """As ``pytest.mark.parametrize``, where a test for each row would take longer than what it looks at.

    All rows share the test's fixtures, so these must be such as no row changes.

    Args:
        names: what the values of a row are called in the test.
        rows: the values, a tuple for each row where there are several names.
        ids: what to call the rows where they fail, or what makes it of a row.

    Raises:
        ValueError: there are no rows; the test could not fail.
    """
    called = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
    listed = list(rows)
    if not listed:
        raise ValueError(f"no rows of {names}")
    told = [repr(row) if ids is None else ids(row) if callable(ids) else ids[i] for i, row in enumerate(listed)]

    def decorate(test: Callable[..., None]) -> Callable[..., None]:
        @wraps(test)
        def every(**fixtures: Any) -> None:
            failed = []
            for name, row in zip(told, listed, strict=True):
                values = dict(zip(called, row if len(called) > 1 else (row,), strict=True))
                try:
                    test(**fixtures, **values)
                except (AssertionError, pytest.fail.Exception) as error:
                    failed.append(f"{name} (line {extract_tb(error.__traceback__)[1].lineno}): {error}")
                except BaseException as error:
                    error.add_note(f"The row is {name}.")
                    raise
            if failed:
                pytest.fail("\n".join([f"{len(failed)} of {len(listed)} rows:", *failed]), pytrace=False)

        wanted = signature(test)
        left = [value for name, value in wanted.parameters.items() if name not in called]
        every.__signature__ = wanted.replace(parameters=left)  # type: ignore[attr-defined]
        return every

    return decorate
