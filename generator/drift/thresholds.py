"""From which verdict on a change makes a comparison fail: the meaning of `--fail-on`."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from generator.document.findings import Severity
from generator.drift.verdicts import Level

if TYPE_CHECKING:
    from generator.drift.changes import Change, Report


class FailOn(StrEnum):
    """The least verdict that fails; `none` lets every change pass."""

    BREAKING = "breaking"
    RISKY = "risky"
    SAFE = "safe"
    NONE = "none"

    def is_met_by(self, change: Change) -> bool:
        """Tell whether `change` fails: it is not accepted, and its worst verdict is this one or a worse."""
        if self is FailOn.NONE or change.accepted:
            return False
        return change.verdicts.worst >= Level[self.name]

    def fails(self, report: Report) -> bool:
        """Tell whether a change of `report` fails, or one of its findings is an error, which none lets pass."""
        if any(finding.severity is Severity.ERROR for finding in report.findings):
            return True
        return any(map(self.is_met_by, report.changes))
