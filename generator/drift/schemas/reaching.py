"""Which operations reach which pairs of schemas, over a graph that may have circles."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


def reaching(
    parts: Sequence[Sequence[int]], roots: Mapping[int, set[str]], wanted: set[int]
) -> dict[int, frozenset[str]]:
    """Return the operations that reach each node of `wanted`.

    Sets of operations are kept as bits, and handed on in an order in which few nodes are met twice.

    Args:
        parts: the nodes that each node leads to.
        roots: the operations that start at a node.
        wanted: the nodes that are asked for.
    """
    names = sorted({operation for operations in roots.values() for operation in operations})
    bit = {name: 1 << i for i, name in enumerate(names)}
    masks = [0] * len(parts)
    for node, operations in roots.items():
        masks[node] = sum(bit[operation] for operation in operations)
    order = _order(parts, roots)
    moving = True
    while moving:
        moving = False
        for node in order:
            mask = masks[node]
            for part in parts[node]:
                if masks[part] | mask != masks[part]:
                    masks[part] |= mask
                    moving = True
    known: dict[int, frozenset[str]] = {}
    for node in wanted:
        if masks[node] not in known:
            known[masks[node]] = frozenset(_named(masks[node], names))
    return {node: known[masks[node]] for node in wanted}


def _named(mask: int, names: Sequence[str]) -> Iterator[str]:
    while mask:
        yield names[(mask & -mask).bit_length() - 1]
        mask &= mask - 1


def _order(parts: Sequence[Sequence[int]], roots: Mapping[int, set[str]]) -> list[int]:
    """Return the nodes so that each stands before those it leads to, circles apart."""
    order: list[int] = []
    seen: set[int] = set()
    for root in roots:
        if root in seen:
            continue
        seen.add(root)
        stack = [(root, iter(parts[root]))]
        while stack:
            node, rest = stack[-1]
            for part in rest:
                if part not in seen:
                    seen.add(part)
                    stack.append((part, iter(parts[part])))
                    break
            else:
                stack.pop()
                order.append(node)
    order.reverse()
    return order
