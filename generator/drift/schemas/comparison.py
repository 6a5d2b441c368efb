"""The walk over pairs of schemas: each pair once, and each change once with every operation that reaches it."""

from __future__ import annotations

from collections import Counter, deque
from typing import TYPE_CHECKING, Any, Final

from generator.drift.changes import MISSING, Change, Side
from generator.drift.schemas import compositions, refusals
from generator.drift.schemas.families import families
from generator.drift.schemas.judging import RISKY, worst
from generator.drift.schemas.pairs import Edge, Found, Pair
from generator.drift.schemas.places import Place, Root, place_of
from generator.drift.schemas.reaching import Reaching
from generator.drift.schemas.sameness import Unchanged
from generator.drift.schemas.views import View, Viewer

if TYPE_CHECKING:
    from datetime import date

MOST_PARTNERS: Final = 64
"""Schemas of the other document that one schema is compared with: hostile circles could ask for all of them."""
_Key = tuple[tuple[str, ...], tuple[str, ...], int]


class SchemaComparison:
    """Compares schemas of two resolved documents; neither is changed."""

    def __init__(self, base: dict[str, Any], revision: dict[str, Any], *, today: date | None = None) -> None:
        """Take the older and the newer document, and the day that sunset dates are compared with."""
        self._base = Viewer(base)
        self._revision = Viewer(revision)
        self._unchanged = Unchanged(self._base, self._revision)
        self._today = today
        self._numbers: dict[_Key, int] = {}
        self._found: list[list[Found]] = []
        self._parts: list[list[int]] = []
        self._roots: dict[int, set[str]] = {}
        self._places: dict[Place, int] = {}
        self._partners: Counter[tuple[str, tuple[str, ...], int]] = Counter()

    def compare(self, base_schema: Any, revision_schema: Any, root: Root) -> None:
        """Compare two schemas that stand at `root` in one operation, with all that they lead to."""
        pending: deque[tuple[int, Pair]] = deque()
        edge = Edge((base_schema, root.base_pointer), (revision_schema, root.revision_pointer), place_of(root))
        number = self._number(edge, root, pending)
        if number is not None:
            self._roots.setdefault(number, set()).add(root.operation)
        while pending:
            number, pair = pending.popleft()
            _compare(pair)
            parts = [self._number(each, root, pending) for each in pair.edges]
            self._found[number] = pair.found
            self._parts[number] = [part for part in parts if part is not None]

    def changes(self) -> list[Change]:
        """Return each change once, with every operation that reaches it, in the order in which they were found."""
        merged: dict[tuple[Any, ...], tuple[Found, int]] = {}
        reached = Reaching(self._parts, self._roots)
        for number, found in enumerate(self._found):
            for each in found:
                key = (each.id, each.base.pointer, each.revision.pointer, each.message)
                if key not in merged:
                    merged[key] = each, reached.bits(number)
                    continue
                earlier, bits = merged[key]
                both = earlier._replace(verdicts=worst(earlier.verdicts, each.verdicts))
                merged[key] = both, bits | reached.bits(number)
        return [Change(*each[:4], reached.operations(bits), each.base, each.revision) for each, bits in merged.values()]

    def _number(self, edge: Edge, root: Root, pending: deque[tuple[int, Pair]]) -> int | None:
        """Return the number of the pair, which is left in `pending` where it is new; None where nothing can differ."""
        old, new = edge.base, edge.revision
        if not isinstance(old, View) and not isinstance(new, View) and self._unchanged.holds(old[0], new[0]):
            return None
        base = old if isinstance(old, View) else self._base.view(*old)
        revision = new if isinstance(new, View) else self._revision.view(*new)
        place = self._places.setdefault(edge.place, len(self._places))
        key = (base.key, revision.key, place)
        if key in self._numbers:
            return self._numbers[key]
        number = self._numbers[key] = len(self._found)
        self._found.append([])
        self._parts.append([])
        pair = Pair(base, revision, edge.place, root, (self._base, self._revision), self._today)
        old_side, new_side = ("base", base.key, place), ("revision", revision.key, place)
        if max(self._partners[old_side], self._partners[new_side]) >= MOST_PARTNERS:
            self._found[number] = [_given_up(pair)]
            return number
        self._partners[old_side] += 1
        self._partners[new_side] += 1
        pending.append((number, pair))
        return number


def _compare(pair: Pair) -> None:
    """Leave in `pair` what differs, and the pairs of parts."""
    if refusals.compare(pair) or compositions.compare(pair):
        return
    for family in families(pair):
        family(pair)


def _given_up(pair: Pair) -> Found:
    message = "another schema stands here; the two were not compared, since each is matched with too many others"
    base, revision = Side(pair.base.pointer, MISSING), Side(pair.revision.pointer, MISSING)
    return Found(f"{pair.place.prefix}-schema-changed", message, RISKY, pair.named(pair.base.pointer), base, revision)
