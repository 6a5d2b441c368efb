from __future__ import annotations

from typing import Any

import pytest

from generator.normalise.naming.answers import answer_of, takes_many

DOCUMENT: dict[str, Any] = {
    "components": {
        "schemas": {
            "Pets": {"type": "array", "items": {}},
            "Page": {"type": "object", "properties": {"data": {"$ref": "#/components/schemas/Pets"}}},
            "Pet": {"type": "object", "properties": {"name": {"type": "string"}, "tags": {"type": "array"}}},
            "Loop": {"allOf": [{"$ref": "#/components/schemas/Loop"}]},
        }
    }
}


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def operation(schema: Any, status: str = "200") -> dict[str, Any]:
    return {"responses": {status: {"content": {"text/plain": {}, "application/json": {"schema": schema}}}}}


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        (ref("Pets"), "many"),
        (ref("Page"), "many"),
        ({"allOf": [ref("Page"), {"properties": {"next": {}}}]}, "many"),
        ({"type": "object", "properties": {"pets": {"type": ["array", "null"]}}}, "many"),
        (ref("Pet"), "one"),
        ({"type": "object"}, "unknown"),
        (ref("Loop"), "unknown"),
        ({}, "unknown"),
        (True, "unknown"),
        (ref("Gone"), "unknown"),
    ],
)
def test_answers(schema: Any, expected: str):
    assert answer_of(DOCUMENT, operation(schema), ("pets",), is_plural=False) == expected


def test_any_array_holds_what_the_path_calls_many():
    assert answer_of(DOCUMENT, operation(ref("Pet")), ("pets",), is_plural=True) == "many"


def test_errors_are_no_answers():
    assert answer_of(DOCUMENT, operation(ref("Pets"), "404"), ("pets",), is_plural=True) == "unknown"
    assert answer_of(DOCUMENT, {"responses": {"204": {}}}, ("pets",), is_plural=True) == "unknown"


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"type": "array"}, True),
        ({"properties": {"ids": {"type": "array"}}, "required": ["ids"]}, True),
        ({"properties": {"ids": {"type": "array"}}}, False),
        ({"required": ["gone"]}, False),
        (False, False),
    ],
)
def test_bodies_with_many(schema: Any, *, expected: bool):
    body = {"requestBody": {"content": {"application/json": {"schema": schema}}}}
    assert takes_many(DOCUMENT, body) is expected
    assert not takes_many(DOCUMENT, {})
