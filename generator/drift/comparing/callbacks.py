"""Callbacks: calls that the vendor makes during an operation (OpenAPI 3.1 section 4.8.18)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.document.printable import printable
from generator.drift.changes import MISSING
from generator.drift.comparing.operations import match, operations
from generator.drift.comparing.parts import Part
from generator.drift.schemas.judging import SAFE, WIRE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.drift.comparing.exchanges import Exchange


def callbacks(exchange: Exchange) -> Iterator[Exchange]:
    """Report callbacks that came or went; yield those of both documents."""
    part = exchange.part.member("callbacks")
    for name in part.names():
        callback = part.member(name)
        subject = f"callback '{printable(name)}'"
        base, revision = callback.objects()
        found = match(
            operations(base, callback.pointers[0], "callback"), operations(revision, callback.pointers[1], "callback")
        )
        for each in found.removed:
            gone = Part(each.value, MISSING, (each.pointer, callback.pointers[1]))
            message = f"the vendor makes the call {each.label} no more"
            exchange.report("api-callback-removed", message, WIRE if exchange.is_ours else SAFE, gone, subject)
        for each in found.added:
            new = Part(MISSING, each.value, (callback.pointers[0], each.pointer))
            exchange.report("api-callback-added", f"the vendor makes the call {each.label}", SAFE, new, subject)
        for old, new_one in found.pairs:
            here = Part(old.value, new_one.value, (old.pointer, new_one.pointer))
            yield exchange.within(here, (old.path, new_one.path), f" of {subject}")
