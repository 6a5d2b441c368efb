"""What a request prefers (RFC 7240): a status, an example, a delay, and faults on demand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.exchange.messages import Headers, header_values
from generator.standin.causes import Cause, Refused

MAX_DELAY = 60.0
"""Seconds that an answer can be held back."""

_PREFERENCE = re.compile(r"""\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*(?:=\s*("(?:[^"\\]|\\.)*"|[^\s;,"]*))?""")


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a request asks of its answer.

    Attributes:
        code: the status that it is to have.
        example: the name of the declared example that it is to hold.
        delay: the seconds that it is to be held back.
        fault: how it is to go wrong; one of `faults.FAULTS`.
    """

    code: int | None = None
    example: str = ""
    delay: float = 0.0
    fault: str = ""


NONE = Preferences()


def preferences(headers: Headers) -> Preferences:
    """Return what the `Prefer` headers of a request ask for; what is not known is left aside (RFC 7240 section 2).

    Raises:
        Refused: a known preference has a value that it cannot have.
    """
    fields = header_values(headers, "Prefer")
    if not fields:
        return NONE
    given: dict[str, str] = {}
    for part in ", ".join(fields).split(","):
        found = _PREFERENCE.match(part)
        if found is not None:  # the first of equal names counts
            given.setdefault(found[1].lower(), (found[2] or "").strip('"'))
    return Preferences(_code(given), given.get("example", ""), _delay(given), given.get("fault", ""))


def _code(given: dict[str, str]) -> int | None:
    text = given.get("code", given.get("status"))
    if text is None:
        return None
    if not (text.isascii() and text.isdecimal() and 200 <= int(text[:4]) <= 599):
        raise Refused(Cause.MALFORMED, f"Prefer: code={text} is no status from 200 to 599", field="Prefer", status=400)
    return int(text)


def _delay(given: dict[str, str]) -> float:
    text = given.get("delay", "0")
    if not re.fullmatch(r"[0-9]{1,5}(\.[0-9]{1,6})?", text) or float(text) > MAX_DELAY:
        message = f"Prefer: delay={text} is no number of seconds up to {MAX_DELAY:.0f}"
        raise Refused(Cause.MALFORMED, message, field="Prefer", status=400)
    return float(text)
