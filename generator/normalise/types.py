"""A schema of several types as one schema for each: what a union of types is to a language that has classes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document.keywords import is_annotation
from generator.document.shapes import is_array
from generator.normalise.schemas import Schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.normalise.ledger import Ledger

_NUMBER = frozenset({"multipleOf", "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "format"})
_OF_TYPE = {
    "string": frozenset({"minLength", "maxLength", "pattern", "format", "contentEncoding", "contentMediaType",
                         "contentSchema"}),
    "integer": _NUMBER,
    "number": _NUMBER,
    "array": frozenset({"items", "prefixItems", "minItems", "maxItems", "uniqueItems", "contains", "minContains",
                        "maxContains", "unevaluatedItems"}),
    "object": frozenset({"properties", "required", "additionalProperties", "patternProperties", "minProperties",
                         "maxProperties", "propertyNames", "dependentSchemas", "dependentRequired",
                         "unevaluatedProperties"}),
    "boolean": frozenset[str](),
}  # fmt: skip
_KEYWORDS: frozenset[str] = frozenset[str]().union(*_OF_TYPE.values())
_VALUES: dict[str, tuple[type, ...]] = {
    "string": (str,), "integer": (int,), "number": (int, float), "boolean": (bool,), "array": (list,), "object": (dict,),
}  # fmt: skip


def split_types(schema: Schema, kinds: list[str], ledger: Ledger, rule: str) -> Iterator[Schema]:
    """Yield, for each of `kinds`, what `schema` says of it (JSON Schema 2020-12 validation, section 6: by type).

    A type of which the enum has no value is left out, unless none has one.
    """
    allowed = [value for kind in kinds for value in _fitting(schema.get("enum"), kind)]
    for key in schema:
        if key in _KEYWORDS and not any(key in _OF_TYPE[kind] for kind in kinds):
            ledger.note_member(schema, key, rule, "it says nothing about any of the types")
    if "enum" in schema and not allowed:
        ledger.note_member(schema, "enum", rule, "none of its values is of any of the types")
    for i, value in enumerate(schema.get("enum", []) if allowed else []):
        if value not in allowed:
            ledger.note_item(schema["enum"], i, rule, "it is of none of the types")
    for kind in kinds:
        values = _fitting(schema.get("enum"), kind)
        if allowed and not values:
            continue
        branch: Schema = {"type": kind}
        for key, value in schema.items():
            if key in _OF_TYPE[kind] or not (key in _KEYWORDS or is_annotation(key) or key in {"type", "enum"}):
                branch[key] = ledger.copy(value)
        if values:
            branch["enum"] = ledger.adopt(values, schema["enum"])
        yield ledger.adopt(branch, schema)


def _fitting(values: Any, kind: str) -> list[Any]:
    if not is_array(values):
        return []
    return [v for v in values if isinstance(v, _VALUES[kind]) and (kind == "boolean" or not isinstance(v, bool))]
