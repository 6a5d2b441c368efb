"""Merging of values as overlay actions do it (Overlay Specification 1.1.0, section 4.4.3), without shared parts."""

from __future__ import annotations

from typing import Any

from generator.document import pointers
from generator.document.load import MAX_DEPTH, MAX_NODES
from generator.normalise.overlay_created import Created
from generator.normalise.overlay_kinds import is_array, is_object, kind


class MergeError(Exception):
    """Two values cannot be merged; carries the JSON pointer inside the merged value, and why."""

    def __init__(self, pointer: str, message: str) -> None:
        self.pointer = pointer
        self.message = message
        super().__init__(f"#{pointer}: {message}")


class Merger:
    """Copies and merges values, and refuses a document that grows beyond `MAX_NODES` values or `MAX_DEPTH` levels.

    The bound is on all that was ever copied: a few `copy` actions that double a document would fill any memory.

    Attributes:
        created: what `into_object` added under a key of its own.
    """

    def __init__(self) -> None:
        self._nodes = 0
        self.created: list[Created] = []

    def copied(self, value: Any, depth: int = 0, pointer: str = "") -> Any:
        """Return `value` anew, for a place `depth` levels below the root; nothing mutable in it occurs twice.

        Raises:
            MergeError: the document becomes too large; `pointer` says what was being copied.
        """
        self._nodes += 1
        if self._nodes > MAX_NODES or depth > MAX_DEPTH:
            raise MergeError(pointer, f"makes the document larger than {MAX_NODES:,} values or {MAX_DEPTH} levels")
        if is_object(value):
            return {key: self.copied(item, depth + 1, pointer) for key, item in value.items()}
        if is_array(value):
            return [self.copied(item, depth + 1, pointer) for item in value]
        return value

    def into_object(
        self,
        target: dict[str, Any],
        source: dict[str, Any],
        depth: int,
        pointer: str = "",
        *,
        origin: tuple[int, str] | None = None,
    ) -> None:
        """Merge `source` into `target`, which lies `depth` levels below the root, in place and recursively.

        `origin` is the index of the action and the pointer of the merged value in the overlay; with it, what is added is
        noted in `created`.

        Raises:
            MergeError: a property is of one kind (primitive, array, object) here and of another there, or the document
                becomes too large.
        """
        for key, value in source.items():
            at = pointers.join(pointer, key)
            if key not in target:
                target[key] = self.copied(value, depth + 1, at)
                if origin is not None:
                    self.created.append(Created(target, key, target[key], origin[0], origin[1] + at))
                continue
            here = target[key]
            if kind(here) != kind(value):
                raise MergeError(at, f"is {kind(value)}, but the document has {kind(here)} there")
            if is_object(here):
                self.into_object(here, value, depth + 1, at, origin=origin)
            elif is_array(here):
                self.into_array(here, value, depth + 1, at)
            else:
                target[key] = value

    def into_array(self, target: list[Any], value: Any, depth: int, pointer: str = "") -> None:
        """Append to `target`, which lies `depth` levels below the root: each item of an array, or any other value.

        Raises:
            MergeError: the document becomes too large.
        """
        items: list[Any] = value if is_array(value) else [value]
        target.extend([self.copied(item, depth + 1, pointer) for item in items])
