"""Regions of vendor.yaml whose server the pages do not state any more: the package would go on calling it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document import load, pointers
from generator.document.findings import Finding, Place, Severity
from generator.document.lines import Lines
from generator.document.shapes import is_object
from generator.workspace.vendor import FILE_NAME

if TYPE_CHECKING:
    from generator.workspace.vendor import Vendor

RULE = "region-without-server"


def lost_regions(vendor: Vendor, base: dict[str, Any], resolved: dict[str, Any]) -> list[Finding]:
    """Return a finding for each region of `vendor` whose URL was a server of `base` and is none of `resolved`."""
    lost = _urls(base) - _urls(resolved)
    regions = {name: url for name, url in vendor.servers.regions.items() if url.rstrip("/") in lost}
    if not regions:
        return []
    path = vendor.folder / FILE_NAME
    lines = Lines(load.read_text(path))
    found: list[Finding] = []
    for name, url in regions.items():
        pointer = pointers.join("/servers/regions", name)
        message = f"the region {name} is at {url}, which is no server of the API any more"
        remedy = "Give its new URL: the package calls this one until then."
        found.append(Finding(RULE, message, Place(str(path), lines.of(pointer), pointer), remedy, Severity.WARNING))
    return found


def _urls(document: dict[str, Any]) -> set[str]:
    servers = document.get("servers", [])
    return {str(each.get("url", "")).rstrip("/") for each in servers if is_object(each)}
