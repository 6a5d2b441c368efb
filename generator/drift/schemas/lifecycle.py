"""`deprecated` and what providers say of the end and the ripeness of a thing: OpenAPI 3.1, RFC 8594 for `x-sunset`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from generator.drift.changes import MISSING
from generator.drift.schemas.judging import SAFE
from generator.drift.schemas.pairs import change_of
from generator.drift.schemas.sameness import same

if TYPE_CHECKING:
    from generator.drift.schemas.pairs import Pair

LEVELS: Final = ("draft", "alpha", "beta", "stable")
"""The values of `x-stability-level`, the least ripe first; what says nothing is stable."""


def lifecycle(pair: Pair) -> None:
    """Report deprecations, their end, and sunset dates that are missing, unreadable, past or changed."""
    before, after = pair.base.flag("deprecated"), pair.revision.flag("deprecated")
    sunset = pair.revision.get("x-sunset")
    if after and not before:
        _deprecated(pair, sunset)
    elif before and not after:
        pair.report("reactivated", "it is not deprecated any more", SAFE, "deprecated")
    old, new = pair.changed("x-sunset")
    if before is after and old is not new and not same(old, new):
        action = "set" if old is MISSING else "deleted" if new is MISSING else "changed"
        pair.report(f"sunset-{action}", change_of("the sunset date", old, new), SAFE, "x-sunset")
        if after and new is not MISSING:
            _dated(pair, new)


def stability(pair: Pair) -> None:
    """Report that a thing became more or less ripe."""
    before, after = pair.changed("x-stability-level")
    old, new = _level(before), _level(after)
    if old is None or new is None:
        message = f"{change_of('the stability level', before, after)}, which is no level"
        pair.report("api-invalid-stability-level", message, SAFE, "x-stability-level", whole=True)
    elif old != new:
        action = "increased" if new > old else "decreased"
        message = f"the stability level went from {LEVELS[old]} to {LEVELS[new]}"
        pair.report(f"stability-{action}", message, SAFE, "x-stability-level")


def _deprecated(pair: Pair, sunset: Any) -> None:
    if sunset is None:
        pair.report("deprecated", "it is deprecated", SAFE, "deprecated")
        pair.report("deprecated-sunset-missing", "it is deprecated without a sunset date", SAFE, "deprecated")
        return
    if _dated(pair, sunset):
        pair.report("deprecated-with-sunset", f"it is deprecated and ends on {_day(sunset)}", SAFE, "deprecated")
    else:
        pair.report("deprecated", "it is deprecated", SAFE, "deprecated")


def _dated(pair: Pair, sunset: Any) -> bool:
    """Report a sunset date that cannot be read or is past; tell whether it can be read."""
    day = _day(sunset)
    if day is None:
        pair.report("deprecated-sunset-invalid", "its sunset date is no date", SAFE, "x-sunset")
        return False
    if pair.today is not None and day < pair.today:
        pair.report("sunset-date-too-small", f"its sunset date {day} is past", SAFE, "x-sunset")
    return True


def _day(value: Any) -> date | None:
    if not isinstance(value, str):
        return value if isinstance(value, date) else None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def _level(value: Any) -> int | None:
    if value is MISSING:
        return len(LEVELS) - 1
    return LEVELS.index(value) if isinstance(value, str) and value in LEVELS else None
