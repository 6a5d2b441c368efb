"""Annotations as data: a type is the set of what a value may be, whatever way the source writes it."""

from __future__ import annotations

from typing import Final, NamedTuple

LIST: Final = "[]"
"""The name of a list of types, as `Callable` has one."""


class Atom(NamedTuple):
    """One thing that a value may be.

    Attributes:
        name: the dotted path of a class or an alias, or the source of a literal.
        arguments: what stands in brackets behind it.
        literal: whether it is one value, of `Literal`.
    """

    name: str
    arguments: tuple[Type, ...] = ()
    literal: bool = False


Type = frozenset[Atom]

NONE: Final = Atom("None")
NOTHING: Final[Type] = frozenset({NONE})


def named(name: str) -> Type:
    """Return the type that is one class or alias."""
    return frozenset({Atom(name)})


def literals(kind: Type) -> frozenset[str]:
    """Return the sources of all literals of `kind`, those within its arguments included."""
    inner = (literals(argument) for atom in kind for argument in atom.arguments)
    return frozenset({atom.name for atom in kind if atom.literal}).union(*inner)


def without_literals(kind: Type) -> Type:
    """Return `kind` with one mark in place of the literals of each union."""
    return frozenset(
        Atom("Literal") if atom.literal else atom._replace(arguments=tuple(map(without_literals, atom.arguments)))
        for atom in kind
    )


def names_in(kind: Type) -> set[str]:
    """Return the paths of all classes and aliases that `kind` names."""
    found = {atom.name for atom in kind if not atom.literal}
    return found.union(*(names_in(argument) for atom in kind for argument in atom.arguments))


def shown(kind: Type | None, root: str = "") -> str:
    """Return `kind` as Python writes it, in a fixed order; paths below `root` without it, others by their last part."""
    if kind is None:
        return "unknown"
    choices = sorted(atom.name for atom in kind if atom.literal)
    others = sorted(_atom(atom, root) for atom in kind if not atom.literal and atom != NONE)
    parts = [f"Literal[{', '.join(choices)}]"] * bool(choices) + others + ["None"] * (NONE in kind)
    return " | ".join(parts)


def _atom(atom: Atom, root: str) -> str:
    inside = ", ".join(shown(argument, root) for argument in atom.arguments)
    if atom.name == LIST:
        return f"[{inside}]"
    name = atom.name.removeprefix(f"{root}.")
    if name.startswith("_") or (name == atom.name and name[-1:].isidentifier()):
        name = name.rpartition(".")[2]
    return f"{name}[{inside}]" if inside else name
