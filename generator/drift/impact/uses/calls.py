"""What calls give, and which arguments they use."""

from __future__ import annotations

import ast
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
    ModelClass,
    joined,
    many,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.drift.impact.uses.reading import Reading
    from generator.drift.impact.uses.values import Value, Values

_COLLECTING = frozenset({"list", "tuple", "set", "frozenset", "sorted", "reversed", "iter", "enumerate", "zip", "aiter",
                         "islice", "chain", "cycle"})  # fmt: skip
_CHOOSING = frozenset({"next", "anext", "min", "max"})
_PASSING = frozenset({"enter_context", "enter_async_context", "closing", "aclosing", "copy", "deepcopy", "run", "wait_for",
                      "create_task", "partial"})  # fmt: skip
_FILTERING = "filter"


class Calls:
    """Answers what calls give; binds what they pass to functions of the file."""

    def __init__(self, reading: Reading) -> None:
        """Take what knows the values."""
        self._reading = reading

    def of(self, node: ast.Call, called: Values, given: list[Values], named: Mapping[str, Values], last: str) -> Values:
        """Return what `node` gives.

        Args:
            node: the call.
            called: what is called.
            given: what is passed by position.
            named: what is passed by name.
            last: the last name of what is called.
        """
        known = [self._one(node, value, given, named) for value in called if not isinstance(value, Chain)]
        if known:
            return joined(*known)
        return self._general(given, last)

    def _one(self, node: ast.Call, value: Value, given: list[Values], named: Mapping[str, Values]) -> Values:
        reading = self._reading
        match value:
            case ClientClass():
                for line, name in _keywords(node):
                    reading.note(line, reading.wanted.client(value.name, name))
                return frozenset({Access()})
            case ModelClass():
                for line, name in _keywords(node):
                    symbols = (
                        reading.wanted.fields(value.name) if name is None else reading.wanted.field(value.name, name)
                    )
                    reading.note(line, symbols)
                return frozenset({model_value(value.name)})
            case Access():
                return self._method(node, value)
            case Bound():
                return value.given
            case Answer():
                return frozenset({value})
            case LocalClass():
                return self._made(value, given, named)
            case Function():
                return self._function(value, given, named)
            case _:
                return NOTHING

    def _method(self, node: ast.Call, value: Access) -> Values:
        reading = self._reading
        for line, name in _keywords(node):
            reading.note(line, reading.wanted.argument(value.path, name))
        positional = reading.shapes.positional(value.path)
        for each, name in zip(node.args, positional, strict=False):
            reading.note(each.lineno, reading.wanted.argument(value.path, name))
        return reading.shapes.results(value.path, raw=value.raw)

    def _made(self, value: LocalClass, given: list[Values], named: Mapping[str, Values]) -> Values:
        """Return an object of a class of the file; what a dataclass takes by name are its attributes."""
        names = self._reading.names
        result: Values = frozenset({Instance(value.number)})
        has_init = False
        for facts in names.lineage(value.number):
            for each in facts.scope.names.get("__init__", NOTHING):
                if isinstance(each, Function):
                    has_init = True
                    self._pass(Function(each.number, is_bound=True), given, named)
        if not has_init:
            for name, values in named.items():
                names.bind(names.classes[value.number].attributes, name, values)
        return result

    def _function(self, value: Function, given: list[Values], named: Mapping[str, Values]) -> Values:
        self._pass(value, given, named)
        return self._reading.names.functions[value.number].returns

    def _pass(self, value: Function, given: list[Values], named: Mapping[str, Values]) -> None:
        names = self._reading.names
        function = names.functions[value.number]
        parameters = function.parameters[1:] if value.is_bound else function.parameters
        only_named = [each.arg for each in function.node.args.kwonlyargs]
        for name, values in zip(parameters, given, strict=False):
            names.bind(function.scope.names, name, values)
        for name, values in named.items():
            if name in parameters or name in only_named:
                names.bind(function.scope.names, name, values)

    def _general(self, given: list[Values], last: str) -> Values:
        """Return what a call of a function from elsewhere gives, where its name tells."""
        if last in _COLLECTING:
            return many(joined(*(self._reading.items(values) for values in given)))
        if last in _CHOOSING:
            return joined(*(self._reading.items(values) for values in given[:1]), *given[1:])
        if last == _FILTERING and len(given) > 1:
            return many(self._reading.items(given[1]))
        if last in _PASSING:
            return joined(*given[:1])
        return many(joined(*given)) if last == "gather" else NOTHING


def _keywords(node: ast.Call) -> Iterable[tuple[int, str | None]]:
    """Yield (line, name) of each argument that is given by name; None for those behind `**` that cannot be read."""
    for each in node.keywords:
        if each.arg is not None:
            yield each.lineno, each.arg
        elif isinstance(each.value, ast.Dict):
            for key in each.value.keys:
                name = key.value if isinstance(key, ast.Constant) else None
                yield (each.value if key is None else key).lineno, name if isinstance(name, str) else None
        else:
            yield each.value.lineno, None
