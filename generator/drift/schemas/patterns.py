"""`pattern`: JSON Schema 2020-12 validation, section 6.3.3."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.drift.changes import MISSING
from generator.drift.schemas.judging import Effect
from generator.drift.schemas.pairs import change_of

if TYPE_CHECKING:
    from generator.drift.schemas.pairs import Pair

_OF_ALL: Final = frozenset({"", ".*", "^.*$", "^.*", ".*$", "^", "$", "(.*)", "^(.*)$"})
"""Expressions that every text matches."""


def patterns(pair: Pair) -> None:
    """Report a pattern that came, went or changed; to one that everything matches is a generalisation of what is sent."""
    before, after = pair.changed("pattern")
    effect, action = Effect.DIFFERS, "changed"
    if before is MISSING:
        effect, action = Effect.NARROWS, "added"
    elif after is MISSING:
        effect, action = Effect.WIDENS, "removed"
    elif after in _OF_ALL and before not in _OF_ALL:
        effect, action = Effect.WIDENS, "generalized" if pair.place.direction == "request" else "changed"
    pair.report(f"pattern-{action}", change_of("the pattern", before, after), pair.judge(effect), "pattern")
