"""OpenAPI documents that a vendor publishes: captured/ has each as it is, beside a note of where it is from."""

from __future__ import annotations

from typing import Any, Final

from generator.document.shapes import is_object

DIALECT: Final = "openapi"
"""The dialect of a page that is an OpenAPI document itself."""
_SOURCE = "x-specloom-source"


def is_published(captured: Any) -> bool:
    """Tell whether the data of a file in captured/ is a document of the vendor's, and not what a page says."""
    source: Any = captured.get(_SOURCE) if is_object(captured) else None
    return is_object(source) and source.get("dialect") == DIALECT
