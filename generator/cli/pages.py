"""Where the pages of vendors come from: what --from names, else the folder SPECLOOM_PAGES, else their URLs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cli.extract import read_page
from generator.document.findings import Place, fail

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.workspace.vendor import CapturedSource, Vendor, WrittenSource

FROM = "A page, where only one is read, or a folder of pages; else the folder SPECLOOM_PAGES, else their URLs."
"""The help of `--from`."""
_VARIABLE = "SPECLOOM_PAGES"
_KEPT = "pages"


def pages_of(
    vendors: Sequence[Vendor], given: str | None, cache: Path
) -> Callable[[CapturedSource | WrittenSource], str]:
    """Return what reads the page of a source; it raises SpecloomError where the page cannot be had.

    Args:
        vendors: those whose pages are asked for.
        given: the value of --from: a file, `-` for standard input, an https URL, or a folder.
        cache: the project's folder for what can be had again; pages from the web are kept in it.

    Raises:
        SpecloomError: `given` is one page, and the vendors have several or none.
    """
    if given is None:
        folder = os.environ.get(_VARIABLE)
        return lambda source: _found(source, folder, cache / _KEPT)
    if os.path.isdir(given):  # noqa: PTH112 (a URL may be longer than a path can be)
        return lambda source: read_page(str(Path(given, source.page)))[0]
    several = [source.page for vendor in vendors for source in vendor.sources if source.page]
    if not several:
        message = f"--from names a page, but there is none of {', '.join(vendor.vendor for vendor in vendors)}"
        raise fail("usage", message, remedy="Compare documents with 'specloom diff'.")
    if len(several) > 1:
        message = f"--from names one page, but there are several: {', '.join(several)}"
        raise fail("usage", message, remedy="Name one vendor, or give a folder that has them all.")
    return lambda source: read_page(given, cache / _KEPT, may_be_html=_may_be_html(source))[0]


def _found(source: CapturedSource | WrittenSource, folder: str | None, cache: Path) -> str:
    if folder and Path(folder, source.page).is_file():
        return read_page(str(Path(folder, source.page)))[0]
    if not source.url:
        message = f"is not in the folder {_VARIABLE} and has no URL"
        raise fail("no-page", message, Place(source.page), "Give it with --from.")
    return read_page(source.url, cache, may_be_html=_may_be_html(source))[0]


def _may_be_html(source: CapturedSource | WrittenSource) -> bool:
    """Tell whether HTML is no error of the address.

    A page that a person reads has a visible text, which is enough; and who expects a document tells what came instead.
    """
    from generator.workspace.published import DIALECT
    from generator.workspace.vendor_model import WrittenSource

    return isinstance(source, WrittenSource) or source.dialect == DIALECT
