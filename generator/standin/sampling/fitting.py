"""Whether a value fits what a document asks for, told without compiling a schema for each place of it."""

from __future__ import annotations

from typing import Any

from generator.document.shapes import is_array, is_object
from generator.standin.sampling.demands import Demand, Demands
from generator.standin.sampling.shapes import Shape, kind_of, same

_LOOKS = 20_000
_TOGETHER = ("unevaluatedProperties", "unevaluatedItems")  # mean what the options beside them leave


class Fitting:
    """Looks at one value. `not` and "one only" are left to whoever checks the whole value in the end."""

    def __init__(self, demands: Demands) -> None:
        self._demands = demands
        self._left = _LOOKS
        self._looking_at: set[tuple[int, int]] = set()

    def fits(self, demand: Demand, value: Any) -> bool:
        """Tell whether `value` fits `demand`; True also where there is too much to look at."""
        self._left -= 1
        if self._left < 0:
            return True
        if demand.is_impossible:
            return False
        if demand.open:
            return self._fits_choices(demand, value)
        shape = self._demands.shape(demand)
        kind = kind_of(value)
        if kind not in shape.kinds:
            return False
        if shape.values is not None and not any(same(value, known) for known in shape.values):
            return False
        if is_object(value):
            return self._fits_members(shape, value)
        if is_array(value):
            return self._fits_items(shape, value)
        return self._demands.suits(shape, value)

    def _fits_choices(self, demand: Demand, value: Any) -> bool:
        here = (id(demand), id(value))
        if here in self._looking_at:  # a choice among itself
            return False
        self._looking_at.add(here)
        try:
            return self._fits_some(demand, value)
        finally:
            self._looking_at.remove(here)

    def _fits_some(self, demand: Demand, value: Any) -> bool:
        if any(key in part for part in demand.parts for key in _TOGETHER):
            return any(self.fits(option, value) for _, option in self._demands.options(demand))
        choices = [choice for choice in demand.open if choice.excluded is None]
        return self.fits(self._demands.without_choices(demand), value) and all(
            any(self.fits(self._demands.of(*option.schemas), value) for option in choice.options) for choice in choices
        )

    def _fits_members(self, shape: Shape, value: dict[str, Any]) -> bool:
        if not shape.min_members <= len(value) <= shape.max_members or any(
            name not in value for name in shape.required
        ):
            return False
        return all(self.fits(self._demands.member(shape, name), member) for name, member in value.items())

    def _fits_items(self, shape: Shape, value: list[Any]) -> bool:
        if not shape.min_items <= len(value) <= shape.max_items:
            return False
        return all(self.fits(self._demands.item(shape, index), item) for index, item in enumerate(value))
