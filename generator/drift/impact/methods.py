"""The methods of one state by the operations that make them, and the symbols of their arguments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.document.shapes import is_object
from generator.emit.components import Components
from generator.normalise.operations import JOIN
from generator.normalise.schemas import component_name, operations, without_null

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.drift.impact.state import State
    from generator.emit.facts import MethodFacts


@dataclass(frozen=True, slots=True)
class Method:
    """One method of the client.

    Attributes:
        symbol: `celigo_scripts.Celigo.scripts.update`.
        facts: what the emitter knows of it.
        body: the component whose properties are keyword arguments of it, "" where there is none.
    """

    symbol: str
    facts: MethodFacts
    body: str

    def argument(self, location: str, wire: str) -> str | None:
        """Return the symbol of the parameter `wire` at `location`; None where the method has no such argument."""
        folded = wire.lower() if location == "header" else wire
        for each in self.facts.arguments:
            name = each.wire.lower() if location == "header" else each.wire
            if (each.location, name) == (location, folded):
                return f"{self.symbol}({each.python})"
        return None

    def keyword(self, wire: str) -> str | None:
        """Return the symbol of the keyword argument for the property `wire` of the body; None where there is none."""
        fields = self.facts.body.fields if self.facts.body else ()
        return next((f"{self.symbol}({each.python})" for each in fields if each.wire == wire), None)

    @property
    def symbols(self) -> list[str]:
        """The method's own symbol and those of its arguments."""
        fields = self.facts.body.fields if self.facts.body else ()
        return [self.symbol, *(f"{self.symbol}({each.python})" for each in (*self.facts.arguments, *fields))]

    @property
    def whole(self) -> str:
        """The symbol of the body where it is passed whole; the method where the body is passed otherwise."""
        body = self.facts.body
        return f"{self.symbol}(body)" if body is not None and body.kind == "whole" else self.symbol


class Methods:
    """The methods of one state, by the pointers of operations in its resolved form."""

    def __init__(self, state: State) -> None:
        """Read what `state` generates."""
        client = f"{state.package.import_name}.{state.package.client}"
        components = Components(state.document)
        made: dict[str, Method] = {}
        for root in state.resources:
            for resource in root.walk():
                for facts in resource.methods:
                    symbol = f"{client}.{resource.path}.{facts.name}"
                    made[facts.operation_id] = Method(symbol, facts, _body(facts, components))
        self._by_pointer = {pointer: made[first] for pointer, first in _firsts(state.document, made)}

    def at(self, pointer: str) -> Method | None:
        """Return the method of the operation at `pointer`; None for a webhook or callback."""
        return self._by_pointer.get(pointer)

    def items(self) -> Iterator[tuple[str, Method]]:
        """Yield the pointer of each operation with its method."""
        yield from self._by_pointer.items()

    def __iter__(self) -> Iterator[Method]:
        return iter({method.symbol: method for method in self._by_pointer.values()}.values())


def _firsts(document: dict[str, Any], made: dict[str, Method]) -> Iterator[tuple[str, str]]:
    """Yield the pointer of each operation, with the id of the one of those joined with it that names the method."""
    found = [(f"{each.get(JOIN)} {path}", each, pointer) for path, _, each, pointer in operations(document)]
    firsts = {key: each["operationId"] for key, each, _ in found if each["operationId"] in made}
    for key, each, pointer in found:
        yield pointer, firsts[key] if JOIN in each else each["operationId"]


def _body(facts: MethodFacts, components: Components) -> str:
    """Return the component whose properties are the fields of a body."""
    if facts.body is None or not facts.body.fields:
        return ""
    schema: Any = facts.body.schema
    for _ in range(20):
        if is_object(schema) and without_null(schema) is not None:
            schema = without_null(schema)
        name = component_name(schema)
        if name is None:
            return ""
        target = components.schemas.get(name, {})
        if component_name(target) is None and without_null(target) is None:
            return name
        schema = target
    return ""
