"""Schemas of OpenAPI 3.0 and Swagger 2.0 in the idiom of 3.1 (JSON Schema 2020-12).

Follows the changes listed in OpenAPI 3.1.0 (section 4.8.24 against 3.0.3 section 4.7.24) and its migration notes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document import json_text, pointers
from generator.document.findings import SpecloomError
from generator.document.keywords import is_annotation
from generator.document.shapes import is_array

if TYPE_CHECKING:
    from generator.normalise.dialects.repairs import Repairs

RULE = "version-of-schema"

_LONG = 100_000
_NULLABLE = {"2.0": ("x-nullable", "x-isnullable", "x-isNullable", "x-is-nullable", "nullable")}


def lower_schema(schema: dict[str, Any], pointer: str, version: str, repairs: Repairs) -> None:
    """Rewrite one well-shaped schema in place.

    Args:
        schema: the schema.
        pointer: where it stands.
        version: that of the document: "2.0", "3.0", "3.1" or "3.2".
        repairs: learns what is lost, and what the document's own version does not know.
    """
    is_old = version in {"2.0", "3.0"}
    if is_old and "$ref" in schema:
        # What stands beside a reference has no force (OpenAPI 3.0.3 section 4.7.23).
        kept = {"$ref", *_NULLABLE.get(version, ("nullable",))}
        for key in [key for key in schema if key not in kept and not is_annotation(key)]:
            del schema[key]
            repairs.note(pointers.join(pointer, key), RULE, "it has no force beside a reference")
    _exclude(schema, pointer, repairs, is_old=is_old)
    if "example" in schema:
        example: Any = _as_data(schema.pop("example"), schema, pointer, repairs)
        examples: Any = schema.setdefault("examples", [])
        if is_array(examples) and not any(repr(each) == repr(example) for each in examples):
            examples.append(example)
    # Nothing in 3.1, and nothing beside a reference in 3.0 (section 4.7.23); but authors who write it mean it, and
    # a client that takes null harms nobody.
    said = [schema.pop(key) for key in _NULLABLE.get(version, ("nullable",)) if key in schema]
    if any(value is True or value == "true" for value in said):
        if not is_old:
            repairs.note(f"{pointer}/nullable", RULE, "OpenAPI 3.1 says it with the type null")
        _allow_null(schema, pointer, repairs)


def _as_data(example: Any, schema: dict[str, Any], pointer: str, repairs: Repairs) -> Any:
    """Return the example of an object or a list that is written as JSON in a text as what the text says."""
    is_text = isinstance(example, str) and example.lstrip()[:1] in ("{", "[") and len(example) < _LONG
    if not is_text or not (schema.get("type") in ("object", "array") or "properties" in schema):
        return example
    try:
        value = json_text.loads(example, "")
    except (ValueError, SpecloomError):
        return example
    repairs.note(f"{pointer}/example", RULE, "is written as a text, and read as the JSON in it")
    return value


def _exclude(schema: dict[str, Any], pointer: str, repairs: Repairs, *, is_old: bool) -> None:
    for bound, exclusive in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        given: Any = schema.get(exclusive)
        if not isinstance(given, bool):
            continue
        if given and bound in schema:
            schema[exclusive] = schema.pop(bound)
        else:
            del schema[exclusive]
        if not is_old:
            repairs.note(f"{pointer}/{exclusive}", RULE, f"{exclusive!r} is a number since OpenAPI 3.1")


def _allow_null(schema: dict[str, Any], pointer: str, repairs: Repairs) -> None:
    if "allOf" in schema or "$ref" in schema:
        inner = {key: schema.pop(key) for key in list(schema) if not is_annotation(key)}
        schema["anyOf"] = [inner, {"type": "null"}]
        for key in inner:
            repairs.move(pointers.join(pointer, key), pointers.join(pointer, "anyOf", 0, key))
        return
    kind = schema.get("type")
    if isinstance(kind, str) and kind != "null":
        schema["type"] = [kind, "null"]
    elif is_array(kind) and "null" not in kind:
        kind.append("null")
    for key in ("anyOf", "oneOf"):
        if key in schema:
            schema[key].append({"type": "null"})
    if "enum" in schema and None not in schema["enum"]:
        schema["enum"].append(None)
