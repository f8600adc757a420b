"""One auditor for all tests here; each test begins with an empty memory."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from poa.audit import Auditor
from poa.audit.memory import RequestMemory
from poa.library.guidance import Guidance
from poa.messages.lines import message_of
from poa.model.rule import Audited
from poa.resources import root


@pytest.fixture(scope="session")
def _auditor(tmp_path_factory: pytest.TempPathFactory) -> Auditor:
    cache: Path = tmp_path_factory.mktemp("cache")
    return Auditor(Guidance([root("guidance")], cache))


@pytest.fixture
def auditor(_auditor: Auditor) -> Auditor:
    _auditor.memory = RequestMemory()
    return _auditor


@pytest.fixture
def check(auditor: Auditor) -> Callable[..., Audited]:
    def run(text: str = "", **fields: Any) -> Audited:
        return auditor.check(message_of({"id": "m", "text": text, **fields}, "test", 1))

    return run


@pytest.fixture
def rules(check: Callable[..., Audited]) -> Callable[..., set[str]]:
    def run(text: str = "", **fields: Any) -> set[str]:
        return {finding.rule for finding in check(text, **fields).findings}

    return run
