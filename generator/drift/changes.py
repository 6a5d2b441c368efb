"""One change of an API, and the report of all of them: what every rule makes and every format shows."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from generator.drift.verdicts import Level, Verdicts

if TYPE_CHECKING:
    from generator.document.findings import Finding


class Missing:
    """The type of `MISSING`."""

    def __repr__(self) -> str:
        return "MISSING"

    def __reduce__(self) -> str:
        return "MISSING"


MISSING: Final = Missing()
"""Stands for a value that is not there: null is one."""


class Layer(StrEnum):
    """Which pair of states a report compares."""

    DOCUMENTS = "documents"
    """Two documents that were given."""
    GENERATED = "generated"
    """generated/ against what specs/ gives."""
    FORM = "openapi"
    """openapi.yaml against what its inputs give."""
    UPSTREAM = "upstream"
    """captured/ against the vendor's page today."""


@dataclass(frozen=True, slots=True)
class Side:
    """Where a change stands in one of the two states: its JSON pointer in the resolved form, and the value there."""

    pointer: str | None = None
    value: Any = MISSING


@dataclass(frozen=True, slots=True)
class Use:
    """A place in the user's code that uses a symbol which a change hits."""

    file: str
    line: int
    symbol: str


@dataclass(frozen=True, slots=True)
class Change:
    """One change, reported once however many operations it reaches.

    Attributes:
        id: what kind of change: the published check id of oasdiff where it has one of the kind, else one in its manner.
        message: what changed, in a sentence without full stop.
        verdicts: what it means.
        subject: what it happened to, in words: "query parameter 'limit'", "property 'owner/name'".
        operations: the operations it reaches, as `GET /pets/{id}` (of the base, or of the revision where they are new), sorted.
        base: where it stands in the older state.
        revision: where it stands in the newer one.
        symbols: what of the generated package it hits, dotted: `celigo_scripts.models.Script.name`.
        fixtures: the recordings it hits, as paths below the project.
        uses: where the user's code uses those symbols.
        accepted: why it is accepted, "" where it is not.
    """

    id: str
    message: str
    verdicts: Verdicts
    subject: str = ""
    operations: tuple[str, ...] = ()
    base: Side = Side()
    revision: Side = Side()
    symbols: tuple[str, ...] = ()
    fixtures: tuple[str, ...] = ()
    uses: tuple[Use, ...] = ()
    accepted: str = ""

    @property
    def fingerprint(self) -> str:
        """Sixteen hexadecimal digits that are the same whenever the same change is found again."""
        facts = [self.id, self.subject, self.base.pointer, self.revision.pointer, self.operations]
        values = [None if side.value is MISSING else [side.value] for side in (self.base, self.revision)]
        text = json.dumps([facts, values], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Report:
    """What one comparison found.

    Attributes:
        subject: the vendor, or the names of the two documents.
        layer: what was compared.
        changes: the worst first, in a stable order.
        findings: what is no change of the API: stale output, a page that cannot be read, an acceptance that has expired.
        version: the next version of the package that the changes ask for, "" where there is no package.
    """

    subject: str
    layer: Layer
    changes: tuple[Change, ...] = ()
    findings: tuple[Finding, ...] = ()
    version: str = ""
    meta: dict[str, str] = field(default_factory=dict[str, str])

    def worst(self) -> Level:
        """Return the worst verdict of the changes that are not accepted; a finding that is an error is breaking."""
        levels = [change.verdicts.worst for change in self.changes if not change.accepted]
        levels += [Level.BREAKING for finding in self.findings if finding.severity == "error"]
        return max(levels, default=Level.SAFE)


def ordered(changes: list[Change]) -> tuple[Change, ...]:
    """Return `changes`, the worst first, those of one operation together."""
    return tuple(
        sorted(
            changes,
            key=lambda each: (-each.verdicts.worst, each.operations, each.subject, each.id, str(each.base.pointer)),
        )
    )
