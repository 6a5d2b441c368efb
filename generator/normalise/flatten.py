"""Guarantee 4: `allOf` of plain objects is one object; and of scalars, one scalar.

An instance is valid against `allOf` when it is valid against every branch (JSON Schema 2020-12 core, section 10.2.1.1), so
branches merge by intersection: `required` adds up, bounds tighten, enums intersect. Where two branches contradict each
other the later one is kept, being the more specific, and the ledger says so. Branches that are unions stay as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document import pointers, references
from generator.document.shapes import is_array, is_object
from generator.normalise.schemas import Schema, document_roots, subschemas

if TYPE_CHECKING:
    from generator.normalise.ledger import Ledger

RULE = "flatten-all-of"
ANNOTATIONS = frozenset(
    {
        "title",
        "description",
        "default",
        "examples",
        "deprecated",
        "readOnly",
        "writeOnly",
        "externalDocs",
        "$comment",
        "xml",
    }
)
_LOWER = frozenset({"minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties", "minContains"})
_UPPER = frozenset({"maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties", "maxContains"})
_COMPOSED = frozenset({"allOf", "anyOf", "oneOf", "not", "if", "$ref", "$dynamicRef"})


def flatten(document: dict[str, Any], ledger: Ledger) -> None:
    """Merge every `allOf` of the resolved `document` that can be merged, in place, innermost first."""
    flattener = _Flattener(document, ledger)
    for container, key, _ in list(document_roots(document)):
        container[key] = flattener.schema(container[key], ())


def is_annotation(key: str) -> bool:
    """Tell whether a keyword only describes and never constrains."""
    return key in ANNOTATIONS or key.startswith("x-")


class _Flattener:
    def __init__(self, document: dict[str, Any], ledger: Ledger) -> None:
        self.document = document
        self.ledger = ledger

    def schema(self, schema: Schema, chain: tuple[str, ...]) -> Schema:
        """Return `schema` with what is below it and then itself merged; `chain` are the references being followed."""
        for container, key, _ in list(subschemas(schema, "")):
            container[key] = self.schema(container[key], chain)
        branches = schema.get("allOf")
        if not is_array(branches) or not branches:
            return schema
        siblings = {key: value for key, value in schema.items() if key != "allOf"}
        only: Any = branches[0]
        if len(branches) == 1 and is_object(only) and all(is_annotation(key) for key in siblings):
            self.ledger.note(
                self.ledger.origin(branches), RULE, "one branch beside annotations only: the branch itself"
            )
            return self.ledger.adopt({**only, **siblings}, schema)  # type: ignore[no-any-return]
        parts = [self.branch(branch, chain) for branch in list(branches)]
        if any(part is None for part in parts) or not _COMPOSED.isdisjoint(siblings):
            return schema
        merged: Schema = {}
        for part in (*parts, siblings):
            self.combine(merged, part or {})
        where = self.ledger.origin(schema) or self.ledger.origin(branches)
        self.ledger.note(pointers.join(where, "allOf"), RULE, f"{len(parts)} branches merged into one schema")
        if "properties" in merged:
            merged.setdefault("type", "object")
        return self.ledger.adopt(merged, schema)  # type: ignore[no-any-return]

    def branch(self, branch: Any, chain: tuple[str, ...]) -> Schema | None:
        """Return a copy of what `branch` stands for when it can be merged, else None."""
        if not is_object(branch):
            return {} if branch is True else None
        schema: Schema = branch
        reference = schema.get("$ref")
        if not isinstance(reference, str):
            return self.ledger.copy(schema) if _COMPOSED.isdisjoint(schema) else None  # type: ignore[no-any-return]
        target = references.target(reference)
        if target is None or reference in chain or len(chain) > 50:
            return None
        found = pointers.get(self.document, target)
        if not is_object(found):
            return None
        resolved = self.schema(self.ledger.copy(found), (*chain, reference))
        if not _COMPOSED.isdisjoint(resolved):
            return None
        return {**resolved, **{key: value for key, value in schema.items() if key != "$ref"}}

    def combine(self, merged: Schema, part: Schema) -> None:
        """Narrow `merged` by `part`, in place."""
        for key, value in part.items():
            if key not in merged or is_annotation(key):
                merged[key] = value
            elif key == "properties":
                self.properties(merged[key], value)
            elif key == "required":
                merged[key] = self.ledger.adopt(list(dict.fromkeys([*merged[key], *value])), merged[key])
                self.ledger.note(self.ledger.origin(value), RULE, "added to what another branch requires")
            elif key == "enum":
                common = [item for item in merged[key] if item in value]
                merged[key] = self.ledger.adopt(common, merged[key]) if common else value
            elif key == "type":
                merged[key] = self.type(merged[key], value)
            elif key in _LOWER:
                merged[key] = max(merged[key], value)
            elif key in _UPPER:
                merged[key] = min(merged[key], value)
            elif merged[key] != value:
                self.contradiction(value, f"{key!r} differs between branches: the last is kept")
                merged[key] = value

    def properties(self, merged: dict[str, Any], added: dict[str, Any]) -> None:
        for name, schema in added.items():
            before = merged.get(name)
            if not is_object(before) or not is_object(schema):
                merged[name] = schema
            elif "$ref" in before and all(is_annotation(key) for key in schema):
                before.update(schema)
            elif _COMPOSED.isdisjoint(before) and _COMPOSED.isdisjoint(schema):
                self.combine(before, schema)
            else:
                if before != schema:
                    self.contradiction(before, f"the property {name!r} differs between branches: the last is kept")
                merged[name] = schema

    def type(self, one: Any, other: Any) -> Any:
        left, right = ([kind] if isinstance(kind, str) else list(kind) for kind in (one, other))
        if "number" in left and "integer" in right:
            left = ["integer" if kind == "number" else kind for kind in left]
        if "number" in right and "integer" in left:
            right = ["integer" if kind == "number" else kind for kind in right]
        common = [kind for kind in left if kind in right]
        if not common:
            self.contradiction(other, f"type {one!r} and type {other!r} exclude each other: the last is kept")
            return other
        return common[0] if len(common) == 1 else common

    def contradiction(self, value: Any, detail: str) -> None:
        self.ledger.note(self.ledger.origin(value), RULE, detail)
