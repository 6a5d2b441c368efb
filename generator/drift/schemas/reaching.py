"""Which operations reach which pairs of schemas, over a graph that may have circles."""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_VALUES: Final = bytes.maketrans(b"01", b"\0\1")


class Reaching:
    """The operations that reach each node of a graph; sets of them are kept as bits, and named once each."""

    def __init__(self, parts: Sequence[Sequence[int]], roots: Mapping[int, set[str]]) -> None:
        """Take the nodes that each node leads to, and the operations that start at a node."""
        self._names = sorted({operation for operations in roots.values() for operation in operations})
        bit = {name: 1 << i for i, name in enumerate(self._names)}
        self._masks = [0] * len(parts)
        for node, operations in roots.items():
            self._masks[node] = sum(bit[operation] for operation in operations)
        self._known: dict[int, tuple[str, ...]] = {}
        for circle in reversed(circles(parts)):
            mask = 0
            for node in circle:
                mask |= self._masks[node]
            for node in circle:
                self._masks[node] = mask
            for node in circle:
                for part in parts[node]:
                    self._masks[part] |= mask

    def bits(self, node: int) -> int:
        """Return the operations that reach `node` as bits, which can be put together with those of others."""
        return self._masks[node]

    def operations(self, bits: int) -> tuple[str, ...]:
        """Return the names that `bits` stand for, sorted; the same tuple for the same bits."""
        if bits not in self._known:
            digits = f"{bits:b}"[::-1].encode().translate(_VALUES)
            self._known[bits] = tuple(compress(self._names, digits))
        return self._known[bits]


def circles(parts: Sequence[Sequence[int]]) -> list[list[int]]:
    """Return the nodes grouped so that those of a group lead to one another, each group behind those that it leads to.

    These are the strongly connected components, by Tarjan's algorithm: each edge is followed once.
    """
    found: list[list[int]] = []
    number = [-1] * len(parts)
    lowest = [0] * len(parts)
    is_open = [False] * len(parts)
    waiting: list[int] = []
    count = 0
    for start in range(len(parts)):
        if number[start] >= 0:
            continue
        trail = [(start, 0)]
        while trail:
            node, done = trail.pop()
            if done == 0:
                number[node] = lowest[node] = count
                count += 1
                waiting.append(node)
                is_open[node] = True
            else:
                lowest[node] = min(lowest[node], lowest[parts[node][done - 1]])
            for i in range(done, len(parts[node])):
                part = parts[node][i]
                if number[part] < 0:
                    trail += [(node, i + 1), (part, 0)]
                    break
                if is_open[part]:
                    lowest[node] = min(lowest[node], number[part])
            else:
                if lowest[node] == number[node]:
                    found.append(_taken(waiting, node, is_open))
    return found


def _taken(waiting: list[int], node: int, is_open: list[bool]) -> list[int]:
    """Take the nodes down to `node` from the end of `waiting`."""
    start = len(waiting) - 1
    while waiting[start] != node:
        start -= 1
    circle = waiting[start:]
    del waiting[start:]
    for each in circle:
        is_open[each] = False
    return circle
