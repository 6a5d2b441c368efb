"""Keys that one object has twice: refused in files that are ours, made one in documents of others.

JSON (RFC 8259 section 4) leaves open what a repeated name means, YAML 1.2 (section 3.2.1.3) forbids it. Readers mostly take the
last one, and so lose, say, the operations of a path that is written twice.
"""

from __future__ import annotations

from typing import Any

from generator.document.findings import Finding, Place, Severity
from generator.document.shapes import is_object

MAX_REPORTED = 100
"""Findings for one file; what is repeated more often is made one all the same."""


def made_one(first: Any, second: Any) -> Any:
    """Return what a key means that has both values: objects become one, in `first`; of anything else `second` counts."""
    if not (is_object(first) and is_object(second)):
        return second
    for key, value in second.items():
        first[key] = made_one(first[key], value) if key in first else value
    return first


def repeated(key: str, kind: str, first: int, place: Place, *, repaired: bool) -> Finding:
    """Return the finding for a `key` that stands at `place` and on line `first` of an object (`kind`: what that is called)."""
    message = f"has the key {key!r} twice in one {kind}, first on line {first}"
    if not repaired:
        return Finding("duplicate-key", message, place, "Remove or rename one of the two.")
    message += ": objects are merged, else the last one counts"
    return Finding("duplicate-key", message, place, "Remove or rename one of the two.", Severity.WARNING)
