"""Drift of vendors, in all three layers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator.drift.vendors.generated import generated_reports
from generator.drift.vendors.openapi import openapi_report
from generator.drift.vendors.pages import compared
from generator.emit.project import filler

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.document.findings import Finding
    from generator.drift.changes import Report
    from generator.drift.vendors.asked import Asked
    from generator.workspace.vendor import Vendor


def drift(vendors: Sequence[Vendor], asked: Asked) -> list[Report]:
    """Return the reports on `vendors`, those of one together: its pages, its normal form, its package.

    A vendor without a page has no report on pages, one without a normal form none on its package; reports on folders of
    generated/ that belong to nobody are the last. Nothing that is wrong with one vendor stops the others.
    """
    reports: dict[str, list[Report]] = {}
    able: list[str] = []
    for vendor in vendors:
        listed = reports.setdefault(vendor.vendor, [])
        if has_page(vendor):
            listed.append(compared(vendor, asked).report)
        asked.say(f"normalising {vendor.vendor}")
        report, form = openapi_report(vendor, today=asked.today)
        listed.append(report)
        if form is not None:
            able.append(vendor.vendor)
    for report in generated_reports(asked.paths, able, filler(asked.paths, asked.say, asked.engines)):
        reports.setdefault(report.subject, []).append(report)
    return [placed(report, asked.paths.root) for listed in reports.values() for report in listed]


def has_page(vendor: Vendor) -> bool:
    """Tell whether anything of `vendor` comes from a page."""
    return any(source.page for source in vendor.sources)


def placed(report: Report, root: Path) -> Report:
    """Return `report` with the files of its findings as paths below the project, as they are on any machine."""
    return replace(report, findings=tuple(_placed(finding, root) for finding in report.findings))


def _placed(finding: Finding, root: Path) -> Finding:
    file = Path(finding.place.file)
    if not file.is_relative_to(root):
        return finding
    return replace(finding, place=replace(finding.place, file=file.relative_to(root).as_posix()))
