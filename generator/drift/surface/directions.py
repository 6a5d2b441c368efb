"""Which models and aliases code that uses a package gives to it, and which it receives."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.drift.surface.model import Alias, Attribute, Class, Field, Function
from generator.drift.surface.types import names_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.drift.surface.model import Surface


class Direction(NamedTuple):
    """Whether something is given, received, or both."""

    given: bool = False
    received: bool = False


GIVEN = Direction(given=True)
RECEIVED = Direction(received=True)


class Directions:
    """The directions of everything in one surface."""

    def __init__(self, surface: Surface) -> None:
        """Follow what the methods of `surface` take and return through the fields of models."""
        given: set[str] = set()
        received: set[str] = set()
        for symbol in surface.symbols.values():
            if isinstance(symbol, Function):
                for way in symbol.signatures:
                    given.update(*(names_in(each.type or frozenset()) for each in way.parameters))
                    received |= names_in(way.returns or frozenset())
            elif isinstance(symbol, Attribute):
                received |= names_in(symbol.type or frozenset())
        refers = _references(surface)
        self._given = _reached(given, refers)
        self._received = _reached(received, refers)

    def of(self, path: str) -> Direction:
        """Return the direction of the model or alias at `path`; what no method names can be received, as errors are."""
        given = path in self._given
        return Direction(given, path in self._received or not given)


def _references(surface: Surface) -> Mapping[str, set[str]]:
    """Return what each model and alias names."""
    found: dict[str, set[str]] = {}
    for path, symbol in surface.symbols.items():
        if isinstance(symbol, Field):
            found.setdefault(path.rpartition(".")[0], set()).update(names_in(symbol.type or frozenset()))
        elif isinstance(symbol, Alias):
            found.setdefault(path, set()).update(names_in(symbol.type))
        elif isinstance(symbol, Class) and symbol.is_model:
            found.setdefault(path, set()).update(symbol.bases)
    return found


def _reached(start: Iterable[str], refers: Mapping[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    pending = list(start)
    while pending:
        name = pending.pop()
        if name not in reached:
            reached.add(name)
            pending += refers.get(name, ())
    return reached
