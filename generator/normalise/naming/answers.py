"""What an operation answers: many things or one. Decides between `list` and `get`."""

from __future__ import annotations

from typing import Any, Literal

from generator.document.references import follow
from generator.document.shapes import is_object
from generator.normalise.naming.lexicon import PAGE_MEMBERS

Answer = Literal["many", "one", "unknown"]
_DEPTH = 8


def answer_of(
    document: dict[str, Any], operation: dict[str, Any], nouns: tuple[str, ...], *, is_plural: bool
) -> Answer:
    """Return what the first answer of success with a schema is.

    Args:
        document: the resolved form, for its components.
        operation: one of its operations.
        nouns: what its path speaks of, in snake_case: a member named after one of them that is an array holds items.
        is_plural: the path speaks of many: then any array of the answer holds them.
    """
    responses: dict[str, Any] = operation.get("responses", {})
    for status in sorted(status for status in responses if status.startswith("2")):
        schema = _json_schema(responses[status])
        if schema is not None:
            names = None if is_plural else tuple(each.replace("_", "") for each in nouns)
            return _kind(document, schema, names, _DEPTH, set())
    return "unknown"


def _json_schema(holder: Any) -> dict[str, Any] | None:
    """Return the schema of the first JSON that `holder`, a request body or response, declares."""
    content: dict[str, Any] = holder.get("content", {}) if is_object(holder) else {}
    for media_type, media in content.items():
        schema = media.get("schema") if is_object(media) else None
        if "json" in media_type.lower() and is_object(schema):
            return schema
    return None


def _kind(document: dict[str, Any], schema: Any, nouns: tuple[str, ...] | None, depth: int, seen: set[int]) -> Answer:
    """Return what `schema` is; "unknown" for one that is among `seen`, having said what it is."""
    schema = follow(document, schema) if is_object(schema) else schema
    if not is_object(schema) or not depth or id(schema) in seen:
        return "unknown"
    seen.add(id(schema))
    if _is_array(schema):
        return "many"
    kinds = {_kind(document, part, nouns, depth - 1, seen) for part in schema.get("allOf", [])}
    members = schema.get("properties", {})
    if "many" in kinds or (is_object(members) and any(_holds(document, members, name, nouns) for name in members)):
        return "many"
    return "one" if members or "one" in kinds else "unknown"


def _holds(document: dict[str, Any], members: dict[str, Any], name: str, nouns: tuple[str, ...] | None) -> bool:
    if nouns is not None and name.lower() not in PAGE_MEMBERS and not name.lower().replace("_", "").endswith(nouns):
        return False
    return is_object(members[name]) and _is_array(follow(document, members[name]))


def _is_array(schema: Any) -> bool:
    return is_object(schema) and ("array" in schema.get("type", ()) or "items" in schema)


def takes_many(document: dict[str, Any], operation: dict[str, Any]) -> bool:
    """Tell whether the JSON body of `operation` is an array, or an object that requires one."""
    schema = follow(document, _json_schema(operation.get("requestBody")))
    if not is_object(schema):
        return False
    members = schema.get("properties", {})
    required = [members.get(name) for name in schema.get("required", [])]
    return _is_array(schema) or any(_is_array(follow(document, each)) for each in required)
