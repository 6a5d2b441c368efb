"""Documents whose every free text and free name is marked as `⟦kind:word⟧`, so that each can be filled with anything.

What a kind is decides what may become of it: `WIRE` reaches a server as it is, `PROSE` is read by people, and the others
are names out of which identifiers are made, or nothing at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

Fill = Callable[[str, str], str]

_MARK = re.compile(r"⟦(\w+):([^⟧]*)⟧")
WIRE = frozenset(
    {"value", "property", "query", "header", "cookie", "path", "variable", "media", "url", "key", "scope", "default"}
)
PROSE = frozenset({"prose", "title", "example", "pattern", "version"})
NAMES = frozenset({"component", "operation", "tag", "scheme", "part", "extension", "format", "anything"})
ADDRESSES = frozenset({"path", "variable", "url", "callback"})
"""Kinds in which braces, slashes, question and number signs have a meaning of their own."""

_WORDS = frozenset(
    [
        "string",
        "integer",
        "number",
        "boolean",
        "object",
        "array",
        "null",
        "query",
        "header",
        "path",
        "cookie",
        "apiKey",
        "http",
        "bearer",
        "basic",
        "oauth2",
        "form",
        "deepObject",
        "body",
        "formData",
        "multi",
        "csv",
        "accessCode",
        "application",
        "https",
        "cursor",
        "3.1.0",
        "2.0",
    ]
)


def filled(node: Any, fill: Fill) -> Any:
    """Return a copy of `node` with each mark replaced by `fill(kind, word)`; within references they are escaped."""
    if isinstance(node, str):
        return _MARK.sub(lambda mark: fill(mark[1], mark[2]), node)
    if isinstance(node, list):
        return [filled(each, fill) for each in node]
    if not isinstance(node, dict):
        return node
    made = {filled(key, fill): filled(value, fill) for key, value in node.items() if key != "$ref"}
    if isinstance(reference := node.get("$ref"), str):

        def escaped(kind: str, word: str) -> str:
            return fill(kind, word).replace("~", "~0").replace("/", "~1").replace("%", "%25")

        made["$ref"] = filled(reference, escaped)
    return made


def kinds(node: Any) -> set[str]:
    """The kinds of marks in a document."""
    found: set[str] = set()

    def seen(kind: str, word: str) -> str:
        found.add(kind)
        return word

    filled(node, seen)
    return found


def unmarked(node: Any, known: frozenset[str]) -> Iterator[str]:
    """Yield the texts and names that are neither marked nor words of OpenAPI (`known` keywords, and types and styles)."""
    if isinstance(node, str):
        if not _MARK.search(node) and node not in _WORDS | known:
            yield node
    elif isinstance(node, list):
        for each in node:
            yield from unmarked(each, known)
    elif isinstance(node, dict):
        for key, value in node.items():
            if not _MARK.search(key) and key not in known:
                yield key
            yield from unmarked(value, known)


def _ref(name: str, section: str = "components/schemas", kind: str = "component") -> dict[str, Any]:
    return {"$ref": f"#/{section}/⟦{kind}:{name}⟧"}


_TEXT = {"type": "string"}


def _content(schema: Any, *, media: str = "application/json", example: str = "") -> dict[str, Any]:
    return {media: {"schema": schema, **({"example": example} if example else {})}}


BREAD: dict[str, Any] = {
    "type": "object",
    "title": "⟦title:Loaf⟧",
    "description": "⟦prose:A loaf.⟧",
    "required": ["⟦property:name⟧", "⟦property:kind⟧"],
    "externalDocs": {"url": "https://bakery.example/⟦url:docs⟧", "description": "⟦prose:More.⟧"},
    "x-⟦extension:own⟧": {"⟦extension:deep⟧": ["⟦anything:list⟧"], "text": "⟦anything:text⟧"},
    "properties": {
        "⟦property:name⟧": {
            **_TEXT,
            "description": "⟦prose:What it is called.⟧",
            "title": "⟦title:Name⟧",
            "default": "⟦default:plain⟧",
            "pattern": "⟦pattern:a⟧",
            "format": "⟦format:own⟧",
        },
        "⟦property:kind⟧": {"enum": ["⟦value:rye⟧", "⟦value:wheat⟧"], **_TEXT, "description": "⟦prose:Flour.⟧"},
        "⟦property:fixed⟧": {"const": "⟦value:always⟧"},
        "⟦property:mixed⟧": {"enum": ["⟦value:some⟧", 1, None]},
        "⟦property:inner⟧": {
            "type": "object",
            "properties": {"⟦property:deep⟧": {"type": "integer", "description": "⟦prose:Deep.⟧"}},
            "patternProperties": {"⟦pattern:b⟧": _TEXT},
        },
        "⟦property:list⟧": {"type": "array", "items": _ref("Topping"), "description": "⟦prose:On it.⟧"},
    },
}
_COMMON_SCHEMAS: dict[str, Any] = {
    "⟦component:Bread⟧": BREAD,
    "⟦component:Topping⟧": {"type": "object", "properties": {"⟦property:top⟧": _TEXT}},
    "⟦component:Flour⟧": {**_TEXT, "enum": ["⟦value:light⟧", "⟦value:dark⟧"], "description": "⟦prose:Sorts.⟧"},
    "⟦component:Sum⟧": {"allOf": [_ref("Topping"), {"properties": {"⟦property:extra⟧": {"type": "integer"}}}]},
    "⟦component:Shelf⟧": {
        "type": "object",
        "required": ["items"],
        "properties": {"items": {"type": "array", "items": _ref("Bread")}, "next": _TEXT},
    },
}
_UNIONS: dict[str, Any] = {
    "⟦component:Oven⟧": {
        "oneOf": [_ref("Wood"), _ref("Gas")],
        "description": "⟦prose:Either.⟧",
        "discriminator": {
            "propertyName": "⟦property:type⟧",
            "mapping": {
                "⟦value:logs⟧": "#/components/schemas/⟦component:Wood⟧",
                "⟦value:pipe⟧": "#/components/schemas/⟦component:Gas⟧",
            },
        },
    },
    **{
        f"⟦component:{name}⟧": {
            "type": "object",
            "required": ["⟦property:type⟧"],
            "properties": {"⟦property:type⟧": {"const": value}},
        }
        for name, value in (("Wood", "⟦value:logs⟧"), ("Gas", "⟦value:pipe⟧"))
    },
}
_PROBLEM = {"description": "⟦prose:Wrong.⟧", "content": _content(_ref("Topping"))}


def _parameter(name: str, place: str, **more: Any) -> dict[str, Any]:
    return {"name": f"⟦{place}:{name}⟧", "in": place, "description": f"⟦prose:The {name}.⟧", "schema": _TEXT, **more}


_LIST: dict[str, Any] = {
    "operationId": "⟦operation:listAll⟧",
    "tags": ["⟦tag:breads⟧"],
    "summary": "⟦prose:List them.⟧",
    "description": "⟦prose:All of them.⟧",
    "externalDocs": {"url": "https://bakery.example/⟦url:there⟧"},
    "x-⟦extension:op⟧": "⟦anything:op⟧",
    "parameters": [
        _parameter("find", "query", example="⟦example:one⟧"),
        _parameter("many", "query", schema={"type": "array", "items": _ref("Flour")}, style="form"),
        _parameter("deep", "query", style="deepObject", schema=_ref("Topping"), explode=True),
        _parameter("chosen", "query", schema={**_TEXT, "enum": ["⟦value:up⟧", "⟦value:down⟧"], "default": "⟦value:up⟧"}),
        _parameter("X-Shop", "header", examples={"⟦part:one⟧": {"summary": "⟦prose:One.⟧", "value": "⟦example:two⟧"}}),
        _parameter("taste", "cookie"),
        {"name": "page", "in": "query", "schema": _TEXT},
    ],
    "x-specloom-pagination": {"style": "cursor", "cursor": "page", "next": "/next", "items": "/items"},
    "responses": {
        "200": {
            "description": "⟦prose:Fine.⟧",
            "content": _content(_ref("Shelf"), example="⟦example:three⟧"),
            "headers": {"⟦header:X-Left⟧": {"description": "⟦prose:How many.⟧", "schema": _TEXT}},
            "links": {"⟦part:next⟧": {"operationId": "⟦operation:listAll⟧", "description": "⟦prose:On.⟧"}},
        },
        "404": _PROBLEM,
    },
}  # fmt: skip
_CREATE: dict[str, Any] = {
    "operationId": "⟦operation:make⟧",
    "tags": ["⟦tag:breads⟧"],
    "description": "⟦prose:Bake one.⟧",
    "deprecated": True,
    "requestBody": {"description": "⟦prose:It.⟧", "required": True, "content": _content(_ref("Bread"))},
    "responses": {"201": {"description": "⟦prose:Made.⟧", "content": _content(_ref("Oven"))}, "4XX": _PROBLEM},
    "security": [{"⟦scheme:login⟧": ["⟦scope:read⟧"]}],
    "servers": [{"url": "https://other.example/⟦url:here⟧", "description": "⟦prose:Other.⟧"}],
    "callbacks": {
        "⟦part:done⟧": {
            "https://caller.example/⟦callback:back⟧": {
                "post": {
                    "operationId": "⟦operation:called⟧",
                    "requestBody": {"content": _content(_ref("Topping"))},
                    "responses": {"200": {"description": "⟦prose:Thanks.⟧"}},
                }
            }
        }
    },
}
_UPLOAD: dict[str, Any] = {
    "operationId": "⟦operation:upload⟧",
    "tags": ["⟦tag:pictures⟧"],
    "requestBody": {
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {"⟦property:file⟧": {**_TEXT, "format": "binary"}, "⟦property:note⟧": _TEXT},
                },
                "encoding": {
                    "⟦property:note⟧": {"contentType": "text/⟦media:enc⟧", "headers": {"⟦header:X-Part⟧": {"schema": _TEXT}}}
                },
            }
        }
    },
    "responses": {"200": {"description": "⟦prose:Seen.⟧", "content": {"image/⟦media:png⟧": {"schema": _TEXT}}}},
}  # fmt: skip

MODERN: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {
        "title": "⟦title:Bakery⟧",
        "version": "⟦version:1⟧",
        "summary": "⟦prose:Breads.⟧",
        "description": "⟦prose:An API.⟧",
        "termsOfService": "https://bakery.example/⟦url:terms⟧",
        "contact": {"name": "⟦anything:us⟧", "url": "https://bakery.example/⟦url:us⟧", "email": "⟦anything:mail⟧"},
        "license": {"name": "⟦anything:MIT⟧", "identifier": "⟦anything:id⟧"},
    },
    "servers": [
        {"url": "https://bakery.example/⟦url:v⟧", "description": "⟦prose:Main.⟧"},
        {
            "url": "https://{⟦variable:shop⟧}.bakery.example",
            "description": "⟦prose:Shops.⟧",
            "variables": {
                "⟦variable:shop⟧": {
                    "default": "⟦default:a⟧",
                    "enum": ["⟦default:a⟧", "⟦default:b⟧"],
                    "description": "⟦prose:Which.⟧",
                }
            },
        },
    ],
    "tags": [{"name": "⟦tag:breads⟧", "description": "⟦prose:Of breads.⟧"}, {"name": "⟦tag:pictures⟧"}],
    "security": [{"⟦scheme:token⟧": []}, {"⟦scheme:key⟧": []}],
    "paths": {
        "/⟦path:breads⟧": {"get": _LIST, "post": _CREATE},
        "/⟦path:breads⟧/{⟦variable:id⟧}/⟦path:picture⟧": {
            "summary": "⟦prose:Pictures.⟧",
            "parameters": [
                {"name": "⟦variable:id⟧", "in": "path", "required": True, "schema": _TEXT, "description": "⟦prose:It.⟧"}
            ],
            "put": _UPLOAD,
        },
    },
    "webhooks": {
        "⟦part:baked⟧": {
            "post": {
                "operationId": "⟦operation:hook⟧",
                "requestBody": {"content": _content(_ref("Topping"))},
                "responses": {"200": {"description": "⟦prose:Well.⟧"}},
            }
        }
    },
    "components": {
        "schemas": {**_COMMON_SCHEMAS, **_UNIONS},
        "securitySchemes": {
            "⟦scheme:token⟧": {"type": "http", "scheme": "bearer", "bearerFormat": "⟦anything:J⟧", "description": "⟦prose:T.⟧"},
            "⟦scheme:key⟧": {"type": "apiKey", "in": "header", "name": "⟦key:X-Key⟧", "description": "⟦prose:K.⟧"},
            "⟦scheme:login⟧": {
                "type": "oauth2",
                "flows": {
                    "clientCredentials": {
                        "tokenUrl": "https://bakery.example/token",
                        "scopes": {"⟦scope:read⟧": "⟦prose:Reading.⟧", "⟦scope:write⟧": "⟦prose:Writing.⟧"},
                    }
                },
            },
        },
    },
    "externalDocs": {"url": "https://bakery.example/⟦url:all⟧", "description": "⟦prose:All.⟧"},
    "x-⟦extension:top⟧": {"a": "⟦anything:ext⟧"},
}  # fmt: skip


def _old(node: Any) -> Any:
    """Return `node` with its references as Swagger 2.0 writes them."""
    if isinstance(node, list):
        return [_old(each) for each in node]
    if isinstance(node, dict):
        return {key: _old(value) for key, value in node.items() if key not in {"const", "patternProperties"}}
    return node.replace("#/components/schemas/", "#/definitions/") if isinstance(node, str) else node


SWAGGER: dict[str, Any] = {
    "swagger": "2.0",
    "info": {"title": "⟦title:Bakery⟧", "version": "⟦version:1⟧", "description": "⟦prose:An API.⟧"},
    "host": "bakery.example",
    "basePath": "/⟦url:base⟧",
    "schemes": ["https"],
    "consumes": ["application/json"],
    "produces": ["application/json"],
    "tags": [{"name": "⟦tag:breads⟧", "description": "⟦prose:Of breads.⟧"}],
    "paths": {
        "/⟦path:breads⟧": {
            "get": {
                "operationId": "⟦operation:listAll⟧",
                "tags": ["⟦tag:breads⟧"],
                "summary": "⟦prose:List them.⟧",
                "parameters": [
                    {"name": "⟦query:find⟧", "in": "query", "type": "array", "items": _TEXT, "collectionFormat": "csv"},
                    {"name": "⟦query:sort⟧", "in": "query", "type": "string", "enum": ["⟦value:up⟧", "⟦value:down⟧"]},
                    {"name": "⟦header:X-Shop⟧", "in": "header", "type": "string", "default": "⟦default:main⟧"},
                ],
                "responses": {
                    "200": {
                        "description": "⟦prose:Fine.⟧",
                        "schema": {"type": "array", "items": _old(_ref("Bread"))},
                        "headers": {"⟦header:X-Left⟧": {"type": "string", "description": "⟦prose:Left.⟧"}},
                        "examples": {"application/json": "⟦example:one⟧"},
                    }
                },
            },
            "post": {
                "tags": ["⟦tag:breads⟧"],
                "consumes": ["application/⟦media:own⟧"],
                "produces": ["text/⟦media:plain⟧"],
                "parameters": [{"name": "⟦anything:it⟧", "in": "body", "schema": _TEXT, "description": "⟦prose:It.⟧"}],
                "responses": {"201": {"description": "⟦prose:Made.⟧", "schema": _TEXT}},
                "security": [{"⟦scheme:login⟧": ["⟦scope:read⟧"]}],
            },
        },
        "/⟦path:breads⟧/{⟦variable:id⟧}": {
            "patch": {
                "tags": ["⟦tag:breads⟧"],
                "consumes": ["multipart/form-data"],
                "parameters": [
                    {"name": "⟦variable:id⟧", "in": "path", "required": True, "type": "string"},
                    {"name": "⟦property:file⟧", "in": "formData", "type": "file", "description": "⟦prose:A file.⟧"},
                    {"name": "⟦property:note⟧", "in": "formData", "type": "string", "pattern": "⟦pattern:x⟧"},
                ],
                "responses": {"200": {"description": "⟦prose:Fine.⟧", "schema": _old(_ref("Sum"))}},
            }
        },
    },
    "definitions": _old(_COMMON_SCHEMAS),
    "securityDefinitions": {
        "⟦scheme:key⟧": {"type": "apiKey", "in": "query", "name": "⟦key:k⟧", "description": "⟦prose:K.⟧"},
        "⟦scheme:login⟧": {
            "type": "oauth2",
            "flow": "application",
            "tokenUrl": "https://bakery.example/token",
            "scopes": {"⟦scope:read⟧": "⟦prose:Reading.⟧"},
        },
    },
    "security": [{"⟦scheme:key⟧": []}],
    "x-⟦extension:top⟧": "⟦anything:ext⟧",
}
DOCUMENTS = {"3.1": MODERN, "2.0": SWAGGER}
