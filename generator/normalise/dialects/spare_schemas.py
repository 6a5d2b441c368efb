"""Schemas that are written as in Swagger 2.0: `type` beside the name of a parameter, `schema` beside a description.

OpenAPI 3 has them in `schema` and in `content` (OpenAPI 3.1 sections 4.8.12, 4.8.17 and 4.8.21).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document import pointers
from generator.document.shapes import is_object

if TYPE_CHECKING:
    from generator.normalise.dialects.repairs import Repairs

RULE = "place-schema"

_JSON = "application/json"
_OF_SCHEMAS = (
    "type", "format", "items", "default", "enum", "maximum", "minimum", "exclusiveMaximum", "exclusiveMinimum",
    "maxLength", "minLength", "pattern", "maxItems", "minItems", "uniqueItems", "multipleOf", "properties", "oneOf",
    "anyOf", "allOf", "additionalProperties", "nullable",
)  # fmt: skip


def place_schema(kind: str, part: dict[str, Any], pointer: str, repairs: Repairs) -> None:
    """Put the schema of a parameter, header or response where OpenAPI 3 has it, in place; it need not be well-shaped.

    Args:
        kind: what `part` is.
        part: the object; one that has a schema already stays as it is.
        pointer: where it stands.
        repairs: learns what moved.
    """
    if "$ref" in part or part.get("content"):
        return
    if kind == "response" and is_object(part.get("schema")):
        repairs.warn(f"{pointer}/schema", RULE, f"is the schema of {_JSON}")
        part["content"] = {_JSON: {"schema": part.pop("schema")}}
        repairs.move(f"{pointer}/schema", pointers.join(pointer, "content", _JSON, "schema"))
    elif kind in {"parameter", "header"} and "schema" not in part:
        words = [key for key in _OF_SCHEMAS if key in part]
        for key in words:
            repairs.warn(f"{pointer}/{key}", RULE, "belongs into the schema")
            repairs.move(f"{pointer}/{key}", f"{pointer}/schema/{key}")
        if words:
            part["schema"] = {key: part.pop(key) for key in words}
