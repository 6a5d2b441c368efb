"""Verdicts from what an edit does to the set of admitted values, and in which direction they travel."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from generator.drift.verdicts import Level, Verdicts

if TYPE_CHECKING:
    from generator.drift.schemas.places import Place


class Effect(IntEnum):
    """What an edit does to the set of values that a schema admits; negated below `not`."""

    NARROWS = -1
    DIFFERS = 0
    WIDENS = 1


SAFE = Verdicts()
BEHAVIOUR = Verdicts(behaviour=Level.RISKY)
SOURCE = Verdicts(source=Level.BREAKING)
RISKY = Verdicts(wire=Level.RISKY)
WIRE = Verdicts(wire=Level.BREAKING)
BREAKING = Verdicts(wire=Level.BREAKING, source=Level.BREAKING)


def judge(place: Place, effect: Effect, *, shape: bool) -> Verdicts:
    """Return the verdicts on an edit with this `effect` on values at `place`.

    A request that admits less may be refused. A response that admits more may bring what could not come before: it cannot
    be decoded where the generated types are made from the keyword (`shape`), and is a surprise at most where it only
    restricts, since models do not check what a vendor sends.
    """
    shape = shape and place.typed
    turned = effect * place.polarity
    if place.direction == "request":
        if turned > 0:
            return SAFE
        return BREAKING if shape else WIRE if turned < 0 else RISKY
    if turned < 0:
        return SAFE
    return BREAKING if shape else BEHAVIOUR


def worst(one: Verdicts, other: Verdicts) -> Verdicts:
    """Return the worse of both in each of the three respects."""
    return Verdicts(max(one.wire, other.wire), max(one.source, other.source), max(one.behaviour, other.behaviour))
