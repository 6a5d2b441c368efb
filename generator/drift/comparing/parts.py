"""A part of an API as it stands in both documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from generator.document import pointers
from generator.document.shapes import is_array, is_object
from generator.drift.changes import MISSING, Side
from generator.drift.schemas.sameness import same


@dataclass(frozen=True, slots=True)
class Part:
    """Two values that stand for one another, `MISSING` where one document has none.

    Attributes:
        base: the value in the older document.
        revision: the value in the newer one.
        pointers: where they stand, or would stand.
    """

    base: Any
    revision: Any
    pointers: tuple[str, str]

    @property
    def is_same(self) -> bool:
        """Whether nothing differs, what references lead to apart."""
        return same(self.base, self.revision)

    @property
    def is_added(self) -> bool:
        """Whether it is only in the newer document."""
        return self.base is MISSING and self.revision is not MISSING

    @property
    def is_removed(self) -> bool:
        """Whether it is only in the older document."""
        return self.revision is MISSING and self.base is not MISSING

    @property
    def sides(self) -> tuple[Side, Side]:
        """Both sides for a change; what is not there is shown at what it would be a part of."""
        return _side(self.base, self.pointers[0]), _side(self.revision, self.pointers[1])

    def member(self, *steps: str | int) -> Part:
        """Return the part below this one that `steps` lead to in both."""
        base, revision = self.pointers
        here = pointers.join(base, *steps), pointers.join(revision, *steps)
        return Part(_below(self.base, steps), _below(self.revision, steps), here)

    def flag(self, key: str) -> tuple[bool, bool]:
        """Tell on each side whether the member `key` is true."""
        part = self.member(key)
        return part.base is True, part.revision is True

    def names(self) -> list[str]:
        """Return the names of the members of both sides, those of the older one first; extensions are no members."""
        found = dict.fromkeys(name for side in (self.base, self.revision) if is_object(side) for name in side)
        return [name for name in found if not name.startswith("x-")]

    def length(self) -> int:
        """Return how many items the longer list has."""
        return max((len(side) for side in (self.base, self.revision) if is_array(side)), default=0)

    def objects(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return both sides as objects, empty where there is none."""
        return (self.base if is_object(self.base) else {}), (self.revision if is_object(self.revision) else {})


def _below(value: Any, steps: tuple[str | int, ...]) -> Any:
    for step in steps:
        if is_object(value) and step in value:
            value = value[str(step)]
        elif is_array(value) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return MISSING
    return value


def _side(value: Any, pointer: str) -> Side:
    return Side(pointer.rpartition("/")[0], MISSING) if value is MISSING else Side(pointer, value)
