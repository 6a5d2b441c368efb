"""Names for types, and the attributes of classes: resources, properties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.drift.surface import constraints
from generator.drift.surface.directions import RECEIVED
from generator.drift.surface.model import Alias, Attribute

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.drift.changes import Change
    from generator.drift.surface.judging import Pair


def changes(pair: Pair) -> Iterator[Change]:
    """Yield what became of the aliases and attributes that both surfaces have, once and not where aliases are used."""
    for old, new in pair.shared(Alias):
        subject, direction = f"alias {pair.short(old.path)}", pair.directions.of(old.path)
        yield from pair.types("alias", subject, old.path, (old.type, new.type), direction)
        yield from constraints.changes("alias", subject, old.path, (old.constraints, new.constraints), direction)
    for before, after in pair.shared(Attribute):
        subject = f"attribute {pair.short(before.path)}"
        yield from pair.types("attribute", subject, before.path, (before.type, after.type), RECEIVED)
