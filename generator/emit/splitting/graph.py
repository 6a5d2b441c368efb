"""How components refer to each other: what each needs, and the circles that need each other."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING, Any

from generator.normalise.schemas import component_name, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

References = dict[str, tuple[str, ...]]
"""The components that a component refers to anywhere in it, by its name."""


def references(components: dict[str, Any]) -> References:
    """Return what each of `components` refers to."""
    result: References = {}
    for name in components:
        found = (component_name(container[key]) or "" for container, key, _ in walk((components, name, "")))
        result[name] = tuple(dict.fromkeys(target for target in found if target in components))
    return result


def circles(graph: Mapping[str, Sequence[str]]) -> list[tuple[str, ...]]:
    """Return the components that need each other, each after all that it needs; most stand alone (Tarjan 1972)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    open_: dict[str, None] = {}
    result: list[tuple[str, ...]] = []
    for root in graph:
        if root in index:
            continue
        work = [(root, iter(graph[root]))]
        index[root] = low[root] = len(index)
        open_[root] = None
        while work:
            name, targets = work[-1]
            for target in targets:
                if target not in index:
                    index[target] = low[target] = len(index)
                    open_[target] = None
                    work.append((target, iter(graph[target])))
                    break
                if target in open_:
                    low[name] = min(low[name], index[target])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[name])
                if low[name] == index[name]:
                    circle: list[str] = []
                    while not circle or circle[-1] != name:
                        circle.append(open_.popitem()[0])
                    result.append(tuple(sorted(circle)))
    return result


def in_order(names: Iterable[str], graph: References, units: Mapping[str, tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the circles of `names`, each after those that it needs, and by name where there is a choice.

    Args:
        names: components, with every circle whole.
        graph: what each refers to.
        units: the circle of each component.
    """
    mine = {units[name] for name in names}
    needs = {unit: {units[target] for name in unit for target in graph[name]} & mine - {unit} for unit in mine}
    needed_by: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for unit, others in needs.items():
        for other in others:
            needed_by.setdefault(other, []).append(unit)
    ready = [unit for unit, others in needs.items() if not others]
    heapq.heapify(ready)
    result: list[tuple[str, ...]] = []
    while ready:
        unit = heapq.heappop(ready)
        result.append(unit)
        for dependent in needed_by.get(unit, ()):
            needs[dependent].discard(unit)
            if not needs[dependent]:
                heapq.heappush(ready, dependent)
    return result
