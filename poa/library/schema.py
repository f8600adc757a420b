"""JSON Schemas of what people write by hand and of what scripts read, by name."""

from __future__ import annotations

import importlib
from inspect import cleandoc
from typing import Any

# name -> module and class; msgspec turns structs and dataclasses into a schema alike.
SHAPES = {
    "case": ("poa.model.case", "Case"),
    "rule": ("poa.library.shapes", "RuleEntry"),
    "source": ("poa.library.shapes", "SourceEntry"),
    "cause": ("poa.library.shapes", "CauseEntry"),
    "action": ("poa.library.shapes", "ActionEntry"),
    "measure": ("poa.library.shapes", "MeasureEntry"),
    "branch": ("poa.library.shapes", "BranchEntry"),
    "module": ("poa.library.shapes", "ModuleEntry"),
    "message": ("poa.model.message", "Message"),
    "notice": ("poa.model.notice", "Notice"),
    "settings": ("poa.cases.settings", "Settings"),
}


def schema_of(name: str) -> dict[str, Any]:
    """The JSON Schema of ``name``, a key of SHAPES.

    Raises:
        KeyError: there is no such name.
    """
    import msgspec

    module, shape = SHAPES[name]
    cls = getattr(importlib.import_module(module), shape)
    made = msgspec.json.schema(cls)
    for part in made.get("$defs", {}).values():
        if "description" in part:
            part["description"] = cleandoc(part["description"])
    made["title"] = name
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}
