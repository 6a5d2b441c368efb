"""The symbols of what is new: an operation, a parameter, a property.

What must be given from now on hits the method and the model that take it as well: they are called without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.document import pointers
from generator.drift.impact.hits import Hits
from generator.drift.impact.places import schema_at, spot_of
from generator.drift.impact.touching import direction_of, is_required

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.drift.changes import Change
    from generator.drift.impact.symbols import Symbols


def added(change: Change, base: Symbols, revision: Symbols, pairs: Sequence[tuple[str, str]]) -> set[str] | None:
    """Return the symbols of what only the newer state has; None where that is no thing of its own.

    Args:
        change: one whose older side is missing.
        base: the symbols of the older state: what is new in a type or method of it is named after that.
        revision: the symbols of the newer state.
        pairs: pointers of the operations that the change reaches, in the older and the newer state.
    """
    pointer = change.revision.pointer or ""
    spot, place = spot_of(pointer), schema_at(pointer)
    if spot is not None and not spot.rest:
        method = revision.methods.at(spot.operation)
        types = {revision.model(name) for name in revision.types_below(pointer)} - base.all
        return {method.symbol, *types} if method is not None else types
    if spot is not None and len(spot.rest) == 2 and spot.rest[0] == "parameters":
        return _parameter(pointer, base, revision, pairs)
    if place is not None and place.owner and not place.rest:
        return _Property(change, base, revision, pairs).symbols()
    if pointers.split(pointer)[:2] == ["components", "securitySchemes"]:
        return revision.named(revision.hits(pointer), (), "")
    return None


def _parameter(pointer: str, base: Symbols, revision: Symbols, pairs: Sequence[tuple[str, str]]) -> set[str]:
    """Return the argument for the parameter at `pointer`, of each method that has it now."""
    parameter = pointers.get(revision.state.resolved, pointer)
    result: set[str] = set()
    for old, new in pairs:
        method, later = base.methods.at(old), revision.methods.at(new)
        if method is None or later is None:
            continue
        argument = later.argument(parameter["in"], parameter["name"])
        if argument is not None:
            result.add(argument.replace(later.symbol, method.symbol, 1))
        if argument is None or is_required(revision.state.resolved, pointer):
            result.add(method.symbol)
    return result


class _Property:
    """A property that is new: a field of the classes that its object has been, and an argument where they are bodies."""

    def __init__(self, change: Change, base: Symbols, revision: Symbols, pairs: Sequence[tuple[str, str]]) -> None:
        place = schema_at(change.revision.pointer or "")
        assert place is not None
        self.wire = place.name
        self.pointer = change.revision.pointer or ""
        self.direction = direction_of(change)
        self.base, self.revision, self.pairs = base, revision, pairs
        self.old = [old for old, _ in pairs]
        self.classes = {name for each in base.types_at(change.base.pointer or "") for name in base.models.classes(each)}
        self.required = is_required(revision.state.resolved, self.pointer)

    def symbols(self) -> set[str]:
        """Return them; named after the newer state where there was no class before, or where that has not got it."""
        if not self.classes or self.is_elsewhere():
            new = [new for _, new in self.pairs]
            return self.revision.named(self.revision.hits(self.pointer), new, self.direction)
        reached = self.base.reached(self.old, self.direction)
        classes = {name for name in self.classes if name in reached} or self.classes
        models = self.base.models
        result = {self.base.model(name, models.field_if_added(name, self.wire)) for name in classes}
        if self.direction != "response":
            result |= self.keywords(classes)
            if self.required:
                result |= self.base.named(Hits(components=set(classes)), self.old, self.direction)
        return result

    def is_elsewhere(self) -> bool:
        """Tell whether all classes that the object has been are still there without the property: it is in another one."""
        later = self.revision.models
        return all(name in later and not later.fields(name, self.wire) for name in self.classes)

    def keywords(self, classes: set[str]) -> set[str]:
        """Return the argument for the property, of each method whose body is one of `classes`."""
        result: set[str] = set()
        for old, new in self.pairs:
            method, later = self.base.methods.at(old), self.revision.methods.at(new)
            if method is not None and later is not None and method.body in classes:
                argument = later.keyword(self.wire)
                result.add(method.symbol if argument is None else argument.replace(later.symbol, method.symbol, 1))
        return result
