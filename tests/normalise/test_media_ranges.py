"""A media range stays one unless its schema describes what only JSON has."""

from __future__ import annotations

from typing import Any

import pytest

from generator.normalise.form import normal_form
from generator.normalise.resolve import resolve

THING = {"$ref": "#/components/schemas/Thing"}
NAME = {"$ref": "#/components/schemas/Name"}


def document(content: dict[str, Any]) -> dict[str, Any]:
    answer = {"description": "fine", "content": content}
    operation = {"requestBody": {"content": content}, "responses": {"200": answer}}
    thing = {"type": "object", "properties": {"a": {"type": "integer"}, "next": THING}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "a", "version": "1"},
        "paths": {"/things": {"post": operation}},
        "components": {"schemas": {"Thing": thing, "Name": {"type": "string"}, "Alias": THING}},
    }


def form(content: dict[str, Any]) -> Any:
    return normal_form(resolve(document(content), "a"), "a")


def media_types(content: dict[str, Any]) -> tuple[list[str], list[str]]:
    operation = form(content).document["paths"]["/things"]["post"]
    return list(operation["requestBody"]["content"]), list(operation["responses"]["200"]["content"])


@pytest.mark.parametrize("media_range", ["*/*", "application/*"])
@pytest.mark.parametrize(
    "schema",
    [
        THING,
        {"$ref": "#/components/schemas/Alias"},
        {"type": "array", "items": NAME},
        {"type": "integer"},
        {"type": ["boolean", "null"]},
        {"type": ["string", "object"]},
        {"additionalProperties": {"type": "string"}},
        {"oneOf": [THING, {"type": "string"}]},
        {"allOf": [THING, {"properties": {"b": {}}}]},
    ],
)
def test_what_only_json_has_is_json(media_range: str, schema: dict[str, Any]) -> None:
    assert media_types({media_range: {"schema": schema}}) == (["application/json"], ["application/json"])


@pytest.mark.parametrize(
    "media",
    [
        {},
        {"schema": {}},
        {"schema": {"type": "string"}},
        {"schema": {"type": "string", "format": "binary"}},
        {"schema": NAME},
        {"schema": {"type": "array", "items": {"type": "string", "format": "byte"}}},
    ],
)
def test_text_bytes_and_anything_stay_any(media: dict[str, Any]) -> None:
    assert media_types({"*/*": media}) == (["*/*"], ["*/*"])


def test_other_ranges_and_types_stay() -> None:
    content = {"image/*": {"schema": THING}, "text/html": {"schema": THING}}
    assert media_types(content) == (["image/*", "text/html"], ["image/*", "text/html"])


def test_a_range_beside_json_stays() -> None:
    content = {"application/json": {"schema": THING}, "*/*": {"schema": THING}}
    assert media_types(content) == (["application/json", "*/*"], ["application/json", "*/*"])


def test_the_ledger_says_so_and_everything_keeps_its_way() -> None:
    made = form({"*/*": {"schema": THING, "example": {"a": 1}}})
    pointer = "/paths/~1things/post/requestBody/content/*~1*"
    assert (pointer, "read-as-json") in [(entry.pointer, entry.rule) for entry in made.ledger.entries]
    assert made.ledger.locate(f"{pointer}/example/a") == [
        "/paths/~1things/post/requestBody/content/application~1json/example/a"
    ]
    assert made.ledger.unexplained() == []


def test_it_is_its_own_normal_form() -> None:
    once = form({"*/*": {"schema": THING}}).document
    assert normal_form(resolve(once, "a"), "a").document == once
