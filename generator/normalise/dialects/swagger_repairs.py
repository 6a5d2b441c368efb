"""What authors of Swagger 2.0 documents write beside its words and can only mean in one way, before shapes are judged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document import pointers, references
from generator.document.shapes import is_array, is_object
from generator.normalise.dialects.type_names import repair_type

if TYPE_CHECKING:
    from generator.normalise.dialects.repairs import Repairs

RULE = "repair-swagger"

_LOCATIONS = {"form": "formData", "formdata": "formData", "body": "body", "path": "path", "query": "query",
              "querystring": "query", "header": "header", "cookie": "cookie"}  # fmt: skip
# Swagger 2.0 does not say how a subclass names itself; these extensions do.
_VALUES = ("x-discriminator-value", "x-ms-discriminator-value")


def repair_part(kind: str, part: dict[str, Any], pointer: str, repairs: Repairs) -> None:
    """Rewrite a parameter, header, path item or list of security requirements in place; it need not be well-shaped."""
    if kind == "parameter":
        _locate(part, pointer, repairs)
    if kind in {"parameter", "header"} and part.get("type") != "file":
        repair_type(part, pointer, repairs)
    if kind == "parameter" and isinstance(part.get("required"), str) and part["required"] in {"true", "false"}:
        part["required"] = part["required"] == "true"
        repairs.warn(f"{pointer}/required", RULE, "true and false are no text")
    if kind == "response" and is_array(part.get("examples")):
        del part["examples"]
        repairs.warn(f"{pointer}/examples", RULE, "a list does not say which media type an example is of")


def _locate(parameter: dict[str, Any], pointer: str, repairs: Repairs) -> None:
    given: Any = parameter.get("in")
    meant = _LOCATIONS.get(given.strip().lower()) if isinstance(given, str) else None
    if meant is not None and meant != given:
        parameter["in"] = meant
        repairs.warn(f"{pointer}/in", RULE, f"the location {given!r} is {meant}")
    if meant == "body" and "name" not in parameter:
        parameter["name"] = "body"  # it means nothing (OpenAPI 2.0, Parameter Object)


def spell_discriminators(document: dict[str, Any], repairs: Repairs) -> None:
    """Write the discriminators of `definitions` as OpenAPI 3 has them, in place, with what each value stands for.

    In Swagger 2.0 a discriminator is the name of a property, whose value is the name of the definition itself or of one that
    has it in its `allOf`, at any distance (OpenAPI 2.0, Schema Object).
    """
    definitions: Any = document.get("definitions")
    if not is_object(definitions):
        return
    children = _children(definitions)
    for name, schema in definitions.items():
        wire: Any = schema.get("discriminator") if is_object(schema) else None
        if not isinstance(wire, str):
            continue
        schema["discriminator"] = {"propertyName": wire}
        below = _below(name, children)
        if below:
            mapping = {_value(definitions, each): "#" + _pointer(each) for each in [name, *below]}
            schema["discriminator"]["mapping"] = mapping
        here = _pointer(name) + "/discriminator"
        if not any(wire in _properties(definitions.get(each)) for each in [name, *below]):
            repairs.note(here, RULE, f"{wire!r} is no property of the definition")


def spell_schema(schema: dict[str, Any]) -> None:
    """Write what only schemas of Swagger 2.0 have as OpenAPI 3 does, in place: files, and discriminators without a name."""
    if schema.get("type") == "file":
        schema |= {"type": "string", "format": "binary"}
    if isinstance(schema.get("discriminator"), str):
        schema["discriminator"] = {"propertyName": schema["discriminator"]}


def _children(definitions: dict[str, Any]) -> dict[str, list[str]]:
    """Return the definitions that have another one in their `allOf`, by the name of that."""
    children: dict[str, list[str]] = {}
    for name, schema in definitions.items():
        bases: Any = schema.get("allOf") if is_object(schema) else None
        for base in bases if is_array(bases) else []:
            reference: Any = base.get("$ref") if is_object(base) else None
            target = references.target(reference) if isinstance(reference, str) else None
            tokens = pointers.split(target) if target and target.startswith("/") else []
            if len(tokens) == 2 and tokens[0] == "definitions":
                children.setdefault(tokens[1], []).append(name)
    return children


def _below(name: str, children: dict[str, list[str]]) -> list[str]:
    found: dict[str, None] = {}
    pending = list(children.get(name, []))
    while pending:
        each = pending.pop(0)
        if each not in found and each != name:
            found[each] = None
            pending += children.get(each, [])
    return list(found)


def _value(definitions: dict[str, Any], name: str) -> str:
    schema: Any = definitions[name]
    given = [schema[key] for key in _VALUES if key in schema] if is_object(schema) else []
    return given[0] if given and isinstance(given[0], str) else name


def _properties(schema: Any) -> list[str]:
    """Return the names of the properties that a schema itself and the parts of its `allOf` have."""
    if not is_object(schema):
        return []
    bases: Any = schema.get("allOf")
    parts = [schema, *(bases if is_array(bases) else [])]
    maps = [part.get("properties") for part in parts if is_object(part)]
    return [name for each in maps if is_object(each) for name in each]


def _pointer(name: str) -> str:
    return pointers.join("/definitions", name)
