"""Properties that came or went."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document.shapes import is_object
from generator.drift.schemas.judging import BEHAVIOUR, BREAKING, SAFE, WIRE
from generator.drift.verdicts import Level, Verdicts

if TYPE_CHECKING:
    from generator.drift.schemas.pairs import Pair
    from generator.drift.schemas.places import Place
    from generator.drift.schemas.views import Viewer


def prefix(place: Place, said: frozenset[str] | set[str] = frozenset(), kind: str = "") -> str:
    """Return the prefix of ids for a property of the object at `place`, of which this is `said`.

    A request is not asked for what is read-only, nor an answer for what is write-only: they have ids of their own, as has
    another `kind` of property.
    """
    if is_idle(place, said):
        kind = "read-only" if place.direction == "request" else "write-only"
    whole = place.property((True, True)).prefix
    return f"{whole.removesuffix('property')}{kind}-property" if kind else whole


def flags(viewer: Viewer, schema: Any) -> set[str]:
    """Return what a property's own schema says of it: `default`, `readOnly`, `writeOnly`, and `null` where it is admitted."""
    if not is_object(schema):
        return set()
    view = viewer.view(schema, "")
    found = {flag for flag in ("readOnly", "writeOnly") if view.flag(flag)}
    found |= {"default"} if "default" in view.keywords else set()
    return found | ({"null"} if view.nullable else set())


def is_idle(place: Place, said: frozenset[str] | set[str]) -> bool:
    """Tell whether a property of which this is `said` does not travel in the direction of `place`."""
    return ("readOnly" if place.direction == "request" else "writeOnly") in said


def added(pair: Pair, name: str, schema: Any, *, required: bool) -> None:
    """Report the property `name`, which is new."""
    place = pair.place
    said = flags(pair.viewers[1], schema)
    kind = "required" if required else "optional"
    message = f"the {kind} property is new"
    if place.direction == "response":
        hidden = "-write-only" if is_idle(place, said) else ""
        identity = f"{_response(place)}-{kind}{hidden}-property-added"
        pair.report(identity, message, SAFE, "properties", name, whole=True)
        return
    verdicts = SAFE
    identity = f"new-{kind}-{prefix(place, said)}"
    if required and not is_idle(place, said):
        verdicts = BREAKING if place.typed and place.polarity > 0 else WIRE
        if place.is_sent_header:
            identity = "new-required-request-header-property"
        elif "default" in said:
            identity += "-with-default"
            verdicts = Verdicts(min(verdicts.wire, Level.RISKY), verdicts.source)
    pair.report(identity, message, verdicts, "properties", name, whole=True)


def removed(pair: Pair, name: str, schema: Any, *, required: bool) -> None:
    """Report the property `name`, which is gone."""
    place = pair.place
    kind = "required" if required else "optional"
    message = f"the {kind} property is gone"
    said = flags(pair.viewers[0], schema)
    idle = is_idle(place, said)
    if place.direction == "response":
        hidden = "-write-only" if idle else ""
        verdicts = BREAKING if required else Verdicts(source=Level.BREAKING, behaviour=Level.RISKY)
        if idle or not place.typed:
            verdicts = SAFE if idle else BEHAVIOUR
        identity = f"{_response(place)}-{kind}{hidden}-property-removed"
    else:
        closed = pair.revision.get("additionalProperties") is False
        verdicts = Verdicts(Level.BREAKING if closed else Level.RISKY, Level.BREAKING)
        if idle:
            verdicts = SAFE
        elif not place.typed:
            verdicts = Verdicts(verdicts.wire)
        identity = f"{prefix(place, said)}-removed"
    pair.report(identity, message, verdicts, "properties", name, whole=True)


def _response(place: Place) -> str:
    return "response" if place.kind == "body" else f"response-{place.kind}"
