"""Media types: which are JSON, and which of several to use."""

from __future__ import annotations

from typing import Any


def is_json(media_type: str) -> bool:
    """Tell whether `media_type` is JSON (RFC 8259, and the suffix of RFC 6839)."""
    essence = media_type.split(";", maxsplit=1)[0].strip().lower()
    return essence == "application/json" or essence.endswith("+json")


def is_form(media_type: str) -> bool:
    """Tell whether `media_type` is that of HTML forms without files."""
    return media_type.split(";", maxsplit=1)[0].strip().lower() == "application/x-www-form-urlencoded"


def json_first(content: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return the media type and media object to use of several: JSON where there is one, else the first."""
    for media_type, media in content.items():
        if is_json(media_type):
            return media_type, media
    nothing: tuple[str, dict[str, Any]] = ("", {})
    return next(iter(content.items()), nothing)
