"""The models view: the components alone, shaped for datamodel-code-generator.

Responses are an open world: their enums also admit other strings, and constraints on what a vendor sends are not checked,
so that a value outside them does not make a whole response unreadable. What only requests use keeps its constraints.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.document.keywords import HOLDS_LIST, HOLDS_NAMED, HOLDS_ONE
from generator.document.shapes import is_array, is_object
from generator.emit.components import Components
from generator.emit.models_keys import (
    CONSTRAINTS,
    as_choice,
    idle,
    is_list_of_itself,
    is_map,
    map_or_null,
    open_types,
    unconstrained,
    with_possible_format,
    without_idle_null,
)
from generator.emit.python_names import field_names
from generator.emit.text import plain
from generator.emit.union_tags import UnionTags
from generator.normalise.schemas import Schema, component_name, must_be_component, operations, roots, walk, without_null

if TYPE_CHECKING:
    from collections.abc import Collection

# All that the engine is given: a list of what is allowed, since it also reads keys that name modules to import.
_FOR_MODELS = frozenset(
    {"$ref", "type", "format", "enum", "const", "properties", "required", "items", "prefixItems", "additionalProperties",
     "patternProperties", "anyOf", "oneOf", "allOf"}
)  # fmt: skip
_TYPED = ("type", "enum", "const", "properties", "anyOf", "oneOf", "allOf")
_JSON: Schema = {"customTypePath": "pydantic.JsonValue"}
ELSEWHERE = "elsewhere"
"""The module that the engine is told has the components of other modules."""


@dataclass(frozen=True, slots=True)
class ModelsView:
    """What the models engine reads: an OpenAPI document without paths, and the Python name of every field.

    `server_set` has the required fields that whoever makes a model leaves out, by Python names, by component.
    """

    document: dict[str, Any]
    aliases: dict[str, str]
    server_set: dict[str, tuple[str, ...]]


def models_view(document: dict[str, Any]) -> ModelsView:
    """Return the models view of a whole normal form; the normal form is not changed."""
    views = ModelsViews(document)
    return views.of(views.components)


class ModelsViews:
    """The views of one normal form, whole or in parts: what is outside of a part is imported from `ELSEWHERE`."""

    def __init__(self, document: dict[str, Any]) -> None:
        """Read a normal form without compositions and without enums of one value; it is not changed."""
        self.components: dict[str, Any] = document.get("components", {}).get("schemas", {})
        self.tags = UnionTags(self.components)
        self._received = response_components(document)
        self._sent = request_components(document)

    def of(self, names: Collection[str]) -> ModelsView:
        """Return the view of the components called `names`, in the order of the normal form."""
        here = frozenset(names)
        shaped: dict[str, Any] = {}
        aliases: dict[str, str] = {}
        server_set: dict[str, tuple[str, ...]] = {}
        for name, schema in self.components.items():
            if name not in here:
                continue
            shaper = _Shaper(self.components, here, self.tags.values.get(name, {}), open_world=name in self._received)
            form = shaper.component(schema) if must_be_component(schema) else shaper.shape(schema)
            shaped[name] = as_choice(form) if is_list_of_itself(name, form) else form
            python_names = field_names(schema.get("properties", {}))
            if name in self._sent and name in self._received and (left := shaper.left_to_the_server(schema)):
                server_set[name] = tuple(python_names[wire] for wire in left)
            for wire, python in python_names.items():
                if wire != python:
                    aliases[f"{name}.{wire}"] = python
        view = {
            "openapi": "3.1.0",
            "info": {"title": "models", "version": "0"},
            "paths": {},
            "components": {"schemas": shaped},
        }
        return ModelsView(view, aliases, server_set)


def response_components(document: dict[str, Any]) -> frozenset[str]:
    """Return the names of the components that responses of `document` reach."""
    return _reached(document, "responses")


def request_components(document: dict[str, Any]) -> frozenset[str]:
    """Return the names of the components that request bodies of `document` reach."""
    return _reached(document, "requestBody")


def _reached(document: dict[str, Any], part: str) -> frozenset[str]:
    components: dict[str, Any] = document.get("components", {}).get("schemas", {})
    found: set[str] = set()
    pending = [
        slot
        for _, _, operation, pointer in operations(document)
        for slot in roots({key: value for key, value in operation.items() if key == part}, pointer)
    ]
    while pending:
        for container, key, _ in walk(pending.pop()):
            name = component_name(container[key])
            if name is not None and name in components and name not in found:
                found.add(name)
                pending.append((components, name, ""))
    return frozenset(found)


class _Shaper:
    """Rewrites the schemas of one component, which is read from responses or not.

    `here` are the components of the same module, and `tags` the values that tell the component apart, by wire name.
    """

    def __init__(
        self, components: dict[str, Any], here: frozenset[str], tags: dict[str, list[str]], *, open_world: bool
    ) -> None:
        self.components = components
        self.here = here
        self.tags = tags
        self.all = Components({"components": {"schemas": components}})
        self.open_world = open_world

    def shape(self, schema: Any) -> Any:
        """Return a schema that stands inline, as the engine is to read it."""
        if not is_object(schema):
            return schema
        described = _description(schema)
        if component_name(schema) is not None:
            return self.reference(schema, described)
        inner = without_null(schema) or map_or_null(schema)
        if inner is not None:
            shaped = self.shape(inner)
            if isinstance(shaped.get("type"), str) and not CONSTRAINTS.isdisjoint(shaped):
                return {**shaped, **described, "type": [shaped["type"], "null"]}
            branches = shaped.pop("anyOf", None) or [shaped]
            return {**described, "anyOf": [*branches, {"type": "null"}]}
        if not any(key in schema for key in _TYPED):
            return {**_JSON, **described}
        result = self.component(schema)
        if not any(key in result for key in _TYPED):
            return {**_JSON, **described}
        if self.open_world and "const" in result:
            return {**described, "anyOf": [result, *open_types({"enum": [schema["const"]]})]}
        if is_map(result) and not is_object(result.get("additionalProperties")):
            result["additionalProperties"] = dict(_JSON)
        return result

    def reference(self, schema: Schema, described: Schema) -> Schema:
        """Return a reference; one to an enum also admits other values of its types where responses are read."""
        name = component_name(schema) or ""
        plain: Schema = {"$ref": schema["$ref"]} if name in self.here else {"customTypePath": f"{ELSEWHERE}.{name}"}
        others = (
            open_types(self.components[name]) if self.open_world and "enum" in self.components.get(name, {}) else []
        )
        if others:
            return {**described, "anyOf": [plain, *others]}
        return {**plain, **described}

    def component(self, schema: Schema) -> Schema:
        """Return a schema with everything below it shaped, and without what models do not express."""
        kept = _FOR_MODELS if self.open_world else _FOR_MODELS | CONSTRAINTS
        result = {key: value for key, value in with_possible_format(schema).items() if key in kept}
        result.update(_description(schema))
        if "required" in result:
            result["required"] = self.answered(schema) if self.open_world else self.given(schema)
        for key in idle(result):
            del result[key]
        for key, value in result.items():
            if key in HOLDS_ONE:
                result[key] = self.shape(unconstrained(value))
            elif key == "properties":
                result[key] = {name: self.member(name, member, schema) for name, member in value.items()}
            elif key in HOLDS_NAMED and is_object(value):
                result[key] = {name: self.shape(member) for name, member in value.items()}
            elif key in HOLDS_LIST and is_array(value):
                result[key] = [self.shape(unconstrained(member)) for member in value]
        if result.get("additionalProperties") is True:
            result["additionalProperties"] = dict(_JSON)
        if result.get("type") == "array" and not is_object(result.get("items")):
            result["items"] = dict(_JSON)
        return result

    def member(self, name: str, schema: Any, owner: Schema) -> Any:
        """Return the schema of a property of `owner`."""
        if name in self.tags and owner.get("properties", {}).get(name) is schema:
            return {**_description(schema), "type": "string", "enum": self.tags[name]}
        if not is_object(schema):
            return schema
        given = schema if name in owner.get("required", []) else without_idle_null(schema)
        return {**self.shape(given), **_description(schema)}

    def answered(self, schema: Schema) -> list[str]:
        """Return the required properties that answers have too: what is only written is never there to read."""
        properties: dict[str, Any] = schema.get("properties", {})
        return [name for name in schema["required"] if not self.all.is_write_only(properties.get(name))]

    def given(self, schema: Schema) -> list[str]:
        """Return the required properties that a caller gives: what is only read is never sent."""
        left = self.left_to_the_server(schema)
        return [name for name in schema["required"] if name not in left]

    def left_to_the_server(self, schema: Schema) -> list[str]:
        """Return the required properties that only the server sets; what tells the schema apart in a union is needed."""
        properties: dict[str, Any] = schema.get("properties", {})
        required = [name for name in schema.get("required", []) if name in properties and name not in self.tags]
        return [name for name in required if self.all.is_read_only(properties[name])]


def _description(schema: Schema) -> Schema:
    text = schema.get("description")
    said = plain(text).strip() if isinstance(text, str) else ""
    if schema.get("deprecated") is True:
        said = f"Deprecated. {said}".strip()
    return {"description": said} if said else {}
