"""What documents do, by classes: each kept a client and a stand-in from understanding each other in some public document."""

from __future__ import annotations

from typing import Any

STRING = {"type": "string"}
INTEGERS = {"type": "array", "items": {"type": "integer"}}
CALLED = {"type": "string", "format": "uuid", "minLength": 24, "maxLength": 24}
VENDOR = "application/vnd.shop+json"


def answer(schema: Any = None, kind: str = "application/json", **headers: Any) -> dict[str, Any]:
    content = {} if schema is None else {"content": {kind: {"schema": schema}}}
    required = {name.replace("_", "-"): {"required": True, "schema": each} for name, each in headers.items()}
    return {"description": "", **content, **({"headers": required} if required else {})}


def component(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def refusing(**errors: dict[str, Any]) -> dict[str, Any]:
    """An operation on one thing that takes a credential, with the answers for `_404` and so on."""
    declared = {status.lstrip("_"): error for status, error in errors.items()}
    return {
        "parameters": [FILE],
        "security": [{"token": []}],
        "responses": {"200": answer(component("User")), **declared},
    }


def collection(path: str, kind: str, **headers: Any) -> dict[str, Any]:
    """A list and its items, all of the media type `kind`."""
    item, body = component("Item"), {"required": True, "content": {kind: {"schema": component("Item")}}}
    many, one = answer({"type": "array", "items": item}, kind, **headers), answer(item, kind, **headers)
    error = answer(component("Error"), kind, **headers)
    return {
        path: {
            "get": {"responses": {"200": many}},
            "post": {"requestBody": body, "responses": {"201": one, "default": error}},
        },
        path + "/{id}": {
            "get": {"parameters": [FILE], "responses": {"200": one, "404": error}},
            "put": {"parameters": [FILE], "requestBody": body, "responses": {"200": one, "4XX": error}},
            "delete": {"parameters": [FILE], "responses": {"204": answer(**headers), "404": error}},
        },
    }


def spread(name: str, schema: Any, **more: Any) -> dict[str, Any]:
    return {"get": operation(STRING, parameter(name, "query", schema, **more), parameter("limit", "query", STRING))}


def operation(schema: Any, *parameters: dict[str, Any], body: Any = None, **more: Any) -> dict[str, Any]:
    answer = {"description": "", "content": {"application/json": {"schema": schema}}}
    sent = (
        {} if body is None else {"requestBody": {"required": True, "content": {"application/json": {"schema": body}}}}
    )
    return {"parameters": list(parameters), "responses": {"200": answer}, **sent, **more}


def parameter(name: str, place: str, schema: Any, **more: Any) -> dict[str, Any]:
    return {"name": name, "in": place, "required": True, "schema": schema, **more}


def made(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(required)}


FILE = parameter("id", "path", STRING)
PATHS: dict[str, dict[str, Any]] = {
    "paths that differ in what is never sent": {
        "/files/{id}": {"get": operation(made({"id": STRING}, "id"), FILE)},
        "/files/{id}#link": {
            "get": operation(made({"link": STRING}, "link"), FILE, parameter("fields", "query", STRING)),
            "put": operation(made({"link": STRING}, "link"), FILE, body=made({"link": STRING}, "link")),
        },
    },
    "a variable that is a part of its segment": {
        "/files/{id}": {"get": operation(made({"id": STRING}, "id"), FILE)},
        "/files/{id}/thumbnail.{extension}": {
            "get": operation(STRING, FILE, parameter("extension", "path", {"type": "string", "enum": ["png", "jpg"]}))
        },
    },
    "objects in lists of a query": {
        "/search": {
            "get": operation(
                STRING,
                parameter("filters", "query", {"type": "array", "minItems": 1, "items": made({"name": STRING}, "name")}),
                parameter("within", "query", made({"box": made({"top": {"type": "integer"}}, "top")}, "box"), explode=False),
            )
        },
    },
    "what is only written is not in answers": {
        "/users": {"post": operation({"$ref": "#/components/schemas/User"}, body={"$ref": "#/components/schemas/User"})},
    },
    "keys of another type": {
        "/odd": {
            "post": operation(
                made({"when": {"type": "integer", "format": "date-time"}, "ids": {"type": "string", "items": STRING}}, "when"),
                body=made(
                    {
                        "when": {"type": "integer", "format": "date-time"},
                        "key": {"type": "string", "properties": {"key": STRING}, "required": ["key"]},
                        "ids": {"type": "string", "items": STRING},
                    },
                    "when", "key", "ids",
                ),
            )
        },
    },
    "an enum that narrows another": {
        "/kinds": {
            "post": operation(
                STRING,
                body=made(
                    {"kind": {"type": "integer", "enum": [0, 2], "allOf": [{"$ref": "#/components/schemas/Kind"}]}}, "kind"
                ),
            )
        },
    },
    "only errors are declared": {
        "/login": {"get": {"responses": {"429": {"description": "", "content": {"application/json": {"schema": {}}}}}}},
        "/none": {"get": {"responses": {}}},
    },
    "a redirect is all that is declared": {
        "/moved": {"get": {"responses": {"307": {"description": "elsewhere"}}}},
        "/found": {"get": {"responses": {"302": answer(Location={"type": "string", "format": "uri"})}}},
    },
    "paths that differ in the query that they state": {
        "/blobs": {
            "get": operation(made({"id": STRING}, "id")),
            "post": operation(STRING, body=made({"name": STRING}, "name")),
        },
        "/blobs?list": {"get": operation(made({"names": {"type": "array", "items": STRING}}, "names"))},
        "/blobs?page={page}": {
            "get": operation(made({"page": {"type": "integer"}}, "page"), parameter("page", "path", {"type": "integer"}))
        },
        "/blobs?comp=list&kind=all": {
            "get": operation(made({"all": STRING}, "all"), parameter("prefix", "query", STRING)),
            "post": operation(made({"all": STRING}, "all"), body=made({"prefix": STRING}, "prefix")),
        },
        "/blobs/{id}?acl": {"get": operation(made({"acl": STRING}, "acl"), FILE)},
        "/blobs/{id}?version={version}#old": {
            "get": operation(made({"old": STRING}, "old"), FILE, parameter("version", "path", STRING))
        },
    },
    "paths that differ in the names of variables": {
        "/owners/{id}": {"get": operation(made({"id": STRING}, "id"), FILE)},
        "/owners/{name}": {
            "put": operation(STRING, parameter("name", "path", STRING), body=made({"name": STRING}, "name")),
        },
    },
    "objects that take any member, spread over the query": {
        "/texts": spread("filter", {"type": "object", "additionalProperties": STRING}),
        "/numbers": spread("filter", {"type": "object", "additionalProperties": {"type": "integer"}, "minProperties": 2}),
        "/any": spread("filter", {"type": "object"}),
        "/names": spread("filter", {"type": "object", "properties": {"x": {"type": "integer"}}, "additionalProperties": True}),
        "/patterns": spread(
            "filter",
            {"type": "object", "patternProperties": {"^x-": STRING}, "additionalProperties": False, "minProperties": 1},
        ),
        "/optional": spread("filter", {"type": ["object", "null"], "additionalProperties": STRING}, required=False),
        "/pipes": spread("filter", {"type": "object", "additionalProperties": {"type": "boolean"}}, style="pipeDelimited"),
    },
    "objects spread over cookies and forms": {
        "/cookies": {
            "get": operation(
                STRING,
                parameter("session", "cookie", STRING),
                parameter("wishes", "cookie", {"type": "object", "additionalProperties": {"type": "integer"}}),
            )
        },
        "/forms": {
            "post": {
                **operation(STRING),
                "requestBody": {
                    "required": True,
                    "content": {
                        "application/x-www-form-urlencoded": {
                            "schema": made(
                                {"a": {"type": "integer"}, "more": {"type": "object", "additionalProperties": STRING}}, "more"
                            ),
                            "encoding": {"more": {"style": "form", "explode": True}},
                        }
                    },
                },
            }
        },
    },
    "formats that the lengths beside them rule out": {
        "/called/{id}": {
            "post": operation(
                made({"id": CALLED, "day": {**STRING, "format": "date", "maxLength": 4}}, "id", "day"),
                parameter("id", "path", CALLED),
                body=made({"id": CALLED, "ids": {"type": "array", "items": CALLED, "minItems": 1}}, "id", "ids"),
            )
        },
    },
    "styles of paths": {
        "/label{a}": {"get": operation(STRING, parameter("a", "path", made({"x": STRING}, "x"), style="label", explode=True))},
        "/matrix{a}": {"get": operation(STRING, parameter("a", "path", made({"x": STRING}, "x"), style="matrix"))},
        "/lists{a}": {
            "get": operation(
                STRING,
                parameter("a", "path", {**INTEGERS, "minItems": 2}, style="matrix", explode=True),
            )
        },
    },
    "JSON of a vendor": {
        **collection("/vendors", VENDOR),
        **collection("/versions", "application/vnd.api+json; version=1"),
        "/both": {
            "get": {
                "responses": {
                    "200": {
                        "description": "",
                        "content": {
                            VENDOR: {"schema": made({"vendor": STRING}, "vendor")},
                            "application/json": {"schema": made({"plain": STRING}, "plain")},
                        },
                    }
                }
            }
        },
    },
    "lists that are no JSON": {
        "/tables": {"get": {"responses": {"200": answer(STRING, "text/csv")}}},
        "/documents": {
            "get": {"responses": {"200": answer({"type": "array", "items": component("Item")}, "application/xml")}}
        },
    },
    "headers that every answer has": collection(
        "/counted", "application/json", X_Left={"type": "integer"}, Date=STRING, X_City={"type": "string", "example": "Köln"},
    ),
    "errors in every form": {
        "/undeclared/{id}": {"get": refusing()},
        "/exact/{id}": {"get": refusing(_401=answer(component("Error")), _404=answer(component("Error"), VENDOR))},
        "/default/{id}": {"get": refusing(default=answer(component("Error"), X_Left={"type": "integer"}))},
        "/class/{id}": {"get": refusing(_4XX=answer(component("Error")), _5XX=answer(STRING, "text/plain"))},
        "/text/{id}": {"get": refusing(_401=answer(STRING, "text/plain"), _404=answer(STRING, "text/html"))},
        "/range/{id}": {"get": refusing(_401=answer(component("Error"), "*/*"), _404=answer(STRING, "*/*"))},
        "/xml/{id}": {"get": refusing(_401=answer(component("Error"), "application/xml"))},
        "/empty/{id}": {"get": refusing(_401=answer(), _404=answer(X_Left={"type": "integer"}))},
        "/any/{id}": {"get": {**refusing(), "responses": {"default": answer(component("Error"))}}},
    },
    "unions whose branches overlap": {
        f"/unions/{number}": {"post": operation(schema, body=schema)}
        for number, schema in enumerate([
            component("Key"),
            component("Pet"),
            {"oneOf": [component("Item"), component("Thing")]},
            {"oneOf": [STRING, {**STRING, "description": "The same."}]},
            {"type": "array", "minItems": 1, "items": component("Key")},
        ])
    },
}  # fmt: skip
MAPPING = {"RSA": "#/components/schemas/Rsa", "EC": "#/components/schemas/Ec"}
KTY = {"type": "string", "enum": ["RSA", "EC"]}
SCHEMAS = {
    "Item": made({"id": STRING, "name": STRING}, "id", "name"),
    "Thing": made({"id": STRING, "name": {**STRING, "description": "Its name."}}, "id", "name"),
    "Error": made({"code": {"type": "integer"}, "message": STRING}, "code", "message"),
    "Key": {
        "required": ["kty"], "properties": {"kty": KTY}, "oneOf": [component("Rsa"), component("Ec")],
        "discriminator": {"propertyName": "kty", "mapping": MAPPING},
    },
    "Rsa": made({"kty": KTY, "n": STRING}, "kty"),
    "Ec": made({"kty": KTY, "x": STRING, "n": STRING}, "kty"),
    "Pet": {"oneOf": [component("Cat"), component("Dog")], "discriminator": {"propertyName": "type"}},
    "Cat": made({"type": STRING, "name": STRING}, "type"),
    "Dog": made({"type": STRING, "name": STRING}, "type"),
    "User": made({"name": STRING, "password": {"type": "string", "writeOnly": True}}, "name", "password"),
    "Kind": {"type": "integer", "enum": [0, 1, 2, 3]},
}  # fmt: skip
