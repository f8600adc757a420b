"""The product's own guidance is parsed and worked out once a run; doing it for each test would be a third of the time.

What a test gets is made anew from bytes, the way the program's own cache does it, so no test can change what another
reads. Files of a test's own are read each time, and whole programs that a test starts know nothing of this.
"""

from __future__ import annotations

import gc
import os
import pickle
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from poa.audit import superset
from poa.audit.conduct import phrases
from poa.audit.conduct.alphabet import Alphabet
from poa.errors import GuidanceError, PoaError
from poa.library import guidance, yamlfile
from poa.library.guidance import Entry, Guidance
from poa.library.sealed import sealed, unsealed

# So many new objects before the collector looks for cycles: the tests themselves are hundreds of thousands.
UNSEEN = 20_000
# Python keeps 512 compiled patterns, the guidance has many times as many.
PATTERNS = 100_000
ROOT = Path(guidance.__file__).resolve().parents[2]
_kept: dict[tuple[object, ...], bytes] = {}
_documents: dict[tuple[str, str], bytes] = {}


def _once(what: object, files: Sequence[Path], make: Callable[[], Any]) -> Any:
    """``make()`` the first time; what it made, read anew, from then on."""
    if not all(file.is_relative_to(ROOT) for file in files):
        return make()
    key = (what, *((file, file.stat().st_size, file.stat().st_mtime_ns) for file in files))
    if key in _kept:
        return unsealed(_kept[key])
    made = make()
    _kept[key] = sealed(made)
    return made


def _install() -> None:
    parse, data, derived, graph = guidance._parse, guidance._data, Guidance.derived, phrases.graph
    document = yamlfile.parse_yaml

    def parse_once(files: Sequence[Path]) -> tuple[Entry, ...]:
        rows = _once("topic", files, lambda: [[entry.data, entry.file, entry.line] for entry in parse(files)])
        return tuple(Entry(*row) for row in rows)

    def data_once(file: Path) -> Any:
        return _once("file", [file], lambda: data(file))

    def derived_once(
        self: Guidance, topics: Sequence[str], name: str, make: Callable[[], Any], use: Any, code: Sequence[str] = ()
    ) -> Any:
        if self.own is not None:
            return derived(self, topics, name, make, use, code)
        files = [*(file for topic in topics for file in self.files(topic)), *map(Path, code)]
        return derived(self, topics, name, lambda: _once(f"derived {name}", files, make), use, code)

    def graph_once(entries: Iterable[Mapping[str, Any]], alphabet: Alphabet) -> dict[str, Any]:
        named = list(entries)
        rows = [(alphabet.symbol(str(entry["concept"])), entry["phrases"]) for entry in named]
        return _once(("graph", repr(rows)), [], lambda: graph(named, alphabet))

    def document_once(text: str, file: Path | str, error: type[PoaError] = GuidanceError) -> yamlfile.Document:
        if not Path(file).is_relative_to(ROOT):
            return document(text, file, error)
        key = (str(file), text)
        if key not in _documents:
            _documents[key] = pickle.dumps(document(text, file, error))
        found: yamlfile.Document = pickle.loads(_documents[key])
        return found

    yamlfile.parse_yaml = document_once
    guidance._parse, guidance._data, phrases.graph = parse_once, data_once, graph_once
    Guidance.derived = derived_once
    superset.superset, superset.core = cache(superset.superset), cache(superset.core)
    re._MAXCACHE = PATTERNS


_install()


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Guidance as it lies compiled in a home that was used before, for programs that a test starts: see ``used``."""
    home = tmp_path_factory.mktemp("used")
    text = home / "message.txt"
    text.write_text("Your lamp was sent.", encoding="utf-8")
    env = {**os.environ, "POA_HOME": str(home), "POA_LANG": "en"}
    subprocess.run([sys.executable, "-m", "poa", "lint", str(text)], env=env, capture_output=True, check=True)
    return home / ".cache"


@pytest.fixture
def used(compiled: Path, tmp_path: Path) -> Path:
    """A home in which the program ran before, so that one started by a test need not compile the guidance first."""
    home = tmp_path / "home"
    shutil.copytree(compiled, home / ".cache")
    return home


def pytest_collection_finish() -> None:
    """What was loaded so far stays to the end: looking for cycles in it was a seventh of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(UNSEEN, 20, 20)
