"""Two answers to one request: the same shape, or where not."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generator.contract.rehearsing.shape import MAX_DIFFERENCES, Shapes
from generator.exchange.messages import Response
from generator.exchange.operations import Api

SHELF: dict[str, Any] = {
    "type": "object",
    "required": ["id"],
    "properties": {
        "id": {"type": "integer"},
        "label": {"type": "string"},
        "emptied": {"type": ["string", "null"]},
        "weight": {"type": "number"},
        "books": {"type": "array", "items": {"$ref": "#/components/schemas/Book"}},
        "counts": {"type": "object", "additionalProperties": {"type": "integer"}},
        "anything": {},
        "owner": {"anyOf": [{"$ref": "#/components/schemas/Person"}, {"$ref": "#/components/schemas/Club"}]},
        "closed": {"type": "object", "properties": {"a": {}}, "additionalProperties": False},
    },
}
COMPONENTS: dict[str, Any] = {
    "Shelf": SHELF,
    "Book": {"type": "object", "required": ["title"], "properties": {"title": {"type": "string"}}},
    "Person": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}},
    "Club": {"type": "object", "required": ["members"], "properties": {"members": {"type": "integer"}}},
}


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    return Shapes(api())


def api() -> Api:
    schema = {"$ref": "#/components/schemas/Shelf"}
    operation = {
        "operationId": "shelves_get",
        "tags": ["shelves"],
        "responses": {"200": {"description": "A shelf.", "content": {"application/json": {"schema": schema}}}},
    }
    return Api({"openapi": "3.1.0", "paths": {"/shelf": {"get": operation}}, "components": {"schemas": COMPONENTS}}, "")


def answer(value: Any, status: int = 200, kind: str = "application/json; charset=utf-8") -> Response:
    return Response(status, (("Content-Type", kind),), json.dumps(value).encode())


def said(shapes: Shapes, recorded: Response, answered: Response, *, exact: bool = False) -> list[tuple[str, str]]:
    (operation,) = api().operations
    return [(each.pointer, each.message) for each in shapes.differences(operation, recorded, answered, exact=exact)]


OPEN: list[tuple[Any, Any]] = [
    ({"id": 1}, {"id": 2, "label": "x"}),
    ({"id": 1, "label": "x"}, {"id": 1}),
    ({"id": 1, "emptied": None}, {"id": 1, "emptied": "2026-01-31"}),
    ({"id": 1, "books": []}, {"id": 1, "books": [{"title": "A"}]}),
    ({"id": 1, "counts": {"a": 1}}, {"id": 1, "counts": {"b": 1, "c": 2}}),
    ({"id": 1, "anything": {"a": [1]}}, {"id": 1, "anything": "text"}),
    ({"id": 1, "anything": {"a": [1]}}, {"id": 1, "anything": {"b": None}}),
    ({"id": 1, "owner": {"name": "Ann"}}, {"id": 1, "owner": {"members": 7}}),
    ({"id": 1, "weight": 1}, {"id": 1, "weight": 1.5}),
]


@pytest.mark.parametrize(("recorded", "answered"), OPEN)
def test_what_the_document_leaves_open_may_differ(shapes: Shapes, recorded: Any, answered: Any) -> None:
    assert said(shapes, answer(recorded), answer(answered)) == []


@pytest.mark.parametrize(("recorded", "answered"), OPEN[:-1])
def test_with_the_same_scenario_nothing_may_differ_but_values(shapes: Shapes, recorded: Any, answered: Any) -> None:
    assert said(shapes, answer(recorded), answer(answered), exact=True) != []
    assert said(shapes, answer(recorded), answer(recorded), exact=True) == []


@pytest.mark.parametrize("exact", [False, True])
@pytest.mark.parametrize(
    ("recorded", "answered", "pointer", "message"),
    [
        ({"id": 1}, {"label": "x"}, "/body/id", "the stand-in gives no 'id'"),
        ({"id": 1}, {"id": "1"}, "/body/id", "the stand-in gives a text instead of a number"),
        ({"id": 1}, {"id": None}, "/body/id", "the stand-in gives null instead of a number"),
        ({"id": 1}, {"id": True}, "/body/id", "the stand-in gives a boolean instead of a number"),
        ({"id": 1}, {"id": 1, "colour": "red"}, "/body", "the stand-in gives 'colour', which is not recorded"),
        ({"id": 1, "colour": "red"}, {"id": 1}, "/body/colour", "the stand-in gives no 'colour'"),
        ({"id": 1}, [{"id": 1}], "/body", "the stand-in gives a list instead of an object"),
        (
            {"id": 1, "books": [{"title": "A"}, {"title": "B"}]},
            {"id": 1, "books": [{"title": "C"}, {"title": 7}]},
            "/body/books/1/title",
            "the stand-in gives a number instead of a text",
        ),
        (
            {"id": 1, "books": [{"title": "A"}]},
            {"id": 1, "books": [{}]},
            "/body/books/0/title",
            "the stand-in gives no 'title'",
        ),
        (
            {"id": 1, "counts": {"a": 1}},
            {"id": 1, "counts": {"a": "1"}},
            "/body/counts/a",
            "the stand-in gives a text instead of a number",
        ),
        (
            {"id": 1, "closed": {"a": 1}},
            {"id": 1, "closed": {"a": 1, "b": 2}},
            "/body/closed",
            "the stand-in gives 'b', which is not recorded",
        ),
    ],
)
def test_what_the_document_states_may_not(
    shapes: Shapes, recorded: Any, answered: Any, pointer: str, message: str, *, exact: bool
) -> None:
    assert (pointer, message) in said(shapes, answer(recorded), answer(answered), exact=exact)


def test_another_status_is_told_with_what_the_answer_says(shapes: Shapes) -> None:
    ((pointer, message),) = said(shapes, answer({"id": 1}), answer({"detail": "Gone.\n"}, 410))
    assert (pointer, message) == (
        "/status",
        'the stand-in answers 410 instead of 200: {"detail": "Gone.\\n"}',
    )
    assert said(shapes, answer({}, 404), answer({"id": 1}))[0][1] == "the stand-in answers 200 instead of 404"


def test_another_media_type_is_another_shape(shapes: Shapes) -> None:
    page = Response(200, (("content-type", "text/html"),), b"<p>")
    assert said(shapes, answer({"id": 1}), page) == [
        ("/headers/Content-Type", "the stand-in answers with text/html instead of application/json")
    ]
    nothing = said(shapes, page, Response(200))[0][1]
    assert nothing == "the stand-in answers with no media type instead of text/html"


def test_a_status_without_a_body_has_no_media_type(shapes: Shapes) -> None:
    assert said(shapes, Response(204), Response(204, (("Content-Type", "text/plain"),)), exact=True) == []


def test_texts_are_values(shapes: Shapes) -> None:
    one, other, empty = (Response(200, (("Content-Type", "text/plain"),), body) for body in (b"a", b"bc", b""))
    assert said(shapes, one, other, exact=True) == []
    assert said(shapes, one, empty) == []
    assert said(shapes, one, empty, exact=True)[0][0] == "/body"


def test_an_answer_that_is_no_json_though_it_says_so_is_found(shapes: Shapes) -> None:
    broken = Response(200, (("Content-Type", "application/json"),), b"{")
    assert said(shapes, answer({"id": 1}), broken)[0][1].startswith("what the stand-in answers is not JSON")
    assert said(shapes, broken, answer({"id": 1})) == []


def test_of_many_differences_the_first_are_named(shapes: Shapes) -> None:
    many = {"id": 1, **{f"new{number}": number for number in range(100)}}
    assert len(said(shapes, answer({"id": 1}), answer(many))) == MAX_DIFFERENCES
