"""The models of one state: which there are, what their fields are called, and which of them an operation reaches.

A component may become another model than itself: what is composed of it has its fields too, and an object with a union in it
becomes one model for each way through the union (`emit/compositions.py`).
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from generator.document import pointers
from generator.document.keywords import COMPOSITIONS
from generator.document.shapes import is_object
from generator.emit.compositions import without_compositions
from generator.emit.python_names import field_names
from generator.emit.splitting.graph import references
from generator.normalise.schemas import component_name, operations, roots, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.drift.impact.state import State

_SENT = ("parameters", "requestBody")
_ANSWERED = ("responses",)


class Models:
    """The models of one state, by the names of their classes and types."""

    def __init__(self, state: State) -> None:
        """Read what `state` generates."""
        self._written: dict[str, Any] = state.document.get("components", {}).get("schemas", {})
        self._made: dict[str, Any] = without_compositions(state.document).get("components", {}).get("schemas", {})
        self._document = state.document
        self._graph = references(self._made)
        self._reached: dict[tuple[str, str], frozenset[str]] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._made

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def is_class(self, name: str) -> bool:
        """Tell whether `name` is an object with fields, and no name of another type."""
        return bool(self._properties(name))

    def classes(self, component: str) -> list[str]:
        """Return the classes that have the properties of `component`: itself, and what is composed of it."""
        found = [component, *self._heirs.get(component, ())]
        found += [variant for name in list(found) for variant in self._variants(name)]
        return [name for name in dict.fromkeys(found) if self.is_class(name)]

    def fields(self, component: str, wire: str) -> dict[str, str]:
        """Return the Python name of the property `wire` of `component`, by each class that has it as a field."""
        found: dict[str, str] = {}
        for name in self.classes(component):
            properties = self._properties(name)
            if wire in properties:
                found[name] = field_names(properties)[wire]
        return found

    def field_if_added(self, name: str, wire: str) -> str:
        """Return what the field of the class `name` for a property `wire` would be called."""
        return field_names([*self._properties(name), wire])[wire]

    def reached(self, pointer: str, direction: str) -> frozenset[str]:
        """Return the models that the operation at `pointer` takes ("request") or gives ("response")."""
        key = pointer, direction
        if key not in self._reached:
            self._reached[key] = frozenset(self._walk(self._operations.get(pointer, {}), direction))
        return self._reached[key]

    def within(self, place: str) -> set[str]:
        """Return the component that stands at `place` of the normal form or is referred to there, and those it needs."""
        tokens = pointers.split(place)
        name = tokens[2] if tokens[:2] == ["components", "schemas"] and len(tokens) == 3 else ""
        node = pointers.get(self._document, place) if not name and tokens[:1] == ["paths"] else None
        return self._closure([name or component_name(node) or ""])

    def _walk(self, operation: dict[str, Any], direction: str) -> set[str]:
        keys = _SENT if direction == "request" else _ANSWERED
        part = {key: operation[key] for key in keys if key in operation}
        return self._closure(
            component_name(container[key]) or "" for slot in roots(part, "") for container, key, _ in walk(slot)
        )

    def _closure(self, names: Iterable[str]) -> set[str]:
        """Return those of `names` that are models, and all that they need."""
        pending, seen = list(names), set[str]()
        while pending:
            name = pending.pop()
            if name in self._made and name not in seen:
                seen.add(name)
                pending += self._graph.get(name, ())
        return seen

    @cached_property
    def _operations(self) -> dict[str, dict[str, Any]]:
        return {pointer: operation for _, _, operation, pointer in operations(self._document)}

    @cached_property
    def _heirs(self) -> dict[str, list[str]]:
        """The components that are composed of each, directly or not."""
        result: dict[str, list[str]] = {}
        for name, schema in self._written.items():
            if self._made.get(name) is not schema:
                for part in _parts(self._written, name):
                    result.setdefault(part, []).append(name)
        return result

    def _variants(self, name: str) -> Iterator[str]:
        """Yield the models that were made of the ways through the unions of the component `name`."""
        for branch in self._made.get(name, {}).get("oneOf", ()) if name in self._made else ():
            target = component_name(branch)
            if target is not None and target not in self._written:
                yield target

    def _properties(self, name: str) -> dict[str, Any]:
        schema = self._made.get(name)
        properties = schema.get("properties") if is_object(schema) else None
        return properties if is_object(properties) else {}


def _parts(schemas: dict[str, Any], name: str) -> list[str]:
    """Return the components that the component `name` is composed of, through all compositions."""
    seen: dict[str, None] = {}
    pending = [schemas[name]]
    while pending:
        schema = pending.pop()
        for branch in (branch for key in COMPOSITIONS for branch in schema.get(key, ())) if is_object(schema) else ():
            target = component_name(branch)
            if target is None:
                pending.append(branch)
            elif target in schemas and target != name and target not in seen:
                seen[target] = None
                pending.append(schemas[target])
    return list(seen)
