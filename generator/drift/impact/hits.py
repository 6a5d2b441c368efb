"""What in the generated package one place of a document stands for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Field(NamedTuple):
    """A property of a component, by its wire name."""

    component: str
    wire: str


class Argument(NamedTuple):
    """A parameter of the operation at a pointer, by its place and name on the wire."""

    operation: str
    location: str
    wire: str


@dataclass(slots=True)
class Hits:
    """What places stand for.

    Attributes:
        fields: of objects.
        components: objects, enums, unions and other types that have a name, as a whole.
        arguments: of methods.
        operations: as a whole, by their pointers; so also what of them is no argument.
        bodies: the operations whose body is passed whole, and is hit.
        client: arguments of the client; "" for the client itself.
    """

    fields: set[Field] = field(default_factory=set[Field])
    components: set[str] = field(default_factory=set[str])
    arguments: set[Argument] = field(default_factory=set[Argument])
    operations: set[str] = field(default_factory=set[str])
    bodies: set[str] = field(default_factory=set[str])
    client: set[str] = field(default_factory=set[str])

    @property
    def is_usable(self) -> bool:
        """Whether any of it is more than the name of a type: something that code reads, passes or calls."""
        return bool(self.fields or self.arguments or self.operations or self.bodies or self.client)

    def add(self, other: Hits) -> None:
        """Take what `other` has as well."""
        self.fields |= other.fields
        self.components |= other.components
        self.arguments |= other.arguments
        self.operations |= other.operations
        self.bodies |= other.bodies
        self.client |= other.client


def union(parts: Iterable[Hits]) -> Hits:
    """Return all that `parts` have."""
    result = Hits()
    for part in parts:
        result.add(part)
    return result
