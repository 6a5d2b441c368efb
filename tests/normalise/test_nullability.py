from __future__ import annotations

from typing import Any

import pytest

from generator.document.findings import SpecloomError
from generator.normalise.nullability import spell_null

from .documents import getting, nullable, ref
from .helpers import components, followed, normal, said

NULL = {"type": "null"}
PLANT = {"type": "object", "properties": {"a": {"type": "string"}}}


def spelled(given: Any, **schemas: Any) -> Any:
    document, ledger = followed(getting({}, **schemas, Given={"type": "object", "properties": {"p": given}}))
    spell_null(document, ledger)
    return document["components"]["schemas"]["Given"]["properties"]["p"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"type": "string"}, {"type": "string"}),
        ({"type": ["string"]}, {"type": "string"}),
        ({"type": ["string", "null"]}, {"type": ["string", "null"]}),
        ({"type": ["null", "string"], "maxLength": 3}, {"type": ["string", "null"], "maxLength": 3}),
        ({"anyOf": [{"type": "string"}, NULL]}, {"type": ["string", "null"]}),
        (
            {"oneOf": [NULL, {"type": "string", "maxLength": 3}], "title": "t"},
            {"type": ["string", "null"], "maxLength": 3, "title": "t"},
        ),
        ({"anyOf": [{"type": "array", "items": {}}, NULL]}, {"type": ["array", "null"], "items": {}}),
        ({"anyOf": [NULL, ref("Plant")]}, {"anyOf": [ref("Plant"), NULL]}),
        ({"oneOf": [ref("Plant"), {"type": "null", "description": "none"}]}, {"anyOf": [ref("Plant"), NULL]}),
        (
            {"oneOf": [ref("Plant"), {"enum": [None]}], "default": None},
            {"anyOf": [ref("Plant"), NULL], "default": None},
        ),
        (
            {"oneOf": [ref("Plant"), {"type": "string"}, NULL]},
            {"anyOf": [{"oneOf": [ref("Plant"), {"type": "string"}]}, NULL]},
        ),
        (
            {"anyOf": [{"anyOf": [ref("Plant"), NULL]}, {"type": ["string", "null"]}]},
            {"anyOf": [{"anyOf": [ref("Plant"), {"type": "string"}]}, NULL]},
        ),
        ({"type": "object", "anyOf": [PLANT]}, {**PLANT}),
        ({"oneOf": [ref("Plant")], "description": "d"}, {**ref("Plant"), "description": "d"}),
        ({"oneOf": [ref("Plant")], "maxProperties": 2}, {"allOf": [ref("Plant"), {"maxProperties": 2}]}),
        ({"enum": ["a", None]}, {"enum": ["a"], "anyOf": None}),
        ({"enum": [None]}, NULL),
        ({"const": None}, NULL),
        ({"type": ["null"]}, NULL),
        ({"anyOf": [NULL, NULL]}, NULL),
        ({"anyOf": [True, NULL]}, {"anyOf": [{}, NULL]}),
        ({"oneOf": [False, {"type": "string"}]}, {"oneOf": [{"not": {}}, {"type": "string"}]}),
        ({"type": "string", "enum": ["a"], "oneOf": [NULL], "title": "t"}, {**NULL, "title": "t"}),
        ({"anyOf": []}, {}),
        ({"enum": [], "type": "string"}, {"type": "string"}),
        ({"enum": ["a"], "type": "object"}, {"type": "object"}),
        ({"enum": [None, "a"], "type": ["object", "null"]}, {"type": ["object", "null"]}),
        ({"const": "a", "type": "array"}, {"type": "array"}),
        ({"enum": [[1], "a"], "type": "array"}, {"enum": [[1], "a"], "type": "array"}),
        ({"type": ["object", "null"], **{k: v for k, v in PLANT.items() if k != "type"}}, {"anyOf": [PLANT, NULL]}),
        ({"type": ["string", "null"], "enum": ["a"]}, {"anyOf": [{"type": "string", "enum": ["a"]}, NULL]}),
        (
            {"type": ["string", "integer"], "minLength": 1, "minimum": 2, "title": "t", "items": {}},
            {"anyOf": [{"type": "string", "minLength": 1}, {"type": "integer", "minimum": 2}], "title": "t"},
        ),
        (
            {"type": ["string", "boolean", "null"], "enum": ["a", True, None, 5]},
            {"anyOf": [{"anyOf": [{"type": "string", "enum": ["a"]}, {"type": "boolean", "enum": [True]}]}, NULL]},
        ),
        ({"type": ["string", "integer"], "enum": ["a"]}, {"type": "string", "enum": ["a"]}),
        (
            {"type": ["object", "null"], "oneOf": [ref("Plant"), {"type": "object"}]},
            {"type": "object", "oneOf": [ref("Plant"), {"type": "object"}]},
        ),
    ],
)
def test_there_is_one_spelling(given: Any, expected: Any):
    if expected == {"enum": ["a"], "anyOf": None}:
        expected = {"anyOf": [{"enum": ["a"]}, NULL]}
    assert spelled(given, Plant=PLANT) == expected
    assert spelled(expected, Plant=PLANT) == expected


def test_null_moves_from_a_component_to_its_uses():
    document, ledger = followed(nullable())
    spell_null(document, ledger)
    schemas = document["components"]["schemas"]
    assert schemas["MaybePlant"]["type"] == "object"
    uses = schemas["Uses"]["properties"]
    assert uses["ref"] == {"description": "One.", "anyOf": [ref("MaybePlant"), NULL]}
    assert uses["alias"] == {"anyOf": [ref("Alias"), NULL]}
    assert uses["list"]["items"] == {"anyOf": [ref("MaybePlant"), NULL]}
    assert uses["either"] == {"anyOf": [{"oneOf": [ref("MaybePlant"), {"type": "string"}]}, NULL]}
    response = document["paths"]["/plants"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert response == {"anyOf": [ref("MaybePlant"), NULL]}
    assert said(ledger)["/components/schemas/MaybePlant/type"]


def test_a_nullable_scalar_component():
    schemas = components(getting(ref("Name"), Name={"type": ["string", "null"], "maxLength": 3}))
    assert schemas["Name"] == {"type": "string", "maxLength": 3}


def test_a_discriminator_goes_with_its_union():
    union = {"oneOf": [ref("Plant"), ref("Other"), NULL], "discriminator": {"propertyName": "a"}, "description": "d"}
    assert spelled(union, Plant=PLANT, Other=PLANT) == {
        "description": "d",
        "anyOf": [{"oneOf": [ref("Plant"), ref("Other")], "discriminator": {"propertyName": "a"}}, NULL],
    }


def test_it_tells_whether_anything_changed():
    document, ledger = followed(nullable())
    assert spell_null(document, ledger) is True
    assert spell_null(document, ledger) is False


def test_components_that_turn_out_to_be_nothing_but_each_other_are_refused():
    given = getting({}, A={"oneOf": [ref("B")]}, B={"anyOf": [ref("A"), NULL]})
    with pytest.raises(SpecloomError, match="nothing but itself"):
        normal(given)


def test_any_value_or_null_may_narrow_what_it_is_composed_with():
    found = components(
        getting(
            ref("Child"),
            Base={"type": "object", "properties": {"a": PLANT}},
            Child={"allOf": [ref("Base"), {"type": "object", "properties": {"a": {"anyOf": [True, NULL]}}}]},
        )
    )
    assert "a" in found["Child"]["properties"]
