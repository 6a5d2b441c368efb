"""`discriminator`: OpenAPI 3.1 section 4.8.25."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document.printable import printable
from generator.document.shapes import is_object
from generator.drift.changes import MISSING
from generator.drift.schemas.judging import BEHAVIOUR, BREAKING, RISKY, SAFE, Effect
from generator.drift.schemas.pairs import change_of
from generator.drift.schemas.subjects import shown

if TYPE_CHECKING:
    from generator.drift.schemas.pairs import Pair


def discriminators(pair: Pair) -> None:
    """Report discriminators that came, went, or read another property or other values of it."""
    before, after = pair.changed("discriminator")
    if before is MISSING or after is MISSING:
        if before is not after:
            action = "added" if before is MISSING else "removed"
            verdicts = RISKY if pair.place.direction == "request" else BEHAVIOUR
            message = f"the discriminator {shown(_property(after if before is MISSING else before))} was {action}"
            pair.report(f"discriminator-{action}", message, verdicts, "discriminator")
        return
    old, new = _property(before), _property(after)
    if old != new:
        message = change_of("the property that discriminates", old, new)
        pair.report("discriminator-property-name-changed", message, BREAKING, "discriminator", "propertyName")
    _mappings(pair, _mapping(before), _mapping(after))


def _mappings(pair: Pair, before: dict[str, Any], after: dict[str, Any]) -> None:
    for value in sorted(before.keys() | after.keys()):
        old, new = before.get(value, MISSING), after.get(value, MISSING)
        where = ("discriminator", "mapping", value)
        said = f"the value '{printable(value)}' of the discriminator"
        if old is MISSING:
            verdicts = pair.judge(Effect.WIDENS, shape=True)
            pair.report("discriminator-mapping-added", f"{said} is new", verdicts, *where)
        elif new is MISSING:
            verdicts = pair.judge(Effect.NARROWS, shape=True)
            pair.report("discriminator-mapping-deleted", f"{said} is gone", verdicts, *where)
        elif old != new:
            message = f"{said} stands for {shown(new)} instead of {shown(old)}"
            verdicts = SAFE if _is_renamed(pair, old, new) else BREAKING
            pair.report("discriminator-mapping-changed", message, verdicts, *where)


def _is_renamed(pair: Pair, old: Any, new: Any) -> bool:
    """Tell whether two mappings lead to the same schema under another name."""
    base, revision = pair.viewers[0].target(str(old)), pair.viewers[1].target(str(new))
    return base is not None and revision is not None and base[0] == revision[0]


def _property(value: Any) -> Any:
    return value.get("propertyName") if is_object(value) else None


def _mapping(value: Any) -> dict[str, Any]:
    mapping = value.get("mapping") if is_object(value) else None
    return mapping if is_object(mapping) else {}
