"""Components composed of others, as models can say them: each an object, or a union of components that are.

The normal form merges what has no union in it (guarantee 4). What is left are objects with a union beside their properties,
and `allOf` with a union among its branches. An instance is then valid against the properties, every branch of `allOf` and
one branch of the union (JSON Schema 2020-12 core, section 10.2.1), so each way through the unions makes one object.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Any

from generator.document import names
from generator.document.keywords import is_annotation
from generator.document.shapes import is_object
from generator.normalise.schemas import Schema, component_name, is_null, reference_to, without_null

MAX_WAYS = 200
"""Objects that one component may come to; a component of more keeps only what all of them share."""
_COMPOSING = frozenset({"allOf", "anyOf", "oneOf", "discriminator"})
_OF_OBJECTS = frozenset({"properties", "required", "additionalProperties", "patternProperties"})


def without_compositions(document: dict[str, Any]) -> dict[str, Any]:
    """Return a normal form without `allOf` and without unions that have properties beside them; it is not changed itself.

    The objects that a union comes to are components of their own, unless they are components already.
    """
    components: dict[str, Any] = document.get("components", {})
    schemas: dict[str, Any] = components.get("schemas", {})
    if not any(_is_composed(schema) for schema in schemas.values()):
        return document
    expander = _Expander(schemas)
    made = {name: expander.expanded(name) if _is_composed(schema) else schema for name, schema in schemas.items()}
    made |= expander.added
    return {**document, "components": {**components, "schemas": dict(sorted(made.items()))}}


def _is_composed(schema: Any) -> bool:
    if not is_object(schema) or "enum" in schema or "const" in schema:
        return False
    return "allOf" in schema or (bool(schema.get("properties")) and ("oneOf" in schema or "anyOf" in schema))


def _branches(schema: Schema) -> list[Any]:
    """Return the branches of the union in `schema`, without null and without those that only restrict its properties."""
    return [
        branch
        for key in ("oneOf", "anyOf")
        for branch in schema.get(key, [])
        if is_object(branch) and not is_null(branch) and not _only_restricts(branch)
    ]


def _only_restricts(branch: Schema) -> bool:
    """Tell whether a branch, as `required: [a]`, says nothing about what properties are."""
    return all(key in {"required", "not", "type"} or is_annotation(key) for key in branch) and (
        branch.get("type", "object") == "object"
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of an object: a schema without compositions, and the component that it is, '' for none."""

    schema: Schema
    name: str = ""

    @property
    def is_object(self) -> bool:
        return "properties" in self.schema or (self.schema.get("type", "object") == "object" and not self.is_union)

    @property
    def is_union(self) -> bool:
        return any(key in self.schema for key in ("anyOf", "oneOf", "enum", "const"))


_Way = tuple[_Part, ...]


class _Expander:
    def __init__(self, schemas: dict[str, Any]) -> None:
        self.schemas = schemas
        self.added: dict[str, Schema] = {}

    def expanded(self, name: str) -> Schema:
        """Return the component `name` without compositions."""
        schema: Schema = self.schemas[name]
        ways = self.ways(schema, (name,))
        if len(ways) > MAX_WAYS:
            ways = [tuple(part for part in ways[0] if all(part in way for way in ways))]
        own = {key: value for key, value in schema.items() if is_annotation(key)}
        if len(ways) == 1:
            return {**_merged(ways[0]), **own}
        targets = [self.target(name, way) for way in ways]
        union: Schema = {**own, "oneOf": [reference_to(target) for target in dict.fromkeys(targets)]}
        discriminator = self.discriminator(schema, (name,))
        if discriminator is not None:
            union["discriminator"] = _mapped(discriminator, ways, targets)
        return union

    def target(self, name: str, way: _Way) -> str:
        """Return the component that `way` comes to: one that is there, or a new one called after `name`."""
        for part in reversed(way):
            if part.name and all(_adds_nothing(other, part) for other in way):
                return part.name
        number = 1
        while (new := f"{name}Variant{number}") in self.schemas or new in self.added:
            number += 1
        self.added[names.unique(new, [*self.schemas, *self.added], separator="")] = _merged(way)
        return new

    def ways(self, schema: Schema, chain: tuple[str, ...]) -> list[_Way]:
        """Return the ways through the unions of `schema`, each the parts that make an object, the most specific last."""
        own = _Part({key: value for key, value in schema.items() if key not in _COMPOSING})
        choices = [self.choices(branch, chain) for branch in schema.get("allOf", [])]
        if branches := _branches(schema):
            choices.append([way for branch in branches for way in self.choices(branch, chain)] or [()])
        ways: list[_Way] = [()]
        for choice in choices:
            ways = [(*way, *more) for way, more in product(ways[: MAX_WAYS + 1], choice[: MAX_WAYS + 1])]
        beside = (own,) if any(not is_annotation(key) for key in own.schema) else ()
        return [(*way, *beside) for way in ways]

    def choices(self, branch: Any, chain: tuple[str, ...]) -> list[_Way]:
        """Return the ways through a branch; what it refers to and is being expanded already adds nothing."""
        if not is_object(branch):
            return [()]
        name = component_name(branch)
        inner = without_null(branch)
        if inner is not None:
            return self.choices(inner, chain)
        if name is None:
            return self.ways(branch, chain)
        schema = self.schemas.get(name)
        if name in chain or not is_object(schema):
            return [()]
        if component_name(schema) is not None or without_null(schema) is not None:
            return self.choices(schema, (*chain, name))
        branches = _branches(schema)
        if any(component_name(each) in chain for each in branches):
            # What a union of its own heirs says to an heir are its properties.
            return self.ways({key: schema[key] for key in schema if key not in {"oneOf", "anyOf"}}, (*chain, name))
        if "allOf" in schema or branches:
            return self.ways(schema, (*chain, name))
        return [(_Part(schema, name),)]

    def discriminator(self, schema: Schema, chain: tuple[str, ...]) -> Schema | None:
        """Return the discriminator of the one union that is in `schema`; None where there are several."""
        found = [schema["discriminator"]] if _branches(schema) and "discriminator" in schema else []
        for branch in schema.get("allOf", []):
            name = component_name(branch)
            target = self.schemas.get(name or "")
            if name is not None and name not in chain and is_object(target):
                inner = self.discriminator(target, (*chain, name))
                found += [] if inner is None else [inner]
        return found[0] if len(found) == 1 else None


def _adds_nothing(other: _Part, part: _Part) -> bool:
    """Tell whether `other` beside the component `part` makes no other model."""
    if other is part:
        return True
    members: dict[str, Any] = part.schema.get("properties", {})
    return other.schema.get("properties", {}).keys() <= members.keys() and (other.is_object or not part.is_object)


def _merged(way: _Way) -> Schema:
    """Return one schema of all parts: an object where one of them has properties, else the most specific of them."""
    objects = [part for part in way if part.is_object]
    if way and (not objects or not any("properties" in part.schema for part in objects)):
        others = [part for part in way if not part.is_object] or objects
        chosen = others[-1]
        return reference_to(chosen.name) if chosen.name else dict(chosen.schema)
    result: Schema = {}
    for part in objects:
        for key, value in part.schema.items():
            if key == "properties":
                result[key] = _properties(result.get(key, {}), value)
            elif key == "required":
                result[key] = list(dict.fromkeys([*result.get(key, []), *value]))
            else:
                result[key] = value
    return {**result, "type": "object"}


def _properties(before: dict[str, Any], later: dict[str, Any]) -> dict[str, Any]:
    """Return the properties of two parts: where both have one, the later says what it is unless it only describes it."""
    result = dict(before)
    for name, schema in later.items():
        describes = name in before and is_object(schema) and all(is_annotation(key) for key in schema)
        result[name] = {**before[name], **schema} if describes and is_object(before[name]) else schema
    return result


def _mapped(discriminator: Schema, ways: list[_Way], targets: list[str]) -> Schema:
    """Return a discriminator whose mapping leads to what the components that it led to have become."""
    became = {part.name: target for way, target in zip(ways, targets, strict=True) for part in way if part.name}
    mapping = {
        value: reference_to(became.get(component_name({"$ref": reference}) or "", ""))["$ref"]
        for value, reference in discriminator.get("mapping", {}).items()
        if component_name({"$ref": reference}) in became
    }
    return {**discriminator, "mapping": mapping}
