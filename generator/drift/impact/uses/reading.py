"""What the values of one file do: which attributes they have, what calls give, and which of that uses a symbol looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.drift.impact.uses.shapes import model_value
from generator.drift.impact.uses.values import (
    NOTHING,
    Access,
    Answer,
    Bound,
    Chain,
    ClientClass,
    Function,
    Instance,
    LocalClass,
    Many,
    ModelClass,
    Module,
    Typed,
    Wrapped,
    joined,
    many,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.drift.impact.uses.scopes import Names
    from generator.drift.impact.uses.shapes import Shapes
    from generator.drift.impact.uses.values import Value, Values
    from generator.drift.impact.uses.wanted import Wanted

_MAKING = ("model_construct", "model_validate", "model_validate_json")
_SAME = ("model_copy", "with_options", "copy", "__enter__", "__aenter__")
_ONE_OF = ("get", "pop", "popitem", "setdefault")
_ALL_OF = ("items", "values")
_VIEWS = ("raw", "stream")
_LONGEST = 6


class Reading:
    """Answers what values are, and notes the lines on which symbols are used."""

    def __init__(self, wanted: Wanted, shapes: Shapes, names: Names) -> None:
        """Take what is looked for, what types are known, and what the file binds."""
        self.wanted = wanted
        self.shapes = shapes
        self.names = names
        self.uses: set[tuple[int, str]] = set()
        self._paths = wanted.paths | shapes.paths

    def note(self, line: int, symbols: Iterable[str]) -> None:
        """Note that `symbols` are used on `line`."""
        self.uses.update((line, symbol) for symbol in symbols)

    def named(self, values: Values, line: int) -> Values:
        """Return `values`, whose name stands on `line`: that of a class is a use of it."""
        for value in values:
            if isinstance(value, ModelClass):
                self.note(line, self.wanted.model(value.name))
            elif isinstance(value, ClientClass):
                self.note(line, self.wanted.client(value.name))
        return values

    def attribute(self, values: Values, name: str, line: int) -> Values:
        """Return what the attribute `name` of `values`, read, written or removed on `line`, may be."""
        return joined(*(self._attribute(value, name, line) for value in values or {Chain()}))

    def _attribute(self, value: Value, name: str, line: int) -> Values:
        match value:
            case Module():
                return self.named(self.member(value, name), line)
            case Access():
                return self._access(value, name, line)
            case Typed():
                return self._field(value, name, line)
            case Answer():
                self.note(line, self.wanted.any_field(name))
                return frozenset({value})
            case Wrapped():
                found = self.shapes.of_wrapped(value, name)
                return NOTHING if found is None else found | {Bound(found)}
            case Many():
                return self._of_collection(frozenset({value}), name)
            case ModelClass():
                return frozenset({Bound(frozenset({model_value(value.name)}))}) if name in _MAKING else NOTHING
            case _:
                return self._of_the_file(value, name, line)

    def _of_the_file(self, value: Value, name: str, line: int) -> Values:
        """Return what the attribute `name` is of what the file defines itself, or has from elsewhere."""
        match value:
            case Instance():
                return self._of_instance(value, name)
            case LocalClass():
                return self._of_class(value.number, name)
            case Chain():
                return self._chain((*value.names, name)[-_LONGEST:], line)
            case _:
                return NOTHING

    def member(self, module: Module, name: str) -> Values:
        """Return what `name` of the package or of its models is."""
        if module.is_models:
            return frozenset({module if name.islower() else ModelClass(name)})
        return frozenset({Module(is_models=True) if name == "models" else ClientClass(name)})

    def _access(self, value: Access, name: str, line: int) -> Values:
        if name in _VIEWS:
            return frozenset({Access(value.path, raw=True)})
        if not value.path and name in _SAME:
            return frozenset({Bound(frozenset({value}))})
        path = (*value.path, name)
        self.note(line, self.wanted.method(path))
        return frozenset({Access(path, value.raw)}) if len(path) <= _LONGEST else NOTHING

    def _field(self, value: Typed, name: str, line: int) -> Values:
        fields, held = self.shapes.fields(value, name)
        for model, field in fields:
            self.note(line, self.wanted.field(model, field))
        if name in _SAME:
            return held | {Bound(frozenset({value}))}
        return held or self._of_collection(frozenset({value}), name)

    def _of_collection(self, values: Values, name: str) -> Values:
        items = self.items(values)
        if name in _SAME:
            return frozenset({Bound(values)})
        if name in _ONE_OF:
            return frozenset({Bound(items)})
        return frozenset({Bound(many(items))}) if name in _ALL_OF else NOTHING

    def _of_instance(self, value: Instance, name: str) -> Values:
        found = [facts.attributes.get(name, NOTHING) for facts in self.names.lineage(value.number)]
        known = joined(*found, self._of_class(value.number, name, is_bound=True))
        return known or frozenset({Chain((name,))})

    def _of_class(self, number: int, name: str, *, is_bound: bool = False) -> Values:
        found: list[Values] = []
        for facts in self.names.lineage(number):
            for value in facts.scope.names.get(name, NOTHING):
                if not isinstance(value, Function):
                    found.append(frozenset({value}))
                elif not {"property", "cached_property"}.isdisjoint(self.names.functions[value.number].decorators):
                    found.append(self.names.functions[value.number].returns)
                else:
                    found.append(frozenset({Function(value.number, is_bound)}))
        return joined(*found)

    def _chain(self, names: tuple[str, ...], line: int) -> Values:
        """Return what attributes of something unknown are: a method, where resource and method are called so."""
        plain = tuple(name for name in names if name not in _VIEWS)
        for start in range(len(plain) - 1):
            if plain[start:] in self._paths:
                self.note(line, self.wanted.method(plain[start:]))
                return frozenset({Access(plain[start:], raw="raw" in names or "stream" in names)})
        return frozenset({Chain(names)})

    def items(self, values: Values) -> Values:
        """Return what is in `values`, as a loop over them or an index into them gives it."""
        return joined(*(self.shapes.items(value) for value in values))
