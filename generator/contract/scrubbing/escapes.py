"""Escaped text step by step unescaped, with the way back from each byte to where it stood."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_ROUNDS = 6
_ENTITIES = {b"amp": b"&", b"lt": b"<", b"gt": b">", b"quot": b'"', b"apos": b"'"}
_LETTERS = {b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t"}
_ESCAPE = re.compile(
    rb"%(?P<percent>[0-9A-Fa-f]{2})"
    rb"|\\{1,16}u(?P<unicode>[0-9A-Fa-f]{4})"
    rb"|\\{1,16}x(?P<byte>[0-9A-Fa-f]{2})"
    rb"|&#[xX]0{0,6}(?P<hexadecimal>[0-9A-Fa-f]{1,5});"
    rb"|&#0{0,6}(?P<decimal>[0-9]{1,6});"
    rb"|&(?P<entity>amp|lt|gt|quot|apos);"
    rb"""|\\{1,16}(?P<sign>["'/bfnrt\\])"""
)
_BREAKS = re.compile(rb"[\r\n\t\0]+")


@dataclass(frozen=True, slots=True)
class View:
    """A reading of some bytes; `starts[i]` to `ends[i]` is where its byte `i` comes from."""

    data: bytes
    starts: array[int] | None = None
    ends: array[int] | None = None

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the bytes behind `data[start:end]`, which must not be empty."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def views(data: bytes) -> Iterator[View]:
    """Yield `data` as it is, then unescaped once, twice and so on; each of them also without breaks between the signs.

    Escapes are those of URLs, JSON and JavaScript, HTML and XML, mixed at will. Bytes of texts are those of UTF-8.
    """
    view = View(data)
    for _ in range(_ROUNDS):
        yield view
        if _BREAKS.search(view.data):
            yield _replaced(view, _BREAKS, lambda _: b"")
        if _ESCAPE.search(view.data) is None:
            return
        view = _replaced(view, _ESCAPE, _meaning)


def _meaning(match: re.Match[bytes]) -> bytes:
    kind, text = str(match.lastgroup), match[match.lastgroup or 0]
    if kind in {"percent", "byte"}:
        return bytes((int(text, 16),))
    if kind == "entity":
        return _ENTITIES[text]
    if kind == "sign":
        return _LETTERS.get(text, text)
    code = int(text, 10 if kind == "decimal" else 16)
    return chr(code).encode("utf-8", "surrogatepass") if code <= 0x10FFFF else b""


def _replaced(view: View, pattern: re.Pattern[bytes], meaning: Callable[[re.Match[bytes]], bytes]) -> View:
    pieces: list[bytes] = []
    starts, ends = array("q"), array("q")
    at = 0

    def keep(end: int) -> None:
        pieces.append(view.data[at:end])
        starts.extend(range(at, end) if view.starts is None else view.starts[at:end])
        ends.extend(range(at + 1, end + 1) if view.ends is None else view.ends[at:end])

    for match in pattern.finditer(view.data):
        keep(match.start())
        text = meaning(match)
        start, end = view.origin(match.start(), match.end())
        pieces.append(text)
        starts.extend([start] * len(text))
        ends.extend([end] * len(text))
        at = match.end()
    keep(len(view.data))
    return View(b"".join(pieces), starts, ends)
