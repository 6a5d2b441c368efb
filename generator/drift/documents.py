"""Two OpenAPI documents in files, compared as their consumer sees them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from generator.document.findings import Finding, Place, Severity
from generator.document.neighbours import refuse_remote
from generator.document.shapes import is_object
from generator.document.uncollected import uncollected
from generator.drift.changes import Layer, Report
from generator.drift.comparing import compare
from generator.drift.comparing.path_wide import declared
from generator.normalise.pipeline import read_file, resolve_bundle

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from generator.document.neighbours import Fetch
    from generator.drift.comparing.path_wide import Declared

_NEWEST: Final = "3.2.0"
_UNSAID: Final = "3.0.3"
"""What a document that says no version is read as: what later versions brought is understood in it as well."""
_LATER: Final = re.compile(r"(?:3\.(?:[3-9]|[1-9][0-9])|[4-9])(?:\.[0-9.]*)?(?:-.*)?", re.DOTALL)


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
    with uncollected():
        old, old_findings, _ = _resolved(base, fetch)
        new, new_findings, wide = _resolved(revision, fetch)
        changes = compare(old, new, today=today, declared=wide)
    return Report(
        subject=f"{base} → {revision}",
        layer=Layer.DOCUMENTS,
        changes=tuple(changes),
        findings=(*old_findings, *new_findings),
        meta={"base": str(base), "revision": str(revision)},
    )


def _resolved(path: Path, fetch: Fetch) -> tuple[dict[str, Any], tuple[Finding, ...], Declared]:
    """Return the resolved form of the document at `path`, whatever version it says it is of, and what was repaired in it.

    The last of the three is what the form does not tell any more: which parameters were declared for whole paths.
    """
    bundled = read_file(path, fetch)
    said = _spelled(bundled.document, str(path))
    wide = declared(bundled.document)
    resolved, findings = resolve_bundle(bundled, str(path))
    return resolved, (*said, *findings), wide


def _spelled(document: Any, name: str) -> list[Finding]:
    """Give a `document` of no version, or of one that is not known yet, a version that is; return what is said of it.

    A package is not made from such a document, yet what changed in it can be told.
    """
    if not is_object(document) or "swagger" in document:
        return []
    given = document.get("openapi")
    if "openapi" not in document and any(is_object(document.get(key)) for key in ("paths", "webhooks", "components")):
        document["openapi"] = _UNSAID
        message = f"says no version of OpenAPI: it is read as one of {_UNSAID}"
    elif isinstance(given, str) and _LATER.fullmatch(given.strip()):
        document["openapi"] = _NEWEST
        message = f"declares a version of OpenAPI that is not known: it is read as one of {_NEWEST}"
    else:
        return []
    return [Finding("assumed-version", message, Place(name, pointer="/openapi"), severity=Severity.WARNING)]
