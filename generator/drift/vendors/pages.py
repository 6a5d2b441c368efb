"""The layer of the pages: captured/ against what the vendor publishes today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.document.findings import SpecloomError
from generator.drift.changes import Layer, Report, ordered
from generator.drift.comparing import compare
from generator.drift.comparing.versions import advised
from generator.drift.policy.acceptances import with_acceptances
from generator.drift.releases import next_version
from generator.drift.upstream import read_upstream
from generator.drift.vendors.evidence import with_evidence
from generator.workspace.vendor import CapturedSource

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from generator.document.findings import Finding
    from generator.drift.changes import Change
    from generator.drift.vendors.asked import Asked
    from generator.workspace.vendor import Vendor


@dataclass(frozen=True, slots=True)
class Compared:
    """What came of a vendor's pages.

    Attributes:
        report: what changed, and what is to be said of the pages.
        captured: the texts of captured/ that the pages give by their paths, None where a page cannot be used.
    """

    report: Report
    captured: Mapping[Path, str] | None


def compared(vendor: Vendor, asked: Asked) -> Compared:
    """Return what changed from captured/ to the pages that `vendor` publishes today, and what it hits.

    A page that cannot be had or read is a finding of the report, and the other pages are compared; an acceptance that
    matches no change is then no finding.
    """
    asked.say(f"reading the pages of {vendor.vendor}")
    try:
        read = read_upstream(vendor, asked.pages)
    except SpecloomError as error:
        return Compared(_report(vendor, [], error.findings, asked, whole=False), None)
    asked.say(f"comparing {vendor.vendor}")
    changes = [*compare(read.base, read.resolved, today=asked.today), *read.prose]
    findings = list(read.findings)
    if changes or read.base != read.resolved:  # a difference that no rule tells may still change the package
        changes, faults = with_evidence(changes, vendor, (read.base, read.resolved), asked)
        changes, idle = read.additions.without(changes, findings)
        changes = advised(changes, states_version=any(isinstance(each, CapturedSource) for each in vendor.sources))
        findings += [*idle, *faults]
    report = _report(vendor, changes, findings, asked, whole=read.readable)
    return Compared(report, read.captured if read.readable else None)


def _report(vendor: Vendor, changes: list[Change], findings: Iterable[Finding], asked: Asked, *, whole: bool) -> Report:
    present = vendor.package.version
    version = next_version(present, changes)
    proposed = "" if version == present else version
    report = Report(vendor.vendor, Layer.UPSTREAM, ordered(changes), tuple(findings), proposed)
    return with_acceptances(report, vendor, today=asked.today, compared=whole)
