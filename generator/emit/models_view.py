"""The models view: the components alone, shaped for datamodel-code-generator.

Responses are an open world: their enums also admit other strings, and constraints on what a vendor sends are not checked,
so that a value outside them does not make a whole response unreadable. What only requests use keeps its constraints.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from generator.document.shapes import is_array, is_object
from generator.emit.annotations import MODEL_FORMATS
from generator.emit.python_names import field_names
from generator.normalise.schemas import Schema, component_name, operations, roots, subschemas, walk, without_null

_CONSTRAINTS = frozenset(
    {"minLength", "maxLength", "pattern", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
     "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties"}
)  # fmt: skip
_NOT_FOR_MODELS = frozenset(
    {"default", "examples", "example", "externalDocs", "xml", "readOnly", "writeOnly", "title", "$comment", "not", "if", "then",
     "else", "contentMediaType", "contentEncoding", "propertyNames", "dependentSchemas", "unevaluatedProperties",
     "unevaluatedItems", "contains", "minContains", "maxContains"}
)  # fmt: skip
_JSON: Schema = {"customTypePath": "pydantic.JsonValue"}


@dataclass(frozen=True, slots=True)
class ModelsView:
    """What the models engine reads: an OpenAPI document without paths, and the Python name of every field."""

    document: dict[str, Any]
    aliases: dict[str, str]


def models_view(document: dict[str, Any]) -> ModelsView:
    """Return the models view of a normal form; the normal form is not changed."""
    components: dict[str, Any] = document.get("components", {}).get("schemas", {})
    received = response_components(document)
    shaped: dict[str, Any] = {}
    aliases: dict[str, str] = {}
    for name, schema in components.items():
        shaped[name] = _shape(schema, components, open_world=name in received, root=True)
        for wire, python in field_names(schema.get("properties", {})).items():
            if wire != python:
                aliases[f"{name}.{wire}"] = python
    view = {
        "openapi": "3.1.0",
        "info": {"title": "models", "version": "0"},
        "paths": {},
        "components": {"schemas": shaped},
    }
    return ModelsView(view, aliases)


def response_components(document: dict[str, Any]) -> frozenset[str]:
    """Return the names of the components that responses of `document` reach."""
    components: dict[str, Any] = document.get("components", {}).get("schemas", {})
    found: set[str] = set()
    pending = [
        slot
        for _, _, operation, pointer in operations(document)
        for slot in roots({"responses": operation.get("responses", {})}, pointer)
    ]
    while pending:
        for container, key, _ in walk(pending.pop()):
            name = component_name(container[key])
            if name is not None and name in components and name not in found:
                found.add(name)
                pending.append((components, name, ""))
    return frozenset(found)


def _shape(schema: Any, components: dict[str, Any], *, open_world: bool, root: bool = False) -> Any:
    if not is_object(schema):
        return schema
    node: Schema = schema
    described = {"description": node["description"].strip()} if isinstance(node.get("description"), str) else {}
    if (name := component_name(node)) is not None:
        reference: Schema = {"$ref": node["$ref"]}
        if open_world and "enum" in components.get(name, {}):
            return {**described, "anyOf": [reference, *_open_types(components[name])]}
        return {**reference, **described}
    if (inner := without_null(node)) is not None:
        shaped = _shape(inner, components, open_world=open_world)
        branches = shaped.pop("anyOf", None) or [shaped]
        return {**described, "anyOf": [*branches, {"type": "null"}]}
    if "type" not in node and "enum" not in node and not _composed(node):
        return {**_JSON, **described}
    result = {key: value for key, value in node.items() if key not in _NOT_FOR_MODELS and not key.startswith("x-")}
    result.update(described)
    if result.get("format") not in MODEL_FORMATS:
        result.pop("format", None)
    if open_world:
        result = {key: value for key, value in result.items() if key not in _CONSTRAINTS}
    for container, key, _ in list(subschemas(result, "")):
        if container is not result:
            continue
        result[str(key)] = _shape(result[str(key)], components, open_world=open_world)
    for keyword in ("properties", "patternProperties", "$defs"):
        if is_object(result.get(keyword)):
            result[keyword] = {
                name: _shape(member, components, open_world=open_world) for name, member in result[keyword].items()
            }
    for keyword in ("anyOf", "oneOf", "allOf", "prefixItems"):
        if is_array(result.get(keyword)):
            result[keyword] = [_shape(member, components, open_world=open_world) for member in result[keyword]]
    if _is_map(result) and not root:
        result.setdefault("additionalProperties", dict(_JSON))
    if result.get("additionalProperties") is True:
        result["additionalProperties"] = dict(_JSON)
    if result.get("type") == "array" and not is_object(result.get("items")):
        result["items"] = dict(_JSON)
    return result


def _composed(node: Schema) -> bool:
    return any(key in node for key in ("anyOf", "oneOf", "allOf", "const", "properties"))


def _is_map(node: Schema) -> bool:
    kinds = node.get("type")
    return ("object" in kinds if is_array(kinds) else kinds == "object") and "properties" not in node


def _open_types(enum: Schema) -> list[Schema]:
    kinds = sorted(
        {"string" if isinstance(value, str) else "number" for value in enum["enum"] if not isinstance(value, bool)}
    )
    return [{"type": kind} for kind in kinds]
