"""What an operation may answer bit by bit: which of its media types, and what one item of each is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from generator.document.shapes import is_array, is_object
from generator.emit.annotations import ANY, annotation
from generator.emit.facts import StreamFacts
from generator.emit.media import is_event_stream, is_json, is_sequence, is_text

if TYPE_CHECKING:
    from generator.emit.components import Components
    from generator.normalise.schemas import Schema

_EVENT = frozenset({"event", "data", "id", "retry"})


def streams(responses: Iterable[dict[str, Any]], components: Components) -> tuple[StreamFacts, ...]:
    """Return what is worth reading bit by bit of the responses that a method returns: sequences first, then the rest.

    That is events, JSON lines and JSON text sequences; bytes and text; and what is no JSON where nothing else is JSON. Other
    notations of an answer that is also there as JSON (XML, YAML) are not.
    """
    found: dict[str, StreamFacts] = {}
    for response in responses:
        content: dict[str, Any] = response.get("content", {})
        for media_type, media in content.items():
            schema: Any = media.get("schema", {})
            if is_sequence(media_type):
                found.setdefault(media_type, _sequence(media_type, schema, components))
            elif not is_json(media_type) and is_other_content(media_type, schema, content, components):
                item = "str" if is_text(media_type) else "bytes"
                found.setdefault(media_type, StreamFacts(media_type, item))
    return tuple(sorted(found.values(), key=lambda stream: not is_sequence(stream.media_type)))


def is_other_content(media_type: str, schema: Any, content: dict[str, Any], components: Components) -> bool:
    """Tell whether one of the media types of an answer is content of its own, and no other notation of what is there as JSON.

    Events and other sequences are the stream's.
    """
    if is_sequence(media_type):
        return False
    has_json = any(is_json(each) for each in content)
    return is_json(media_type) or not (has_json and _is_structured(schema, components))


def _sequence(media_type: str, schema: Any, components: Components) -> StreamFacts:
    resolved = components.resolved(schema)
    if resolved.get("type") == "array":  # the whole of the sequence is described (OpenAPI 3.2 section 4.14.3)
        schema = resolved.get("items", {})
        resolved = components.resolved(schema)
    kind = annotation(schema)
    if not is_event_stream(media_type):
        return StreamFacts(media_type, kind, "" if kind == ANY else kind)
    if not _is_structured(schema, components):  # of text, only the framing is known
        return StreamFacts(media_type, "ServerSentEvent")
    return StreamFacts(media_type, kind, kind, whole_events=_is_event(resolved, components))


def _is_structured(schema: Any, components: Components) -> bool:
    """Tell whether a schema describes anything but text, bytes or anything at all."""
    resolved = components.resolved(schema)
    kinds = resolved.get("type")
    names = kinds if is_array(kinds) else [kinds]
    return bool(resolved.keys() & {"properties", "oneOf", "anyOf", "allOf"}) or not {"object", "array"}.isdisjoint(
        names
    )


def _is_event(schema: Schema, components: Components, depth: int = 5) -> bool:
    """Tell whether a schema describes whole events (OpenAPI 3.2 section 4.14.4), and not the JSON that is their data.

    It does if it knows nothing but the fields of an event, and more of them than data alone or data that is text.
    """
    branches = schema.get("oneOf") or schema.get("anyOf")
    if is_array(branches) and depth:
        return all(_is_event(components.resolved(branch), components, depth - 1) for branch in branches)
    properties = schema.get("properties")
    if not is_object(properties) or "data" not in properties or not properties.keys() <= _EVENT:
        return False
    return "event" in properties or components.resolved(properties["data"]).get("type") == "string"
