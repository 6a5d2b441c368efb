"""Statements that read what a recorded answer has from what a call returns, each with the type that it had."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document.shapes import is_array, is_object
from generator.drift.surface.model import Field
from generator.drift.surface.types import NONE
from generator.drift.typed.spelling import flat, spelled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.drift.surface.model import Surface
    from generator.drift.surface.types import Atom, Type

_DEPTH = 6
"""How far into an answer is read."""
_LISTS = {"list", "collections.abc.Sequence"}


class Reads:
    """Writes the statements for the calls of one package."""

    def __init__(self, surface: Surface) -> None:
        """Take the surface of the package as it was."""
        self._surface = surface
        self._fields: dict[str, list[Field]] = {}
        for path, symbol in surface.symbols.items():
            if isinstance(symbol, Field):
                self._fields.setdefault(path.rpartition(".")[0], []).append(symbol)

    def statements(self, source: str, kind: Type, answer: Any) -> list[str]:
        """Return the lines, from the left margin on, that bind `source`, of the type `kind`, and read what `answer` has."""
        return list(self._bound("result", source, kind, answer, _DEPTH))

    def _bound(self, variable: str, source: str, kind: Type, answer: Any, depth: int) -> Iterator[str]:
        """Yield what binds `source` to a variable of its type, and reads on from there."""
        written = spelled(kind, self._surface)
        yield f"{variable}: {written} = {source}" if written else f"{variable} = {source}"
        further = list(self._inside(variable, kind, answer, depth - 1)) if depth > 0 and answer is not None else []
        if further and NONE in flat(kind, self._surface):
            yield f"if {variable} is not None:"
            further = _indented(further)
        yield from further

    def _inside(self, name: str, kind: Type, answer: Any, depth: int) -> Iterator[str]:
        root = self._surface.root
        match [atom for atom in flat(kind, self._surface) if atom != NONE]:
            case [atom] if atom.name in self._fields and is_object(answer):
                for field in self._fields[atom.name]:
                    if field.alias in answer and field.type is not None:
                        part = field.path.rpartition(".")[2]
                        value = answer[field.alias]
                        yield from self._bound(f"{name}__{part}", f"{name}.{part}", field.type, value, depth)
            case [atom] if atom.name == f"{root}.Response" and atom.arguments:
                yield from self._bound(f"{name}__parsed", f"{name}.parse()", atom.arguments[0], answer, depth)
            case [atom]:
                yield from self._each(name, atom, answer, depth)
            case _:
                return

    def _each(self, name: str, atom: Atom, answer: Any, depth: int) -> Iterator[str]:
        """Yield what reads the members of a list, a map or a list in pages."""
        if not atom.arguments:
            return
        if atom.name == f"{self._surface.root}.Pages":
            yield from self._loop(name, atom.arguments[0], _first_list(answer), depth)
        elif atom.name in _LISTS and is_array(answer):
            yield from self._loop(name, atom.arguments[0], answer, depth)
        elif atom.name == "dict" and len(atom.arguments) == 2 and is_object(answer):
            yield from self._loop(f"{name}.values()", atom.arguments[1], list(answer.values()), depth)

    def _loop(self, source: str, kind: Type, answers: list[Any], depth: int) -> Iterator[str]:
        variable = f"{source.partition('.')[0]}__item"
        yield f"for {variable}_ in {source}:"
        yield from _indented(self._bound(variable, f"{variable}_", kind, _merged(answers), depth))


def _indented(lines: Iterator[str] | list[str]) -> list[str]:
    return [f"    {line}" for line in lines]


def _first_list(answer: Any) -> list[Any]:
    """Return the list that a page has, the outermost one."""
    level: list[Any] = [answer]
    for _ in range(_DEPTH):
        for each in level:
            if is_array(each):
                return each
        level = [value for each in level if is_object(each) for value in each.values()]
    return []


def _merged(answers: list[Any]) -> Any:
    """Return one value that has what any of `answers` has."""
    objects = [each for each in answers if is_object(each)]
    if objects:
        return {name: value for each in objects for name, value in each.items() if value is not None}
    return next((each for each in answers if each is not None), None)
