"""Which models and aliases code that uses a package gives to it, and which it receives."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.drift.surface.model import Alias, Attribute, Class, Field, Function
from generator.drift.surface.types import Atom, names_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.drift.surface.model import Surface
    from generator.drift.surface.types import Type

_TEXT = Atom("str")


class Direction(NamedTuple):
    """Whether something is given, received, or both."""

    given: bool = False
    received: bool = False


GIVEN = Direction(given=True)
RECEIVED = Direction(received=True)


class Directions:
    """The directions of everything in one surface."""

    def __init__(self, surface: Surface) -> None:
        """Follow what the methods of `surface` take and return through the fields of models.

        A name for literals that stands beside `str` is not received: whoever reads that has to expect any text.
        """
        given: set[str] = set()
        received: set[str] = set()
        for symbol in surface.symbols.values():
            if isinstance(symbol, Function):
                for way in symbol.signatures:
                    given.update(*(names_in(each.type or frozenset()) for each in way.parameters))
                    received |= names_in(way.returns or frozenset())
            elif isinstance(symbol, Attribute):
                received |= names_in(symbol.type or frozenset())
        refers = _references(surface, frozenset())
        self._given = _reached(given, refers)
        self._received = _reached(received, _references(surface, frozenset(_of_literals(surface))))
        self._open = _reached(received, refers) - self._received

    def of(self, path: str) -> Direction:
        """Return the direction of the model or alias at `path`; what no method names can be received, as errors are."""
        given = path in self._given
        return Direction(given, path in self._received or not (given or path in self._open))


def _of_literals(surface: Surface) -> Iterator[str]:
    """Yield the aliases that stand for literals alone."""
    for path, symbol in surface.symbols.items():
        if isinstance(symbol, Alias) and all(atom.literal for atom in symbol.type):
            yield path


def _references(surface: Surface, closed: frozenset[str]) -> Mapping[str, set[str]]:
    """Return what each model and alias names, without those of `closed` that a field has beside `str`."""
    found: dict[str, set[str]] = {}
    for path, symbol in surface.symbols.items():
        if isinstance(symbol, Field):
            kind = _opened(symbol.type or frozenset(), closed)
            found.setdefault(path.rpartition(".")[0], set()).update(names_in(kind))
        elif isinstance(symbol, Alias):
            found.setdefault(path, set()).update(names_in(symbol.type))
        elif isinstance(symbol, Class) and symbol.is_model:
            found.setdefault(path, set()).update(symbol.bases)
    return found


def _opened(kind: Type, closed: frozenset[str]) -> Type:
    is_open = _TEXT in kind
    return frozenset(
        atom._replace(arguments=tuple(_opened(each, closed) for each in atom.arguments))
        for atom in kind
        if not (is_open and atom.name in closed)
    )


def _reached(start: Iterable[str], refers: Mapping[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    pending = list(start)
    while pending:
        name = pending.pop()
        if name not in reached:
            reached.add(name)
            pending += refers.get(name, ())
    return reached
