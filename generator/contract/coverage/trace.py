"""A JSON value followed along its schema: which schema objects speak about which part of the value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.contract.coverage.variants import Union, Unions, Variant, conjuncts
from generator.document import pointers
from generator.document.shapes import is_array, is_object
from generator.exchange.schemas import Schemas


@dataclass(frozen=True, slots=True)
class Visit:
    """One part of a value: where in it, what it is, the schema objects that hold for it, and the variants it is."""

    pointer: str
    value: Any
    parts: tuple[dict[str, Any], ...]
    choices: tuple[tuple[Union, Variant], ...]


class Tracer:
    """Follows values along the schemas of one document."""

    def __init__(self, document: dict[str, Any], schemas: Schemas) -> None:
        self._document = document
        self._schemas = schemas
        self._unions = Unions(document, schemas)
        self._patterns: dict[str, dict[str, Any]] = {}

    def trace(self, schema: Any, value: Any) -> Iterator[Visit]:
        """Yield a visit for `value` and for each part of it that a schema speaks about, a whole before its parts.

        Raises:
            SpecloomError: a schema cannot be used.
        """
        waiting: list[tuple[str, Any, list[Any]]] = [("", value, [schema])]
        while waiting:
            pointer, part, schemas = waiting.pop()
            visit = self.visit(pointer, part, schemas)
            if visit.parts:
                yield visit
                waiting.extend(reversed(list(self._members(visit))))

    def declared(self, part: dict[str, Any], name: str) -> Iterator[Any]:
        """Yield the schemas of `part` for the member `name` of an object (JSON Schema 2020-12, Core 10.3.2)."""
        properties, patterns = part.get("properties"), part.get("patternProperties")
        found = [properties[name]] if is_object(properties) and name in properties else []
        if is_object(patterns):
            found.extend(schema for pattern, schema in patterns.items() if self._fits(pattern, name))
        if not found and "additionalProperties" in part:
            found.append(part["additionalProperties"])
        yield from found

    def visit(self, pointer: str, value: Any, schemas: list[Any]) -> Visit:
        """Return the visit of `value` alone, for which `schemas` hold and which stands at `pointer`.

        Raises:
            SpecloomError: a schema cannot be used.
        """
        parts: dict[int, dict[str, Any]] = {}
        choices: list[tuple[Union, Variant]] = []
        waiting = schemas
        while waiting:
            new = [part for schema in waiting for part in conjuncts(self._document, schema) if id(part) not in parts]
            parts.update({id(part): part for part in new})
            unions = [union for part in new for union in self._unions.of(part)]
            chosen = [(union, variant) for union in unions if (variant := self._unions.variant(union, value))]
            choices.extend(chosen)
            waiting = [variant.schema for _, variant in chosen]
        return Visit(pointer, value, tuple(parts.values()), tuple(choices))

    def inside(self, part: dict[str, Any], token: str | int) -> Iterator[Any]:
        """Yield the schemas of `part` for the member (a text) or the item (a number) that `token` names."""
        return _for_item(part, token) if isinstance(token, int) else self.declared(part, token)

    def _members(self, visit: Visit) -> Iterator[tuple[str, Any, list[Any]]]:
        if is_object(visit.value):
            for name, value in visit.value.items():
                schemas = [schema for part in visit.parts for schema in self.inside(part, name)]
                yield pointers.join(visit.pointer, name), value, schemas
        elif is_array(visit.value):
            for index, value in enumerate(visit.value):
                schemas = [schema for part in visit.parts for schema in self.inside(part, index)]
                yield pointers.join(visit.pointer, index), value, schemas

    def _fits(self, pattern: str, name: str) -> bool:
        """Tell whether `pattern` is found in `name`, by the engine that validates: it gives up before it runs away."""
        schema = self._patterns.setdefault(pattern, {"pattern": pattern})
        return self._schemas.accepts(schema, name)


def unnamed(part: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the schemas of the schema object `part` for items, and for members that it does not name.

    Each comes with its token: the index of a leading item, or `*`.
    """
    patterns, prefix = part.get("patternProperties"), part.get("prefixItems")
    if is_array(prefix):
        yield from ((str(index), schema) for index, schema in enumerate(prefix))
    if is_object(patterns):
        yield from (("*", schema) for schema in patterns.values())
    yield from (("*", part[key]) for key in ("items", "additionalProperties") if is_object(part.get(key)))


def _for_item(part: dict[str, Any], index: int) -> Iterator[Any]:
    prefix = part.get("prefixItems")
    if is_array(prefix) and index < len(prefix):
        yield prefix[index]
    elif "items" in part:
        yield part["items"]
