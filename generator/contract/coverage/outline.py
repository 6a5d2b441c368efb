"""What answers of some schemas can show: their fields, and the variants of their unions, each by its pointer."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

from generator.contract.coverage.cells import Cell, Kind
from generator.contract.coverage.trace import Visit, unnamed
from generator.contract.coverage.variants import Unions, conjuncts
from generator.document import pointers
from generator.document.shapes import is_object


class Outline:
    """The cells of some schemas of `document`, and those of them that a value shows.

    Each schema object counts once, at the nearest pointer that leads to it: that bounds recursion, and a field of a
    component is seen wherever the component stands in the answer. What is only ever sent (`writeOnly`) does not count.
    """

    def __init__(self, document: dict[str, Any], schemas: Iterable[Any], unions: Unions) -> None:
        self._document = document
        self._unions = unions
        self._bases: dict[int, str] = {}
        self._cells: dict[Cell, None] = {}
        waiting = deque((schema, "") for schema in schemas)
        while waiting:
            waiting.extend(self._enter(*waiting.popleft()))

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The fields and variants, shallow ones first, otherwise in the order of the document."""
        return tuple(self._cells)

    def shown(self, visits: Iterable[Visit]) -> Iterator[Cell]:
        """Yield the cells that a value shows; `visits` are its `Tracer.trace` along one of the schemas."""
        for visit in visits:
            for part in visit.parts:
                base = self._bases.get(id(part))
                properties = part.get("properties")
                if base is not None and is_object(properties) and is_object(visit.value):
                    fields = (Cell(Kind.FIELD, pointers.join(base, name)) for name in properties if name in visit.value)
                    yield from (field for field in fields if field in self._cells)
            for union, variant in visit.choices:
                base = self._bases.get(id(union.part))
                if base is not None and (cell := Cell(Kind.VARIANT, base, variant.name)) in self._cells:
                    yield cell

    def _enter(self, schema: Any, pointer: str) -> Iterator[tuple[Any, str]]:
        """Take in `schema`, which stands at `pointer`, and yield the schemas inside it with their pointers."""
        for part in conjuncts(self._document, schema):
            if id(part) in self._bases:
                continue
            self._bases[id(part)] = pointer
            for union in self._unions.of(part):
                if len(union.variants) > 1:
                    self._cells.update({Cell(Kind.VARIANT, pointer, each.name): None for each in union.variants})
                yield from ((each.schema, pointer) for each in union.variants)
            properties = part.get("properties")
            for name, member in properties.items() if is_object(properties) else ():
                if not self._is_only_sent(member):
                    self._cells[Cell(Kind.FIELD, pointers.join(pointer, name))] = None
                    yield member, pointers.join(pointer, name)
            yield from ((member, pointers.join(pointer, token)) for token, member in unnamed(part))

    def _is_only_sent(self, schema: Any) -> bool:
        return schema is False or any(part.get("writeOnly") is True for part in conjuncts(self._document, schema))
