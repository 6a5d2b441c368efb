"""`default: null` stays where null is a value, and is not said where it is none."""

from __future__ import annotations

from typing import Any

import pytest

from generator.normalise.defaults import drop_null_defaults
from generator.normalise.ledger import Ledger


def document(schema: Any) -> dict[str, Any]:
    components = {"Bread": {"type": "object", "properties": {"crust": schema}}, "Name": {"type": "string"}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "a", "version": "1"},
        "paths": {},
        "components": {"schemas": components},
    }


@pytest.mark.parametrize(
    ("schema", "stays"),
    [
        ({}, True),
        ({"type": "null"}, True),
        ({"type": ["string", "null"]}, True),
        ({"type": "string"}, False),
        ({"enum": ["a", None]}, True),
        ({"type": "string", "enum": ["a"]}, False),
        ({"const": "a"}, False),
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, True),
        ({"anyOf": [{"type": "string"}, {"type": "integer"}]}, False),
        ({"oneOf": [{"$ref": "#/components/schemas/Name"}, {"type": "integer"}]}, False),
        ({"oneOf": [{"$ref": "#/components/schemas/Name"}, True]}, True),
        ({"$ref": "#/components/schemas/Name"}, False),
        ({"minLength": 3}, True),
    ],
)
def test_null_as_a_default(schema: dict[str, Any], stays: bool):
    whole = document({**schema, "default": None})
    ledger = Ledger(whole)
    drop_null_defaults(whole, ledger)
    crust = whole["components"]["schemas"]["Bread"]["properties"]["crust"]
    assert ("default" in crust) is stays
    assert bool(ledger.entries) is not stays


def test_another_default_is_nobodys_business():
    whole = document({"type": "string", "default": 3})
    drop_null_defaults(whole, Ledger(whole))
    assert whole["components"]["schemas"]["Bread"]["properties"]["crust"]["default"] == 3
