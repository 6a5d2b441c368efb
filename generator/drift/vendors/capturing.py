"""captured/ of a vendor that has none yet, or none that can be read: there is nothing to compare its pages with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.document import dump, load
from generator.document.findings import Finding, Place, Severity, SpecloomError
from generator.drift.changes import Layer, Report
from generator.drift.vendors.pages import Compared
from generator.extract import extract
from generator.extract.provenance import SOURCE, of_prose
from generator.normalise.sources import source_file
from generator.workspace.vendor import CapturedSource

if TYPE_CHECKING:
    from pathlib import Path

    from generator.drift.vendors.asked import Asked
    from generator.workspace.vendor import Vendor


def is_captured(vendor: Vendor) -> bool:
    """Tell whether each page of `vendor` that gives a document has one in captured/ that can be read."""
    try:
        for source in vendor.sources:
            if isinstance(source, CapturedSource):
                load.load(source_file(vendor, source))
    except SpecloomError:
        return False
    return True


def captured(vendor: Vendor, asked: Asked) -> Compared:
    """Return what the pages of `vendor` give, and a report that says that it was compared with nothing."""
    asked.say(f"reading the pages of {vendor.vendor}")
    texts: dict[Path, str] = {}
    place = Place(str(vendor.folder / "captured"))
    message = "is not there, or not all of it can be read: the pages have nothing to be compared with"
    findings = [Finding("not-captured", message, place, severity=Severity.WARNING)]
    usable = True
    for source in vendor.sources:
        if not source.captured:
            continue
        try:
            page = asked.pages(source)
            if isinstance(source, CapturedSource):
                extraction = extract(page, source.page, dialect=source.dialect)
                findings += extraction.findings
                document = extraction.document
            else:
                document = {SOURCE: of_prose(page, source.page)}
        except SpecloomError as error:
            findings += error.findings
            usable = False
        else:
            texts[vendor.folder / "captured" / source.captured] = dump.dumps(document)
    report = Report(vendor.vendor, Layer.UPSTREAM, findings=tuple(findings))
    return Compared(report, texts if usable else None)
