"""How values are made, and how making them ends without one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.standin.sampling.demands import Demand, Demands

Direction = Literal["request", "response"]
"""Where a value goes: what is read only is left out of requests, what is write only out of responses."""


class Dead(Exception):  # noqa: N818 - the end of a way, not an error
    """What was tried leads to no value."""


class Exhausted(Exception):  # noqa: N818 - the end of an attempt, not an error
    """The attempt has become too large, too deep or too long."""


@dataclass(frozen=True, slots=True)
class Mode:
    """How values are made: from which demands, with examples of the document or without, with or without what is optional."""

    demands: Demands
    has_examples: bool
    has_optional: bool


def is_hidden(demand: Demand, direction: Direction) -> bool:
    """Tell whether a member is of the other direction only (JSON Schema, section 9.4 of the validation part)."""
    return demand.is_write_only if direction == "response" else demand.is_read_only
