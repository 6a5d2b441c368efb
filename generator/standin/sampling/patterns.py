"""Texts that match a regular expression of JSON Schema (ECMA-262, not anchored unless it says so)."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import lru_cache

from generator.document.findings import SpecloomError
from generator.exchange.schemas import Schemas
from generator.standin.sampling.expressions import parse
from generator.standin.sampling.nodes import MOST, Again, Ahead, Either, Group, Node, One, Repeat, Row

MAX_LENGTH = 5_000
"""Characters of a text; an expression whose shortest match is longer has none."""
_SENSIBLE = 256  # what an expression costs can grow with the square of the length
_FREE_TRIES = 4
_LENGTHS = (8, 12, 16, 20, 32, 64)
_MORE = 4  # repeats beyond the least where nothing asks for more
_MOST_REPEATS = 500
_FILLERS = "a "


def text(pattern: str, random: random.Random, min_length: int = 0, max_length: int | None = None) -> str | None:
    """Return a text of `min_length` to `max_length` characters that matches `pattern`, or None where none is found.

    The match is checked by the engine that checks values, which bounds what an expression can cost.
    """
    known = _known(pattern)
    most = MAX_LENGTH if max_length is None else min(max_length, MAX_LENGTH)
    if known is None or known[0].shortest > most or min_length > most:
        return None
    node, matches = known
    most_sensible = min(most, max(min_length, node.shortest, _SENSIBLE))
    for candidate in _candidates(node, random, min_length, most):
        if min_length <= len(candidate) <= most_sensible and matches(candidate):
            return candidate
    return None


@lru_cache(maxsize=1_000)
def _known(pattern: str) -> tuple[Node, Callable[[str], bool]] | None:
    """Return the parts of `pattern` and what checks a text against it; None where either cannot be had."""
    schemas, schema = Schemas({}, pattern), {"pattern": pattern}
    try:
        schemas.accepts(schema, "")
        return parse(pattern), lambda text: schemas.accepts(schema, text)
    except (SpecloomError, ValueError):
        return None


def _candidates(node: Node, random: random.Random, least: int, most: int) -> Iterator[str]:
    free: list[str] = []
    for _ in range(_FREE_TRIES):
        for written in _with_demands(node, random, None):
            free.append(written)
            yield written
    wanted = (least, most, (least + most) // 2, least + 1, most - 1) if most < MAX_LENGTH else (least, least + 1)
    for length in dict.fromkeys((*wanted, node.shortest, *_LENGTHS)):
        if max(least, node.shortest) <= length <= most:
            yield from _with_demands(node, random, length)
    for written in free:  # not anchored at one of its ends: anything may stand there
        for filler in _FILLERS:
            yield written + filler * (least - len(written))
            yield filler * (least - len(written)) + written


def _with_demands(node: Node, random: random.Random, length: int | None) -> Iterator[str]:
    writer = _Writer(random)
    written = writer.write(node, length)
    yield written
    if writer.demands:  # each of them where the text begins: `^(?=.*\d)(?=.*[A-Z]).{8,}$`
        demanded = "".join(writer.demands)
        yield demanded + written[len(demanded) :]
        yield demanded + written


class _Writer:
    """Writes one text; remembers what groups hold, and what lookaheads ask for."""

    def __init__(self, random: random.Random) -> None:
        self._random = random
        self._kept: dict[str, str] = {}
        self._repeats = 0
        self.demands: list[str] = []

    def write(self, node: Node, length: int | None) -> str:
        """Return a text for `node`, of `length` characters if one is given and that can be done."""
        if isinstance(node, One):
            return self._random.choice(node.letters) if node.letters else ""
        if isinstance(node, Row):
            return self._row(node.parts, length)
        if isinstance(node, Repeat):
            return self._repeat(node, length)
        if isinstance(node, Either):
            fitting = [o for o in node.options if length is None or o.shortest <= length <= o.longest]
            return self.write(self._random.choice(fitting or node.options), length)
        if isinstance(node, Group):
            written = self.write(node.part, length)
            self._kept.update(dict.fromkeys(node.names, written))
            return written
        if isinstance(node, Again):
            return self._kept.get(node.name, "")
        if isinstance(node, Ahead):
            self.demands.append(self.write(_without_lead(node.part), None))
        return ""

    def _row(self, parts: tuple[Node, ...], length: int | None) -> str:
        if length is None:
            return "".join(self.write(part, None) for part in parts)
        spare = length - sum(part.shortest for part in parts)
        left = sum(part.longest - part.shortest for part in parts)
        written: list[str] = []
        for part in parts:
            room = part.longest - part.shortest
            left -= room
            extra = max(0, min(room, max(spare - left, self._random.randint(0, max(0, min(spare, room))))))
            written.append(self.write(part, part.shortest + extra))
            spare -= len(written[-1]) - part.shortest
        return "".join(written)

    def _repeat(self, node: Repeat, length: int | None) -> str:
        part = node.part
        if part.longest == 0:
            return self.write(part, 0)
        if length is None:
            least = node.low if part.shortest else min(node.low, 1)
            self._repeats += 1
            more = _MORE if self._repeats < _MOST_REPEATS else 0  # `(((a*)*)*)*` would multiply
            times = self._random.randint(least, min(node.high, least + more))
            return "".join(self.write(part, None) for _ in range(times))
        fewest = max(node.low if part.shortest else 0, -(-length // part.longest))
        most = length // part.shortest if part.shortest else fewest
        times = max(min(fewest, node.high), min(node.high, most, fewest + _MORE))
        return self._row((part,) * min(times, MAX_LENGTH), length)


def _without_lead(node: Node) -> Node:
    """Return `node` without a first part that may be left out, such as `.*`."""
    if isinstance(node, Row) and node.parts and isinstance(node.parts[0], Repeat) and node.parts[0].low == 0:
        return Row(0, MOST, node.parts[1:])
    return node
