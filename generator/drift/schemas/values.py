"""`enum`, `const` and `x-extensible-enum`: JSON Schema 2020-12 validation, sections 6.1.2 and 6.1.3."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document.shapes import is_array
from generator.drift.changes import MISSING
from generator.drift.schemas.judging import BEHAVIOUR, SAFE, WIRE, Effect
from generator.drift.schemas.pairs import change_of
from generator.drift.schemas.sameness import identity, same
from generator.drift.schemas.subjects import shown
from generator.drift.schemas.views import values_of

if TYPE_CHECKING:
    from generator.drift.schemas.pairs import Pair
    from generator.drift.verdicts import Verdicts


def values(pair: Pair) -> None:
    """Report values that were added or removed, and enums and constants that came or went."""
    before, after = values_of(pair.base), values_of(pair.revision)
    old, new = pair.changed("const")
    if old is MISSING and new is MISSING:
        _enums(pair, before, after)
    elif old is not MISSING and new is not MISSING:
        _constants(pair, old, new)
        _enums(pair, before, after)
    elif new is MISSING and before is None and after is not None:
        _enums(pair, [old], after)
    elif old is MISSING and after is None and before is not None:
        _enums(pair, before, [new])
    else:
        _constants(pair, old, new)
        _enums(pair, before, after)


def extensible(pair: Pair) -> None:
    """Report values that a provider added to or removed from the list that it may extend."""
    before, after = pair.changed("x-extensible-enum")
    old, new = before if is_array(before) else [], after if is_array(after) else []
    gone, come = _without(old, new), _without(new, old)
    sent = pair.place.direction == "request" and not pair.is_idle
    for value in gone:
        message = f"the value {shown(value)} was removed from the extensible enum"
        verdicts = WIRE if sent and pair.place.polarity > 0 else SAFE
        pair.report("x-extensible-enum-value-removed", message, verdicts, "x-extensible-enum", values=(value, MISSING))
    for value in come:
        message = f"the value {shown(value)} was added to the extensible enum"
        pair.report("x-extensible-enum-value-added", message, SAFE, "x-extensible-enum", values=(MISSING, value))
    if not gone and not come and not (is_array(before) and is_array(after)):
        pair.report(
            "x-extensible-enum-changed", change_of("x-extensible-enum", before, after), SAFE, "x-extensible-enum"
        )


def _enums(pair: Pair, before: list[Any] | None, after: list[Any] | None) -> None:
    if before is None and after is not None:
        message = f"only these values are admitted: {shown(after)}"
        _report_became(pair, message)
    elif before is not None and after is None:
        message = "other values are admitted than those that were listed"
        pair.report("became-not-enum", message, _verdicts(pair, Effect.WIDENS), "enum")
    elif before is not None and after is not None:
        for value in _without(before, after):
            _report_value(pair, value, removed=True)
        for value in _without(after, before):
            _report_value(pair, value, removed=False)


def _report_became(pair: Pair, message: str) -> None:
    verdicts = _verdicts(pair, Effect.NARROWS)
    if pair.place.is_sent_header and pair.place.step != "root":
        pair.report("request-header-property-became-enum", message, verdicts, "enum", whole=True)
    else:
        pair.report("became-enum", message, verdicts, "enum")


def _report_value(pair: Pair, value: Any, *, removed: bool) -> None:
    action = "removed" if removed else "added"
    identity = f"{_prefix(pair, action)}-enum-value-{action}"
    verdicts = _verdicts(pair, Effect.NARROWS if removed else Effect.WIDENS)
    sides = (value, MISSING) if removed else (MISSING, value)
    message = f"the value {shown(value)} was {action}"
    pair.report(identity, message, verdicts, "enum", values=sides, whole=True)


def _prefix(pair: Pair, action: str) -> str:
    place = pair.place
    if place.kind == "body" and place.step == "root" and place.direction == "response":
        return "response-mediatype"
    if place.kind == "body" and place.step == "property":
        if place.direction == "request" and action == "removed" and pair.revision.flag("readOnly"):
            return "request-read-only-property"
        if place.direction == "response" and action == "added" and pair.revision.flag("writeOnly"):
            return "response-write-only-property"
    return place.prefix


def _constants(pair: Pair, old: Any, new: Any) -> None:
    if old is not MISSING and new is not MISSING and same(old, new):
        return
    effect, action = Effect.DIFFERS, "changed"
    if old is MISSING:
        effect, action = Effect.NARROWS, "added"
    elif new is MISSING:
        effect, action = Effect.WIDENS, "removed"
    pair.report(f"const-{action}", change_of("the constant", old, new), _verdicts(pair, effect), "const")


def _verdicts(pair: Pair, effect: Effect) -> Verdicts:
    """Return the verdicts on listed values: arguments are closed types, while what is received may have other values."""
    if pair.place.direction == "request":
        return pair.judge(effect, shape=True)
    return BEHAVIOUR if effect is Effect.DIFFERS else SAFE


def _without(one: list[Any], other: list[Any]) -> list[Any]:
    """Return what is in `one` and not in `other`."""
    known = {identity(value) for value in other}
    return [value for value in one if identity(value) not in known]
