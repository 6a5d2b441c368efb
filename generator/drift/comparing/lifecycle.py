"""Deprecation, sunset and stability of operations, parameters and headers: OpenAPI 3.1, RFC 8594 for `x-sunset`.

What a provider owes its own policy (a sunset date, a level of stability) is advice: nothing stops working by it.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from generator.drift.changes import MISSING
from generator.drift.schemas.judging import SAFE
from generator.drift.schemas.lifecycle import LEVELS
from generator.drift.schemas.pairs import change_of
from generator.drift.verdicts import Level, Verdicts

if TYPE_CHECKING:
    from generator.drift.comparing.exchanges import Exchange
    from generator.drift.comparing.parts import Part


class Names(NamedTuple):
    """The ids of one kind of thing that can be deprecated."""

    deprecated: str
    deprecated_with_sunset: str
    reactivated: str
    missing: str
    unreadable_at_deprecation: str
    unreadable: str
    past: str
    earlier: str
    set: str
    deleted: str
    changed: str
    stability: str


OWED: Final = LEVELS.index("beta")
"""The level of stability from which on a provider owes a sunset date to those who use what it deprecates."""
_WARNED: Final = Verdicts(source=Level.RISKY)
"""The verdicts on a deprecated operation: calls of its generated method warn, which strict checkers and tests refuse."""
OPERATION: Final = Names(
    deprecated="endpoint-deprecated",
    deprecated_with_sunset="endpoint-deprecated-with-sunset",
    reactivated="endpoint-reactivated",
    missing="api-deprecated-sunset-missing",
    unreadable_at_deprecation="api-deprecated-sunset-parse",
    unreadable="api-path-sunset-parse",
    past="api-sunset-date-too-small",
    earlier="api-sunset-date-changed-too-small",
    set="sunset-set",
    deleted="sunset-deleted",
    changed="sunset-changed",
    stability="api",
)


def names_of(prefix: str) -> Names:
    """Return the ids of what `prefix` stands for: `request-parameter`, `response-header`."""
    return Names(
        deprecated=f"{prefix}-deprecated",
        deprecated_with_sunset=f"{prefix}-deprecated",
        reactivated=f"{prefix}-reactivated",
        missing=f"{prefix}-deprecated-sunset-missing",
        unreadable_at_deprecation=f"{prefix}-sunset-parse",
        unreadable=f"{prefix}-sunset-parse",
        past=f"{prefix}-sunset-date-too-small",
        earlier=f"{prefix}-sunset-date-changed-too-small",
        set=f"{prefix}-sunset-set",
        deleted=f"{prefix}-sunset-deleted",
        changed=f"{prefix}-sunset-changed",
        stability=prefix,
    )


def sunset(value: Any) -> date | None:
    """Return the day of a sunset date (RFC 3339 full-date or date-time), None where it is none."""
    if not isinstance(value, str):
        return value if isinstance(value, date) else None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def lifecycle(exchange: Exchange, part: Part, names: Names, subject: str = "") -> None:
    """Report that `part` was deprecated or reactivated, and what became of its sunset date and its stability."""
    before, after = part.flag("deprecated")
    if after and not before:
        _deprecated(exchange, part, names, subject)
    elif before and not after:
        exchange.report(names.reactivated, "it is not deprecated any more", SAFE, part.member("deprecated"), subject)
    else:
        _sunset(exchange, part.member("x-sunset"), names, subject)
    _stability(exchange, part.member("x-stability-level"), names, subject)


def _deprecated(exchange: Exchange, part: Part, names: Names, subject: str) -> None:
    flag, value = part.member("deprecated"), part.member("x-sunset").revision
    day = sunset(value)
    verdicts = _WARNED if names is OPERATION and exchange.is_ours else SAFE
    if day is not None:
        exchange.report(names.deprecated_with_sunset, f"it is deprecated and ends on {day}", verdicts, flag, subject)
    else:
        exchange.report(names.deprecated, "it is deprecated", verdicts, flag, subject)
    if value is MISSING:
        ripe = level(part.member("x-stability-level").revision)
        if ripe is None or ripe >= OWED:
            exchange.report(names.missing, "it is deprecated without a sunset date", SAFE, flag, subject)
    else:
        _dated(exchange, part.member("x-sunset"), (names.unreadable_at_deprecation, names.past), subject)


def _sunset(exchange: Exchange, part: Part, names: Names, subject: str) -> None:
    if part.is_same:
        return
    message = change_of("the sunset date", part.base, part.revision)
    old, new = sunset(part.base), sunset(part.revision)
    if part.is_added:
        exchange.report(names.set, message, SAFE, part, subject)
    elif part.is_removed:
        exchange.report(names.deleted, message, SAFE, part, subject)
    elif old is not None and new is not None and new < old:
        exchange.report(names.earlier, message, SAFE, part, subject)
    elif new is None or old is not None:
        exchange.report(names.changed, message, SAFE, part, subject)
    if (old is None and not part.is_added) or (new is None and not part.is_removed):
        exchange.report(names.unreadable, "its sunset date is no date", SAFE, part, subject)
    elif new is not None:
        _dated(exchange, part, (names.unreadable, names.past), subject)


def _dated(exchange: Exchange, part: Part, ids: tuple[str, str], subject: str) -> None:
    """Report the newer sunset date with the first id where it is none, with the second where it is past."""
    day = sunset(part.revision)
    if day is None:
        exchange.report(ids[0], "its sunset date is no date", SAFE, part, subject)
    elif day < exchange.shared.today:
        exchange.report(ids[1], f"its sunset date {day} is past", SAFE, part, subject)


def _stability(exchange: Exchange, part: Part, names: Names, subject: str) -> None:
    if part.is_same:
        return
    old, new = level(part.base), level(part.revision)
    message = change_of("the stability level", part.base, part.revision)
    if old is None or new is None:
        exchange.report("api-invalid-stability-level", f"{message}, which is no level", SAFE, part, subject)
    else:
        action = "increased" if new > old else "decreased" if new < old else "stated"
        exchange.report(f"{names.stability}-stability-{action}", message, SAFE, part, subject)


def level(value: Any) -> int | None:
    """Return the rank of a stability level, that of `stable` where none is said, None for what is none."""
    if value is MISSING:
        return len(LEVELS) - 1
    return LEVELS.index(value) if isinstance(value, str) and value in LEVELS else None
