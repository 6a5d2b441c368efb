"""Small OpenAPI documents of made-up APIs."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

JSON = "application/json"


def ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def answer(schema: Any, description: str = "As asked.") -> dict[str, Any]:
    return {"description": description, "content": {JSON: {"schema": schema}}}


def body(schema: Any, media_type: str = JSON, *, required: bool = True) -> dict[str, Any]:
    return {"required": required, "content": {media_type: {"schema": schema}}}


def path_parameter(name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}, **more}


def document(paths: dict[str, Any], schemas: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """A document with the given paths; `more` holds other top-level members."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Bakery", "version": "1"},
        "servers": [{"url": "https://bakery.example/v1"}],
        "paths": paths,
        **({"components": {"schemas": schemas}} if schemas else {}),
        **more,
    }


NOT_FOUND = {"404": answer(ref("Problem"), "No such bread.")}
LAST_PROBLEM = {"default": answer(ref("Problem"), "Anything else that went wrong.")}

SCHEMAS: dict[str, Any] = {
    "Bread": {
        "type": "object",
        "description": "A loaf on the shelf.",
        "required": ["id", "name", "flour"],
        "properties": {
            "id": {"type": "string", "readOnly": True, "description": "Given by the bakery."},
            "name": {"type": "string", "description": "What it is called.", "maxLength": 40},
            "flour": {**ref("Flour"), "description": "What it is made of."},
            "weightGrams": {"type": "integer", "description": "Its weight."},
            "note": {"type": ["string", "null"], "description": "For the shop."},
            "bakedAt": {"type": "string", "format": "date-time", "description": "When it left the oven."},
            "class": {"type": "string", "description": "A keyword of Python."},
            "json": {"type": "string", "description": "A method of pydantic models."},
            "toppings": {"type": "array", "items": ref("Topping"), "description": "What is on it."},
            "labels": {"type": "object", "additionalProperties": {"type": "string"}, "description": "Free text."},
        },
    },
    "Flour": {"type": "string", "enum": ["rye", "wheat"], "description": "Kinds of flour."},
    "Topping": {
        "type": "object",
        "required": ["name"],
        "properties": {"name": {"type": "string"}, "grams": {"type": "number"}},
    },
    "Problem": {
        "type": "object",
        "required": ["message"],
        "properties": {"message": {"type": "string"}, "code": {"type": "integer"}},
    },
    "Shelf": {
        "type": "object",
        "required": ["breads"],
        "properties": {
            "breads": {"type": "array", "items": ref("Bread")},
            "paging": {"type": "object", "properties": {"next": {"type": ["string", "null"]}}},
        },
    },
    "Oven": {
        "oneOf": [ref("WoodOven"), ref("SteamOven")],
        "discriminator": {"propertyName": "kind", "mapping": {"wood": "#/components/schemas/WoodOven"}},
    },
    "WoodOven": {
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": {"type": "string", "enum": ["wood"]}, "logs": {"type": "integer"}},
    },
    "SteamOven": {
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": {"type": "string", "enum": ["SteamOven"]}, "litres": {"type": "number"}},
    },
}

_BREAD_ID = path_parameter("bread-id", description="Which bread.")

PATHS: dict[str, Any] = {
    "/breads": {
        "get": {
            "operationId": "breads_list",
            "tags": ["breads"],
            "summary": "List the breads.",
            "parameters": [
                {"name": "flour", "in": "query", "description": "Only these.", "schema": ref("Flour")},
                {
                    "name": "filter[class]",
                    "in": "query",
                    "description": "Only of these classes.",
                    "schema": {"type": "array", "items": {"type": "string"}},
                },
                {
                    "name": "baked-after",
                    "in": "query",
                    "description": "Only later ones.",
                    "schema": {"type": "string", "format": "date-time"},
                },
                {"name": "cursor", "in": "query", "description": "Where to go on.", "schema": {"type": "string"}},
                {
                    "name": "X-Shop",
                    "in": "header",
                    "required": True,
                    "description": "Which shop.",
                    "schema": {"type": "integer"},
                },
            ],
            "responses": {"200": answer(ref("Shelf")), **LAST_PROBLEM},
            "x-specloom-pagination": {
                "style": "cursor",
                "cursor": "cursor",
                "next": "/paging/next",
                "items": "/breads",
            },
        },
        "post": {
            "summary": "Bake a bread.",
            "requestBody": body(ref("Bread")),
            "responses": {"201": answer(ref("Bread")), "422": answer(ref("Problem"), "Not bakeable.")},
        },
    },
    "/breads/{bread-id}": {
        "parameters": [_BREAD_ID],
        "get": {
            "summary": "Get one bread.",
            "responses": {"200": answer(ref("Bread")), **NOT_FOUND, "520": {"description": "The oven is out."}},
        },
        "patch": {
            "summary": "Change a bread.",
            "requestBody": body(
                {
                    "type": "object",
                    "properties": {
                        "name": {"type": "string", "description": "Its new name."},
                        "note": {"type": ["string", "null"], "description": "null removes it."},
                    },
                },
                required=False,
            ),
            "responses": {"200": answer(ref("Bread")), **NOT_FOUND},
        },
        "delete": {"summary": "Eat a bread.", "responses": {"204": {"description": "Gone."}, **NOT_FOUND}},
    },
    "/breads/{bread-id}/toppings": {
        "parameters": [_BREAD_ID],
        "get": {
            "summary": "List what is on a bread.",
            "responses": {"200": answer({"type": "array", "items": ref("Topping")}), **NOT_FOUND},
        },
        "put": {
            "summary": "Say what is on a bread.",
            "requestBody": body({"type": "array", "items": ref("Topping"), "description": "All of it."}),
            "responses": {"204": {"description": "Noted."}, **NOT_FOUND},
        },
    },
    "/ovens/{oven}": {
        "get": {
            "summary": "Get an oven.",
            "parameters": [path_parameter("oven", description="Which oven.")],
            "responses": {"200": answer(ref("Oven"))},
        }
    },
    "/ovens/{oven}/picture": {
        "parameters": [path_parameter("oven", description="Which oven.")],
        "get": {
            "summary": "Look into an oven.",
            "responses": {
                "200": {"description": "A picture.", "content": {"image/png": {"schema": {"type": "string"}}}}
            },
        },
        "put": {
            "summary": "Hang up a picture.",
            "requestBody": body({"type": "string", "format": "binary"}, "application/octet-stream"),
            "responses": {"204": {"description": "Hung up."}},
        },
    },
}

PATHS["/breads/{bread-id}/label"] = {
    "parameters": [_BREAD_ID],
    "get": {
        "summary": "Read the label.",
        "responses": {"200": {"description": "Text.", "content": {"text/plain": {"schema": {"type": "string"}}}}},
    },
    "post": {
        "summary": "Order a label.",
        "requestBody": body(
            {"type": "object", "properties": {"text": {"type": "string"}}}, "application/x-www-form-urlencoded"
        ),
        "responses": {"204": {"description": "Ordered."}},
    },
}

SECURITY: dict[str, Any] = {
    "shopToken": {"type": "http", "scheme": "bearer", "description": "The token of the shop."},
    "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
}


def bakery() -> dict[str, Any]:
    """One of everything that a document commonly has."""
    whole = document(deepcopy(PATHS), deepcopy(SCHEMAS), security=[{"shopToken": []}, {"key": []}])
    whole["components"]["securitySchemes"] = deepcopy(SECURITY)
    return whole


def one_operation(
    operation: dict[str, Any] | None = None, path: str = "/things", method: str = "get"
) -> dict[str, Any]:
    """A document with a single operation, which answers nothing unless `operation` says otherwise."""
    return document({path: {method: {"responses": {"204": {"description": "Done."}}, **(operation or {})}}})
