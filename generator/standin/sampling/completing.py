"""What was given, made to conform: what may stay stays as it is, what is missing is added."""

from __future__ import annotations

import contextlib
from typing import Any

from generator.document.copies import plain_copy
from generator.document.shapes import is_array, is_object
from generator.standin.sampling.demands import NEVER, Demand, Demands
from generator.standin.sampling.fitting import Fitting
from generator.standin.sampling.making import Making
from generator.standin.sampling.modes import Dead
from generator.standin.sampling.shapes import Shape, kind_of

_TOP = 0


class Completing:
    """Completes one value; `making` makes what is missing.

    `hidden` are the members of what was given that are left out at the top since they are of the other direction only.
    """

    def __init__(self, demands: Demands, making: Making, *, is_sparse: bool = False) -> None:
        """Add what is declared at the top, unless it `is_sparse`: then only what is required, as below the top."""
        self._demands = demands
        self._making = making
        self._is_sparse = is_sparse
        self._fitting = Fitting(demands)
        self.hidden: set[str] = set()

    def value(self, demand: Demand, given: Any, hint: str = "", depth: int = _TOP) -> Any:
        """Return the value for `demand` that is nearest to `given`.

        Raises:
            Dead: there is none on the ways that were tried.
        """
        if demand.open:
            return self._chosen(demand, given, hint, depth)
        shape = self._demands.shape(demand)
        if kind_of(given) in shape.kinds:
            if is_object(given) and shape.values is None:
                return self._members(shape, given, hint, depth)
            if is_array(given) and shape.values is None:
                return self._items(shape, given, hint, depth)
            if self._fitting.fits(demand, given):
                return plain_copy(given)
        return self._making.value(demand, hint, depth)

    def _chosen(self, demand: Demand, given: Any, hint: str, depth: int) -> Any:
        options = [
            (self._nearness(one, given), -rank, -i, one) for i, (rank, one) in enumerate(self._demands.options(demand))
        ]
        for *_, option in sorted(options, key=lambda each: each[:3], reverse=True):
            if self._demands.height(option) < NEVER:
                try:
                    return self.value(option, given, hint, depth)
                except Dead:
                    continue
        raise Dead

    def _nearness(self, demand: Demand, given: Any) -> float:
        """Return how well `given` goes with `demand`: higher is nearer."""
        if self._fitting.fits(demand, given):
            return 1_000.0 + (self._members_known(demand, given) if is_object(given) else 0)
        shape = self._demands.shape(self._demands.without_choices(demand))
        if demand.is_impossible or kind_of(given) not in shape.kinds:
            return -1_000.0
        return self._members_known(demand, given) if is_object(given) else 0.0

    def _members_known(self, demand: Demand, given: dict[str, Any]) -> float:
        shape = self._demands.shape(self._demands.without_choices(demand))
        result = -0.5 * sum(name not in given for name in shape.required)
        for name in shape.declared:
            if name in given:
                member = self._demands.member(shape, name)
                if self._fitting.fits(member, given[name]):
                    result += 1
                else:  # the value of a member that tells variants apart weighs more than the others together
                    result -= 1 if member.open or self._demands.shape(member).values is None else 100
        return result

    def _members(self, shape: Shape, given: dict[str, Any], hint: str, depth: int) -> dict[str, Any]:
        plan = self._making.plan(shape, is_rich=depth == _TOP and not self._is_sparse)
        result: dict[str, Any] = {}
        for name, demand, is_needed in plan:
            if is_needed:
                result[name] = self._needed(demand, given, name, depth)
        for name, value in given.items():
            if name not in result and len(result) < shape.max_members:
                self._keep(shape, result, name, value, depth)
        for name, demand, _ in plan:
            if name not in result and name not in given and len(result) < shape.max_members:
                with contextlib.suppress(Dead):
                    result[name] = self._making.value(demand, name, depth + 1)
        self._making.fill(shape, result, max(depth, 1))
        return {name: result[name] for name in dict.fromkeys((*shape.declared, *result)) if name in result}

    def _needed(self, demand: Demand, given: dict[str, Any], name: str, depth: int) -> Any:
        if name in given:
            return self._member(demand, given[name], name, depth)
        return self._making.value(demand, name, depth + 1)

    def _keep(self, shape: Shape, result: dict[str, Any], name: str, value: Any, depth: int) -> None:
        demand = self._demands.member(shape, name)
        if demand.is_impossible:
            return
        if self._making.is_hidden(demand):
            if depth == _TOP:
                self.hidden.add(name)
            return
        with contextlib.suppress(Dead):
            result[name] = self._member(demand, value, name, depth)

    def _member(self, demand: Demand, value: Any, name: str, depth: int) -> Any:
        if not is_object(value) and not is_array(value) and self._fitting.fits(demand, value):
            return value
        return self.value(demand, value, name, depth + 1)

    def _items(self, shape: Shape, given: list[Any], hint: str, depth: int) -> list[Any]:
        result: list[Any] = []
        for value in given[: shape.max_items]:
            demand = self._demands.item(shape, len(result))
            try:
                result.append(self._member(demand, value, hint, depth))
            except Dead:
                continue
        while len(result) < shape.min_items:
            result.append(self._making.value(self._demands.item(shape, len(result)), hint, depth + 1))
        return result
