"""Deep copies of plain data, of limited total size."""

from __future__ import annotations

from typing import Any

from generator.document.findings import Place, fail
from generator.document.limits import grown_limit
from generator.document.shapes import is_array, is_object


class Copier:
    """Copies values, nothing in a copy being shared, and refuses to copy more than a document may grow to."""

    def __init__(self, document: Any, name: str) -> None:
        """Allow copies for `document`, whose size sets the limit; `name` stands for the file in messages."""
        self.name = name
        self.limit = grown_limit(size(document))
        self.copied = 0

    def copy(self, value: Any) -> Any:
        """Return `value` anew.

        Raises:
            SpecloomError: all copies together exceed the limit.
        """
        self.copied += 1
        if self.copied > self.limit:
            message = f"grows beyond {self.limit:,} values when its references are written out"
            raise fail("too-large", message, Place(self.name), "What refers to each other in many places multiplies.")
        if is_object(value):
            return {key: self.copy(child) for key, child in value.items()}
        return [self.copy(child) for child in value] if is_array(value) else value


def plain_copy(value: Any) -> Any:
    """Return a deep copy of `value` in which no part is shared."""
    if is_object(value):
        return {key: plain_copy(child) for key, child in value.items()}
    return [plain_copy(child) for child in value] if is_array(value) else value


def size(value: Any) -> int:
    """Return how many values there are in `value`, itself included."""
    count, pending = 0, [value]
    while pending:
        node = pending.pop()
        count += 1
        if is_object(node):
            pending.extend(node.values())
        elif is_array(node):
            pending.extend(node)
    return count
