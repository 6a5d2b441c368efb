from __future__ import annotations

from typing import Any

import pytest

from tests.normalise.documents import getting, ref
from tests.normalise.helpers import resolved

from .helpers import noted, read, warned
from .swagger_documents import swagger

SPELLINGS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"items": [{"type": "string"}, {}]}, {"prefixItems": [{"type": "string"}, {}]}),
    ({"items": [{}], "additionalItems": {"type": "null"}}, {"prefixItems": [{}], "items": {"type": "null"}}),
    ({"items": [{}], "additionalItems": False}, {"prefixItems": [{}], "items": False}),
    ({"items": {}, "additionalItems": False}, {"items": {}}),
    ({"items": []}, {}),
    ({"properties": []}, {"properties": {}}),
    ({"definitions": {"A": {"type": "string"}}}, {"$defs": {"A": {"type": "string"}}}),
    ({"divisibleBy": 2}, {"multipleOf": 2}),
    ({"dependencies": {"a": ["b"], "c": "d", "e": {"required": ["f"]}}},
     {"dependentRequired": {"a": ["b"], "c": ["d"]}, "dependentSchemas": {"e": {"required": ["f"]}}}),
    ({"required": ["a", "b", "a"]}, {"required": ["a", "b"]}),
    ({"required": "a"}, {"required": ["a"]}),
    ({"type": "string", "required": True}, {"type": "string"}),
    ({"properties": {"a": {"required": True}, "b": {"required": False}}},
     {"properties": {"a": {}, "b": {}}, "required": ["a"]}),
    ({"properties": {"a": {"required": True}}, "required": ["b", "a"]},
     {"properties": {"a": {}}, "required": ["b", "a"]}),
    ({"extends": {"type": "object"}}, {"allOf": [{"type": "object"}]}),
    ({"disallow": "string"}, {"not": {"type": "string"}}),
    ({"examples": {"a": {"value": 1}, "b": 2}}, {"examples": [1, 2]}),
    ({"type": "number", "minimum": 1, "exclusiveMinimum": True}, {"type": "number", "exclusiveMinimum": 1}),
    ({"type": "number", "exclusiveMaximum": False, "maximum": 2}, {"type": "number", "maximum": 2}),
    ({"example": 1, "examples": [2]}, {"examples": [2, 1]}),
]  # fmt: skip


def schema(given: dict[str, Any], version: str = "3.1.0") -> dict[str, Any]:
    return read({**getting({}, Given=given), "openapi": version})[0]["components"]["schemas"]["Given"]


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0", "3.2.0"])
@pytest.mark.parametrize(("given", "expected"), SPELLINGS)
def test_old_keywords_have_new_names(given: dict[str, Any], expected: dict[str, Any], version: str):
    assert schema(given, version) == expected


def test_what_is_repaired_is_said_where_it_stands():
    given = getting(
        {}, A={"properties": {"a": {"required": True}}, "items": [{"required": True}], "required": ["x", "x"]}
    )
    _, repairs = read(given)
    assert warned(repairs) == {
        "/components/schemas/A/properties/a/required": "'required' on a property is said by the object that has it",
        "/components/schemas/A/items/0/required": "true or false cannot require what is no property",
    }
    assert "/components/schemas/A/required" in noted(repairs)


def test_references_into_what_moved_still_lead_there():
    inner = {"type": "object", "properties": {"b": {"type": "string", "enum": ["c"]}}}
    given = getting(
        {"$ref": "#/components/schemas/A/definitions/B"},
        A={"definitions": {"B": inner}, "items": [inner]},
        C={"$ref": "#/components/schemas/A/items/0"},
    )
    form = resolved({**given, "openapi": "3.0.3"})
    named = form["components"]["schemas"]
    assert form["paths"]["/plants"]["get"]["responses"]["200"]["content"]["application/json"]["schema"] == ref("B")
    assert named["B"] == named[named["C"]["$ref"].rpartition("/")[2]] == inner


def test_a_nullable_composition_is_still_found_by_its_parts():
    base = {"nullable": True, "allOf": [{"type": "object", "properties": {"b": {"type": "string"}}}]}
    given = getting({"$ref": "#/components/schemas/A/allOf/0"}, A=base)
    form = resolved({**given, "openapi": "3.0.3"})
    used = form["paths"]["/plants"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
    assert form["components"]["schemas"][used.rpartition("/")[2]]["properties"] == {"b": {"type": "string"}}


def test_the_schemas_of_swagger_are_modernised_too():
    document, _ = read(swagger(definitions={"A": {"items": [{}], "properties": {"a": {"required": True}}}}))
    assert document["components"]["schemas"]["A"] == {"prefixItems": [{}], "properties": {"a": {}}, "required": ["a"]}


def test_what_only_a_reference_leads_to_is_modernised_too():
    given = {**getting({"$ref": "#/definitions/A"}), "definitions": {"A": {"type": "string", "nullable": True}}}
    document, _ = read({**given, "openapi": "3.0.3"})
    assert document["definitions"]["A"] == {"type": ["string", "null"]}
