"""Everything that some bytes may say: undone step by step, escapes, encodings and compression, within bounds."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from generator.contract.scrubbing.leak_steps import (
    ENCODINGS,
    ESCAPES,
    LOOSENING,
    MAX_BYTES,
    TooMuchError,
    is_packed,
    is_text,
)

MAX_DEPTH = 10
"""Steps from what is written to what it says."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What some bytes say, after the steps named in `route`. Of a `loose` one, only what is known is worth a search."""

    data: bytes
    route: tuple[str, ...] = ()
    loose: bool = False


def readings(data: bytes) -> Iterator[Reading]:
    """Yield `data` and everything that it says, each once.

    Raises:
        TooMuchError: there is more of it than `MAX_DEPTH` and `MAX_BYTES` allow.
    """
    waiting = deque([Reading(data)])
    seen = {data}
    total = len(data)
    while waiting:
        reading = waiting.popleft()
        yield reading
        for following in _following(reading):
            if following.data in seen:
                continue
            total += len(following.data)
            if total > MAX_BYTES or len(following.route) > MAX_DEPTH:
                raise TooMuchError
            seen.add(following.data)
            waiting.append(following)


def _following(reading: Reading) -> Iterator[Reading]:
    """Yield what `reading` says after one more step: of noise, only what is a text or packed again."""
    for name, undo in ENCODINGS.items():
        for data in undo(reading.data):
            loose = not (is_text(data) or is_packed(data))
            if data and not (reading.loose and loose):
                yield Reading(data, (*reading.route, name), loose)
    if not reading.loose:
        for name, undo in ESCAPES.items():
            for data in undo(reading.data):
                if data:
                    yield Reading(data, (*reading.route, name), name in LOOSENING or not is_text(data))
