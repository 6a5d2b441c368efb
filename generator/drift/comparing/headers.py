"""Headers of answers and of parts of bodies; their names differ in no case (RFC 9110 section 5.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document import pointers
from generator.document.printable import printable
from generator.drift.changes import MISSING
from generator.drift.comparing.lifecycle import lifecycle, names_of
from generator.drift.comparing.parts import Part
from generator.drift.comparing.serialization import schemas, serialization
from generator.drift.schemas.judging import RISKY, SAFE, WIRE

if TYPE_CHECKING:
    from generator.drift.comparing.exchanges import Exchange
    from generator.drift.schemas.places import Direction


def headers(exchange: Exchange, part: Part, direction: Direction, subject: str) -> None:
    """Report headers of the map `part` that came, went or changed, and have their schemas compared."""
    base, revision = (_by_name(side) for side in part.objects())
    for key in {**base, **revision}:
        old, new = base.get(key), revision.get(key)
        names = old or new or "", new or old or ""
        here = pointers.join(part.pointers[0], names[0]), pointers.join(part.pointers[1], names[1])
        values = part.objects()
        header = Part(values[0][old] if old else MISSING, values[1][new] if new else MISSING, here)
        named = f"header '{printable(names[0])}' of {subject}"
        if header.is_added or header.is_removed:
            _existence(exchange, header, direction, named)
        else:
            _compare(exchange, header, direction, named)


def _by_name(value: dict[str, Any]) -> dict[str, str]:
    return {name.lower(): name for name in value if not name.startswith("x-specloom-")}


def _existence(exchange: Exchange, part: Part, direction: Direction, subject: str) -> None:
    value = part.revision if part.is_added else part.base
    required = value.get("required") is True
    kind = "required" if required else "optional"
    is_sent = direction == "request"
    if part.is_added:
        verdicts = WIRE if is_sent and required else SAFE
        exchange.report(f"{direction}-header-added", f"the {kind} header is new", verdicts, part, subject)
    else:
        verdicts = WIRE if required and not is_sent else RISKY
        exchange.report(f"{kind}-{direction}-header-removed", f"the {kind} header is gone", verdicts, part, subject)


def _compare(exchange: Exchange, part: Part, direction: Direction, subject: str) -> None:
    prefix, is_sent = f"{direction}-header", direction == "request"
    before, after = part.flag("required")
    if before is not after:
        state = "required" if after else "optional"
        verdicts = SAFE if after is not is_sent else WIRE if is_sent else RISKY
        message = f"the header is {state} now"
        exchange.report(f"{prefix}-became-{state}", message, verdicts, part.member("required"), subject)
    if not part.is_same:
        serialization(exchange, part, prefix, subject, is_sent=is_sent)
        lifecycle(exchange, part, names_of(prefix), subject)
    schemas(exchange, part, (direction, "header"), subject, (before, after))
