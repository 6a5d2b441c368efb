"""How the value of a parameter or header is written: OpenAPI 3.1 section 4.8.12."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from generator.document.shapes import is_object
from generator.drift.changes import MISSING
from generator.drift.comparing.exchanges import Written
from generator.drift.comparing.media_names import essence
from generator.drift.schemas.judging import BREAKING, RISKY, SAFE, WIRE
from generator.drift.schemas.views import types_of

if TYPE_CHECKING:
    from generator.drift.comparing.exchanges import Comparison, Exchange
    from generator.drift.comparing.parts import Part
    from generator.drift.schemas.places import Direction, Kind

_SCALARS: Final = frozenset({"string", "number", "integer", "boolean", "null"})


def serialization(
    exchange: Exchange, part: Part, prefix: str, subject: str, location: str = "header", *, is_sent: bool
) -> None:
    """Report that a parameter or header is written otherwise; what is written out is no change where it is the default."""
    verdicts = WIRE if is_sent else RISKY
    kinds = _kind(part.base), _kind(part.revision)
    if kinds[0] != kinds[1]:
        message = f"it is described by {kinds[1]}, not by {kinds[0]}"
        exchange.report(f"{prefix}-content-changed", message, verdicts, part, subject)
        return
    if kinds[0] == "a schema":
        styles, explodes = _styles(part, location)
        if styles[0] != styles[1]:
            message = f"the style changed from {styles[0]} to {styles[1]}"
            exchange.report(f"{prefix}-style-changed", message, verdicts, part.member("style"), subject)
        elif explodes[0] != explodes[1] and not _is_scalar(exchange.shared, part):
            message = f"explode changed from {explodes[0]} to {explodes[1]}".lower()
            exchange.report(f"{prefix}-explode-changed", message, verdicts, part.member("explode"), subject)
    _allowed(exchange, part, prefix, subject)


def _allowed(exchange: Exchange, part: Part, prefix: str, subject: str) -> None:
    for key, name in (("allowReserved", "allow-reserved"), ("allowEmptyValue", "allow-empty-value")):
        before, after = part.flag(key)
        if before is not after:
            action = f"became-{name}" if after else f"became-not-{name}"
            message = f"{key} is true now" if after else f"{key} is not true any more"
            exchange.report(f"{prefix}-{action}", message, SAFE if after else RISKY, part.member(key), subject)


def schemas(
    exchange: Exchange,
    part: Part,
    at: tuple[Direction, Kind],
    subject: str,
    required: tuple[bool, bool] = (True, True),
    location: str = "",
) -> None:
    """Have the schemas of a parameter or header compared, be they its own or those of its content."""
    if _kind(part.base) != _kind(part.revision):
        return
    pairs = [(part.member("schema"), "")]
    base, revision = part.member("content").objects()
    pairs += [(part.member("content", name, "schema"), name) for name in base if name in revision]
    for schema, media_type in pairs:
        if schema.is_added or schema.is_removed:
            if exchange.is_open(schema):
                continue
            action = "added" if schema.is_added else "removed"
            verdicts = BREAKING if schema.is_added is (at[0] == "request") else SAFE
            exchange.report(f"{at[0]}-{at[1]}-schema-{action}", f"a schema was {action}", verdicts, schema, subject)
        elif schema.base is not MISSING:
            repeats = not media_type and _repeats(part, location)
            exchange.schema(schema, at, subject, required, Written(location, media_type, repeats))


def _kind(value: Any) -> str:
    if is_object(value) and is_object(value.get("content")) and value["content"]:
        return f"content of {', '.join(essence(each) for each in value['content'])}"
    return "a schema"


def _styles(part: Part, location: str) -> tuple[list[str], list[bool]]:
    """Return style and explode in effect on both sides."""
    usual = "form" if location in {"query", "cookie"} else "simple"
    objects = part.objects()
    styles = [str(each.get("style", usual)) for each in objects]
    pairs = zip(objects, styles, strict=True)
    return styles, [bool(each.get("explode", style == "form")) for each, style in pairs]


def _repeats(part: Part, location: str) -> bool:
    """Tell whether both sides write several values as several parameters."""
    styles, explodes = _styles(part, location)
    return styles == ["form", "form"] and all(explodes)


def _is_scalar(shared: Comparison, part: Part) -> bool:
    """Tell whether only single values are admitted, which look the same exploded."""
    for viewer, side in zip(shared.viewers, part.objects(), strict=True):
        view = viewer.view(side.get("schema", {}), "")
        found = types_of(view)
        if not found or not found <= _SCALARS or any(view.get(key) for key in ("allOf", "anyOf", "oneOf")):
            return False
    return True
