"""Enums of one value, which need no name of their own: `Literal["x"]` where they are used says more than an alias."""

from __future__ import annotations

from typing import Any

from generator.document.keywords import DATA, NAME_MAPS
from generator.document.shapes import is_array, is_object
from generator.normalise.schemas import component_name

_SCALARS = ("string", "integer", "number", "boolean")


def without_constants(document: dict[str, Any]) -> dict[str, Any]:
    """Return a normal form whose enums of one value stand as `const` where they were referred to; it is not changed itself."""
    components: dict[str, Any] = document.get("components", {})
    constants: dict[str, dict[str, Any]] = {}
    schemas: dict[str, Any] = {}
    for name, schema in components.get("schemas", {}).items():
        if is_object(schema) and schema.get("type") in _SCALARS and len(schema.get("enum", ())) == 1:
            rest = {key: value for key, value in schema.items() if key != "enum"}
            constants[name] = {**rest, "const": schema["enum"][0]}
        else:
            schemas[name] = schema
    if not constants:
        return document
    result: dict[str, Any] = _inlined({**document, "components": {**components, "schemas": schemas}}, constants)
    return result


def _inlined(node: Any, constants: dict[str, dict[str, Any]], *, is_map: bool = False) -> Any:
    if is_array(node):
        return [_inlined(item, constants) for item in node]
    if not is_object(node):
        return node
    if is_map:
        return {name: _inlined(value, constants) for name, value in node.items()}
    constant = constants.get(component_name(node) or "")
    if constant is not None:
        return {**constant, **{key: value for key, value in node.items() if key != "$ref"}}
    return {
        key: value if key in DATA else _inlined(value, constants, is_map=key in NAME_MAPS)
        for key, value in node.items()
    }
