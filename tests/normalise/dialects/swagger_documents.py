"""Documents of Swagger 2.0, each as a function so that no test changes another's."""

from __future__ import annotations

from typing import Any


def swagger(**parts: Any) -> dict[str, Any]:
    return {"swagger": "2.0", "info": {"title": "Mill", "version": "1"}, "paths": {}, **parts}


def definition(name: str) -> dict[str, str]:
    return {"$ref": f"#/definitions/{name}"}


def sending(*parameters: dict[str, Any], **parts: Any) -> dict[str, Any]:
    """A document of one operation, POST /loaves, that takes `parameters`."""
    operation = {"operationId": "bake", "parameters": list(parameters), "responses": {"204": {"description": "Done."}}}
    return swagger(paths={"/loaves": {"post": operation}}, **parts)


def answering(answer: dict[str, Any], **parts: Any) -> dict[str, Any]:
    """A document of one operation, GET /loaves, whose answer is `answer`."""
    return swagger(paths={"/loaves": {"get": {"responses": {"200": answer}}}}, **parts)


def mill() -> dict[str, Any]:
    """A mill that uses everything that Swagger 2.0 has."""
    return swagger(
        info={"title": "Mill", "version": "2.1", "description": "Grain in, flour out."},
        host="mill.example:8443",
        basePath="/api/v2",
        schemes=["http", "https"],
        consumes=["application/json"],
        produces=["application/json"],
        tags=[{"name": "sacks", "description": "Flour in sacks."}],
        externalDocs={"url": "https://mill.example/docs"},
        security=[{"key": []}],
        securityDefinitions={
            "key": {"type": "apiKey", "in": "header", "name": "X-Mill-Key"},
            "login": {"type": "basic"},
            "staff": {
                "type": "oauth2",
                "flow": "accessCode",
                "authorizationUrl": "https://mill.example/authorize",
                "tokenUrl": "https://mill.example/token",
                "scopes": {"grind": "Grind grain."},
            },
        },
        parameters={
            "Page": {"name": "page", "in": "query", "type": "integer", "format": "int32", "minimum": 1, "default": 1},
            "Sack": {
                "name": "sack",
                "in": "body",
                "required": True,
                "schema": {
                    "type": "object",
                    "required": ["grain"],
                    "properties": {"grain": definition("Grain"), "kilos": {"type": "number"}},
                },
            },
            "Note": {"name": "note", "in": "formData", "type": "string", "maxLength": 200},
        },
        responses={
            "NotFound": {"description": "No such sack.", "schema": definition("Problem")},
            "Sacks": {"description": "Sacks.", "schema": {"type": "array", "items": definition("Sack")}},
        },
        definitions={
            "Grain": {"type": "string", "enum": ["rye", "wheat"]},
            "Problem": {"type": "object", "properties": {"detail": {"type": "string"}}},
            "Sack": {
                "type": "object",
                "required": ["id", "grain"],
                "properties": {
                    "id": {"type": "integer", "format": "int64", "readOnly": True},
                    "grain": definition("Grain"),
                    "kilos": {"type": "number", "minimum": 0, "exclusiveMinimum": True, "example": 12.5},
                    "miller": {"type": "string", "x-nullable": True},
                    "cells/cm~2": {"type": "integer"},
                },
            },
            "Stone": {
                "type": "object",
                "discriminator": "kind",
                "required": ["kind"],
                "properties": {"kind": {"type": "string"}, "grams": {"type": "integer"}},
            },
            "Runner": {"allOf": [definition("Stone"), {"properties": {"speed": {"type": "integer"}}}]},
            "Bed": {
                "allOf": [definition("Stone"), {"properties": {"depth": {"type": "integer"}}}],
                "x-discriminator-value": "bed-stone",
            },
        },
        paths={
            "/sacks": {
                "parameters": [{"$ref": "#/parameters/Page"}],
                "get": {
                    "tags": ["sacks"],
                    "operationId": "listSacks",
                    "parameters": [
                        {"name": "grain", "in": "query", "type": "array", "collectionFormat": "multi",
                         "items": {"type": "string", "enum": ["rye", "wheat"]}},
                        {"name": "ids", "in": "query", "type": "array", "items": {"type": "integer"}},
                        {"name": "marks", "in": "query", "type": "array", "collectionFormat": "pipes",
                         "items": {"type": "string"}},
                        {"name": "words", "in": "query", "type": "array", "collectionFormat": "ssv",
                         "items": {"type": "string"}},
                        {"name": "columns", "in": "query", "type": "array", "collectionFormat": "tsv",
                         "items": {"type": "string"}},
                        {"name": "X-Trace", "in": "header", "type": "string", "format": "uuid"},
                    ],
                    "responses": {"200": {"$ref": "#/responses/Sacks"}},
                },
                "post": {
                    "tags": ["sacks"],
                    "operationId": "createSack",
                    "parameters": [{"$ref": "#/parameters/Sack"}],
                    "responses": {
                        "201": {
                            "description": "Filled.",
                            "schema": definition("Sack"),
                            "headers": {"X-Left": {"type": "integer", "description": "Sacks left."}},
                            "examples": {"application/json": {"id": 1, "grain": "rye"}},
                        }
                    },
                },
            },
            "/sacks/{id}": {
                "parameters": [{"name": "id", "in": "path", "required": True, "type": "integer", "format": "int64"}],
                "get": {
                    "tags": ["sacks"],
                    "operationId": "getSack",
                    "produces": ["application/json", "application/xml"],
                    "responses": {
                        "200": {"description": "A sack.", "schema": definition("Sack")},
                        "404": {"$ref": "#/responses/NotFound"},
                    },
                },
            },
            "/sacks/{id}/label": {
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "type": "integer"},
                    {"$ref": "#/parameters/Note"},
                ],
                "put": {
                    "tags": ["labels"],
                    "operationId": "putLabel",
                    "consumes": ["application/x-www-form-urlencoded"],
                    "parameters": [
                        {"name": "colours", "in": "formData", "type": "array", "items": {"type": "string"}},
                        {"name": "sizes", "in": "formData", "type": "array", "items": {"type": "integer"},
                         "collectionFormat": "multi"},
                        {"name": "copies", "in": "formData", "required": True, "type": "integer"},
                    ],
                    "responses": {"204": {"description": "Printed."}},
                },
                "post": {
                    "tags": ["labels"],
                    "operationId": "uploadLabel",
                    "consumes": ["multipart/form-data"],
                    "parameters": [
                        {"name": "picture", "in": "formData", "required": True, "type": "file"},
                        {"name": "tags", "in": "formData", "type": "array", "items": {"type": "string"},
                         "collectionFormat": "multi"},
                    ],
                    "responses": {"204": {"description": "Kept."}},
                },
            },
            "/sacks/{id}/picture": {
                "parameters": [{"name": "id", "in": "path", "required": True, "type": "integer"}],
                "get": {
                    "tags": ["labels"],
                    "operationId": "downloadLabel",
                    "produces": ["image/png"],
                    "responses": {"200": {"description": "A picture.", "schema": {"type": "file"}}},
                },
            },
            "/log": {
                "post": {
                    "tags": ["log"],
                    "operationId": "writeLog",
                    "consumes": ["text/plain"],
                    "produces": ["text/plain"],
                    "schemes": ["http"],
                    "security": [],
                    "parameters": [{"name": "line", "in": "body", "required": True, "schema": {"type": "string"}}],
                    "responses": {"200": {"description": "Written.", "schema": {"type": "string"}}},
                }
            },
            "/stones": {
                "get": {
                    "tags": ["stones"],
                    "operationId": "listStones",
                    "responses": {"200": {"description": "Stones.", "schema": {"type": "array", "items": definition("Stone")}}},
                },
                "delete": {"tags": ["stones"], "operationId": "scrapStones", "responses": {"204": {"description": "Gone."}}},
            },
        },
    )  # fmt: skip
