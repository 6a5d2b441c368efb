"""Changes as people read them: the worst first, those that reach the same operations together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.drift.reports.wording import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.drift.changes import Change
    from generator.drift.verdicts import Level


@dataclass(frozen=True, slots=True)
class Group:
    """Changes of one verdict that reach the same operations; never empty."""

    level: Level
    changes: tuple[Change, ...]


def grouped(changes: Iterable[Change]) -> list[Group]:
    """Return `changes` by their worst verdict and by the operations they reach; accepted ones after all others."""
    found: dict[tuple[bool, Level, tuple[str, ...]], list[Change]] = {}
    for change in changes:
        found.setdefault((bool(change.accepted), change.verdicts.worst, change.operations), []).append(change)
    keys = sorted(found, key=lambda key: (key[0], LEVELS.index(key[1])))
    return [Group(key[1], tuple(found[key])) for key in keys]
