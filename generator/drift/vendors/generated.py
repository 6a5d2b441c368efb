"""The layer of the packages: generated/ against what specs/ gives, byte for byte."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from generator.document.findings import SpecloomError
from generator.drift.changes import Layer, Report
from generator.emit.project import check

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.document.findings import Finding
    from generator.emit.project import Fill
    from generator.workspace.paths import ProjectPaths


def generated_reports(paths: ProjectPaths, vendors: Sequence[str], fill: Fill) -> list[Report]:
    """Return a report on the package of each of `vendors`, then one on each folder of generated/ that belongs to none.

    A package that cannot be made is a finding; the others are made.

    Args:
        paths: the project; nothing is written in it.
        vendors: names of folders in specs/.
        fill: makes the packages.
    """
    found: dict[str, list[Finding]] = {vendor: [] for vendor in vendors}
    for vendor, finding in _found(paths, vendors, fill):
        if finding not in found.setdefault(vendor, []):
            found[vendor].append(finding)
    return [Report(name, Layer.GENERATED, findings=tuple(findings)) for name, findings in found.items()]


def _found(paths: ProjectPaths, vendors: Sequence[str], fill: Fill) -> Iterator[tuple[str, Finding]]:
    """Yield each finding with the folder of generated/ that it is about."""
    try:
        findings = check(paths, vendors, fill)
    except SpecloomError as error:
        if len(vendors) == 1:
            yield from ((vendors[0], finding) for finding in error.findings)
            return
        for vendor in vendors:
            yield from _found(paths, [vendor], fill)
        return
    yield from ((PurePath(finding.place.file).parts[1], finding) for finding in findings)
