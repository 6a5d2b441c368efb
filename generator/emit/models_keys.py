"""What the keys of a schema say to datamodel-code-generator, and which of them it takes otherwise than they are meant."""

from __future__ import annotations

from typing import Any

from generator.document.format_lengths import is_possible
from generator.document.shapes import is_array, is_object
from generator.emit.annotations import MODEL_FORMATS, STRING_FORMATS
from generator.emit.patterns import can_be_checked
from generator.normalise.schemas import Schema, component_name, without_null

CONSTRAINTS = frozenset(
    {"minLength", "maxLength", "pattern", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
     "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties"}
)  # fmt: skip
"""Keys that narrow the values of a type (JSON Schema 2020-12 validation, section 6)."""
_OF_TYPE = {"items": "array", "prefixItems": "array", "properties": "object", "required": "object",
            "additionalProperties": "object", "patternProperties": "object"}  # fmt: skip
_SIZES = ("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties")
_LARGEST = 2**63 - 1
_COMPOSED = ("anyOf", "oneOf", "allOf")
_LITERALS = (str, int, bool, type(None))


def is_map(node: Schema) -> bool:
    """Tell whether an object has no properties that are named."""
    return "object" in kinds(node) and "properties" not in node


def kinds(node: Schema) -> list[Any]:
    """Return the types that a schema lists, [] where it says none."""
    said = node.get("type", [])
    return said if is_array(said) else [said]


def idle(node: Schema) -> list[str]:
    """Return the keys that say nothing about the values of a schema, and from which the engine would make another type.

    They are those of other types, formats that models do not know, patterns that models cannot check, values that are no
    literals of Python, sizes that nothing can have, and what stands beside a list of all values.
    """
    types = set(kinds(node))
    found = [key for key, kind in _OF_TYPE.items() if key in node and types and kind not in types]
    found += [key for key in _COMPOSED if key in node and ("enum" in node or "const" in node)]
    values = [*node.get("enum", []), *([node["const"]] if "const" in node else [])]
    literals = _LITERALS if "const" in node else (*_LITERALS, float)  # of an enum the engine passes over numbers
    if not all(isinstance(value, literals) for value in values):
        found += [key for key in ("enum", "const") if key in node]
    if "format" in node:
        known = node["format"] in MODEL_FORMATS
        is_text = node["format"] in STRING_FORMATS
        found += [] if known and (not types or is_text is ("string" in types)) else ["format"]
    if "pattern" in node and not (isinstance(node["pattern"], str) and can_be_checked(node["pattern"])):
        found.append("pattern")
    if not all(can_be_checked(pattern) for pattern in node.get("patternProperties", {})):
        found += [key for key in ("patternProperties", "additionalProperties") if key in node]
    return list(dict.fromkeys(found)) + [key for key in _SIZES if key in node and node[key] > _LARGEST]


def map_or_null(schema: Schema) -> Schema | None:
    """Return the map in a map that may be null, of whose values the engine would lose the type; None for what is none."""
    types = kinds(schema)
    return {**schema, "type": "object"} if len(types) == 2 and set(types) == {"object", "null"} else None


def unconstrained(schema: Any) -> Any:
    """Return the schema of an item, a value of a map or a branch without constraints: the engine makes classes of them."""
    if not is_object(schema):
        return schema
    return {key: value for key, value in with_possible_format(schema).items() if key not in CONSTRAINTS}


def with_possible_format(schema: Schema) -> Schema:
    """Return `schema` without its format where no text of the lengths beside it has that: it is only called so."""
    return schema if is_possible(schema) else {key: value for key, value in schema.items() if key != "format"}


def without_idle_null(schema: Schema) -> Schema:
    """Return the schema of a value that may be left out, without null: then it is None in Python anyway.

    Unions of any kind cost the engine several times what other types cost it.
    """
    types = schema.get("type")
    if is_array(types) and "null" in types and len(types) == 2 and "enum" not in schema and "const" not in schema:
        return {**schema, "type": next((kind for kind in types if kind != "null"), "null")}
    return without_null(schema) or schema


def open_types(enum: Schema) -> list[Schema]:
    """Return the types of the texts and numbers of an enum; of other values models do not list any."""
    scalars = [value for value in enum["enum"] if isinstance(value, str | int | float) and not isinstance(value, bool)]
    types = {"string" if isinstance(value, str) else "number" for value in scalars}
    return [{"type": kind} for kind in sorted(types)]


def is_list_of_itself(name: str, shaped: Any) -> bool:
    """Tell whether the component `name`, of the form `shaped`, is a list of itself or of what is made of it inline."""
    return is_object(shaped) and shaped.get("type") == "array" and _refers(shaped.get("items"), name)


def as_choice(shaped: Schema) -> Schema:
    """Return a list of itself as the only choice of a union, which the engine reads; of the list alone it forgets the items.

    The sizes of such lists are left to the server: they would make the engine name a second component.
    """
    said = {"description": shaped["description"]} if "description" in shaped else {}
    return {**said, "anyOf": [_without_sizes(shaped)]}


def _refers(schema: Any, name: str) -> bool:
    inner = schema.values() if is_object(schema) else schema if is_array(schema) else ()
    return component_name(schema) == name or any(_refers(each, name) for each in inner)


def _without_sizes(schema: Schema) -> Schema:
    result = {key: value for key, value in schema.items() if key not in CONSTRAINTS and key != "description"}
    for key in ("items", "additionalProperties"):
        if is_object(result.get(key)):
            result[key] = _without_sizes(result[key])
    return result
