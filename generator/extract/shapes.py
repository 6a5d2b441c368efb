"""What each member of an OpenAPI document is: a fact, prose, data, or an object with members of its own.

One table for OpenAPI 3.0, 3.1 and 3.2, so that the place of a value decides, never its name: the schema of a property
called `description` is a fact, the `description` beside it is prose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from generator.document.keywords import SUBSCHEMAS

if TYPE_CHECKING:
    from collections.abc import Iterator

FACT = "fact"  # kept as it is, whatever it says
PROSE = "prose"  # a sentence of the vendor's, dropped
FREE = "free"  # unknown ground: short text stays, long text is prose
SAMPLE = "sample"  # an example's value: its keys are data, its long text is prose
SCOPES = "scopes"  # OAuth scopes: the names are facts, the texts prose

_DESCRIBED = {"description": PROSE}
_PARAMETER = {
    **_DESCRIBED, "name": FACT, "in": FACT, "style": FACT, "schema": "schema", "content": "{media-type}",
    "example": SAMPLE, "examples": "{example}", "$ref": FACT, "summary": PROSE,
}  # fmt: skip

# A value names the shape of a member: `[x]` is a list of x, `{x}` a map to x. A member that is not named is FREE.
_SHAPES: dict[str, dict[str, str]] = {
    "document": {
        "openapi": FACT, "$self": FACT, "jsonSchemaDialect": FACT, "security": FACT, "info": "info",
        "servers": "[server]", "tags": "[tag]", "externalDocs": "external-docs", "paths": "{path-item}",
        "webhooks": "{path-item}", "components": "components",
    },
    "components": {
        "schemas": "{schema}", "responses": "{response}", "parameters": "{parameter}", "examples": "{example}",
        "requestBodies": "{request-body}", "headers": "{parameter}", "securitySchemes": "{security-scheme}",
        "links": "{link}", "callbacks": "{callback}", "pathItems": "{path-item}", "mediaTypes": "{media-type}",
    },
    "info": {**_DESCRIBED, "summary": PROSE, "title": FACT, "version": FACT},
    "server": {**_DESCRIBED, "url": FACT, "name": FACT, "variables": "{server-variable}"},
    "server-variable": {**_DESCRIBED, "enum": FACT, "default": FACT},
    "tag": {**_DESCRIBED, "name": FACT, "parent": FACT, "kind": FACT, "externalDocs": "external-docs"},
    "external-docs": {**_DESCRIBED, "url": FACT},
    "path-item": {
        **_DESCRIBED, "$ref": FACT, "servers": "[server]", "parameters": "[parameter]", "get": "operation",
        "put": "operation", "post": "operation", "delete": "operation", "options": "operation", "head": "operation",
        "patch": "operation", "trace": "operation", "query": "operation", "additionalOperations": "{operation}",
    },
    "operation": {
        **_DESCRIBED, "tags": FACT, "operationId": FACT, "security": FACT, "externalDocs": "external-docs",
        "parameters": "[parameter]", "requestBody": "request-body", "responses": "{response}",
        "callbacks": "{callback}", "servers": "[server]",
    },
    "parameter": _PARAMETER,
    "request-body": {**_DESCRIBED, "$ref": FACT, "summary": PROSE, "content": "{media-type}"},
    "media-type": {
        **_DESCRIBED, "schema": "schema", "itemSchema": "schema", "example": SAMPLE, "examples": "{example}",
        "encoding": "{encoding}", "$ref": FACT,
    },
    "encoding": {"contentType": FACT, "headers": "{parameter}", "style": FACT},
    "response": {
        **_DESCRIBED, "$ref": FACT, "summary": PROSE, "headers": "{parameter}", "content": "{media-type}",
        "links": "{link}",
    },
    "callback": {},
    "link": {
        **_DESCRIBED, "$ref": FACT, "operationRef": FACT, "operationId": FACT, "parameters": FACT, "requestBody": FACT,
        "server": "server",
    },
    "example": {**_DESCRIBED, "$ref": FACT, "externalValue": FACT, "value": SAMPLE, "dataValue": SAMPLE},
    "security-scheme": {
        **_DESCRIBED, "type": FACT, "name": FACT, "in": FACT, "scheme": FACT, "bearerFormat": FACT,
        "openIdConnectUrl": FACT, "flows": "{oauth-flow}",
    },
    "oauth-flow": {"authorizationUrl": FACT, "tokenUrl": FACT, "refreshUrl": FACT, "scopes": SCOPES},
    "schema": {
        **_DESCRIBED, "$comment": PROSE, "$ref": FACT, "$id": FACT, "$anchor": FACT, "$dynamicRef": FACT, "type": FACT,
        "format": FACT, "enum": FACT, "const": FACT, "default": FACT, "pattern": FACT, "required": FACT,
        "dependentRequired": FACT, "discriminator": FACT, "example": SAMPLE, "examples": SAMPLE,
        **SUBSCHEMAS, "definitions": "{schema}", "externalDocs": "external-docs",
    },
}  # fmt: skip
_LEAVES = frozenset({FACT, PROSE, FREE, SAMPLE, SCOPES})
# Maps whose keys are the vendor's own names, never extensions: a property may well be called `x-request-id`.
_NAMED_BY_VENDOR = frozenset(
    {"{schema}", "{parameter}", "{example}", "{security-scheme}", "{media-type}", "{encoding}"}
)


def mapping(value: Any) -> dict[str, Any]:
    """Return `value` if it is an object, else an empty one: what is not there has no members."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def sequence(value: Any) -> list[Any]:
    """Return `value` if it is a list, else an empty one."""
    return value if isinstance(value, list) else []  # pyright: ignore[reportUnknownVariableType]


def members(shape: str, value: Any) -> Iterator[tuple[str | int, Any, str]]:
    """Yield (key or index, value, shape) for each member of `value`, an object or list of the given `shape`."""
    if isinstance(value, list):
        inner = shape[1:-1] if shape.startswith("[") else shape if shape in {SAMPLE, FACT, FREE} else FREE
        for index, item in enumerate(sequence(value)):
            yield index, item, inner
    elif isinstance(value, dict):
        for key, item in mapping(value).items():
            yield key, item, _member_shape(shape, key)


def _member_shape(shape: str, key: str) -> str:
    if shape.startswith("{"):
        return FREE if key.startswith("x-") and shape not in _NAMED_BY_VENDOR else shape[1:-1]
    if shape == "callback":  # a map of expressions to path items, beside extensions
        return FREE if key.startswith("x-") else FACT if key == "$ref" else "path-item"
    if shape in {SAMPLE, FACT}:
        return shape
    if shape == SCOPES:
        return PROSE
    return _SHAPES.get(shape, _DESCRIBED).get(key, FREE)


def prune_nulls(shape: str, value: Any) -> None:
    """Remove members that are null where an object or a list belongs, in place; a null schema allows all."""
    stack = [(shape, value)]
    while stack:
        outer, holder = stack.pop()
        for key, item, inner in [*members(outer, holder)]:
            if item is None and inner == "schema":
                holder[key] = {}
            elif item is None and _expected(inner) and isinstance(holder, dict):
                del holder[key]
            elif inner not in _LEAVES:
                stack.append((inner, item))


def misshapen(shape: str, value: Any) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield (path, "an object" or "a list") for each member of `value` that should be one and is not."""
    stack: list[tuple[str, Any, tuple[str | int, ...]]] = [(shape, value, ())]
    while stack:
        outer, holder, path = stack.pop()
        expected = _expected(outer)
        if expected and not isinstance(holder, list if expected == "a list" else dict):
            if outer != "schema" or not isinstance(holder, bool):  # a schema may be true or false
                yield path, expected
        elif outer not in _LEAVES:
            stack.extend((inner, item, (*path, key)) for key, item, inner in members(outer, holder))


def _expected(shape: str) -> str:
    return "a list" if shape.startswith("[") else "" if shape in _LEAVES else "an object"


def walk(document: dict[str, Any]) -> Iterator[tuple[str, Any, tuple[str | int, ...]]]:
    """Yield (shape, object, path) for each object of `document` that the OpenAPI Specification names, parents first."""
    stack: list[tuple[str, Any, tuple[str | int, ...]]] = [("document", document, ())]
    while stack:
        shape, value, path = stack.pop()
        if shape in _SHAPES and isinstance(value, dict):
            yield shape, value, path
        if shape not in _LEAVES:
            stack.extend((inner, item, (*path, key)) for key, item, inner in reversed([*members(shape, value)]))
