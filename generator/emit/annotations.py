"""Python annotations for the inline schemas of the normal form: scalars, references, arrays, maps, each with null.

The models of datamodel-code-generator and the signatures of the client use the same mapping, so that a value read from a
model can be passed as an argument.
"""

from __future__ import annotations

from typing import Any

from generator.document.format_lengths import is_possible
from generator.document.shapes import is_array, is_object
from generator.normalise.schemas import Schema, component_name, without_null

ANY = "JsonValue"
# Formats that the generated packages can represent without a further dependency (OpenAPI format registry).
STRING_FORMATS = {"date-time": "datetime", "date": "date", "uuid": "UUID", "binary": "bytes"}
MODEL_FORMATS = frozenset({"date-time", "date", "uuid", "int32", "int64", "float", "double", "binary"})
_SCALARS = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}


def annotation(schema: Any, *, argument: bool = False) -> str:
    """Return the annotation of an inline schema of the normal form.

    Args:
        schema: an inline schema: no properties, enum or union of its own.
        argument: the schema is passed by the caller: read-only abstract types are accepted then.
    """
    if not is_object(schema):
        return ANY
    node: Schema = schema
    if (name := component_name(node)) is not None:
        return f"models.{name}"
    if (inner := without_null(node)) is not None:
        return f"{annotation(inner, argument=argument)} | None"
    if isinstance(node.get("const"), str | int):
        return f"Literal[{node['const']!a}]"
    kinds = node.get("type")
    if is_array(kinds):
        rest: list[str] = [kind for kind in kinds if kind != "null"]
        single = annotation({**node, "type": rest[0]}, argument=argument) if len(rest) == 1 else ANY
        return f"{single} | None" if len(rest) < len(kinds) and single != ANY else single
    if kinds == "array":
        item = _item(node, argument=argument)
        return f"Sequence[{item}]" if argument else f"builtins.list[{item}]"
    if kinds == "object":
        value = annotation(node.get("additionalProperties"), argument=argument)
        return f"Mapping[str, {value}]" if argument else f"builtins.dict[str, {value}]"
    if kinds == "string":
        return STRING_FORMATS.get(str(node.get("format")), "str") if is_possible(node) else "str"
    return _SCALARS.get(str(kinds), ANY)


def _item(node: Schema, *, argument: bool) -> str:
    """Return the annotation of what a list holds: at the places of a tuple (`prefixItems`), and after them."""
    prefix: Any = node.get("prefixItems")
    places: list[Any] = list(prefix) if is_array(prefix) else []
    return " | ".join(dict.fromkeys(annotation(each, argument=argument) for each in [*places, node.get("items")]))
