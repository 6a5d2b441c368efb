"""A page that was an OpenAPI document, and cannot be read as one: who changed, the vendor or our reader."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from generator.document.findings import Finding, Place, Severity
from generator.extract.prose import digest
from generator.extract.sight import kind_by_sight
from generator.workspace.fetch import looks_like_html

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_NO_DOCUMENT = frozenset({"invalid-json", "invalid-yaml", "not-openapi"})
_NAMES = {"openapi": "OpenAPI", "swagger": "Swagger"}
_KEPT = "captured/ stays as it is."


def blame_for_document(text: str, known: Mapping[str, Any], page: str, rules: Collection[str]) -> Finding:
    """Return who must act on a document that cannot be read.

    A document is in a public notation: what it is not, its vendor changed. Only where it is the very text of captured/, or
    where it is sound JSON that our reader refused, the reader is to blame.

    Args:
        text: the page today.
        known: `x-specloom-source` of the document that captured/ has.
        page: the page's name.
        rules: those of the findings that say why it cannot be read.
    """
    if digest(text) == known.get("sha256"):
        message = "cannot be read any more, and is the very document that captured/ was made from"
        return Finding("extractor-regression", message, Place(page), "The reader broke: mend it.")
    before, now = known["structure"].get("layout"), kind_by_sight(text)
    if now and rules and _NO_DOCUMENT.issuperset(rules) and _is_object(text):
        message = f"cannot be read any more, though it is {_called(now)} in JSON"
        return Finding("extractor-regression", message, Place(page), "The reader should cope with it: mend it.")
    if not now:
        said, remedy = f"is no OpenAPI document any more{_instead(text)}", "Look at the page: it may have moved. "
    elif rules and _NO_DOCUMENT.issuperset(rules):
        said, remedy = f"begins as {_called(now)}, and is torn or not well-formed", "Try again later. "
    elif now != before:
        said, remedy = f"is {_called(now)} now, and cannot be used", ""
    else:
        said, remedy = f"is {_called(now)} as it was, and states what cannot be used", "Report it to the vendor. "
    return Finding("page-changed", f"{said}: the vendor changed it", Place(page), remedy + _KEPT)


def other_kind(text: str, known: Mapping[str, Any], page: str) -> list[Finding]:
    """Return what is worth a look on a document that can be read: that it is of another version than it was."""
    before, now = str(known["structure"].get("layout")), kind_by_sight(text)
    if before == now:
        return []
    message = f"is {_called(now)} now, and was {_called(before)}"
    remedy = "Check what changed in its words alone."
    return [Finding("page-structure-changed", message, Place(page), remedy, Severity.WARNING)]


def _called(kind: str) -> str:
    name, _, version = kind.partition(" ")
    return f"a document of {_NAMES.get(name, name)} {version}".rstrip()


def _instead(text: str) -> str:
    if not text.strip():
        return ", it is empty"
    return ", it is HTML" if looks_like_html(text) else ""


def _is_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text.removeprefix("\ufeff")), dict)
    except (ValueError, RecursionError):
        return False
