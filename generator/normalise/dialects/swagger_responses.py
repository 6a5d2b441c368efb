"""Responses of Swagger 2.0 with the media types that their operation gives as content (OpenAPI 3.1, section 4.8.17)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document import pointers
from generator.document.copies import plain_copy
from generator.document.shapes import is_object
from generator.normalise.dialects.swagger_bodies import JSON, is_binary
from generator.normalise.dialects.swagger_parameters import header

if TYPE_CHECKING:
    from generator.normalise.dialects.repairs import Repairs

RULE = "build-content"

_ANY = "*/*"
_FIELDS = frozenset({"description", "schema", "headers", "examples"})


def response(given: dict[str, Any], produces: list[str], pointer: str, place: str, repairs: Repairs) -> dict[str, Any]:
    """Return a response as one of OpenAPI 3.

    Args:
        given: the response, its references followed.
        produces: the media types of its operation.
        pointer: where it stands.
        place: where the result is to stand.
        repairs: learns what is lost.
    """
    result = {key: value for key, value in given.items() if key not in _FIELDS or key == "description"}
    if is_object(given.get("headers")):
        result["headers"] = {
            name: header(value, pointers.join(pointer, "headers", name), repairs)
            for name, value in given["headers"].items()
            if is_object(value)
        }
    examples = _examples(given, produces, pointer, repairs)
    media_types = _media_types(given, produces, list(examples), pointer, repairs)
    content: dict[str, Any] = {}
    for media_type in media_types:
        content[media_type] = {"schema": plain_copy(given["schema"])} if "schema" in given else {}
        if media_type in examples:
            content[media_type]["example"] = examples.pop(media_type)
    for media_type in examples:
        here = pointers.join(pointer, "examples", media_type)
        repairs.note(here, RULE, "its operation does not give this media type")
    if content:
        result["content"] = content
        if "schema" in given:
            repairs.move(f"{pointer}/schema", pointers.join(place, "content", next(iter(content)), "schema"))
    return result


def _examples(given: dict[str, Any], produces: list[str], pointer: str, repairs: Repairs) -> dict[str, Any]:
    """Return the examples by media type; the names of those that are none take that of the content."""
    examples: dict[str, Any] = dict(given.get("examples", {}))
    if examples and not any("/" in name for name in examples):
        repairs.note(f"{pointer}/examples", RULE, "examples are named by their media type: it is one example")
        return {(produces or [JSON])[0]: examples}
    by_essence = {_essence(media_type): media_type for media_type in reversed(produces)}
    return {by_essence.get(_essence(name), name): value for name, value in examples.items()}


def _media_types(
    given: dict[str, Any], produces: list[str], exampled: list[str], pointer: str, repairs: Repairs
) -> list[str]:
    if "schema" not in given:
        return [media_type for media_type in exampled if media_type in produces or not produces]
    if is_binary(given["schema"]):
        others = [media_type for media_type in produces if not _is_json(media_type)]
        if produces and not others:
            repairs.note(f"{pointer}/schema", RULE, "a file is of any media type, not of JSON alone")
        return others or [_ANY]
    return produces or [media_type for media_type in exampled if "/" in media_type] or [JSON]


def _is_json(media_type: str) -> bool:
    essence = _essence(media_type)
    return essence == JSON or essence.endswith("+json")


def _essence(media_type: str) -> str:
    return media_type.partition(";")[0].strip().lower()
