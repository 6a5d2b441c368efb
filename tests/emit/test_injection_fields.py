"""Code in the place of flags, numbers and everything else that is no text: it never becomes code of the package."""

from __future__ import annotations

import ast
import copy
import json
from typing import TYPE_CHECKING, Any

import pytest

from generator.document import pointers
from generator.document.findings import SpecloomError
from generator.emit.client import client_files
from generator.emit.models import models_source
from generator.emit.settings import document_package
from generator.normalise import parts
from generator.normalise.fields import FIELDS
from generator.normalise.form import normal_form
from generator.normalise.resolve import resolve
from generator.normalise.specification import OPENAPI
from generator.normalise.upgrade import upgrade

from .packages import TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Iterator

CALL = '__import__("os").system("echo owned")'
TEXT = {"type": "string"}
FORM = {
    "schema": {
        "type": "object",
        "properties": {"list": {"type": "array", "items": TEXT}, "file": {"format": "binary"}},
    },
    "encoding": {
        "list": {"style": "form", "explode": True, "contentType": "text/plain", "headers": {"X": {"schema": TEXT}}}
    },
}
THING = {
    "type": "object",
    "required": ["size"],
    "properties": {
        "size": {"type": "integer", "minimum": 1, "maximum": 9, "multipleOf": 3, "default": 3},
        "name": {
            "type": "string",
            "minLength": 1,
            "maxLength": 9,
            "pattern": "^a",
            "enum": ["a", "ab"],
            "default": "a",
        },
        "tags": {"type": "array", "items": TEXT, "minItems": 1, "maxItems": 3, "uniqueItems": True},
        "old": {"type": ["string", "null"], "deprecated": True, "readOnly": True, "format": "date-time"},
        "flag": {"type": "boolean", "const": True, "writeOnly": True},
        "more": {"type": "object", "additionalProperties": {"type": "number", "exclusiveMinimum": 0.5}},
    },
}
DOCUMENT: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Bakery", "version": "1", "contact": {"name": "a"}, "license": {"name": "b"}},
    "servers": [{"url": "https://{region}.example", "variables": {"region": {"default": "eu", "enum": ["eu", "us"]}}}],
    "tags": [{"name": "things", "externalDocs": {"url": "https://bakery.example"}}],
    "security": [{"login": ["read"]}, {"key": []}, {}],
    "paths": {
        "/things/{id}": {
            "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}],
            "post": {
                "operationId": "addThing",
                "tags": ["things"],
                "deprecated": True,
                "parameters": [
                    {
                        "name": "deep",
                        "in": "query",
                        "style": "deepObject",
                        "explode": True,
                        "schema": {"type": "object"},
                    },
                    {"name": "list", "in": "query", "allowReserved": True, "schema": {"type": "array", "items": TEXT}},
                    {"name": "filter", "in": "query", "content": {"application/json": {"schema": {"type": "object"}}}},
                    {"name": "X-Trace", "in": "header", "schema": {"type": "string", "default": "t"}},
                ],
                "requestBody": {
                    "required": True,
                    "content": {"application/x-www-form-urlencoded": FORM, "multipart/form-data": FORM},
                },
                "responses": {
                    "200": {
                        "description": "fine",
                        "headers": {"X-Left": {"schema": {"type": "integer"}}},
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}},
                        "links": {"next": {"operationId": "addThing", "parameters": {"id": "$response.body#/size"}}},
                    },
                    "default": {"description": "wrong", "content": {"application/json": {"example": {"a": 1}}}},
                },
            },
            "put": {
                "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
                "responses": {"204": {"description": "done"}},
            },
        }
    },
    "components": {
        "schemas": {"Thing": THING},
        "securitySchemes": {
            "login": {
                "type": "oauth2",
                "flows": {"clientCredentials": {"tokenUrl": "https://bakery.example/token", "scopes": {"read": "r"}}},
            },
            "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
            "basic": {"type": "http", "scheme": "bearer", "bearerFormat": "opaque"},
        },
    },
}


def places(document: dict[str, Any]) -> list[tuple[str | int, ...]]:
    """Every scalar of the document, and every field that an object of any kind may have besides."""
    found: dict[tuple[str, str], tuple[str | int, ...]] = {}
    for kind, part, pointer in parts.reached(document, OPENAPI):
        known = {*FIELDS.get(kind, ()), *OPENAPI.fields.get(kind, ())} - {"*", "$ref"}
        for name in sorted(known - part.keys()):
            found.setdefault((kind, name), (*way(document, pointer), name))
    return [*scalars(document, ()), *found.values()]


def scalars(node: Any, at: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    members = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in members:
        yield from scalars(value, (*at, key))
    if not isinstance(node, dict | list):
        yield at


def way(document: Any, pointer: str) -> Iterator[str | int]:
    for token in pointers.split(pointer):
        key = int(token) if isinstance(document, list) else token
        document = document[key]
        yield key


def written(document: dict[str, Any]) -> str | None:
    """All Python that the package of `document` has; None where the document is refused."""
    try:
        form = normal_form(resolve(upgrade(document, "a", lenient=True), "a"), "a").document
        files = client_files(form, document_package(form, "bakery"), TEMPLATES)
        sources = [text for name, text in files.items() if name.endswith(".py")]
        return "\n".join([*sources, models_source(form, "bakery", TEMPLATES / "models")])
    except SpecloomError:
        return None


def has_become_code(source: str) -> bool:
    tree = ast.parse(source.replace("from __future__ import annotations", ""))
    return any(isinstance(node, ast.Name) and node.id == "__import__" for node in ast.walk(tree))


def test_a_style_of_a_form_is_no_code() -> None:
    """Flags of encodings are printed as literals, and refused or mended where they are none."""
    document = json.loads(json.dumps(DOCUMENT))
    content = document["paths"]["/things/{id}"]["post"]["requestBody"]["content"]
    for media in content.values():
        media["encoding"]["list"].update(explode=CALL, allowReserved=CALL, style=CALL, contentType=CALL)
    source = written(document)
    assert source is not None
    assert not has_become_code(source)


@pytest.mark.parametrize(
    ("payload", "wanted"),
    [
        pytest.param(CALL, slice(0, None, 4), id="text, a quarter"),
        pytest.param(CALL, slice(None), id="text", marks=pytest.mark.soak),
        pytest.param([CALL], slice(None), id="list", marks=pytest.mark.soak),
    ],
)
def test_what_stands_in_a_place_of_another_type_never_becomes_code(payload: Any, wanted: slice) -> None:
    faults: list[str] = []
    used = 0
    chosen = places(DOCUMENT)[wanted]
    for place in chosen:
        document = json.loads(json.dumps(DOCUMENT))
        holder: Any = document
        for key in place[:-1]:
            holder = holder[key]
        holder[place[-1]] = copy.deepcopy(payload)
        source = written(document)
        if source is None:
            continue
        used += 1
        if has_become_code(source):
            faults.append("/".join(map(str, place)))
    assert used > len(chosen) / 2
    assert faults == []
