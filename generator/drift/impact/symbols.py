"""From places in a resolved form to the symbols of what is generated from it.

The ledger says what a place has become in the normal form. Where that is the name of a type and nothing that code reads,
passes or calls, as an enum is, what refers to the type is hit as well: so the way goes outwards until something is.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from generator.document import pointers, references
from generator.document.keywords import COMPOSITIONS
from generator.drift.impact.hits import Argument, Field, Hits
from generator.drift.impact.methods import Methods
from generator.drift.impact.models import Models
from generator.drift.impact.places import Spot, spot_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.drift.impact.state import State

_SCHEMAS = ("components", "schemas")
_SCHEMES = ("components", "securitySchemes")
_OF_THE_CLIENT = ("servers", "security", "x-specloom-limits")


class Symbols:
    """The symbols of one state."""

    def __init__(self, state: State) -> None:
        """Read what `state` generates."""
        self.state = state
        self.methods = Methods(state)
        self.models = Models(state)
        self.package = state.package.import_name
        self.client = f"{self.package}.{state.package.client}"

    @cached_property
    def all(self) -> frozenset[str]:
        """The symbols of all models and methods and of the arguments of these, without fields."""
        return frozenset({*map(self.model, self.models), *(each for method in self.methods for each in method.symbols)})

    def model(self, name: str, field: str = "") -> str:
        """Return the symbol of a model, or of a field of it by its Python name."""
        return f"{self.package}.models.{name}" + (f".{field}" if field else "")

    def hits(self, pointer: str, *, outwards: bool = True) -> Hits:
        """Return what the place at `pointer` of the resolved form stands for.

        Args:
            pointer: the place; where nothing stands there, what would be around it counts.
            outwards: whether what refers to a type is hit with it.
        """
        result, seen, pending = Hits(), set[str](), [pointer]
        while pending:
            here = pending.pop()
            if here in seen:
                continue
            seen.add(here)
            found = self.at(here)
            result.add(found)
            if (
                found.is_usable
                or any(map(self.models.classes, found.components))
                or (found.components and not outwards)
            ):
                continue
            tokens = pointers.split(here)
            if tuple(tokens[:2]) == _SCHEMAS and len(tokens) == 3:
                pending += self._referring.get(here, ())
            elif len(tokens) > 1:
                pending.append(here.rpartition("/")[0])
        return result

    def at(self, pointer: str) -> Hits:
        """Return what exactly the place at `pointer` stands for, which may be nothing."""
        result = Hits()
        tokens = pointers.split(pointer)
        if tokens and tokens[0] in _OF_THE_CLIENT:
            result.client |= self._of_servers(tokens)
            return result
        whole: set[str] = set()
        for place in self.state.form.ledger.locate(pointer):
            self._read(place, result, whole)
        # What stands inline somewhere is a type of its own too; that is not hit where something is said of its place.
        if not result.is_usable:
            result.components |= whole
        return result

    def types_at(self, pointer: str) -> list[str]:
        """Return the components that the schema at `pointer` of the resolved form has become."""
        found = [pointers.split(place) for place in self.state.form.ledger.locate(pointer)]
        return [tokens[2] for tokens in found if tuple(tokens[:2]) == _SCHEMAS and len(tokens) == 3]

    def types_below(self, pointer: str) -> set[str]:
        """Return the models that stand inline at or below `pointer` of the resolved form, or are referred to from there."""
        try:
            below = [here for _, here in references.objects(pointers.get(self.state.resolved, pointer), pointer)]
        except KeyError:
            return set()
        places = [place for here in below for place in self.state.form.ledger.locate(here)]
        return {name for place in places for name in self.models.within(place)}

    def _read(self, place: str, result: Hits, whole: set[str]) -> None:
        """Add what stands at `place` of the normal form to `result`; components as such to `whole`."""
        tokens = pointers.split(place)
        if tuple(tokens[:2]) == _SCHEMAS and len(tokens) >= 3:
            self._read_schema(tokens[2], tokens[3:], result, whole)
        elif tuple(tokens[:2]) == _SCHEMES and len(tokens) >= 3:
            result.client |= self._of_scheme(tokens[2])
        elif (spot := spot_of(place)) is not None:
            self._read_operation(spot, result)

    def _read_schema(self, name: str, rest: list[str], result: Hits, whole: set[str]) -> None:
        while len(rest) > 1 and rest[0] in COMPOSITIONS:
            rest = rest[2:]
        if len(rest) >= 2 and rest[0] in {"properties", "required"}:
            wire = rest[1] if rest[0] == "properties" else self._required(name, rest[1])
            if self.models.fields(name, wire):
                result.fields.add(Field(name, wire))
                return
        if rest:
            result.components.add(name)
        elif name in self.models or self.models.classes(name):
            whole.add(name)

    def _required(self, name: str, index: str) -> str:
        required = self.state.form.document["components"]["schemas"][name].get("required", [])
        return required[int(index)] if index.isdecimal() and int(index) < len(required) else ""

    def _read_operation(self, spot: Spot, result: Hits) -> None:
        part, *rest = spot.rest or ("",)
        if part == "callbacks" or self.methods.at(spot.operation) is None:
            return
        if part == "parameters" and rest:
            operation = pointers.get(self.state.form.document, spot.operation)
            parameter = operation["parameters"][int(rest[0])]
            result.arguments.add(Argument(spot.operation, parameter["in"], parameter["name"]))
        elif part == "requestBody" and len(rest) > 2:
            result.bodies.add(spot.operation)
        else:
            result.operations.add(spot.operation)

    def _of_scheme(self, name: str) -> set[str]:
        schemes = [scheme for scheme in self.state.package.schemes if scheme.name == name]
        return {each.argument for scheme in schemes for each in scheme.inputs} or {""}

    def _of_servers(self, tokens: list[str]) -> set[str]:
        named = tokens[3] if len(tokens) > 3 and tokens[2] == "variables" else None
        return {each.argument for each in self.state.package.variables if each.name == named} or {""}

    @cached_property
    def _referring(self) -> dict[str, list[str]]:
        """The places of the resolved form that refer to each of its component schemas."""
        result: dict[str, list[str]] = {}
        for holder, pointer in references.references(self.state.resolved):
            target = references.target(str(holder["$ref"]))
            if target is not None:
                result.setdefault(target, []).append(pointer)
        return result

    def named(self, hits: Hits, operations: Iterable[str], direction: str) -> set[str]:
        """Return the symbols of `hits`.

        Args:
            hits: what is hit.
            operations: the pointers of the operations that the change reaches: models that none of them has are left out.
            direction: "request" or "response" where the change is one of what is sent or received alone, else "".
        """
        pointed = list(operations)
        result = self._models(hits, pointed, direction)
        for operation, location, wire in hits.arguments:
            method = self.methods.at(operation)
            if method is not None:
                result.add(method.argument(location, wire) or method.symbol)
        for operation in hits.operations | hits.bodies:
            method = self.methods.at(operation)
            if method is not None:
                result.add(method.whole if operation in hits.bodies else method.symbol)
        result |= {f"{self.client}({argument})" if argument else self.client for argument in hits.client}
        if direction != "response":
            result |= self._keywords(hits, pointed)
        return result

    def reached(self, operations: Iterable[str], direction: str) -> set[str]:
        """Return the models that `operations` take ("request"), give ("response") or both ("")."""
        directions = (direction,) if direction else ("request", "response")
        return {name for each in operations for way in directions for name in self.models.reached(each, way)}

    def _models(self, hits: Hits, operations: list[str], direction: str) -> set[str]:
        found: list[tuple[str, str]] = []
        for component, wire in hits.fields:
            found += [(name, self.model(name, python)) for name, python in self.models.fields(component, wire).items()]
        for component in hits.components:
            names = self.models.classes(component) or ([component] if component in self.models else [])
            found += [(name, self.model(name)) for name in names]
        reached = self.reached(operations, direction)
        return {symbol for name, symbol in found if name in reached} or {symbol for _, symbol in found}

    def _keywords(self, hits: Hits, operations: list[str]) -> set[str]:
        """Return the keyword arguments that properties are, and the methods whose arguments are a component's properties."""
        result: set[str] = set()
        for operation in operations:
            method = self.methods.at(operation)
            if method is None or not method.body:
                continue
            for component, wire in hits.fields:
                if method.body == component or method.body in self.models.fields(component, wire):
                    result.add(method.keyword(wire) or method.symbol)
            if method.body in hits.components:
                result.add(method.symbol)
        return result
