from __future__ import annotations

from typing import Any

import pytest

from generator.exchange.schemas import Schemas
from generator.exchange.usable import usable


def document(schema: Any) -> dict[str, Any]:
    held = {"type": "object", "properties": {"held": schema, "other": {"type": "integer"}}}
    answer = {"description": "", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Held"}}}}
    asked = {"name": "q", "in": "query", "schema": schema}
    return {
        "paths": {"/a": {"get": {"parameters": [asked], "responses": {"200": answer}}}},
        "components": {"schemas": {"Held": held}},
    }


@pytest.mark.parametrize(
    ("schema", "left"),
    [
        ({"type": "string", "pattern": "["}, {"type": "string"}),
        ({"type": "string", "pattern": "(?P<x>a)(?P=x)"}, {"type": "string"}),
        ({"pattern": "a{1000000000}"}, {}),
        ({"type": "strnig"}, {}),
        ({"type": "string", "maxLength": -1, "minLength": "1"}, {"type": "string"}),
        ({"type": "number", "exclusiveMinimum": True}, {"type": "number"}),
        ({"required": True, "type": "object"}, {"type": "object"}),
        ({"allOf": []}, {}),
        ({"properties": {"a": 7, "pattern": {"pattern": "["}}}, {"properties": {"pattern": {}}}),
        ({"type": "string", "format": "uuid", "maxLength": 24}, {"type": "string", "maxLength": 24}),
        ({"format": "date", "minLength": 11}, {"minLength": 11}),
        ({"minimum": 5, "maximum": 1}, {"minimum": 5}),
        (
            {"required": ["a", "b", "c"], "properties": {"b": {}}, "additionalProperties": False},
            {"required": ["b"], "properties": {"b": {}}, "additionalProperties": False},
        ),
    ],
)
def test_what_is_no_json_schema_is_left_out_and_said(schema: Any, left: Any) -> None:
    made, findings = usable(document(schema), "odd.json")
    assert made == document(left)
    places = {str(finding.place.pointer) for finding in findings}
    assert any(place.startswith("/components/schemas/Held/properties/held/") for place in places)
    assert any(place.startswith("/paths/~1a/get/parameters/0/schema/") for place in places)
    assert {(finding.rule, finding.place.file) for finding in findings} == {("unusable-keyword", "odd.json")}
    held = made["components"]["schemas"]["Held"]
    assert Schemas(made, "odd.json").accepts(held, {"other": 1})
    assert not Schemas(made, "odd.json").accepts(held, {"other": "1"})


@pytest.mark.parametrize(
    "schema",
    [
        True,
        {"type": "string", "format": "uuid", "maxLength": 36, "pattern": "^[a-z]{4}"},
        {"properties": {"pattern": {"type": "string"}, "format": {"minLength": 1}}, "minLength": 1},
        {"enum": [{"pattern": "[", "minimum": 2, "maximum": 1}], "default": {"format": "uuid", "maxLength": 1}},
        {"examples": [{"type": "strnig"}], "x-more": {"pattern": 7}},
        {"required": ["a"], "properties": {"b": {}}},
        {"required": ["a"], "patternProperties": {"^a": {}}, "additionalProperties": False},
    ],
)
def test_what_is_one_stays_as_it_is(schema: Any) -> None:
    given = document(schema)
    made, findings = usable(given, "even.json")
    assert made is given
    assert findings == []


def test_a_document_without_schemas_is_usable() -> None:
    for given in ({}, {"components": None, "paths": None}, {"paths": {"/a": {"schema": 7}}}):
        assert usable(given, "x.json") == (given, [])


@pytest.mark.parametrize("name", ["default", "enum", "example"])
def test_a_name_that_is_a_keyword_elsewhere_hides_nothing(name: str) -> None:
    wrong, left = {"type": "integer", "minimum": 2, "maximum": 1}, {"type": "integer", "minimum": 2}
    assert usable(document({"properties": {name: wrong}}), "x.json")[0] == document({"properties": {name: left}})

    def answer(schema: Any) -> dict[str, Any]:
        return {"paths": {"/a": {"get": {"responses": {name: {"content": {"a/b": {"schema": schema}}}}}}}}

    assert usable(answer(wrong), "x.json")[0] == answer(left)
