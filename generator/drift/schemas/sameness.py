"""Whether two JSON values are the same, and whether schemas that are also lead to the same."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from generator.document.shapes import is_array, is_object

if TYPE_CHECKING:
    from generator.drift.schemas.views import Viewer


def same(one: Any, other: Any) -> bool:
    """Tell whether two JSON values are equal: numbers by value (RFC 8259 section 6), true is no number."""
    return one is other or (one == other and _twins(one, other) is not None)


def identity(value: Any) -> tuple[str, Any]:
    """Return what is equal for the same JSON values alone, and can be looked up."""
    if isinstance(value, (bool, str)) or value is None:
        return type(value).__name__, value
    if isinstance(value, (int, float)):
        return "number", value
    return "other", json.dumps(value, sort_keys=True)


def _twins(one: Any, other: Any) -> set[str] | None:
    """Return the references in `one`, None where `other` has a boolean for a number; both are equal to Python."""
    found: set[str] = set()
    stack = [(one, other)]
    while stack:
        left, right = stack.pop()
        if is_object(left):
            if isinstance(left.get("$ref"), str):
                found.add(left["$ref"])
            stack.extend((value, right[key]) for key, value in left.items())
        elif is_array(left):
            stack.extend(zip(left, right, strict=True))
        elif isinstance(left, bool) is not isinstance(right, bool):
            return None
    return found


class Unchanged:
    """Tells quickly which schemas cannot have changed: they are equal, and so is all that they refer to."""

    def __init__(self, base: Viewer, revision: Viewer) -> None:
        self._base = base
        self._revision = revision
        self._known: dict[str, bool] = {}

    def holds(self, base: Any, revision: Any) -> bool:
        """Tell whether two schemas are equal together with all that they refer to."""
        if base != revision:
            return False
        found = _twins(base, revision)
        return found is not None and all(map(self._reaches_the_same, found))

    def _reaches_the_same(self, reference: str) -> bool:
        if reference not in self._known:
            self._settle(reference)
        return self._known[reference]

    def _settle(self, start: str) -> None:
        """Decide on `start` and all that it leads to."""
        users: dict[str, list[str]] = {start: []}
        pending = [start]
        changed: list[str] = []
        while pending:
            reference = pending.pop()
            inner = self._targets(reference)
            if inner is None:
                changed.append(reference)
                continue
            for each in inner:
                if each in self._known:
                    if not self._known[each]:
                        changed.append(reference)
                elif each in users:
                    users[each].append(reference)
                else:
                    users[each] = [reference]
                    pending.append(each)
        spoilt: set[str] = set()
        while changed:
            reference = changed.pop()
            if reference not in spoilt:
                spoilt.add(reference)
                changed.extend(users[reference])
        self._known.update((reference, reference not in spoilt) for reference in users)

    def _targets(self, reference: str) -> set[str] | None:
        """Return what the targets of `reference` refer to, None where they are not the same."""
        base, revision = self._base.target(reference), self._revision.target(reference)
        if base is None or revision is None:
            return set() if base is revision else None
        return _twins(base[0], revision[0]) if base[0] == revision[0] else None
