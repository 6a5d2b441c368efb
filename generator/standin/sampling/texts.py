"""Texts as a person would write them: of a format, matching a pattern, or named after what they are for."""

from __future__ import annotations

import base64
import random
import string
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from generator.document import names
from generator.standin.sampling import patterns
from generator.standin.sampling.shapes import Shape

_START = datetime(2026, 1, 20, 8, tzinfo=UTC)
_SPAN = 16_000  # minutes: eleven days, around the end of January
_MOST_WORDS = 6
_LETTERS = 8


class Turn(NamedTuple):
    """What makes a text differ from others: those for other items of a set, those of other attempts; 0 for neither."""

    item: int = 0
    attempt: int = 0


def text(shape: Shape, hint: str, random: random.Random, suits: Callable[[str], bool], turn: Turn) -> str | None:
    """Return a text for `shape`, or None where none is found.

    Args:
        shape: what is asked of it.
        hint: the name of the member that it is for, "" where there is none.
        random: where chance comes from.
        suits: tells whether a text meets formats and patterns, and is not excluded.
        turn: what makes it differ from others, where no format or pattern makes it what it is.
    """
    is_free = not shape.patterns and not shape.has_exclusions
    if is_free and not shape.formats:
        return _plain(shape, hint, random, turn)
    if is_free and len(shape.formats) == 1 and shape.max_length is None and not shape.min_length:
        make = _FORMATS.get(shape.formats[0])
        return make(random) if make is not None else _plain(shape, hint, random, turn)
    return next((found for found in _candidates(shape, hint, random, turn) if suits(found)), None)


def singular(name: str) -> str:
    """Return the name of one of what `name` calls several: `entries` gives `entry`."""
    for end, one in (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("xes", "x"), ("ss", "ss"), ("us", "us"), ("s", "")):
        if name.endswith(end) and len(name) > len(end) + 1:
            return name.removesuffix(end) + one
    return name


def instant(random: random.Random) -> datetime:
    """Return a time in the last days of January 2026, in UTC."""
    return _START + timedelta(minutes=random.randrange(_SPAN))


def _candidates(shape: Shape, hint: str, random: random.Random, turn: Turn) -> Iterator[str]:
    makers = [_FORMATS[name] for name in shape.formats if name in _FORMATS]
    for make in makers:
        for _ in range(2):
            yield make(random)
    for pattern in shape.patterns if makers else ():
        yield from _matching(pattern, shape, random)
    yield _plain(shape, hint, random, turn)
    if not makers:
        for pattern in shape.patterns:
            yield from _matching(pattern, shape, random)
    if len(shape.patterns) > 1:
        yield "".join(found for pattern in shape.patterns for found in islice(_matching(pattern, shape, random), 1))
    for make in makers:
        yield _fitted(make(random), shape)
    for attempt in (1, 2):
        yield _plain(shape, "", random, Turn(turn.item, attempt))


def _matching(pattern: str, shape: Shape, random: random.Random) -> Iterator[str]:
    for _ in range(2 if len(shape.patterns) == 1 else 5):
        found = patterns.text(pattern, random, shape.min_length, shape.max_length)
        if found is None:
            return
        yield found


def _plain(shape: Shape, hint: str, random: random.Random, turn: Turn) -> str:
    if any(part.get("contentEncoding") == "base64" for part in shape.parts):
        return _base64(shape)
    if any(part.get("contentMediaType") == "application/json" for part in shape.parts):
        return "{}" + " " * max(0, shape.min_length - 2)
    kind, said = _said(hint)
    if turn.attempt:
        said = "".join(random.choice(string.ascii_letters) for _ in range(_LETTERS))
    found = _BY_NAME[kind](random) if kind and not turn.attempt else said
    if turn.item:
        found = _numbered(said, turn.item, shape.max_length)
    return found if shape.min_length <= len(found) and shape.max_length is None else _fitted(found, shape)


@lru_cache(maxsize=10_000)
def _said(hint: str) -> tuple[str, str]:
    """Return what the name of a member says its texts are, "" for nothing special, and a text named after it."""
    words = [word.lower() for word in names.words(hint)]
    said = f"some {' '.join(words[:_MOST_WORDS])}" if words else "text"
    return (words[-1] if words and words[-1] in _BY_NAME else ""), said


def _numbered(said: str, item: int, max_length: int | None) -> str:
    """Return `said` with a number, or something short where there is no room for that."""
    found = f"{said} {item + 1}"
    if max_length is None or len(found) <= max_length:
        return found
    digits = f"{item}" if max_length > 2 else string.ascii_lowercase[item % 26]
    return f"{said[: max(0, max_length - len(digits))]}{digits}"


def _fitted(found: str, shape: Shape) -> str:
    """Return `found`, shortened or continued to the length that `shape` asks for."""
    if shape.max_length is not None and len(found) > shape.max_length:
        found = found[: shape.max_length]
        if found.endswith(" "):
            found = found[:-1] + "s"
    missing = shape.min_length - len(found)
    return found if missing <= 0 else found + (" and more" * (missing // 9 + 1))[: missing - 1] + "s"


def _base64(shape: Shape) -> str:
    """Return Base64 of a length that `shape` allows, if a multiple of four does."""
    groups = max(4, -(-shape.min_length // 4))
    if shape.max_length is not None:
        groups = min(groups, shape.max_length // 4)
    return base64.b64encode((b"some bytes" * groups)[: 3 * groups]).decode()


def _date(random: random.Random) -> str:
    return instant(random).date().isoformat()


def _date_time(random: random.Random) -> str:
    return instant(random).isoformat()[:19] + "Z"


def _uuid(random: random.Random) -> str:
    digits = f"{random.getrandbits(128):032x}"  # RFC 9562 section 5.4
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"


def _url(random: random.Random) -> str:
    return f"https://example.com/{random.randint(1, 999)}"


def _email(random: random.Random) -> str:
    return f"{random.choice(_PEOPLE)}@example.com"


def _number(random: random.Random) -> str:
    return str(random.randint(1_000, 9_999))


_PEOPLE = ("ada", "alan", "grace", "edsger", "barbara", "donald")
_FORMATS: dict[str, Callable[[random.Random], str]] = {
    "date-time": _date_time,
    "datetime": _date_time,
    "date": _date,
    "time": lambda r: instant(r).strftime("%H:%M:%SZ"),
    "duration": lambda r: f"PT{r.randint(1, 59)}M",
    "uuid": _uuid,
    "guid": _uuid,
    "ulid": lambda r: "01" + "".join(r.choice("0123456789ABCDEFGHJKMNPQRSTVWXYZ") for _ in range(24)),
    "objectId": lambda r: f"{r.getrandbits(96):024x}",
    "email": _email,
    "idn-email": _email,
    "uri": _url,
    "url": _url,
    "iri": _url,
    "uri-reference": lambda r: f"/some/{r.randint(1, 999)}",
    "iri-reference": lambda r: f"/some/{r.randint(1, 999)}",
    "uri-template": lambda _: "https://example.com/{id}",
    "hostname": lambda r: f"host{r.randint(1, 99)}.example.com",
    "idn-hostname": lambda r: f"host{r.randint(1, 99)}.example.com",
    "domain": lambda _: "example.com",
    "ipv4": lambda r: f"192.0.2.{r.randint(1, 254)}",
    "ip": lambda r: f"192.0.2.{r.randint(1, 254)}",
    "ipv6": lambda r: f"2001:db8::{r.randint(1, 0xFFFF):x}",
    "json-pointer": lambda _: "/some/0",
    "relative-json-pointer": lambda _: "0/some",
    "regex": lambda _: "^[a-z]+$",
    "byte": lambda _: "c29tZSBieXRlcw==",
    "base64": lambda _: "c29tZSBieXRlcw==",
    "base64url": lambda _: "c29tZSBieXRlcw",
    "char": lambda r: r.choice("abcdefgh"),
    "decimal": lambda r: f"{r.randint(1, 99)}.50",
    "double": lambda r: f"{r.randint(1, 99)}.5",
    "float": lambda r: f"{r.randint(1, 99)}.5",
    "int32": _number,
    "int64": _number,
    "uint64": _number,
    "snowflake": lambda r: str(r.randint(10**17, 10**18)),
    "phone": lambda r: f"+1202555{r.randint(100, 199):04}",
    "json": lambda _: "{}",
}
_BY_NAME: dict[str, Callable[[random.Random], str]] = {
    "id": _number,
    "url": _url,
    "uri": _url,
    "href": _url,
    "link": _url,
    "email": _email,
}
