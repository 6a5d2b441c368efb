"""Text from outside as one line that does nothing to a terminal."""

from __future__ import annotations


def printable(text: str) -> str:
    """Return `text` with everything that is no printable character escaped: names come from documents and files."""
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode() for each in text)
