"""OpenAPI 3.0 schemas in the idiom of 3.1 (JSON Schema 2020-12), so that everything after reads one dialect.

Follows the changes listed in OpenAPI 3.1.0 (section 4.8.24 against 3.0.3 section 4.7.24) and its migration notes.
"""

from __future__ import annotations

from typing import Any

from generator.document import pointers
from generator.document.findings import Place, fail
from generator.document.shapes import is_array, is_object
from generator.normalise import schemas

VERSION = "3.1.0"
_READABLE = ("3.0", "3.1", "3.2")


def upgrade(document: Any, name: str) -> dict[str, Any]:
    """Return `document` as OpenAPI 3.1, changed in place; `name` stands for the file in messages.

    Raises:
        SpecloomError: it is no OpenAPI 3.x document.
    """
    if not is_object(document) or not isinstance(document.get("openapi"), str):
        remedy = "The document must be an object with the key 'openapi', for instance 'openapi: 3.1.0'."
        if is_object(document) and "swagger" in document:
            remedy = "Swagger 2.0 is not read yet; convert it to OpenAPI 3 first."
        raise fail("not-openapi", "is not an OpenAPI 3 document", Place(name), remedy)
    result: dict[str, Any] = document
    version = ".".join(str(result["openapi"]).split(".")[:2])
    if version not in _READABLE:
        message = f"declares OpenAPI {result['openapi']!r}, which is not known"
        raise fail("unknown-version", message, Place(name, pointer="/openapi"), f"Known: {', '.join(_READABLE)}.")
    if not is_object(result.get("info")):
        raise fail("no-info", "has no 'info' object", Place(name, pointer="/info"), "Give it a title and a version.")
    if version == "3.0":
        for slot in _every_schema(result):
            _upgrade_schema(slot[0][slot[1]])
    result["openapi"] = VERSION
    return result


def _every_schema(document: dict[str, Any]) -> list[schemas.Slot]:
    """All schema slots, those of unresolved shared components included."""
    slots: list[schemas.Slot] = []
    components = document.get("components", {})
    for section, members in components.items() if is_object(components) else ():
        if section in {"parameters", "headers", "requestBodies", "responses"} and is_object(members):
            for name, member in members.items():
                holder = {"responses": {"200": member}} if section == "responses" else {"parameters": [member]}
                base = pointers.join("/components", section, name)
                slots += [slot for slot in schemas.roots(holder, base) if is_object(member)]
    for item in document.get("paths", {}).values():
        if is_object(item):
            holder = {"parameters": [entry for entry in item.get("parameters", []) if is_object(entry)]}
            slots += list(schemas.roots(holder, ""))
    slots += list(schemas.document_roots(document))
    return [inner for slot in slots for inner in schemas.walk(slot)]


def _upgrade_schema(schema: dict[str, Any]) -> None:
    if schema.pop("nullable", False) is True and "$ref" not in schema:
        _allow_null(schema)
    for bound, exclusive in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        if schema.get(exclusive) is True and bound in schema:
            schema[exclusive] = schema.pop(bound)
        elif isinstance(schema.get(exclusive), bool):
            del schema[exclusive]
    if "example" in schema:
        schema.setdefault("examples", [schema.pop("example")])


def _allow_null(schema: dict[str, Any]) -> None:
    kind = schema.get("type")
    if isinstance(kind, str):
        schema["type"] = [kind, "null"]
    elif is_array(kind) and "null" not in kind:
        kind.append("null")
    for key in ("anyOf", "oneOf"):
        if is_array(schema.get(key)):
            schema[key].append({"type": "null"})
    if "allOf" in schema and kind is None:
        schema["anyOf"] = [{"allOf": schema.pop("allOf")}, {"type": "null"}]
    if is_array(schema.get("enum")) and None not in schema["enum"]:
        schema["enum"].append(None)
