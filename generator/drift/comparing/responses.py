"""Responses by status: OpenAPI 3.1 section 4.8.16. What answers a webhook is sent by the consumer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document.printable import printable
from generator.document.shapes import is_object
from generator.drift.comparing.headers import headers
from generator.drift.comparing.media_types import Body, media_types
from generator.drift.schemas.judging import BEHAVIOUR, BREAKING, RISKY, SAFE
from generator.drift.verdicts import Level, Verdicts

if TYPE_CHECKING:
    from generator.drift.comparing.exchanges import Exchange
    from generator.drift.comparing.parts import Part

_OTHERWISE = Verdicts(source=Level.RISKY, behaviour=Level.RISKY)
_ANOTHER = Verdicts(wire=Level.RISKY, source=Level.RISKY, behaviour=Level.RISKY)
_REPLACED = Verdicts(behaviour=Level.BREAKING)


def responses(exchange: Exchange) -> None:
    """Report statuses that came or went, and compare headers and media types of those that stayed."""
    part = exchange.part.member("responses")
    base, revision = part.objects()
    is_last = not any(is_success(each) and each in revision for each in base)
    for status in part.names():
        inner = part.member(status)
        if inner.is_added or inner.is_removed:
            _existence(exchange, inner, status, _success(inner, status, (base, revision), is_last=is_last))
            continue
        subject = f"response {printable(status)}"
        media_types(exchange, inner.member("content"), Body(exchange.answered, subject, is_success(status)))
        headers(exchange, inner.member("headers"), exchange.answered, subject)


def is_success(status: str) -> bool:
    """Tell whether `status` is a success: 200 to 299, or all of them."""
    return status.upper() == "2XX" or (status.isascii() and status.isdigit() and 200 <= int(status) <= 299)


def _success(part: Part, status: str, sides: tuple[dict[str, Any], dict[str, Any]], *, is_last: bool) -> Verdicts:
    """Return the verdicts on a status that came or went.

    Answers are read by what they hold, whatever the status of success: they stay readable where another one has the same
    content, or none was read. `is_last` tells whether no success that was declared is left.
    """
    if not is_success(status):
        return BEHAVIOUR
    base, revision = sides
    if part.is_added:
        return _OTHERWISE if _is_read(part.revision, base) else _ANOTHER
    if not is_last:
        return _OTHERWISE
    fresh = [response for name, response in revision.items() if is_success(name)]
    return _REPLACED if fresh and all(_is_read(each, {status: part.base}) for each in fresh) else BREAKING


def _is_read(response: Any, base: dict[str, Any]) -> bool:
    """Tell whether code that reads the successes of `base` can read `response`."""
    known = [_content(each) for name, each in base.items() if is_success(name)]
    return _content(response) in known or not any(known)


def _content(response: Any) -> Any:
    return (response.get("content") or None) if is_object(response) else None


def _existence(exchange: Exchange, part: Part, status: str, verdicts: Verdicts) -> None:
    action = "added" if part.is_added else "removed"
    kind = "success" if is_success(status) else "non-success"
    message = f"the status {printable(status)} was {action}"
    if not exchange.is_ours:
        verdicts = SAFE if part.is_added else RISKY
    identity = f"{exchange.answered}-{kind}-status-{action}"
    exchange.report(identity, message, verdicts, part, f"response {printable(status)}")
