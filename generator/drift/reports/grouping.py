"""Changes as people read them: the worst first, those that reach the same operations together."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.drift.reports.wording import LEVELS, reach

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.drift.changes import Change
    from generator.drift.verdicts import Level


MANY = 4
"""So many changes of one kind are told together, wherever they are."""


@dataclass(frozen=True, slots=True)
class Group:
    """Changes of one verdict that reach the same operations; never empty."""

    level: Level
    changes: tuple[Change, ...]


def families(changes: Iterable[Change]) -> list[Group]:
    """Return `changes` as `grouped` does, but many of one kind and with the same verdicts as a group of their own."""
    listed = list(changes)
    kinds = Counter(map(_kind, listed))
    many: dict[tuple[object, ...], list[Change]] = {}
    for change in listed:
        if kinds[_kind(change)] >= MANY:
            many.setdefault(_kind(change), []).append(change)
    groups = grouped(change for change in listed if _kind(change) not in many)
    groups += [Group(each[0].verdicts.worst, tuple(each)) for each in many.values()]
    return sorted(groups, key=lambda group: (bool(group.changes[0].accepted), LEVELS.index(group.level)))


def _kind(change: Change) -> tuple[object, ...]:
    return bool(change.accepted), change.id, change.verdicts


def grouped(changes: Iterable[Change]) -> list[Group]:
    """Return `changes` by their worst verdict and by the operations they reach; accepted ones after all others."""
    found: dict[tuple[bool, Level, tuple[str, ...]], list[Change]] = {}
    for change in changes:
        where = change.operations or (reach(change),)
        found.setdefault((bool(change.accepted), change.verdicts.worst, where), []).append(change)
    keys = sorted(found, key=lambda key: (key[0], LEVELS.index(key[1])))
    return [Group(key[1], tuple(found[key])) for key in keys]
