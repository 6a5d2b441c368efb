"""Whether a change touches a recorded exchange of an operation that it reaches.

A change in one status touches what was answered with it, one in what is sent touches what sends it, one in a schema touches
what has a value there. What becomes required touches those without it too, and what has a default those that rely on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document import pointers
from generator.document.shapes import is_array, is_object
from generator.drift.changes import MISSING
from generator.drift.impact.places import schema_at, spot_of

if TYPE_CHECKING:
    from generator.drift.changes import Change, Side
    from generator.drift.impact.exchanged import Exchanged
    from generator.drift.impact.places import SchemaPlace

_OF_OPERATIONS = ("operationId", "tags", "x-specloom-join", "x-specloom-original-id")
_OF_PARAMETERS = ("name", "x-specloom-name")


def direction_of(change: Change) -> str:
    """Return "request" or "response" where a change is one of what is sent or received alone, else ""."""
    words = change.id.split("-")
    found = [word for word in ("request", "response") if word in words]
    return found[0] if len(found) == 1 else ""


def is_naming(change: Change) -> bool:
    """Tell whether a change is one of what things are called, which is neither sent nor received."""
    if change.id == "api-schema-removed":
        return True
    for side in (change.base, change.revision):
        spot = spot_of(side.pointer or "")
        part, *rest = spot.rest if spot is not None and spot.rest else ("",)
        if part in _OF_OPERATIONS or (part == "parameters" and rest[1:2] and rest[1] in _OF_PARAMETERS):
            return True
    return False


def is_prose(change: Change) -> bool:
    """Tell whether sentences changed and nothing else: what was recorded does not know of them."""
    return change.id.startswith("prose-")


def is_requirement(change: Change) -> bool:
    """Tell whether something has to be there from now on, or no longer."""
    return "-became-required" in change.id or "-became-optional" in change.id


def is_arrival(change: Change) -> bool:
    """Tell whether something is new where it is; an operation that moved is new at its end."""
    if change.id in {"endpoint-added", "webhook-added"}:
        return True
    return change.base.value is MISSING and change.revision.value is not MISSING


def touches(change: Change, side: Side, document: dict[str, Any], exchanged: Exchanged) -> bool:
    """Tell whether `change` touches an exchange, as far as one side of it tells.

    Args:
        change: the change.
        side: where it stands in `document`, its pointer already that of the operation of the exchange.
        document: the resolved form of that side.
        exchanged: the exchange beside that document.
    """
    if side.pointer is None:
        return False
    demands = is_requirement(change) or (change.base.value is MISSING and is_required(document, side.pointer))
    direction = direction_of(change)
    spot = spot_of(side.pointer)
    if spot is None:
        place = schema_at(side.pointer)
        return place is None or _reaches(exchanged, place, direction, demands=demands)
    part, *rest = spot.rest or ("",)
    if part == "parameters" and rest:
        return _parameter(exchanged, document, spot.operation, rest, demands=demands)
    if part == "requestBody":
        return _body(exchanged, spot.operation, rest, direction, demands=demands)
    if part == "responses" and rest:
        return exchanged.status == rest[0] and _response(exchanged, spot.operation, rest, direction, demands=demands)
    return part != "callbacks"


def _parameter(
    exchanged: Exchanged, document: dict[str, Any], operation: str, rest: list[str], *, demands: bool
) -> bool:
    parameter = pointers.get(document, pointers.join(operation, "parameters", rest[0]))
    return demands or "default" in rest[1:] or (is_object(parameter) and exchanged.sends(parameter))


def _body(exchanged: Exchanged, operation: str, rest: list[str], direction: str, *, demands: bool) -> bool:
    if not rest or len(rest) < 2:
        return demands or exchanged.has_body
    return _content(exchanged, pointers.join(operation, "requestBody"), rest, direction or "request", demands=demands)


def _response(exchanged: Exchanged, operation: str, rest: list[str], direction: str, *, demands: bool) -> bool:
    status, *rest = rest
    holder = pointers.join(operation, "responses", status)
    if rest[:1] == ["headers"] and len(rest) > 1:
        return demands or exchanged.has_header(rest[1])
    if rest[:1] == ["content"] and len(rest) > 1:
        return _content(exchanged, holder, rest, direction or "response", demands=demands)
    return True


def _content(exchanged: Exchanged, holder: str, rest: list[str], direction: str, *, demands: bool) -> bool:
    """Tell whether a change below `content` of `holder` touches the exchange; `rest` starts with `content`."""
    if not exchanged.is_of(rest[1], direction):
        return False
    place = schema_at(pointers.join(holder, *rest))
    return place is None or _reaches(exchanged, place, direction, demands=demands)


def _reaches(exchanged: Exchanged, place: SchemaPlace, direction: str, *, demands: bool) -> bool:
    """Tell whether a value stands at `place`; with `demands`, or where that is a default, in what it is a property of."""
    if exchanged.reaches(place.schema, direction):
        return True
    relied_on = demands or place.rest[:1] == ("default",)
    return relied_on and bool(place.owner) and exchanged.reaches(place.owner, direction)


def is_required(document: dict[str, Any], pointer: str) -> bool:
    """Tell whether what stands at `pointer`, a parameter, header, body or property, has to be there."""
    place = schema_at(pointer)
    try:
        value = pointers.get(document, place.owner if place is not None and place.owner else pointer)
    except KeyError:
        return False
    if not is_object(value):
        return False
    required = value.get("required")
    if place is None:
        return required is True
    return not place.rest and is_array(required) and place.name in required
