"""`itemSchema` of OpenAPI 3.2 (section 4.14.1) in the idiom before it, where `schema` describes one item of a sequence.

For server-sent events (section 4.14.4) an item is a whole event, the JSON in its data a `contentSchema`. Before 3.2 that
JSON is all that is described, so it takes the place of an event of which nothing else is told apart.
"""

from __future__ import annotations

from typing import Any

from generator.document.shapes import is_array, is_object


def lower_item_schema(media: dict[str, Any]) -> None:
    """Rewrite a Media Type Object in place."""
    item = media.pop("itemSchema", None)
    if not is_object(item):
        return
    for event in (item, *_branches(item)):
        properties = event.get("properties")
        if is_object(properties) and (inner := _content_schema(properties.get("data"))) is not None:
            properties["data"] = inner
            if event is item and not _tells_apart(properties.get("event")):
                item = inner
    media["schema"] = item


def _branches(schema: dict[str, Any]) -> list[dict[str, Any]]:
    branches = schema.get("oneOf") or schema.get("anyOf")
    return [branch for branch in branches if is_object(branch)] if is_array(branches) else []


def _tells_apart(schema: Any) -> bool:
    return is_object(schema) and not schema.keys().isdisjoint({"const", "enum", "$ref"})


def _content_schema(schema: Any) -> dict[str, Any] | None:
    inner = schema.get("contentSchema") if is_object(schema) else None
    return inner if is_object(inner) else None
