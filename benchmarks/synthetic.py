"""OpenAPI documents of any size: resources of five operations each, every one with schemas of its own."""

from __future__ import annotations

from typing import Any

_WORDS = ("amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "heron", "inlet", "jetty")


def document(operations: int) -> dict[str, Any]:
    """Return an OpenAPI 3.0 document of so many operations; the same number gives the same document."""
    paths: dict[str, Any] = {}
    schemas: dict[str, Any] = {"Problem": _object({"title": {"type": "string"}, "status": {"type": "integer"}})}
    left = operations
    for number in range(-(-operations // 5)):
        name = _name(number)
        schemas.update(_schemas(name))
        for path, item in _paths(name).items():
            kept = dict(list(item.items())[:left])
            left -= len(kept)
            if kept:
                paths[path] = kept
    return {
        "openapi": "3.0.3",
        "info": {"title": f"{operations} operations", "version": "1"},
        "servers": [{"url": "https://api.example.com/v1"}],
        "paths": paths,
        "components": {"schemas": schemas},
    }


def _name(number: int) -> str:
    """Return a name for resource `number`, made of words, as in `AmberBirch`."""
    digits = [int(digit) for digit in str(number)]
    return "".join(_WORDS[digit].capitalize() for digit in digits)


def _schemas(name: str) -> dict[str, Any]:
    detail = {"note": {"type": "string"}, "size": {"type": "integer", "minimum": 0}, "done": {"type": "boolean"}}
    members = {
        "name": {"type": "string", "maxLength": 80},
        "kind": {"type": "string", "enum": [f"{name} one", f"{name} two", "other"]},
        "detail": _reference(f"{name}Detail"),
        "labels": {"type": "object", "additionalProperties": {"type": "string"}},
        "changed": {"type": "string", "format": "date-time", "nullable": True},
    }
    return {
        f"{name}Detail": _object(detail, "note"),
        f"{name}Draft": _object(members, "name"),
        name: _object({"id": {"type": "string", "format": "uuid"}, **members}, "id", "name"),
        f"{name}List": _object({"items": {"type": "array", "items": _reference(name)}, "total": {"type": "integer"}}),
    }


def _paths(name: str) -> dict[str, Any]:
    where, tag = f"/{name.lower()}s", {"tags": [name]}
    key = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}
    limit = {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 100}}
    problem = {"default": _answer("Problem")}
    body = {"required": True, "content": {"application/json": {"schema": _reference(f"{name}Draft")}}}
    return {
        where: {
            "get": {**tag, "parameters": [limit], "responses": {"200": _answer(f"{name}List"), **problem}},
            "post": {**tag, "requestBody": body, "responses": {"201": _answer(name), **problem}},
        },
        f"{where}/{{id}}": {
            "get": {**tag, "parameters": [key], "responses": {"200": _answer(name), **problem}},
            "put": {**tag, "parameters": [key], "requestBody": body, "responses": {"200": _answer(name), **problem}},
            "delete": {**tag, "parameters": [key], "responses": {"204": {"description": "Gone"}, **problem}},
        },
    }


def _answer(name: str) -> dict[str, Any]:
    return {"description": name, "content": {"application/json": {"schema": _reference(name)}}}


def _reference(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def _object(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    return {"type": "object", "properties": properties, **({"required": list(required)} if required else {})}
