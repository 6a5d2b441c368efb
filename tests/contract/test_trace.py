from __future__ import annotations

from typing import Any

import pytest

from generator.contract.coverage.outline import Outline
from generator.contract.coverage.trace import Tracer
from generator.contract.coverage.variants import Unions
from generator.exchange.schemas import Schemas

DOCUMENT: dict[str, Any] = {
    "components": {
        "schemas": {
            "Node": {
                "type": "object",
                "properties": {"name": {"type": "string"}, "left": {"$ref": "#/components/schemas/Node"}},
            },
            "Loop": {"oneOf": [{"$ref": "#/components/schemas/Loop"}, {"$ref": "#/components/schemas/Node"}]},
            "Named": {"properties": {"name": {"type": "string"}}},
        }
    }
}
MIXED: dict[str, Any] = {
    "allOf": [{"$ref": "#/components/schemas/Named"}, {"properties": {"size": {"type": ["integer", "null"]}}}],
    "properties": {"list": {"prefixItems": [{"type": "string"}], "items": {"$ref": "#/components/schemas/Node"}}},
    "patternProperties": {"^x-": {"properties": {"a": {}}}},
    "additionalProperties": {"properties": {"b": {}}},
}


def outline(schema: Any) -> Outline:
    schemas = Schemas(DOCUMENT, "x")
    return Outline(DOCUMENT, [schema], Unions(DOCUMENT, schemas))


def shown(schema: Any, value: Any) -> set[str]:
    visits = Tracer(DOCUMENT, Schemas(DOCUMENT, "x")).trace(schema, value)
    return {str(cell) for cell in outline(schema).shown(visits)}


def visited(schema: Any, value: Any) -> list[str]:
    return [visit.pointer for visit in Tracer(DOCUMENT, Schemas(DOCUMENT, "x")).trace(schema, value)]


def test_an_outline_has_every_field_and_variant_once_at_its_nearest_pointer() -> None:
    assert [str(cell) for cell in outline(MIXED).cells] == [
        "field /list",
        "field /name",
        "field /size",
        "field /*/a",
        "field /*/b",
        "variant /size as integer",
        "variant /size as null",
        "field /list/*/name",
        "field /list/*/left",
    ]


def test_a_value_shows_what_is_in_it() -> None:
    value = {"name": "n", "size": None, "x-1": {"a": 1, "b": 1}, "other": {"a": 1, "b": 1}, "list": ["s", {"left": {}}]}
    assert shown(MIXED, value) == {
        "field /name", "field /size", "field /list", "variant /size as null", "field /*/a", "field /*/b",
        "field /list/*/left",
    }  # fmt: skip


def test_a_part_is_visited_where_a_schema_speaks_about_it() -> None:
    value = {"list": ["s", {"left": {}}], "x-1": {"c": 1}}
    assert visited(MIXED, value) == ["", "/list", "/list/0", "/list/1", "/list/1/left", "/x-1"]


def test_names_in_pointers_are_escaped() -> None:
    schema = {"properties": {"a/b~": {"type": "string"}}}
    assert [str(cell) for cell in outline(schema).cells] == ["field /a~1b~0"]
    assert visited(schema, {"a/b~": "x"}) == ["", "/a~1b~0"]


def test_the_whole_answer_can_be_a_union() -> None:
    schema = {"anyOf": [{"$ref": "#/components/schemas/Node"}, {"type": "null"}]}
    assert "variant (the whole answer) as null" in shown(schema, None)
    assert shown(schema, {"name": "x"}) == {"variant (the whole answer) as Node", "field /name"}


def test_a_union_of_itself_ends() -> None:
    schema = {"$ref": "#/components/schemas/Loop"}
    assert len(outline(schema).cells) == 4
    assert visited(schema, {"name": "x"})[0] == ""


def test_depth_is_no_trouble() -> None:
    value: dict[str, Any] = {"name": "x"}
    for _ in range(3000):
        value = {"left": value}
    assert shown({"$ref": "#/components/schemas/Node"}, value) == {"field /left", "field /name"}


def test_breadth_is_no_trouble() -> None:
    """Components that use one another twice: by path, this would be two to the fortieth."""
    schemas: dict[str, Any] = {"S40": {"type": "object", "properties": {"end": {"type": "string"}}}}
    for index in range(40):
        inner = {"$ref": f"#/components/schemas/S{index + 1}"}
        schemas[f"S{index}"] = {"type": "object", "properties": {"a": inner, "b": inner}}
    document = {"components": {"schemas": schemas}}
    unions = Unions(document, Schemas(document, "x"))
    cells = Outline(document, [{"$ref": "#/components/schemas/S0"}], unions).cells
    assert len(cells) == 81


@pytest.mark.parametrize("schema", [True, False, {}, {"properties": 7, "items": 7, "allOf": 7, "$ref": "#/nowhere"}])
def test_a_schema_that_says_nothing_has_no_cells(schema: Any) -> None:
    assert outline(schema).cells == ()
    assert shown(schema, {"a": [1]}) == set()
