"""Bodies of requests and responses against the media types that a document declares (OpenAPI 3.1 section 4.8.14)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NoReturn, cast
from urllib.parse import parse_qsl

from generator.document.limits import MAX_DEPTH
from generator.document.references import follow
from generator.document.shapes import is_array, is_object
from generator.exchange.messages import Headers, is_json, media_type
from generator.exchange.parameters import Parameters
from generator.exchange.schemas import Fault, Schemas

FORM = "application/x-www-form-urlencoded"


class Bodies:
    """Checks bodies for one document."""

    def __init__(self, document: dict[str, Any], schemas: Schemas, parameters: Parameters) -> None:
        self._document = document
        self._schemas = schemas
        self._parameters = parameters

    def faults(self, content: dict[str, Any], headers: Headers, body: bytes) -> Iterable[Fault]:
        """Return what is wrong with `body`, sent under `headers`, where `content` is declared; pointers lead into it.

        Raises:
            SpecloomError: a declared schema cannot be used.
        """
        kind = media_type(headers)
        declared = _select(content, kind)
        if declared is None:
            known = ", ".join(sorted(content))
            message = f"is sent as {kind}, not as {known}" if kind else f"has no Content-Type; declared: {known}"
            return [Fault("undeclared-media-type" if kind or body else "missing-body", "", message)]
        schema = declared.get("schema")
        if schema is None or self._is_bytes(schema):
            return []
        if is_json(kind):
            return self._json_faults(schema, body)
        return self._text_faults(declared, kind, body)

    def _json_faults(self, schema: Any, body: bytes) -> list[Fault]:
        try:
            value = read_json(body)
        except ValueError as error:
            return [Fault("malformed-body", "", f"is not JSON: {error}")]
        return self._schemas.faults("invalid-body", schema, value)

    def _text_faults(self, declared: dict[str, Any], kind: str, body: bytes) -> list[Fault]:
        schema = declared["schema"]
        try:
            text = body.decode()
        except UnicodeDecodeError:
            return []  # another charset or no text at all: a schema of JSON says nothing about it
        if kind == FORM:
            pairs = tuple(parse_qsl(text, keep_blank_values=True))
            return self._schemas.faults(
                "invalid-body", schema, self._parameters.form(schema, pairs, declared.get("encoding"))
            )
        if self._schemas.kinds(schema) == {"string"}:
            return self._schemas.faults("invalid-body", schema, text)
        return []

    def _is_bytes(self, schema: Any) -> bool:
        target = follow(self._document, schema)
        if not isinstance(target, dict):
            return False
        members = cast(dict[str, Any], target)
        return members.get("format") == "binary" or "contentMediaType" in members


def read_json(body: bytes) -> Any:
    """Return the value that `body` is as JSON (RFC 8259, so without NaN and infinities).

    Raises:
        ValueError: it is not JSON, not UTF-8, nested too deeply, or holds what is no Unicode (RFC 7493 section 2.1).
    """
    try:
        value = json.loads(body.decode(), parse_constant=_refuse)
        is_text = not (b"\\ud" in body or b"\\uD" in body) or _is_text(value)
    except RecursionError:
        value = None
        is_text = is_too_deep = True
    else:
        # Walked only where there are as many brackets: most bodies have fewer.
        is_too_deep = body.count(b"[") + body.count(b"{") > MAX_DEPTH and _depth(value) > MAX_DEPTH
    if is_too_deep:
        msg = f"it is nested more than {MAX_DEPTH} levels deep"
        raise ValueError(msg)
    if not is_text:
        msg = "it holds half of a surrogate pair"
        raise ValueError(msg)
    return value


def _is_text(value: Any) -> bool:
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _depth(value: Any) -> int:
    """Return how many objects and arrays stand inside one another, level by level."""
    depth, level = 0, [value]
    while level := [child for node in level for child in _children(node)]:
        depth += 1
    return depth


def _children(node: Any) -> Iterable[Any]:
    if is_object(node):
        return node.values()
    return node if is_array(node) else ()


def _refuse(constant: str) -> NoReturn:
    msg = f"{constant} is no JSON value"
    raise ValueError(msg)


def _select(content: dict[str, Any], kind: str) -> dict[str, Any] | None:
    """Return the entry of `content` for the media type `kind`, the most specific one first."""
    declared = {key.partition(";")[0].strip().lower(): value for key, value in content.items()}
    candidates = (kind, kind.partition("/")[0] + "/*", "*/*")
    return next((declared[candidate] for candidate in candidates if candidate in declared), None)
