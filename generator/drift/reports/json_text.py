"""Reports as JSON, of the shape that report.schema.json publishes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from generator.drift.changes import MISSING
from generator.drift.reports.wording import counts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.drift.changes import Change, Report, Side
    from generator.drift.thresholds import FailOn

FORMAT = 1
"""The version of the shape; a reader refuses one that it does not know."""


def render(reports: Sequence[Report], _fail_on: FailOn) -> str:
    """Return `reports` as JSON in ASCII, so that no character of a document reaches a terminal or an encoder."""
    data = {"format": FORMAT, "reports": [report_data(report) for report in reports]}
    return json.dumps(data, indent=2) + "\n"


def report_data(report: Report) -> dict[str, Any]:
    """Return a report as JSON values."""
    return {
        "subject": report.subject,
        "layer": report.layer.value,
        "worst": str(report.worst()),
        "counts": counts(report.changes),
        "version": report.version,
        "meta": report.meta,
        "changes": [_change(change) for change in report.changes],
        "findings": [finding.as_data() for finding in report.findings],
    }


def _change(change: Change) -> dict[str, Any]:
    verdicts = change.verdicts
    return {
        "id": change.id,
        "fingerprint": change.fingerprint,
        "message": change.message,
        "subject": change.subject,
        "operations": list(change.operations),
        "verdicts": {
            "wire": str(verdicts.wire), "source": str(verdicts.source), "behaviour": str(verdicts.behaviour),
            "worst": str(verdicts.worst),
        },
        "base": _side(change.base),
        "revision": _side(change.revision),
        "symbols": list(change.symbols),
        "fixtures": list(change.fixtures),
        "uses": [{"file": use.file, "line": use.line, "symbol": use.symbol} for use in change.uses],
        "accepted": change.accepted,
    }  # fmt: skip


def _side(side: Side) -> dict[str, Any]:
    """Return a side; without `value` where nothing is there, for null is a value."""
    return {"pointer": side.pointer} if side.value is MISSING else {"pointer": side.pointer, "value": side.value}
