"""Values that conform to the schemas of a document, and values completed so that they do."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from generator.document.copies import plain_copy
from generator.document.findings import Finding, Place, SpecloomError
from generator.exchange.schemas import Schemas
from generator.standin.sampling.completing import Completing
from generator.standin.sampling.demands import Demands
from generator.standin.sampling.making import Making
from generator.standin.sampling.modes import Dead, Direction, Exhausted, Mode
from generator.standin.sampling.repairs import merged, pruned

_TRIES = 3
_PLAIN: tuple[Any, ...] = ({}, [], None, "text", "", 1, 0, -1, 0.5, True, False)
_REMEDY = "Correct the schema, or give an example that it allows."


class NoSample(SpecloomError):  # noqa: N818 - says what is the matter, as `StopIteration` does
    """No value was found that meets a schema: there is none, or none that is within reach.

    It is an error of the document, as what carries it says; whoever can do without the value catches it.

    Attributes:
        nearest: a value that comes near, where one was made; nothing else.
    """

    def __init__(self, finding: Finding, nearest: tuple[Any, ...] = ()) -> None:
        super().__init__(finding)
        self.nearest = nearest


@dataclass(slots=True)
class _Known:
    """What is known of a schema: itself, the mode by which values of it are made first, if one works, and why none does.

    `plain` holds the plain value that it allows, if that was looked for and found; `nearest` the first value that was
    made for it and that it does not allow, where it allowed none.
    """

    schema: Any
    first: dict[Direction, int | None] = field(default_factory=dict["Direction", "int | None"])
    plain: tuple[Any] | None = None
    nearest: tuple[Any, ...] = ()
    why: str = ""


class Samples:
    """Makes values for one document; `name` stands for it in messages, `schemas` check them.

    The same seed gives the same value, whatever was made before. What is expensive is done once for each schema, which is
    known by its identity: give the same object again, not a copy.
    """

    def __init__(self, document: dict[str, Any], name: str, schemas: Schemas | None = None) -> None:
        self.document = document
        self.name = name
        self.schemas = schemas or Schemas(document, name)
        loose, strict = (Demands(document, name, is_strict=is_strict) for is_strict in (False, True))
        self._modes = tuple(
            Mode(demands, has_examples, has_optional)
            for has_examples, has_optional in ((True, True), (False, True), (False, False))
            for demands in (loose, strict)
        )
        self._known: dict[int, _Known] = {}

    def value(self, schema: Any, random: random.Random, *, hint: str = "", direction: Direction = "response") -> Any:
        """Return a value that conforms to `schema`: an example of the document where there is a valid one, else made up.

        Args:
            schema: a schema of the document, or one whose references lead into it.
            random: where chance comes from.
            hint: the name of what the value is for; texts are named after it.
            direction: members that are write only are left out of a response, those that are read only out of a
                request, unless the schema requires them.

        Raises:
            NoSample: none was found.
            SpecloomError: `schema` is no schema, or a reference of it leads nowhere.
        """
        first = self._first(schema, direction)
        for mode in () if first is None else self._modes[first:]:
            for found in self._attempts(schema, mode, random, hint, direction):
                if self.schemas.accepts(schema, found):
                    return found
                if mode.has_optional and (less := pruned(self.schemas, schema, found)) is not None:
                    return less
        if (plain := self._known[id(schema)].plain) is not None:
            return plain_copy(plain[0])
        raise self._none(schema)

    def complete(
        self,
        schema: Any,
        given: Any,
        random: random.Random,
        *,
        direction: Direction = "response",
        is_sparse: bool = False,
    ) -> Any:
        """Return the value nearest to `given` that conforms to `schema`.

        Members of `given` that the schema allows stay as they are, at any depth. At the top the members that are
        declared are added where they are missing, unless it `is_sparse`; below it those that are required.

        Raises:
            NoSample: no conforming value was found.
            SpecloomError: `schema` is no schema, or a reference of it leads nowhere.
        """
        try:
            return self._completed(schema, given, random, direction, is_sparse=is_sparse)
        except (RecursionError, UnicodeEncodeError):  # nested more deeply than can be followed; half a surrogate pair
            return self.value(schema, random, direction=direction)

    def _completed(
        self, schema: Any, given: Any, random: random.Random, direction: Direction, *, is_sparse: bool
    ) -> Any:
        first = self._first(schema, direction)
        for mode in () if first is None else self._modes[first:]:
            completing = Completing(mode.demands, Making(mode, random, direction), is_sparse=is_sparse)
            try:
                found = completing.value(mode.demands.of(schema), given)
            except (Dead, Exhausted):
                continue
            if self.schemas.accepts(schema, found):
                return merged(self.schemas, schema, found, given, completing.hidden)
        return merged(self.schemas, schema, self.value(schema, random, direction=direction), given)

    def _first(self, schema: Any, direction: Direction) -> int | None:
        """Return the number of the first mode that works, found once and without chance."""
        known = self._known.get(id(schema))
        if known is None:
            self.schemas.accepts(schema, None)  # refuses what is no schema
            known = self._known[id(schema)] = _Known(schema)
        if direction not in known.first:
            known.first[direction] = self._probed(schema, direction)
        return known.first[direction]

    def _probed(self, schema: Any, direction: Direction) -> int | None:
        best: int | None = None
        known = self._known[id(schema)]
        for number, mode in enumerate(self._modes):
            chance = random.Random(0)  # noqa: S311 - a sample is no secret
            made = list(self._attempts(schema, mode, chance, "", direction))
            works = [self.schemas.accepts(schema, found) for found in made]
            known.nearest = known.nearest or tuple(made[:1])
            if works.count(True) == _TRIES:
                return number
            if any(works) and best is None:
                best = number
        known.plain = next(((value,) for value in _PLAIN if self.schemas.accepts(schema, value)), None)
        return best

    def _attempts(
        self, schema: Any, mode: Mode, random: random.Random, hint: str, direction: Direction
    ) -> Iterator[Any]:
        """Yield what some attempts give; none after one that went too far."""
        demand = mode.demands.of(schema)
        for attempt in range(_TRIES):
            try:
                yield Making(mode, random, direction, attempt).value(demand, hint, 0)
            except Dead:
                continue
            except (Exhausted, RecursionError):
                return

    def _none(self, schema: Any) -> NoSample:
        known = self._known[id(schema)]
        known.why = known.why or self._why(schema)
        message = f"no value was found that meets a schema: {known.why}"
        return NoSample(Finding("no-sample", message, Place(self.name), _REMEDY), tuple(map(plain_copy, known.nearest)))

    def _why(self, schema: Any) -> str:
        mode = self._modes[-2]
        making = Making(mode, random.Random(0), "response")  # noqa: S311 - a sample is no secret
        try:
            found = making.value(mode.demands.of(schema), "", 0)
        except Dead:
            return f"there is none for its member {making.stuck!r}" if making.stuck else "it contradicts itself"
        except (Exhausted, RecursionError):
            return "it asks for too much"
        return next(
            (f"{fault.pointer} {fault.message}".strip() for fault in self.schemas.faults("", schema, found)), ""
        )
