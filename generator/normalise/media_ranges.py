"""Media ranges that describe JSON: `*/*` and `application/*` with the schema of something that bytes and text are not.

A range says that any media type goes (OpenAPI 3.1 section 4.8.14.1), the schema what the content is. Objects, lists and
numbers have a representation of their own in JSON alone, so that is what to ask for and to send; text and bytes stay any.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document import references
from generator.document.shapes import is_array, is_object
from generator.normalise.schemas import all_operations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.normalise.ledger import Ledger

RULE = "read-as-json"
JSON = "application/json"
_RANGES = ("*/*", "application/*")
_JSON_TYPES = frozenset({"object", "array", "number", "integer", "boolean"})
_OBJECT_WORDS = frozenset({"properties", "additionalProperties", "patternProperties"})
_BYTES = frozenset({"byte", "binary"})
_DEPTH = 8


def read_ranges_as_json(document: dict[str, Any], ledger: Ledger) -> None:
    """Say `application/json` in place of a media range that describes JSON, in the composed `document`.

    Content that has JSON beside the range keeps the range.
    """
    for content in _contents(document):
        if JSON in content:
            continue
        for media_range in _RANGES:
            media = content.get(media_range)
            if is_object(media) and _is_json(document, media.get("schema"), _DEPTH):
                ledger.note_member(content, media_range, RULE, f"only JSON has what its schema describes: {JSON}")
                members = [(JSON if name == media_range else name, member) for name, member in content.items()]
                content.clear()
                content.update(members)
                break


def _contents(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for _, operation, _ in all_operations(document):
        for holder in (operation.get("requestBody"), *operation.get("responses", {}).values()):
            if is_object(holder) and is_object(content := holder.get("content")):
                yield content


def _is_json(document: dict[str, Any], schema: Any, depth: int) -> bool:
    if not is_object(schema) or depth == 0:
        return False
    if "$ref" in schema:
        target = references.follow(document, schema)
        return target is not schema and _is_json(document, target, depth - 1)
    kinds = schema.get("type")
    named = {kinds} if isinstance(kinds, str) else set[Any](kinds) if is_array(kinds) else set[Any]()
    if named == {"array"}:
        return not _is_bytes(schema.get("items"))
    if not named.isdisjoint(_JSON_TYPES):
        return True
    if not named and not _OBJECT_WORDS.isdisjoint(schema):
        return True
    branches = [*schema.get("anyOf", []), *schema.get("oneOf", []), *schema.get("allOf", [])]
    return any(_is_json(document, branch, depth - 1) for branch in branches)


def _is_bytes(items: Any) -> bool:
    """Tell whether items are single bytes: some generators describe a file as a list of them."""
    return is_object(items) and items.get("type") == "string" and items.get("format") in _BYTES
