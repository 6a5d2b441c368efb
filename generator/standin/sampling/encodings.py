"""Values as bodies: bytes of a media type."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from generator.document.shapes import is_array, is_object
from generator.exchange.bodies import FORM
from generator.exchange.messages import is_json
from generator.standin.sampling.media_ranges import kind_of
from generator.standin.sampling.xml_texts import xml_text

BOUNDARY = "part-of-the-answer"
"""What parts of a multipart body are separated by."""
LINES = frozenset({"application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines",
                   "application/jsonlines", "application/json-seq"})  # fmt: skip
"""Media types of JSON values, one after the other."""
EVENTS = "text/event-stream"

_EVENT_FIELDS = ("event", "id", "retry", "data")
_PIXEL = bytes.fromhex(  # one transparent pixel
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000a49444154789c6300010000050001"
    "0d0a2db40000000049454e44ae426082"
)
_FILES = {
    "image/png": _PIXEL,
    "image/gif": b"GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff!\xf9\4\1\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;",
    "image/svg+xml": b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
    "application/zip": b"PK\5\6" + bytes(18),  # an archive of nothing
    "application/gzip": bytes.fromhex("1f8b080000000000020303000000000000000000"),
    "application/pdf": b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n",
}
_BYTES = b"\0some bytes\xff"


def json_bytes(value: Any) -> bytes:
    """Return `value` as compact JSON in UTF-8; what UTF-8 cannot hold is escaped."""
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:  # half a surrogate pair
        return json.dumps(value, separators=(",", ":")).encode()


def file_bytes(kind: str) -> bytes:
    """Return a small file of the media type `kind`, or a few bytes that are no text where none is known."""
    return _FILES.get(kind, b"some text" if kind.startswith("text/") else _BYTES)


def is_file(kind: str) -> bool:
    """Tell whether bodies of the media type `kind` are files, whatever a schema says."""
    return kind in _FILES or kind.partition("/")[0] in {"image", "audio", "video", "font"}


def is_sequence(kind: str) -> bool:
    """Tell whether a body of the media type `kind` is any number of values, one after the other."""
    return kind in LINES or kind == EVENTS


def encode(document: dict[str, Any], media_type: str, schema: Any, value: Any) -> bytes:
    """Return `value`, which conforms to `schema`, as one body; for a sequence `value` is the list of what it holds."""
    kind = kind_of(media_type)
    if is_json(kind):
        return json_bytes(value)
    if kind == "application/json-seq":
        return b"".join(b"\x1e" + json_bytes(each) + b"\n" for each in value)  # RFC 7464
    if kind in LINES:
        return b"".join(json_bytes(each) + b"\n" for each in value)
    if kind == EVENTS:
        return "".join(map(_event, value)).encode(errors="replace")
    if kind == FORM:
        return urlencode(_pairs(value), errors="replace").encode() if is_object(value) else _text(value)
    if kind.startswith("multipart/") and is_object(value):
        return _multipart(value)
    if kind.endswith(("/xml", "+xml")) and not isinstance(value, str):
        return xml_text(document, schema, value).encode(errors="replace")
    return _text(value)


def _text(value: Any) -> bytes:
    return value.encode(errors="replace") if isinstance(value, str) else json_bytes(value)


def _pairs(value: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the fields of a form: one for each item of an array, JSON for what is inside objects."""
    return [(name, _text(each).decode()) for name, member in value.items() for each in _several(member)]


def _several(member: Any) -> list[Any]:
    return member if is_array(member) else [member]


def _multipart(value: dict[str, Any]) -> bytes:
    body = b""
    for name, member in value.items():
        for each in _several(member):
            kind = "application/json" if is_object(each) or is_array(each) else "text/plain; charset=utf-8"
            said = name.translate({10: "%0A", 13: "%0D", 34: "%22"})  # as forms of the web are encoded
            head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{said}"\r\nContent-Type: {kind}\r\n\r\n'
            body += head.encode(errors="replace") + _text(each) + b"\r\n"
    return body + f"--{BOUNDARY}--\r\n".encode()


def _event(value: Any) -> str:
    """Return a server-sent event: `value` names its fields, or is what it holds as data."""
    if not (is_object(value) and "data" in value and value.keys() <= {*_EVENT_FIELDS, "comment"}):
        value = {"data": value}
    lines: list[str] = []
    for name in _EVENT_FIELDS:
        if name in value:
            text = value[name] if isinstance(value[name], str) else json_bytes(value[name]).decode()
            lines += [
                f"{name}: {line}"
                for line in (text.splitlines() if name == "data" else [" ".join(text.split())]) or [""]
            ]
    return "\n".join(lines) + "\n\n"
