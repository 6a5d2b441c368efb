"""The nearest valid name to a mistyped one, for remedies in error messages."""

from __future__ import annotations

import difflib
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_CANDIDATES = 1000
MAX_LENGTH = 100


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """Return the one of `candidates` that `name` most probably means, or None when none is near.

    Bounded for untrusted input: it looks at the first `MAX_CANDIDATES` names and at none above `MAX_LENGTH` characters.
    """
    if len(name) > MAX_LENGTH:
        return None
    known = [candidate for candidate in islice(candidates, MAX_CANDIDATES) if len(candidate) <= MAX_LENGTH]
    folded = {candidate.casefold(): candidate for candidate in reversed(known)}
    matches = difflib.get_close_matches(name.casefold(), list(folded), n=1, cutoff=0.6)
    matches = matches or [candidate for candidate in folded if len(name) > 1 and candidate.startswith(name.casefold())]
    return folded[matches[0]] if matches else None


def among(name: str, valid: Iterable[str], noun: str = "keys") -> str:
    """Return the remedy for an unknown `name`: the nearest of the `valid` names, and the list of them all."""
    names = list(valid)
    hint = nearest(name, names)
    question = f"Did you mean {hint!r}? " if hint is not None else ""
    return f"{question}Valid {noun}: {', '.join(names) or 'none'}."
