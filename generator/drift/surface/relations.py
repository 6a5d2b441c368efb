"""How the type of one state stands to that of another: wider, narrower, the same, or neither."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from generator.drift.surface.model import Alias, Class
from generator.drift.surface.types import NONE, Atom

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.drift.surface.model import Surface
    from generator.drift.surface.types import Type

_ANYTHING = {"typing.Any", "object", "Any"}
_JSON = "pydantic.JsonValue"
_JSON_CLASSES = {"str", "int", "float", "bool", "list", "dict", "None"}
_WIDER = {
    "bool": {"int", "float"},
    "int": {"float"},
    "datetime.datetime": {"datetime.date"},
    "list": {"collections.abc.Sequence", "collections.abc.Iterable", "typing.Sequence", "typing.Iterable"},
    "dict": {"collections.abc.Mapping", "typing.Mapping"},
}
"""What values of builtin and standard classes are besides, to a type checker (typing specification, "special types")."""
_DEPTH: Final = 40
"""Aliases and classes that are followed at most; what lies deeper counts as fitting."""


class Relation(Enum):
    """What became of a type."""

    SAME = "same"
    WIDENED = "widened"
    NARROWED = "narrowed"
    CHANGED = "changed"


def relation(base: Type, base_in: Surface, revision: Type, revision_in: Surface) -> Relation:
    """Return what became of the type `base` of the surface `base_in`; a name stands for what its own surface has there.

    What an alias or a class of the same path has become is not looked at: that is a change of its own.
    """
    if base == revision:
        return Relation.SAME
    forth = _Fit(base_in, revision_in).fits(base, revision)
    back = _Fit(revision_in, base_in).fits(revision, base)
    if forth:
        return Relation.SAME if back else Relation.WIDENED
    return Relation.NARROWED if back else Relation.CHANGED


class _Fit:
    """Whether every value of a type of one surface is one of a type of another."""

    def __init__(self, source_in: Surface, target_in: Surface) -> None:
        self._source_in = source_in
        self._target_in = target_in
        self._known: dict[tuple[Atom, Type], bool] = {}

    def fits(self, source: Type, target: Type, depth: int = _DEPTH) -> bool:
        return depth <= 0 or all(self._atom_fits(atom, target, depth - 1) for atom in source)

    def _atom_fits(self, atom: Atom, target: Type, depth: int) -> bool:
        """Tell whether `atom` is one of `target`; while that is looked for, it counts as so: aliases go in circles."""
        if atom in target:
            return True
        if (atom, target) not in self._known:
            self._known[atom, target] = True
            self._known[atom, target] = any(self._ways(atom, target, depth))
        return self._known[atom, target]

    def _ways(self, atom: Atom, target: Type, depth: int) -> Iterator[bool]:
        yield from (self._is(atom, each, depth) for each in target)
        inside = _alias(self._source_in, atom)
        if inside is not None:
            yield self.fits(inside, target, depth)
        aliased = (found for each in target if (found := _alias(self._target_in, each)) is not None)
        yield from (self.fits(frozenset({atom}), each, depth) for each in aliased)
        symbol = self._source_in.symbols.get(atom.name)
        for base in symbol.bases if isinstance(symbol, Class) else ():
            yield self.fits(frozenset({Atom(base)}), target, depth)

    def _is(self, atom: Atom, other: Atom, depth: int) -> bool:
        if other.name in _ANYTHING or atom.name in _ANYTHING:
            return True
        name = _class_of_literal(atom.name) if atom.literal else atom.name
        if other.literal:
            return False
        if other.name == _JSON:
            return name in _JSON_CLASSES
        if name != other.name and other.name not in _WIDER.get(name, set()):
            return False
        if not other.arguments or not atom.arguments:
            return True
        if len(atom.arguments) != len(other.arguments):
            return False
        return all(self.fits(mine, theirs, depth) for mine, theirs in zip(atom.arguments, other.arguments, strict=True))


def _alias(surface: Surface, atom: Atom) -> Type | None:
    found = surface.symbols.get(atom.name)
    return found.type if isinstance(found, Alias) else None


def _class_of_literal(source: str) -> str:
    if source in {"True", "False"}:
        return "bool"
    if source[:1] in {"'", '"'}:
        return "str"
    return "bytes" if source[:1] == "b" else "int"


def gained_none(base: Type, revision: Type) -> bool:
    """Tell whether a value may be None that could not be before."""
    return NONE in revision and NONE not in base
