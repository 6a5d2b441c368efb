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
from generator.emit.text import plain
from generator.normalise.schemas import Schema, component_name, must_be_component, operations, roots, walk, without_null

_CONSTRAINTS = frozenset(
    {"minLength", "maxLength", "pattern", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
     "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties"}
)  # fmt: skip
# All that the engine is given: a list of what is allowed, since it also reads keys that name modules to import.
_FOR_MODELS = frozenset(
    {"$ref", "type", "format", "enum", "const", "properties", "required", "items", "prefixItems", "additionalProperties",
     "patternProperties", "anyOf", "oneOf", "allOf", "discriminator"}
)  # fmt: skip
_TYPED = ("type", "enum", "const", "properties", "anyOf", "oneOf", "allOf")
_SCHEMA = frozenset({"items", "additionalProperties"})
_SCHEMAS_BY_NAME = frozenset({"properties", "patternProperties", "$defs"})
_SCHEMA_LISTS = frozenset({"anyOf", "oneOf", "allOf", "prefixItems"})
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
        shaper = _Shaper(components, open_world=name in received)
        shaped[name] = shaper.component(schema) if must_be_component(schema) else shaper.shape(schema)
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


class _Shaper:
    """Rewrites the schemas of one component, which is read from responses or not."""

    def __init__(self, components: dict[str, Any], *, open_world: bool) -> None:
        self.components = components
        self.open_world = open_world

    def shape(self, schema: Any) -> Any:
        """Return a schema that stands inline, as the engine is to read it."""
        if not is_object(schema):
            return schema
        described = _description(schema)
        if component_name(schema) is not None:
            return self.reference(schema, described)
        inner = without_null(schema)
        if inner is not None:
            shaped = self.shape(inner)
            branches = shaped.pop("anyOf", None) or [shaped]
            return {**described, "anyOf": [*branches, {"type": "null"}]}
        if not any(key in schema for key in _TYPED):
            return {**_JSON, **described}
        result = self.component(schema)
        if self.open_world and "const" in schema:
            return {**described, "anyOf": [result, *_open_types({"enum": [schema["const"]]})]}
        if _is_map(result) and not is_object(result.get("additionalProperties")):
            result["additionalProperties"] = dict(_JSON)
        return result

    def reference(self, schema: Schema, described: Schema) -> Schema:
        """Return a reference; one to an enum also admits other values of its types where responses are read."""
        name = component_name(schema) or ""
        plain: Schema = {"$ref": schema["$ref"]}
        if self.open_world and "enum" in self.components.get(name, {}):
            return {**described, "anyOf": [plain, *_open_types(self.components[name])]}
        return {**plain, **described}

    def component(self, schema: Schema) -> Schema:
        """Return a schema with everything below it shaped, and without what models do not express."""
        kept = _FOR_MODELS if self.open_world else _FOR_MODELS | _CONSTRAINTS
        result = {key: value for key, value in schema.items() if key in kept}
        result.update(_description(schema))
        if "discriminator" in result and not self.tells_apart(schema):
            del result["discriminator"]
        if result.get("format") not in MODEL_FORMATS:
            result.pop("format", None)
        for key, value in result.items():
            if key in _SCHEMA:
                result[key] = self.shape(value)
            elif key in _SCHEMAS_BY_NAME and is_object(value):
                result[key] = {name: self.shape(member) for name, member in value.items()}
            elif key in _SCHEMA_LISTS and is_array(value):
                result[key] = [self.shape(member) for member in value]
        if result.get("additionalProperties") is True:
            result["additionalProperties"] = dict(_JSON)
        if result.get("type") == "array" and not is_object(result.get("items")):
            result["items"] = dict(_JSON)
        return result

    def tells_apart(self, union: Schema) -> bool:
        """Tell whether no two members of a union fix its discriminator to the same value."""
        wire = union["discriminator"]["propertyName"]
        branches: list[Any] = [*union.get("anyOf", []), *union.get("oneOf", [])]
        members = [self.components.get(component_name(branch) or "", {}) for branch in branches]
        fixed = [member.get("properties", {}).get(wire) for member in members]
        values = [schema["const"] for schema in fixed if is_object(schema) and "const" in schema]
        return len(values) == len(set(values))


def _description(schema: Schema) -> Schema:
    text = schema.get("description")
    said = plain(text).strip() if isinstance(text, str) else ""
    if schema.get("deprecated") is True:
        said = f"Deprecated. {said}".strip()
    return {"description": said} if said else {}


def _is_map(node: Schema) -> bool:
    kinds = node.get("type")
    return ("object" in kinds if is_array(kinds) else kinds == "object") and "properties" not in node


def _open_types(enum: Schema) -> list[Schema]:
    kinds = sorted(
        {"string" if isinstance(value, str) else "number" for value in enum["enum"] if not isinstance(value, bool)}
    )
    return [{"type": kind} for kind in kinds]
