"""Two OpenAPI documents in files, compared as their consumer sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.document.neighbours import refuse_remote
from generator.drift.changes import Layer, Report
from generator.drift.comparing import compare
from generator.normalise.pipeline import resolve_file

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from generator.document.neighbours import Fetch


def compare_files(base: Path, revision: Path, *, today: date, fetch: Fetch = refuse_remote) -> Report:
    """Return what changed from the document at `base` to the one at `revision`.

    Args:
        base: the older document; it may refer to files in its folder.
        revision: the newer one, likewise.
        today: the day that sunset dates are compared with.
        fetch: decides about references to URLs, and follows them.

    Returns:
        The report; its findings say what was repaired in either document, and its `meta` names both files.

    Raises:
        SpecloomError: a document cannot be read, or is no usable OpenAPI document.
    """
    old, old_findings = resolve_file(base, fetch)
    new, new_findings = resolve_file(revision, fetch)
    return Report(
        subject=f"{base} → {revision}",
        layer=Layer.DOCUMENTS,
        changes=tuple(compare(old, new, today=today)),
        findings=(*old_findings, *new_findings),
        meta={"base": str(base), "revision": str(revision)},
    )
