"""Annotations of griffe into types; names become the public paths of what they name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from griffe import Expr, ExprAttribute, ExprBinOp, ExprCall, ExprKeyword, ExprList, ExprName, ExprSubscript, ExprTuple

from generator.drift.surface.types import LIST, NONE, Atom, Type

if TYPE_CHECKING:
    from collections.abc import Iterator

Public = Callable[[str], str]
"""Returns the public path of what stands at a path."""

_LITERAL = {"typing.Literal", "typing_extensions.Literal"}
_ANNOTATED = {"typing.Annotated", "typing_extensions.Annotated"}
_UNION = "typing.Union"
_OPTIONAL = "typing.Optional"
_EMPTY = Atom("()")


def type_of(annotation: str | Expr, public: Public) -> Type:
    """Return the type that `annotation` stands for; what `Annotated` adds is left out."""
    match annotation:
        case str():
            return frozenset({NONE if annotation == "None" else Atom(annotation.strip("'\""))})
        case ExprBinOp(left=left, operator="|", right=right):
            return type_of(left, public) | type_of(right, public)
        case ExprSubscript():
            return _subscript(annotation, public)
        case ExprName() | ExprAttribute():
            return frozenset({Atom(public(annotation.canonical_path))})
        case ExprList(elements=elements):
            return frozenset({Atom(LIST, tuple(type_of(each, public) for each in elements))})
        case _:
            return frozenset({Atom(str(annotation))})


def _subscript(annotation: ExprSubscript, public: Public) -> Type:
    path = annotation.canonical_path
    parts = _parts(annotation.slice)
    if path in _LITERAL:
        return frozenset(NONE if str(part) == "None" else Atom(str(part), literal=True) for part in parts)
    if path in _ANNOTATED:
        return type_of(parts[0], public)
    if path == _UNION:
        return frozenset[Atom]().union(*(type_of(part, public) for part in parts))
    if path == _OPTIONAL:
        return type_of(parts[0], public) | {NONE}
    arguments = tuple(type_of(part, public) for part in parts)
    return frozenset({Atom(public(path), arguments or (frozenset({_EMPTY}),))})


def _parts(inside: str | Expr) -> tuple[str | Expr, ...]:
    return tuple(inside.elements) if isinstance(inside, ExprTuple) else (inside,)


def settings(annotation: str | Expr | None, value: str | Expr | None = None) -> dict[str, str]:
    """Return what the calls of `Field` in an annotation, and in a default, say: each keyword and its source.

    A keyword that stands in several of them, as for a list and its items, has one entry each.
    """
    found: dict[str, str] = {}
    for source in (annotation, value):
        for name, text in _keywords(source):
            key, number = name, 1
            while key in found:
                number += 1
                key = f"{name} ({number})"
            found[key] = text
    return found


def _keywords(expression: object) -> Iterator[tuple[str, str]]:
    match expression:
        case ExprCall(arguments=arguments) if expression.canonical_path.rpartition(".")[2] == "Field":
            keywords = (each for each in arguments if isinstance(each, ExprKeyword))
            yield from ((each.name, str(each.value)) for each in keywords)
        case ExprSubscript():
            yield from _keywords(expression.slice)
        case ExprTuple(elements=elements):
            for element in elements:
                yield from _keywords(element)
        case ExprBinOp(left=left, right=right):
            yield from _keywords(left)
            yield from _keywords(right)
        case _:
            return
