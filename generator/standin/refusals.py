"""A refusal as the vendor words it: the declared shape of the error, filled with what is wrong."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from dataclasses import replace
from random import Random
from typing import Any

from generator.document import names
from generator.document.reasons import reason_phrase
from generator.document.shapes import is_array, is_object
from generator.exchange.messages import Response
from generator.exchange.operations import Operation
from generator.standin.bodies import plain, properties
from generator.standin.causes import Refused, status_of
from generator.standin.negotiation import json_type
from generator.standin.sampling.declared import declared_response
from generator.standin.sampling.media_ranges import kind_of
from generator.standin.sampling.samples import NoSample, Samples

_DEEPEST = 4
_TEXTS = frozenset({"text/plain", "text/html"})
_MESSAGES = frozenset({
    "message", "detail", "details", "description", "error_description", "error_message", "title", "error", "reason",
    "msg", "error_msg", "text", "summary",
})  # fmt: skip
_CODES = frozenset({"code", "error_code", "type", "error_type", "kind", "status", "status_code", "error"})
_FIELDS = frozenset({"field", "path", "pointer", "param", "parameter", "property", "location", "source", "target"})


class Refusals:
    """Words refusals for one document.

    `templates` are bodies by cause or status, `default` for the others: in their texts `${message}`, `${code}`,
    `${field}`, `${status}` and each detail of the refusal stand for what it says. `codes` are the vendor's words for
    causes and for rules that a request breaks.
    """

    def __init__(
        self,
        samples: Samples,
        document: dict[str, Any],
        templates: Mapping[str, Any] | None = None,
        codes: Mapping[str, str | int] | None = None,
    ) -> None:
        self._samples = samples
        self._document = document
        self._templates = templates or {}
        self._codes = codes or {}

    def response(self, operation: Operation | None, refused: Refused, accept: str = "") -> Response:
        """Return the answer that says why a call of `operation`, or of none, is refused.

        What the document does not declare, or not the members of, is said as problem details (RFC 9457). Of several
        declared media types one that is JSON counts, preferably as the Accept header `accept` says.
        """
        status = refused.status if refused.status is not None else status_of(refused.cause, operation)
        declared = None if operation is None else operation.response(status)
        content: dict[str, Any] = {} if declared is None else declared.get("content", {})
        chosen = json_type(self._samples, content, accept)
        template = self._template(refused, status)
        if operation is not None and declared is not None and chosen is None:
            return self._in_other_words(operation, content, refused, status)
        kind = "application/problem+json" if chosen is None else chosen.concrete
        schema: Any = None if chosen is None else content[chosen.declared].get("schema")
        if template is not None:
            kind = "application/json" if chosen is None else kind
            body = filled(template, self._values(refused, status))
        else:
            body = self._filled_schema(schema, refused, status) if schema else _problem(refused, status)
        return Response(
            status, (("Content-Type", kind), *refused.headers), json.dumps(body, ensure_ascii=False).encode()
        )

    def _in_other_words(self, operation: Operation, content: dict[str, Any], refused: Refused, status: int) -> Response:
        """Return a refusal whose body is declared not to be JSON, or not to be there: the message where that is text."""
        text = next((kind for kind in content if kind_of(kind) in _TEXTS), None)
        if text is not None and self._samples.schemas.accepts(content[text].get("schema", True), refused.message):
            said = refused.message if kind_of(text) == "text/plain" else html.escape(refused.message)
            headers = (("Content-Type", text), *refused.headers)
            return Response(status, headers, said.encode(errors="replace"))
        made = declared_response(self._samples, operation, status, random=Random(status))  # noqa: S311 - a sample
        return replace(made, headers=(*made.headers, *refused.headers))

    def _template(self, refused: Refused, status: int) -> Any:
        return next(
            (self._templates[key] for key in (refused.cause.value, str(status), "default") if key in self._templates),
            None,
        )

    def _values(self, refused: Refused, status: int) -> dict[str, Any]:
        said = {"message": refused.message, "field": refused.field or "request", "status": status}
        return {"code": self._code(refused), **said, **refused.details}

    def _code(self, refused: Refused) -> str | int:
        names = (refused.rule, refused.cause.value)
        return next(
            (self._codes[name] for name in names if name in self._codes), (refused.rule or names[1]).replace("-", "_")
        )

    def _filled_schema(self, schema: Any, refused: Refused, status: int) -> Any:
        given = self._given(schema, refused, status, 0)
        try:
            return self._samples.complete(schema, given, Random(status))  # noqa: S311 - a sample, no secret
        except NoSample:
            return given

    def _given(self, schema: Any, refused: Refused, status: int, depth: int) -> Any:
        """Return as much of an error of `schema` as can be said of this one."""
        node = plain(self._document, schema)
        if not is_object(node) or depth > _DEEPEST:
            return {}
        if "items" in node:
            return [self._given(node["items"], refused, status, depth + 1)]
        if node.get("type") == "string":
            return refused.message
        return {
            name: value
            for name, member in properties(node).items()
            if (value := self._member(name, plain(self._document, member), refused, status, depth)) is not None
        }

    def _member(self, name: str, node: Any, refused: Refused, status: int, depth: int) -> Any:
        if not is_object(node):
            return None
        word, kinds = names.snake(name), _kinds(node)
        if "string" in kinds and "enum" not in node:
            if word in _MESSAGES and not (word == "error" and depth):
                return refused.message
            if word in _CODES:
                return str(self._code(refused))
            return refused.field if word in _FIELDS and refused.field else None
        if kinds & {"integer", "number"} and word in _CODES:
            return status
        if "object" in kinds and "additionalProperties" in node and "properties" not in node:
            texts = is_object(node["additionalProperties"]) and _kinds(node["additionalProperties"]) == {"array"}
            return {refused.field or "request": [refused.message] if texts else refused.message}
        if kinds & {"object", "array"} or "properties" in node:
            return self._given(node, refused, status, depth + 1)
        return None


def filled(template: Any, values: Mapping[str, Any]) -> Any:
    """Return `template` with each `${name}` replaced; a text that is nothing else becomes the value itself."""
    if is_object(template):
        return {key: filled(value, values) for key, value in template.items()}
    if is_array(template):
        return [filled(value, values) for value in template]
    if not isinstance(template, str) or "${" not in template:
        return template
    for name, value in values.items():
        mark = f"${{{name}}}"
        if template == mark:
            return value
        template = template.replace(mark, str(value))
    return template


def _problem(refused: Refused, status: int) -> dict[str, Any]:
    return {"title": reason_phrase(str(status)), "status": status, "detail": refused.message}


def _kinds(node: dict[str, Any]) -> set[str]:
    kind = node.get("type")
    return {str(each) for each in kind} if is_array(kind) else {kind} if isinstance(kind, str) else set()
