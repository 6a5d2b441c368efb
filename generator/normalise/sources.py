"""The sources of a vendor as one document of OpenAPI 3.1: what its pages say, what it publishes, what a person wrote."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from generator.document import load
from generator.document.alone import Alone
from generator.normalise.bounded import bounded
from generator.normalise.bundle.bundle import bundle
from generator.normalise.dialects.more_paths import read_more_paths
from generator.normalise.dialects.repairs import Repairs
from generator.normalise.upgrade import upgrade
from generator.workspace.published import is_published
from generator.workspace.vendor_model import CapturedSource, Vendor, WrittenSource

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.document.findings import Finding


def merged_sources(
    vendor: Vendor, findings: list[Finding], captured: Mapping[Path, Any] = MappingProxyType({})
) -> dict[str, Any]:
    """Return the sources of `vendor` as one document of OpenAPI 3.1, which the overlay is made for.

    `findings` takes what was repaired in them; `captured` and what is raised are as for `resolved_vendor`.
    """
    from generator.normalise.merge import merge  # documents of no vendor need it not

    given = source_files(vendor, captured)
    return merge([(str(file), upgraded_source(document, str(file), findings)) for file, document in given.items()])


def source_files(vendor: Vendor, captured: Mapping[Path, Any] = MappingProxyType({})) -> dict[Path, Any]:
    """Return the data of each source of `vendor` by its file; `captured` stands in for files, and errors are as there."""
    files = [source_file(vendor, source) for source in vendor.sources]
    return {file: captured[file] if file in captured else load.load(file) for file in files}


def upgraded_source(document: Any, name: str, findings: list[Finding]) -> dict[str, Any]:
    """Return the document of a source, which is changed, in the words of OpenAPI 3.1.

    One that the vendor publishes itself is mended where its meaning is plain, as any document of others is; what a person
    wrote, and what was made of a page, is not.

    Args:
        document: the data of its file.
        name: stands for the file in messages.
        findings: takes what was repaired.

    Raises:
        SpecloomError: it cannot be used.
    """
    repairs = Repairs()
    if not is_published(document):
        upgraded = upgrade(document, name, repairs)
    else:
        with bounded(name):
            read_more_paths(document)
            if "swagger" in document:  # its sections have other names later
                document = whole_source(document, name, findings)
            upgraded = upgrade(document, name, repairs, lenient=True)
    findings += repairs.findings(name)
    return upgraded


def whole_source(document: dict[str, Any], name: str, findings: list[Finding]) -> dict[str, Any]:
    """Return a published `document`, which is changed, so that its references all name parts of it by pointers.

    What they name elsewhere is refused. Arguments and errors are those of `upgraded_source`.
    """
    with bounded(name):
        bundled = bundle(document, name, Alone())
    findings += bundled.findings
    return bundled.document  # type: ignore[no-any-return]


def source_file(vendor: Vendor, source: CapturedSource | WrittenSource) -> Path:
    """Return the file that holds the document of `source`."""
    if isinstance(source, WrittenSource):
        return vendor.folder / source.spec
    return vendor.folder / "captured" / source.captured
