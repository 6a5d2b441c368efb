"""Regions of vendor.yaml beside the servers of the document (OpenAPI 3.1 section 4.8.5): the package calls their URLs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from generator.document import load, pointers
from generator.document.findings import Finding, Place, SpecloomError
from generator.document.lines import Lines
from generator.document.shapes import is_object
from generator.workspace.vendor import FILE_NAME

if TYPE_CHECKING:
    from generator.workspace.vendor import Vendor

_VARIABLE = re.compile(r"\\\{[^/{}]*\\\}")


def require_regions(vendor: Vendor, resolved: dict[str, Any]) -> None:
    """Refuse regions of `vendor` that are no server of its `resolved` form, where that states any.

    Raises:
        SpecloomError: there are such.
    """
    strange = strange_regions(vendor, resolved) if resolved.get("servers") else {}
    found = [
        Finding(
            "region-without-server",
            f"the region {name} is at {url}, which is no server of the document",
            region_place(vendor, name),
            "Correct the URL; or add it to 'servers' in overlay.yaml, where the page does not state it.",
        )
        for name, url in strange.items()
    ]
    if found:
        raise SpecloomError(found)


def strange_regions(vendor: Vendor, resolved: dict[str, Any]) -> dict[str, str]:
    """Return the regions of `vendor` by name whose URLs are no server of its `resolved` form.

    A variable in the URL of a server stands for anything, a relative URL for one that ends with it.
    """
    servers = [each for each in resolved.get("servers", []) if is_object(each)]
    known = [_matching(str(each.get("url", ""))) for each in servers]
    regions = vendor.servers.regions.items()
    return {name: url for name, url in regions if not any(each.fullmatch(url.rstrip("/")) for each in known)}


def region_place(vendor: Vendor, name: str) -> Place:
    """Return where vendor.yaml has the region `name`."""
    path = vendor.folder / FILE_NAME
    pointer = pointers.join("/servers/regions", name)
    return Place(str(path), Lines(load.read_text(path)).of(pointer), pointer)


def _matching(server: str) -> re.Pattern[str]:
    written = _VARIABLE.sub(".+", re.escape(server.rstrip("/")))
    is_relative = "://" not in server and not server.startswith("{")
    return re.compile(rf"https?://[^/]+(/.*)?{written}" if is_relative else written)
