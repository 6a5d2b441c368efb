"""The symbols that are looked for, by what they are of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_Key = TypeVar("_Key")
_ARGUMENT = re.compile(r"(?P<callable>[^()]+)\((?P<argument>\w+)\)")


class Wanted:
    """The symbols of one package, taken apart; what is asked for and not among them gives nothing."""

    def __init__(self, symbols: Iterable[str], import_name: str) -> None:
        """Take those of `symbols` that are of the package `import_name`."""
        self._models: dict[str, str] = {}
        self._fields: dict[tuple[str, str], str] = {}
        self._by_field: dict[str, set[str]] = {}
        self._paths: dict[tuple[str, ...], str] = {}
        self._arguments: dict[tuple[str, ...], dict[str, str]] = {}
        self._clients: dict[str, str] = {}
        self._client_arguments: dict[str, dict[str, str]] = {}
        for symbol in sorted(symbols):
            if symbol.startswith(f"{import_name}."):
                self._take(symbol, symbol.removeprefix(f"{import_name}."))

    def _take(self, symbol: str, below: str) -> None:
        matched = _ARGUMENT.fullmatch(below)
        head, *path = (matched["callable"] if matched else below).split(".")
        if head == "models" and len(path) == 1:
            self._models[path[0]] = symbol
        elif head == "models" and len(path) == 2:
            self._fields[path[0], path[1]] = symbol
            self._by_field.setdefault(path[1], set()).add(symbol)
        elif matched and path:
            self._arguments.setdefault(tuple(path), {})[matched["argument"]] = symbol
        elif matched:
            self._client_arguments.setdefault(head, {})[matched["argument"]] = symbol
        elif path:
            self._paths[tuple(path)] = symbol
        else:
            self._clients[head] = symbol

    @property
    def paths(self) -> frozenset[tuple[str, ...]]:
        """The paths of the methods among them, from the client on."""
        return frozenset({*self._paths, *self._arguments})

    def model(self, name: str) -> Iterator[str]:
        """Yield the symbol of the model `name`."""
        yield from self._one(self._models, name)

    def field(self, model: str, name: str) -> Iterator[str]:
        """Yield the symbol of the field `name` of the model `model`."""
        yield from self._one(self._fields, (model, name))

    def fields(self, model: str) -> Iterator[str]:
        """Yield the symbols of all fields of the model `model`."""
        yield from (symbol for (owner, _), symbol in self._fields.items() if owner == model)

    def any_field(self, name: str) -> Iterator[str]:
        """Yield the symbols of the fields called `name`, whatever the model."""
        yield from sorted(self._by_field.get(name, ()))

    def method(self, path: tuple[str, ...]) -> Iterator[str]:
        """Yield the symbol of the method at `path`."""
        yield from self._one(self._paths, path)

    def argument(self, path: tuple[str, ...], name: str | None) -> Iterator[str]:
        """Yield the symbol of the argument `name` of the method at `path`; of all of them where that is not known."""
        known = self._arguments.get(path, {})
        yield from known.values() if name is None else self._one(known, name)

    def client(self, name: str, argument: str | None = "") -> Iterator[str]:
        """Yield the symbol of the client `name`, of its `argument` where one is given, of all of them for None."""
        plain = name if name in self._clients or name in self._client_arguments else name.removeprefix("Async")
        known = self._client_arguments.get(plain, {})
        if argument is None:
            yield from known.values()
        else:
            yield from self._one(known, argument) if argument else self._one(self._clients, plain)

    @staticmethod
    def _one(known: dict[_Key, str], key: _Key) -> Iterator[str]:
        if key in known:
            yield known[key]
