"""Media types: which are JSON, and which of several to use."""

from __future__ import annotations

from typing import Any

# JSON lines, by every name that they have.
_JSON_LINES = frozenset(
    f"application/{name}"
    for name in ("jsonl", "x-jsonl", "jsonlines", "x-jsonlines", "ndjson", "x-ndjson", "stream+json")
)


def is_json(media_type: str) -> bool:
    """Tell whether `media_type` is JSON (RFC 8259, and the suffix of RFC 6839)."""
    essence = _essence(media_type)
    return essence == "application/json" or (essence.endswith("+json") and essence not in _JSON_LINES)


def is_event_stream(media_type: str) -> bool:
    """Tell whether `media_type` is that of server-sent events."""
    return _essence(media_type) == "text/event-stream"


def is_sequence(media_type: str) -> bool:
    """Tell whether `media_type` is a sequence of items: server-sent events, JSON lines, JSON texts (RFC 7464)."""
    essence = _essence(media_type)
    return is_event_stream(essence) or essence in _JSON_LINES or essence.endswith(("/json-seq", "+json-seq"))


def is_text(media_type: str) -> bool:
    """Tell whether `media_type` is text."""
    return _essence(media_type).startswith("text/")


def is_form(media_type: str) -> bool:
    """Tell whether `media_type` is that of HTML forms without files."""
    return media_type.split(";", maxsplit=1)[0].strip().lower() == "application/x-www-form-urlencoded"


def is_multipart(media_type: str) -> bool:
    """Tell whether `media_type` is that of forms with files (RFC 7578)."""
    return _essence(media_type) == "multipart/form-data"


def body_first(content: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return the media type and media object to send of several: JSON, else a form with files or without, else the first."""
    for is_wanted in (is_json, is_multipart, is_form):
        for media_type, media in content.items():
            if is_wanted(media_type):
                return media_type, media
    return json_first(content)


def json_first(content: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return the media type and media object to use of several: JSON where there is one, else the first."""
    for media_type, media in content.items():
        if is_json(media_type):
            return media_type, media
    nothing: tuple[str, dict[str, Any]] = ("", {})
    return next(iter(content.items()), nothing)


def _essence(media_type: str) -> str:
    return media_type.split(";", maxsplit=1)[0].strip().lower()
