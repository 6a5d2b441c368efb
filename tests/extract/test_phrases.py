from __future__ import annotations

from typing import Any

import pytest

from generator.extract import phrases


@pytest.mark.parametrize(
    ("description", "values"),
    [
        ("Extras to add. Available: lid, history", ["lid", "history"]),
        ("Available: `lid`, `a.b-c`.", ["lid", "a.b-c"]),
        ("Available: lid, history. Other words follow.", ["lid", "history"]),
        ("Available: lid\nOther words follow.", ["lid"]),
        ("Available: everything you can think of", []),
        ("Available: lid, history and handle", []),
        ("Available:", []),
        ("Not available: here", []),
        ("No list at all.", []),
        ("", []),
    ],
)
def test_only_a_plain_list_of_names_counts(description: str, values: list[str]) -> None:
    assert phrases.available(description) == values


def parameter(**members: Any) -> dict[str, Any]:
    value = {"name": "with", "in": "query", "schema": {"type": "string"}, **members}
    phrases.apply({"paths": {"/a": {"get": {"parameters": [value]}}}})
    return {key: item for key, item in value.items() if key not in {"name", "description"}}


def test_a_listed_parameter_becomes_an_enum() -> None:
    assert parameter(description="Available: a, b") == {"in": "query", "schema": {"type": "string", "enum": ["a", "b"]}}


@pytest.mark.parametrize(
    ("where", "style"), [("query", "form"), ("header", "simple"), ("path", "simple"), ("cookie", "form")]
)
def test_a_comma_separated_list_becomes_an_array(where: str, style: str) -> None:
    assert parameter(**{"in": where, "description": "Comma-separated list of extras. Available: a, b"}) == {
        "in": where,
        "style": style,
        "explode": False,
        "schema": {"type": "array", "items": {"type": "string", "enum": ["a", "b"]}},
    }


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "integer"},
        {"type": "string", "enum": ["c"]},
        {"type": "string", "format": "uuid"},
        {"type": "string", "nullable": True},
        {"type": ["string", "null"]},
        {"$ref": "#/components/schemas/With"},
        {},
    ],
)
def test_anything_but_a_plain_string_is_left_alone(schema: dict[str, Any]) -> None:
    assert parameter(description="Available: a, b", schema=dict(schema)) == {"in": "query", "schema": schema}


def test_a_declared_style_is_left_alone() -> None:
    members = {"description": "Comma-separated list. Available: a", "style": "pipeDelimited"}
    assert parameter(**members)["schema"] == {"type": "string"}


def test_a_property_becomes_an_enum_unless_it_is_a_list() -> None:
    one = {"type": "string", "description": "Available: a, b"}
    many = {"type": "string", "description": "Comma-separated list. Available: a, b"}
    phrases.apply({"components": {"schemas": {"A": {"properties": {"one": one, "many": many}}}}})
    assert one["enum"] == ["a", "b"]
    assert "enum" not in many
