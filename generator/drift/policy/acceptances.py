"""Acceptances of vendor.yaml, applied to what changed upstream.

An acceptance that has expired, or that no change has the fingerprint of, is an error: it hides nothing any more, and the
next change would be judged by a list that nobody has looked at.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.document import load
from generator.document.findings import Finding, Place
from generator.document.lines import Lines
from generator.workspace.vendor import FILE_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.drift.changes import Change, Report
    from generator.workspace.vendor import Accepted, Vendor

EXPIRED = "expired-acceptance"
UNMATCHED = "unmatched-acceptance"


def with_acceptances(report: Report, vendor: Vendor, *, today: date, compared: bool) -> Report:
    """Return `report` with the changes marked that `vendor` accepts, and a finding for each acceptance that is void.

    Args:
        report: what changed upstream.
        vendor: the loaded vendor.yaml.
        today: the day that expiry is judged by; an acceptance holds on the day that it names.
        compared: whether all of the vendor's pages were compared; else an acceptance without a change is no finding.

    Raises:
        SpecloomError: vendor.yaml cannot be read any more.
    """
    if not vendor.accepted:
        return report
    valid = {each.fingerprint: each.reason for each in vendor.accepted if not _is_over(each, today)}
    changes = tuple(_marked(change, valid) for change in report.changes)
    present = {change.fingerprint: change for change in report.changes}
    findings = tuple(_void(vendor, present, today, compared=compared))
    return replace(report, changes=changes, findings=(*report.findings, *findings))


def _marked(change: Change, reasons: dict[str, str]) -> Change:
    reason = reasons.get(change.fingerprint)
    return change if reason is None else replace(change, accepted=reason)


def _is_over(accepted: Accepted, today: date) -> bool:
    return accepted.expires is not None and accepted.expires < today


def _void(vendor: Vendor, present: dict[str, Change], today: date, *, compared: bool) -> Iterator[Finding]:
    """Yield what is wrong with the acceptances of `vendor`, at most one statement about each."""
    path = vendor.folder / FILE_NAME
    lines = Lines(load.read_text(path))
    for index, accepted in enumerate(vendor.accepted):
        pointer = f"/accepted/{index}"
        place = Place(str(path), lines.of(pointer), pointer)
        change = present.get(accepted.fingerprint)
        name = f"the acceptance {accepted.fingerprint} ({accepted.reason})"
        if change is None and compared:
            yield Finding(UNMATCHED, f"{name} matches no change of today's pages", place, "Remove it.")
        elif _is_over(accepted, today):
            about = "" if change is None else f": {change.subject}: {change.message}"
            remedy = "Remove it, or look at the change again and give a later day."
            yield Finding(EXPIRED, f"{name} held until {accepted.expires}{about}", place, remedy)
