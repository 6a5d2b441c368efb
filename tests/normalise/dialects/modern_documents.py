"""Documents of OpenAPI 3.2, each as a function so that no test changes another's."""

from __future__ import annotations

from typing import Any

JSON = "application/json"
SELF = "https://mill.example/openapi"
FORM = "application/x-www-form-urlencoded"


def modern(**parts: Any) -> dict[str, Any]:
    return {"openapi": "3.2.0", "info": {"title": "Mill", "version": "1"}, "paths": {}, **parts}


def said(schema: dict[str, Any]) -> dict[str, Any]:
    return {"200": {"description": "Said.", "content": {JSON: {"schema": schema}}}}


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def wind_mill() -> dict[str, Any]:
    """A mill that uses what OpenAPI 3.2 has and 3.1 has not."""
    wish = {"type": "object", "properties": {"grain": {"type": "string"}, "kilos": {"type": "integer"}}}
    return modern(
        **{"$self": SELF},
        servers=[{"url": "https://mill.example/api", "name": "production"}],
        tags=[{"name": "sacks", "summary": "Sacks", "kind": "nav"}, {"name": "rye", "parent": "sacks"}],
        security=[{"device": ["grind"]}],
        paths={
            "/sacks": {
                "parameters": [{"name": "X-Trace", "in": "header", "schema": {"type": "string"}}],
                "get": {
                    "tags": ["sacks"],
                    "operationId": "listSacks",
                    "responses": said({"type": "array", "items": {"$ref": f"{SELF}#/components/schemas/Sack"}}),
                },
                "query": {
                    "tags": ["sacks"],
                    "operationId": "querySacks",
                    "requestBody": {"required": True, "content": {JSON: {"schema": ref("Wish")}}},
                    "responses": said({"type": "array", "items": ref("Sack")}),
                },
                "additionalOperations": {
                    "COPY": {"tags": ["sacks"], "operationId": "copySacks", "responses": said(ref("Sack"))},
                    "Link": {
                        "tags": ["sacks"],
                        "operationId": "linkSacks",
                        "requestBody": {"content": {JSON: {"schema": ref("Wish")}}},
                        "responses": {"204": {"description": "Linked."}},
                    },
                },
            },
            "/sacks/find": {
                "get": {
                    "tags": ["sacks"],
                    "operationId": "findSacks",
                    "parameters": [
                        {
                            "name": "wish",
                            "in": "querystring",
                            "required": True,
                            "content": {
                                FORM: {
                                    "schema": {
                                        "type": "object",
                                        "required": ["grain"],
                                        "properties": {
                                            "grain": {"type": "string"},
                                            "sizes": {"type": "array", "items": {"type": "integer"}},
                                            "marks": {"type": "array", "items": {"type": "string"}},
                                        },
                                    },
                                    "encoding": {"marks": {"style": "pipeDelimited", "explode": False}},
                                }
                            },
                        }
                    ],
                    "responses": said({"type": "array", "items": ref("Sack")}),
                }
            },
            "/sacks/ask": {
                "get": {
                    "tags": ["sacks"],
                    "operationId": "askSacks",
                    "parameters": [{"name": "wish", "in": "querystring", "content": {JSON: {"schema": ref("Wish")}}}],
                    "responses": said({"type": "array", "items": ref("Sack")}),
                }
            },
            "/sacks/near": {
                "get": {
                    "tags": ["sacks"],
                    "operationId": "nearSacks",
                    "parameters": [{"name": "wish", "in": "query", "content": {JSON: {"schema": ref("Wish")}}}],
                    "responses": {
                        "200": {"description": "Sacks.", "content": {JSON: {"$ref": "#/components/mediaTypes/Sacks"}}}
                    },
                }
            },
            "/batches": {
                "post": {
                    "tags": ["batches"],
                    "operationId": "createBatch",
                    "requestBody": {
                        "content": {
                            "multipart/mixed": {
                                "schema": {"type": "array", "prefixItems": [ref("Wish")], "items": {"type": "string"}},
                                "prefixEncoding": [
                                    {"contentType": JSON, "headers": {"X-A": {"$ref": "#/components/headers/A"}}}
                                ],
                                "itemEncoding": {"contentType": "application/pdf"},
                            }
                        }
                    },
                    "responses": {"204": {"summary": "Taken."}},
                }
            },
        },
        components={
            "schemas": {
                "Wish": wish,
                "Sack": {
                    "type": "object",
                    "required": ["id"],
                    "properties": {"id": {"type": "integer"}, "part": ref("Part")},
                    "xml": {"nodeType": "element"},
                },
                "Part": {
                    "oneOf": [ref("Bran"), ref("Meal")],
                    "discriminator": {"propertyName": "kind", "defaultMapping": "Meal"},
                },
                "Bran": {"type": "object", "properties": {"kind": {"type": "string"}, "grams": {"type": "integer"}}},
                "Meal": {"type": "object", "properties": {"kind": {"type": "string"}, "sieve": {"type": "integer"}}},
            },
            "headers": {"A": {"schema": {"type": "string"}}},
            "mediaTypes": {"Sacks": {"schema": {"type": "array", "items": ref("Sack")}}},
            "securitySchemes": {
                "device": {
                    "type": "oauth2",
                    "deprecated": True,
                    "oauth2MetadataUrl": "https://mill.example/.well-known/oauth-authorization-server",
                    "flows": {
                        "deviceAuthorization": {
                            "deviceAuthorizationUrl": "https://mill.example/device",
                            "tokenUrl": "https://mill.example/token",
                            "scopes": {"grind": "Grind grain."},
                        }
                    },
                }
            },
        },
    )  # fmt: skip
