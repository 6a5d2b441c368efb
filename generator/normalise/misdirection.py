"""References to a part of another kind whose meaning is plain: a response for its schema, a schema for a response.

Authors refer to `#/components/responses/Problem` where the schema of that response belongs, or to a schema where a response
of it does. The reference is led to what is meant, with a warning; where that is not plain, `shape.misdirected` refuses it.
"""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Any

from generator.document import pointers, references
from generator.document.shapes import is_object
from generator.normalise import parts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.normalise.dialects.repairs import Repairs
    from generator.normalise.parts import Part
    from generator.normalise.specification import Specification

RULE = "lead-reference"

_JSON = "application/json"
_HOLDERS = frozenset({"parameter", "header", "request body", "response", "media type"})
"""Kinds of parts that hold a schema, or several by their media types."""
_MADE_OF_SCHEMAS = frozenset({"header", "request body", "response", "media type"})
"""Kinds of parts that a schema says all of."""


def lead_references(
    document: dict[str, Any], walked: Iterable[Part], specification: Specification, repairs: Repairs
) -> None:
    """Lead references of `document` to a part of another kind to what they mean, in place.

    Args:
        document: of the version that `specification` is for.
        walked: what `parts.walk` gives of it.
        specification: says what is of which kind.
        repairs: learns of each reference.
    """
    inside = [part for part in walked if is_object(part[1]) and "$ref" in part[1]]
    outside = [part for part in parts.outside(document, parts.referred_by(inside), specification) if "$ref" in part[1]]
    kind_at = cache(partial(parts.kind_at, document, specification=specification))
    for kind, part, pointer in [*inside, *outside]:
        reference = part["$ref"]
        target = references.target(reference) if isinstance(reference, str) else None
        found = None if target is None else kind_at(target)
        if target is None or found in {None, kind}:
            continue
        if kind == "schema" and found in _HOLDERS:
            _lead_to_schema(part, found, _schema_in(document, target), pointer, repairs)
        elif found == "schema" and kind in _MADE_OF_SCHEMAS:
            _hold(part, kind, is_old="responses" in specification.fields["document"])
            repairs.warn(pointer, RULE, f"refers to a schema: a {kind} of it is meant")


def _lead_to_schema(part: dict[str, Any], found: str, schema: str | None, pointer: str, repairs: Repairs) -> None:
    if schema is None and found == "response":  # it describes an answer, and leaves open what is in it
        del part["$ref"]
        repairs.warn(pointer, RULE, "refers to a response that has no schema: it is read as any value")
    elif schema is not None:
        part["$ref"] = schema
        repairs.warn(pointer, RULE, f"refers to a {found}: the schema of it is meant")


def _schema_in(document: dict[str, Any], target: str) -> str | None:
    """Return a reference to the schema of the parameter, header, body, response or media type at `target`, None without one."""
    for _ in range(references.MAX_CHAIN):
        try:
            found: Any = pointers.get(document, target)
        except (KeyError, ValueError):
            return None
        if not is_object(found):
            return None
        if not isinstance(found.get("$ref"), str):
            tokens = _to_schema(found)
            return None if tokens is None else "#" + pointers.join(target, *tokens).replace("%", "%25")
        target = references.target(found["$ref"]) or ""
    return None


def _to_schema(holder: dict[str, Any]) -> list[str] | None:
    if "schema" in holder:
        return ["schema"]
    content: Any = holder.get("content")
    media_types = (
        [key for key, media in content.items() if is_object(media) and "schema" in media] if is_object(content) else []
    )
    chosen = _JSON if _JSON in media_types else next(iter(media_types), None)
    return None if chosen is None else ["content", chosen, "schema"]


def _hold(part: dict[str, Any], kind: str, *, is_old: bool) -> None:
    """Make of a reference to a schema a part of a kind that holds it; `is_old` tells that the document is Swagger 2.0."""
    schema = {"$ref": part.pop("$ref")}
    if kind == "response":
        part.setdefault("description", "")
    if is_old or kind in {"header", "media type"}:
        part["schema"] = schema
    else:
        part["content"] = {_JSON: {"schema": schema}}
