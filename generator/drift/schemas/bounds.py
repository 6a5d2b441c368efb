"""Numeric limits: JSON Schema 2020-12 validation, sections 6.2 to 6.5."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from generator.drift.changes import MISSING
from generator.drift.schemas.judging import Effect
from generator.drift.schemas.pairs import change_of
from generator.drift.schemas.subjects import shown

if TYPE_CHECKING:
    from generator.drift.schemas.pairs import Pair


class Bound(NamedTuple):
    """A limit: its name in ids, whether it is an upper one, and what holds where it is missing."""

    name: str
    upper: bool
    missing: int | None = None
    noted: bool = False


BOUNDS: Final[dict[str, Bound]] = {
    "maximum": Bound("max", upper=True),
    "minimum": Bound("min", upper=False),
    "exclusiveMaximum": Bound("exclusive-max", upper=True),
    "exclusiveMinimum": Bound("exclusive-min", upper=False),
    "maxLength": Bound("max-length", upper=True),
    "minLength": Bound("min-length", upper=False, missing=0),
    "maxItems": Bound("max-items", upper=True),
    "minItems": Bound("min-items", upper=False, missing=0, noted=True),
    "maxProperties": Bound("max-properties", upper=True),
    "minProperties": Bound("min-properties", upper=False, missing=0, noted=True),
    "maxContains": Bound("max-contains", upper=True),
    "minContains": Bound("min-contains", upper=False, missing=1),
}
"""The limits by keyword. One that is `noted` is set or unset, though it has a value where it is missing."""
IDLE: Final = frozenset({"max", "min", "exclusive-max", "exclusive-min", "max-length", "max-items"})
"""The limits with ids of their own for read-only properties of requests."""


def bounds(pair: Pair) -> None:
    """Report each limit that was set, unset, increased or decreased."""
    for keyword, bound in BOUNDS.items():
        if keyword not in pair.base.keywords and keyword not in pair.revision.keywords:
            continue
        before, after = _limit(pair.base.get(keyword), bound), _limit(pair.revision.get(keyword), bound)
        if before == after:
            if keyword in pair.base.keywords and keyword in pair.revision.keywords and before is None:
                _malformed(pair, keyword, bound)
            continue
        tighter = after is not None and (before is None or (after < before) is bound.upper)
        action = _action(before, after, bound)
        effect = Effect.NARROWS if tighter else Effect.WIDENS
        sentence = _sentence(keyword, before, after)
        if tighter and _is_idle(pair) and bound.name in IDLE and action in {"increased", "decreased"}:
            identity = f"request-read-only-property-{bound.name}-{action}"
            pair.report(identity, sentence, pair.judge(effect), keyword, whole=True)
        else:
            pair.report(f"{bound.name}-{action}", sentence, pair.judge(effect), keyword)


def uniqueness(pair: Pair) -> None:
    """Report that the items of an array have to differ from now on, or no longer have to."""
    before, after = pair.base.flag("uniqueItems"), pair.revision.flag("uniqueItems")
    if after and not before:
        message = "the items of the array have to be unique"
        pair.report("unique-items-set", message, pair.judge(Effect.NARROWS), "uniqueItems")
    elif before and not after:
        message = "the items of the array need not be unique any more"
        pair.report("unique-items-unset", message, pair.judge(Effect.WIDENS), "uniqueItems")


def multiples(pair: Pair) -> None:
    """Report another `multipleOf`."""
    before, after = pair.changed("multipleOf")
    effect, action = Effect.DIFFERS, "changed"
    if before is MISSING:
        effect, action = Effect.NARROWS, "set"
    elif after is MISSING:
        effect, action = Effect.WIDENS, "unset"
    elif _divides(before, after):
        effect = Effect.NARROWS
    elif _divides(after, before):
        effect = Effect.WIDENS
    pair.report(f"multiple-of-{action}", change_of("multipleOf", before, after), pair.judge(effect), "multipleOf")


def _is_idle(pair: Pair) -> bool:
    return pair.is_idle and pair.place.kind == "body" and pair.place.direction == "request"


def _limit(value: Any, bound: Bound) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return bound.missing
    return value


def _action(before: float | None, after: float | None, bound: Bound) -> str:
    if before is None or (bound.noted and before == bound.missing):
        return "set"
    if after is None or (bound.noted and after == bound.missing):
        return "unset"
    return "increased" if after > before else "decreased"


def _sentence(keyword: str, before: float | None, after: float | None) -> str:
    if before is None:
        return f"{keyword} was set to {shown(after)}"
    if after is None:
        return f"{keyword} {shown(before)} does not hold any more"
    return f"{keyword} went {'up' if after > before else 'down'} from {shown(before)} to {shown(after)}"


def _malformed(pair: Pair, keyword: str, bound: Bound) -> None:
    before, after = pair.changed(keyword)
    if before != after:
        message = change_of(keyword, before, after)
        pair.report(f"{bound.name}-changed", message, pair.judge(Effect.DIFFERS), keyword)


def _divides(divisor: Any, value: Any) -> bool:
    try:
        return bool(value % divisor == 0)
    except (TypeError, ZeroDivisionError):
        return False
