"""Where each part that references name has its place in the one document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document import names, pointers
from generator.document.shapes import is_object
from generator.normalise.bundle.library import Spot
from generator.normalise.bundle.places import name_for

if TYPE_CHECKING:
    from generator.normalise.bundle.discovery import Discovery
    from generator.normalise.bundle.kinds import Kinds
    from generator.normalise.bundle.library import Library


class Homes:
    """The pointers in the result of parts of other documents.

    Attributes:
        of: the pointer of each part that references name.
    """

    def __init__(self, library: Library, kinds: Kinds, found: Discovery, data: dict[str, Any]) -> None:
        """Give all that was found a place in `data`, the root document."""
        self._library = library
        self._kinds = kinds
        self._found = found
        self._data = data
        self.of = self._given()
        self._name_others()
        self._places: dict[Spot, str] = {Spot(library.root, ""): "", **self.of}
        for splice in found.splices:
            if splice.target.key != library.root and (place := self.place(splice.spot)) is not None:
                self._places.setdefault(splice.target, place)
        self._spots = {pointer: spot for spot, pointer in reversed(self._places.items())}

    def place(self, spot: Spot) -> str | None:
        """Return where the part at `spot` is in the result."""
        above = spot
        while above not in self._places:
            if not above.pointer:
                return None
            above = _parent(above)
        return self._places[above] + spot.pointer[len(above.pointer) :]

    def spot(self, pointer: str) -> Spot:
        """Return where what is at `pointer` in the result comes from."""
        head = pointer
        while head not in self._spots:
            head = head.rpartition("/")[0]
        spot = self._spots[head]
        return Spot(spot.key, spot.pointer + pointer[len(head) :])

    def foreign(self) -> dict[str, Spot]:
        """Return, by their pointers in the result, the parts that come from elsewhere than the root document."""
        return {pointer: spot for pointer, spot in self._spots.items() if spot.key != self._library.root}

    def comes_along(self, spot: Spot) -> bool:
        """Tell whether the part at `spot` gets its place with all that stands around it, which is written out there."""
        return bool(spot.pointer) and _parent(spot) in self._found.named

    def _given(self) -> dict[Spot, str]:
        """Return the places that the root document has for parts of others already."""
        homes: dict[Spot, str] = {}
        for spot in self._found.wanted:
            if self.comes_along(spot):
                homes[spot] = pointers.join(self._found.named[_parent(spot)], pointers.split(spot.pointer)[-1])
            elif spot in self._found.slots:
                homes[spot] = self._found.slots[spot][2]
        return homes

    def _name_others(self) -> None:
        """Give all others a name in the section of their kind; which one does not hang on what refers to them first."""
        taken = {section: names.Taken(self._named(section)) for section in self._kinds.sections.values()}
        for spot in sorted(self._found.wanted.keys() - self.of.keys()):
            section = self._kinds.sections[self._found.wanted[spot]]
            if spot in self._found.secured:
                name = pointers.split(spot.pointer)[-1]
            else:
                name = name_for(spot, "" if spot.key == self._library.twin else spot.key, taken[section])
            self.of[spot] = pointers.join(section, name)

    def _named(self, section: str) -> list[str]:
        """Return the names in a section: those of the root document, and of what is written out in it."""
        result: list[str] = []
        for spot, pointer in self._found.named.items():
            if pointer == section and self._library.has(spot) and is_object(node := self._library.node(spot)):
                result += node
        return result


def _parent(spot: Spot) -> Spot:
    return Spot(spot.key, spot.pointer.rpartition("/")[0])
