from __future__ import annotations

from .helpers import noted, read
from .swagger_documents import definition, swagger


def test_a_discriminator_maps_the_names_of_what_inherits_at_any_distance():
    base = {"type": "object", "discriminator": "kind", "properties": {"kind": {"type": "string"}}}
    document, _ = read(
        swagger(
            definitions={
                "Bread": base,
                "Rye": {"allOf": [definition("Bread"), {}]},
                "Dark Rye/a": {"allOf": [definition("Rye")]},
                "Wheat": {"allOf": [{}, definition("Bread")], "x-discriminator-value": "wheat"},
                "Cake": {"type": "object"},
                "Lonely": {**base, "discriminator": "kind"},
            }
        )
    )
    schemas = document["components"]["schemas"]
    assert schemas["Bread"]["discriminator"] == {
        "propertyName": "kind",
        "mapping": {
            "Bread": "#/components/schemas/Bread",
            "Rye": "#/components/schemas/Rye",
            "wheat": "#/components/schemas/Wheat",
            "Dark Rye/a": "#/components/schemas/Dark Rye~1a",
        },
    }
    assert schemas["Lonely"]["discriminator"] == {"propertyName": "kind"}


def test_definitions_that_inherit_from_each_other_end():
    circle = {name: {"discriminator": "kind", "allOf": [definition(other)]} for name, other in (("A", "B"), ("B", "A"))}
    document, repairs = read(swagger(definitions=circle))
    assert set(document["components"]["schemas"]["A"]["discriminator"]["mapping"]) == {"A", "B"}
    assert "/definitions/A/discriminator" in noted(repairs)


def test_a_discriminator_without_a_name_around_it_is_one_too():
    inner = {"type": "object", "properties": {"a": {"type": "object", "discriminator": "kind"}}}
    document, _ = read(swagger(definitions={"A": inner}))
    assert document["components"]["schemas"]["A"]["properties"]["a"]["discriminator"] == {"propertyName": "kind"}
