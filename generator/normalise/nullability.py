"""One spelling of null: `type: [T, "null"]` for scalars, arrays and maps; `anyOf: [..., {type: "null"}]` for the rest.

A component never includes null; what refers to a nullable component says so itself, so that a class stays a class.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document import pointers
from generator.document.findings import Place, fail
from generator.document.keywords import is_annotation
from generator.document.shapes import is_array, is_object
from generator.normalise.circles import refuse_circles, unite_circles
from generator.normalise.schemas import (
    NULL,
    Schema,
    Slot,
    component_name,
    document_roots,
    is_null,
    walk,
    without_null,
)
from generator.normalise.types import split_types

if TYPE_CHECKING:
    from generator.normalise.ledger import Ledger

RULE = "spell-null"
_OF_THE_PLACE = frozenset({"title", "description", "default", "examples", "deprecated", "readOnly", "writeOnly"})


def spell_null(document: dict[str, Any], ledger: Ledger, name: str = "") -> bool:
    """Rewrite every schema of the resolved `document` to the one spelling, in place; tell whether any was changed.

    `name` stands for the file in messages.

    Raises:
        SpecloomError: components turn out to be nothing but each other.
    """
    speller = _Speller(ledger)
    nullable: set[str] = set()
    components: dict[str, Any] = document.get("components", {}).get("schemas", {})
    speller.changed = unite_circles(components, ledger)
    for _ in range(len(components) + 2):  # a component that refers to a nullable one may be nullable itself
        for slot in list(document_roots(document)):
            for container, key, _ in reversed(list(walk(slot))):
                if is_object(container[key]):
                    container[key] = speller.spelled(container[key])
        refuse_circles(components, name)
        nullable = _push_to_uses(document, speller)
        if not nullable:
            return speller.changed
    place = Place(name, pointer=pointers.join("/components/schemas", min(nullable)))
    remedy = "Write a schema in one of these places."
    raise fail(
        "circular-reference", f"is nothing but itself or null, as are: {', '.join(sorted(nullable))}", place, remedy
    )


class _Speller:
    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.changed = False

    def note(self, schema: Any, key: str, detail: str) -> None:
        self.changed = True
        self.ledger.note_member(schema, key, RULE, detail)

    def spelled(self, schema: Schema) -> Schema:
        """Return what says the same as `schema`, whose subschemas are spelled already."""
        for union in ("oneOf", "anyOf"):
            if union in schema:
                return self.union(schema, union)
        if is_null(schema):
            return self.only_null(schema)
        schema, nullable = self.without_null_value(schema)
        self.without_values_of_no_type(schema)
        kinds = schema.get("type")
        listed: list[str] = [kinds] if isinstance(kinds, str) else list(dict.fromkeys(kinds or []))
        rest = [kind for kind in listed if kind != "null"]
        nullable = nullable or len(rest) < len(listed)
        if len(rest) > 1:
            return self.of_types(schema, rest, nullable=nullable)
        if rest and nullable and not {"enum", "properties"} & set(schema):
            return self.with_type(schema, [rest[0], "null"])
        schema = self.with_type(schema, rest[0]) if rest else schema
        return self.or_null(schema) if nullable else schema

    def with_type(self, schema: Schema, wanted: str | list[str]) -> Schema:
        if "type" in schema and schema["type"] != wanted:
            self.note(schema, "type", "the type is said in the one spelling")
            schema["type"] = self.ledger.adopt(wanted, schema["type"])
        return schema

    def only_null(self, schema: Schema) -> Schema:
        for key in schema:
            if not is_annotation(key) and (key, schema[key]) != ("type", "null"):
                self.note(schema, key, "null alone is the type null")
        beside = {key: value for key, value in schema.items() if is_annotation(key)}
        return self.ledger.adopt({**beside, **NULL}, schema)

    def without_null_value(self, schema: Schema) -> tuple[Schema, bool]:
        values = schema.get("enum")
        if values == []:
            self.note(schema, "enum", "an enum of nothing allows nothing, which nobody means")
            del schema["enum"]
        if not is_array(values) or None not in values:
            return schema, False
        for i, value in enumerate(values):
            if value is None:
                self.changed = True
                self.ledger.note_item(values, i, RULE, "null is said beside the enum, not in it")
        schema["enum"] = self.ledger.adopt([value for value in values if value is not None], values)
        return schema, True

    def without_values_of_no_type(self, schema: Schema) -> None:
        """Leave out texts and numbers as the only values of an object or a list: nothing is both, which nobody means."""
        said = schema.get("type", "any")
        if not {"object", "array"}.issuperset([said] if isinstance(said, str) else set(said) - {"null"}):
            return
        for key in ("enum", "const"):
            values = schema.get(key, []) if key == "enum" else [schema[key]] if key in schema else []
            if values and not any(is_object(each) or is_array(each) for each in values):
                self.note(
                    schema, key, f"no {' or '.join([said] if isinstance(said, str) else said)} is one of its values"
                )
                del schema[key]

    def of_types(self, schema: Schema, kinds: list[str], *, nullable: bool) -> Schema:
        self.note(schema, "type", f"the types {', '.join(kinds)} are branches of a union")
        branches: list[Schema] = list(split_types(schema, kinds, self.ledger, RULE))
        beside = {key: value for key, value in schema.items() if is_annotation(key)}
        if len(branches) == 1 and not nullable:
            return self.ledger.adopt({**beside, **branches[0]}, schema)
        union = self.ledger.adopt({**beside, "anyOf": [*branches, *([dict(NULL)] if nullable else [])]}, schema)
        return self.union(union, "anyOf")

    def or_null(self, schema: Schema) -> Schema:
        self.changed = True
        beside = {key: value for key, value in schema.items() if key in _OF_THE_PLACE}
        inner = self.ledger.adopt({key: value for key, value in schema.items() if key not in beside}, schema)
        return self.ledger.adopt({**beside, "anyOf": [inner, dict(NULL)]}, schema)

    def union(self, schema: Schema, key: str) -> Schema:
        """Return a union without null in it; where null was in it, that union or null."""
        branches: list[Any] = schema[key]
        self.spell_out(branches)
        real = [branch for branch in branches if not is_null(branch)]
        nullable = len(real) < len(branches)
        inner = [self.opened(branch) for branch in real]
        is_opened = any(after is not before for after, before in zip(inner, real, strict=True))
        nullable = nullable or is_opened
        if len(inner) < 2 and "discriminator" in schema:
            self.note(schema, "discriminator", "there is nothing to tell apart")
            schema = self.ledger.adopt({k: value for k, value in schema.items() if k != "discriminator"}, schema)
        rest = {name: value for name, value in schema.items() if name != key}
        if not inner and nullable:
            return self.only_null(schema)
        if not inner:
            self.note(schema, key, "a union of nothing says nothing")
            return self.ledger.adopt(rest, schema)
        if not nullable:
            if is_array(schema.get("type")) and "null" in schema["type"]:
                kinds = [kind for kind in schema["type"] if kind != "null"]
                self.with_type(schema, kinds[0] if len(kinds) == 1 else kinds or "null")
            return self.only_branch(schema, key, inner[0], rest) if len(inner) == 1 else schema
        if without_null(schema) is not None and not is_opened and all(is_annotation(name) for name in rest):
            return self.joined(schema)
        for i, branch in enumerate(branches):
            if is_null(branch):
                self.changed = True
                self.ledger.note_item(branches, i, RULE, "null is said beside the union, not in it")
        return self.outside(schema, key, inner)

    def spell_out(self, branches: list[Any]) -> None:
        """Write boolean branches (JSON Schema 2020-12, section 4.3.2) as the objects that they stand for, in place."""
        for i, branch in enumerate(branches):
            if isinstance(branch, bool):
                self.ledger.note_item(branches, i, RULE, "true allows anything: {}" if branch else "false is {not: {}}")
                branches[i] = {} if branch else {"not": {}}

    def opened(self, branch: Any) -> Any:
        """Return the schema inside a branch that is that schema or null, any other branch as it is."""
        if not is_object(branch):
            return branch
        kinds = branch.get("type")
        if is_array(kinds) and "null" in kinds:
            return self.with_type(self.ledger.adopt({**branch}, branch), next(kind for kind in kinds if kind != "null"))
        inner = without_null(branch)
        if inner is not None and all(name == "anyOf" or is_annotation(name) for name in branch):
            beside = {name: value for name, value in branch.items() if name != "anyOf"}
            self.ledger.note_member(branch, "anyOf", RULE, "null is said beside the union, not in it")
            return self.ledger.adopt({**inner, **beside}, branch, inner)
        return branch

    def outside(self, schema: Schema, key: str, inner: list[Any]) -> Schema:
        beside = {name: value for name, value in schema.items() if is_annotation(name)}
        own = {name: value for name, value in schema.items() if name not in beside and name not in {key, "type"}}
        own = self.ledger.adopt(own, schema)
        if "type" in schema:
            self.note(schema, "type", "the branches say their types")
        if len(inner) == 1:
            self.note(schema, key, "null is the second branch")
            only = self.both(inner[0], own)
            result = self.ledger.adopt({**beside, "anyOf": [only, dict(NULL)]}, schema)
            return self.joined(result)
        union = self.ledger.adopt({**own, key: self.ledger.adopt(inner, schema[key])}, schema)
        return self.ledger.adopt({**beside, "anyOf": [union, dict(NULL)]}, schema)

    def joined(self, schema: Schema) -> Schema:
        """Return a scalar, array or map or null as one schema of two types; any other schema as it is."""
        only: Any = schema["anyOf"][0]
        kind = only.get("type") if is_object(only) else None
        if not isinstance(kind, str) or {"enum", "properties", "allOf", "anyOf", "oneOf"} & set(only):
            return schema
        if not all(name in {"anyOf", "type"} or is_annotation(name) for name in schema):
            return schema
        self.note(schema, "anyOf", "null is a second type")
        self.note(only, "type", "null is a second type")
        beside = {name: value for name, value in schema.items() if is_annotation(name)}
        return self.ledger.adopt({**only, **beside, "type": [kind, "null"]}, schema, only)

    def only_branch(self, schema: Schema, key: str, only: Any, rest: Schema) -> Schema:
        if not is_object(only):
            return schema
        self.note(schema, key, "a union of one branch is the branch")
        beside = {name: value for name, value in rest.items() if is_annotation(name)}
        own = self.ledger.adopt({name: value for name, value in rest.items() if name not in beside}, schema)
        only = self.both(only, own)
        kept = self.ledger.adopt({**only, **beside}, schema, only)
        for name in beside:
            if name in only:
                self.note(only, name, "what stands beside the union is kept")
        return kept

    def both(self, only: Any, own: Schema) -> Any:
        """Return what is valid against `only` and `own`, a composition where they speak of the same."""
        if not own or not is_object(only):
            return only
        if "$ref" in only or any(only.get(name, value) != value for name, value in own.items()):
            return {"allOf": [only, own]}
        return self.ledger.adopt({**only, **own}, only, own)


def _push_to_uses(document: dict[str, Any], speller: _Speller) -> set[str]:
    """Say null where nullable components are used instead of in them; return the names of those."""
    ledger = speller.ledger
    components: dict[str, Any] = document.get("components", {}).get("schemas", {})
    nullable: set[str] = set()
    for name, schema in components.items():
        inner = without_null(schema) if is_object(schema) else None
        if inner is not None:
            rest = {key: value for key, value in schema.items() if key != "anyOf"}
            speller.note(schema, "anyOf", "null is said where the component is used")
            components[name] = ledger.adopt({**inner, **rest}, schema, inner)
            ledger.unite(components[name], inner, RULE, "what stands beside the union is kept")
        elif is_object(schema) and is_array(schema.get("type")) and "null" in schema["type"]:
            kinds = [kind for kind in schema["type"] if kind != "null"]
            speller.note(schema, "type", "null is said where the component is used")
            schema["type"] = kinds[0]
        else:
            continue
        nullable.add(name)
    if nullable:
        for slot in list(document_roots(document)):
            for inner_slot in list(walk(slot)):
                _say_null(inner_slot, nullable, ledger)
    return nullable


def _say_null(slot: Slot, nullable: set[str], ledger: Ledger) -> None:
    container, key, _ = slot
    schema = container[key]
    if component_name(schema) in nullable and not (is_array(container) and container[1:] == [NULL]):
        beside = {name: value for name, value in schema.items() if name != "$ref"}
        reference = ledger.adopt({"$ref": schema["$ref"]}, schema)
        container[key] = ledger.adopt({**beside, "anyOf": [reference, dict(NULL)]}, schema)
