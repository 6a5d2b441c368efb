"""How a secret is written: the bytes to look for, and how far what they are part of reaches."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass

from generator.contract.scrubbing.escapes import View
from generator.contract.scrubbing.secret_shapes import SHORTEST_INSIDE

_LONG = 48
_PART = 24
_ALPHANUMERIC = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_BASE64 = _ALPHANUMERIC + b"+-_="  # without the slash: what stands around is a path as often
_PADDING = ord("=")  # which ends base64 and stands before a value
_HEX = b"0123456789abcdefABCDEF"
_TOKEN = _BASE64 + b".~"
_WORD = re.compile(rb"[A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class Needle:
    """Bytes to look for; what they are part of reaches as far as `around`. `folded` ones stand in any case."""

    data: bytes
    around: bytes = b""
    folded: bool = False
    bounded: bool = False


def needles(value: str) -> Iterator[Needle]:
    """Yield what to look for: `value` itself, in hexadecimal digits and in base64 at each position, also in parts."""
    bounded = len(value) < SHORTEST_INSIDE
    for data in _spellings(value):
        yield Needle(data if bounded else data.lower(), folded=not bounded, bounded=bounded)
        parts = _parts(data)
        if len(parts) > 1:  # what a message shows the beginning of, or what is broken into lines
            yield from (Needle(part.lower(), _TOKEN, folded=True) for part in parts)
        for part in parts:
            yield Needle(part.hex().encode(), _HEX, folded=True)
            for core in sorted({core for altchars in (b"+/", b"-_") for core in _base64_cores(part, altchars)}):
                yield Needle(core, _BASE64)


def _spellings(value: str) -> Iterator[bytes]:
    """Yield `value` in UTF-8 and, where that is something else, as text of 8 and of 16 bits for each sign."""
    yield value.encode("utf-8", "surrogatepass")
    if not value.isascii():
        yield value.encode("utf-16-le", "surrogatepass").replace(b"\0", b"")
        yield value.encode("utf-16-be", "surrogatepass").replace(b"\0", b"")


def _parts(data: bytes) -> list[bytes]:
    if len(data) <= _LONG:
        return [data]
    return [data[start : start + _PART] for start in range(0, len(data) - _PART, _PART)] + [data[-_PART:]]


def _base64_cores(data: bytes, altchars: bytes) -> Iterator[bytes]:
    """Yield what base64 (RFC 4648) makes of `data` alone, whatever stands before and after it: one a position."""
    for before, skipped in ((0, 0), (1, 2), (2, 3)):
        whole = b64encode(b"\0" * before + data, altchars)
        yield whole[skipped : (before + len(data)) * 8 // 6]


def found(needle: Needle, view: View, data: bytes) -> Iterator[tuple[int, int]]:
    """Yield the spans of the original in which `needle` stands in `data`, which is that of `view` or in small letters."""
    start = data.find(needle.data)
    while start >= 0:
        end = start + len(needle.data)
        if not needle.bounded or _is_word(data, start, end):
            first, last = _extended(view.data, start, end, needle.around)
            yield view.origin(first, last)
            end = last
        start = data.find(needle.data, end)


def _is_word(data: bytes, start: int, end: int) -> bool:
    return not _WORD.match(data[start - 1 : start] if start else b"") and not _WORD.match(data[end : end + 1])


def _extended(data: bytes, start: int, end: int, around: bytes) -> tuple[int, int]:
    while start > 0 and data[start - 1] in around and data[start - 1] != _PADDING:
        start -= 1
    while end < len(data) and data[end] in around:
        end += 1
    return start, end
