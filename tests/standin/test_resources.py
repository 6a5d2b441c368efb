"""What operations do to resources, by their paths, methods and answers."""

from __future__ import annotations

from typing import Any

import pytest

from generator.exchange.operations import Api
from generator.standin.resources import Action, actions

BOOK = {"$ref": "#/components/schemas/Book"}
BOOKS = {"type": "array", "items": BOOK}


def operation(name: str, status: str = "200", schema: Any = None) -> dict[str, Any]:
    content = {} if schema is None else {"content": {"application/json": {"schema": schema}}}
    return {"operationId": name, "responses": {status: {"description": "", **content}}}


def derived(paths: dict[str, Any], aliases: dict[str, str] | None = None) -> dict[str, Action]:
    properties = {"isbn": {"type": "string"}, "id": {"type": "integer"}, "title": {"type": "string"}}
    book = {"type": "object", "properties": properties, "required": ["id"]}
    document = {"openapi": "3.1.0", "paths": paths, "components": {"schemas": {"Book": book}}}
    return actions(Api(document, "library"), aliases)


def wrapped(name: str, schema: Any) -> dict[str, Any]:
    return {"type": "object", "properties": {name: schema, "meta": {"type": "object"}}}


def test_a_collection_and_its_items() -> None:
    found = derived({
        "/books": {"get": operation("all", schema=BOOKS), "post": operation("add", "201", BOOK)},
        "/books/{bookId}": {
            "get": operation("one", schema=BOOK), "put": operation("put", schema=BOOK),
            "patch": operation("change", schema=BOOK), "delete": operation("drop", "204"),
        },
    })  # fmt: skip
    assert [str(action.kind) for action in found.values()] == ["list", "create", "read", "replace", "delete", "merge"]
    books = found["all"].resource
    assert books is not None
    assert all(action.resource is books for action in found.values())
    assert (books.name, books.key, books.is_managed, books.singular) == ("/books", "id", True, "book")


def test_items_beside_their_collection_are_of_it() -> None:
    found = derived(
        {
            "/shelves/{shelf}/books": {"get": operation("all", schema=BOOKS), "post": operation("add", schema=BOOK)},
            "/books/{book}": {"get": operation("one", schema=wrapped("data", BOOK))},
            "/books/{book}/lend": {"post": operation("lend")},
        }
    )
    assert found["one"].resource is found["all"].resource
    assert found["one"].item is not None
    assert found["one"].item.is_flat
    assert found["one"].held is not None
    assert found["one"].held.pointer == "/data"
    assert [parent.template for parent in found["lend"].parents] == ["/books/{book}"]
    assert found["lend"].kind is None


def test_what_a_path_says_beside_its_segments_is_about_the_item_that_they_name() -> None:
    one = {"get": operation("one", schema=BOOK)}
    beside = {f"/books/{{book}}{rest}": {"get": operation(rest[1:])} for rest in ("?loans", "#notes", "?page={page}")}
    found = derived({"/books": {"get": operation("all", schema=BOOKS)}, "/books/{book}": one, **beside})
    for name in ("loans", "notes", "page={page}"):
        assert [parent.template for parent in found[name].parents] == ["/books/{book}"]
    assert found["one"].parents == found["all"].parents == ()


def test_an_alias_names_items_a_second_way() -> None:
    paths = {
        "/shelves/{shelf}/books": {"get": operation("all", schema=BOOKS), "post": operation("add", schema=BOOK)},
        "/shelves/{shelf}/books/{book}": {"get": operation("one", schema=BOOK)},
        "/volumes/{volume}/lend": {"post": operation("lend")},
    }
    assert derived(paths)["lend"].parents == ()
    (parent,) = derived(paths, {"/volumes/{volume}": "/shelves/{shelf}/books"})["lend"].parents
    assert (parent.variable, parent.is_flat, parent.resource.name) == ("volume", True, "/shelves/{}/books")


@pytest.mark.parametrize(
    ("schema", "pointer"),
    [
        (BOOKS, ""),
        (wrapped("books", BOOKS), "/books"),
        (wrapped("data", BOOKS), "/data"),
        (wrapped("whatever", BOOKS), "/whatever"),
        ({"anyOf": [BOOKS, {"type": "null"}]}, ""),
    ],
)
def test_lists_are_found_in_their_answers(schema: Any, pointer: str) -> None:
    held = derived({"/books": {"get": operation("all", schema=schema)}})["all"].held
    assert held is not None
    assert held.pointer == pointer


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        ("/search", {"type": "string"}),
        ("/tags", {"type": "array", "items": {"type": "string"}}),
        ("/me", BOOK),
    ],
)
def test_what_is_no_collection_is_none(path: str, schema: Any) -> None:
    action = derived({path: {"get": operation("it", schema=schema)}})["it"]
    assert (action.kind, action.resource) == (None, None)


def test_what_the_api_cannot_make_is_not_managed() -> None:
    found = derived(
        {"/books": {"get": operation("all", schema=BOOKS)}, "/books/{id}": {"get": operation("one", schema=BOOK)}}
    )
    assert found["one"].resource is not None
    assert not found["one"].resource.is_managed
    put = derived({"/books/{isbn}": {"put": operation("put", "201", BOOK)}})["put"]
    assert put.resource is not None
    assert (put.resource.is_managed, put.resource.key) == (True, "isbn")


def test_a_variable_that_is_a_part_of_its_segment_names_no_item() -> None:
    found = derived({
        "/books/{id}": {"get": operation("one", schema=BOOK)},
        "/books/{id}/cover.{kind}": {"get": operation("cover", schema=BOOK)},
    })  # fmt: skip
    assert (found["cover"].kind, found["cover"].item) == (None, None)
    assert [parent.template for parent in found["cover"].parents] == ["/books/{id}"]


@pytest.mark.parametrize(
    ("path", "key", "singular"),
    [
        ("/companies/{id}", "company_id", "company"),
        ("/addresses/{addressId}", "addressId", "address"),
        ("/books/{book}", "book_id", "book"),
    ],
)
def test_keys_are_named_after_one_of_many(path: str, key: str, singular: str) -> None:
    schema = {"type": "object", "properties": {"title": {"type": "string"}, key: {"type": "string"}}}
    resource = derived({path: {"get": operation("one", schema=schema)}})["one"].resource
    assert resource is not None
    assert (resource.key, resource.singular) == (key, singular)


def test_what_may_be_a_text_is_not_kept() -> None:
    either = {"type": "array", "items": {"oneOf": [BOOK, {"type": "string"}]}}
    assert derived({"/rules": {"get": operation("all", schema=either)}})["all"].kind is None
