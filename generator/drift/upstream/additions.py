"""What the overlay adds to a document: where that is missing today, the vendor has not removed it.

An action that does not reach its place any more, since a path or a schema has another name, adds nothing there. That is for
whoever keeps the overlay; to the users of the API nothing has changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.document.findings import Finding, Severity
from generator.drift.changes import MISSING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from generator.document.findings import Place
    from generator.drift.changes import Change

RULE = "overlay-not-applied"
_MOST = 3


class Additions:
    """The places that the overlay of a vendor adds to what captured/ has."""

    def __init__(self, added: Mapping[str, int | None], place: Callable[[int], Place]) -> None:
        """Take what `trace` of an overlay returned, and what says where an action stands."""
        self._added = added
        self._place = place

    def without(self, changes: Iterable[Change], known: Sequence[Finding]) -> tuple[list[Change], list[Finding]]:
        """Return the changes that the vendor made, and a finding for each action that does not add all of its parts any more.

        Args:
            changes: from what captured/ has to the pages of today.
            known: findings; an action that one is about gets no other.
        """
        kept: list[Change] = []
        gone: dict[int, list[str]] = {}
        for change in changes:
            action = self._action(change)
            if action is None:
                kept.append(change)
            else:
                gone.setdefault(action, []).append(change.base.pointer or "")
        return kept, [
            self._finding(action, gone[action]) for action in sorted(gone) if not self._is_told(action, known)
        ]

    def _action(self, change: Change) -> int | None:
        """Return the index of the action that added what a change takes away, None where that is the vendor's."""
        if change.base.value is MISSING or change.revision.value is not MISSING:
            return None
        pointer = change.base.pointer or ""
        while pointer:
            if pointer in self._added:
                return self._added[pointer]
            pointer = pointer.rpartition("/")[0]
        return None

    def _is_told(self, action: int, known: Sequence[Finding]) -> bool:
        here = self._place(action)
        start = f"{here.pointer}/"
        return any(f"{each.place.pointer}/".startswith(start) and each.place.file == here.file for each in known)

    def _finding(self, action: int, places: list[str]) -> Finding:
        more = f" and {len(places) - _MOST} more" if len(places) > _MOST else ""
        message = f"does not add {', '.join(places[:_MOST])}{more} any more"
        return Finding(RULE, message, self._place(action), "Bring its target in line with the page.", Severity.WARNING)
