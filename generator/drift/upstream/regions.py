"""Regions of vendor.yaml whose server the pages do not state any more: the package would go on calling it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document.findings import Finding, Severity
from generator.normalise.regions import region_place, strange_regions

if TYPE_CHECKING:
    from generator.workspace.vendor import Vendor

RULE = "region-without-server"


def lost_regions(vendor: Vendor, base: dict[str, Any], resolved: dict[str, Any]) -> list[Finding]:
    """Return a finding for each region of `vendor` whose URL was a server of `base` and is none of `resolved`."""
    before = strange_regions(vendor, base)
    found: list[Finding] = []
    for name, url in strange_regions(vendor, resolved).items():
        if name not in before:
            message = f"the region {name} is at {url}, which is no server of the API any more"
            remedy = "Give its new URL: the package calls this one until then."
            found.append(Finding(RULE, message, region_place(vendor, name), remedy, Severity.WARNING))
    return found
