"""The public surface of a package as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.drift.surface.types import Type


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a method, without `self`.

    Attributes:
        name: as callers write it.
        kind: `inspect`'s word for it: "positional or keyword", "keyword-only", "variadic keyword" …
        type: what it takes, None where nothing says so; being left out (`Unset`) is no part of it.
        required: whether a call must give it.
        default: the source of its default, "" where it has none.
    """

    name: str
    kind: str
    type: Type | None
    required: bool
    default: str = ""

    @property
    def is_positional(self) -> bool:
        """Whether it may be given by its place."""
        return self.kind.startswith("positional")

    @property
    def is_variadic(self) -> bool:
        """Whether it takes any number of arguments."""
        return self.kind.startswith("variadic")


@dataclass(frozen=True, slots=True)
class Signature:
    """One way to call a method: its parameters, what it returns, and whether that is awaited."""

    parameters: tuple[Parameter, ...]
    returns: Type | None
    asynchronous: bool


@dataclass(frozen=True, slots=True)
class Symbol:
    """Something public, by its dotted path."""

    path: str


@dataclass(frozen=True, slots=True)
class Module(Symbol):
    """A module or package."""


@dataclass(frozen=True, slots=True)
class Function(Symbol):
    """A function or method: each way to call it, the exceptions that its docstring lists, and whether calls of it warn."""

    signatures: tuple[Signature, ...] = ()
    raises: tuple[str, ...] = ()
    is_deprecated: bool = False


@dataclass(frozen=True, slots=True)
class Attribute(Symbol):
    """An attribute of a class, a property, or a value of a module; `type` is None where nothing says it."""

    type: Type | None = None


@dataclass(frozen=True, slots=True)
class Field(Symbol):
    """A field of a model: its type, whether it must be given, its wire name, and what else it demands of a value."""

    type: Type | None = None
    required: bool = False
    alias: str = ""
    constraints: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Alias(Symbol):
    """A name for a type; `constraints` are those that it states for all its uses."""

    type: Type = frozenset()
    constraints: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Class(Symbol):
    """A class: the paths of its bases, and whether it is a model."""

    bases: tuple[str, ...] = ()
    is_model: bool = False


@dataclass(frozen=True, slots=True)
class Surface:
    """All that is public of one package.

    Attributes:
        root: the import name.
        symbols: everything by its shortest public path, in the order of paths.
        paths: every public path, also of what has a shorter one, to the shortest one.
    """

    root: str
    symbols: Mapping[str, Symbol]
    paths: Mapping[str, str]

    def below(self, path: str) -> list[Symbol]:
        """Return the symbols within `path`, and itself."""
        inside = f"{path}."
        return [each for name, each in self.symbols.items() if name == path or name.startswith(inside)]

    def arguments(self) -> list[str]:
        """Return the arguments of all functions, as `path(name)`."""
        functions = (each for each in self.symbols.values() if isinstance(each, Function))
        names = (
            (each.path, {one.name: None for way in each.signatures for one in way.parameters}) for each in functions
        )
        return [f"{path}({name})" for path, listed in names for name in listed]
