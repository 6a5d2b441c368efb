"""Responses by status: OpenAPI 3.1 section 4.8.16. What answers a webhook is sent by the consumer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.document.printable import printable
from generator.drift.comparing.headers import headers
from generator.drift.comparing.media_types import Body, media_types
from generator.drift.schemas.judging import BEHAVIOUR, BREAKING, RISKY, SAFE
from generator.drift.verdicts import Level, Verdicts

if TYPE_CHECKING:
    from generator.drift.comparing.exchanges import Exchange
    from generator.drift.comparing.parts import Part

_OTHERWISE = Verdicts(source=Level.RISKY, behaviour=Level.RISKY)


def responses(exchange: Exchange) -> None:
    """Report statuses that came or went, and compare headers and media types of those that stayed."""
    part = exchange.part.member("responses")
    base, revision = part.objects()
    for status in part.names():
        inner = part.member(status)
        if inner.is_added or inner.is_removed:
            _existence(exchange, inner, status, is_last=not any(is_success(each) and each in revision for each in base))
            continue
        subject = f"response {printable(status)}"
        media_types(exchange, inner.member("content"), Body(exchange.answered, subject, is_success(status)))
        headers(exchange, inner.member("headers"), exchange.answered, subject)


def is_success(status: str) -> bool:
    """Tell whether `status` is a success: 200 to 299, or all of them."""
    return status.upper() == "2XX" or (status.isascii() and status.isdigit() and 200 <= int(status) <= 299)


def _existence(exchange: Exchange, part: Part, status: str, *, is_last: bool) -> None:
    action = "added" if part.is_added else "removed"
    kind = "success" if is_success(status) else "non-success"
    message = f"the status {printable(status)} was {action}"
    if not exchange.is_ours:
        verdicts = SAFE if part.is_added else RISKY
    elif kind == "non-success":
        verdicts = BEHAVIOUR
    else:
        verdicts = BREAKING if part.is_removed and is_last else _OTHERWISE
    identity = f"{exchange.answered}-{kind}-status-{action}"
    exchange.report(identity, message, verdicts, part, f"response {printable(status)}")
