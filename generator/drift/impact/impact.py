"""The impact of changes between two states: the symbols and the recordings that each hits."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from generator.document import pointers
from generator.drift.changes import MISSING
from generator.drift.impact.added import added
from generator.drift.impact.exchanged import Exchanged
from generator.drift.impact.hits import Hits, union
from generator.drift.impact.matching import moved, pairs_of
from generator.drift.impact.places import schema_at, spot_of
from generator.drift.impact.recordings import recordings
from generator.drift.impact.symbols import Symbols
from generator.drift.impact.touching import direction_of, is_arrival, is_naming, is_prose, is_requirement, touches
from generator.drift.impact.uses.shapes import Shapes
from generator.drift.releases.versions import ADVISORIES
from generator.drift.verdicts import Level
from generator.normalise.operations import JOIN

if TYPE_CHECKING:
    from pathlib import Path

    from generator.drift.changes import Change, Side
    from generator.drift.impact.recordings import Exchange, Recording
    from generator.drift.impact.state import State

JOINED = "method"
"""The argument that says which of the operations joined in one method is called."""


def impact_of(base: State, revision: State, fixtures: Path) -> Impact:
    """Return what follows changes from `base` to `revision`.

    Args:
        base: the older state.
        revision: the newer one, of the same vendor.
        fixtures: the folder of recordings, which holds one folder a vendor; it need not be there.
    """
    return Impact(base, revision, recordings(base, fixtures))


class Impact:
    """Follows changes between two states into the package and the recordings."""

    def __init__(self, base: State, revision: State, found: tuple[Recording, ...]) -> None:
        """Take both states and the recordings of the older one."""
        self._base, self._revision = Symbols(base), Symbols(revision)
        self._pairs = dict(pairs_of(base, revision))
        self._recorded: dict[str, list[tuple[str, Exchange]]] = {}
        for recording in found:
            for each in recording.exchanges:
                self._recorded.setdefault(each.operation, []).append((recording.path, each))
        self._beside: dict[tuple[int, str], Exchanged] = {}

    def on(self, change: Change) -> Change:
        """Return `change` with the symbols and the recordings that it hits.

        Symbols are those of the older state, of what is new those of the newer one; a change of names hits those that are
        no longer there; where everything still is, it does nothing to code. Recordings are those of the operations that
        the change reaches, as `touches` tells. Advice on the habits of the vendor hits nothing.
        """
        if change.id in ADVISORIES:
            return change
        symbols, verdicts = tuple(sorted(self._symbols(change))), change.verdicts
        if is_naming(change) and not symbols:
            verdicts = replace(verdicts, source=Level.SAFE)
        return replace(change, symbols=symbols, fixtures=tuple(self._fixtures(change)), verdicts=verdicts)

    @cached_property
    def shapes(self) -> Shapes:
        """The types of the older state, by which uses are found more exactly."""
        return Shapes(self._base.state)

    def _symbols(self, change: Change) -> set[str]:
        pairs = [self._pairs[each] for each in change.operations if each in self._pairs]
        olds, direction = [old for old, _ in pairs if old], direction_of(change)
        if is_naming(change):
            found = union(self._base.hits(each, outwards=False) for each in self._everywhere(change.base, olds))
            return self._base.named(found, olds, direction) - self._revision.all
        if is_arrival(change):
            new = added(change, self._base, self._revision, pairs)
            if new is not None:
                return new
        found = union(map(self._base.hits, self._everywhere(change.base, olds)))
        result = self._base.named(found, olds, direction)
        if is_requirement(change):
            result |= self._demanding(change, olds)
        if is_prose(change) and not result:
            return self._base.named(Hits(operations=set(olds)), olds, direction)
        return self._without_joined(change, result) | self._gone(change)

    def _without_joined(self, change: Change, symbols: set[str]) -> set[str]:
        """Return `symbols` with the argument in place of a method that lives on without one of the operations joined in it."""
        spot = spot_of(change.base.pointer or "")
        method = self._base.methods.at(spot.operation) if spot is not None and not spot.rest else None
        if method is None or change.revision.value is not MISSING or method.symbol not in self._revision.all:
            return symbols
        operation = pointers.get(self._base.state.form.document, change.base.pointer or "")
        if JOIN not in operation:
            return symbols
        by_default = {method.symbol} if operation["operationId"] == method.facts.operation_id else set[str]()
        return symbols - {method.symbol} | by_default | {f"{method.symbol}({JOINED})"}

    def _everywhere(self, side: Side, operations: list[str]) -> list[str]:
        """Return the pointers of one side of a change, which is reported once, in each of `operations`."""
        if side.pointer is None:
            return []
        if spot_of(side.pointer) is None:
            return [side.pointer]
        found = [moved(side.pointer, each, self._base.state.resolved) for each in operations]
        return [each for each in found if each is not None] or [side.pointer]

    def _demanding(self, change: Change, operations: list[str]) -> set[str]:
        """Return what has to give, from now on, what became required: the model of a body and the methods that take it."""
        if direction_of(change) == "response":
            return set()
        found = Hits()
        for pointer in self._everywhere(change.base, operations):
            place = schema_at(pointer)
            if place is not None and place.owner:
                found.components.update(self._base.types_at(place.owner))
            elif (spot := spot_of(pointer)) is not None:
                found.operations.add(spot.operation)
        return self._base.named(found, operations, "request")

    def _gone(self, change: Change) -> set[str]:
        """Return the models that went with what is gone, where both states are named in the same way."""
        pointer = change.base.pointer
        if pointer is None or change.revision.value is not MISSING or change.base.value is MISSING:
            return set()
        if self._base.state.vendor.schemas != self._revision.state.vendor.schemas:
            return set()
        return {self._base.model(name) for name in self._base.types_below(pointer)} - self._revision.all

    def _fixtures(self, change: Change) -> list[str]:
        if is_naming(change) or is_prose(change):
            return []
        exchanges = [each for label in change.operations for each in self._recorded.get(label, ())]
        return sorted({path for path, exchange in exchanges if self._touches(change, exchange)})

    def _touches(self, change: Change, exchange: Exchange) -> bool:
        if exchange.interaction is None:
            return True
        old, new = self._pairs[exchange.operation]
        sides = [] if is_arrival(change) else [(change.base, old, self._base.state.resolved)]
        if new and change.revision.value is not MISSING:
            sides.append((change.revision, new, self._revision.state.resolved))
        for side, operation, document in sides:
            pointer = moved(side.pointer or "", operation, document)
            if pointer is None or touches(
                change, replace(side, pointer=pointer), document, self._exchanged(exchange, operation, document)
            ):
                return True
        return False

    def _exchanged(self, exchange: Exchange, operation: str, document: dict[str, Any]) -> Exchanged:
        key = id(exchange), "base" if document is self._base.state.resolved else "revision"
        if key not in self._beside:
            assert exchange.interaction is not None
            self._beside[key] = Exchanged(document, operation, exchange.interaction)
        return self._beside[key]
