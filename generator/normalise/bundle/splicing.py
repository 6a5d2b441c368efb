"""References that stand where none may (`components: {schemas: {$ref: index.yaml}}`), written out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document.findings import fail
from generator.document.shapes import is_object
from generator.normalise.bundle.library import Spot

if TYPE_CHECKING:
    from generator.document.copies import Copier
    from generator.normalise.bundle.discovery import Splice
    from generator.normalise.bundle.library import Library


class Splicer:
    """Puts copies of what is referred to into the places of references, inner ones first."""

    def __init__(self, splices: list[Splice], contents: dict[Spot, Any], copier: Copier, library: Library) -> None:
        """Take the references, what each refers to, what copies that, and what knows their places."""
        self._splices = splices
        self._contents = contents
        self._copier = copier
        self._library = library
        self._done: set[int] = set()
        self._inside: dict[Spot, list[int]] = {spot: [] for spot in contents}
        for i, splice in enumerate(splices):
            spot = splice.spot
            while True:
                if spot in self._inside:
                    self._inside[spot].append(i)
                if not spot.pointer:
                    break
                spot = Spot(spot.key, spot.pointer.rpartition("/")[0])

    def run(self) -> None:
        """Write them all.

        Raises:
            SpecloomError: one stands in what it refers to, or all together grow too large.
        """
        for i in range(len(self._splices)):
            self._write(i, frozenset())

    def _write(self, i: int, around: frozenset[int]) -> None:
        splice = self._splices[i]
        if i in around:
            message = "refers to what holds this reference itself"
            raise fail("circular-reference", message, self._library.place(splice.spot, "$ref"), "Write the value out.")
        if i in self._done:
            return
        for inner in self._inside[splice.target]:
            self._write(inner, around | {i})
        self._done.add(i)
        content = self._copier.copy(self._contents[splice.target])
        own: Any = splice.container[splice.key]
        if is_object(own) and is_object(content):
            content = {**content, **{key: value for key, value in own.items() if key != "$ref"}}
        splice.container[splice.key] = content
