"""Numbers within bounds, small ones where that is allowed."""

from __future__ import annotations

import math
import random
from fractions import Fraction
from typing import NamedTuple

from generator.standin.sampling.shapes import Shape

_NEAR = 99
_USUAL = (1, 100)
_TRIES = 20
_LARGEST_STEP = 10**300
# OpenAPI Format Registry; JSON Schema does not assert them.
_RANGES = {
    "int8": (-(2**7), 2**7 - 1), "int16": (-(2**15), 2**15 - 1), "int32": (-(2**31), 2**31 - 1),
    "int64": (-(2**63), 2**63 - 1), "uint8": (0, 2**8 - 1), "uint16": (0, 2**16 - 1), "uint32": (0, 2**32 - 1),
    "uint64": (0, 2**64 - 1),
}  # fmt: skip
_TIMES = frozenset({"unix-time", "unixtime", "unix-timestamp", "timestamp"})
_NOON = 1_769_860_800  # 2026-01-31T12:00:00Z in seconds since 1970


class Grid(NamedTuple):
    """The numbers to choose from: `start` to `end` times `step`; or the `middle` of bounds between which there is none."""

    step: Fraction
    start: int
    end: int
    middle: float | None = None


def number(shape: Shape, random: random.Random) -> float | None:
    """Return a number for `shape`: small where that is allowed; None where none is found.

    A number that may be a fraction is a whole number or a half, unless its steps ask for something else.
    """
    if not shape.grids:
        shape.grids.append(_grid(shape))
    grid: Grid | None = shape.grids[0]
    if grid is None or grid.middle is not None:
        return None if grid is None else grid.middle
    top, bottom = grid.step.numerator, grid.step.denominator
    for _ in range(_TRIES):
        found = top * random.randint(grid.start, grid.end)
        if found % bottom:
            return _float(Fraction(found, bottom))
        if "integer" in shape.kinds:
            return found // bottom
    return None


def _grid(shape: Shape) -> Grid | None:
    low, high = _bounds(shape)
    step = _step(shape)
    if step is None:
        return None
    first, last = _first(low, step), _last(high, step)
    if first is None or last is None or first <= last:
        return Grid(step, *_ends(first, last, step))
    if "fraction" not in shape.kinds or shape.steps or low is None or high is None:
        return None
    middle = _float((low[0] + high[0]) / 2)
    return None if middle is None else Grid(step, 0, 0, middle)


def _bounds(shape: Shape) -> tuple[tuple[Fraction, bool] | None, tuple[Fraction, bool] | None]:
    low = None if shape.floor is None else (Fraction(shape.floor[0]), shape.floor[1])
    high = None if shape.ceiling is None else (Fraction(shape.ceiling[0]), shape.ceiling[1])
    for name in shape.formats:
        if name in _RANGES:
            least, most = map(Fraction, _RANGES[name])
            low = (least, False) if low is None or low[0] < least else low
            high = (most, False) if high is None or high[0] > most else high
        elif name in _TIMES and low is None and high is None:
            low, high = (Fraction(_NOON), False), (Fraction(_NOON + 86_400), False)
    return low, high


def _step(shape: Shape) -> Fraction | None:
    """Return what a number must be a multiple of; None where that cannot be, or is too large to count with."""
    steps = [Fraction(str(step)) for step in shape.steps]
    if "fraction" not in shape.kinds:
        steps.append(Fraction(1))
    elif not steps:
        return Fraction(1, 2)
    step = steps[0]
    for other in steps[1:]:
        top = math.lcm(step.numerator, other.numerator)
        step = Fraction(top, math.gcd(step.denominator, other.denominator))
    return step if step < _LARGEST_STEP and step.denominator < _LARGEST_STEP else None


def _first(low: tuple[Fraction, bool] | None, step: Fraction) -> int | None:
    if low is None:
        return None
    first = math.ceil(low[0] / step)
    return first + 1 if low[1] and first * step == low[0] else first


def _last(high: tuple[Fraction, bool] | None, step: Fraction) -> int | None:
    if high is None:
        return None
    last = math.floor(high[0] / step)
    return last - 1 if high[1] and last * step == high[0] else last


def _ends(first: int | None, last: int | None, step: Fraction) -> tuple[int, int]:
    """Return how many steps to take at least and at most: to usual numbers if they are allowed, else near a bound."""
    usual = (math.ceil(_USUAL[0] / step), max(1, math.floor(_USUAL[1] / step)))
    start = usual[0] if first is None else max(first, usual[0])
    end = usual[1] if last is None else min(last, usual[1])
    if start <= end:
        return start, end
    if first is not None and (last is None or first >= usual[0]):
        return first, first + _NEAR if last is None else min(last, first + _NEAR)
    assert last is not None
    return last - _NEAR if first is None else max(first, last - _NEAR), last


def _float(number: Fraction) -> float | None:
    try:
        return float(number)
    except OverflowError:  # too large for what JSON numbers are read as
        return None
