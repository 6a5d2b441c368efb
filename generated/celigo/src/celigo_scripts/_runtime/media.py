"""Media types, as far as bodies need them (RFC 9110 section 8.3)."""

from __future__ import annotations

from codecs import lookup

# Codecs of Python's that no text is sent in.
_NO_CHARSETS = frozenset({"punycode", "raw-unicode-escape", "unicode-escape"})


def essence(content_type: str) -> str:
    """Return `type/subtype` in small letters, without parameters."""
    return content_type.partition(";")[0].strip().lower()


def covers(declared: str, name: str) -> bool:
    """Say whether a declared media type or range, such as `image/*`, is or includes `name` (RFC 9110 section 12.5.1)."""
    kind = essence(declared)
    return kind in {name, "*/*"} or (kind.endswith("/*") and name.startswith(kind[:-1]))


def is_json(content_type: str) -> bool:
    """Say whether a media type is JSON, the `+json` structured syntaxes included (RFC 6839) but for JSON lines."""
    name = essence(content_type)
    return name in {"application/json", "text/json"} or (name.endswith("+json") and name != "application/stream+json")


def charset(content_type: str) -> str:
    """Return the charset that a content type names; UTF-8 if it names none that Python knows as text."""
    for parameter in content_type.split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            value = value.strip().strip("\"'")
            try:
                b" ".decode(value, "replace")
            except (LookupError, ValueError):
                break
            return "utf-8" if lookup(value).name in _NO_CHARSETS else value
    return "utf-8"
