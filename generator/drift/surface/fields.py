"""The fields of models, for code that builds them and code that reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.drift.surface import constraints
from generator.drift.surface.judging import change
from generator.drift.surface.model import Class, Field
from generator.drift.surface.types import NONE
from generator.drift.verdicts import Level

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.drift.changes import Change
    from generator.drift.surface.directions import Direction
    from generator.drift.surface.judging import Pair
    from generator.drift.surface.model import Surface


def changes(pair: Pair) -> Iterator[Change]:
    """Yield what became of the fields of the models that both surfaces have."""
    old_fields, new_fields = _by_model(pair.base), _by_model(pair.revision)
    for old, _ in pair.shared(Class):
        before, after = old_fields.get(old.path, {}), new_fields.get(old.path, {})
        direction = pair.directions.of(old.path)
        for name, field in before.items():
            if name in after:
                yield from _changed(pair, field, after[name], direction)
            else:
                yield change("python-field-removed", "was removed", Level.BREAKING, _subject(pair, field), field.path)
        yield from (_added(pair, field, direction) for name, field in after.items() if name not in before)


def _by_model(surface: Surface) -> Mapping[str, dict[str, Field]]:
    found: dict[str, dict[str, Field]] = {}
    for path, symbol in surface.symbols.items():
        if isinstance(symbol, Field):
            owner, _, name = path.rpartition(".")
            found.setdefault(owner, {})[name] = symbol
    return found


def _subject(pair: Pair, field: Field) -> str:
    return f"field {pair.short(field.path)}"


def _added(pair: Pair, field: Field, direction: Direction) -> Change:
    subject = _subject(pair, field)
    if not field.required:
        return change("python-field-added-optional", "was added", Level.SAFE, subject, field.path)
    message = "was added, and whoever builds the model must give it"
    return change("python-field-added-required", message, _required(direction), subject, field.path)


def _required(direction: Direction) -> Level:
    """Return what a field does that must be given: only tests build models that are only received."""
    return Level.BREAKING if direction.given else Level.RISKY


def _changed(pair: Pair, old: Field, new: Field, direction: Direction) -> Iterator[Change]:
    subject = _subject(pair, old)
    before, after = old.type, new.type
    if old.required != new.required:
        became = "required" if new.required else "optional"
        level = _required(direction) if new.required else Level.SAFE
        if before is not None and after is not None and NONE in before ^ after:
            if NONE in after and direction.received:
                level = Level.BREAKING  # None has no attribute that is read
            before, after = before - {NONE}, after - {NONE}
        yield change(f"python-field-became-{became}", f"became {became}", level, subject, old.path)
    if old.alias != new.alias:
        message = f"its name on the wire changed from {old.alias!r} to {new.alias!r}"
        sides = (old.alias, new.alias)
        yield change("python-field-wire-name-changed", message, Level.RISKY, subject, old.path, sides)
    yield from pair.types("field", subject, old.path, (before, after), direction)
    yield from constraints.changes("field", subject, old.path, (old.constraints, new.constraints), direction)
