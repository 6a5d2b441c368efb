"""Which of its declared members an object gets."""

from __future__ import annotations

from typing import NamedTuple

from generator.standin.sampling.demands import NEVER, Demand, Demands
from generator.standin.sampling.modes import Direction, is_hidden
from generator.standin.sampling.shapes import Shape


class Member(NamedTuple):
    """A member that an object gets: its name, what is asked of it, and whether it must be there."""

    name: str
    demand: Demand
    is_needed: bool


def plan(demands: Demands, shape: Shape, direction: Direction, *, is_rich: bool) -> tuple[Member, ...]:
    """Return the members of an object that are required, and where it `is_rich` the others that it can have.

    Members of the other direction are left out unless they are required.
    """
    key = (is_rich, direction)
    known: tuple[Member, ...] | None = shape.plans.get(key)
    if known is None:
        known = shape.plans[key] = tuple(_made(demands, shape, direction, is_rich=is_rich))
    return known


def _made(demands: Demands, shape: Shape, direction: Direction, *, is_rich: bool) -> list[Member]:
    names = dict.fromkeys(name for name in (*shape.declared, *shape.required) if is_rich or name in shape.required)
    found = {name: demands.member(shape, name) for name in names}
    needed = set(shape.required)
    for name in [*found]:
        if name not in needed and (is_hidden(found[name], direction) or demands.height(found[name]) >= NEVER):
            del found[name]
    _add_dependent(demands, shape, found, needed)
    spare = shape.max_members - len(needed)
    kept: list[Member] = []
    for name, demand in found.items():
        if name in needed or spare > 0:
            kept.append(Member(name, demand, name in needed))
            spare -= name not in needed
    return kept


def _add_dependent(demands: Demands, shape: Shape, found: dict[str, Demand], needed: set[str]) -> None:
    """Add the members that have to be there with others that are (dependentRequired)."""
    pending = [*found]
    while pending:
        name = pending.pop()
        for other in (other for part in shape.parts for other in part.get("dependentRequired", {}).get(name, ())):
            is_new = other not in found or (name in needed and other not in needed)
            found.setdefault(other, demands.member(shape, other))
            if name in needed:
                needed.add(other)
            if is_new:
                pending.append(other)
