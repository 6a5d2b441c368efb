"""Both surfaces of a comparison, and the changes that its rules make."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from generator.drift.changes import MISSING, Change, Side
from generator.drift.surface.directions import Direction, Directions
from generator.drift.surface.model import Surface, Symbol
from generator.drift.surface.naming import Naming
from generator.drift.surface.relations import Relation, gained_none, relation
from generator.drift.surface.rules import RULES
from generator.drift.surface.types import literals, shown, without_literals
from generator.drift.verdicts import Level, Verdicts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.drift.changes import Missing
    from generator.drift.surface.types import Type

S = TypeVar("S", bound=Symbol)


@dataclass(frozen=True, slots=True)
class Pair:
    """The two surfaces that are compared."""

    base: Surface
    revision: Surface
    directions: Directions = field(init=False)
    naming: Naming = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "directions", Directions(self.base))
        object.__setattr__(self, "naming", Naming(self.base, self.revision))

    def short(self, path: str) -> str:
        """Return the path or symbol `path` as messages say it."""
        return self.naming.short(path)

    def shared(self, kind: type[S]) -> Iterator[tuple[S, S]]:
        """Yield what both surfaces have at a path, where it is of one kind in both."""
        for path, old in self.base.symbols.items():
            new = self.revision.symbols.get(path)
            if isinstance(old, kind) and isinstance(new, kind):
                yield old, new

    def types(
        self, name: str, subject: str, symbol: str, sides: tuple[Type | None, Type | None], direction: Direction
    ) -> Iterator[Change]:
        """Yield what became of a type.

        Args:
            name: what the ids say before "-type-…" and "-literal-…".
            subject: what has the type.
            symbol: its path.
            sides: the type in both surfaces; nothing is said where one does not tell.
            direction: whether code gives values of it, or receives them.
        """
        old, new = sides
        if old is None or new is None or old == new:
            return
        became = relation(old, self.base, new, self.revision)
        texts = self._shown(old), self._shown(new)
        if without_literals(old) == without_literals(new):
            yield from self._literals(name, subject, symbol, (old, new), direction)
        elif became is not Relation.SAME:
            level = _level(became, direction, none=gained_none(old, new))
            message = f"its type changed from {texts[0]} to {texts[1]}"
            yield change(f"python-{name}-type-{became.value}", message, level, subject, symbol, texts)

    def _shown(self, kind: Type) -> str:
        return shown(kind, self.base.root)

    def _literals(
        self, name: str, subject: str, symbol: str, sides: tuple[Type, Type], direction: Direction
    ) -> Iterator[Change]:
        old, new = sides
        became = relation(old, self.base, new, self.revision)
        for action, values in (("added", literals(new) - literals(old)), ("removed", literals(old) - literals(new))):
            harms = Level.SAFE
            if became is not Relation.SAME:
                harms = _literal_level(action, direction)
            for value in sorted(values):
                texts = (MISSING, value) if action == "added" else (value, MISSING)
                message = f"the value {value} was {action}"
                yield change(f"python-{name}-literal-{action}", message, harms, subject, symbol, texts)


def change(
    rule: str,
    message: str,
    source: Level,
    subject: str,
    symbol: str | tuple[str, ...],
    sides: tuple[str | Missing, str | Missing] = (MISSING, MISSING),
) -> Change:
    """Return a change with a verdict on source alone; `sides` are the texts of both states."""
    assert rule in RULES, rule
    symbols = (symbol,) if isinstance(symbol, str) else symbol
    base, revision = (Side(value=each) for each in sides)
    return Change(rule, message, Verdicts(source=source), subject, base=base, revision=revision, symbols=symbols)


def _level(became: Relation, direction: Direction, *, none: bool) -> Level:
    """Return what a changed type does to code that gives and receives values of it.

    Code that receives more than before may still treat it all alike; None has no attribute that it reads.
    """
    levels = [Level.SAFE]
    if direction.given and became is not Relation.WIDENED:
        levels.append(Level.BREAKING)
    if direction.received and became is Relation.WIDENED:
        levels.append(Level.BREAKING if none else Level.RISKY)
    if direction.received and became is Relation.CHANGED:
        levels.append(Level.BREAKING)
    return max(levels)


def _literal_level(action: str, direction: Direction) -> Level:
    """Return what a value of a closed type does: code that tells all received ones apart must know each and no other."""
    if direction.given and action == "removed":
        return Level.BREAKING
    return Level.RISKY if direction.received else Level.SAFE
