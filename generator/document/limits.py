"""How large a document may be: what protects every step from input that is made to exhaust it."""

from __future__ import annotations

MAX_BYTES = 64 * 1024 * 1024
"""Bytes of one file."""
MAX_YAML_BYTES = 24 * 1024 * 1024
"""Characters of one YAML text: it takes some seconds a megabyte to read."""
MAX_YAML_NODES = 1_500_000
"""Values that are written in one YAML text."""
MAX_NODES = 5_000_000
"""Values (objects, lists, scalars) of one document."""
MAX_FILES = 5_000
"""Files that one document may refer to; together they are bounded as one file is."""
MAX_DEPTH = 200
"""Objects and lists inside one another."""
MAX_DIGITS = 1000
"""Digits of one number."""
FREE_NODES = 200_000
"""Values that a document may always grow to where it repeats itself, by aliases or by references."""
MAX_GROWTH = 50
"""How many times larger than what is written a document may grow beyond `FREE_NODES`."""


def grown_limit(written: int) -> int:
    """Return how many values a document of `written` values may have once its repetitions are written out."""
    return min(MAX_NODES, max(FREE_NODES, MAX_GROWTH * written))
