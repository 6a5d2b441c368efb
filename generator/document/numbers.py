"""Numbers that JSON does not have: refused in files that are ours, read as something else in documents of others.

RFC 8259 section 6 allows neither infinity nor not-a-number, and such a value cannot be sent. Infinity and not-a-number are read
as null, as JavaScript writes them; a number beyond what computers commonly hold is read as its digits: it mostly is an
identifier without quotes (`1e400`, a part of a hash).
"""

from __future__ import annotations

from generator.document.findings import Finding, Place, Severity

RULE = "invalid-number"
_SHOWN = 40


def not_finite(said: str, place: Place, *, repaired: bool) -> Finding:
    """Return the finding for infinity or not-a-number, which is written `said` at `place`."""
    return _finding(f"holds {said}, which is not a JSON number", "it is read as null", place, repaired)


def too_large(said: str, place: Place, *, repaired: bool) -> Finding:
    """Return the finding for a number that is too large, which is written `said` at `place`."""
    return _finding(f"holds the number {said[:_SHOWN]}, which is too large", "it is read as text", place, repaired)


def _finding(message: str, taken: str, place: Place, repaired: bool) -> Finding:
    remedy = "Write a number that ends, or text in quotes."
    if repaired:
        return Finding(RULE, f"{message}: {taken}", place, remedy, Severity.WARNING)
    return Finding(RULE, message, place, remedy)
