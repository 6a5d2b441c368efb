"""Whether the parts of an OpenAPI document have the types that the specification gives them.

Only what would mislead or break a later step is judged: fields of OpenAPI 3.0 to 3.2 and of JSON Schema must hold an object,
list, text, number or truth value where the specification says so. Unknown fields are nobody's business here, nor are values:
documents in the wild are rarely valid, and most of their faults do no harm.
"""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Any

from generator.document import pointers, references
from generator.document.findings import Finding, Place
from generator.document.shapes import is_array, is_object
from generator.normalise.schemas import METHODS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_MANY = 20
"""Findings after which the rest of a document is not judged: it is not what it says it is."""

_PROSE = {"summary": "text", "description": "text"}
_MEDIA = {"schema": "schema", "content": "{media type}", "examples": "{example}"}
_PARAMETER = {**_PROSE, **_MEDIA, "required": "flag", "deprecated": "flag", "style": "text", "explode": "flag",
              "allowReserved": "flag", "x-specloom-name": "text"}  # fmt: skip
_NUMBERS = ("multipleOf", "minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "minProperties",
            "maxProperties", "minContains", "maxContains")  # fmt: skip
_SCHEMAS = ("items", "not", "if", "then", "else", "contains", "propertyNames", "unevaluatedItems", "contentSchema",
            "additionalProperties", "unevaluatedProperties")  # fmt: skip

# The fields of each kind of object; "*" stands for all others. [x] is a list of x, {x} an object of x under any names.
_FIELDS: dict[str, dict[str, str]] = {
    "document": {"info": "info", "servers": "[server]", "paths": "paths", "webhooks": "paths", "security": "[security]",
                 "components": "components", "tags": "[tag]"},
    "info": {**_PROSE, "title": "scalar", "version": "scalar"},
    "server": {"url": "text", "description": "text", "variables": "{server variable}"},
    "server variable": {"default": "scalar", "enum": "[scalar]", "description": "text"},
    "tag": {"name": "text", "description": "text"},
    "components": {
        "schemas": "{schema}", "responses": "{response}", "parameters": "{parameter}", "examples": "{example}",
        "requestBodies": "{request body}", "headers": "{header}", "securitySchemes": "{security scheme}",
        "links": "{link}", "callbacks": "{paths}", "pathItems": "{path item}",
    },
    "paths": {"*": "path item"},
    "path item": {**_PROSE, "servers": "[server]", "parameters": "[parameter]",
                  "additionalOperations": "{operation}", **dict.fromkeys(METHODS, "operation")},
    "operation": {
        **_PROSE, "tags": "[text]", "operationId": "text", "parameters": "[parameter]", "requestBody": "request body",
        "responses": "responses", "callbacks": "{paths}", "deprecated": "flag", "security": "[security]",
        "servers": "[server]", "x-specloom-join": "text", "x-specloom-idempotent": "flag",
        "x-specloom-pagination": "{scalar}",
    },
    "parameter": {"name": "text", "in": "text", **_PARAMETER},
    "header": _PARAMETER,
    "request body": {"description": "text", "content": "{media type}", "required": "flag"},
    "media type": {"schema": "schema", "itemSchema": "schema", "examples": "{example}", "encoding": "{encoding}"},
    "encoding": {"headers": "{header}"},
    "responses": {"*": "response"},
    "response": {**_PROSE, "headers": "{header}", "content": "{media type}", "links": "{link}"},
    "security": {"*": "[text]"},
    "security scheme": {"type": "text", "in": "text", "name": "text", "scheme": "text", "flows": "{object}"},
    "link": {},
    "example": {},
    "schema": {
        "title": "text", "description": "text", "type": "types", "format": "text", "pattern": "text", "enum": "[value]",
        "required": "[text]", "discriminator": "discriminator", "nullable": "flag", "readOnly": "flag",
        "writeOnly": "flag", "deprecated": "flag", "exclusiveMinimum": "bound", "exclusiveMaximum": "bound",
        "dependentSchemas": "{schema}", "allOf": "[schema]", "anyOf": "[schema]", "oneOf": "[schema]",
        "prefixItems": "[schema]", "properties": "{schema}", "patternProperties": "{schema}", "$defs": "{schema}",
        **dict.fromkeys(_NUMBERS, "number"), **dict.fromkeys(_SCHEMAS, "schema"),
    },
    "discriminator": {"propertyName": "text", "mapping": "{text}"},
}  # fmt: skip
_REQUIRED = {"parameter": ("name", "in"), "server": ("url",), "tag": ("name",), "discriminator": ("propertyName",)}
_LOCATIONS = frozenset({"path", "query", "header", "cookie"})
_TYPES = frozenset({"string", "number", "integer", "boolean", "array", "object", "null"})

_SCALARS = (str, int, float)
_LEAVES: dict[str, tuple[tuple[type, ...], str]] = {
    "text": ((str,), "text"),
    "flag": ((bool,), "true or false"),
    "number": ((int, float), "a number"),
    "bound": ((int, float, bool), "a number, or true or false"),
    "scalar": (_SCALARS, "text or a number"),
    "object": ((dict,), "an object"),
}

Part = tuple[str, Any, str]
"""The kind of a part (a key of `_FIELDS`), the part, and its pointer."""


def misshapen(document: Any, name: str, kind: str = "document", pointer: str = "") -> list[Finding]:
    """Return a finding for each part of `document` that is of another type than the specification says, at most twenty.

    Args:
        document: what is judged.
        name: stands for the file in messages.
        kind: what `document` is: "document", or for instance "schema".
        pointer: where `document` stands.
    """
    findings: list[Finding] = []
    for inner, part, here in _walk(kind, document, pointer):
        if (fault := _fault(inner, part)) is not None:
            message, remedy = fault
            findings.append(Finding("wrong-shape", message, Place(name, pointer=here), remedy))
            if len(findings) == _MANY:
                break
    return findings


def parts(document: dict[str, Any]) -> Iterator[Part]:
    """Yield every object of a well-shaped `document` whose kind the specification fixes, outermost first."""
    for kind, part, pointer in _walk("document", document, ""):
        if kind in _FIELDS and is_object(part):
            yield kind, part, pointer


def _walk(kind: str, value: Any, pointer: str) -> Iterator[Part]:
    stack: list[Part] = [(kind, value, pointer)]
    while stack:
        part = stack.pop()
        yield part
        stack.extend(reversed(list(_members(*part))))


def _members(kind: str, part: Any, pointer: str) -> Iterator[Part]:
    if kind[0] == "[":
        if is_array(part):
            for i, item in enumerate(part):
                yield kind[1:-1], item, f"{pointer}/{i}"
    elif not is_object(part):
        return
    elif kind[0] == "{":
        for name, member in part.items():
            yield kind[1:-1], member, f"{pointer}/{pointers.escape(name)}"
    elif (fields := _FIELDS.get(kind)) is not None:
        rest = fields.get("*")
        for name, member in part.items():
            inner = fields.get(name) or (None if name.startswith(("x-", "$")) else rest)
            if inner is not None:
                yield inner, member, f"{pointer}/{pointers.escape(name)}"


def _fault(kind: str, part: Any) -> tuple[str, str] | None:
    """Return (message, remedy) for a part that is not of its kind."""
    if kind == "value":
        return None
    if kind[0] == "[":
        return None if is_array(part) else (f"must be a list, but is {_said(part)}", "Write a list of its entries.")
    if kind[0] == "{":
        return None if is_object(part) else (f"must be an object, but is {_said(part)}", "Write its members by name.")
    if kind == "types":
        return _types_fault(part)
    if kind in _LEAVES:
        types, called = _LEAVES[kind]
        fits = isinstance(part, types) and (bool in types or not isinstance(part, bool))
        return None if fits else (f"must be {called}, but is {_said(part)}", "Correct it, or leave it out.")
    if not is_object(part):
        if kind == "schema" and isinstance(part, bool):
            return None
        called = f"must be an object ({kind}), but is {_said(part)}"
        return called, "Correct it, or leave it out."
    return _object_fault(kind, part)


def _object_fault(kind: str, part: dict[str, Any]) -> tuple[str, str] | None:
    if "$ref" in part:
        if isinstance(part["$ref"], str):
            return None
        return f"has a '$ref' that is {_said(part['$ref'])}", "A reference is text, such as '#/components/schemas/Pet'."
    for field in _REQUIRED.get(kind, ()):
        if field not in part:
            return f"is a {kind} without '{field}'", f"Give it '{field}'."
    if kind == "parameter" and isinstance(part["in"], str) and part["in"] not in _LOCATIONS:
        return f"is a parameter in {part['in']!r}", f"A parameter is in one of: {', '.join(sorted(_LOCATIONS))}."
    return None


def _types_fault(part: Any) -> tuple[str, str] | None:
    kinds = [part] if isinstance(part, str) else part
    if not is_array(kinds) or not kinds:
        return f"must be the name of a type or a list of them, but is {_said(part)}", "Correct it, or leave it out."
    for kind in kinds:
        if not isinstance(kind, str) or kind not in _TYPES:
            return f"is the type {kind!r}, which JSON Schema does not have", f"Known: {', '.join(sorted(_TYPES))}."
    return None


def _said(part: Any) -> str:
    if part is None:
        return "null"
    if isinstance(part, bool):
        return "true" if part else "false"
    if is_object(part):
        return "an object"
    if is_array(part):
        return "a list" if part else "an empty list"
    return "text" if isinstance(part, str) else "a number"


def reached(document: dict[str, Any], kinds: Mapping[str, str] | None = None) -> Iterator[Part]:
    """Yield `parts`, and likewise those of what references name outside of them: `#/definitions/Pet`.

    `kinds` is the kind of each part by pointer, where the caller knows it.
    """
    known = dict(_kinds(document) if kinds is None else kinds)
    pending: list[Part] = [("document", document, "")]
    while pending:
        for kind, part, pointer in _walk(*pending.pop()):
            if kind not in _FIELDS or not is_object(part):
                continue
            yield kind, part, pointer
            reference = part.get("$ref")
            inner = references.target(reference) if isinstance(reference, str) else None
            if inner is None or inner in known:
                continue
            known[inner] = kind
            try:
                pending.append((kind, pointers.get(document, inner), inner))
            except (KeyError, ValueError):
                continue  # for `misdirected` to report


def _kinds(document: dict[str, Any]) -> dict[str, str]:
    return {pointer: kind for kind, part, pointer in _walk("document", document, "") if is_object(part)}


def misdirected(document: dict[str, Any], name: str) -> list[Finding]:
    """Return a finding for each reference of a well-shaped `document` that leads nowhere, outside, or to another kind."""
    kinds = _kinds(document)
    fault = cache(partial(_target_fault, document, kinds, name))
    findings: list[Finding] = []
    for kind, part, pointer in reached(document, kinds):
        if isinstance(part.get("$ref"), str) and (broken := fault(kind, part["$ref"])) is not None:
            rule, message, remedy = broken
            findings.append(Finding(rule, message, Place(name, pointer=pointers.join(pointer, "$ref")), remedy))
    return findings


def _target_fault(
    document: dict[str, Any], kinds: dict[str, str], name: str, kind: str, reference: str
) -> tuple[str, str, str] | None:
    """Return (rule, message, remedy) for a reference in a part of `kind` that does not lead to another one."""
    if (broken := references.fault(document, reference)) is not None:
        return broken
    pointer = references.target(reference) or ""
    if pointer in kinds:
        is_fine = kinds[pointer] == kind
        return None if is_fine else ("wrong-shape", f"refers to #{pointer}, which is no {kind}", f"Refer to a {kind}.")
    wrong = misshapen(pointers.get(document, pointer), name, kind, pointer)
    if not wrong:
        return None
    message = f"refers to #{pointer}, which is no {kind}: #{wrong[0].place.pointer} {wrong[0].message}"
    return "wrong-shape", message, wrong[0].remedy
