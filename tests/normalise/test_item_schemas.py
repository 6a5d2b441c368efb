from __future__ import annotations

from typing import Any

import pytest

from generator.normalise.item_schemas import lower_item_schema
from generator.normalise.upgrade import upgrade

BREAD = {"$ref": "#/components/schemas/Bread"}
JSON = {"type": "string", "contentMediaType": "application/json", "contentSchema": BREAD}
TEXT = {"type": "string"}


def event(data: Any, **more: Any) -> dict[str, Any]:
    return {"type": "object", "properties": {"data": data, **more}}


@pytest.mark.parametrize(
    ("item", "schema"),
    [
        (BREAD, BREAD),
        (event(TEXT), event(TEXT)),
        (event(JSON), BREAD),
        (event(JSON, id=TEXT, event=TEXT), BREAD),
        (event(JSON, event={"const": "add"}), event(BREAD, event={"const": "add"})),
        (
            {"oneOf": [event(JSON, event={"const": "add"}), event(TEXT), BREAD]},
            {"oneOf": [event(BREAD, event={"const": "add"}), event(TEXT), BREAD]},
        ),
        (event(JSON, event=True), BREAD),
        ({"type": "object", "properties": {"data": True}}, {"type": "object", "properties": {"data": True}}),
    ],
    ids=["reference", "text", "json", "json-named", "json-of-a-type", "union", "any-name", "any-data"],
)
def test_the_schema_of_an_item_becomes_the_schema(item: Any, schema: Any):
    media = {"itemSchema": item, "example": 1}
    lower_item_schema(media)
    assert media == {"schema": schema, "example": 1}


def test_what_describes_an_item_comes_before_what_describes_all_of_them():
    media = {"schema": {"type": "array", "items": BREAD}, "itemSchema": BREAD}
    lower_item_schema(media)
    assert media == {"schema": BREAD}


@pytest.mark.parametrize("media", [{}, {"schema": BREAD}])
def test_without_it_nothing_changes(media: dict[str, Any]):
    before = dict(media)
    lower_item_schema(media)
    assert media == before


def test_schemas_of_items_are_upgraded_as_all_are():
    content = {"application/jsonl": {"itemSchema": {"type": "object", "properties": {"a": {**TEXT, "nullable": True}}}}}
    paths = {"/a": {"get": {"responses": {"200": {"description": "", "content": content}}}}}
    document = upgrade({"openapi": "3.2.0", "info": {"title": "a", "version": "1"}, "paths": paths}, "a.yaml")
    assert document["paths"]["/a"]["get"]["responses"]["200"]["content"] == {
        "application/jsonl": {"schema": {"type": "object", "properties": {"a": {"type": ["string", "null"]}}}}
    }
