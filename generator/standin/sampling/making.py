"""One attempt at a value that meets what a document asks for."""

from __future__ import annotations

import json
import random
from collections.abc import Generator
from contextlib import contextmanager, suppress
from typing import Any

from generator.document.copies import plain_copy
from generator.standin.sampling import patterns
from generator.standin.sampling.demands import NEVER, Demand
from generator.standin.sampling.examples import examples
from generator.standin.sampling.modes import Dead, Direction, Exhausted, Mode, is_hidden
from generator.standin.sampling.numbers import number
from generator.standin.sampling.plans import Member, plan
from generator.standin.sampling.shapes import Shape
from generator.standin.sampling.texts import Turn, singular, text

_MOST_VALUES = 20_000
_MOST_DEAD_ENDS = 200
# How many values there may be for one more to be had that need not be, by how deep it lies.
_ROOM = (1_000, 400, 400, 400, 100)
_TURNS = 12
_TEXT = {"type": "string"}
_KEYS = ("first", "second", "third")


class Making:
    """Makes one value; what is read only is left out of requests, what is write only out of responses.

    `stuck` names the member for which nothing was found last.
    """

    def __init__(self, mode: Mode, random: random.Random, direction: Direction, attempt: int = 0) -> None:
        """Make the value of an `attempt`; texts of the first one, 0, are named after what they are for."""
        self._demands = mode.demands
        self._mode = mode
        self._random = random
        self._direction: Direction = direction
        self._attempt = attempt
        self._made = 0
        self._dead_ends = 0
        self._turn = 0  # makes the items of a set differ
        self.stuck = ""

    def value(self, demand: Demand, hint: str, depth: int) -> Any:
        """Return a value for `demand`, which may be the member named `hint`, `depth` levels below the top.

        Raises:
            Dead: there is none on the ways that were tried.
            Exhausted: it has become too large, or there are too many ways.
        """
        self._made += 1
        if self._made > _MOST_VALUES:
            raise Exhausted
        if demand.is_impossible:
            raise self._dead_at(hint)
        if self._mode.has_examples and not self._turn:
            stated = examples(self._demands, demand, self._direction)
            if stated:
                return plain_copy(self._random.choice(stated))
        if demand.open:
            return self._chosen(demand, hint, depth)
        shape = self._demands.shape(demand)
        if shape.values is not None:
            return self._listed(shape.values, hint)
        for kind in self._kinds(shape, hint, depth):
            with suppress(Dead):
                return self._of_kind(kind, shape, hint, depth)
        raise Dead

    def plan(self, shape: Shape, *, is_rich: bool) -> tuple[Member, ...]:
        """Return which declared members an object gets: those that are required, and the others where it `is_rich`."""
        return plan(self._demands, shape, self._direction, is_rich=is_rich)

    def is_hidden(self, demand: Demand) -> bool:
        """Tell whether a member is of the other direction only."""
        return is_hidden(demand, self._direction)

    def fill(self, shape: Shape, result: dict[str, Any], depth: int) -> None:
        """Add members until there are as many as there must be; to a map for which there is room, one.

        Raises:
            Dead: no more can be added.
        """
        is_map = not shape.declared and shape.max_members > 0 and self._has_room(depth) and _is_map(shape)
        least = max(shape.min_members, int(is_map))
        if len(result) >= least:
            return
        for name in shape.declared:
            if len(result) < least:
                self._try_member(shape, result, name, depth)
        for turn in range(least - len(result) + _TURNS):
            if len(result) < least:
                self._try_member(shape, result, self._key(shape, turn), depth)
        if len(result) < shape.min_members:
            raise Dead

    def _dead_at(self, hint: str) -> Dead:
        self.stuck = hint
        return Dead()

    def _has_room(self, depth: int) -> bool:
        return self._mode.has_optional and depth < len(_ROOM) and self._made < _ROOM[depth]

    def _chosen(self, demand: Demand, hint: str, depth: int) -> Any:
        for option in self._options(demand, depth):
            if self._demands.height(option) < NEVER:
                try:
                    return self.value(option, hint, depth)
                except Dead:
                    self._dead_ends += 1
                    if self._dead_ends > _MOST_DEAD_ENDS:
                        raise Exhausted from None
        raise Dead

    def _options(self, demand: Demand, depth: int) -> list[Demand]:
        """Return the options of a choice in the order in which they are tried: where there is no room, low ones first."""
        options = self._demands.options(demand)
        if len(options) == 1:
            return [options[0][1]]
        is_low = not self._has_room(depth)
        heights = [self._demands.height(option) if is_low else 0 for _, option in options]
        order = sorted((heights[i], rank, self._random.random(), i) for i, (rank, _) in enumerate(options))
        return [options[i][1] for *_, i in order]

    def _listed(self, values: list[Any], hint: str) -> Any:
        said = [value for value in values if value is not None] or values
        if not said:
            raise self._dead_at(hint)
        return plain_copy(said[self._turn % len(said)] if self._turn else self._random.choice(said))

    def _kinds(self, shape: Shape, hint: str, depth: int) -> tuple[str, ...]:
        """Return the types of `shape` in the order in which they are tried, the likely ones first."""
        if len(shape.kinds) == 1:
            return shape.kinds
        kinds = [kind for kind in shape.kinds if kind != "fraction" or "integer" not in shape.kinds]
        if not self._has_room(depth):
            return tuple(sorted(kinds, key=lambda kind: (kind not in shape.likely, kind in {"object", "array"})))
        if not shape.likely:
            return tuple(sorted(kinds, key=lambda kind: (kind == "null", kind == "object" and hint != "")))
        order = {kind: (kind not in shape.likely, self._random.random()) for kind in kinds}
        return tuple(sorted(kinds, key=order.__getitem__))

    def _of_kind(self, kind: str, shape: Shape, hint: str, depth: int) -> Any:
        if kind == "object":
            return self._object(shape, depth)
        if kind == "array":
            return self._array(shape, singular(hint), depth)
        if kind == "boolean":
            return bool(self._turn % 2) if self._turn else self._random.random() < 0.5
        if kind == "null":
            return None
        found: str | float | None
        if kind == "string":
            turn = Turn(self._turn, self._attempt)
            found = text(shape, hint, self._random, lambda said: self._demands.suits(shape, said), turn)
        else:
            found = number(shape, self._random)
        if found is None:
            raise self._dead_at(hint)
        return found

    def _object(self, shape: Shape, depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for name, demand, is_needed in self.plan(shape, is_rich=self._has_room(depth)):
            try:
                result[name] = self.value(demand, name, depth + 1)
            except Dead:
                if is_needed:
                    raise
        self.fill(shape, result, depth)
        return result

    def _try_member(self, shape: Shape, result: dict[str, Any], name: str, depth: int) -> None:
        demand = self._demands.member(shape, name)
        if name not in result and self._demands.height(demand) < NEVER:
            with suppress(Dead):
                result[name] = self.value(demand, name, depth + 1)

    def _key(self, shape: Shape, turn: int) -> str:
        """Return a name for a member that is not declared."""
        names = [part["propertyNames"] for part in shape.parts if "propertyNames" in part]
        if names:
            with self._in_turn(turn):
                return str(self.value(self._demands.of(_TEXT, *names), "key", 0))
        wanted = [pattern for part in shape.parts for pattern in part.get("patternProperties", ())]
        found = None
        if wanted and turn % 2 == 0:
            found = patterns.text(wanted[turn // 2 % len(wanted)], self._random)
        return found or (_KEYS[turn] if turn < len(_KEYS) else f"key{turn + 1}")

    def _array(self, shape: Shape, hint: str, depth: int) -> list[Any]:
        demands = [self._demands.item(shape, index) for index in range(self._length(shape, depth))]
        result: list[Any] = []
        seen: set[str] = set()
        with self._in_turn(0 if shape.is_unique else self._turn):
            for demand in self._containing(shape, demands):
                try:
                    result.append(self._item(shape, demand, hint, depth, seen))
                except Dead:
                    if len(result) < shape.min_items:
                        raise
                    break
        return result

    def _length(self, shape: Shape, depth: int) -> int:
        first = max((len(part.get("prefixItems", ())) for part in shape.parts), default=0)
        wanted = 0
        if self._has_room(depth):
            wanted = first or (self._random.randint(1, 2) if depth <= 1 else 1)
        count = min(max(wanted, shape.min_items), shape.max_items)
        while count > shape.min_items and self._demands.height(self._demands.item(shape, count - 1)) >= NEVER:
            count -= 1
        return count

    def _containing(self, shape: Shape, demands: list[Demand]) -> list[Demand]:
        """Return `demands` of items, as many of the last as must be also held to `contains`."""
        for part in shape.parts:
            if "contains" not in part:
                continue
            least, most = int(part.get("minContains", 1)), part.get("maxContains")
            if least > shape.max_items:
                raise Dead
            demands += [self._demands.item(shape, len(demands) + i) for i in range(least - len(demands))]
            start = len(demands) - least
            for index, demand in enumerate(demands):
                if index >= start:
                    demands[index] = self._demands.joined(demand, part["contains"])
                elif most is not None:
                    demands[index] = self._demands.joined(demand, self._demands.opposite(part["contains"]))
        return demands

    def _item(self, shape: Shape, demand: Demand, hint: str, depth: int, seen: set[str]) -> Any:
        """Return an item of an array, none of those `seen` where they must differ."""
        for _ in range(_TURNS + len(seen)):
            found = self.value(demand, hint, depth + 1)
            if not shape.is_unique:
                return found
            key = json.dumps(found, sort_keys=True)
            if key not in seen:
                seen.add(key)
                return found
            self._turn += 1
        raise Dead

    @contextmanager
    def _in_turn(self, turn: int) -> Generator[None]:
        """Make what differs by its turn in this one, then go back to the turn of before."""
        before, self._turn = self._turn, turn
        try:
            yield
        finally:
            self._turn = before


def _is_map(shape: Shape) -> bool:
    keys = ("additionalProperties", "patternProperties")
    return any(part.get(key) not in (None, True, {}) for part in shape.parts for key in keys)
