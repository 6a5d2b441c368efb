"""Texts whose content is no text: `contentMediaType: image/png` of OpenAPI 3.1 is `format: binary` of earlier versions.

OpenAPI 3.1 (section 4.8.14.2, considerations for file uploads) describes bytes as they are by their media type, without a
`contentEncoding`. The normal form says it in the words that every version has, and keeps the media type beside them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from generator.document.shapes import is_object
from generator.normalise.schemas import document_roots, walk

if TYPE_CHECKING:
    from generator.normalise.ledger import Ledger

RULE = "read-as-bytes"

_TEXTUAL = re.compile(
    r"text/.*|application/((.*\+)?(json|xml|yaml)|x-www-form-urlencoded|javascript|graphql|sql)|message/.*"
)
_OTHERWISE = frozenset(
    {"contentEncoding", "format", "$ref", "enum", "const", "pattern", "contentSchema", "anyOf", "oneOf"}
)


def read_contents_as_bytes(document: dict[str, Any], ledger: Ledger) -> None:
    """Give every text of the composed `document` whose content is no text the format `binary`, in place."""
    for root in document_roots(document):
        for container, key, _ in walk(root):
            schema = container[key]
            if is_object(schema) and _is_bytes(schema):
                ledger.note_member(schema, "contentMediaType", RULE, "bytes as they are: format binary")
                schema.setdefault("type", "string")
                schema["format"] = "binary"


def _is_bytes(schema: dict[str, Any]) -> bool:
    media_type: Any = schema.get("contentMediaType")
    if not isinstance(media_type, str) or not _OTHERWISE.isdisjoint(schema):
        return False
    said = schema.get("type", "string")
    is_text = {"string"} == set([said] if isinstance(said, str) else said) - {"null"}
    return is_text and "/" in media_type and not _TEXTUAL.fullmatch(media_type.partition(";")[0].strip().lower())
