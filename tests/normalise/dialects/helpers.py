"""Reading one document, and what was said about it."""

from __future__ import annotations

from typing import Any

from generator.document.copies import plain_copy
from generator.normalise.dialects.repairs import Repairs
from generator.normalise.upgrade import upgrade


def read(document: dict[str, Any]) -> tuple[dict[str, Any], Repairs]:
    """The document as OpenAPI 3.1, and what was repaired."""
    repairs = Repairs()
    return upgrade(plain_copy(document), "a.yaml", repairs), repairs


def warned(repairs: Repairs) -> dict[str | None, str]:
    """What authors are warned of, by place."""
    return {finding.place.pointer: finding.message for finding in repairs.findings("a.yaml")}


def noted(repairs: Repairs) -> dict[str, str]:
    """What is explained, by place."""
    return {entry.pointer: entry.detail for entry in repairs.entries}
