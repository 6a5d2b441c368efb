from __future__ import annotations

import json
import random
from typing import Any

import pytest

from generator.normalise.canonical import ordered

from . import documents


def shuffled(value: Any, source: random.Random, key: str = "") -> Any:
    """`value` with the keys of its objects in another order, but for maps whose order means something."""
    if isinstance(value, list):
        return [shuffled(item, source) for item in value]
    if not isinstance(value, dict):
        return value
    keys = list(value)
    if key not in {
        "properties",
        "patternProperties",
        "$defs",
        "content",
        "mapping",
        "variables",
        "const",
        "default",
        "examples",
    }:
        source.shuffle(keys)
    return {name: shuffled(value[name], source, name) for name in keys}


@pytest.mark.parametrize("make", documents.ALL, ids=lambda make: make.__name__)
def test_the_order_of_the_input_does_not_matter(make: Any):
    source = random.Random(3)
    expected = json.dumps(ordered(make()))
    for _ in range(5):
        assert json.dumps(ordered(shuffled(make(), source))) == expected


@pytest.mark.parametrize("make", documents.ALL, ids=lambda make: make.__name__)
def test_only_the_order_changes(make: Any):
    assert ordered(make()) == make()


def test_properties_keep_their_order_and_names_are_sorted():
    given = {"components": {"schemas": {"b": {"properties": {"z": {}, "a": {}}}, "a": {}}}, "openapi": "3.1.0"}
    result = ordered(given)
    assert list(result) == ["openapi", "components"]
    assert list(result["components"]["schemas"]) == ["a", "b"]
    assert list(result["components"]["schemas"]["b"]["properties"]) == ["z", "a"]


def test_data_is_left_alone():
    data = {"z": 1, "a": {"y": 2, "b": 3}}
    for key in ("example", "default", "const", "x-note"):
        assert list(ordered({key: data})[key]) == ["z", "a"]
    assert list(ordered({"examples": [data]})["examples"][0]) == ["z", "a"]
    assert list(ordered({"examples": {"one": {"value": data}}})["examples"]["one"]["value"]) == ["z", "a"]
    assert list(ordered({"enum": [data]})["enum"][0]) == ["z", "a"]


def test_a_property_may_be_called_like_a_keyword():
    given = {
        "properties": {"default": {"type": "string", "description": "d"}, "x-a": {"type": "string", "description": "d"}}
    }
    for member in ordered(given)["properties"].values():
        assert list(member) == ["description", "type"]
