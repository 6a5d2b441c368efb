"""What a schema says of the members of objects and the items of arrays, through references and compositions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from generator.document.references import follow
from generator.document.shapes import is_array, is_object

_NAMING = frozenset({"properties", "patternProperties", "additionalProperties", "unevaluatedProperties"})
_ANYTHING: dict[str, Any] = {}


class Others(NamedTuple):
    """What is said of members that are not named: of those whose names match `pattern`, or of all where that is empty."""

    pattern: str
    schema: Any


class Members:
    """Looks into the schemas of one document, which are known by their identity: give the same object again."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document
        # By identity; the schemas stay alive, so that an identity stays its own.
        self._known: dict[int, tuple[Any, dict[str, Any]]] = {}
        self._others: dict[int, tuple[Any, tuple[Others, ...]]] = {}

    def properties(self, schema: Any) -> dict[str, Any]:
        """Return the schemas of the properties that `schema` names; one that several branches name may be any of theirs."""
        if not schema:
            return {}
        known = self._known.get(id(schema))
        if known is None:
            known = self._known[id(schema)] = (schema, self._properties(schema))
        return known[1]

    def others(self, schema: Any) -> tuple[Others, ...]:
        """Return what an object of `schema` says of members that it does not name, those of a pattern first.

        There is nothing where it says that it has no others, and where it names some and is silent about others: these
        may then be there (JSON Schema 2020-12, section 10.3.2.3 of the core), and nobody counts on them.
        """
        if not schema:
            return ()
        known = self._others.get(id(schema))
        if known is None:
            found = tuple(sorted(self._read_others(schema), key=lambda other: not other.pattern))
            known = self._others[id(schema)] = (schema, found)
        return known[1]

    def _read_others(self, schema: Any) -> Iterator[Others]:
        parts = list(self._parts(schema))
        if parts and all(_NAMING.isdisjoint(part) for part in parts):
            yield Others("", _ANYTHING)
        for part in parts:
            patterns = part.get("patternProperties")
            yield from (Others(*each) for each in (patterns.items() if is_object(patterns) else ()))
            for key in ("additionalProperties", "unevaluatedProperties"):
                if part.get(key, False) is not False:
                    yield Others("", _ANYTHING if part[key] is True else part[key])

    def items(self, schema: Any) -> Any:
        """Return the schema of the items of an array, {} where nothing is said of them."""
        nothing: dict[str, Any] = {}
        return next((node["items"] for node in self._parts(schema) if "items" in node), nothing)

    def _properties(self, schema: Any) -> dict[str, Any]:
        found: dict[str, list[Any]] = {}
        for node in self._parts(schema):
            members = node.get("properties")
            for name, member in members.items() if is_object(members) else ():
                found.setdefault(name, []).append(member)
        return {name: schemas[0] if len(schemas) == 1 else {"anyOf": schemas} for name, schemas in found.items()}

    def _parts(self, schema: Any) -> Iterator[dict[str, Any]]:
        """Yield the objects that `schema` is made of."""
        seen: set[int] = set()
        stack: list[Any] = [schema]
        while stack:
            node = follow(self._document, stack.pop())
            if not is_object(node) or id(node) in seen:
                continue
            seen.add(id(node))
            yield node
            for key in ("oneOf", "anyOf", "allOf"):
                branches = node.get(key)
                stack.extend(reversed(branches) if is_array(branches) else ())
