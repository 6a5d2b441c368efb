"""The layer of the packages: generated/ against what specs/ gives, byte for byte."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from generator.document.findings import Place, SpecloomError
from generator.drift.changes import Layer, Report
from generator.emit.project import check

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.document.findings import Finding
    from generator.emit.project import Fill
    from generator.workspace.paths import ProjectPaths


_STALE = "stale-output"
_LISTED = 5
"""How many stale files of a package are told by name."""


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
    return [Report(name, Layer.GENERATED, findings=_folded(paths, name, each)) for name, each in found.items()]


def _folded(paths: ProjectPaths, vendor: str, findings: list[Finding]) -> tuple[Finding, ...]:
    """Return `findings` on the package of `vendor`, as one where many of its files are stale: a template changed, say."""
    stale = [each for each in findings if each.rule == _STALE]
    if len(stale) <= _LISTED:
        return tuple(findings)
    names = [PurePath(*PurePath(each.place.file).parts[2:]).as_posix() for each in stale]
    message = (
        f"{len(names)} files are not what specs/ gives: {', '.join(names[:_LISTED])} and {len(names) - _LISTED} more"
    )
    if not (paths.generated / vendor).is_dir():
        message = "is missing"
    one = replace(stale[0], message=message, place=Place(str(PurePath("generated", vendor))))
    return (one, *(each for each in findings if each.rule != _STALE))


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
