"""Operations, webhooks and callbacks that came, went or moved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.drift.changes import MISSING, Side
from generator.drift.comparing.lifecycle import OWED, level, sunset
from generator.drift.comparing.operations import shape
from generator.drift.schemas.judging import BREAKING, SAFE, WIRE

if TYPE_CHECKING:
    from generator.drift.comparing.exchanges import Comparison
    from generator.drift.comparing.operations import Operation
    from generator.drift.verdicts import Verdicts


def removed(shared: Comparison, operation: Operation, moved_to: Operation | None = None) -> None:
    """Report an operation that is gone from where it was.

    Where its method is still generated, since an operation elsewhere has its id, only calls of old packages fail.
    """
    sides = _sides(operation, moved_to)
    if operation.kind == "webhook":
        _report(shared, "webhook-removed", "the webhook is gone", WIRE, operation, sides)
        return
    paths = {shape(path) for path in shared.revision.get("paths", {})}
    prefix = "api-removed" if operation.shape in paths else "api-path-removed"
    value = operation.value
    end = value.get("x-sunset", MISSING)
    day = sunset(end)
    message = f"it moved to {moved_to.label}" if moved_to else "it is gone"
    said = value.get("x-stability-level", MISSING)
    rank = level(said)
    if value.get("deprecated") is not True and rank is not None and rank < OWED:
        identity, message = "unstable-api-removed", f"{message}: its stability level was {said!r}"
    elif value.get("deprecated") is not True:
        identity = f"{prefix}-without-deprecation"
    elif end is MISSING:
        identity, message = f"{prefix}-with-deprecation", f"{message}, as its deprecation announced"
    elif day is None:
        identity, message = "api-path-sunset-parse", f"{message}, and its sunset date was none"
    elif shared.today < day:
        identity, message = f"{prefix}-before-sunset", f"{message} before its sunset date {day}"
    else:
        identity, message = f"{prefix}-with-deprecation", f"{message} after its sunset date {day}"
    _report(shared, identity, message, WIRE if moved_to else BREAKING, operation, sides)
    if rank is None:
        message = "its stability level was none"
        _report(shared, "api-invalid-stability-level", message, SAFE, operation, sides)


def added(shared: Comparison, operation: Operation, moved_from: Operation | None = None) -> None:
    """Report an operation that is new where it is."""
    identity = "webhook-added" if operation.kind == "webhook" else "endpoint-added"
    what = "the webhook" if operation.kind == "webhook" else "the operation"
    message = f"{what} is new here: it was {moved_from.label}" if moved_from else f"{what} is new"
    _report(shared, identity, message, SAFE, operation, _sides(operation, moved_from, is_added=True))


def _sides(operation: Operation, other: Operation | None, *, is_added: bool = False) -> tuple[Side, Side]:
    here, there = _side(operation), Side() if other is None else _side(other)
    return (there, here) if is_added else (here, there)


def _report(
    shared: Comparison, identity: str, message: str, verdicts: Verdicts, operation: Operation, sides: tuple[Side, Side]
) -> None:
    shared.collector.report(identity, message, verdicts, f"operation {operation.label}", [operation.label], sides)


def _side(operation: Operation) -> Side:
    value: Any = operation.value
    return Side(operation.pointer, value)
