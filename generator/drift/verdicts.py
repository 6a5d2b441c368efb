"""Verdicts: what a change means for calls on the wire, for code written against the package, and for behaviour."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Level(IntEnum):
    """How much a change harms its consumer; ordered, so that `max` is the worst."""

    SAFE = 0
    """Nothing that worked stops working."""
    RISKY = 1
    """Something may stop working, depending on what the consumer does or relies on."""
    BREAKING = 2
    """Something that worked does not any more."""

    def __str__(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The three verdicts on one change.

    Attributes:
        wire: whether calls that worked are still accepted, and answers still decode.
        source: whether code written against the generated package still type-checks and runs.
        behaviour: whether limits, defaults and statuses are what they were.
    """

    wire: Level = Level.SAFE
    source: Level = Level.SAFE
    behaviour: Level = Level.SAFE

    @property
    def worst(self) -> Level:
        """The worst of the three."""
        return max(self.wire, self.source, self.behaviour)
