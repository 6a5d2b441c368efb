from __future__ import annotations

from typing import Any

import pytest

from generator.contract.coverage.variants import Unions, conjuncts, kinds_of
from generator.exchange.schemas import Schemas

DOCUMENT: dict[str, Any] = {
    "components": {
        "schemas": {
            "Cat": {"type": "object", "properties": {"kind": {"type": "string"}, "purrs": {"type": "boolean"}}},
            "Dog": {"type": "object", "properties": {"kind": {"type": "string"}, "barks": {"type": "boolean"}}},
            "Loop": {"oneOf": [{"$ref": "#/components/schemas/Loop"}, {"type": "null"}]},
        }
    }
}
PETS = [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}]
MAPPED = {"propertyName": "kind", "mapping": {"c": "#/components/schemas/Cat", "d": "Dog"}}


def chosen(schema: dict[str, Any], value: Any) -> list[str | None]:
    unions = Unions(DOCUMENT, Schemas(DOCUMENT, "pets.json"))
    found = [unions.variant(union, value) for union in unions.of(schema)]
    return [variant and variant.name for variant in found]


def names(schema: dict[str, Any]) -> list[list[str]]:
    return [[each.name for each in union.variants] for union in Unions(DOCUMENT, Schemas({}, "x")).of(schema)]


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"type": "string"}, []),
        ({"type": ["string", "null"]}, [["string", "null"]]),
        ({"type": ["string"]}, []),
        ({"anyOf": PETS}, [["Cat", "Dog"]]),
        (
            {"oneOf": [{"type": "string"}, {"type": "string"}, {"const": 7}, True]},
            [["string", "string 2", "7", "anything"]],
        ),
        ({"anyOf": "nonsense", "type": 7}, []),
    ],
)
def test_variants_have_names_of_their_own(schema: dict[str, Any], expected: list[list[str]]) -> None:
    assert names(schema) == expected


@pytest.mark.parametrize(
    ("schema", "value", "expected"),
    [
        ({"type": ["string", "null"]}, None, "null"),
        ({"type": ["string", "null"]}, "", "string"),
        ({"type": ["string", "null"]}, 7, None),
        ({"type": ["number", "integer"]}, 7, "integer"),
        ({"type": ["number", "integer"]}, 7.0, "integer"),
        ({"type": ["number", "integer"]}, 7.5, "number"),
        ({"type": ["integer", "boolean"]}, True, "boolean"),
        ({"anyOf": PETS}, {"kind": "x", "barks": True}, "Dog"),
        ({"anyOf": PETS}, {"kind": "x"}, "Cat"),
        ({"anyOf": PETS}, {"barks": "not a boolean"}, "Cat"),
        ({"anyOf": PETS}, {"kind": 7, "barks": True}, "Dog"),
        ({"anyOf": PETS}, 7, None),
        ({"anyOf": [*PETS, {"type": "null"}]}, None, "null"),
        ({"oneOf": PETS, "discriminator": MAPPED}, {"kind": "d", "purrs": True}, "Dog"),
        ({"oneOf": PETS, "discriminator": MAPPED}, {"kind": "c"}, "Cat"),
        ({"oneOf": PETS, "discriminator": {"propertyName": "kind"}}, {"kind": "Dog"}, "Dog"),
        ({"oneOf": PETS, "discriminator": MAPPED}, {"kind": ["d"], "barks": True}, "Dog"),
        ({"oneOf": PETS, "discriminator": MAPPED}, {"kind": "bird", "barks": True}, "Dog"),
        ({"oneOf": PETS, "discriminator": 7}, {"barks": True}, "Dog"),
    ],
)
def test_a_value_is_the_variant_that_a_client_takes(schema: dict[str, Any], value: Any, expected: str | None) -> None:
    assert chosen(schema, value) == [expected]


def test_what_holds_together_is_found_once_and_circles_end() -> None:
    document: dict[str, Any] = {"components": {"schemas": {"A": {"allOf": [{"$ref": "#/components/schemas/A"}]}}}}
    schema = {"$ref": "#/components/schemas/A", "description": "beside the reference"}
    found = list(conjuncts(document, schema))
    assert found[0] is schema
    assert document["components"]["schemas"]["A"] in found
    assert len(found) == 3


@pytest.mark.parametrize(
    ("value", "kinds"),
    [(True, {"boolean"}), (1, {"integer", "number"}), (1.5, {"number"}), (None, {"null"}), ([], {"array"})],
)
def test_kinds(value: Any, kinds: set[str]) -> None:
    assert kinds_of(value) == kinds
