"""What specifications say of operations in words of our own: pagination and idempotency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.drift.schemas.judging import BEHAVIOUR, SOURCE
from generator.drift.schemas.pairs import change_of
from generator.drift.verdicts import Level, Verdicts

if TYPE_CHECKING:
    from generator.drift.comparing.exchanges import Exchange

_OTHERWISE = Verdicts(wire=Level.RISKY, behaviour=Level.RISKY)


def extensions(exchange: Exchange) -> None:
    """Report another rule of pagination, and that repeating a call became harmful or harmless."""
    pages = exchange.part.member("x-specloom-pagination")
    if not pages.is_same:
        action = "added" if pages.is_added else "removed" if pages.is_removed else "changed"
        verdicts = _OTHERWISE if action == "changed" else SOURCE
        message = change_of("the rule of pagination", pages.base, pages.revision)
        exchange.report(f"api-pagination-{action}", message, verdicts, pages)
    idempotent = exchange.part.member("x-specloom-idempotent")
    if not idempotent.is_same:
        message = change_of("whether calls may be repeated", idempotent.base, idempotent.revision)
        exchange.report("api-idempotency-changed", message, BEHAVIOUR, idempotent)
