"""Every field of every kind of object, with two values that differ, and where such objects stand in one rich document."""

from typing import Any

from generator.normalise.schemas import METHODS

from .documents import document, json_body, query

TEXT = {"schema": {"type": "string"}}
NAMES = ("one", "two")
LINKS = ({"to": {"operationId": "a"}}, {"to": {"operationId": "b"}})
PAGES = ({"description": "p", "url": "https://p"}, {"description": "q", "url": "https://q"})
MEDIA = (json_body()["content"], {"text/plain": {}})
ENCODINGS = ({"f": {"contentType": "a/b"}}, {"f": {"contentType": "a/c"}})
HEADERS = ({"X-One": TEXT}, {"X-Two": TEXT})
ANSWERS = ({"200": {"description": "d"}}, {"204": {"description": "d"}})
OPERATION = ({"responses": ANSWERS[0]}, {"responses": ANSWERS[0], "tags": ["t"]})
HOOK = ({"hook": {"post": OPERATION[0]}}, {"hook": {"post": OPERATION[1]}})
SHAPES = ({"type": "string"}, {"type": "boolean"})
EXAMPLES = ({"e": {"value": 1}}, {"e": {"value": 2}})
FLAG = (True, False)
SERVERS = ([{"url": "https://a"}], [{"url": "https://b"}])
FLOWS = ({"implicit": {"scopes": {}}}, {"password": {"scopes": {}}})
PROSE = {"summary": NAMES, "description": NAMES}
TOLD = dict.fromkeys(("x-specloom-source", "x-specloom-unknown", "x-specloom-inferred", "x-else"), NAMES)
SUNSET = {"x-sunset": ("2027-01-01", "2027-02-01"), "x-stability-level": ("alpha", "beta")}
POSITIONS = {
    "encoding": ENCODINGS,
    "prefixEncoding": ([{"style": "a"}], [{"style": "b"}]),
    "itemEncoding": ({"style": "a"}, {"style": "b"}),
}
WRITTEN = {
    **PROSE, **TOLD, **SUNSET, "schema": SHAPES, "content": MEDIA, "examples": EXAMPLES, "example": NAMES, "required": FLAG,
    "deprecated": FLAG, "style": ("simple", "pipeDelimited"), "explode": FLAG, "allowReserved": FLAG,
    "allowEmptyValue": FLAG, "x-specloom-name": NAMES,
}  # fmt: skip
Values = tuple[Any, Any]

FIELDS: dict[str, dict[str, Values]] = {
    "document": {
        **TOLD, "openapi": ("3.1.0", "3.2.0"), "$self": NAMES, "jsonSchemaDialect": NAMES,
        "info": ({"title": "t"}, {"title": "u"}),
        "servers": SERVERS,
        "paths": ({"/n": {"get": OPERATION[0]}}, {"/m": {"get": OPERATION[0]}}),
        "webhooks": (HOOK[0], {"other": HOOK[0]["hook"]}), "security": ([{"key": []}], [{"oauth": []}]),
        "components":
            ({"securitySchemes": {"a": {"type": "http"}}}, {"securitySchemes": {"b": {"type": "mutualTLS"}}}),
        "tags": ([{"name": "a"}], [{"name": "b"}]), "externalDocs": PAGES,
        "x-specloom-limits": ({"header_bytes": 1}, {"header_bytes": 2}),
    },
    "info": {**PROSE, **TOLD, "title": NAMES, "version": ("1", "2"), "termsOfService": NAMES,
             "contact": ({"name": "a"}, {"name": "b"}), "license": ({"name": "a"}, {"name": "b"})},
    "server": {**TOLD, "url": ("https://a", "https://b"), "name": NAMES, "description": NAMES,
               "variables": ({"v": {"default": "a"}}, {"w": {"default": "a"}})},
    "server variable": {**TOLD, "default": NAMES, "enum": (["one"], ["two"]), "description": NAMES},
    "tag": {**PROSE, **TOLD, "name": NAMES, "parent": NAMES, "kind": NAMES, "externalDocs": PAGES},
    "components": {
        **TOLD, "schemas": ({"A": {"type": "object"}}, {"B": {"type": "string"}}),
        "responses": (ANSWERS[0], ANSWERS[1]), "parameters": ({"p": query()}, {"q": query()}), "examples": EXAMPLES,
        "requestBodies": ({"a": json_body()}, {"b": json_body()}), "headers": HEADERS, "links": LINKS,
        "securitySchemes": ({"a": {"type": "http"}}, {"b": {"type": "mutualTLS"}}), "callbacks": ({"a": {}}, {"b": {}}),
        "pathItems": ({"a": {}}, {"b": {}}), "mediaTypes": ({"a": {}}, {"b": {}}),
    },
    "paths": {"/new": ({"get": OPERATION[0]}, {"put": OPERATION[0]})},
    "path item": {
        **PROSE, **TOLD, "servers": SERVERS, "parameters": ([query()], [query("q")]),
        "additionalOperations": ({"COPY": OPERATION[0]}, {"LINK": OPERATION[0]}), **dict.fromkeys(METHODS, OPERATION),
    },
    "operation": {
        **PROSE, **TOLD, **SUNSET, "tags": (["a"], ["b"]), "operationId": NAMES, "parameters": ([query()], [query("q")]),
        "requestBody": (json_body(), {**json_body(), "required": True}), "responses": ANSWERS, "deprecated": FLAG,
        "callbacks": ({"done": {"{$url}": {"post": OPERATION[0]}}}, {"over": {"{$url}": {"post": OPERATION[0]}}}),
        "security": ([{"key": []}], [{"oauth": []}]), "servers": SERVERS,
        "externalDocs": PAGES, "x-specloom-join": NAMES, "x-specloom-idempotent": FLAG,
        "x-specloom-pagination": ({"style": "a"}, {"style": "b"}), "x-specloom-original-id": NAMES,
        "x-specloom-limits": ({"header_bytes": 1}, {"header_bytes": 2}),
    },
    "parameter": {"name": NAMES, "in": ("query", "cookie"), **WRITTEN},
    "header": WRITTEN,
    "request body": {"description": NAMES, **TOLD, "content": MEDIA, "required": FLAG},
    "media type": {**TOLD, "schema": SHAPES, "itemSchema": SHAPES, "examples": EXAMPLES, "example": NAMES, **POSITIONS},
    "encoding": {**TOLD, "headers": HEADERS, **POSITIONS,
                 "contentType": NAMES, "style": NAMES, "explode": FLAG, "allowReserved": FLAG},
    "responses": {"200": ({"description": "d"}, {"description": "d", "content": MEDIA[0]}),
                  "404": ({"description": "d"}, {"description": "d", "content": MEDIA[0]})},
    "response": {**PROSE, **TOLD, "headers": HEADERS, "content": MEDIA, "links": LINKS},
    "security": {"key": (["r"], ["w"])},
    "security scheme": {
        **TOLD, "description": NAMES, "type": ("http", "oauth2"), "in": ("query", "cookie"), "name": NAMES, "scheme": NAMES,
        "flows": FLOWS, "bearerFormat": NAMES, "openIdConnectUrl": NAMES, "oauth2MetadataUrl": NAMES, "deprecated": FLAG,
    },
    "link": {"operationId": NAMES, "operationRef": NAMES, "parameters": ({"a": 1}, {"a": 2}), "requestBody": NAMES,
             "server": NAMES},
    "example": {**PROSE, "value": (1, 2), "externalValue": NAMES, "dataValue": (1, 2), "serializedValue": NAMES},
    "external docs": {"description": NAMES, "url": NAMES},
}  # fmt: skip
"""The fields by kind of object, as `OPENAPI` has them, and those that it leaves to anything."""

REQUIRED = {"name", "in", "url", "type", "openapi", "info", "title", "version"}
"""Fields that are changed, never left out, in the objects that have them."""

_ENCODED = {"multipart/form-data": {"encoding": {"f": {"headers": {"X-Part": TEXT}}}, "schema": {"type": "object"}}}
_OPERATION: dict[str, Any] = {
    "externalDocs": PAGES[0],
    "parameters": [query(), {"name": "X-P", "in": "header", "schema": {"type": "array", "items": {"type": "string"}}}],
    "requestBody": {"content": _ENCODED},
    "security": [{"key": ["q"], "oauth": []}],
    "responses": {
        "200": {
            "description": "d",
            "headers": {"X-H": {"schema": {"type": "array"}}},
            "content": {"application/json": {"schema": {"type": "object"}, "examples": EXAMPLES[0]}, "text/csv": {}},
            "links": LINKS[0],
        },
        "500": {"description": "d"},
    },
}


def rich() -> dict[str, Any]:
    """A resolved document that has every kind of object."""
    callbacks = {"called": {"{$url}": {"post": _OPERATION}}}
    return document(
        {"/pets": {"get": {**_OPERATION, "callbacks": callbacks}, "servers": [{"url": "https://own"}]}, "/b": {"get": {}}},
        servers=[{"url": "https://{v}", "variables": {"v": {"default": "d"}}}, {"url": "https://second"}],
        webhooks={"hook": {"post": _OPERATION}},
        tags=[{"name": "a"}],
        components={
            "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "K"}, "oauth": {"type": "oauth2"}},
            "schemas": {"Named": {"type": "object"}},
        },
    )  # fmt: skip


_FORM = "/requestBody/content/multipart~1form-data"
_CALLED, _HOOKED, _BACK = "/paths/~1pets/get", "/webhooks/hook/post", "/paths/~1pets/get/callbacks/called/{$url}/post"


def _each(rest: str) -> list[str]:
    return [f"{start}{rest}" for start in (_CALLED, _HOOKED, _BACK)]


PLACES: dict[str, list[str]] = {
    "document": [""],
    "info": ["/info"],
    "server": ["/servers/0", f"{_CALLED}/servers/0"],
    "server variable": ["/servers/0/variables/v"],
    "tag": ["/tags/0"],
    "components": ["/components"],
    "paths": ["/paths", "/webhooks", f"{_CALLED}/callbacks/called"],
    "path item": ["/paths/~1pets", "/webhooks/hook", f"{_CALLED}/callbacks/called/{{$url}}"],
    "operation": _each(""),
    "parameter": [*_each("/parameters/0"), f"{_CALLED}/parameters/1"],
    "header": [*_each("/responses/200/headers/X-H"), f"{_CALLED}{_FORM}/encoding/f/headers/X-Part"],
    "request body": _each("/requestBody"),
    "media type": [*_each(_FORM), *_each("/responses/200/content/application~1json")],
    "encoding": _each(f"{_FORM}/encoding/f"),
    "responses": _each("/responses"),
    "response": _each("/responses/200"),
    "security": _each("/security/0"),
    "security scheme": ["/components/securitySchemes/key"],
    "link": _each("/responses/200/links/to"),
    "example": _each("/responses/200/content/application~1json/examples/e"),
    "external docs": _each("/externalDocs"),
}  # fmt: skip
"""Where the rich document has objects of each kind."""
