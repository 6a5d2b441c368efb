"""How parts of a body are written: OpenAPI 3.1 section 4.8.15, by position as well in 3.2."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from generator.document.printable import printable
from generator.drift.changes import MISSING
from generator.drift.comparing.headers import headers
from generator.drift.comparing.immaterial import is_immaterial
from generator.drift.schemas.judging import RISKY
from generator.drift.schemas.pairs import change_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.drift.comparing.exchanges import Exchange
    from generator.drift.comparing.parts import Part
    from generator.drift.schemas.places import Direction

_INNER: Final = frozenset({"encoding", "prefixEncoding", "itemEncoding", "headers"})
_DEEPEST: Final = 32


def encodings(exchange: Exchange, part: Part, direction: Direction, subject: str, depth: int = 0) -> None:
    """Report encodings of the media type or encoding `part` that came, went or changed, and what is inside them."""
    for name, each in _members(part):
        here = f"encoding of {name} in {subject}"
        if each.is_added or each.is_removed:
            action = "added" if each.is_added else "removed"
            exchange.report(f"{direction}-body-encoding-{action}", f"the encoding was {action}", RISKY, each, here)
            continue
        for key in each.names():
            field = each.member(key)
            if key not in _INNER and not is_immaterial("encoding", key) and not field.is_same:
                message = change_of(key, field.base, field.revision)
                exchange.report(f"{direction}-body-encoding-changed", message, RISKY, field, here)
        headers(exchange, each.member("headers"), direction, here)
        if depth < _DEEPEST:
            encodings(exchange, each, direction, here, depth + 1)


def _members(part: Part) -> Iterator[tuple[str, Part]]:
    named = part.member("encoding")
    base, revision = named.objects()
    for name in {**base, **revision}:
        yield f"'{printable(name)}'", named.member(name)
    listed = part.member("prefixEncoding")
    for i in range(listed.length()):
        yield f"part {i + 1}", listed.member(i)
    every: Any = part.member("itemEncoding")
    if (every.base, every.revision) != (MISSING, MISSING):
        yield "every part", every
