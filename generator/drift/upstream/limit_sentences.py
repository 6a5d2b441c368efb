"""Limits that sentences state, as members of `x-specloom-limits`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.extract.figures import figures

if TYPE_CHECKING:
    from collections.abc import Iterator

_SENTENCE = re.compile(r"(?<=[.!?;])\s+")
_NUMBER = r"(?<![\w,.])(?P<n>[0-9][0-9,]*(?:\.[0-9]+)?)"
_CALLS = r"(?:executions?|runs?|calls?|requests?|jobs?|scripts?|connections?)"
_AT_ONCE = re.compile(
    rf"{_NUMBER}\s+(?:simultaneous|concurrent|parallel)\b|{_NUMBER.replace('<n>', '<m>')}\s+{_CALLS}\s+(?:[a-z]+\s+){{0,2}}?"
    r"(?:at the same time|at once|simultaneously|concurrently|in parallel)\b",
    re.IGNORECASE,
)
_PER = re.compile(
    r"\b(?:per|for each|for every)\s+(tenant|account|user|company|client|organi[sz]ation|key)\b", re.IGNORECASE
)
_DURATION = re.compile(
    rf"{_NUMBER}[ -]?(?P<unit>milliseconds?|ms|seconds?|secs?|s|minutes?|mins?|hours?|h)\b", re.IGNORECASE
)
_LASTS = re.compile(
    r"\b(?:run ?times?|durations?|time ?outs?|times? limits?|execution times?|run(?:s|ning)?)\b", re.IGNORECASE
)
_SIZE = re.compile(rf"{_NUMBER}\s?(?P<unit>bytes?|b|[kmg]i?b)\b", re.IGNORECASE)
_HEADER = re.compile(r"\bheaders?\b", re.IGNORECASE)
_SECONDS = {"m": 60.0, "h": 3600.0, "s": 1.0}
_POWERS = {"b": 0, "k": 1, "m": 2, "g": 3}


@dataclass(frozen=True, slots=True)
class StatedLimit:
    """A limit that a sentence states.

    Attributes:
        name: the member of `x-specloom-limits`, dotted: "simultaneous.calls".
        values: the values it may mean, the likeliest first: "256 kB" is 256,000 or 262,144 bytes.
        line: its line on the page (1-based).
    """

    name: str
    values: tuple[int | float | str, ...]
    line: int


def limits_of(text: str, line: int) -> tuple[list[StatedLimit], list[str]]:
    """Return the limits that the sentences of `text` state, and the numbers in them that belong to none."""
    found: list[StatedLimit] = []
    unread: list[str] = []
    for sentence in _SENTENCE.split(text):
        read: list[str] = []
        for limit, number in _limits(sentence, line):
            found.append(limit)
            read.append(number)
        rest = figures(sentence)
        for number in read:
            if number in rest:
                rest.remove(number)
        unread += rest
    return found, unread


def _limits(sentence: str, line: int) -> Iterator[tuple[StatedLimit, str]]:
    """Yield each limit of one sentence, with its number as `figures` writes it."""
    at_once = _AT_ONCE.search(sentence)
    if at_once is not None:
        number = _plain(at_once["n"] or at_once["m"])
        yield StatedLimit("simultaneous.calls", (_value(number),), line), number
        per = _PER.search(sentence, at_once.end())
        if per is not None:
            yield StatedLimit("simultaneous.per", (per[1].lower(),), line), ""
    lasting = _DURATION.search(sentence) if _LASTS.search(sentence) else None
    if lasting is not None:
        number, unit = _plain(lasting["n"]), lasting["unit"].lower()
        factor = 0.001 if unit.startswith(("ms", "milli")) else _SECONDS[unit[0]]
        yield StatedLimit("duration_seconds", (_whole(_value(number) * factor),), line), number
    size = _SIZE.search(sentence) if _HEADER.search(sentence) else None
    if size is not None:
        number, power = _plain(size["n"]), _POWERS[size["unit"][0].lower()]
        bases = (1024,) if "i" in size["unit"].lower() else (1000, 1024)
        values = dict.fromkeys(_whole(_value(number) * base**power) for base in bases)
        yield StatedLimit("header_bytes", tuple(values), line), number


def _plain(number: str) -> str:
    return number.replace(",", "")


def _value(number: str) -> int | float:
    return float(number) if "." in number else int(number)


def _whole(value: float) -> int | float:
    return int(value) if value == int(value) else value
