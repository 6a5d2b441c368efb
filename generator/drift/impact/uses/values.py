"""What an expression of the user's code may stand for, as far as the generated package is concerned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Module:
    """The package itself, or its models."""

    is_models: bool = False


@dataclass(frozen=True, slots=True)
class ClientClass:
    """The class of the client, of either kind; any other class of the package counts as one too, and does no harm."""

    name: str


@dataclass(frozen=True, slots=True)
class ModelClass:
    """The class of a model, or the name of another type."""

    name: str


@dataclass(frozen=True, slots=True)
class Access:
    """A client (the empty path), a resource or a method of it; `raw` where answers come as responses."""

    path: tuple[str, ...] = ()
    raw: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """A value of the type that the schema at a pointer of the normal form is."""

    pointer: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A value that some method gave, of a type that is not known."""


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A response, a page, a list of pages or a stream around a value of the schema at a pointer, "" where that is not known."""

    kind: str
    pointer: str


@dataclass(frozen=True, slots=True)
class Many:
    """A collection of values."""

    items: frozenset[Value]
    depth: int = 1


@dataclass(frozen=True, slots=True)
class Bound:
    """A method of a value that gives the value itself, or one of a collection."""

    given: frozenset[Value]


@dataclass(frozen=True, slots=True)
class Instance:
    """An object of a class in the same file, by the number of the class."""

    number: int


@dataclass(frozen=True, slots=True)
class LocalClass:
    """A class in the same file."""

    number: int


@dataclass(frozen=True, slots=True)
class Function:
    """A function in the same file; its first parameter is taken already where it `is_bound`."""

    number: int
    is_bound: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """Attributes of something unknown, the last ones."""

    names: tuple[str, ...] = ()


Value: TypeAlias = (
    Module
    | ClientClass
    | ModelClass
    | Access
    | Typed
    | Answer
    | Wrapped
    | Many
    | Bound
    | Instance
    | LocalClass
    | Function
    | Chain
)
Values: TypeAlias = frozenset[Value]
NOTHING: Values = frozenset()
_DEEPEST = 4
_MOST = 30


def many(values: Values) -> Values:
    """Return a collection of `values`; nothing where there are none, or where it would be nested without end."""
    depth = 1 + max((value.depth for value in values if isinstance(value, Many)), default=0)
    return frozenset({Many(values, depth)}) if values and depth <= _DEEPEST else NOTHING


def joined(*parts: Values) -> Values:
    """Return the values of all `parts`, as many as one name can have: a part that would be too much is left out."""
    found: Values = NOTHING
    for part in parts:
        if part and not part <= found and len(more := found | part) <= _MOST:
            found = more
    return found
