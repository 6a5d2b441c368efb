"""What reading a document in its dialect changed or lost: the part of the ledger before the resolved form.

Pointers are those of the file as its author wrote it. What only has another spelling in OpenAPI 3.1 is not noted.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.document.findings import Finding, Place, Severity, counted
from generator.normalise.dialects.moves import Moves
from generator.normalise.ledger import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable


class Repairs:
    """Collects what is noted, and follows parts that get another place, pass after pass.

    Attributes:
        entries: what `normalise --explain` says, each once, in the order of its being noted.
    """

    def __init__(self) -> None:
        self.entries: dict[Entry, None] = {}
        self._warned: dict[tuple[str, str], dict[str, None]] = {}
        self._passes = [Moves()]

    def note(self, pointer: str, rule: str, detail: str) -> None:
        """Record that `rule` changed or took what stands at `pointer`, a place of the document as it is now."""
        self.entries[Entry(self._written(pointer), rule, detail)] = None

    def warn(self, pointer: str, rule: str, detail: str) -> None:
        """Record the same, and that its author should know: something was wrong, or is lost to clients."""
        self.note(pointer, rule, detail)
        self._warned.setdefault((rule, detail), {})[self._written(pointer)] = None

    def _written(self, pointer: str) -> str:
        done = self._passes[:-1] if self._passes[-1].is_of_another else self._passes
        for moves in reversed(done):
            pointer = moves.before(pointer)
        return pointer

    def begin(self, moves: Moves) -> None:
        """Begin another pass over the document, of which `moves` are to be known."""
        self._passes.append(moves)

    def move(self, old: str, new: str) -> None:
        """Record that what stood at `old` until now stands at `new`, with everything in it."""
        self._passes[-1].add(old, new)

    def now(self, pointer: str) -> str:
        """Return where what stood at `pointer` at the beginning of this pass stands."""
        return self._passes[-1].after(pointer)

    def place(self, pointer: str) -> str:
        """Return where what stands at `pointer` of the file has gone."""
        for moves in self._passes:
            pointer = moves.after(pointer)
        return pointer

    def origin(self, pointer: str) -> str:
        """Return where in the file stands what is at `pointer` now."""
        for moves in reversed(self._passes):
            pointer = moves.before(pointer)
        return pointer

    def findings(self, name: str) -> list[Finding]:
        """Return a warning for each thing that authors should know, at the first of its places; `name` is the file."""
        return [
            Finding(
                rule, counted(detail, len(places)), Place(name, pointer=next(iter(places))), severity=Severity.WARNING
            )
            for (rule, detail), places in self._warned.items()
        ]

    def at_origin(self, findings: Iterable[Finding], name: str) -> list[Finding]:
        """Return findings about the file `name` with the pointers that its author knows."""
        return [
            replace(finding, place=replace(finding.place, pointer=self.origin(finding.place.pointer)))
            if finding.place.pointer and finding.place.file == name
            else finding
            for finding in findings
        ]
