"""The layer of the normal form: openapi.yaml against what its inputs give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.document import dump, load
from generator.document.findings import Finding, Place, SpecloomError
from generator.drift.changes import Layer, Report
from generator.drift.comparing import compare
from generator.normalise.pipeline import normalise_described, resolve_file
from generator.normalise.resolve import resolve

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from generator.drift.changes import Change
    from generator.normalise.form import NormalForm
    from generator.workspace.vendor import Vendor

OUTPUT = "openapi.yaml"
_RULE = "stale-output"
_REMEDY = "Run 'specloom normalise'."


def openapi_report(vendor: Vendor, *, today: date) -> tuple[Report, NormalForm | None]:
    """Return what differs between the openapi.yaml of `vendor` and what its inputs give, and that normal form.

    The form is None where the inputs give none; the findings then say why. `today` is the day that sunset dates are
    compared with.
    """
    try:
        form = normalise_described(vendor)
    except SpecloomError as error:
        return Report(vendor.vendor, Layer.FORM, findings=error.findings), None
    changes, findings = _compared(vendor.folder / OUTPUT, form, today)
    return Report(vendor.vendor, Layer.FORM, tuple(changes), tuple(findings)), form


def _compared(path: Path, form: NormalForm, today: date) -> tuple[list[Change], list[Finding]]:
    """Return what changed in meaning from the file at `path` to `form`, and what is to be said of the file itself."""
    place = Place(str(path))
    if not path.exists():
        return [], [Finding(_RULE, "is missing", place, _REMEDY)]
    try:
        if load.read_text(path) == dump.dumps(form.document):
            return [], []
        base, _ = resolve_file(path)
    except SpecloomError as error:
        return [], [Finding(_RULE, "is not what its inputs give", place, _REMEDY), *error.findings]
    changes = compare(base, resolve(form.document, str(path)), today=today)
    same = "" if changes else ", though it means the same"
    return changes, [Finding(_RULE, f"is not what its inputs give{same}", place, _REMEDY)]
