"""The schemas describe what is really written."""

from __future__ import annotations

import importlib
import json

import msgspec
import pytest

from poa.library import rules, shapes
from poa.library.guidance import Guidance
from poa.library.schema import SHAPES, schema_of
from poa.resources import root


@pytest.mark.parametrize("name", SHAPES)
def test_each_schema_can_be_made(name: str) -> None:
    schema = schema_of(name)
    assert schema["title"] == name
    assert "\\n    " not in json.dumps(schema), "descriptions are not indented"
    target = schema["$defs"][schema["$ref"].removeprefix("#/$defs/")]
    assert target["type"] == "object" and target["properties"] and target["description"]


@pytest.mark.parametrize("topic", shapes.TOPICS)
def test_every_entry_of_the_product_fits_its_schema(topic: str) -> None:
    for entry in Guidance([root("guidance")]).topic(topic):
        try:
            msgspec.convert(entry.data, shapes.TOPICS[topic])
        except msgspec.ValidationError as wrong:
            pytest.fail(f"{entry.file}:{entry.line} {entry.id}: {wrong}")


def test_the_schemas_of_rules_know_the_keys_that_the_loader_knows() -> None:
    assert set(shapes.RuleEntry.__struct_fields__) == rules.RULE_KEYS
    assert set(shapes.SourceEntry.__struct_fields__) == rules.SOURCE_KEYS
    assert set(shapes.ExampleEntry.__struct_fields__) == rules.EXAMPLE_KEYS


def test_the_case_schema_refuses_unknown_keys() -> None:
    case = schema_of("case")["$defs"]["Case"]
    assert case["additionalProperties"] is False


def test_schemas_name_classes_that_exist() -> None:
    for module, shape in SHAPES.values():
        assert hasattr(importlib.import_module(module), shape)
