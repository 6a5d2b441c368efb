"""State for a document without a line of code of its own: what is created can be got, listed, changed and deleted."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from generator.exchange.conformance import Conformance
from generator.exchange.messages import Request, Response
from generator.exchange.operations import Api, Match
from generator.standin.standin import StandIn

BOOK: dict[str, Any] = {
    "type": "object",
    "required": ["id", "title", "shelf_id"],
    "properties": {
        "id": {"type": "integer", "readOnly": True},
        "title": {"type": "string", "minLength": 1},
        "pages": {"type": "integer", "default": 100},
        "note": {"type": "string"},
        "shelf_id": {"type": "integer", "readOnly": True},
        "created_at": {"type": "string", "format": "date-time", "readOnly": True},
        "pin": {"type": "string", "writeOnly": True},
    },
}
DRAFT = {
    "type": "object",
    "required": ["title"],
    "properties": {name: BOOK["properties"][name] for name in ("title", "pages", "note", "pin")},
}
META = {
    "type": "object",
    "properties": {"total": {"type": "integer"}, "last_page": {"type": "integer"}, "has_more": {"type": "boolean"}},
}
ERROR = {
    "type": "object",
    "required": ["message"],
    "properties": {
        "message": {"type": "string"},
        "errors": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}},
    },
}


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def content(schema: Any) -> dict[str, Any]:
    return {"content": {"application/json": {"schema": schema}}}


def operation(
    name: str, success: int, schema: Any = None, *, body: Any = None, query: tuple[str, ...] = (), **more: Any
) -> dict[str, Any]:
    answer: dict[str, Any] = {"description": ""} | ({} if schema is None else content(schema))
    errors = {status: {"description": "", **content(ref("Error"))} for status in ("400", "404", "409", "422")}
    made = {
        "operationId": name,
        "responses": {str(success): answer, **errors},
        "parameters": [
            {
                "name": each,
                "in": "query",
                "schema": {"type": "integer" if each in {"page", "per_page", "offset", "limit"} else "string"},
            }
            for each in query
        ],
    }
    return made | more | ({} if body is None else {"requestBody": {"required": True, **content(ref(body))}})


def library(pagination: dict[str, Any] | None = None, query: tuple[str, ...] = ()) -> dict[str, Any]:
    books = {
        "type": "object",
        "required": ["data"],
        "properties": {
            "data": {"type": "array", "items": ref("Book")},
            "meta": META,
            "next": {"type": ["string", "null"]},
        },
    }
    paging = {} if pagination is None else {"x-specloom-pagination": pagination}
    whole = {"type": "object", "required": ["data"], "properties": {"data": ref("Book")}}

    def items(names: tuple[str, ...], variable: str) -> dict[str, Any]:
        return [
            {"name": name, "in": "path", "required": True, "schema": {"type": "integer"}} for name in (*names, variable)
        ]  # type: ignore[return-value]

    return {
        "openapi": "3.1.0",
        "info": {"title": "Library", "version": "1"},
        "servers": [{"url": "https://library.example/api"}],
        "paths": {
            "/shelves/{shelf}/books": {
                "parameters": items((), "shelf"),
                "get": operation("books_list", 200, books, query=("title", *query), **paging),
                "post": operation("books_create", 201, whole, body="Draft"),
            },
            "/books/{book}": {
                "parameters": items((), "book"),
                "get": operation("books_get", 200, whole),
                "put": operation("books_update", 200, whole, body="Draft"),
                "patch": operation("books_patch", 200, whole, body="Change"),
                "delete": operation("books_delete", 204),
            },
            "/books/{book}/lend": {"parameters": items((), "book"), "post": operation("books_lend", 200, ref("Book"))},
        },
        "components": {"schemas": {"Book": BOOK, "Draft": DRAFT, "Change": {**DRAFT, "required": []}, "Error": ERROR}},
    }


class Client:
    """Calls a stand-in, and holds each answer against the document."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.standin = StandIn(document, "library")
        self._api = Api(document, "library")
        self._conformance = Conformance(self._api)

    def __call__(self, method: str, path: str, body: Any = None) -> Response:
        headers = (("Content-Type", "application/json"),) if body is not None else ()
        url = path if path.startswith("http") else f"http://127.0.0.1:8080{path}"
        sent = Request(method, url, headers, b"" if body is None else json.dumps(body).encode())
        response = asyncio.run(self.standin.handle(sent))
        found = next((Match(*each) for each in self._api.router.find(sent.path) if each[0].method == method), None)
        if found is not None:
            assert list(self._conformance.response_faults(found.operation, method, response)) == []
        return response

    def json(self, method: str, path: str, body: Any = None) -> Any:
        return json.loads(self(method, path, body).body)


@pytest.fixture
def client() -> Client:
    return Client(library())


def test_the_life_of_a_thing(client: Client) -> None:
    made = client("POST", "/shelves/7/books", {"title": "A", "pin": "secret"})
    assert made.status == 201
    book = json.loads(made.body)["data"]
    assert {name: book[name] for name in ("id", "title", "pages", "shelf_id")} == {
        "id": 1,
        "title": "A",
        "pages": 100,
        "shelf_id": 7,
    }
    assert book.keys() == {"id", "title", "pages", "shelf_id", "created_at"}
    assert client.json("GET", "/books/1") == {"data": book}
    assert client.json("PATCH", "/books/1", {"note": "n"})["data"] == book | {"note": "n"}
    assert client.json("PUT", "/books/1", {"title": "B"})["data"]["title"] == "B"
    assert "note" not in client.json("GET", "/books/1")["data"]
    assert [each["title"] for each in client.json("GET", "/shelves/7/books")["data"]] == ["B"]
    assert client.json("GET", "/shelves/8/books")["data"] == []
    assert client("POST", "/books/1/lend").status == 200
    assert client("DELETE", "/books/1").status == 204
    assert [
        client(method, path, body).status
        for method, path, body in (
            ("GET", "/books/1", None),
            ("DELETE", "/books/1", None),
            ("PATCH", "/books/1", {}),
            ("POST", "/books/1/lend", None),
        )
    ] == [404] * 4
    assert client.json("POST", "/shelves/7/books", {"title": "C"})["data"]["id"] == 2


def test_paths_below_the_declared_server_are_served_too(client: Client) -> None:
    assert client("POST", "/api/shelves/7/books", {"title": "A"}).status == 201
    assert client("GET", "/books/1").status == 200


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "errors"),
    [
        ("POST", "/shelves/7/books", {}, 422, {"title": ['"title" is a required property']}),
        ("POST", "/shelves/7/books", {"title": ""}, 422, {"title": ['"" is shorter than 1 character']}),
        ("GET", "/books/abc", None, 404, None),
        ("GET", "/books/99", None, 404, None),
        ("GET", "/nothing", None, 404, None),
        ("POST", "/books/1", {"title": "A"}, 405, None),
    ],
)
def test_what_is_wrong_is_refused_in_the_shape_of_the_document(
    client: Client, method: str, path: str, body: Any, status: int, errors: Any
) -> None:
    response = client(method, path, body)
    assert response.status == status
    assert errors is None or set(json.loads(response.body)["errors"]) == set(errors)


PAGINATIONS: list[tuple[dict[str, Any], tuple[str, ...]]] = [
    (
        {"style": "page", "page": "page", "size": "per_page", "items": "/data", "last": "/meta/last_page"},
        ("page", "per_page"),
    ),
    (
        {"style": "offset", "offset": "offset", "limit": "limit", "items": "/data", "more": "/meta/has_more"},
        ("offset", "limit"),
    ),
    ({"style": "cursor", "cursor": "after", "next": "/next", "items": "/data"}, ("after", "limit")),
    ({"style": "next-url", "next": "/next", "items": "/data"}, ("per_page",)),
    ({"style": "link-header", "items": "/data"}, ("per_page",)),
]


@pytest.mark.parametrize(("pagination", "query"), PAGINATIONS, ids=[rule["style"] for rule, _ in PAGINATIONS])
def test_pages_are_real(pagination: dict[str, Any], query: tuple[str, ...]) -> None:
    client = Client(library(pagination, query))
    for number in range(7):
        client("POST", "/shelves/7/books", {"title": f"book {number}"})
    size = next(name for name in ("per_page", "limit") if name in query)
    url, seen = f"/shelves/7/books?{size}=3", []
    for turn in range(3):
        response = client("GET", url)
        body = json.loads(response.body)
        seen.append([book["title"] for book in body["data"]])
        links = dict(response.headers).get("Link", "")
        following = {
            "page": f"/shelves/7/books?per_page=3&page={turn + 2}"
            if turn + 1 < body["meta"].get("last_page", 0)
            else None,
            "offset": f"/shelves/7/books?limit=3&offset={3 * turn + 3}" if body["meta"].get("has_more") else None,
            "cursor": body.get("next") and f"/shelves/7/books?limit=3&after={body['next']}",
            "next-url": body.get("next"),
            "link-header": links.partition(">")[0].removeprefix("<") if 'rel="next"' in links else None,
        }[pagination["style"]]
        if following is None:
            break
        url = following
    assert seen == [[f"book {number}" for number in part] for part in (range(3), range(3, 6), range(6, 7))]


def test_lists_can_be_asked_for_some(client: Client) -> None:
    for title in ("A", "B", "A"):
        client("POST", "/shelves/7/books", {"title": title})
    assert [book["id"] for book in client.json("GET", "/shelves/7/books?title=A")["data"]] == [1, 3]


def test_the_same_calls_give_the_same_answers() -> None:
    def told() -> list[bytes]:
        client = Client(library())
        client.standin.world.clock.set(client.standin.world.clock.now().replace(2026, 1, 31, 12, 0, 0, 0))
        calls = [
            ("POST", "/shelves/7/books", {"title": "A"}),
            ("GET", "/books/1", None),
            ("POST", "/books/1/lend", None),
        ]
        return [client(*call).body for call in calls]

    assert told() == told()


def test_reset_forgets_and_counts_from_the_start(client: Client) -> None:
    client("POST", "/shelves/7/books", {"title": "A"})
    client.standin.reset()
    assert client("GET", "/books/1").status == 404
    assert client.json("POST", "/shelves/7/books", {"title": "A"})["data"]["id"] == 1


def keys_of_doors() -> dict[str, Any]:
    """A document whose answers to creating and deleting are of other schemas than its things."""
    key: dict[str, Any] = {
        "type": "object",
        "required": ["id", "door"],
        "properties": {"id": {"type": "string"}, "door": {"type": "string"}, "cut": {"type": "integer"}},
    }
    made = {**key, "required": ["id", "door", "code"], "properties": {**key["properties"], "code": {"type": "string"}}}
    gone = {
        "type": "object",
        "required": ["object", "deleted", "id"],
        "properties": {"object": {"const": "key"}, "id": {"type": "string"}, "deleted": {"type": "boolean"}},
    }
    variable = [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}]
    return {
        "openapi": "3.1.0",
        "info": {"title": "Doors", "version": "1"},
        "paths": {
            "/keys": {
                "get": operation("keys_list", 200, {"type": "array", "items": ref("Key")}),
                "post": operation("keys_create", 201, ref("Made"), body="Draft"),
                "delete": operation("keys_clear", 200, ref("Gone")),
            },
            "/keys/{id}": {
                "parameters": variable,
                "get": operation("keys_get", 200, ref("Key")),
                "delete": operation("keys_delete", 200, ref("Gone")),
            },
            "/locks": {"get": operation("locks_list", 200, {"type": "array", "items": ref("Key")})},
            "/locks/{id}": {"parameters": variable, "delete": operation("locks_delete", 200, ref("Key"))},
        },
        "components": {"schemas": {"Key": key, "Made": made, "Gone": gone, "Draft": DRAFT, "Error": ERROR}},
    }


def test_an_answer_shows_a_thing_as_its_own_schema_has_it() -> None:
    client = Client(keys_of_doors())
    made = client.json("POST", "/keys", {"door": "front", "title": "x"})
    assert isinstance(made["code"], str)
    key = client.json("GET", f"/keys/{made['id']}")
    assert (key["door"], "code" in key) == ("front", False)
    assert client.json("DELETE", f"/keys/{made['id']}") == {"object": "key", "id": made["id"], "deleted": True}
    assert client("GET", f"/keys/{made['id']}").status == 404


def test_a_collection_is_emptied_and_says_so() -> None:
    client = Client(keys_of_doors())
    made = client.json("POST", "/keys", {"door": "front", "title": "x"})
    assert client.json("DELETE", "/keys")["object"] == "key"
    assert client.json("GET", "/keys") == []
    assert client("GET", f"/keys/{made['id']}").status == 404


def test_what_is_taken_for_granted_is_shown_when_it_is_deleted() -> None:
    client = Client(keys_of_doors())
    first, *_ = client.json("GET", "/locks")
    assert client.json("DELETE", f"/locks/{first['id']}") == first
    assert client("DELETE", f"/locks/{first['id']}").status == 404


def test_half_of_a_surrogate_pair_is_refused_and_not_kept() -> None:
    client = Client(keys_of_doors())
    sent = Request(
        "POST", "http://127.0.0.1/keys", (("Content-Type", "application/json"),), b'{"door": "\\ud800", "title": "x"}'
    )
    assert asyncio.run(client.standin.handle(sent)).status == 400
    assert client.json("GET", "/keys") == []


def test_an_operation_that_only_redirects_redirects() -> None:
    moved = {"307": {"description": "", "headers": {"Location": {"required": True, "schema": {"type": "string"}}}}}
    paths = {"/data": {"get": {"operationId": "data_get", "responses": moved}}}
    answer = Client({"openapi": "3.1.0", "info": {}, "paths": paths})("GET", "/data")
    assert (answer.status, answer.headers[0][0]) == (307, "Location")


def test_a_schema_that_is_none_makes_no_server_error() -> None:
    odd = {"type": "object", "properties": {"door": {"type": "string", "pattern": "[", "minLength": 1}}}
    paths = {"/keys": {"post": operation("keys_create", 201, ref("Key"), body="Key")}}
    schemas = {"Key": odd, "Error": ERROR}
    client = Client({"openapi": "3.1.0", "info": {}, "paths": paths, "components": {"schemas": schemas}})
    sent = [Request("POST", "http://x/keys", (("Content-Type", "application/json"),), body)
            for body in (b'{"door": "x"}', b'{"door": ""}')]  # fmt: skip
    assert [asyncio.run(client.standin.handle(each)).status for each in sent] == [201, 422]


def pets(update: str = "put", **more: Any) -> dict[str, Any]:
    """A document that changes a pet on the path of all pets: the body names it."""
    pet = {
        "type": "object",
        "required": ["id", "name"],
        "properties": {"id": {"type": "integer"}, "name": {"type": "string"}, "colour": {"type": "string"}},
    }
    change: dict[str, Any] = {**pet, "required": []}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Pets", "version": "1"},
        "paths": {
            "/pets": {
                "post": operation("pets_create", 201, ref("Pet"), body="Pet"),
                update: operation("pets_update", 200, ref("Pet"), body="Change", **more),
            },
            "/pets/{petId}": {
                "parameters": [{"name": "petId", "in": "path", "required": True, "schema": {"type": "integer"}}],
                "get": operation("pets_get", 200, ref("Pet")),
                "delete": operation("pets_delete", 204),
            },
        },
        "components": {"schemas": {"Pet": pet, "Change": change, "Error": ERROR}},
    }


def test_a_thing_is_changed_where_the_body_names_it() -> None:
    client = Client(pets())
    client("POST", "/pets", {"id": 7, "name": "Rex", "colour": "red"})
    assert client.json("PUT", "/pets", {"id": 7, "name": "Max"}) == {"id": 7, "name": "Max"}
    assert client.json("GET", "/pets/7") == {"id": 7, "name": "Max"}
    assert client("PUT", "/pets", {"id": 8, "name": "Max"}).status == 404
    client("DELETE", "/pets/7")
    assert client("PUT", "/pets", {"id": 7, "name": "Max"}).status == 404


def test_a_thing_is_merged_where_the_body_names_it() -> None:
    client = Client(pets("patch"))
    client("POST", "/pets", {"id": 7, "name": "Rex", "colour": "red"})
    assert client.json("PATCH", "/pets", {"id": 7, "name": "Max"}) == {"id": 7, "name": "Max", "colour": "red"}
    assert client.json("GET", "/pets/7")["name"] == "Max"


def test_a_body_that_names_no_thing_changes_none() -> None:
    client = Client(pets())
    client("POST", "/pets", {"id": 7, "name": "Rex"})
    assert client("PUT", "/pets", {"name": "Max"}).status == 200
    assert client.json("GET", "/pets/7")["name"] == "Rex"


def test_a_thing_is_made_by_its_name_where_that_is_declared() -> None:
    made = {"responses": {"200": {"description": "", **content(ref("Pet"))}, "201": {"description": ""}}}
    client = Client(pets(**made))
    assert client("PUT", "/pets", {"id": 9, "name": "Max"}).status in {200, 201}
    assert client.json("GET", "/pets/9")["name"] == "Max"


def test_what_is_only_sent_is_kept_at_no_depth() -> None:
    door = {"type": "object", "properties": {"name": {"type": "string"}, "pin": {"type": "string", "writeOnly": True}}}
    house = {
        "type": "object",
        "required": ["id"],
        "properties": {
            "id": {"type": "string", "readOnly": True},
            "doors": {"type": "array", "items": ref("Door")},
            "main": {"allOf": [ref("Door"), {"required": ["pin"]}]},
        },
    }
    variable = [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}]
    paths = {
        "/houses": {"post": operation("houses_create", 201, ref("House"), body="House")},
        "/houses/{id}": {
            "parameters": variable,
            "get": operation("houses_get", 200, ref("House")),
            "patch": operation("houses_patch", 200, ref("House"), body="House"),
        },
    }
    schemas = {"House": house, "Door": door, "Error": ERROR}
    client = Client({"openapi": "3.1.0", "info": {}, "paths": paths, "components": {"schemas": schemas}})
    given = {"doors": [{"name": "front", "pin": "1"}], "main": {"name": "gate", "pin": "2"}}
    made = client.json("POST", "/houses", given)
    assert (made["doors"], made["main"]) == ([{"name": "front"}], {"name": "gate"})
    assert client.json("GET", f"/houses/{made['id']}") == made
    changed = client.json(
        "PATCH", f"/houses/{made['id']}", {"doors": [{"name": "back", "pin": "3"}], "main": {"pin": "4"}}
    )
    assert (changed["doors"], changed["main"]) == ([{"name": "back"}], {"name": "gate"})
