"""A default of null where null is no value: it says that there is none, so that it is not said at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document import references
from generator.document.shapes import is_object
from generator.normalise.schemas import document_roots, is_null, walk

if TYPE_CHECKING:
    from generator.normalise.ledger import Ledger

RULE = "drop-null-default"
_TYPES = ("type", "enum", "const", "anyOf", "oneOf", "allOf", "$ref")


def drop_null_defaults(document: dict[str, Any], ledger: Ledger) -> None:
    """Remove every `default: null` of a schema of the composed `document` that null does not satisfy, in place.

    JSON Schema 2020-12 (validation, section 9.2) wants a default to be valid; careless generators write null for none.
    """
    for root in document_roots(document):
        for container, key, _ in walk(root):
            schema = container[key]
            if is_object(schema) and schema.get("default", ...) is None and not _takes_null(document, schema):
                ledger.note_member(schema, "default", RULE, "null is no value of the schema")
                del schema["default"]


def _takes_null(document: dict[str, Any], schema: dict[str, Any], depth: int = 8) -> bool:
    if depth == 0 or not any(word in schema for word in _TYPES):
        return True
    if "$ref" in schema:
        target = references.follow(document, schema)
        return target is schema or not is_object(target) or _takes_null(document, target, depth - 1)
    kind = schema.get("type", "null")
    if kind != "null" and not (isinstance(kind, list) and "null" in kind):
        return False
    if None not in schema.get("enum", [None]) or schema.get("const") is not None:
        return False
    branches = [branch for word in ("anyOf", "oneOf") for branch in schema.get(word, [])]
    return not branches or any(
        is_null(branch) or not is_object(branch) or _takes_null(document, branch, depth - 1) for branch in branches
    )
