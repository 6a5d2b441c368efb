"""Keywords that leave a choice, as what each option adds: anyOf, oneOf, if, dependentSchemas, and `not`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeGuard

from generator.document.keywords import is_annotation
from generator.document.references import follow
from generator.document.shapes import is_array, is_object
from generator.exchange.alternatives import naming

KINDS = ("object", "array", "string", "number", "boolean", "null")
"""The types of JSON values (JSON Schema, section 4.2.1)."""
SIMPLE = frozenset({"type", "enum", "const"})
# What makes a value break a bound: the keyword that takes its place, what is added to the bound, the type.
_BEYOND = {
    "minimum": ("exclusiveMaximum", 0, "number"),
    "maximum": ("exclusiveMinimum", 0, "number"),
    "exclusiveMinimum": ("maximum", 0, "number"),
    "exclusiveMaximum": ("minimum", 0, "number"),
    "minLength": ("maxLength", -1, "string"),
    "maxLength": ("minLength", 1, "string"),
    "minItems": ("maxItems", -1, "array"),
    "maxItems": ("minItems", 1, "array"),
    "minProperties": ("maxProperties", -1, "object"),
    "maxProperties": ("minProperties", 1, "object"),
}


@dataclass(frozen=True, slots=True)
class Option:
    """One way to meet a choice: the schemas it adds; options of a lower `rank` are tried before others."""

    schemas: tuple[Any, ...]
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """Options of which one must be met; where `excluded` cannot be met anyway, nothing is to be chosen."""

    options: tuple[Option, ...]
    excluded: Any = None


class Choices:
    """Reads the choices of one document. The same schema always gives the same objects.

    `is_strict` says that an option of oneOf also states that the others do not match.
    """

    def __init__(self, document: dict[str, Any], *, is_strict: bool) -> None:
        self._document = document
        self._is_strict = is_strict
        self._opposites: dict[int, dict[str, Any]] = {}
        self._of: dict[int, tuple[Choice, ...]] = {}

    def of(self, part: dict[str, Any]) -> tuple[Choice, ...]:
        """Return the choices that the keywords of `part` leave."""
        known = self._of.get(id(part))
        if known is None:
            known = self._of[id(part)] = tuple(self._read(part))
        return known

    def _read(self, part: dict[str, Any]) -> list[Choice]:
        found = [
            Choice(tuple(self._branches(part, branches, is_one=key == "oneOf")))
            for key in ("anyOf", "oneOf")
            if is_array(branches := part.get(key))
        ]
        if "if" in part and not part.keys().isdisjoint({"then", "else"}):
            met = Option((part["if"], part.get("then", True)))
            found.append(Choice((met, Option((self.opposite(part["if"]), part.get("else", True))))))
        dependent = part.get("dependentSchemas")
        for name, schema in dependent.items() if is_object(dependent) else ():
            found.append(Choice((Option(({"required": [name]}, schema)), Option(({"properties": {name: False}},), 1))))
        if "not" in part and not is_simple(part["not"]):
            options = (Option(schemas, rank) for rank, schemas in enumerate(self._ways_out(part["not"])))
            found.append(Choice(tuple(options), part["not"]))
        return found

    def opposite(self, schema: Any) -> dict[str, Any]:
        """Return the schema that is met where `schema` is not."""
        known = self._opposites.get(id(schema))
        if known is None:
            known = self._opposites[id(schema)] = {"not": schema}  # which also keeps the schema, and so its id
        return known

    def _branches(self, part: dict[str, Any], branches: list[Any], *, is_one: bool) -> list[Option]:
        discriminator = part.get("discriminator")
        found: list[Option] = []
        for branch in branches:
            others = [self.opposite(other) for other in branches if other is not branch] if is_one else []
            adds = (branch, *others) if self._is_strict else (branch,)
            rank = 1 if is_object(branch) and branch.get("type") == "null" else 0
            if is_object(discriminator) and (named := naming(discriminator, branch)) is not None:
                found.append(Option((*adds, named), rank))
                rank += 2
            found.append(Option(adds, rank))
        return found

    def _ways_out(self, schema: Any) -> list[tuple[Any, ...]]:
        """Return what can be added so that a value does not match `schema`, what changes it least first."""
        target = follow(self._document, schema)
        if target is False:
            return [()]
        if not is_object(target):
            return []
        lists = [branches for key in ("anyOf", "oneOf") if is_array(branches := target.get(key))]
        ways: list[tuple[Any, ...]] = [tuple(self.opposite(branch) for branch in branches) for branches in lists]
        ways += [(self.opposite(branch),) for branch in target.get("allOf", [])]
        if "not" in target:
            ways.append((target["not"],))
        if "if" in target:
            ways.append((target["if"], self.opposite(target.get("then", True))))
            ways.append((self.opposite(target["if"]), self.opposite(target.get("else", True))))
        if not target.keys().isdisjoint({"enum", "const"}):
            ways.append(({"not": {key: target[key] for key in ("enum", "const") if key in target}},))
        ways += [(way,) for way in (*self._other_members(target), *self._other_items(target))]
        ways += [(way,) for way in (*_beyond(target), *_other_kinds(target))]
        if not target.keys().isdisjoint({"pattern", "format", "multipleOf", "uniqueItems", "contains"}):
            ways.append(())  # most values break these
        return ways

    def _other_members(self, target: dict[str, Any]) -> list[dict[str, Any]]:
        ways: list[dict[str, Any]] = [{"properties": {name: False}} for name in target.get("required", [])]
        for name, schema in target.get("properties", {}).items():
            ways.append({"type": "object", "required": [name], "properties": {name: self.opposite(schema)}})
        for name, schema in target.get("dependentSchemas", {}).items():
            ways.append({"type": "object", "required": [name], "allOf": [self.opposite(schema)]})
        for name, others in target.get("dependentRequired", {}).items():
            ways += [{"type": "object", "required": [name], "properties": {other: False}} for other in others]
        if "propertyNames" in target:
            ways.append({"type": "object", "minProperties": 1, "propertyNames": self.opposite(target["propertyNames"])})
        if "additionalProperties" in target:
            other = self.opposite(target["additionalProperties"])
            ways.append({"type": "object", "required": ["other"], "properties": {"other": other}})
        return ways

    def _other_items(self, target: dict[str, Any]) -> list[dict[str, Any]]:
        first = target.get("prefixItems", [])
        ways: list[dict[str, Any]] = []
        for index, schema in enumerate(first):
            items = [*[True] * index, self.opposite(schema)]
            ways.append({"type": "array", "minItems": index + 1, "prefixItems": items})
        if "items" in target and not first:
            ways.append({"type": "array", "minItems": 1, "items": self.opposite(target["items"])})
        return ways


def is_simple(schema: Any) -> TypeGuard[dict[str, Any]]:
    """Tell whether what `schema` excludes as a `not` is a list of types or of values alone."""
    return is_object(schema) and sum(not is_annotation(key) for key in schema) == 1 and not SIMPLE.isdisjoint(schema)


def _beyond(target: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"type": kind, other: target[key] + more}
        for key, (other, more, kind) in _BEYOND.items()
        if isinstance(target.get(key), int | float) and (kind == "number" or target[key] + more >= 0)
    ]


def _other_kinds(target: dict[str, Any]) -> list[dict[str, Any]]:
    kinds = target.get("type")
    if kinds is None:
        return []
    named = kinds if is_array(kinds) else [kinds]
    return [{"type": [kind for kind in KINDS if kind not in named]}]
