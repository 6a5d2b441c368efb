"""Places of two documents, and the operations that they reach."""

from __future__ import annotations

from typing import Any

import pytest

from generator.drift.upstream.places import Reach, has, key_of


def parameter(name: str, where: str = "query") -> dict[str, Any]:
    return {"name": name, "in": where}


ONE: dict[str, Any] = {
    "servers": [{"url": "https://a.example"}, {"url": "https://b.example"}],
    "paths": {
        "/a": {"get": {"parameters": [parameter("x"), parameter("x", "header")],
                       "requestBody": {"$ref": "#/components/requestBodies/B"}}},
        "/b": {"parameters": [{"$ref": "#/components/parameters/P"}], "get": {}, "put": {"tags": ["t"]}},
    },
    "components": {
        "requestBodies": {"B": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/S"}}}}},
        "schemas": {"S": {"items": {"$ref": "#/components/schemas/S"}, "allOf": [{"title": "1"}, {}]}, "T": {}},
        "parameters": {"P": {}},
    },
}  # fmt: skip
OTHER: dict[str, Any] = {
    "servers": [{"url": "https://b.example"}],
    "paths": {"/a": {"get": {"parameters": [parameter("new"), parameter("x", "header")]}}},
    "components": {"schemas": {"S": {"allOf": [{}]}}},
}


@pytest.mark.parametrize(
    ("pointer", "there"),
    [
        ("/servers/1/description", False),
        ("/servers/1", True),
        ("/servers/0", False),
        ("/paths/~1a/get/parameters/1", True),
        ("/paths/~1a/get/parameters/0", False),
        ("/paths/~1b", False),
        ("/components/schemas/S/allOf/0", True),
        ("/components/schemas/S/allOf/1", False),
        ("", True),
    ],
)
def test_a_part_is_the_same_wherever_it_moved_in_a_list(pointer: str, there: bool) -> None:
    assert has(OTHER, key_of(ONE, pointer)) is there
    assert has(ONE, key_of(ONE, pointer)) is (pointer != "/servers/1/description")


@pytest.mark.parametrize(
    ("pointer", "operations"),
    [
        ("/paths/~1a/get/description", ("GET /a",)),
        ("/paths/~1b/description", ("GET /b", "PUT /b")),
        ("/components/schemas/S/description", ("GET /a",)),
        ("/components/parameters/P/description", ("GET /b", "PUT /b")),
        ("/components/schemas/T/description", ()),
        ("/info/description", ()),
        ("/paths/~1gone/get", ("GET /gone",)),
    ],
)
def test_the_operations_that_a_place_reaches(pointer: str, operations: tuple[str, ...]) -> None:
    assert Reach(ONE).of(pointer) == operations
