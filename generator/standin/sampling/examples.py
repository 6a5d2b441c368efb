"""Examples and defaults of a document that fit what it asks for."""

from __future__ import annotations

from typing import Any

from generator.document.copies import plain_copy
from generator.document.shapes import is_array, is_object
from generator.standin.sampling.demands import Demand, Demands
from generator.standin.sampling.fitting import Fitting
from generator.standin.sampling.modes import Direction, is_hidden

_BLANK: tuple[Any, ...] = (None, "", [], {})  # as defaults these show nothing


def examples(demands: Demands, demand: Demand, direction: Direction) -> tuple[Any, ...]:
    """Return the examples stated for `demand` that fit it, else the defaults that do and are not blank.

    Members of the other direction are left out. The values are not to be changed.
    """
    known = demand.samples.get(direction)
    if known is None:
        known = demand.samples[direction] = _read(demands, demand, direction)
    return known


def _read(demands: Demands, demand: Demand, direction: Direction) -> tuple[Any, ...]:
    stated: list[Any] = []
    for part in demand.parts:
        stated += several if is_array(several := part.get("examples")) else []
        stated += [part["example"]] if "example" in part else []
    defaults = [part["default"] for part in demand.parts if "default" in part]
    fitting = Fitting(demands)
    for given in (stated, [value for value in defaults if value not in _BLANK]):
        fit = [_trimmed(demands, demand, value, direction) for value in given if fitting.fits(demand, value)]
        if fit:
            return tuple(fit)
    return ()


def _trimmed(demands: Demands, demand: Demand, value: Any, direction: Direction) -> Any:
    """Return a copy of `value` without the members that are of the other direction only and need not be there."""
    settled = _settled(demands, demand, value) if is_object(value) or is_array(value) else None
    if settled is None:
        return plain_copy(value)
    shape = demands.shape(settled)
    if is_array(value):
        return [_trimmed(demands, demands.item(shape, i), item, direction) for i, item in enumerate(value)]
    result: dict[str, Any] = {}
    for name, member in value.items() if is_object(value) else ():
        inner = demands.member(shape, name)
        if name in shape.required or not is_hidden(inner, direction):
            result[name] = _trimmed(demands, inner, member, direction)
    return result


def _settled(demands: Demands, demand: Demand, value: Any) -> Demand | None:
    """Return `demand` with those options chosen that `value` fits; None where it fits none."""
    fitting = Fitting(demands)
    while demand.open:
        fit = next((option for _, option in demands.options(demand) if fitting.fits(option, value)), None)
        if fit is None:
            return None
        demand = fit
    return demand
