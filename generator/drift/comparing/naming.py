"""What generated methods are called and where they are found: `operationId`, `tags`, joins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document.shapes import is_array
from generator.drift.schemas.judging import SAFE, SOURCE
from generator.drift.schemas.pairs import change_of
from generator.drift.schemas.subjects import shown
from generator.drift.verdicts import Level, Verdicts

if TYPE_CHECKING:
    from generator.drift.comparing.exchanges import Exchange

_MAYBE = Verdicts(source=Level.RISKY)


def naming(exchange: Exchange) -> None:
    """Report another `operationId`, tags that came or went, and another method that the operation makes with others."""
    _operation_id(exchange)
    _tags(exchange)
    join = exchange.part.member("x-specloom-join")
    if not join.is_same:
        exchange.report("api-join-changed", change_of("the joined method", join.base, join.revision), SOURCE, join)


def _operation_id(exchange: Exchange) -> None:
    part = exchange.part.member("operationId")
    if part.is_same:
        return
    added = not isinstance(part.base, str) or not part.base
    identity = "api-operation-id-added" if added else "api-operation-id-removed"
    message = change_of("the operation id", part.base, part.revision)
    exchange.report(identity, message, _MAYBE if added else SOURCE, part)


def _tags(exchange: Exchange) -> None:
    """The first tag is the resource that has the method."""
    part = exchange.part.member("tags")
    old, new = _strings(part.base), _strings(part.revision)
    resource_moves = old[:1] != new[:1]
    had, has = set(old), set(new)
    for tag in old:
        if tag not in has:
            exchange.report("api-tag-removed", "the tag was removed", SOURCE, part, f"tag {shown(tag)}")
    for tag in new:
        if tag not in had:
            verdicts = SOURCE if resource_moves and tag == new[0] else SAFE
            exchange.report("api-tag-added", "the tag was added", verdicts, part, f"tag {shown(tag)}")
    if resource_moves and had == has:
        message = f"the first tag is {shown(new[0])}, not {shown(old[0])}"
        exchange.report("api-tag-order-changed", message, _MAYBE, part)


def _strings(value: Any) -> list[str]:
    return list(dict.fromkeys(each for each in value if isinstance(each, str))) if is_array(value) else []
