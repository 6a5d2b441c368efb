"""What is being written out: a part that leads back to itself is left out where it does."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from generator.document import references
from generator.document.shapes import is_object

if TYPE_CHECKING:
    from generator.normalise.dialects.repairs import Repairs

RULE = "resolve"


class WrittenOut:
    """Knows which references lead to where the resolver is; `repairs` learns of those that lead back there."""

    def __init__(self, repairs: Repairs | None) -> None:
        self._repairs = repairs
        self._open: list[str] = []

    @contextmanager
    def once(self, value: Any) -> Generator[bool]:
        """Tell whether `value` is anything but a reference to what is being written out: a callback of its own answer."""
        target = references.target(value["$ref"]) if is_object(value) and "$ref" in value else None
        if target is None:
            yield True
            return
        is_new = target not in self._open
        if not is_new and self._repairs is not None:
            self._repairs.warn(target, RULE, "is a callback of itself: the inner one is left out")
        self._open.append(target)
        yield is_new
        self._open.pop()
