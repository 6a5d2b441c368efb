"""One spelling of null: `type: [T, "null"]` for scalars, arrays and maps; `anyOf: [..., {type: "null"}]` for the rest.

A component never includes null; what refers to a nullable component says so itself, so that a class stays a class.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document import pointers
from generator.document.shapes import is_array, is_object
from generator.normalise.schemas import NULL, Schema, Slot, component_name, document_roots, walk, without_null

if TYPE_CHECKING:
    from generator.normalise.ledger import Ledger

RULE = "spell-null"

_NUMBER = frozenset({"multipleOf", "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum"})
_BY_TYPE = {
    "string": frozenset({"minLength", "maxLength", "pattern", "format", "contentEncoding", "contentMediaType"}),
    "integer": _NUMBER | {"format"},
    "number": _NUMBER | {"format"},
    "array": frozenset({"items", "prefixItems", "minItems", "maxItems", "uniqueItems", "contains"}),
    "object": frozenset({"properties", "required", "additionalProperties", "patternProperties", "minProperties", "maxProperties"}),
    "boolean": frozenset[str](),
}  # fmt: skip
_VALUE_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,), "integer": (int,), "number": (int, float), "boolean": (bool,), "array": (list,), "object": (dict,),
}  # fmt: skip


def spell_null(document: dict[str, Any], ledger: Ledger) -> None:
    """Rewrite every schema of the resolved `document` to the one spelling, in place."""
    for slot in list(document_roots(document)):
        for inner in walk(slot):
            _rewrite(inner, ledger)
    _push_to_uses(document, ledger)


def _rewrite(slot: Slot, ledger: Ledger) -> None:
    container, key, _ = slot
    schema: Schema = container[key]
    origin = ledger.origin(schema)
    for union in ("oneOf", "anyOf"):
        if is_array(schema.get(union)):
            _rewrite_union(schema, union, ledger)
            return
    kinds = schema.get("type")
    nullable = kinds == "null" or (is_array(kinds) and "null" in kinds)
    rest: list[str] = [kind for kind in ([kinds] if isinstance(kinds, str) else kinds or []) if kind != "null"]
    if "enum" in schema and is_array(schema["enum"]) and None in schema["enum"]:
        values = [value for value in schema["enum"] if value is not None]
        if not values:
            _replace(schema, {"type": "null"})
            ledger.note(origin, RULE, "an enum of null alone is the type null")
            return
        schema["enum"] = ledger.adopt(values, schema["enum"])
        nullable = True
        ledger.note(pointers.join(origin, "enum"), RULE, "null is said beside the enum, not in it")
    if not rest or (nullable and len(rest) == 1 and not {"enum", "properties"} & set(schema)):
        return
    if len(rest) == 1:
        if is_array(kinds):
            schema["type"] = rest[0]
            ledger.note(pointers.join(origin, "type"), RULE, "the type is said without a list")
        if nullable:
            _wrap(schema, [_split_off(schema, ledger)], ledger)
        return
    ledger.note(origin, RULE, f"the types {', '.join(rest)} are branches of a union")
    branches = [_of_type(schema, kind, ledger) for kind in rest]
    inner = {key: value for key, value in schema.items() if key in _KEEP or key.startswith("x-")}
    _replace(schema, {**inner, "anyOf": branches + ([dict(NULL)] if nullable else [])})


_KEEP = frozenset({"title", "description", "default", "examples", "deprecated", "readOnly", "writeOnly"})


def _of_type(schema: Schema, kind: str, ledger: Ledger) -> Schema:
    branch: Schema = {"type": kind}
    for key in schema:
        if key in _BY_TYPE.get(kind, ()):
            branch[key] = ledger.copy(schema[key])
    if is_array(schema.get("enum")):
        allowed = _VALUE_TYPES.get(kind, (object,))
        fits = [v for v in schema["enum"] if isinstance(v, allowed) and (kind == "boolean" or not isinstance(v, bool))]
        branch["enum"] = fits
    return branch


def _split_off(schema: Schema, ledger: Ledger) -> Schema:
    inner = {key: value for key, value in schema.items() if key not in _KEEP}
    return ledger.adopt(inner, schema)  # type: ignore[no-any-return]


def _wrap(schema: Schema, branches: list[Schema], ledger: Ledger) -> None:
    kept = {key: value for key, value in schema.items() if key in _KEEP}
    _replace(schema, {**kept, "anyOf": [*branches, dict(NULL)]})
    ledger.note(ledger.origin(schema), RULE, "null is a branch of its own")


def _replace(schema: Schema, content: Schema) -> None:
    schema.clear()
    schema.update(content)


def _rewrite_union(schema: Schema, union: str, ledger: Ledger) -> None:
    branches: list[Any] = schema[union]
    real = [branch for branch in branches if branch != NULL]
    if len(real) == len(branches) and len(real) > 1:
        return
    nullable = len(real) < len(branches)
    where = pointers.join(ledger.origin(schema), union)
    if len(real) == 1 and is_object(real[0]):
        only: Schema = real[0]
        rest = {key: value for key, value in schema.items() if key != union}
        if not nullable:
            ledger.note(where, RULE, "a union of one branch is the branch")
            _replace(schema, {**only, **rest} if "$ref" not in only else {**rest, **only})
        elif (
            {"type"} >= set(rest) - _KEEP
            and isinstance(only.get("type"), str)
            and not {"enum", "properties"} & set(only)
        ):
            ledger.note(where, RULE, "null is a second type")
            _replace(schema, {**only, **rest, "type": [only["type"], "null"]})
        elif branches[1:] != [NULL] or union != "anyOf" or "type" in rest:
            ledger.note(where, RULE, "null is the second branch")
            _replace(
                schema, {**{key: value for key, value in rest.items() if key != "type"}, "anyOf": [only, dict(NULL)]}
            )
    elif nullable and real:
        ledger.note(where, RULE, "null is said beside the union, not in it")
        inner: Schema = {union: ledger.adopt(real, branches)}
        if "discriminator" in schema:
            inner["discriminator"] = schema["discriminator"]
        rest = {key: value for key, value in schema.items() if key not in {union, "discriminator", "type"}}
        _replace(schema, {**rest, "anyOf": [inner, dict(NULL)]})


def _push_to_uses(document: dict[str, Any], ledger: Ledger) -> None:
    components = document.get("components", {}).get("schemas", {})
    nullable: set[str] = set()
    for name, schema in components.items():
        inner = without_null(schema) if is_object(schema) else None
        if inner is not None:
            rest = {key: value for key, value in schema.items() if key != "anyOf"}
            _replace(schema, {**inner, **rest})
        elif is_object(schema) and is_array(schema.get("type")) and "null" in schema["type"]:
            kinds = [kind for kind in schema["type"] if kind != "null"]
            if len(kinds) != 1:
                continue
            schema["type"] = kinds[0]
        else:
            continue
        nullable.add(name)
        ledger.note(ledger.origin(schema), RULE, "null is said where the component is used")
    if not nullable:
        return
    for slot in list(document_roots(document)):
        for container, key, _ in walk(slot):
            schema = container[key]
            if component_name(schema) in nullable and not (is_array(container) and container[1:] == [NULL]):
                rest = {name: value for name, value in schema.items() if name != "$ref"}
                reference = ledger.adopt({"$ref": schema["$ref"]}, schema)
                container[key] = {**rest, "anyOf": [reference, dict(NULL)]}
