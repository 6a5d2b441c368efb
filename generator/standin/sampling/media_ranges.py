"""Which of the declared media types an answer has: content negotiation by the Accept header (RFC 9110 section 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from generator.exchange.messages import is_json

_MOST_RANGES = 100
_QUALITY = re.compile(r"(0(\.[0-9]{0,3})?|1(\.0{0,3})?)\Z")
_CONCRETE = {
    "*": "application/json",
    "application": "application/json",
    "text": "text/plain",
    "image": "image/png",
    "audio": "audio/mpeg",
    "video": "video/mp4",
    "multipart": "multipart/form-data",
}


class Range(NamedTuple):
    """A media range of an Accept header: `kind` such as `text/*`, its parameters but for q, and its quality, 0 to 1."""

    kind: str
    parameters: frozenset[str]
    quality: float


class Chosen(NamedTuple):
    """A declared media type, as the document writes it, and the concrete one that it stands for, with parameters."""

    declared: str
    concrete: str


def choose(declared: Iterable[str], accept: str) -> Chosen | None:
    """Return the media type of `declared` that `accept` prefers; None where nothing is declared.

    Among equals JSON comes first and XML last, and then what the header names first. One that allows none of them is
    disregarded, as the section above lets a server do.
    """
    ranges = read_accept(accept)
    options = [Chosen(name, _concrete(name, ranges)) for name in declared]
    if not options:
        return None
    best = max(_quality(option.concrete, ranges) for option in options)
    preferred = [option for option in options if best == 0 or _quality(option.concrete, ranges) == best]
    named = [one.kind for one in ranges]
    return min(preferred, key=lambda option: _order(kind_of(option.concrete), named))


def read_accept(accept: str) -> list[Range]:
    """Return the media ranges of an Accept header; what is malformed is left out. An empty header allows everything."""
    ranges: list[Range] = []
    for text in accept.split(",")[:_MOST_RANGES]:
        kind, *parameters = [part.strip().lower() for part in text.split(";")]
        if "/" in kind:
            weights = [value[2:].strip() for value in parameters if value.startswith("q=")]
            quality = 1.0 if not weights else float(weights[0]) if _QUALITY.match(weights[0]) else 0.0
            others = frozenset(value for value in parameters if value and not value.startswith("q="))
            ranges.append(Range(kind, others, quality))
    return ranges or [Range("*/*", frozenset(), 1.0)]


def kind_of(media_type: str) -> str:
    """Return type and subtype of `media_type` in lower case, without parameters."""
    return media_type.partition(";")[0].strip().lower()


def _concrete(declared: str, ranges: list[Range]) -> str:
    """Return what a declared range (OpenAPI 3.1 section 4.8.14) is sent as: what is asked for by name, else a usual type."""
    kind = kind_of(declared)
    if "*" not in kind:
        return declared
    family = kind.partition("/")[0]
    wanted = sorted((one for one in ranges if "*" not in one.kind and one.quality), key=lambda one: -one.quality)
    asked = (one.kind for one in wanted if family in ("*", one.kind.partition("/")[0]))
    return next(asked, _CONCRETE.get(family, "application/octet-stream"))


def _quality(media_type: str, ranges: list[Range]) -> float:
    """Return the quality of the most specific range that `media_type` is in, 0 where it is in none."""
    kind = kind_of(media_type)
    parameters = frozenset(part.strip().lower() for part in media_type.split(";")[1:])
    fitting = [one for one in ranges if one.parameters <= parameters and one.kind in (kind, _family(kind), "*/*")]
    return (
        max(fitting, key=lambda one: (one.kind == kind, one.kind != "*/*", len(one.parameters))).quality
        if fitting
        else 0.0
    )


def _family(kind: str) -> str:
    return kind.partition("/")[0] + "/*"


def _order(kind: str, named: list[str]) -> tuple[int, int]:
    rank = 0 if is_json(kind) else 2 if kind.endswith(("/xml", "+xml")) else 1
    return rank, named.index(kind) if kind in named else len(named)
