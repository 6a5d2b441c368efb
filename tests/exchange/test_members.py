from __future__ import annotations

from typing import Any

from generator.exchange.members import Members

TEXT, NUMBER, ITEM = {"type": "string"}, {"type": "integer"}, {"type": "boolean"}
DOCUMENT: dict[str, Any] = {
    "components": {
        "schemas": {
            "Cat": {"properties": {"name": TEXT, "lives": NUMBER}},
            "Dog": {"allOf": [{"properties": {"name": NUMBER}}, {"$ref": "#/components/schemas/Dog"}]},
            "Pet": {"oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}]},
        }
    }
}


def test_properties_are_those_of_all_branches() -> None:
    members, pet = Members(DOCUMENT), DOCUMENT["components"]["schemas"]["Pet"]
    assert members.properties(pet) == {"name": {"anyOf": [TEXT, NUMBER]}, "lives": NUMBER}
    assert members.properties(pet)["name"] is members.properties(pet)["name"]
    assert members.properties({"$ref": "#/components/schemas/Cat"})["lives"] is NUMBER


def test_what_says_nothing_has_none() -> None:
    members = Members(DOCUMENT)
    for schema in ({}, True, None, {"type": "string"}, {"properties": None}, {"anyOf": None}):
        assert members.properties(schema) == {}
        assert members.items(schema) == {}


def test_items_are_those_of_the_branch_that_has_some() -> None:
    assert Members(DOCUMENT).items({"anyOf": [{"type": "null"}, {"type": "array", "items": ITEM}]}) is ITEM


def test_of_other_members_is_told_what_is_said_those_of_a_pattern_first() -> None:
    members = Members(DOCUMENT)
    both = {"additionalProperties": TEXT, "patternProperties": {"^n": NUMBER}}
    assert [tuple(other) for other in members.others(both)] == [("^n", NUMBER), ("", TEXT)]
    assert members.others({"type": "object"}) == members.others({"additionalProperties": True}) == (("", {}),)
    assert members.others({"allOf": [{"properties": {"a": TEXT}}, {"unevaluatedProperties": NUMBER}]}) == (
        ("", NUMBER),
    )
    for schema in ({"properties": {}}, {"additionalProperties": False}, {"properties": {"a": TEXT}}, {}, True, None):
        assert members.others(schema) == ()
