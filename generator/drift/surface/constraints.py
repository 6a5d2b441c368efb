"""What fields and aliases demand of a value beyond its type; pydantic checks it when a model is built."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.drift.changes import MISSING
from generator.drift.surface.judging import change
from generator.drift.verdicts import Level

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.drift.changes import Change
    from generator.drift.surface.directions import Direction


def changes(
    area: str, subject: str, symbol: str, sides: tuple[Mapping[str, str], Mapping[str, str]], direction: Direction
) -> Iterator[Change]:
    """Yield the constraints that differ; one that is new or another may refuse what was given before."""
    old, new = sides
    harms = Level.RISKY if direction.given else Level.SAFE
    for name in sorted({*old, *new}):
        before, after = old.get(name), new.get(name)
        if before == after:
            continue
        if before is None:
            action, level, message = "added", harms, f"{name}={after} was added"
        elif after is None:
            action, level, message = "removed", Level.SAFE, f"{name}={before} was removed"
        else:
            action, level, message = "changed", harms, f"{name} changed from {before} to {after}"
        texts = (MISSING if before is None else before, MISSING if after is None else after)
        yield change(f"python-{area}-constraint-{action}", message, level, subject, symbol, texts)
