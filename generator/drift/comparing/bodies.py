"""Request bodies: OpenAPI 3.1 section 4.8.13. What a vendor sends to a webhook is received, not sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.drift.changes import MISSING
from generator.drift.comparing.media_types import Body, media_types
from generator.drift.schemas.judging import BEHAVIOUR, BREAKING, SAFE

if TYPE_CHECKING:
    from generator.drift.comparing.exchanges import Exchange


def bodies(exchange: Exchange) -> None:
    """Report a body that came, went, or became required or optional, and compare its media types."""
    part = exchange.part.member("requestBody")
    if part.base is MISSING and part.revision is MISSING:
        return
    subject, prefix = "request body", f"{exchange.sent}-body"
    before, after = part.flag("required")
    if part.is_added:
        kind = "required" if after else "optional"
        verdicts = BREAKING if after and exchange.is_ours else SAFE
        exchange.report(f"{prefix}-added-{kind}", f"there is a body now, which is {kind}", verdicts, part, subject)
        return
    if part.is_removed:
        exchange.report(f"{prefix}-removed", "there is no body any more", BREAKING, part, subject)
        return
    if before is not after:
        state = "required" if after else "optional"
        harm = BREAKING if exchange.is_ours else BEHAVIOUR
        verdicts = SAFE if after is not exchange.is_ours else harm
        message = f"the body is {state} now"
        exchange.report(f"{prefix}-became-{state}", message, verdicts, part.member("required"), subject)
    media_types(exchange, part.member("content"), Body(exchange.sent, subject))
