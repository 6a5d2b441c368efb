"""The changes found so far: the same one at several operations is one change with all of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from generator.drift.changes import MISSING, Change
from generator.drift.schemas.judging import worst

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.drift.changes import Side
    from generator.drift.verdicts import Verdicts

_Key = tuple[str, str, str, str, str]


class Collector:
    """Takes changes; parts that documents share are written out at each operation, and so are found once at each."""

    def __init__(self) -> None:
        self._found: dict[_Key, tuple[Change, set[str]]] = {}
        self._texts: dict[int, tuple[Any, str]] = {}

    def report(
        self,
        identity: str,
        message: str,
        verdicts: Verdicts,
        subject: str,
        operations: Iterable[str],
        sides: tuple[Side, Side],
    ) -> None:
        """Note a change; the arguments are the attributes of `Change`, `sides` its two sides."""
        base, revision = sides
        key = identity, subject, message, self._text(base.value), self._text(revision.value)
        if key in self._found:
            earlier, reached = self._found[key]
            reached.update(operations)
            verdicts = worst(earlier.verdicts, verdicts)
            base, revision = earlier.base, earlier.revision
        else:
            reached = set(operations)
        self._found[key] = Change(identity, message, verdicts, subject, (), base, revision), reached

    def changes(self) -> list[Change]:
        """Return each change once, with every operation that it reaches."""
        return [
            Change(each.id, each.message, each.verdicts, each.subject, tuple(sorted(reached)), each.base, each.revision)
            for each, reached in self._found.values()
        ]

    def _text(self, value: Any) -> str:
        """Return `value` as text, which is made once of each: many changes may show one large list."""
        if value is MISSING:
            return ""
        known = self._texts.get(id(value))
        if known is None:
            known = self._texts[id(value)] = value, json.dumps(value, sort_keys=True, default=str)
        return known[1]
