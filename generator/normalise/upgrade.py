"""OpenAPI 3.0 schemas in the idiom of 3.1 (JSON Schema 2020-12), so that everything after reads one dialect.

Follows the changes listed in OpenAPI 3.1.0 (section 4.8.24 against 3.0.3 section 4.7.24) and its migration notes.
"""

from __future__ import annotations

from typing import Any

from generator.document.findings import Place, SpecloomError, fail
from generator.document.shapes import is_array, is_object
from generator.normalise import shape
from generator.normalise.item_schemas import lower_item_schema
from generator.normalise.schemas import is_annotation

VERSION = "3.1.0"
_READABLE = ("3.0", "3.1", "3.2")


def upgrade(document: Any, name: str) -> dict[str, Any]:
    """Return `document` as OpenAPI 3.1, changed in place; `name` stands for the file in messages.

    Raises:
        SpecloomError: it is no OpenAPI 3.x document, or parts of it have the wrong type.
    """
    if is_object(document) and isinstance(document.get("openapi"), float):
        document["openapi"] = str(document["openapi"])  # `openapi: 3.1` in YAML
    if not is_object(document) or not isinstance(document.get("openapi"), str):
        remedy = "The document must be an object with the key 'openapi', for instance 'openapi: 3.1.0'."
        if is_object(document) and "swagger" in document:
            remedy = "Swagger 2.0 is not read yet; convert it to OpenAPI 3 first."
        raise fail("not-openapi", "is not an OpenAPI 3 document", Place(name), remedy)
    result: dict[str, Any] = document
    version = ".".join(str(result["openapi"]).split(".")[:2])
    if version not in _READABLE:
        message = f"declares OpenAPI {result['openapi'][:40]!r}, which is not known"
        raise fail("unknown-version", message, Place(name, pointer="/openapi"), f"Known: {', '.join(_READABLE)}.")
    if not is_object(result.get("info")):
        raise fail("no-info", "has no 'info' object", Place(name, pointer="/info"), "Give it a title and a version.")
    if findings := shape.misshapen(result, name):
        raise SpecloomError(findings)
    for key, missing in (("title", "API"), ("version", "0")):
        result["info"][key] = str(result["info"].get(key, missing))
    for kind, part, _ in list(shape.parts(result)):
        if kind == "media type":
            lower_item_schema(part)
        elif kind == "schema":
            _upgrade_schema(part, version)
    result["openapi"] = VERSION
    return result


def _upgrade_schema(schema: dict[str, Any], version: str) -> None:
    if version == "3.0":
        _upgrade_schema_of_30(schema)
    # Nothing in 3.1, and nothing beside a reference in 3.0 (section 4.7.23); but authors who write it mean it, and
    # a client that takes null harms nobody.
    if schema.pop("nullable", False):
        _allow_null(schema)


def _upgrade_schema_of_30(schema: dict[str, Any]) -> None:
    if "$ref" in schema:
        # What stands beside a reference has no force (OpenAPI 3.0.3 section 4.7.23).
        for key in [key for key in schema if key != "$ref" and not is_annotation(key)]:
            del schema[key]
        return
    for bound, exclusive in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        if schema.get(exclusive) is True and bound in schema:
            schema[exclusive] = schema.pop(bound)
        elif isinstance(schema.get(exclusive), bool):
            del schema[exclusive]
    if "example" in schema:
        schema.setdefault("examples", [schema.pop("example")])


def _allow_null(schema: dict[str, Any]) -> None:
    if "allOf" in schema or "$ref" in schema:
        inner = {key: schema.pop(key) for key in list(schema) if not is_annotation(key)}
        schema["anyOf"] = [inner, {"type": "null"}]
        return
    kind = schema.get("type")
    if isinstance(kind, str):
        schema["type"] = [kind, "null"]
    elif is_array(kind) and "null" not in kind:
        kind.append("null")
    for key in ("anyOf", "oneOf"):
        if key in schema:
            schema[key].append({"type": "null"})
    if "enum" in schema and None not in schema["enum"]:
        schema["enum"].append(None)
