"""`readOnly` and `writeOnly`: JSON Schema 2020-12 validation, section 9.4."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.drift.schemas.judging import BEHAVIOUR, BREAKING, SAFE
from generator.drift.verdicts import Level, Verdicts

if TYPE_CHECKING:
    from generator.drift.schemas.pairs import Pair

NAMES: Final = {"readOnly": "read-only", "writeOnly": "write-only"}
_HIDES: Final = {"request": "readOnly", "response": "writeOnly"}


def access(pair: Pair) -> None:
    """Report values that only travel in one direction from now on, or no longer."""
    for keyword, name in NAMES.items():
        before, after = pair.base.flag(keyword), pair.revision.flag(keyword)
        if before is after:
            continue
        place = pair.place
        hides = _HIDES[place.direction] == keyword
        if place.step == "property":
            kind = "required" if place.required[1] else "optional"
            prefix = place.prefix.replace(place.direction, f"{place.direction}-{kind}", 1)
        else:
            prefix = place.prefix
        action = f"became-{name}" if after else f"became-not-{name}"
        message = f"the value is {name}" if after else f"the value is not {name} any more"
        verdicts = _verdicts(pair, appears=not after) if hides and place.typed else SAFE
        pair.report(f"{prefix}-{action}", message, verdicts, keyword, whole=True)


def _verdicts(pair: Pair, *, appears: bool) -> Verdicts:
    """Return the verdicts on a value that travels in the direction of the place from now on, or no longer."""
    required = pair.place.step == "property" and pair.place.required[1]
    if pair.place.direction == "request":
        if appears:
            return BREAKING if required else SAFE
        return Verdicts(Level.RISKY, Level.BREAKING)
    if appears:
        return SAFE
    return BREAKING if required else BEHAVIOUR
